"""A small public ledger, and large ones, written straight into the public tables.

For tests of the pages and the data, which never look behind these tables. The county is invented.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicMention,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)

RELEASED: Final = datetime(2023, 6, 12, 1, 30, tzinfo=UTC)
_RESULTS: Final = (
    ("met", "完成"),
    ("partly", "部分完成"),
    ("missed", "未完成"),
    ("undetermined", "无法判定"),
    ("", ""),
)
_CATEGORIES: Final = ("城市更新", "财税金融", "社区治理", "交通出行")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What `publish_sample` wrote."""

    place: PublicPlace
    plan: PublicPlan
    pledges: PublicPlan
    april: PublicEdition
    may: PublicEdition
    housing: PublicOrganisation
    finance: PublicOrganisation
    heating: PublicTask
    """Met in May, partly in April; with a curve, a changed target, a bulletin."""
    land: PublicTask
    """Partly done, with problems; its May was corrected."""
    revenue: PublicTask
    """Claimed by the organisation, not assessed."""
    canteens: PublicTask
    """Nothing released of its progress yet."""
    withheld: PublicTask
    withdrawn: PublicTask
    bulletin: PublicBulletin
    corrected: PublicBulletin
    """The bulletin that `bulletin` corrects."""


def publish_sample() -> Published:
    """Publish six promises, two editions and two bulletins of 清河区."""
    place = PublicPlace.objects.create(
        slug="qinghe",
        name="清河区",
        full_name="清河市清河区",
        office="清河区人民政府办公室督查室",
        telephone="0599-6800123",
        complain_at="可拨打12345政务服务便民热线，或写信至清河区府前路1号。",
    )
    april = PublicEdition.objects.create(
        place=place,
        number=1,
        title="2023年4月份进展",
        published_at=datetime(2023, 5, 11, 2, 0, tzinfo=UTC),
    )
    may = PublicEdition.objects.create(
        place=place,
        number=2,
        title="2023年5月份进展",
        published_at=RELEASED,
        correction="更正第2项的完成情况。",
    )
    plan, pledges = (
        PublicPlan.objects.create(
            place=place,
            slug=f"2023-{kind}",
            year=2023,
            kind=kind,
            kind_name=name,
            title=f"2023年{name}任务",
            as_of="5月",
            as_of_key="month-5",
            updated_at=RELEASED,
        )
        for kind, name in (("report", "政府工作报告"), ("pledges", "民生实事"))
    )
    housing, finance = (
        PublicOrganisation.objects.create(
            place=place, slug=slug, name=name, kind="bureau", telephone=telephone, sort_key=name
        )
        for slug, name, telephone in (
            ("o1", "区住建局", "0599-6801000"),
            ("o2", "区财政局", ""),
        )
    )
    tasks = _tasks(plan, pledges, (housing, finance))
    bulletin, corrected = _bulletins(place, april, may, tasks[:2])
    _tell(tasks, april, may)
    return Published(
        place=place,
        plan=plan,
        pledges=pledges,
        april=april,
        may=may,
        housing=housing,
        finance=finance,
        heating=tasks[0],
        land=tasks[1],
        revenue=tasks[2],
        canteens=tasks[3],
        withheld=tasks[4],
        withdrawn=tasks[5],
        bulletin=bulletin,
        corrected=corrected,
    )


