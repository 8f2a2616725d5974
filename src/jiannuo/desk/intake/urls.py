"""Addresses of the way in, below ``import/``."""

from django.urls import include, path

from jiannuo.desk.intake.arrivals import arrivals, recent
from jiannuo.desk.intake.deeds import again, confirm, correct, discard, edit, undo
from jiannuo.desk.intake.upload import progress, upload

urlpatterns = [
    path("", arrivals, name="arrivals"),
    path("batches/", include("jiannuo.desk.intake.batch_urls")),
    path("recent/", recent, name="arrivals_recent"),
    path("<int:upload>/", upload, name="upload"),
    path("<int:upload>/decomposition/", include("jiannuo.desk.decomposition.urls")),
    path("<int:upload>/progress/", progress, name="upload_progress"),
    path("<int:upload>/edit/<int:table>/<int:row>/<str:field>/", edit, name="upload_edit"),
    path("<int:upload>/correct/", correct, name="upload_correct"),
    path("<int:upload>/undo/", undo, name="upload_undo"),
    path("<int:upload>/confirm/", confirm, name="upload_confirm"),
    path("<int:upload>/discard/", discard, name="upload_discard"),
    path("<int:upload>/again/", again, name="upload_again"),
]
