"""The addresses of this installation: the desk stands at the root."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if find_spec("jiannuo.desk.urls") is not None:
    urlpatterns.append(path("", include("jiannuo.desk.urls")))
