"""The records of bulletins: the list's lines, and the paper with its tables."""

from pydantic import Field

from jiannuo.publishing.opendata.records import BulletinName, Citation, PlaceName, Record


class Bulletin(BulletinName):
    """A bulletin that was made public."""

    place: PlaceName = Field(title="地区", description="哪个地区的通报")
    kind_name: str = Field(title="通报种类", description="通报的种类", examples=["月度通报"])
    number: str = Field(title="期号", description="第几期", examples=["第5期"])
    document_number: str = Field(title="文号", description="发文字号", examples=["临督〔2023〕5号"])
    issuer: str = Field(title="印发机关", description="谁印发的", examples=["临淄区人民政府督查室"])
    withdrawn_why: str = Field(
        title="撤回理由", description="撤回的理由；没有撤回的为空", examples=[""]
    )
    corrected_by: str | None = Field(
        title="由何更正", description="更正这份通报的通报代号；没有的为空", examples=[None]
    )
    citation: Citation = Field(title="引用", description="怎样引用这条记录")


class Paragraph(Record):
    """A paragraph of a bulletin."""

    level: str = Field(title="层级", description="标题或正文的层级", examples=["body"])
    text: str = Field(title="文字", description="这一段的文字", examples=["截至5月底，……"])
    lead: str = Field(title="段首", description="段首加重的文字；没有的为空", examples=[""])


class Merged(Record):
    """Cells of an attachment's table that are one."""

    row: int = Field(title="起始行", description="从第几行起，第一行为 0", examples=[0])
    column: int = Field(title="起始列", description="从第几列起，第一列为 0", examples=[0])
    rows: int = Field(title="行数", description="占几行", examples=[2])
    columns: int = Field(title="列数", description="占几列", examples=[1])


class Attachment(Record):
    """A table that is attached to a bulletin."""

    title: str = Field(title="附件标题", description="附件的标题", examples=["重点工作完成情况表"])
    columns: list[str] = Field(title="列名", description="表头", examples=[["序号", "任务"]])
    rows: list[list[str]] = Field(
        title="各行", description="各行的文字", examples=[[["1", "新建改造停车场"]]]
    )
    spans: list[Merged] = Field(title="合并单元格", description="合并的单元格")


class BulletinInFull(Bulletin):
    """A bulletin with its text."""

    blocks: list[Paragraph] = Field(title="正文", description="正文各段")
    attachments: list[Attachment] = Field(title="附件", description="附件的表格")
    tasks: list[str] = Field(
        title="提到的任务", description="提到的任务的编号", examples=[["linzi-2023-0007"]]
    )
