"""Ledgers drawn at random: any of the columns that offices use, in rows of realistic words."""

from hypothesis import strategies as st

from jiannuo.core.records import Column, Document, Period, PeriodKind, Row, Table, Unit

_PLACES = (
    "人民路",
    "滨河公园",
    "实验小学",
    "污水处理厂",
    "老旧小区",
    "农贸市场",
    "科创园",
    "敬老院",
)
_SENTENCES = (
    "{place}改造已完成立项，正在办理施工手续。",
    "{place}主体完成{n}%，完成投资{n}.5亿元。",
    "新建{place}{n}处，改造提升{m}处，惠及群众{n}{m}户。",
    "{place}前期工作有序推进，预计9月底前开工。",
    "完成{place}招投标，签约率达到{n}%以上。",
    "{place}尚缺建设用地{n}.28亩，资金缺口{m}00万元。",
)
_TASKS = (
    "全面推进人民路等骨干道路建设，新建、改造城市道路25条、41.29公里。",
    "地区生产总值增长5.5%以上，一般公共预算收入增长6%以上。",
    "开工建设6所学校和幼儿园，建成3所中小学，7所公办幼儿园投入使用。",
    "对2071户城乡低保家庭进行居家环境改善",
    "深化“放管服”改革，推动高频事项“一网通办”。",
    "建设应急联防站5处。",
)
_BUREAUS = (
    "区住房城乡建设局", "区财政局", "区教育体育局", "区水务局", "区发展改革局", "区民政局",
    "区城管局", "市场监管局", "城南街道办事处", "区投资促进中心", "城投集团",
)  # fmt: skip
_PEOPLE = ("张建国", "李明", "王海燕", "刘松", "陈志远", "赵晓东", "孙丽")
_VERDICTS = ("完成", "部分完成", "未完成")


@st.composite
def sentences(draw: st.DrawFn, most: int = 3) -> str:
    """Draw prose, or an enumeration of two to four pieces in lines or in a row."""
    count = draw(st.integers(1, most))
    pieces = [
        draw(st.sampled_from(_SENTENCES)).format(
            place=draw(st.sampled_from(_PLACES)),
            n=draw(st.integers(1, 98)),
            m=draw(st.integers(2, 9)),
        )
        for _ in range(count)
    ]
    style = draw(st.sampled_from(["prose", "lines", "circled", "numbered"]))
    if count == 1 or style == "prose":
        return "".join(pieces)
    if style == "lines":
        return "\n".join(pieces)
    marks = "①②③④" if style == "circled" else [f"{n}." for n in range(1, 5)]
    joint = draw(st.sampled_from(["", "\n"]))
    return joint.join(f"{mark}{piece}" for mark, piece in zip(marks, pieces, strict=False))


def _units(
    role: str, *, lead: bool | None = None, most: int = 3
) -> st.SearchStrategy[tuple[Unit, ...]]:
    names = st.lists(st.sampled_from(_BUREAUS), min_size=1, max_size=most, unique=True)
    return names.map(lambda found: tuple(Unit(name=n, lead=lead, role=role) for n in found))


@st.composite
def _marked_units(draw: st.DrawFn) -> tuple[Unit, ...]:
    """Draw units of a single column, the first leading, or nobody known to lead."""
    found = draw(_units("责任"))
    if len(found) == 1 or draw(st.booleans()):
        return found
    first, *rest = found
    return (
        Unit(name=first.name, lead=True, role="牵头"),
        *(Unit(name=unit.name, lead=False, role=unit.role) for unit in rest),
    )


