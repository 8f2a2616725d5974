"""A file is looked at in memory first, and kept only if it may be."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.models import SourceFile
from jiannuo.documents.store import content_of
from jiannuo.history.models import Entry
from jiannuo.intake.actions.discard import discard
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.antechamber import waiting_bytes
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import KnownAlready, Received, Refused
from tests.apps.intake.files import (
    BULLETIN,
    TABLE,
    ReadUpload,
    antechamber_files,
    files_in,
    marked_docx,
    rendered,
    sample,
)
from tests.personae import County

MARKED = f"机密★5年\n{TABLE}".encode()


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx", "html"])
def test_a_file_waits_in_memory_until_it_was_looked_at_and_is_then_kept(
    county: County, officer: Actor, home: Path, kind: str
) -> None:
    before = files_in(home)
    content = sample(BULLETIN) if kind == "txt" else rendered(kind)
    outcome = receive(officer, county.place, name=f"通报.{kind}", content=content)
    assert isinstance(outcome, Received)
    upload = outcome.upload
    assert (upload.state, upload.by_id, upload.size) == (State.WAITING, officer.user, len(content))
    assert upload.file is None
    assert files_in(home) == before
    assert waiting_bytes(upload.arrival) == content
    understand(upload.pk)
    upload.refresh_from_db()
    assert upload.file
    assert upload.file.format in {"text", "docx", "xlsx", "html"}
    assert upload.file.added_by == officer.name
    assert content_of(upload.file.sha256) == content
    assert (upload.arrival, antechamber_files()) == ("", [])


def test_the_trail_says_who_brought_what_but_no_name_before_it_was_looked_at(
    county: County, officer: Actor
) -> None:
    outcome = receive(officer, county.place, name="通报.txt", content=TABLE.encode())
    assert isinstance(outcome, Received)
    came = Entry.objects.get(action="upload.arrive")
    assert came.actor_name == officer.name
    assert "通报" not in came.payload + came.subject_label
    understand(outcome.upload.pk)
    entry = Entry.objects.get(action="upload.receive")
    assert entry.subject_label == "通报.txt"
    assert json.loads(entry.payload)["by"] == officer.name


class TestStateSecrets:
    def test_what_is_marked_in_plain_sight_is_refused_at_once(
        self, county: County, officer: Actor, home: Path
    ) -> None:
        files, rows = files_in(home), SourceFile.objects.count()
        outcome = receive(officer, county.place, name="绝不能留.txt", content=MARKED)
        assert isinstance(outcome, Refused)
        assert "机密" in outcome.sentence
        assert "保密" in outcome.sentence
        assert "没有保存" in outcome.sentence
        assert (files_in(home), SourceFile.objects.count()) == (files, rows)
        assert not Upload.objects.exists()
        assert antechamber_files() == []

    @pytest.mark.parametrize("where", ["head", "cell", "textbox"])
    def test_what_only_a_reader_sees_is_refused_without_a_trace(
        self, county: County, officer: Actor, home: Path, where: str
    ) -> None:
        files, rows = files_in(home), SourceFile.objects.count()
        outcome = receive(officer, county.place, name="绝不能留.docx", content=marked_docx(where))
        assert isinstance(outcome, Received)
        understand(outcome.upload.pk)
        upload = outcome.upload
        upload.refresh_from_db()
        assert (upload.state, upload.file) == (State.REFUSED, None)
        assert "机密" in upload.message
        assert "没有保存" in upload.message
        assert "绝不能留" not in upload.name
        assert (upload.sha256, upload.arrival) == ("", "")
        assert not Reading.objects.filter(upload=upload).exists()
        assert (files_in(home), SourceFile.objects.count()) == (files, rows)
        assert antechamber_files() == []

    def test_the_trail_tells_that_it_happened_but_nothing_of_the_content(
        self, county: County, officer: Actor
    ) -> None:
        content = marked_docx("head")
        outcome = receive(officer, county.place, name="绝不能留.docx", content=content)
        assert isinstance(outcome, Received)
        understand(outcome.upload.pk)
        entry = Entry.objects.get(action="upload.refuse_marked")
        assert json.loads(entry.payload) == {"level": "机密", "size": len(content)}
        assert entry.subject_label == county.place.full_name
        said = "".join(one.payload + one.subject_label for one in Entry.objects.all())
        assert "绝不能留" not in said
        assert hashlib.sha256(content).hexdigest() not in said

    def test_a_marked_name_is_enough(self, county: County, officer: Actor) -> None:
        content = rendered("docx")
        outcome = receive(officer, county.place, name="机密★ 通报.docx", content=content)
        assert isinstance(outcome, Refused)

    def test_a_file_that_no_reader_takes_is_searched_as_bytes(
        self, county: County, officer: Actor
    ) -> None:
        old_word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
        old_word += "WordDocument".encode("utf-16-le") + "秘密★1年".encode("utf-16-le")
        outcome = receive(officer, county.place, name="旧.doc", content=old_word)
        assert isinstance(outcome, Refused)


class TestUnreadable:
    def test_what_is_merely_damaged_is_kept_for_a_second_try(self, read_upload: ReadUpload) -> None:
        broken = rendered("docx")[:-200]
        upload = read_upload(broken, "坏了.docx")
        assert upload.state == State.UNREADABLE
        assert "坏了.docx" in upload.message
        assert "重新" in upload.message
        assert upload.file
        assert content_of(upload.file.sha256) == broken

    def test_of_another_format_what_to_do_is_said(self, read_upload: ReadUpload) -> None:
        upload = read_upload(b"Rar!\x1a\x07\x01\x00.", "通报.rar")
        assert upload.state == State.UNREADABLE
        assert "解压" in upload.message

    def test_what_was_made_to_do_harm_is_not_kept(
        self, read_upload: ReadUpload, home: Path
    ) -> None:
        before = files_in(home)
        upload = read_upload(b"MZ\x90\x00" + b"\0" * 60, "通报.docx")
        assert (upload.state, upload.file) == (State.REFUSED, None)
        assert "程序" in upload.message
        assert files_in(home) == before
        assert antechamber_files() == []

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
        assert again.upload.sha256 == first.upload.sha256


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
