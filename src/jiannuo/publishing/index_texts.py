"""Which released texts a search looks through, each with the name it is shown under."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicChange,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
)


@dataclass(slots=True)
class Surroundings:
    """What was released of a promise beside its own row; `organisations` are keys and names in order."""

    progress: list[PublicProgress] = field(default_factory=list)
    changes: list[PublicChange] = field(default_factory=list)
    organisations: list[tuple[int, str]] = field(default_factory=list)


def surroundings_of(tasks: Sequence[int], using: str) -> defaultdict[int, Surroundings]:
    """Return what stands around some promises, by their keys.

    Three plain queries: Django's own prefetching writes a query set for every promise and relation.
    """
    found: defaultdict[int, Surroundings] = defaultdict(Surroundings)
    for progress in PublicProgress.objects.using(using).filter(task__in=tasks):
        found[progress.task_id].progress.append(progress)
    for change in PublicChange.objects.using(using).filter(task__in=tasks):
        found[change.task_id].changes.append(change)
    held = PublicTaskOrganisation.objects.using(using).filter(task__in=tasks)
    for task, key, name in held.values_list("task", "organisation", "organisation__name"):
        found[task].organisations.append((key, name))
    return found


def texts_of_task(task: PublicTask, beside: Surroundings) -> Iterator[tuple[str, str]]:
    """Return the texts of a promise as pairs of label and text, the promise itself first."""
    fixed = (
        ("承诺", task.wording),
        ("全年目标", task.annual_target),
        ("类别", task.category),
        ("领域", task.sector),
        ("完成时限", task.deadline),
        ("分管领导", "、".join(task.leaders)),
        ("责任单位", "、".join(name for _, name in beside.organisations)),
    )
    yield from (pair for pair in fixed if pair[1])
    for target in task.targets:
        if text := str(target.get("text") or ""):
            yield f"{target.get('label') or ''}目标", text
    for one in beside.progress:
        voices = (
            ("目标", one.target),
            ("完成情况", one.progress),
            ("存在问题", one.problems),
            ("下一步", one.next_steps),
            ("督查意见", one.assessment),
            ("更正", one.corrected),
        )
        yield from ((one.period + name, text) for name, text in voices if text)
    for change in beside.changes:
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
