"""The records of the open data, field by field, with what each means.

Every field's name, meaning and example is written here and nowhere else: the interface's OpenAPI
document, the tables' headers and the data dictionary are made from them.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Result = Literal["met", "partly", "missed", "undetermined", ""]
Voice = Literal["assessed", "claimed", ""]
Standing = Literal["open", "withheld", "withdrawn"]


class Record(BaseModel):
    """A record of plain values; all of its fields are always there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(Record):
    """How a record is cited: who said what, as of which release, where it stays."""

    publisher: str = Field(
        title="发布机构", description="谁发布的", examples=["临淄区人民政府督查室"]
    )
    title: str = Field(title="名称", description="引用的是什么", examples=["新建改造停车场"])
    edition: int | None = Field(
        title="发布次数",
        description="截至该地第几次发布；尚未发布过的为空",
        examples=[3],
    )
    released_on: date | None = Field(
        title="发布日期", description="该次发布的日期", examples=["2023-06-08"]
    )
    address: str = Field(
        title="永久网址",
        description="这条记录的永久网址，不会改变",
        examples=["https://example.gov.cn/public/tasks/linzi-2023-0007/"],
    )
    text: str = Field(
        title="引用文字",
        description="可直接引用的一句话",
        examples=["临淄区人民政府督查室：《新建改造停车场》，第3次发布，2023年6月8日。"],
    )


class PlaceName(Record):
    """A place, by its address."""

    slug: str = Field(title="地区代号", description="网址中代表这个地区的一段", examples=["linzi"])
    name: str = Field(title="地区", description="地区的简称", examples=["临淄区"])


class Place(PlaceName):
    """A place that publishes."""

    full_name: str = Field(
        title="地区全称", description="地区的全称", examples=["山东省淄博市临淄区"]
    )
    office: str = Field(
        title="公开机构", description="负责发布的机构", examples=["临淄区人民政府督查室"]
    )
    telephone: str = Field(
        title="公开电话", description="公开机构的电话", examples=["0533-0000000"]
    )
    complain_at: str = Field(
        title="意见反映渠道",
        description="发现内容有误或有意见，向哪里反映",
        examples=["拨打 12345 政务服务便民热线"],
    )
    conditions: str = Field(
        title="使用条件",
        description="使用这些数据的条件",
        examples=["可以免费查阅、下载和引用，请注明来源。"],
    )
    edition: int | None = Field(title="最近发布", description="最近一次是第几次发布", examples=[3])
    updated_at: datetime | None = Field(
        title="最近发布时间",
        description="最近一次发布的时间",
        examples=["2023-06-08T09:00:00+08:00"],
    )
    href: str = Field(
        title="接口地址",
        description="这条记录在接口中的地址",
        examples=["https://example.gov.cn/api/v1/places/linzi"],
    )
    files: list[str] = Field(
        title="下载",
        description="该地区全部数据的下载地址",
        examples=[["https://example.gov.cn/api/v1/places/linzi/files/tasks.csv"]],
    )


class Edition(Record):
    """A release as the public sees it."""

    place: PlaceName = Field(title="地区", description="哪个地区发布的")
    number: int = Field(title="发布次数", description="该地区的第几次发布", examples=[3])
    title: str = Field(
        title="发布内容", description="这次发布了什么", examples=["2023年5月重点工作完成情况"]
    )
    published_at: datetime = Field(
        title="发布时间", description="发布的时间", examples=["2023-06-08T09:00:00+08:00"]
    )
    correction: str = Field(
        title="更正说明", description="这次发布更正了以前的什么；没有更正的为空", examples=[""]
    )


class Count(Record):
    """How many promises have a result."""

    result: Result = Field(
        title="完成情况代码", description="完成情况的代码；空表示尚无结果", examples=["met"]
    )
    tasks: int = Field(title="任务数", description="这种情况的任务有多少项", examples=[106])


class PlanName(Record):
    """A plan, by its address."""

    slug: str = Field(
        title="计划代号", description="网址中代表这个计划的一段", examples=["2023-report"]
    )
    title: str = Field(
        title="计划名称", description="任务所属的计划", examples=["2023年政府工作报告重点任务"]
    )
    year: int = Field(title="年度", description="计划的年度", examples=[2023])
    kind: str = Field(
        title="计划种类代码",
        description="report 为政府工作报告任务，pledges 为民生实事",
        examples=["report"],
    )
    kind_name: str = Field(title="计划种类", description="计划的种类", examples=["政府工作报告"])


