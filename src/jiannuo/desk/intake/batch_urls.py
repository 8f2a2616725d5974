"""Addresses of batches, below ``import/batches/``."""

from django.urls import path

from jiannuo.desk.intake.batches import batch, begin, files

urlpatterns = [
    path("", begin, name="batch_begin"),
    path("<int:batch>/", batch, name="batch"),
    path("<int:batch>/files/", files, name="batch_files"),
]
