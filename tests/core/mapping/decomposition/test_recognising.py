"""A report's full text is told from tables and notices, whatever file it comes in."""

from pathlib import Path

import pytest

import jiannuo
from jiannuo.core.mapping import read
from jiannuo.core.mapping.decomposition import is_full_text
from jiannuo.core.readers import read_raw
from jiannuo.core.rendering import render
from tests.core.mapping.decomposition.reports import SAMPLES, raw_of

LEDGERS = sorted((Path(jiannuo.__file__).parent / "samples").glob("*.txt"))
LAYOUTS = sorted((Path(__file__).resolve().parents[3] / "samples" / "layouts").glob("*.txt"))


@pytest.mark.parametrize(
    "path", [one for one in SAMPLES if "换届" not in one.stem], ids=lambda one: one.stem
)
def test_reports_are_recognised(path: Path) -> None:
    assert is_full_text(raw_of(path))


@pytest.mark.parametrize("path", [*LEDGERS, *LAYOUTS], ids=lambda one: one.stem)
def test_tables_notices_and_bulletins_are_not(path: Path) -> None:
    assert not is_full_text(raw_of(path))


def test_a_list_of_tasks_as_a_file_is_none() -> None:
    content = render(read(LEDGERS[3]), "docx")
    assert not is_full_text(read_raw(content, "清单.docx"))
