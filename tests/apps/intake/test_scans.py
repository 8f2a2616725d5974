"""A scan is read in memory before anything of it is stored: its mark is only there once it is read."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.models import State
from jiannuo.intake.outcomes import Received
from tests.apps.intake.files import antechamber_files, files_in
from tests.core.readers.pdf_files import Page, pdf_of
from tests.personae import County

pytestmark = pytest.mark.scan


def scanned(*lines: str) -> bytes:
    """Print lines on a page and take its picture, as a scanner would."""
    page = Page()
    for number, line in enumerate(lines):
        page.text(60, 60 + 40 * number, line, size=16)
    document = pdfium.PdfDocument(pdf_of(page))
    stream = io.BytesIO()
    document[0].render(scale=150 / 72).to_pil().save(stream, "PNG", dpi=(150, 150))
    document.close()
    return stream.getvalue()


@pytest.mark.parametrize("mark", ["机密★1年", "秘密★长期", "绝密★"])
def test_a_marked_scan_is_refused_and_nothing_of_it_stays(
    county: County, officer: Actor, home: Path, mark: str
) -> None:
    files, rows = files_in(home), SourceFile.objects.count()
    content = scanned(mark, "2023年重点工作通报", "1. 新建学校3所，由区教体局负责。")
    outcome = receive(officer, county.place, name="扫描.png", content=content)
    assert isinstance(outcome, Received)
    understand(outcome.upload.pk)
    upload = outcome.upload
    upload.refresh_from_db()
    assert (upload.state, upload.file) == (State.REFUSED, None)
    assert mark[:2] in upload.message
    assert (files_in(home), SourceFile.objects.count()) == (files, rows)
    assert antechamber_files() == []
