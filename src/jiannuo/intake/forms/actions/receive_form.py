"""Take a filled report form (附件4) in, and find out whose it is."""

from datetime import datetime

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.intake.forms.actions.keep_form import (
    Handed,
    keep_form,
    names_of,
    read_form_file,
    require_own_name,
)
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.reading import Form, form_of
from jiannuo.intake.names import clean_name
from jiannuo.reporting.models import ReportingRound, Submission
from jiannuo.reporting.queries.submissions import span_of_round, subject_of_sheet


def receive_own_form(
    actor: Actor, sheet: Submission, *, name: str, content: bytes, now: datetime
) -> FormArrival:
    """Take the form that an organisation filled in for its own sheet. Raises FormRefusedError."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    name = clean_name(name)
    form = _read(actor, sheet.round, name, content)
    require_own_name(form.organisation, sheet.organisation)
    handed = Handed(name=name, content=content, said=form.to_json(), at=now)
    return keep_form(actor, sheet.round, handed, submission=sheet, on_behalf=False)


def receive_form_for(
    actor: Actor, one: ReportingRound, *, name: str, content: bytes, now: datetime
) -> FormArrival:
    """Take a form that reached the office; whose it is may stay open. Raises FormRefusedError."""
    require(actor, Act.IMPORT, Subject(place=one.place_id))
    name = clean_name(name)
    form = _read(actor, one, name, content)
    sheet = sheet_named(one, form.organisation) or sheet_named(one, _stem(name))
    handed = Handed(name=name, content=content, said=form.to_json(), at=now)
    return keep_form(actor, one, handed, submission=sheet, on_behalf=True)


def sheet_named(one: ReportingRound, name: str) -> Submission | None:
    """Return the sheet of the organisation with this name or alias; None if it isn't certain."""
    if not name:
        return None
    sheets = list(Submission.objects.filter(round=one).select_related("organisation", "round"))
    exact = [sheet for sheet in sheets if name in names_of(sheet.organisation)]
    if not exact:
        exact = [sheet for sheet in sheets if any(k in name for k in names_of(sheet.organisation))]
    return exact[0] if len(exact) == 1 else None


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _read(actor: Actor, one: ReportingRound, name: str, content: bytes) -> Form:
    form = form_of(read_form_file(actor, one.place, name, content))
    if form is None:
        raise FormRefusedError(
            f"“{name}”里没有找到月报表（要有“任务内容”和“完成情况”两栏）。"
            "请下载本轮的报表填写后再上传。"
        )
    span = span_of_round(one)
    if form.period and form.period != span.key:
        raise FormRefusedError(
            f"“{name}”不是{span.label}的报表，没有收下。请核对表上的月份，或换到相应的轮次上传。"
        )
    return form
