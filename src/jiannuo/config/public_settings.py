"""Django's settings for a public site served from one released file, away from the inner system.

Nothing of the inner system is needed or read: no secret, no sessions, no login, no database but the
file, which is opened for reading only. Pages and data are the same as in `config.settings`.
"""

import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from csp.constants import NONE, SELF

from jiannuo.config import environment

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # signs nothing: there is no session, cookie or form
ALLOWED_HOSTS = environment.words("JIANNUO_ALLOWED_HOSTS")
BEHIND_TLS: Final = environment.flag("JIANNUO_BEHIND_TLS")

JIANNUO_DEMO = bool(environment.text("JIANNUO_DEMO"))
JIANNUO_DEMO_DAYS: dict[str, Any] = {}
JIANNUO_SITE_URL = environment.text("JIANNUO_SITE_URL")

INSTALLED_APPS = [
    # Public models stand beside inner ones; of those only the code is there, not the tables.
    "jiannuo.history",
    "jiannuo.outbox",
    "jiannuo.directory",
    "jiannuo.documents",
    "jiannuo.ledger",
    "jiannuo.reporting",
    "jiannuo.supervision",
    "jiannuo.bulletins",
    "jiannuo.publishing",
    "jiannuo.public",
    "jiannuo.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",  # lets the models' fields name what they hold; no job runs here
    "csp",
    "ninja",  # its page about the interface, for its static files
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "jiannuo.config.public_urls"
TEMPLATES: list[dict[str, Any]] = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "APP_DIRS": True},
]


def released(path: str) -> dict[str, Any]:
    """Return Django's description of a released file: read only, and known never to change."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(path)}?mode=ro&immutable=1",
        "OPTIONS": {"init_command": "PRAGMA query_only=ON; PRAGMA cache_size=-32000;"},
        "CONN_MAX_AGE": None,
    }


DATABASES = {"default": released(environment.text("JIANNUO_PUBLIC_FILE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "directory.User"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

_DESK: Final = find_spec("jiannuo.desk")
STATIC_URL = "/static/"
# The built styles and scripts lie in the desk's folder; its code isn't loaded.
STATICFILES_DIRS = [Path(_DESK.origin).parent / "static"] if _DESK and _DESK.origin else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jiannuo.config.static.StampedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
