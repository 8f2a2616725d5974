"""The blocks that letters and bulletins share keep everything on their way through JSON."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.core.rendering.official import Level
from jiannuo.supervision.blocks import Block, Figure, blocks_from_json, blocks_to_json

_TASKS = st.lists(st.integers(1, 10_000), max_size=3).map(tuple)
_FIGURES = st.builds(
    Figure,
    key=st.text(min_size=1, max_size=8),
    start=st.integers(0, 50),
    end=st.integers(0, 50),
    value=st.text(max_size=8),
    tasks=_TASKS,
)
_BLOCKS = st.builds(
    Block,
    id=st.text(min_size=1, max_size=8),
    level=st.sampled_from(Level),
    text=st.text(max_size=40),
    lead=st.integers(0, 9),
    figures=st.lists(_FIGURES, max_size=3).map(tuple),
    tasks=_TASKS,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_BLOCKS, max_size=3).map(tuple))
def test_blocks_come_back_from_json_as_they_went(blocks: tuple[Block, ...]) -> None:
    assert blocks_from_json(json.loads(json.dumps(blocks_to_json(blocks)))) == blocks


def test_a_figure_knows_whether_its_value_still_stands() -> None:
    text = "截至5月底，累计完成投资41.7亿元。"
    figure = Figure("actual", 12, 18, "41.7亿元", (3,))
    assert figure.stands_in(text)
    assert not figure.stands_in(text.replace("41.7", "44.7"))


def test_figures_follow_their_values_through_an_edited_text() -> None:
    block = Block(
        "1",
        Level.TEXT,
        "目标400亩，完成380亩，差20亩。",
        figures=(
            Figure("target", 2, 6, "400亩", (2,)),
            Figure("done", 9, 13, "380亩", (2,)),
            Figure("gap", 15, 18, "20亩", (2,)),
        ),
    )
    assert not block.strayed
    edited = block.with_text("5月目标400亩，已完成380亩，还差30亩。")
    assert [one.key for one in edited.strayed] == ["gap"]
    assert edited.with_text(block.text).strayed == ()


def test_a_value_set_elsewhere_is_set_in_the_text() -> None:
    block = Block(
        "1",
        Level.TEXT,
        "请于6月9日前反馈，6月9日后另行处理，差20亩。",
        figures=(
            Figure("due", 2, 6, "6月9日"),
            Figure("due", 10, 14, "6月9日"),
            Figure("gap", 21, 24, "20亩"),
        ),
    )
    moved = block.with_figure("due", "6月12日")
    assert moved.text == "请于6月12日前反馈，6月12日后另行处理，差20亩。"
    assert not moved.strayed