class Plan(PlanName):
    """A released list of promises."""

    place: PlaceName = Field(title="地区", description="哪个地区的计划")
    as_of: str = Field(title="截至", description="已发布的最近一期", examples=["5月"])
    updated_at: datetime = Field(
        title="更新时间", description="最近一次发布的时间", examples=["2023-06-08T09:00:00+08:00"]
    )
    counts: list[Count] = Field(
        title="各种结果的任务数",
        description="各种完成情况的任务各有多少项；只计公开的任务",
    )
    href: str = Field(
        title="接口地址",
        description="这条记录在接口中的地址",
        examples=["https://example.gov.cn/api/v1/plans/linzi/2023-report"],
    )
    files: list[str] = Field(
        title="下载",
        description="该计划全部数据的下载地址",
        examples=[["https://example.gov.cn/api/v1/plans/linzi/2023-report/files/tasks.csv"]],
    )
    citation: Citation = Field(title="引用", description="怎样引用这条记录")


class Organisation(Record):
    """An organisation that answers for promises."""

    place: PlaceName = Field(title="地区", description="单位所在的地区")
    slug: str = Field(
        title="单位代号", description="网址中代表这个单位的一段", examples=["zhujianju"]
    )
    name: str = Field(title="单位", description="单位名称", examples=["区住房和城乡建设局"])
    kind: str = Field(title="单位类别代码", description="单位的类别；未分类的为空", examples=[""])
    telephone: str = Field(
        title="公开电话", description="单位对外公开的电话", examples=["0533-0000000"]
    )
    href: str = Field(
        title="接口地址",
        description="这条记录在接口中的地址",
        examples=["https://example.gov.cn/api/v1/organisations/linzi/zhujianju"],
    )


class Answerable(Record):
    """An organisation that answers for a promise."""

    slug: str = Field(
        title="单位代号", description="网址中代表这个单位的一段", examples=["zhujianju"]
    )
    name: str = Field(title="单位", description="单位名称", examples=["区住房和城乡建设局"])
    role_name: str = Field(
        title="分工", description="牵头、责任、配合或提供数据", examples=["牵头"]
    )
    lead: bool | None = Field(
        title="是否牵头", description="是否牵头单位；原文没有说明的为空", examples=[True]
    )


class SubTarget(Record):
    """A target of one of the year's shorter periods."""

    label: str = Field(title="时段", description="目标是哪个季度或月份的", examples=["二季度"])
    text: str = Field(title="目标", description="该时段的目标", examples=["完成主体施工"])


class Withheld(Record):
    """What of a promise was not made public, and why."""

    field: str = Field(title="内容", description="没有公开的是哪一项", examples=["存在问题"])
    reason: str = Field(title="理由", description="不公开的理由", examples=["涉及个人隐私"])


class Task(Record):
    """A promise, with its newest released result."""

    id: str = Field(
        title="任务编号",
        description="任务的永久编号，不会改变，也不会再给别的任务",
        examples=["linzi-2023-0007"],
    )
    place: PlaceName = Field(title="地区", description="哪个地区的任务")
    plan: PlanName = Field(title="计划", description="任务所属的计划")
    standing: Standing = Field(
        title="公开状态代码",
        description="open 为公开；withheld 为依法不予公开；withdrawn 为已撤下",
        examples=["open"],
    )
    standing_why: str = Field(
        title="不公开的依据",
        description="不予公开或撤下的依据、理由；公开的任务为空",
        examples=[""],
    )
    position: int = Field(title="次序", description="任务在计划中的次序", examples=[7])
    number: str = Field(title="序号", description="原文的序号", examples=["7"])
    category: str = Field(title="类别", description="原文的类别", examples=["城市建设"])
    sector: str = Field(title="领域", description="任务所属的领域", examples=["住建"])
    wording: str = Field(
        title="任务", description="任务内容，照录原文", examples=["新建改造停车场24个"]
    )
    annual_target: str = Field(
        title="全年目标", description="全年要达到的目标，照录原文", examples=["新增停车泊位1200个"]
    )
    targets: list[SubTarget] = Field(title="分期目标", description="各季度或各月的目标")
    deadline: str = Field(title="完成时限", description="原文的完成时限", examples=["2023年12月底"])
    state: str = Field(title="任务状态代码", description="任务状态的代码", examples=["active"])
    state_name: str = Field(title="任务状态", description="任务的状态", examples=["推进中"])
    result: Result = Field(
        title="完成情况代码",
        description="最近一期的完成情况：met 完成，partly 部分完成，missed 未完成，"
        "undetermined 无法判定；空表示尚无结果",
        examples=["met"],
    )
    result_name: str = Field(
        title="完成情况",
        description="最近一期的完成情况，用发布机构自己的说法",
        examples=["已完成"],
    )
    result_voice: Voice = Field(
        title="谁的结论",
        description="assessed 为督查机构评定，claimed 为责任单位自报；空表示尚无结果",
        examples=["assessed"],
    )
    result_of: str = Field(title="结果所属时期", description="结果是哪一期的", examples=["5月"])
    organisations: list[Answerable] = Field(title="责任单位", description="牵头、责任、配合的单位")
    leaders: list[str] = Field(
        title="牵头领导", description="牵头领导的姓名；不公开的为空", examples=[[]]
    )
    withheld: list[Withheld] = Field(
        title="未公开的内容", description="这项任务有哪些内容没有公开，理由是什么"
    )
    released_at: datetime = Field(
        title="发布时间",
        description="这项任务最近一次发布的时间",
        examples=["2023-06-08T09:00:00+08:00"],
    )
    href: str = Field(
        title="接口地址",
        description="这条记录在接口中的地址",
        examples=["https://example.gov.cn/api/v1/tasks/linzi-2023-0007"],
    )
    citation: Citation = Field(title="引用", description="怎样引用这条记录")


