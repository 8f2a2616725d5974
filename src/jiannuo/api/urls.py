"""The addresses of the open data; they are permanent below their version."""

from django.urls import include, path

from jiannuo.api import bulletins, downloads, organisations, places, plans, tasks
from jiannuo.api.answering import elsewhere, opened
from jiannuo.api.opening import api

for module in (places, plans, tasks, organisations, bulletins, downloads):
    api.add_router("", module.router)

app_name = "api"
urlpatterns = [
    path("v1/", include([*opened(api.urls[0]), elsewhere()])),
]
