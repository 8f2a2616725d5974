"""Formats that only an office program reads: converted apart from everything, or asked for otherwise."""

import io
from pathlib import Path

import docx
import pytest

from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import from_json
from jiannuo.intake.reading import office, sandbox
from jiannuo.intake.reading.office import convert
from jiannuo.intake.reading.sandbox import Marked, Progress, Read, Unread, examine, read_document
from jiannuo.intake.reading.volatile import volatile_folder
from tests.apps.intake.files import rendered
from tests.core.readers.converted import converted
from tests.core.readers.hostile_files import ole
from tests.core.rendering.comparing import rows_of

ODT, DOC = "odt:writer8", "doc:MS Word 97"


def workshops() -> list[Path]:
    return list(volatile_folder().glob("jiannuo-office-*"))


@pytest.mark.office
class TestWithLibreOffice:
    @pytest.mark.parametrize(
        ("kind", "targets"),
        [("doc", (ODT, DOC)), ("odt", (ODT,)), ("rtf", ("rtf",)), ("ods", ("ods",))],
    )
    def test_a_real_ledger_gives_the_rows_of_its_original(
        self, kind: str, targets: tuple[str, ...], tmp_path: Path
    ) -> None:
        origin = "xlsx" if kind == "ods" else "docx"
        original = rendered(origin)
        data = converted(tmp_path, f"a.{origin}", original, *targets)
        found = read_document(data, f"通报.{kind}")
        assert isinstance(found, Read), found
        document = from_json(found.content["document"])
        assert rows_of(document) == rows_of(read_bytes(original, f"a.{origin}"))
        assert workshops() == []

    def test_a_wps_text_is_a_doc_by_another_name(self, tmp_path: Path) -> None:
        data = converted(tmp_path, "a.docx", rendered("docx"), ODT, DOC)
        found = examine(data, "通报.wps")
        assert isinstance(found, Read)
        raw = found.content["raw"]
        assert (raw["name"], raw["format"]) == ("通报.wps", "doc")
        assert any("LibreOffice" in one for one in raw["warnings"])

    def test_a_mark_in_the_page_head_is_found_after_converting(self, tmp_path: Path) -> None:
        document = docx.Document(io.BytesIO(rendered("docx")))
        document.sections[0].header.paragraphs[0].text = "机密★1年"
        document.save(str(tmp_path / "marked.docx"))
        marked = (tmp_path / "marked.docx").read_bytes()
        data = converted(tmp_path, "a.docx", marked, "rtf")
        assert examine(data, "通报.rtf") == Marked("机密")

    def test_what_it_cannot_open_is_said(self) -> None:
        found = examine(ole("WordDocument"), "坏.doc")
        assert isinstance(found, Read | Unread)
        assert workshops() == []

    def test_who_stops_waiting_ends_the_program_and_its_folder(self, tmp_path: Path) -> None:
        class EnoughError(Exception):
            pass

        def stop(progress: Progress) -> None:
            if progress.stage == "converting":
                raise EnoughError

        data = converted(tmp_path, "a.docx", rendered("docx"), ODT, DOC)
        with pytest.raises(EnoughError):
            examine(data, "通报.doc", stop)
        assert workshops() == []

    def test_one_that_takes_for_ever_is_given_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(office, "MOST_SECONDS", 0)
        data = converted(tmp_path, "a.docx", rendered("docx"), ODT, DOC)
        assert convert(data, "doc", lambda: None) is None
        assert workshops() == []


@pytest.mark.parametrize(("kind", "target"), [("doc", "docx"), ("rtf", "docx")])
def test_without_it_the_person_is_told_what_to_do(
    kind: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (office, sandbox):
        monkeypatch.setattr(module, "office_program", lambda: None)
    data = ole("WordDocument") if kind == "doc" else b"{\\rtf1 x}"
    found = examine(data, f"通报.{kind}")
    assert isinstance(found, Unread)
    assert f"另存为 {target}" in found.sentence
    assert found.kept
