"""A notice (立项督查通知) in official form, as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiannuo.core.rendering.official import OFFICIAL_FORMATS
from jiannuo.desk.supervision.official import handed_out_officially
from jiannuo.desk.visitors import visitor
from jiannuo.ledger.queries.issuing import issues_visible_to
from jiannuo.ledger.queries.visible import tasks_visible_to
from jiannuo.supervision.notice_paper import notice_document
from jiannuo.supervision.template_values import filled_notice


@require_safe
def notice_official(request: HttpRequest, issue: int, kind: str) -> HttpResponse:
    """Hand a notice out as docx or pdf; an organisation finds its own tasks in the tables."""
    actor = visitor(request)
    found = issues_visible_to(actor).filter(pk=issue).first()
    if found is None or kind not in OFFICIAL_FORMATS:
        raise Http404
    tasks = tasks_visible_to(actor).filter(issues=found)
    document = notice_document(found, list(tasks.values_list("pk", flat=True)))
    back = reverse("desk:notice_paper", args=[issue])
    return handed_out_officially(
        request,
        document,
        lambda: filled_notice(found, document),
        kind=kind,
        name=found.title,
        back=back,
    )
