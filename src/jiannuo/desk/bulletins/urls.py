"""The addresses of bulletins, layouts and templates."""

from django.urls import URLPattern, path

from jiannuo.desk.bulletins.comments import comment, settle
from jiannuo.desk.bulletins.comparison import versions
from jiannuo.desk.bulletins.download import bulletin_file, bulletin_files
from jiannuo.desk.bulletins.draft import draft, rows
from jiannuo.desk.bulletins.home import bulletins
from jiannuo.desk.bulletins.layouts import layout, layout_file, layouts, retire
from jiannuo.desk.bulletins.life import clearing, step
from jiannuo.desk.bulletins.new import new
from jiannuo.desk.bulletins.reading import bulletin
from jiannuo.desk.bulletins.schedule import schedule
from jiannuo.desk.bulletins.templates import (
    retire_one,
    sample_template,
    template_file,
    templates,
)

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
    path("<int:bulletin>/files/", bulletin_files, name="bulletin_files"),
    path("<int:bulletin>/file.<str:kind>", bulletin_file, name="bulletin_file"),
    path("layouts/<int:place>/", layouts, name="bulletin_layouts"),
    path("layouts/<int:place>/new/", layout, name="bulletin_layout_new"),
    path("layouts/<int:place>/<int:layout>/", layout, name="bulletin_layout"),
    path("layouts/<int:place>/<int:layout>/file.json", layout_file, name="bulletin_layout_file"),
    path("layouts/<int:place>/<int:layout>/retire/", retire, name="bulletin_layout_retire"),
    path("templates/<int:place>/", templates, name="templates"),
    path("templates/<int:place>/sample-<str:use>.docx", sample_template, name="template_sample"),
    path("templates/<int:place>/<int:template>.docx", template_file, name="template_file"),
    path("templates/<int:place>/<int:template>/retire/", retire_one, name="template_retire"),
]
