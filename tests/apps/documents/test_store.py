"""Files are kept once, durably, and never handed out altered."""

from pathlib import Path

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import FileMissingError, content_of, keep, path_of
from jiannuo.history.models import Entry
from tests.personae import County

CONTENT = "通报".encode()


def test_bytes_come_back(home: Path) -> None:
    assert content_of(keep(CONTENT)) == CONTENT


def test_a_file_lies_below_the_first_letters_of_its_hash(home: Path) -> None:
    sha256 = keep(CONTENT)
    assert path_of(sha256) == home / "files" / sha256[:2] / sha256
    assert [path.name for path in path_of(sha256).parent.iterdir()] == [sha256]


def test_keeping_again_writes_nothing(home: Path) -> None:
    path = path_of(keep(CONTENT))
    before = path.stat()
    keep(CONTENT)
    assert path.stat().st_ino == before.st_ino


def test_half_a_file_left_by_a_crash_is_replaced(home: Path) -> None:
    path = path_of(keep(CONTENT))
    path.write_bytes(CONTENT[:2])
    keep(CONTENT)
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_an_altered_or_missing_file_is_said(home: Path, harm: str) -> None:
    sha256 = keep(CONTENT)
    if harm == "altered":
        path_of(sha256).write_bytes(b"other")
    else:
        path_of(sha256).unlink()
    with pytest.raises(FileMissingError, match="请从备份恢复"):
        content_of(sha256)


def test_the_same_bytes_given_twice_are_one_file_of_the_place(
    county: County, officer: Actor
) -> None:
    first, new = keep_file(officer, county.place, name="5月.docx", content=CONTENT, kind="docx")
    again, known = keep_file(officer, county.place, name="另一个名字.docx", content=CONTENT)
    assert (new, known) == (True, False)
    assert first == again
    assert SourceFile.objects.get(pk=first.pk).added_by == officer.name
    assert Entry.objects.filter(action="file.keep", subject_id=first.pk).count() == 1


def test_who_may_not_import_keeps_no_file(county: County, clerk: Actor, home: Path) -> None:
    before = sorted((home / "files").rglob("*"))
    with pytest.raises(NotAllowedError):
        keep_file(clerk, county.place, name="a.txt", content=CONTENT)
    assert sorted((home / "files").rglob("*")) == before
