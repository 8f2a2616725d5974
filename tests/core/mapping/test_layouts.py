"""Documents of other governments, with other headers and habits, are understood by the same rules."""

import json
from pathlib import Path

import pytest

from jiannuo.core.mapping import read
from tests.core.mapping.essence import spare

LAYOUTS = sorted((Path(__file__).resolve().parents[2] / "samples" / "layouts").glob("*.txt"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_is_understood(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert spare(read(path)) == expected


def test_there_are_many_layouts() -> None:
    assert len(LAYOUTS) >= 30