_QUARTERS = "一二三四"
COLUMNS: dict[str, tuple[list[Column], dict[str, st.SearchStrategy[object]]]] = {
    "year and quarters in one cell": (
        [Column(header="全年目标及季度目标", field="annual_target", also=("quarter_targets",))],
        {
            "annual_target": sentences(1),
            "quarter_targets": st.fixed_dictionaries({str(n): sentences(1) for n in range(1, 5)}),
        },
    ),
    "figures": (
        [
            Column(header="计量单位", field="measure_unit"),
            Column(header="目标值", field="target_value"),
            Column(header="实际完成值", field="actual_value"),
            Column(header="完成率", field="ratio"),
        ],
        {
            "measure_unit": st.sampled_from(["个", "亿元", "万平方米"]),
            "target_value": st.integers(2, 9999).map(str),
            "actual_value": st.decimals(1, 999, places=1).map(lambda d: f"{d}"),
            "ratio": st.integers(1, 120).map(lambda n: f"{n}%"),
        },
    ),
    "region": (
        [Column(header="县区", field="region")],
        {"region": st.sampled_from(["城东区", "平阳县", "临江市"])},
    ),
    "period target": (
        [Column(header="当期目标任务", field="period_target")],
        {"period_target": sentences()},
    ),
    "quarters": (
        [
            Column(header=f"季度目标/{q}季度", field=f"quarter_targets.{n}")
            for n, q in enumerate(_QUARTERS, 1)
        ],
        {"quarter_targets": st.fixed_dictionaries({str(n): sentences(1) for n in range(1, 5)})},
    ),
    "months": (
        [Column(header="月度计划", field="month_plan", also=("period_plan_text",))],
        {
            "month_plan": st.fixed_dictionaries(
                {"3": sentences(1), "4-6": sentences(1), "12": sentences(1)}
            )
        },
    ),
    "progress": (
        [Column(header="完成情况", field="progress", also=("status",))],
        {"progress": sentences(), "status": st.sampled_from(_VERDICTS)},
    ),
    "two kinds of progress": (
        [
            Column(header="进展情况/当月进展情况", field="progress_period"),
            Column(header="进展情况/今年以来进展情况", field="progress_to_date"),
        ],
        {"progress_period": sentences(), "progress_to_date": sentences()},
    ),
    "problems": (
        [Column(header="存在问题", field="problems")],
        {"problems": st.none() | st.just("无") | sentences()},
    ),
    "next steps": (
        [Column(header="下步打算", field="next_steps")],
        {"next_steps": st.none() | sentences()},
    ),
    "leaders": (
        [Column(header="牵头领导", field="leaders")],
        {
            "leaders": st.lists(st.sampled_from(_PEOPLE), min_size=1, max_size=3, unique=True).map(
                tuple
            )
        },
    ),
    "deadline": (
        [Column(header="完成时限", field="deadline")],
        {"deadline": st.sampled_from(["2023年6月底", "年底前", "2023年10月"])},
    ),
    "remarks": ([Column(header="备注", field="remarks")], {"remarks": st.none() | sentences(1)}),
}
UNITS: dict[str, tuple[list[Column], st.SearchStrategy[tuple[Unit, ...]]]] = {
    "marked": ([Column(header="责任单位", field="units")], _marked_units()),
    "two columns": (
        [Column(header="牵头单位", field="units"), Column(header="责任单位", field="units")],
        st.tuples(_units("牵头", lead=True, most=1), _units("责任", lead=False)).map(
            lambda pair: pair[0] + pair[1]
        ),
    ),
    "with supporters": (
        [Column(header="牵头单位", field="units"), Column(header="配合单位", field="units")],
        st.tuples(_units("牵头", lead=True, most=1), _units("配合", lead=False)).map(
            lambda pair: pair[0] + pair[1]
        ),
    ),
}


def _category(kind: str, number: int) -> str | None:
    """Give a task its category: rows of one category stand together."""
    which = 0 if number <= 2 else 1
    names = {"column": ("城市更新", "民生保障"), "headings": ("一、城市更新", "二、民生保障")}
    return names[kind][which] if kind in names else None


@st.composite
def tables(draw: st.DrawFn, caption: str | None = None) -> Table:
    """Draw a table: its columns, and rows that stand alone or share a task."""
    chosen = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=6, unique=True))
    if {"quarters", "year and quarters in one cell"} <= set(chosen):
        chosen.remove("quarters")
    units = draw(st.sampled_from(sorted(UNITS)))
    with_parts = draw(st.booleans())
    categories = draw(st.sampled_from(["none", "column", "headings"]))
    columns = [Column(header="序号", field="number")]
    columns += [Column(header="类别", field="category")] if categories == "column" else []
    columns += [Column(header="项目内容", field="task")]
    columns += [Column(header="项目内容", field="subproject")] if with_parts else []
    fields: dict[str, st.SearchStrategy[object]] = {}
    for name in chosen:
        columns += COLUMNS[name][0]
        fields |= COLUMNS[name][1]
    columns += UNITS[units][0]
    rows: list[Row] = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        shared: dict[str, object] = {
            "number": str(number),
            "category": _category(categories, number),
            "task": draw(st.sampled_from(_TASKS) | sentences(1)),
        }
        first = draw(UNITS[units][1])
        for part in range(draw(st.integers(1, 3)) if with_parts else 1):
            own = {name: draw(strategy) for name, strategy in fields.items()}
            own["subproject"] = f"{_PLACES[part]}项目" if with_parts else None
            lead = [unit for unit in first if unit.role == "牵头" and len(UNITS[units][0]) > 1]
            rest = [unit for unit in draw(UNITS[units][1]) if not (lead and unit.role == "牵头")]
            rows.append(Row(units=(*lead, *rest), **shared, **own))  # type: ignore[arg-type]  # drawn by name
    return Table(columns=tuple(columns), rows=tuple(rows), caption=caption)


@st.composite
def ledgers(draw: st.DrawFn) -> Document:
    """Draw a document: one table under a title, or several as attachments to a notice."""
    year, month = draw(st.integers(2019, 2029)), draw(st.integers(1, 12))
    title, period = draw(
        st.sampled_from(
            [
                (f"{year}年重点工作{month}月份完成情况通报表", Period(PeriodKind.MONTH, month)),
                ("重点工作推进情况台账", Period(PeriodKind.QUARTER, (month + 2) // 3)),
                (f"{year}年度重点工作任务分解表", Period(PeriodKind.YEAR, 1)),
            ]
        )
    )
    captions = draw(
        st.sampled_from([(None,), ("附件1 重点工作任务分解表", "附件2 民生实事任务分解表")])
    )
    return Document(
        source="随机.docx", title=title, year=year, period=period,
        tables=tuple(draw(tables(caption)) for caption in captions),
    )  # fmt: skip
