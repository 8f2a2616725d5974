"""Which released texts a search looks through, each with the name it is shown under."""

from collections.abc import Iterator

from jiannuo.publishing.models.published import PublicBulletin, PublicTask


def texts_of_task(task: PublicTask) -> Iterator[tuple[str, str]]:
    """Return the texts of a promise as pairs of label and text, the promise itself first.

    `task` has its plan, progress, changes and organisations at hand.
    """
    fixed = (
        ("承诺", task.wording),
        ("全年目标", task.annual_target),
        ("类别", task.category),
        ("领域", task.sector),
        ("完成时限", task.deadline),
        ("分管领导", "、".join(task.leaders)),
        ("责任单位", "、".join(one.organisation.name for one in task.answerable.all())),
    )
    yield from (pair for pair in fixed if pair[1])
    for target in task.targets:
        if text := str(target.get("text") or ""):
            yield f"{target.get('label') or ''}目标", text
    for one in task.progress.all():
        voices = (
            ("目标", one.target),
            ("完成情况", one.progress),
            ("存在问题", one.problems),
            ("下一步", one.next_steps),
            ("督查意见", one.assessment),
            ("更正", one.corrected),
        )
        yield from ((one.period + name, text) for name, text in voices if text)
    for change in task.changes.all():
        changed = (change.before, change.after, change.reason, change.document)
        yield from (("目标调整", text) for text in changed if text)


def texts_of_bulletin(bulletin: PublicBulletin) -> Iterator[tuple[str, str]]:
    """Return the texts of a bulletin: its title, its paragraphs, the rows of its tables.

    Of a withdrawn bulletin only the title and the reason stay.
    """
    yield "通报", bulletin.title
    for text in (bulletin.document_number, bulletin.number, bulletin.withdrawn_why):
        if text:
            yield "通报", text
    if bulletin.withdrawn_why:
        return
    for block in bulletin.blocks:
        if text := str(block.get("text") or ""):
            yield "正文", text
    for attachment in bulletin.attachments:
        title = str(attachment.get("title") or "附件")
        for row in attachment.get("rows") or ():
            yield title, "；".join(str(cell) for cell in row if cell)
