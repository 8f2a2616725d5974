"""Tables of figures: indicators, regions by indicators, organisations by counts."""

import random

from tests.core.mapping.corpus import words
from tests.core.mapping.corpus.drawing import Drawn, Fields, Grid
from tests.core.mapping.corpus.ledger import Ledger

_INDICATORS = (
    ("规上工业增加值增速", "%"), ("固定资产投资", "亿元"), ("一般公共预算收入", "亿元"), ("城镇新增就业", "人"),
    ("新建公厕", "座"), ("造林面积", "亩"), ("实际使用外资", "万美元"), ("新增市场主体", "户"),
)  # fmt: skip


def indicators(ledger: Ledger, chance: random.Random) -> Drawn:
    """指标 | 计量单位 | 年度目标 | 完成 | 完成率."""
    heads = [
        "序号",
        chance.choice(["指标名称", "指标", "主要指标"]),
        chance.choice(["单位", "计量单位"]),
        chance.choice(["年度目标", "目标值", "全年目标", "年度计划"]),
        chance.choice(["完成情况", "完成值", "累计完成", "实际完成"]),
        chance.choice(["完成率", "完成比例", "占年度目标比例", "完成率（%）"]),
    ]
    chosen = chance.sample(_INDICATORS, chance.randint(3, 6))
    lines, rows = [heads], []
    for number, (name, unit) in enumerate(chosen, 1):
        goal, actual = chance.randint(50, 900), chance.randint(20, 900)
        ratio = f"{actual / goal * 100:.1f}" + ("" if heads[5].endswith("（%）") else "%")
        lines.append([str(number), name, unit, str(goal), str(actual), ratio])
        rows.append(
            {
                "number": str(number),
                "indicator": name,
                "measure_unit": unit,
                "target_value": str(goal),
                "actual_value": str(actual),
                "ratio": ratio,
            }
        )
    title = ledger.title(f"{ledger.month}月主要指标完成情况表")
    return Drawn((title, Grid(lines)), tuple(rows), ("month", ledger.month))


def _regions(chance: random.Random) -> list[str]:
    regions = chance.sample(words.COUNTIES, chance.randint(3, 5))
    total = chance.choice(["全市", "合计", "全市合计", ""])
    if not total:
        return regions
    return chance.choice([[total, *regions], [*regions, total]])


def _is_total(region: str) -> bool:
    return region.startswith("合计")


def grouped_matrix(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a group of columns an indicator: 目标 | 完成 | 完成率, a line a region."""
    chosen = chance.sample(_INDICATORS, chance.randint(2, 3))
    inner = chance.choice(
        [["目标", "完成", "完成率"], ["目标任务", "完成数", "完成比例"], ["目标", "完成"]]
    )
    first, second = [chance.choice(["县区", "地区", "区县"])], [""]
    joined = [(0, 0, 2, 1)]
    for name, unit in chosen:
        joined.append((0, len(first), 1, len(inner)))
        first += [f"{name}（{unit}）", *[""] * (len(inner) - 1)]
        second += inner
    lines: list[list[str]] = [first, second]
    rows: list[Fields] = []
    for region in _regions(chance):
        line = [region]
        for name, unit in chosen:
            goal, actual = chance.randint(50, 900), chance.randint(20, 900)
            cells = [str(goal), str(actual), f"{actual / goal:.1%}"][: len(inner)]
            line += cells
            said: Fields = {"region": region, "indicator": name, "measure_unit": unit}
            said |= dict(zip(["target_value", "actual_value", "ratio"], cells, strict=False))
            if not _is_total(region):
                rows.append(said)
        lines.append(line)
    title = f"全市{ledger.year}年1-{ledger.month}月重点指标完成情况表"
    return Drawn((title, Grid(lines, joined)), tuple(rows))


def flat_matrix(ledger: Ledger, chance: random.Random) -> Drawn:
    """Draw a column an indicator, a line a region, nothing but what was achieved."""
    chosen = chance.sample(_INDICATORS, chance.randint(3, 5))
    lines = [
        [chance.choice(["县区", "地区", "镇街"]), *(f"{name}（{unit}）" for name, unit in chosen)]
    ]
    rows: list[Fields] = []
    for region in _regions(chance):
        cells = [str(chance.randint(10, 900)) for _ in chosen]
        lines.append([region, *cells])
        if not _is_total(region):
            rows += [
                {"region": region, "indicator": name, "measure_unit": unit, "actual_value": cell}
                for (name, unit), cell in zip(chosen, cells, strict=True)
            ]
    title = f"{ledger.year}年1-{ledger.month}月各县区主要经济指标"
    return Drawn((title, Grid(lines)), tuple(rows))


def unit_tally(ledger: Ledger, chance: random.Random) -> Drawn:
    """How many tasks each organisation has, has finished, is behind with."""
    heads = [
        "序号",
        chance.choice(["责任单位", "单位", "牵头单位", "单位名称"]),
        chance.choice(["任务数", "任务总数", "任务数（项）"]),
        chance.choice(["已完成", "完成数", "已完成数"]),
        chance.choice(["推进中", "达序时", "正在推进"]),
        chance.choice(["滞后", "未达序时", "未启动"]),
        chance.choice(["完成率", "办结率"]),
    ]
    units = chance.sample(["县" + one for one in words.BUREAUS], chance.randint(3, 6))
    lines, rows = [heads], []
    for number, unit in enumerate(units, 1):
        done, going, late = (chance.randint(0, 9) for _ in range(3))
        total = done + going + late or 1
        ratio = f"{done / total:.1%}"
        lines.append([str(number), unit, str(total), str(done), str(going), str(late), ratio])
        base: Fields = {"number": str(number), "units": [(unit, None)]}
        if heads[1] == "牵头单位":
            base["units"] = [(unit, True)]
        measure = {"measure_unit": "项"} if heads[2].endswith("（项）") else {}
        said = {"target_value": str(total), "actual_value": str(done), "ratio": ratio}
        rows.append(base | measure | said)
        rows += [
            base | {"indicator": head, "actual_value": str(count)}
            for head, count in zip(heads[4:6], (going, late), strict=True)
        ]
    if chance.random() < 0.5:
        lines.append(
            ["", "合计", *(str(sum(int(one[n]) for one in lines[1:])) for n in range(2, 6)), ""]
        )
    title = ledger.title("各单位重点任务完成情况统计表")
    return Drawn((title, Grid(lines)), tuple(rows))
