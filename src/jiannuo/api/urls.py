"""The addresses of the open data; they are permanent below their version."""

from django.urls import include, path

from jiannuo.api import (
    bulletins,
    catalogue,
    docs,
    downloads,
    feed,
    organisations,
    places,
    plans,
    tasks,
)
from jiannuo.api.answering import elsewhere, opened
from jiannuo.api.opening import api

for module in (places, plans, tasks, organisations, bulletins, downloads, feed, catalogue):
    api.add_router("", module.router)

_own = [path("docs", docs.docs, name="docs"), path("", docs.front, name="front")]

app_name = "api"
urlpatterns = [
    path("v1/", include(opened([*_own, *api.urls[0]]))),
    elsewhere(),
]
