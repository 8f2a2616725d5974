"""The addresses of this installation: the desk at the root, the public site and data below their names.

The desk answers errors, but for those of the public pages (`config.errors`).
"""

from django.urls import include, path

urlpatterns = [
    path("public/", include("jiannuo.public.urls")),
    path("api/", include("jiannuo.api.urls")),
    path("", include("jiannuo.desk.urls")),
]

handler400 = "jiannuo.desk.errors.bad_request"
handler403 = "jiannuo.desk.errors.forbidden"
handler404 = "jiannuo.config.errors.not_found"
handler500 = "jiannuo.config.errors.server_error"
