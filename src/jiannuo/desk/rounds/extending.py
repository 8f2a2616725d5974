"""An organisation asks for more time."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jiannuo.core.workdays import closing
from jiannuo.desk.pages import page
from jiannuo.desk.rounds.shown import name_of
from jiannuo.desk.visitors import visitor
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.reporting.actions.round.errors import RoundRefusedError
from jiannuo.reporting.actions.round.extension import ask_extension
from jiannuo.reporting.deadlines import due_words
from jiannuo.reporting.models import Submission


class ExtensionForm(forms.Form):
    """Until when, and why."""

    day = forms.DateField(label="延至", widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.CharField(label="钟点", max_length=5, initial="24:00")
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="督查室据此答复，答复会发到您的消息里。",
    )


@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show the form, or send the request."""
    actor = visitor(request)
    found = get_object_or_404(
        Submission.objects.select_related("round__place", "organisation").filter(
            organisation__in=actor.organisations
        ),
        pk=sheet,
    )
    require(actor, Act.REPORT, Subject(organisations=frozenset({found.organisation_id})))
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            until = timezone.make_aware(closing(given["day"], given["hour"].strip()))
            ask_extension(actor, found, until, reason=given["reason"])
        except RoundRefusedError as error:
            form.add_error("day", str(error))
        except ValueError:
            form.add_error("hour", "钟点应写成 17:30 或 24:00 这样。")
        else:
            messages.success(request, f"已申请延至{due_words(until)}，等督查室答复。")
            return redirect("desk:todo")
    context = {
        "form": form,
        "name": name_of(found.round),
        "organisation": found.organisation.name,
        "due": due_words(found.due_at or found.round.due_at),
        "requests": [
            {
                "until": due_words(one.until),
                "reason": one.reason,
                "decision": one.get_decision_display(),
                "answer": one.answer,
            }
            for one in found.extensions.all()
        ],
    }
    return page(request, "desk/rounds/extend.html", context)
