"""The report form's addresses."""

from django.urls import path

from jiannuo.desk.report.corrections import begin, drop
from jiannuo.desk.report.evidence import attach, file, remove
from jiannuo.desk.report.home import report
from jiannuo.desk.report.line import line
from jiannuo.desk.report.paper import paper
from jiannuo.desk.report.pasting import paste
from jiannuo.desk.report.reading import reading
from jiannuo.desk.report.sharing import hand_over, take_back_share, take_over
from jiannuo.desk.report.sheet import sheet, unchanged
from jiannuo.desk.report.signed_page import signed_page
from jiannuo.desk.report.signing import sign, submit, take_back, withdraw
from jiannuo.desk.report.whole import whole

urlpatterns = [
    path("", report, name="report"),
    path("<int:sheet>/", sheet, name="sheet"),
    path("<int:sheet>/whole/", whole, name="whole"),
    path("<int:sheet>/unchanged/", unchanged, name="unchanged"),
    path("<int:sheet>/paste/", paste, name="paste"),
    path("<int:sheet>/paper/", paper, name="paper"),
    path("<int:sheet>/submit/", submit, name="submit"),
    path("<int:sheet>/sign/", sign, name="sign"),
    path("<int:sheet>/take-back/", take_back, name="take_back"),
    path("<int:sheet>/withdraw/", withdraw, name="withdraw_sheet"),
    path("<int:sheet>/signed-page/", signed_page, name="signed_page"),
    path("lines/<int:line>/", line, name="line"),
    path("lines/<int:line>/reading/", reading, name="reading"),
    path("lines/<int:line>/correction/", begin, name="begin_correction"),
    path("lines/<int:line>/correction/drop/", drop, name="drop_correction"),
    path("lines/<int:line>/hand-over/", hand_over, name="hand_over"),
    path("lines/<int:line>/take-back/", take_back_share, name="take_back_share"),
    path("lines/<int:line>/shares/<int:share>/", take_over, name="take_over"),
    path("lines/<int:line>/evidence/", attach, name="attach"),
    path("evidence/<int:evidence>/", file, name="evidence"),
    path("evidence/<int:evidence>/remove/", remove, name="remove_evidence"),
]
