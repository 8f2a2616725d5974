"""A draft's words, paragraph by paragraph, and what is set beside them."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.desk.pages import page
from jiannuo.desk.supervision.given import terms_from, text_from
from jiannuo.desk.supervision.letter import letter_of
from jiannuo.desk.supervision.shown import paragraphs
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.supervision.actions.edit_letter import Edited, edit_letter
from jiannuo.supervision.errors import EditedMeanwhileError
from jiannuo.supervision.models import Letter, LetterKind, LetterState
from jiannuo.supervision.queries.letters import subject_of_letter

_CONFLICT: Final = 409
_UNPROCESSABLE: Final = 422
_BLOCK: Final = "block-"


@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request: HttpRequest, letter: int) -> HttpResponse:
    """Show the form, or keep what it sends; what somebody else saved meanwhile is shown beside it."""
    actor = visitor(request)
    found = letter_of(actor, letter)
    if not may(actor, Act.COMPOSE, subject_of_letter(found)):
        raise Http404
    if found.state != LetterState.DRAFT:
        messages.error(request, "这封函已经送签或者发出，不能再改。")
        return redirect("desk:letter", letter)
    fault, status = "", 200
    if request.method == "POST":
        given = request.POST
        revision = given.get("revision", "")
        edited = Edited(
            title=text_from(given, "title", 200),
            texts={
                name.removeprefix(_BLOCK): text_from(given, name)
                for name in given
                if name.startswith(_BLOCK)
            },
            more=text_from(given, "more"),
            terms=terms_from(given.dict()),
        )
        try:
            edit_letter(
                actor, found, edited, revision=int(revision) if revision.isdecimal() else -1
            )
        except EditedMeanwhileError as error:
            found = letter_of(actor, letter)
            fault, status = str(error), _CONFLICT
        except NotPossibleError as error:
            fault, status = str(error), _UNPROCESSABLE
        else:
            messages.success(request, "已保存。")
            return redirect("desk:letter", letter)
    context = {**_form(request, found, conflict=status == _CONFLICT), "fault": fault}
    return page(request, "desk/supervision/edit.html", context, status=status)


def _form(request: HttpRequest, found: Letter, *, conflict: bool) -> dict[str, Any]:
    given = request.POST if request.method == "POST" else None
    talk = timezone.localtime(found.talk_at) if found.talk_at else None
    fields = {
        "title": str(found),
        "issuer": found.issuer,
        "contact": found.contact,
        "reply_due_on": found.reply_due_on.isoformat() if found.reply_due_on else "",
        "talk_day": talk.date().isoformat() if talk else "",
        "talk_hour": talk.strftime("%H:%M") if talk else "09:00",
        "talk_where": found.talk_where,
        "more": "",
    }
    blocks = [
        {
            **one,
            "now": one["text"] if given is not None else "",
            "text": given.get(f"{_BLOCK}{one['id']}", one["text"]) if given else one["text"],
        }
        for one in paragraphs(found, links=False)
    ]
    return {
        "letter": found,
        "is_talk": found.kind == LetterKind.TALK,
        "fields": {name: given.get(name, text) for name, text in fields.items()}
        if given
        else fields,
        "blocks": [{**one, "differs": conflict and one["now"] != one["text"]} for one in blocks],
        "revision": found.revision,
    }
