"""The desk's addresses."""

from django.urls import include, path

from jiannuo.desk.documents.original import original
from jiannuo.desk.documents.purge import purge
from jiannuo.desk.documents.source import source, source_cell
from jiannuo.desk.findings.answering import answer
from jiannuo.desk.findings.listing import corpus, findings
from jiannuo.desk.ledger.correcting import correct
from jiannuo.desk.ledger.export import export
from jiannuo.desk.ledger.grid import grid
from jiannuo.desk.ledger.lead import lead
from jiannuo.desk.ledger.opened import row
from jiannuo.desk.ledger.plans import plans
from jiannuo.desk.ledger.search import search
from jiannuo.desk.ledger.settling import settle
from jiannuo.desk.ledger.task import task
from jiannuo.desk.todo.page import todo

app_name = "desk"
urlpatterns = [
    path("", todo, name="todo"),
    path("ledgers/", plans, name="plans"),
    path("", include("jiannuo.desk.gate.urls")),
    path("ledgers/<int:plan>/", grid, name="grid"),
    path("ledgers/<int:plan>/export.<str:kind>", export, name="export"),
    path("ledgers/<int:plan>/findings/", findings, name="findings"),
    path("findings/<int:finding>/answer/", answer, name="answer"),
    path("findings/false-alarms.jsonl", corpus, name="false_alarms"),
    path("tasks/<int:task>/", task, name="task"),
    path("tasks/<int:task>/row/", row, name="row"),
    path("tasks/<int:task>/lead/", lead, name="lead"),
    path("tasks/<int:task>/doubts/", settle, name="settle"),
    path("tasks/<int:task>/correct/<str:holder>/<int:held>/<str:field>/", correct, name="correct"),
    path("tasks/<int:task>/source/<int:row>/<str:field>/", source_cell, name="source_cell"),
    path("sources/<int:parse>/", source, name="source"),
    path("files/<int:file>/", original, name="original"),
    path("administration/purge/", purge, name="purge"),
    path("import/", include("jiannuo.desk.intake.urls")),
    path("", include("jiannuo.desk.rounds.urls")),
    path("", include("jiannuo.desk.messages.urls")),
    path("", include("jiannuo.desk.issuing.urls")),
    path("", include("jiannuo.desk.filing.urls")),
    path("review/", include("jiannuo.desk.review.urls")),
    path("forms/", include("jiannuo.desk.forms.urls")),
    path("report/", include("jiannuo.desk.report.urls")),
    path("bulletins/", include("jiannuo.desk.bulletins.urls")),
    path("supervision/", include("jiannuo.desk.supervision.urls")),
    path("sector/", include("jiannuo.desk.sector.urls")),
    path("releases/", include("jiannuo.desk.releases.urls")),
    path("search/", search, name="search"),
    path("administration/", include("jiannuo.desk.directory.urls")),
]