def _tasks(
    plan: PublicPlan, pledges: PublicPlan, organisations: tuple[PublicOrganisation, ...]
) -> list[PublicTask]:
    housing, finance = organisations
    heating = _task(
        plan, 1, "新增供热面积50万平方米，改造老旧管网12公里。", "met", sector="城市建设"
    )
    heating.leaders = ["周明远"]
    heating.targets = [
        {"label": "二季度目标", "text": "改造管网6公里。"},
        {"label": "5月目标", "text": "改造管网5公里。"},
    ]
    land = _task(plan, 2, "出让土地1000亩。", "partly")
    revenue = _task(plan, 3, "一般公共预算收入增长6%以上。", "missed", voice="claimed")
    canteens = _task(pledges, 1, "在沈河路等处新建社区食堂8处。", "")
    withheld = _closed(plan, 4, Standing.WITHHELD, "《政府信息公开条例》第十四条")
    withdrawn = _closed(plan, 5, Standing.WITHDRAWN, "与第1项重复，已合并。")
    tasks = [heating, land, revenue, canteens, withheld, withdrawn]
    PublicTask.objects.bulk_create(tasks)
    PublicTaskOrganisation.objects.bulk_create(
        [
            PublicTaskOrganisation(
                task=task, organisation=one, role_name=role, lead=lead, order=order
            )
            for task, order, one, role, lead in (
                (heating, 0, housing, "责任", None),
                (land, 0, housing, "牵头", True),
                (land, 1, finance, "配合", False),
                (revenue, 0, finance, "责任", None),
                (canteens, 0, housing, "责任", None),
            )
        ]
    )
    return tasks


def _task(
    plan: PublicPlan,
    position: int,
    wording: str,
    result: str,
    *,
    voice: str = "assessed",
    sector: str = "",
) -> PublicTask:
    return PublicTask(
        plan=plan,
        permanent=f"qinghe-{plan.slug}-{position}",
        position=position,
        number=str(position),
        category=_CATEGORIES[(position - 1) % len(_CATEGORIES)],
        sector=sector,
        wording=wording,
        annual_target=wording,
        deadline="12月底",
        state="running",
        state_name="推进中",
        result=result,
        result_name=dict(_RESULTS)[result],
        result_voice=voice if result else "",
        result_of="5月" if result else "",
        released_at=RELEASED,
    )


def _closed(plan: PublicPlan, position: int, standing: Standing, why: str) -> PublicTask:
    return PublicTask(
        plan=plan,
        permanent=f"qinghe-{plan.slug}-{position}",
        position=position,
        number=str(position),
        standing=standing,
        standing_why=why,
        wording="依法不予公开。" if standing == Standing.WITHHELD else "本页内容已撤下。",
        state="",
        state_name="",
        released_at=RELEASED,
    )


def _bulletins(
    place: PublicPlace, april: PublicEdition, may: PublicEdition, mentioned: list[PublicTask]
) -> tuple[PublicBulletin, PublicBulletin]:
    made = [
        PublicBulletin.objects.create(
            place=place,
            edition=edition,
            slug=f"2023-{number}",
            kind_name="工作进展通报",
            title=f"关于{month}份重点工作完成情况的通报",
            number=f"第{number}期",
            document_number=f"清政督〔2023〕{number}号",
            issuer="清河区人民政府办公室",
            issued_on=day,
            blocks=[
                {"level": "text", "text": f"{month}，全区重点工作总体平稳。", "lead": ""},
                {"level": "first", "text": "一、完成较好的工作", "lead": ""},
                {"level": "text", "text": "供热管网改造进度较快。", "lead": "区住建局。"},
            ],
            attachments=[
                {
                    "title": "重点工作完成情况表",
                    "columns": ["类别", "序号", "年度目标任务", "完成情况"],
                    "rows": [
                        ["城市更新", "1", mentioned[0].wording, "完成5.2公里。"],
                        ["城市更新", "2", mentioned[1].wording, "出让土地380亩。"],
                    ],
                    "spans": [{"row": 0, "column": 0, "rows": 2, "columns": 1}],
                }
            ],
        )
        for number, month, edition, day in (
            (1, "4月", april, date(2023, 5, 10)),
            (2, "5月", may, date(2023, 6, 9)),
        )
    ]
    corrected, bulletin = made
    corrected.corrected_by = bulletin
    corrected.save()
    PublicMention.objects.bulk_create(
        [PublicMention(bulletin=one, task=task) for one in made for task in mentioned]
    )
    return bulletin, corrected


