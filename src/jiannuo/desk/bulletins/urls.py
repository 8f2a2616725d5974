"""The addresses of bulletins, layouts and templates."""

from django.urls import URLPattern, path

from jiannuo.desk.bulletins.comments import comment, settle
from jiannuo.desk.bulletins.comparison import versions
from jiannuo.desk.bulletins.draft import draft, rows
from jiannuo.desk.bulletins.home import bulletins
from jiannuo.desk.bulletins.life import clearing, step
from jiannuo.desk.bulletins.new import new
from jiannuo.desk.bulletins.reading import bulletin
from jiannuo.desk.bulletins.schedule import schedule

urlpatterns: list[URLPattern] = [
    path("", bulletins, name="bulletins"),
    path("new/", new, name="bulletin_new"),
    path("<int:bulletin>/draft/", draft, name="bulletin_draft"),
    path("<int:bulletin>/rows/", rows, name="bulletin_rows"),
    path("schedule/<int:place>/", schedule, name="bulletin_schedule"),
    path("<int:bulletin>/", bulletin, name="bulletin"),
    path("<int:bulletin>/step/", step, name="bulletin_step"),
    path("<int:bulletin>/openness/", clearing, name="bulletin_openness"),
    path("<int:bulletin>/versions/", versions, name="bulletin_versions"),
    path("<int:bulletin>/remarks/", comment, name="bulletin_remark"),
    path("<int:bulletin>/remarks/<int:comment>/settled/", settle, name="bulletin_remark_settled"),
]
