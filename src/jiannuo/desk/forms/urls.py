"""The addresses of offline forms."""

from django.urls import path

from jiannuo.desk.forms.deeds import discard_form, take_all, take_form
from jiannuo.desk.forms.difference import form
from jiannuo.desk.forms.download import download
from jiannuo.desk.forms.many import forms_of_round
from jiannuo.desk.forms.own import own_form
from jiannuo.desk.forms.plan import download_plan, plan_form
from jiannuo.desk.forms.plan_difference import discard_plan_form, filled_plan, take_plan_form

urlpatterns = [
    path("sheets/<int:sheet>/", own_form, name="own_form"),
    path("sheets/<int:sheet>/form.<str:kind>", download, name="download_form"),
    path("rounds/<int:round>/", forms_of_round, name="forms_of_round"),
    path("rounds/<int:round>/take/", take_all, name="take_forms"),
    path("plans/<int:filing>/", plan_form, name="plan_form"),
    path("plans/<int:filing>/form.<str:kind>", download_plan, name="download_plan_form"),
    path("filled-plans/<int:form>/", filled_plan, name="filled_plan"),
    path("filled-plans/<int:form>/take/", take_plan_form, name="take_plan_form"),
    path("filled-plans/<int:form>/discard/", discard_plan_form, name="discard_plan_form"),
    path("<int:form>/", form, name="form"),
    path("<int:form>/take/", take_form, name="take_form"),
    path("<int:form>/discard/", discard_form, name="discard_form"),
]
