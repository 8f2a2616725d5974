"""The addresses of this installation: the desk stands at the root, and answers errors."""

from django.urls import include, path

urlpatterns = [path("", include("jiannuo.desk.urls"))]

handler400 = "jiannuo.desk.errors.bad_request"
handler403 = "jiannuo.desk.errors.forbidden"
handler404 = "jiannuo.desk.errors.not_found"
handler500 = "jiannuo.desk.errors.server_error"
