"""Take a filled form in: read it, keep it, and find out whose it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from jiannuo.core.records import from_json
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import OrganisationAlias
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.documents.actions.keep_file import keep_attachment
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.receive import marked_sentence, record_marked, too_large
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.forms.reading import Form, form_of
from jiannuo.intake.names import clean_name
from jiannuo.intake.reading.sandbox import (
    Archive,
    Marked,
    Read,
    ReadingFailedError,
    Unread,
    read_document,
)
from jiannuo.reporting.models import ReportingRound, Submission
from jiannuo.reporting.queries.submissions import span_of_round, subject_of_sheet

_LARGEST = 20 * 1024**2


class FormRefusedError(Exception):
    """The file was not taken as a form; the sentence says why and what to do."""


def receive_own_form(
    actor: Actor, sheet: Submission, *, name: str, content: bytes, now: datetime
) -> FormArrival:
    """Take the form that an organisation filled in for its own sheet. Raises FormRefusedError."""
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    form = _read(actor, sheet.round, clean_name(name), content)
    _fits_period(form, sheet.round, clean_name(name))
    if form.organisation and form.organisation not in _names(sheet):
        raise FormRefusedError(
            f"表上的填报单位是“{form.organisation}”，不是“{sheet.organisation.name}”，没有收下。"
            "请核对是否选错了文件；单位名称写法不同的，改成系统里的名称再上传。"
        )
    handed = _Handed(name=clean_name(name), content=content, form=form, at=now)
    return _keep(actor, sheet.round, sheet, handed, on_behalf=False)


def receive_form_for(
    actor: Actor, one: ReportingRound, *, name: str, content: bytes, now: datetime
) -> FormArrival:
    """Take a form that reached the office; whose it is may stay open. Raises FormRefusedError."""
    require(actor, Act.IMPORT, Subject(place=one.place_id))
    form = _read(actor, one, clean_name(name), content)
    _fits_period(form, one, clean_name(name))
    sheet = sheet_named(one, form.organisation) or sheet_named(one, _stem(clean_name(name)))
    handed = _Handed(name=clean_name(name), content=content, form=form, at=now)
    return _keep(actor, one, sheet, handed, on_behalf=True)


def sheet_named(one: ReportingRound, name: str) -> Submission | None:
    """Return the sheet of the organisation with this name or alias; None if it isn't certain."""
    if not name:
        return None
    sheets = list(Submission.objects.filter(round=one).select_related("organisation", "round"))
    exact = [sheet for sheet in sheets if name in _names(sheet)]
    if not exact:
        exact = [sheet for sheet in sheets if any(known in name for known in _names(sheet))]
    return exact[0] if len(exact) == 1 else None


def _names(sheet: Submission) -> set[str]:
    aliases = OrganisationAlias.objects.filter(organisation=sheet.organisation_id)
    return {sheet.organisation.name, *aliases.values_list("name", flat=True)}


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _read(actor: Actor, one: ReportingRound, name: str, content: bytes) -> Form:
    if not content.strip():
        raise FormRefusedError(f"“{name}”是空的，请检查是否选错了文件，或未保存就上传了。")
    if len(content) > _LARGEST:
        raise FormRefusedError(too_large(name))
    try:
        found = read_document(content, name)
    except ReadingFailedError as error:
        raise FormRefusedError(str(error)) from error
    match found:
        case Marked(level=level):
            record_marked(actor, one.place, level, len(content))
            raise FormRefusedError(f"“{name}”{marked_sentence(level)}")
        case Unread(sentence=sentence):
            raise FormRefusedError(sentence)
        case Archive():
            raise FormRefusedError(f"“{name}”是压缩包，请解压后选其中的报表文件上传。")
        case Read(content=read):
            form = form_of(from_json(read["document"]))
    if form is None:
        raise FormRefusedError(
            f"“{name}”里没有找到月报表（要有“任务内容”和“完成情况”两栏）。"
            "请下载本轮的报表填写后再上传。"
        )
    return form


def _fits_period(form: Form, one: ReportingRound, name: str) -> None:
    span = span_of_round(one)
    if form.period and form.period != span.key:
        raise FormRefusedError(
            f"“{name}”不是{span.label}的报表，没有收下。请核对表上的月份，或换到相应的轮次上传。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handed:
    name: str
    content: bytes
    form: Form
    at: datetime


def _keep(
    actor: Actor,
    one: ReportingRound,
    sheet: Submission | None,
    handed: _Handed,
    *,
    on_behalf: bool,
) -> FormArrival:
    """Keep file and reading; the same file again replaces what nobody has settled yet."""
    with transaction.atomic():
        file, _ = keep_attachment(actor, one.place, name=handed.name, content=handed.content)
        FormArrival.objects.filter(
            round=one, file=file, on_behalf=on_behalf, state=FormState.OPEN
        ).update(state=FormState.DISCARDED, settled_at=handed.at)
        arrival = FormArrival.objects.create(
            place=one.place,
            round=one,
            submission=sheet,
            file=file,
            name=handed.name,
            by_id=actor.user,
            by_name=actor.name,
            on_behalf=on_behalf,
            said=handed.form.to_json(),
            arrived_at=handed.at,
        )
        said = {
            "name": handed.name,
            "rows": len(handed.form.rows),
            "organisation": handed.form.organisation,
        }
        record(actor.author, "form.receive", About("round", one.pk, str(one)), said)
    return arrival
