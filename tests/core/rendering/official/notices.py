"""Official documents of the tests: a bulletin with a table, a letter."""

from datetime import date

from jiannuo.core.records import Column, Row, Table
from jiannuo.core.rendering.official import Attachment, Form, Level, OfficialDocument, Paragraph

SENTENCE = "各责任单位要对所承担的任务逐项逐条分解细化，研究制定具体的落实方案，明确季度目标及月份推进计划。"
COLUMNS = (
    Column(header="序号", field="number"),
    Column(header="类别", field="category"),
    Column(header="工作任务", field="task"),
    Column(header="完成情况", field="progress"),
)


def table(rows: int = 40, category: int = 20) -> Table:
    """Return a table whose categories span many rows."""
    return Table(
        columns=COLUMNS,
        rows=tuple(
            Row(
                number=str(n + 1),
                category=f"第{n // category + 1}类工作",
                task=f"第{n + 1}项任务，{SENTENCE}",
                progress=f"已完成{n + 1}处。",
            )
            for n in range(rows)
        ),
    )


def bulletin(*, rows: int = 40, paragraphs: int = 30) -> OfficialDocument:
    """Return a bulletin of several pages with two attachments."""
    return OfficialDocument(
        mark="清河区人民政府办公室文件",
        number="清政办发〔2026〕1号",
        title="关于2026年5月份目标任务\n完成情况的通报",
        addressee="各街道办事处，区政府各部门：",
        body=(
            Paragraph("一、总体情况", Level.FIRST),
            Paragraph("（一）完成情况。共124项，完成106项。", Level.SECOND, lead=8),
            *(Paragraph(SENTENCE) for _ in range(paragraphs)),
            Paragraph("涉及昇平路、漷河和120㎡场地。"),
        ),
        issuer="清河区人民政府办公室",
        issued_on=date(2026, 6, 8),
        note="（此件公开发布）",
        copies_to=("区委办公室", "区人大常委会办公室"),
        printed_by="清河区人民政府办公室",
        attachments=(
            Attachment(title="2026年5月份目标任务完成情况表", table=table(rows)),
            Attachment(title="说明", body=(Paragraph(SENTENCE),)),
        ),
    )


LETTER = OfficialDocument(
    form=Form.LETTER,
    mark="清河区人民政府办公室",
    number="清政办函〔2026〕3号",
    title="关于报送5月份进展情况的提醒函",
    addressee="区住建局：",
    body=(Paragraph(SENTENCE),) * 3,
    issuer="清河区人民政府办公室",
    issued_on=date(2026, 6, 8),
)
