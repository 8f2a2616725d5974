"""The addresses of a public site that stands alone: the same as in the installation, and nothing else."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="public:home")),
    path("public/", include("jiannuo.public.urls")),
    path("api/", include("jiannuo.api.urls")),
]

handler404 = "jiannuo.config.public_errors.not_found"
handler500 = "jiannuo.public.errors.server_error"
