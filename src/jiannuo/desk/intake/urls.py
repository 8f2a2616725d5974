"""Addresses of the way in, below ``import/``."""

from django.urls import include, path

from jiannuo.desk.intake.arrivals import arrivals, recent
from jiannuo.desk.intake.columns import assign
from jiannuo.desk.intake.columns import undo as undo_columns
from jiannuo.desk.intake.deeds import again, confirm, correct, discard, edit, undo
from jiannuo.desk.intake.profiles import change_entry, export, forget_entry, import_, mapping
from jiannuo.desk.intake.upload import progress, upload

urlpatterns = [
    path("", arrivals, name="arrivals"),
    path("batches/", include("jiannuo.desk.intake.batch_urls")),
    path("recent/", recent, name="arrivals_recent"),
    path("mapping/", mapping, name="mapping"),
    path("mapping/import/", import_, name="mapping_import"),
    path("mapping/<int:place>/export/", export, name="mapping_export"),
    path("mapping/<int:entry>/forget/", forget_entry, name="mapping_forget"),
    path("mapping/<int:entry>/change/", change_entry, name="mapping_change"),
    path("<int:upload>/", upload, name="upload"),
    path("<int:upload>/decomposition/", include("jiannuo.desk.decomposition.urls")),
    path("<int:upload>/progress/", progress, name="upload_progress"),
    path("<int:upload>/edit/<int:table>/<int:row>/<str:field>/", edit, name="upload_edit"),
    path("<int:upload>/correct/", correct, name="upload_correct"),
    path("<int:upload>/columns/", assign, name="upload_columns"),
    path("<int:upload>/columns/undo/", undo_columns, name="upload_columns_undo"),
    path("<int:upload>/undo/", undo, name="upload_undo"),
    path("<int:upload>/confirm/", confirm, name="upload_confirm"),
    path("<int:upload>/discard/", discard, name="upload_discard"),
    path("<int:upload>/again/", again, name="upload_again"),
]
