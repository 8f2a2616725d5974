"""A letter on paper: the 函 of GB/T 9704-2012, from what the letter holds."""

from typing import Final

from jiannuo.core.records import Column, Row, Table
from jiannuo.core.rendering.official import Attachment, Form, OfficialDocument
from jiannuo.supervision.blocks import blocks_from_json
from jiannuo.supervision.models import Letter, LetterKind

REPLY_TITLE: Final = "督办事项反馈表"
_REPLY_COLUMNS: Final = (
    Column(header="序号", field="number"),
    Column(header="督办事项", field="task"),
    Column(header="目前进展", field="progress"),
    Column(header="原因分析", field="causes"),
    Column(header="下一步措施", field="next_steps"),
    Column(header="完成时间", field="deadline"),
    Column(header="责任人", field="principal"),
    Column(header="备注", field="remarks"),
)


def letter_document(letter: Letter) -> OfficialDocument:
    """Return a letter as an official document; a draft has neither number nor date yet."""
    blocks = blocks_from_json(letter.content["blocks"])
    return OfficialDocument(
        form=Form.LETTER,
        mark=letter.issuer,
        number=letter.number,
        title=str(letter),
        addressee=f"{letter.content['addressee']}：",
        body=tuple(block.paragraph() for block in blocks),
        attachments=(_reply_form(letter),) if letter.kind == LetterKind.PRESSING else (),
        issuer=letter.issuer,
        issued_on=letter.issued_on,
        sealed=True,
        draft="" if letter.sent_at else "草稿",
    )


def _reply_form(letter: Letter) -> Attachment:
    """Return the form in which a pressing letter is answered, with the matters filled in."""
    tasks = letter.tasks.order_by("plan", "table", "position")
    table = Table(
        columns=_REPLY_COLUMNS,
        rows=tuple(
            Row(number=str(at), task=task.wording()) for at, task in enumerate(tasks, start=1)
        ),
        form_fields=(
            f"填报单位：{letter.organisation.name}",
            "填报时间",
            "填报人",
            "联系电话",
            "负责人签字",
        ),
    )
    return Attachment(title=REPLY_TITLE, table=table)
