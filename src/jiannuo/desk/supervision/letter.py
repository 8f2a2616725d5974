"""A letter: as it stands on paper, what became of it, and what its reader may do next."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiannuo.core.rendering.official import OFFICIAL_FORMATS
from jiannuo.desk.ledger.trail import trail_of
from jiannuo.desk.pages import page
from jiannuo.desk.report.evidence import handed_out
from jiannuo.desk.supervision.given import promises_from
from jiannuo.desk.supervision.new import due_by_custom
from jiannuo.desk.supervision.official import handed_out_officially
from jiannuo.desk.supervision.shown import letter_line, paragraphs
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, may
from jiannuo.history.queries import about
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.supervision.actions.sign_letter import customary_word, next_serial
from jiannuo.supervision.letter_paper import REPLY_TITLE, letter_document
from jiannuo.supervision.models import Letter, LetterKind, LetterState, TalkRecord
from jiannuo.supervision.queries.letters import NEXT, letters_visible_to, subject_of_letter
from jiannuo.supervision.template_values import filled_letter

_PAPER: Final = "desk/supervision/letter.html"


@require_safe
def letter(request: HttpRequest, letter: int) -> HttpResponse:
    """Show a letter."""
    actor = visitor(request)
    return page(request, _PAPER, context_of(actor, letter_of(actor, letter)))


@require_safe
def letter_paper(request: HttpRequest, letter: int, kind: str) -> HttpResponse:
    """Hand out a letter as an official document."""
    if kind not in OFFICIAL_FORMATS:
        raise Http404
    found = letter_of(visitor(request), letter)
    name = f"{found.number or found.get_kind_display()} {found}"
    back = reverse("desk:letter", args=[letter])
    return handed_out_officially(
        request,
        letter_document(found),
        lambda: filled_letter(found),
        kind=kind,
        name=name,
        back=back,
    )


@require_safe
def letter_file(request: HttpRequest, letter: int, which: str) -> HttpResponse:
    """Hand out the file that came with the answer, or the scan of a talk's record."""
    found = letter_of(visitor(request), letter)
    record = _record(found)
    file = {"reply": found.reply_file, "record": record.file if record else None}.get(which)
    if file is None or file.purged_at:
        raise Http404
    return handed_out(file, file.name)


def letter_of(actor: Actor, letter: int) -> Letter:
    """Return a letter that the actor may read; Http404 for any other."""
    found = letters_visible_to(actor).filter(pk=letter).distinct().first()
    if found is None:
        raise Http404
    return found


def context_of(actor: Actor, found: Letter) -> dict[str, Any]:
    """Return what a letter's page shows; the actor may read it."""
    day = today(found.place)
    subject = subject_of_letter(found)
    office = may(actor, Act.COMPOSE, subject)
    seen = tasks_visible_to(actor).filter(letters=found)
    record = _record(found)
    return {
        "letter": {
            **letter_line(found, day),
            "addressee": found.content["addressee"],
            "issuer": found.issuer,
            "issued_on": found.issued_on,
            "reply": found.reply,
            "replied_by": found.replied_by,
            "reply_file": found.reply_file,
            "verification": found.verification,
            "verified_by": found.verified_by,
            "verified_at": found.verified_at and timezone.localtime(found.verified_at),
            "signed_by": found.signed_by,
            "drafted_by": found.drafted_by,
            "cancelled": found.state == LetterState.CANCELLED,
            "cancelled_by": found.cancelled_by,
            "cancelled_because": found.cancelled_because,
            "is_talk": found.kind == LetterKind.TALK,
            "reply_form": REPLY_TITLE if found.kind == LetterKind.PRESSING else "",
        },
        "paragraphs": paragraphs(found, links=True),
        "tasks": seen.select_related("plan"),
        "office": office,
        "steps": _steps(actor, found),
        "record": record and _shown_record(record),
        "promises": promises_from({}),
        "follows": _named(actor, [found.follows] if found.follows else []),
        "followed_by": _named(actor, list(found.followed_by.all())),
        "trail": trail_of(tuple(about("letter", found.pk))) if office else [],
    }


def _steps(actor: Actor, found: Letter) -> dict[str, Any]:
    """Return what the actor may do with the letter now, with what the forms begin with."""
    subject = subject_of_letter(found)
    state, talk = LetterState(found.state), found.kind == LetterKind.TALK
    composes, approves = may(actor, Act.COMPOSE, subject), may(actor, Act.APPROVE, subject)
    day = today(found.place)
    overdue = found.reply_due_on is not None and found.reply_due_on < day
    following = NEXT.get(LetterKind(found.kind))
    answered = state == LetterState.ANSWERED
    waits = state == LetterState.SENT
    return {
        "edit": composes and state == LetterState.DRAFT,
        "ask": composes and not approves and state == LetterState.DRAFT,
        "sign": approves and state in {LetterState.DRAFT, LetterState.SIGNING},
        "send_back": approves and state == LetterState.SIGNING,
        "word": customary_word(found),
        "serial": f"〔{day.year}〕{next_serial(found, day.year)}号",
        "reply": waits and not talk and may(actor, Act.REPORT, subject),
        "record": waits and talk and composes,
        "verify": answered and may(actor, Act.REVIEW, subject),
        "more": answered and not talk and may(actor, Act.REVIEW, subject),
        "escalate": composes
        and following is not None
        and (answered or (waits and overdue))
        and following.label,
        "cancel": (approves if found.sent_at else composes)
        and state
        in {LetterState.DRAFT, LetterState.SIGNING, LetterState.SENT, LetterState.ANSWERED},
        "due": due_by_custom(found.place, day).isoformat(),
        "today": day.isoformat(),
    }


def _record(letter: Letter) -> TalkRecord | None:
    return TalkRecord.objects.filter(letter=letter).prefetch_related("commitments").first()


def _shown_record(record: TalkRecord) -> dict[str, Any]:
    return {
        "held_at": timezone.localtime(record.held_at),
        "where": record.where,
        "present": record.present,
        "said": record.said,
        "signed_by": record.signed_by,
        "file": record.file,
        "recorded_by": record.recorded_by,
        "promises": list(record.commitments.all()),
    }


def _named(actor: Actor, letters: list[Letter]) -> list[dict[str, Any]]:
    """Return the letters of these that the actor may open."""
    seen = letters_visible_to(actor).filter(pk__in=[one.pk for one in letters]).distinct()
    return [
        {"id": one.pk, "kind": one.get_kind_display(), "title": str(one), "number": one.number}
        for one in seen
    ]
