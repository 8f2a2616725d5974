"""The desk's addresses."""

from django.urls import include, path

from jiannuo.desk.directory.home import administration
from jiannuo.desk.directory.organisations import organisation, organisations
from jiannuo.desk.directory.trail import trail
from jiannuo.desk.directory.users import disable, grant, reset, user, users, withdraw
from jiannuo.desk.documents.original import original
from jiannuo.desk.documents.source import source, source_cell
from jiannuo.desk.findings.answering import answer
from jiannuo.desk.findings.listing import corpus, findings
from jiannuo.desk.gate.password import password
from jiannuo.desk.gate.sign_in import sign_in, sign_out
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
    path("login/", sign_in, name="sign_in"),
    path("logout/", sign_out, name="sign_out"),
    path("password/", password, name="password"),
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
    path("import/", include("jiannuo.desk.intake.urls")),
    path("", include("jiannuo.desk.rounds.urls")),
    path("report/", include("jiannuo.desk.report.urls")),
    path("", include("jiannuo.desk.issuing.urls")),
    path("", include("jiannuo.desk.filing.urls")),
    path("search/", search, name="search"),
    path("administration/", administration, name="administration"),
    path("administration/users/", users, name="users"),
    path("administration/users/<int:user>/", user, name="user"),
    path("administration/users/<int:user>/reset/", reset, name="reset"),
    path("administration/users/<int:user>/disable/", disable, name="disable"),
    path("administration/users/<int:user>/grant/", grant, name="grant"),
    path("administration/users/<int:user>/withdraw/<int:grant>/", withdraw, name="withdraw"),
    path("administration/organisations/", organisations, name="organisations"),
    path("administration/organisations/<int:organisation>/", organisation, name="organisation"),
    path("administration/trail/", trail, name="trail"),
]
