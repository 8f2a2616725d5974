"""What the words of a target say about how it is measured, and what they ask by when."""

from fractions import Fraction

import pytest

from jiannuo.core.pace import Aim, Nature, Stage, aim_of, stage_of


@pytest.mark.parametrize(
    ("text", "target", "unit", "aim"),
    [
        ("出让土地1000亩。", 1000, "亩", Aim(Nature.AMOUNT)),
        ("地区生产总值增长8%以上", 8, "%", Aim(Nature.LEVEL, growth=True)),
        ("全市专业化物业覆盖率达到80%以上", 80, "%", Aim(Nature.LEVEL)),
        ("城镇登记失业率控制在3.5%以内", Fraction("3.5"), "%", Aim(Nature.CEILING)),
        ("由904元/月提高到995元/月", 995, "元/月", Aim(Nature.LEVEL)),
        ("保持在60分以上", 60, "分", Aim(Nature.LEVEL)),
        ("新建社区食堂8处", 9, "处", Aim(Nature.AMOUNT)),
        ("没有这个数", 9, "%", Aim(Nature.LEVEL)),
    ],
)
def test_how_the_years_target_is_measured(
    text: str, target: int | Fraction, unit: str, aim: Aim
) -> None:
    assert aim_of(text, Fraction(target), unit) == aim


@pytest.mark.parametrize(
    ("text", "unit", "subject", "stage"),
    [
        ("出让土地400亩。", "亩", "", (400, None)),
        ("累计出让土地400亩。", "亩", "", (400, True)),
        ("当月出让土地40亩。", "亩", "", (40, False)),
        ("完成全年任务的75%", "亩", "", (750, True)),
        ("完成前期手续", "亩", "", None),
        ("出让土地400亩，收储土地300亩。", "亩", "收储土地", (300, None)),
        ("出让土地400亩，收储土地300亩。", "亩", "", None),
        ("出让土地400亩，收储土地300亩。", "亩", "土地", None),
    ],
)
def test_what_a_period_asks(
    text: str, unit: str, subject: str, stage: tuple[int, bool | None] | None
) -> None:
    found = stage_of(text, 6, annual=Fraction(1000), unit=unit, subject=subject)
    assert found == (None if stage is None else Stage(6, Fraction(stage[0]), stage[1]))
