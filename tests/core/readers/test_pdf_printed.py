"""Ledgers printed to PDF by real programs read back as the ledgers they were."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

import jiannuo
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import Document
from jiannuo.core.rendering import render
from tests.__main__ import chromium
from tests.core.rendering.comparing import SAMPLES, particulars_of, rows_of

LEAST_ALIKE = 0.98
"""Of the fields: where a line is full by chance, a printed page does not tell whether it was ended."""


def fields_of(document: Document) -> list[dict[str, Any]]:
    """Give each row's fields without white space, which printing does not keep everywhere."""
    rows = rows_of(document, without=("items",))
    return [
        {name: _tight(content) for name, content in row.items()} for table in rows for row in table
    ]


def _tight(content: Any) -> Any:
    match content:
        case str():
            return "".join(content.split())
        case list():
            return [_tight(member) for member in content]
        case dict():
            return {key: _tight(member) for key, member in content.items()}
        case _:
            return content


def alike(before: Document, after: Document) -> float:
    """Measure the share of fields that are equal, rows taken in their order."""
    one, other = fields_of(before), fields_of(after)
    assert len(one) == len(other)
    pairs = [
        (content, there.get(name))
        for here, there in zip(one, other, strict=True)
        for name, content in here.items()
    ]
    return sum(content == found for content, found in pairs) / len(pairs)


@pytest.fixture(scope="module")
def printed_by_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All five documents as docx, printed by LibreOffice."""
    office = shutil.which("soffice")
    assert office, "the office marker selects these tests only where LibreOffice is installed"
    folder = tmp_path_factory.mktemp("printed")
    files = []
    for path in SAMPLES:
        file = folder / f"{path.stem}.docx"
        file.write_bytes(render(jiannuo.read(path), "docx"))
        files.append(str(file))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {path.stem: (folder / f"{path.stem}.pdf").read_bytes() for path in SAMPLES}


@pytest.mark.office
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_word_documents_printed_by_libreoffice(
    path: Path, printed_by_office: dict[str, bytes]
) -> None:
    before = jiannuo.read(path)
    after = read_bytes(printed_by_office[path.stem], "打印.pdf")
    assert particulars_of(after) == particulars_of(before)
    assert alike(before, after) >= LEAST_ALIKE


@pytest.mark.browser
def test_a_page_printed_by_a_browser() -> None:
    path = next(path for path in SAMPLES if path.name.startswith("001"))
    before = jiannuo.read(path)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(render(before, "html").decode())
        data = page.pdf(format="A4", landscape=True)
        browser.close()
    after = read_bytes(data, "网页.pdf")
    assert particulars_of(after) == particulars_of(before)
    assert alike(before, after) >= LEAST_ALIKE
