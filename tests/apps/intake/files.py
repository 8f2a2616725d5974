"""Uploads of real files, received and read as a person's would be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jiannuo.core.mapping import read_bytes
from jiannuo.core.rendering import render
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.intake import antechamber
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.models import Upload
from jiannuo.intake.outcomes import Received
from tests.core.readers.office_files import cell, docx_of, paragraph, table
from tests.personae import County

SAMPLES = Path(__file__).resolve().parents[3] / "src" / "jiannuo" / "samples"
BULLETIN = "004_e22efe1dde90f469.txt"
NOTICE = "003_857b64ca4ee96613.txt"
HALF_YEAR = "002_5b21fe4f66f86578.txt"

TABLE = (
    "2023年重点工作5月份完成情况通报表\n\n"
    "序号\t年度目标任务\t完成情况\t责任单位\n"
    "1\t新建学校3所。\t完成。新建学校3所。\t区教体局\n"
    "2\t修路25条。\t部分完成。已修20条。\t区交通局、区财政局\n"
    "3\t出让土地1000亩。\t未完成。\t区自然资源局（牵头）、区财政局\n"
)
"""A small bulletin as somebody would paste it: three tasks, one question who leads."""


def sample(name: str) -> bytes:
    """Return the bytes of a sample that the product carries."""
    return (SAMPLES / name).read_bytes()


def rendered(kind: str, name: str = BULLETIN) -> bytes:
    """Return a sample as a Word or Excel file, as an office would send it."""
    return render(read_bytes(sample(name), name), kind)


def marked_docx(where: str) -> bytes:
    """Return a Word document with 机密★ in its page head, split over a table's cell, or in a text box."""
    filler = paragraph("2023年重点工作")
    match where:
        case "head":
            runs = "<w:r><w:t>机</w:t></w:r><w:r><w:t>密★</w:t></w:r><w:r><w:t>1年</w:t></w:r>"
            return docx_of(filler, header=f"<w:p>{runs}</w:p>")
        case "cell":
            return docx_of(filler + table(cell("机　密") + cell("★"), cell("1") + cell("修路")))
        case _:
            box = f"<w:txbxContent>{paragraph('机密★')}</w:txbxContent>"
            return docx_of(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>{filler}")


def files_in(home: Path) -> set[Path]:
    """Return every file of the data folder but the database and what waits to be looked at."""
    return {
        path
        for path in home.rglob("*")
        if path.is_file() and ".sqlite3" not in path.name and "antechamber" not in path.parts
    }


def antechamber_files() -> list[Path]:
    """Return what waits in the antechamber."""
    return list(antechamber._folder().iterdir())


ReadUpload = Callable[..., Upload]


@pytest.fixture
def read_upload(county: County, officer: Actor) -> ReadUpload:
    """Return a function that receives and reads a file for the county."""

    def read(
        content: bytes = TABLE.encode(), name: str = "通报.txt", place: Place = county.place
    ) -> Upload:
        outcome = receive(officer, place, name=name, content=content)
        assert isinstance(outcome, Received), outcome
        understand(outcome.upload.pk)
        outcome.upload.refresh_from_db()
        return outcome.upload

    return read
