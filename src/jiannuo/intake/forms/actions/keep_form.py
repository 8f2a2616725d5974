"""The door of every filled form, 附件3 or 附件4: its file is read in the sandbox, and kept with its reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from jiannuo.core.records import Document, from_json
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, OrganisationAlias, Place
from jiannuo.documents.actions.keep_file import keep_attachment
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.receive import marked_sentence, record_marked, too_large
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.reading.sandbox import (
    Archive,
    Marked,
    Read,
    ReadingFailedError,
    Unread,
    read_document,
)
from jiannuo.reporting.models import PlanFiling, ReportingRound, Submission

_LARGEST: Final = 20 * 1024**2


def read_form_file(actor: Actor, place: Place, name: str, content: bytes) -> Document:
    """Read a file that somebody hands over as a form. Raises FormRefusedError."""
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
            record_marked(actor, place, level, len(content))
            raise FormRefusedError(f"“{name}”{marked_sentence(level)}")
        case Unread(sentence=sentence):
            raise FormRefusedError(sentence)
        case Archive():
            raise FormRefusedError(f"“{name}”是压缩包，请解压后选其中的报表文件上传。")
        case Read(content=read):
            return from_json(read["document"])


def names_of(organisation: Organisation) -> set[str]:
    """Return by which names a form may call an organisation."""
    aliases = OrganisationAlias.objects.filter(organisation=organisation)
    return {organisation.name, *aliases.values_list("name", flat=True)}


def require_own_name(written: str, organisation: Organisation) -> None:
    """Raise FormRefusedError for a form that names another organisation; one that names none passes."""
    if written and written not in names_of(organisation):
        raise FormRefusedError(
            f"表上的填报单位是“{written}”，不是“{organisation.name}”，没有收下。"
            "请核对是否选错了文件；单位名称写法不同的，改成系统里的名称再上传。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A form that was read; `said` is what `FormArrival.said` holds."""

    name: str
    content: bytes
    said: Mapping[str, Any]
    at: datetime


def keep_form(
    actor: Actor,
    asked_by: ReportingRound | PlanFiling,
    handed: Handed,
    *,
    submission: Submission | None = None,
    on_behalf: bool,
) -> FormArrival:
    """Keep file and reading; the same file again replaces what nobody has settled yet."""
    is_plan = isinstance(asked_by, PlanFiling)
    place = asked_by.issue.place if isinstance(asked_by, PlanFiling) else asked_by.place
    of = {"filing": asked_by} if is_plan else {"round": asked_by}
    with transaction.atomic():
        file, _ = keep_attachment(actor, place, name=handed.name, content=handed.content)
        FormArrival.objects.filter(
            **of, file=file, on_behalf=on_behalf, state=FormState.OPEN
        ).update(state=FormState.DISCARDED, settled_at=handed.at)
        arrival = FormArrival.objects.create(
            **of,
            place=place,
            submission=submission,
            file=file,
            name=handed.name,
            by_id=actor.user,
            by_name=actor.name,
            on_behalf=on_behalf,
            said=dict(handed.said),
            arrived_at=handed.at,
        )
        said = {
            "name": handed.name,
            "rows": len(handed.said["rows"]),
            "organisation": handed.said["organisation"],
        }
        record(actor.author, "form.receive", about_form(arrival), said)
    return arrival


def about_form(arrival: FormArrival) -> About:
    """Return what the trail says a form's acts are about: its plan, or its round."""
    if arrival.filing is not None:
        label = f"{arrival.filing.organisation.name}　{arrival.filing.issue.title}"
        return About("filing", arrival.filing.pk, label)
    return About("round", arrival.round_id or 0, arrival.name)