def _tell(tasks: list[PublicTask], april: PublicEdition, may: PublicEdition) -> None:
    heating, land, revenue, *_ = tasks
    PublicProgress.objects.bulk_create(
        [
            _progress(heating, april, 4, "改造管网3.6公里。", "partly", assessed=True),
            _progress(heating, may, 5, "供热管网改造完成5.2公里。", "met", assessed=True),
            _progress(
                land,
                may,
                5,
                "出让土地380亩。",
                "partly",
                assessed=True,
                problems="部分地块附着物尚未清表。",
                next_steps="6月底前完成清表。",
                corrected="完成情况由“出让土地400亩。”更正为“出让土地380亩。”",
            ),
            _progress(revenue, may, 5, "增长4.1%。", "missed", assessed=False),
        ]
    )
    PublicFigure.objects.bulk_create(
        [
            PublicFigure(
                task=heating,
                subject="改造管网",
                unit="公里",
                period=f"{month}月",
                last_month=month,
                achieved=Decimal(achieved),
                target=Decimal(target),
                annual=Decimal(12),
            )
            for month, achieved, target in ((4, "3.6", 4), (5, "5.2", 5))
        ]
    )
    PublicChange.objects.create(
        task=heating,
        on=date(2023, 4, 20),
        field="年度目标",
        before="改造老旧管网15公里。",
        after="改造老旧管网12公里。",
        reason="部分路段与轨道交通施工冲突。",
        approver="周明远",
        document="清政督〔2023〕9号",
    )


def _progress(
    task: PublicTask,
    edition: PublicEdition,
    month: int,
    progress: str,
    result: str,
    *,
    assessed: bool,
    **texts: str,
) -> PublicProgress:
    name = dict(_RESULTS)[result]
    return PublicProgress(
        task=task,
        edition=edition,
        period=f"{month}月",
        period_key=f"month-{month}",
        last_month=month,
        target=f"{month}月目标。",
        progress=progress,
        claim=result,
        claim_name=name,
        assessed=result if assessed else "",
        assessed_name=name if assessed else "",
        assessment="以现场核查为准。" if assessed else "",
        pace_name="达序时" if assessed else "",
        **texts,
    )


def publish_many(n: int, *, slug: str = "many") -> PublicPlan:
    """Publish one plan of `n` made-up promises, each with an organisation and one period's progress."""
    place = PublicPlace.objects.create(slug=slug, name="长河区", full_name=f"长河市长河区{slug}")
    edition = PublicEdition.objects.create(
        place=place, number=1, title="2023年5月份进展", published_at=RELEASED
    )
    plan = PublicPlan.objects.create(
        place=place,
        slug="2023-report",
        year=2023,
        kind="report",
        kind_name="政府工作报告",
        title="2023年政府工作报告任务",
        as_of="5月",
        as_of_key="month-5",
        updated_at=RELEASED,
    )
    organisations = PublicOrganisation.objects.bulk_create(
        [
            PublicOrganisation(
                place=place, slug=f"o{at}", name=f"第{at}局", kind="bureau", sort_key=f"{at:04}"
            )
            for at in range(1, 41)
        ]
    )
    tasks = PublicTask.objects.bulk_create(
        [_numbered(plan, at) for at in range(1, n + 1)], batch_size=500
    )
    PublicTaskOrganisation.objects.bulk_create(
        [
            PublicTaskOrganisation(
                task=task, organisation=organisations[at % 40], role_name="责任", order=0
            )
            for at, task in enumerate(tasks)
        ],
        batch_size=500,
    )
    PublicProgress.objects.bulk_create(
        [
            _progress(task, edition, 5, f"已完成{at}处。", task.result, assessed=True)
            for at, task in enumerate(tasks)
            if task.result
        ],
        batch_size=500,
    )
    return plan


def _numbered(plan: PublicPlan, at: int) -> PublicTask:
    wording = f"改造第{at % 97}片区老旧小区{at}处，新建口袋公园{at % 11}处。"
    result, name = _RESULTS[at % len(_RESULTS)]
    return PublicTask(
        plan=plan,
        permanent=f"{plan.place.slug}-2023-report-{at}",
        position=at,
        number=str(at),
        category=_CATEGORIES[at % len(_CATEGORIES)],
        wording=wording,
        annual_target=wording,
        state="running",
        state_name="推进中",
        result=result,
        result_name=name,
        result_voice="assessed" if result else "",
        result_of="5月" if result else "",
        released_at=RELEASED,
    )