class Progress(Record):
    """What was released of a promise for a period."""

    period: str = Field(title="时期", description="哪一期", examples=["5月"])
    period_key: str = Field(
        title="时期代码", description="时期的代码，可用来排序", examples=["month-05"]
    )
    last_month: int = Field(
        title="时期末月", description="这一期的最后一个月；0 表示未定", examples=[5]
    )
    target: str = Field(title="本期目标", description="本期的目标", examples=["完成主体施工"])
    progress: str = Field(
        title="进展情况", description="责任单位报送的进展", examples=["已建成24个停车场"]
    )
    problems: str = Field(title="存在问题", description="报送的问题", examples=[""])
    next_steps: str = Field(title="下一步打算", description="报送的下一步打算", examples=[""])
    claim: Result = Field(
        title="自报结果代码", description="责任单位自报的结果，代码同完成情况", examples=["met"]
    )
    claim_name: str = Field(title="自报结果", description="责任单位自报的结果", examples=["已完成"])
    assessed: Result = Field(
        title="评定结果代码", description="督查机构评定的结果，代码同完成情况", examples=["met"]
    )
    assessed_name: str = Field(
        title="评定结果", description="督查机构评定的结果", examples=["已完成"]
    )
    assessment: str = Field(title="评定说明", description="督查机构的说明", examples=[""])
    pace_name: str = Field(
        title="序时进度", description="与全年进度相比快还是慢", examples=["达到序时进度"]
    )
    corrected: str = Field(
        title="更正说明", description="这一期的内容作过什么更正；没有更正的为空", examples=[""]
    )
    edition: int = Field(title="发布次数", description="在第几次发布中公开", examples=[3])


class Figure(Record):
    """A point of a promise's curve."""

    subject: str = Field(title="指标", description="数值说的是什么", examples=["新建改造停车场"])
    unit: str = Field(title="计量单位", description="数值的计量单位", examples=["个"])
    period: str = Field(title="时期", description="截至哪一期", examples=["5月"])
    last_month: int = Field(title="时期末月", description="这一期的最后一个月", examples=[5])
    achieved: str = Field(
        title="完成数值",
        description="截至这一期完成多少；十进制数，写作文本以免失真",
        examples=["24"],
    )
    target: str | None = Field(
        title="本期目标数值", description="这一期的目标是多少；没有的为空", examples=["23"]
    )
    annual: str | None = Field(
        title="全年目标数值", description="全年的目标是多少；没有的为空", examples=["55"]
    )


class Change(Record):
    """A target that was changed by decision."""

    on: date = Field(title="调整日期", description="何时调整", examples=["2023-05-10"])
    field: str = Field(title="调整内容", description="调整的是哪一项", examples=["全年目标"])
    before: str = Field(title="调整前", description="调整前的内容", examples=["新建60个"])
    after: str = Field(title="调整后", description="调整后的内容", examples=["新建55个"])
    reason: str = Field(title="调整理由", description="为什么调整", examples=["用地未批复"])
    approver: str = Field(title="批准人", description="谁批准的", examples=["区政府常务会议"])
    document: str = Field(title="依据文件", description="依据什么文件", examples=[""])


class BulletinName(Record):
    """A bulletin, by its address."""

    slug: str = Field(
        title="通报代号", description="网址中代表这份通报的一段", examples=["2023-05"]
    )
    title: str = Field(
        title="通报标题", description="通报的标题", examples=["关于5月份重点工作完成情况的通报"]
    )
    issued_on: date = Field(title="印发日期", description="印发的日期", examples=["2023-06-08"])
    href: str = Field(
        title="接口地址",
        description="这条记录在接口中的地址",
        examples=["https://example.gov.cn/api/v1/bulletins/linzi/2023-05"],
    )


class TaskInFull(Task):
    """A promise with all that was released of it."""

    progress: list[Progress] = Field(title="进展", description="各期的进展，最近的在前")
    figures: list[Figure] = Field(title="数值", description="各期的数值")
    changes: list[Change] = Field(title="目标调整", description="目标的历次调整，最近的在前")
    mentions: list[BulletinName] = Field(title="通报", description="提到这项任务的通报")
