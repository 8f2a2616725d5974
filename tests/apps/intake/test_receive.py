"""A file is looked at in memory first, and kept only if it may be."""

import json
from pathlib import Path
from typing import Any

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import SourceFile
from jiannuo.history.models import Entry
from jiannuo.intake.actions.discard import discard
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.models import State, Upload
from jiannuo.intake.outcomes import KnownAlready, NotRead, Received, Refused
from tests.apps.intake.files import BULLETIN, TABLE, rendered, sample
from tests.personae import County

MARKED = f"机密★5年\n{TABLE}".encode()


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx", "html"])
def test_a_readable_file_is_kept_and_waits(county: County, officer: Actor, kind: str) -> None:
    content = sample(BULLETIN) if kind == "txt" else rendered(kind)
    outcome = receive(officer, county.place, name=f"通报.{kind}", content=content)
    assert isinstance(outcome, Received)
    upload = outcome.upload
    assert upload.state == State.WAITING
    assert upload.by_id == officer.user
    assert upload.file.size == len(content)
    assert upload.file.format in {"text", "docx", "xlsx", "html"}


def test_the_trail_says_who_brought_what(county: County, officer: Actor) -> None:
    receive(officer, county.place, name="通报.txt", content=TABLE.encode())
    entry = Entry.objects.get(action="upload.receive")
    assert (entry.actor_name, entry.subject_label) == (officer.name, "通报.txt")


class TestStateSecrets:
    def test_a_marked_file_is_refused_before_anything_is_stored(
        self, county: County, officer: Actor, home: Path
    ) -> None:
        files, rows = _files(home), SourceFile.objects.count()
        outcome = receive(officer, county.place, name="绝不能留.txt", content=MARKED)
        assert isinstance(outcome, Refused)
        assert "机密" in outcome.sentence
        assert "保密" in outcome.sentence
        assert "没有保存" in outcome.sentence
        assert (_files(home), SourceFile.objects.count()) == (files, rows)
        assert not Upload.objects.exists()

    def test_the_trail_tells_that_it_happened_but_nothing_of_the_content(
        self, county: County, officer: Actor
    ) -> None:
        receive(officer, county.place, name="绝不能留.txt", content=MARKED)
        entry = Entry.objects.get(action="upload.refuse_marked")
        assert json.loads(entry.payload) == {"level": "机密", "size": len(MARKED)}
        assert entry.subject_label == county.place.full_name
        assert "绝不能留" not in entry.payload + entry.subject_label

    def test_in_word_and_excel_too(self, county: County, officer: Actor) -> None:
        content = rendered("docx")
        from_head = TABLE.replace("2023年重点工作", "秘密 ★ 3年　2023年重点工作").encode()
        assert isinstance(receive(officer, county.place, name="a.txt", content=from_head), Refused)
        assert isinstance(
            receive(officer, county.place, name="机密★ 通报.docx", content=content), Refused
        )

    def test_a_file_that_no_reader_takes_is_searched_as_bytes(
        self, county: County, officer: Actor
    ) -> None:
        old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
        old_word += "WordDocument".encode("utf-16-le") + "秘密★1年".encode("utf-16-le")
        outcome = receive(officer, county.place, name="旧.doc", content=old_word)
        assert isinstance(outcome, Refused)


class TestUnreadable:
    def test_it_is_kept_with_a_sentence(self, county: County, officer: Actor) -> None:
        broken = rendered("docx")[:-200]
        outcome = receive(officer, county.place, name="坏了.docx", content=broken)
        assert isinstance(outcome, NotRead)
        assert outcome.upload.state == State.UNREADABLE
        assert "坏了.docx" in outcome.upload.message
        assert "重新" in outcome.upload.message
        assert outcome.upload.file.size == len(broken)

    def test_of_another_format_what_to_do_is_said(self, county: County, officer: Actor) -> None:
        outcome = receive(officer, county.place, name="通报.rar", content=b"Rar!\x1a\x07\x01\x00.")
        assert isinstance(outcome, NotRead)
        assert "解压" in outcome.upload.message

    def test_an_empty_file_is_not_kept(self, county: County, officer: Actor) -> None:
        before = SourceFile.objects.count()
        outcome = receive(officer, county.place, name="空.txt", content=b" \n ")
        assert isinstance(outcome, Refused)
        assert "空的" in outcome.sentence
        assert SourceFile.objects.count() == before

    def test_a_file_over_the_limit_is_not_kept(
        self, county: County, officer: Actor, settings: Any
    ) -> None:
        settings.JIANNUO_UPLOAD_BYTES = 1024**2
        outcome = receive(officer, county.place, name="大.txt", content=b"x" * (1024**2 + 1))
        assert isinstance(outcome, Refused)
        assert "超过 1 MB" in outcome.sentence


class TestTheSameFileTwice:
    def test_it_is_recognised_whatever_it_is_called(self, county: County, officer: Actor) -> None:
        first = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
        again = receive(officer, county.place, name="改了名.txt", content=TABLE.encode())
        assert isinstance(first, Received)
        assert isinstance(again, KnownAlready)
        assert again.upload == first.upload
        assert Upload.objects.count() == 1

    def test_in_another_place_it_is_another_matter(
        self, county: County, officer: Actor, foreign_officer: Actor
    ) -> None:
        receive(officer, county.place, name="通报.txt", content=TABLE.encode())
        (elsewhere,) = foreign_officer.places
        place = type(county.place).objects.get(pk=elsewhere)
        other = receive(foreign_officer, place, name="通报.txt", content=TABLE.encode())
        assert isinstance(other, Received)

    def test_a_discarded_one_may_come_again(self, county: County, officer: Actor) -> None:
        first = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
        assert isinstance(first, Received)
        discard(officer, first.upload)
        again = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
        assert isinstance(again, Received)
        assert again.upload != first.upload
        assert again.upload.file == first.upload.file


@pytest.mark.parametrize(
    "persona",
    ["clerk", "head", "leader", "observer", "foreign_officer", "system_admin", "stranger"],
)
def test_only_the_office_of_the_place_hands_files_over(
    persona: str, county: County, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        receive(
            request.getfixturevalue(persona), county.place, name="a.txt", content=TABLE.encode()
        )
    assert not Upload.objects.exists()


def _files(home: Path) -> set[Path]:
    return {path for path in home.rglob("*") if path.is_file()}
