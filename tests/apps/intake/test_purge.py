"""A file that turned out to be a state secret goes for good; that it did stays."""

import hashlib
import json
from pathlib import Path

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.documents.actions.purge_file import finish_purges
from jiannuo.documents.models import Parse, SourceFile
from jiannuo.documents.store import keep, path_of
from jiannuo.history.models import Entry
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.actions.purge import purge
from jiannuo.intake.actions.receive import receive
from jiannuo.intake.changes import SetField
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.forms.actions.receive_form import receive_own_form
from jiannuo.intake.forms.actions.settle_form import take_over
from jiannuo.intake.models import Correction, FormArrival, Reading, State, Upload
from jiannuo.intake.outcomes import Refused
from jiannuo.ledger.models import IndexedText, Plan, Target, Task
from jiannuo.reporting.actions.submission.sign import submit
from jiannuo.reporting.models import Finding, Line, LineVersion, Report, Submission
from jiannuo.reporting.queries.report_forms import report_form
from tests.apps.intake.files import TABLE, ReadUpload
from tests.apps.intake.forms.test_forms import NOW, PROGRESS, STATUS, in_word
from tests.personae import County
from tests.rounds import a_round, sheet_of

SECRET = "弹药库"
CONTENT = TABLE.replace("新建学校", f"新建{SECRET}").encode()
REASON = "经保密办 6 月 1 日认定为涉密文件"


@pytest.fixture
def confirmed(read_upload: ReadUpload, officer: Actor) -> Upload:
    return confirm(officer, read_upload(CONTENT), as_new=True)


@pytest.mark.django_db(transaction=True)
def test_bytes_texts_and_names_are_gone(
    confirmed: Upload, security_admin: Actor, home: Path
) -> None:
    assert confirmed.file
    sha256, plan = confirmed.file.sha256, confirmed.plans.get()
    tasks = plan.tasks.count()
    removed = purge(security_admin, confirmed.file, REASON)
    assert removed == {"uploads": 1, "tasks": tasks, "reports": tasks}
    assert not path_of(sha256).exists()
    for model in (Task, Target, Report, Finding, Plan, Parse, SourceFile, Upload, IndexedText):
        for row in model.objects.values():
            assert SECRET not in json.dumps(row, ensure_ascii=False, default=str), model
    assert set(plan.tasks.values_list("task", flat=True)) == {"（涉密内容已清除）"}
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.name) == (State.REFUSED, "（已清除的涉密文件）")


def test_the_trail_says_who_purged_it_and_why(confirmed: Upload, security_admin: Actor) -> None:
    assert confirmed.file
    purge(security_admin, confirmed.file, REASON)
    entry = Entry.objects.get(action="file.purge")
    said = json.loads(entry.payload)
    assert (entry.actor_name, said["reason"]) == (security_admin.name, REASON)
    assert said["removed"]["tasks"] == 3
    file = SourceFile.objects.get(pk=confirmed.file_id)
    assert (file.purged_by, file.purge_reason) == (security_admin.name, REASON)


def test_the_same_bytes_never_come_in_again(
    confirmed: Upload, security_admin: Actor, officer: Actor, county: County
) -> None:
    assert confirmed.file
    purge(security_admin, confirmed.file, REASON)
    again = receive(officer, county.place, name="换个名.txt", content=CONTENT)
    assert isinstance(again, Refused)
    assert "因涉密已从本系统清除" in again.sentence


def test_one_that_is_not_in_the_ledger_yet_goes_with_its_reading_and_corrections(
    read_upload: ReadUpload, officer: Actor, security_admin: Actor
) -> None:
    upload = read_upload(CONTENT)
    correct(officer, upload, SetField(table=0, row=0, field="category", value=SECRET))
    assert upload.file
    purge(security_admin, upload.file, REASON)
    assert not Reading.objects.exists()
    assert not Correction.objects.exists()


def test_bytes_that_a_dying_process_left_are_removed_later(
    confirmed: Upload, security_admin: Actor
) -> None:
    assert confirmed.file
    purge(security_admin, confirmed.file, REASON)
    keep(CONTENT)
    assert finish_purges() == 1
    assert not path_of(hashlib.sha256(CONTENT).hexdigest()).exists()


def test_a_reason_is_needed_and_once_is_enough(confirmed: Upload, security_admin: Actor) -> None:
    assert confirmed.file
    with pytest.raises(NotReadyError, match="原因"):
        purge(security_admin, confirmed.file, " ")
    purge(security_admin, confirmed.file, REASON)
    with pytest.raises(NotReadyError, match="已经清除过"):
        purge(security_admin, confirmed.file, REASON)


@pytest.mark.parametrize(
    "persona", ["officer", "director", "system_admin", "audit_admin", "clerk", "foreign_officer"]
)
def test_only_the_security_administrator_may(
    persona: str, confirmed: Upload, request: pytest.FixtureRequest
) -> None:
    assert confirmed.file
    with pytest.raises(NotAllowedError):
        purge(request.getfixturevalue(persona), confirmed.file, REASON)


def test_a_form_goes_with_everything_that_was_taken_from_it(
    county: County, clerk: Actor, security_admin: Actor
) -> None:
    sheet = sheet_of(a_round(county, 6, needs_signature=False), county.housing)
    filled = {
        number: {PROGRESS: f"{SECRET}第{number}处完工。", "存在问题": "无", STATUS: "完成"}
        for number in ("1", "2")
    }
    form = receive_own_form(
        clerk, sheet, name="表.docx", content=in_word(report_form(sheet), filled), now=NOW
    )
    take_over(clerk, form, lines=sheet.lines.values_list("pk", flat=True), now=NOW)
    submit(clerk, sheet, now=NOW)
    purge(security_admin, form.file, REASON)
    for model in (FormArrival, Line, LineVersion, Submission, Report, IndexedText):
        for row in model.objects.values():
            assert SECRET not in json.dumps(row, ensure_ascii=False, default=str), model
