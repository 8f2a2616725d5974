"""The same report gives the same tasks, whatever kind of file it comes in."""

import html
import io
from pathlib import Path

import docx
import pytest

from jiannuo.core.mapping.decomposition import Decomposition, decompose, is_full_text
from jiannuo.core.readers import read_raw
from tests.core.mapping.decomposition.reports import SAMPLES, raw_of

WHOLE = [path for path in SAMPLES if "折行" not in path.stem]
"""Reports with a paragraph a line."""


def lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def as_docx(path: Path) -> bytes:
    document = docx.Document()
    for line in lines(path):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(path: Path) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines(path))
    return f"<html><body><div>{body}</div></body></html>".encode()


def essence(found: Decomposition) -> list[tuple[str, str | None, str]]:
    return [(task.kind.value, task.category, task.text) for task in found.tasks]


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
@pytest.mark.parametrize(("form", "write"), [("docx", as_docx), ("html", as_html)])
def test_a_report_in_another_format_comes_apart_the_same(
    path: Path, form: str, write: object
) -> None:
    raw = read_raw(write(path), f"报告.{form}")  # type: ignore[operator]
    text = raw_of(path)
    assert raw.format == form
    assert essence(decompose(raw)) == essence(decompose(text))
    assert is_full_text(raw) == is_full_text(text)
