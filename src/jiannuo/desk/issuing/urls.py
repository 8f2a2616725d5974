"""Addresses of issuing, adjusting and comparing promises."""

from django.urls import path

from jiannuo.desk.issuing.adjusting import adjust, adjustment, adjustments
from jiannuo.desk.issuing.home import issuing
from jiannuo.desk.issuing.new import issue
from jiannuo.desk.issuing.notice import extension, notice, notice_paper
from jiannuo.desk.issuing.objections import objection
from jiannuo.desk.issuing.official import notice_official
from jiannuo.desk.issuing.promises import promises

urlpatterns = [
    path("issuing/", issuing, name="issuing"),
    path("issuing/new/<int:place>/<int:year>/", issue, name="issue"),
    path("issuing/<int:issue>/", notice, name="notice"),
    path("issuing/<int:issue>/paper/", notice_paper, name="notice_paper"),
    path("issuing/<int:issue>/official.<str:kind>", notice_official, name="notice_official"),
    path("issuing/objections/<int:objection>/", objection, name="objection"),
    path("issuing/extensions/<int:extension>/", extension, name="plan_extension"),
    path("issuing/adjustments/", adjustments, name="adjustments"),
    path("issuing/adjustments/<int:adjustment>/", adjustment, name="adjustment"),
    path("issuing/promises/<int:place>/<int:year>/", promises, name="promises"),
    path("tasks/<int:task>/adjust/", adjust, name="adjust"),
]
