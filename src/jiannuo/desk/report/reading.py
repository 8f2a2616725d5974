"""What is read in a line while it is being typed: asked for after a short pause, nothing is saved."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from jiannuo.desk.pages import page
from jiannuo.desk.report.access import line_for
from jiannuo.desk.report.shown import shown_reading
from jiannuo.desk.report.writing import draft_from
from jiannuo.desk.visitors import visitor
from jiannuo.directory.clock import today
from jiannuo.reporting.models import LinePart
from jiannuo.reporting.queries.earlier import earlier_answers
from jiannuo.reporting.queries.line_reading import read_line


@require_POST
def reading(request: HttpRequest, line: int) -> HttpResponse:
    """Read the form's texts in memory and return what stands beside them."""
    actor = visitor(request)
    found = line_for(actor, line)
    for name, value in draft_from(request.POST, found).cleaned().columns().items():
        setattr(found, name, value)
    read = read_line(found, today=today(found.submission.round.place))
    context = {
        "line": found,
        "whole": found.part == LinePart.WHOLE,
        "reading": shown_reading(found, read, earlier_answers(found)),
        "editable": True,
        "in_passing": True,
        "frame_template": "desk/frames/fragment.html",
    }
    return page(request, "desk/report/reading.html", context)
