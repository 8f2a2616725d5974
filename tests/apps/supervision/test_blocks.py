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
