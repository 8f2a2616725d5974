"""Whatever somebody hands over: it is read, or refused in one sentence, and nothing harmful is kept."""

import re
from pathlib import Path

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile
from jiannuo.history.models import Entry
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.actions.understand import understand
from jiannuo.intake.models import Reading, State, Upload
from jiannuo.intake.outcomes import Received
from tests.apps.intake.files import antechamber_files, files_in
from tests.core.readers.hostile_files import CORPUS, Hostile
from tests.personae import County


@pytest.mark.parametrize("hostile", CORPUS, ids=str)
def test_it_is_read_or_refused_in_one_sentence_and_leaves_nothing(
    hostile: Hostile, county: County, officer: Actor, home: Path
) -> None:
    files, rows = files_in(home), SourceFile.objects.count()
    outcome = receive(officer, county.place, name=hostile.name, content=hostile.make())
    assert isinstance(outcome, Received)
    understand(outcome.upload.pk)
    upload = Upload.objects.get(pk=outcome.upload.pk)
    assert antechamber_files() == []
    if upload.state == State.READ:
        assert hostile.says in {"", ".*"}
        return
    assert re.search(hostile.says or "it should be read", upload.message)
    assert upload.message.endswith("。")
    assert upload.message.count("。") == 1
    assert not Reading.objects.filter(upload=upload).exists()
    if hostile.kept:
        assert (upload.state, upload.file is None) == (State.UNREADABLE, False)
    else:
        assert (upload.state, upload.file, upload.sha256) == (State.REFUSED, None, "")
        assert (files_in(home), SourceFile.objects.count()) == (files, rows)
        assert Entry.objects.filter(action="upload.refuse", subject_id=upload.pk).exists()


def test_a_macro_is_kept_out_and_that_is_said(county: County, officer: Actor) -> None:
    for name in ("宏.docm", "宏.xlsm"):
        hostile = next(one for one in CORPUS if one.name == name)
        outcome = receive(officer, county.place, name=name, content=hostile.make())
        assert isinstance(outcome, Received)
        understand(outcome.upload.pk)
        raw = Reading.objects.get(upload=outcome.upload).raw
        assert "文件里有宏（VBA 程序），宏没有读取，也不会执行。" in raw["warnings"]
