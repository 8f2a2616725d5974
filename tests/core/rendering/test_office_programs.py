"""An export that another office program saved again and a person edited still reads back.

LibreOffice stands for the other program (it writes everything anew), python-docx and openpyxl for
the person's hands. Properties are emptied: nothing may rest on what nobody sees.
"""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document
from jiannuo.core.rendering import render
from tests.core.rendering.comparing import SAMPLES, particulars_of, rows_of

pytestmark = pytest.mark.office

EDIT = "经核实，进度以现场为准。"


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All five documents as docx and xlsx, saved again by LibreOffice."""
    office = shutil.which("soffice")
    assert office, "the office marker selects this test only where LibreOffice is installed"
    folder = tmp_path_factory.mktemp("office")
    saved = folder / "saved"
    found = {}
    for form in ("docx", "xlsx"):
        files = []
        for path in SAMPLES:
            file = folder / f"{path.stem}.{form}"
            file.write_bytes(render(jiannuo.read(path), form))
            files.append(str(file))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            office,
            "--headless",
            profile,
            "--convert-to",
            form,
            "--outdir",
            str(saved),
            *files,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        for path in SAMPLES:
            file = saved / f"{path.stem}.{form}"
            found[f"{path.stem}.{form}"] = without_properties(file.read_bytes())
    return found


def without_properties(data: bytes) -> bytes:
    """Empty a package's properties."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("docProps/core"):
                content = b'<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
            elif name.startswith("docProps/"):
                content = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_saved_again_it_is_the_same_ledger(
    path: Path, form: str, resaved: dict[str, bytes]
) -> None:
    name = f"{path.stem}.{form}"
    document = jiannuo.read(path)
    again = read_bytes(resaved[name], name)
    assert rows_of(again) == rows_of(document)
    assert particulars_of(again) == particulars_of(document)


def edit_docx(data: bytes, old: str) -> bytes:
    """Write the edit at the end of the cell that holds a text, as a person would in Word."""
    word = docx.Document(io.BytesIO(data))
    cells = (cell for table in word.tables for row in table.rows for cell in row.cells)
    cell = next(cell for cell in cells if cell.text.replace("\n", "") == old)
    cell.paragraphs[-1].add_run(EDIT)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def edit_xlsx(data: bytes, old: str) -> bytes:
    """Write the same in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    cell = next(cell for cell in cells if str(cell.value).replace("\n", "") == old)
    cell.value = f"{cell.value}{EDIT}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(("form", "edit"), [("docx", edit_docx), ("xlsx", edit_xlsx)])
@pytest.mark.parametrize(
    ("number", "field"),
    [
        ("000", "progress_period"),
        ("001", "progress"),
        ("002", "problems"),
        ("003", "task"),
        ("004", "period_target"),
    ],
)
def test_one_cell_edited_arrives_and_nothing_else_changes(
    number: str,
    field: str,
    form: str,
    edit: Callable[[bytes, str], bytes],
    resaved: dict[str, bytes],
) -> None:
    path = next(path for path in SAMPLES if path.name.startswith(number))
    before = jiannuo.read(path)
    place = _of_its_own(before, field)
    old = getattr(before.tables[0].rows[place], field)
    name = f"{path.stem}.{form}"
    after = read_bytes(edit(resaved[name], old.replace("\n", "")), name)
    expected = rows_of(before, without=("items",))
    expected[0][place][field] = f"{old}{EDIT}"
    assert rows_of(after, without=("items",)) == expected
    _items_elsewhere_are_the_same(before, after, place)


def _of_its_own(document: Document, field: str) -> int:
    """Find a row, from the middle on, whose text in a field no other row has."""
    texts = [getattr(row, field) for row in document.tables[0].rows]
    middle = len(texts) // 2
    return next(n for n in range(middle, len(texts)) if texts[n] and texts.count(texts[n]) == 1)


def _items_elsewhere_are_the_same(before: Document, after: Document, edited: int) -> None:
    for place, (old, new) in enumerate(
        zip(before.tables[0].rows, after.tables[0].rows, strict=True)
    ):
        if place != edited:
            assert new.items == old.items
