"""The same promise in two lists: pairs that look alike, what they share, and a person's answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from jiannuo.desk.marking import marked
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import now
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, may
from jiannuo.ledger.actions.decide_promise import decide_promise
from jiannuo.ledger.errors import NotPossibleError
from jiannuo.ledger.models import SamePromise, Task
from jiannuo.ledger.queries.repetitions import Suggestion, compared, suggestions, wording_compared


@require_http_methods(["GET", "POST"])
def promises(request: HttpRequest, place: int, year: int) -> HttpResponse:
    """Show the pairs, or keep the answer about one."""
    actor = visitor(request)
    found = get_object_or_404(Place, pk=place)
    if not may(actor, Act.ISSUE, Subject(place=place)):
        raise Http404
    if request.method == "POST":
        main, task = _pair(request, found, year)
        same = request.POST.get("answer") == "same"
        try:
            decide_promise(actor, main, task, same=same, now=now(found))
        except NotPossibleError as error:
            messages.error(request, str(error))
        else:
            word = "已认作同一件事，只填报一次" if same else "已记下不是同一件事，不再提示"
            messages.success(request, f"{word}。")
        return redirect("desk:promises", place, year)
    linked = SamePromise.objects.filter(
        same=True, main__plan__place=found, main__plan__year=year
    ).select_related("main__plan", "task__plan")
    context = {
        "place": found,
        "year": year,
        "suggested": [_shown(one) for one in suggestions(found, year)],
        "linked": [_shown(compared(one.main, one.task)) for one in linked],
    }
    return page(request, "desk/issuing/promises.html", context)


def _pair(request: HttpRequest, place: Place, year: int) -> tuple[Task, Task]:
    """Return the two tasks of the form; the first is the one on which filing will happen."""
    words = request.POST.get("main", ""), request.POST.get("task", "")
    if not all(word.isascii() and word.isdigit() for word in words):
        raise Http404
    tasks = Task.objects.select_related("plan").filter(
        plan__place=place, plan__year=year, parent=None
    )
    main, task = (get_object_or_404(tasks, pk=int(word)) for word in words)
    return main, task


def _shown(one: Suggestion) -> dict[str, Any]:
    return {
        "main": _side(one.main, one.in_main),
        "task": _side(one.task, one.in_task),
        "share": f"{one.share:.0%}",
    }


def _side(task: Task, ranges: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    return {
        "id": task.pk,
        "number": task.number,
        "plan": task.plan.get_kind_display(),
        "pieces": marked(wording_compared(task), ranges),
    }
