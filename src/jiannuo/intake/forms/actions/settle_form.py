"""Settle a form: say whose it is, take it over into the sheet, or let it go."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actions.describe_organisation import add_alias, is_taken
from jiannuo.directory.actions.find_or_create import LONGEST_ORGANISATION
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act, Subject, may, require
from jiannuo.history.actions.record import record
from jiannuo.intake.forms.actions.keep_form import about_form
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival, FormState
from jiannuo.intake.forms.queries.difference import LineChange, difference
from jiannuo.intake.forms.reading import form_from_json
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.actions.submission.draft import CLAIMS, Draft
from jiannuo.reporting.actions.submission.enter_for import Entered, enter_for
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.models import Submission
from jiannuo.reporting.queries.submissions import subject_of_sheet


def attribute(actor: Actor, arrival: FormArrival, sheet: Submission) -> None:
    """Say which organisation's form this is, and remember by which name it called itself.

    Raises FormRefusedError for a sheet of another round.
    """
    require(actor, Act.IMPORT, Subject(place=arrival.place_id))
    if sheet.round_id != arrival.round_id:
        raise FormRefusedError("这家单位不在本轮填报范围内，请选本轮的单位。")
    with transaction.atomic():
        locked = open_form(arrival)
        locked.submission = sheet
        locked.save(update_fields=["submission"])
        _record(actor, locked, "form.attribute", {"organisation": sheet.organisation.name})
        _remember(actor, sheet, form_from_json(arrival.said).organisation)
    arrival.submission = sheet


def _remember(actor: Actor, sheet: Submission, written: str) -> None:
    """Keep the name on the form as an alias, so that next month nobody asks; another's name isn't one."""
    own = sheet.organisation
    if not 0 < len(written) <= LONGEST_ORGANISATION or is_taken(own.place_id, written):
        return
    if may(actor, Act.EDIT_ORGANISATIONS, Subject(place=own.place_id)):
        add_alias(actor, own, written)


def take_over(
    actor: Actor,
    arrival: FormArrival,
    *,
    lines: Collection[int],
    claims: Mapping[int, str] | None = None,
    now: datetime,
) -> int:
    """Write the chosen lines of an organisation's own form into its sheet; return how many.

    `claims` are what a person chose where the form left it open. Nothing is handed in by this.
    Raises FormRefusedError, and what saving a line raises.
    """
    sheet = _sheet(arrival)
    require(actor, Act.REPORT, subject_of_sheet(sheet))
    with transaction.atomic():
        locked = open_form(arrival)
        chosen = _chosen(locked, sheet, lines)
        for one in chosen:
            draft = _with_claim(one.draft(), (claims or {}).get(one.line.pk, ""))
            save_line(actor, one.line, draft, revision=one.line.revision, now=now)
        settle(actor, locked, len(chosen), now)
    return len(chosen)


def take_over_for(
    actor: Actor,
    arrival: FormArrival,
    *,
    lines: Collection[int],
    claims: Mapping[int, str] | None = None,
    now: datetime,
) -> Entered:
    """Enter a form for an organisation (代录): its lines are written and, if complete, handed in.

    Raises FormRefusedError, and what handing in raises but for gaps, which `Entered` names.
    """
    sheet = _sheet(arrival)
    require(actor, Act.IMPORT, Subject(place=arrival.place_id))
    form = form_from_json(arrival.said)
    with transaction.atomic():
        locked = open_form(arrival)
        chosen = _chosen(locked, sheet, lines)
        drafts = {
            one.line.pk: _with_claim(one.draft(), (claims or {}).get(one.line.pk, ""))
            for one in chosen
        }
        entered = enter_for(
            actor,
            sheet,
            drafts,
            filled_by=form.filled_by,
            telephone=form.telephone,
            signed_by=form.signed_by,
            file=arrival.file,
            now=now,
        )
        settle(actor, locked, len(chosen), now)
    return entered


def discard(actor: Actor, arrival: FormArrival, *, now: datetime) -> None:
    """Let a form go; its file stays where it is kept."""
    if arrival.filing is not None:
        require_writer(actor, arrival.filing)
    elif arrival.on_behalf:
        require(actor, Act.IMPORT, Subject(place=arrival.place_id))
    else:
        require(actor, Act.REPORT, subject_of_sheet(_sheet(arrival)))
    with transaction.atomic():
        locked = open_form(arrival)
        locked.state, locked.settled_at = FormState.DISCARDED, now
        locked.save(update_fields=["state", "settled_at"])
        _record(actor, locked, "form.discard", {})


def _sheet(arrival: FormArrival) -> Submission:
    if arrival.submission is None:
        raise FormRefusedError("请先选这份报表是哪家单位的。")
    return arrival.submission


def open_form(arrival: FormArrival) -> FormArrival:
    """Lock a form that nobody has settled yet. Raises FormRefusedError for one that is settled."""
    locked = FormArrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if locked.state != FormState.OPEN:
        raise FormRefusedError("这份报表已经办过了。")
    return locked


def _chosen(arrival: FormArrival, sheet: Submission, lines: Collection[int]) -> list[LineChange]:
    chosen = [
        one for one in difference(arrival, sheet).lines if one.line.pk in lines and not one.locked
    ]
    if not chosen:
        raise FormRefusedError("没有可以采用的内容：没有选任务，或所选任务都已经报送。")
    return chosen


def _with_claim(draft: Draft, claim: str) -> Draft:
    if claim not in CLAIMS:
        return draft
    return Draft(**{**draft.columns(), "claim": claim})


def settle(actor: Actor, arrival: FormArrival, count: int, now: datetime) -> None:
    """Note that so many lines of a form were taken over."""
    arrival.state, arrival.settled_at = FormState.TAKEN, now
    arrival.save(update_fields=["state", "settled_at"])
    _record(actor, arrival, "form.take_over", {"lines": count})


def _record(actor: Actor, arrival: FormArrival, action: str, said: dict[str, object]) -> None:
    record(actor.author, action, about_form(arrival), {"name": arrival.name, **said})
