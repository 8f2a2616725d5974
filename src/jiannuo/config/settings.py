"""Django's settings. Everything an operator may change comes from the environment (`environment`).

The module can be imported without a secret (type checkers do); the product cannot be started
without one: `jiannuo.config.checks` refuses.
"""

from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF

from jiannuo.config import environment
from jiannuo.config.demonstration import places_as_of

HOME: Final = Path(environment.text("JIANNUO_HOME")).expanduser()
DEBUG = environment.flag("JIANNUO_DEBUG")
BEHIND_TLS: Final = environment.flag("JIANNUO_BEHIND_TLS")
SECRET_KEY = environment.text("JIANNUO_SECRET_KEY")
ALLOWED_HOSTS = environment.words("JIANNUO_ALLOWED_HOSTS")

JIANNUO_HOME = HOME
JIANNUO_DEMO = bool(environment.text("JIANNUO_DEMO"))
JIANNUO_DEMO_DAYS = places_as_of(environment.text("JIANNUO_DEMO"))
JIANNUO_ARRIVALS = environment.text("JIANNUO_ARRIVALS")
JIANNUO_UPLOAD_BYTES = environment.number("JIANNUO_UPLOAD_MEGABYTES") * 1024 * 1024
JIANNUO_TRUSTED_PROXIES = environment.number("JIANNUO_TRUSTED_PROXIES")
JIANNUO_SESSION_IDLE = environment.number("JIANNUO_SESSION_IDLE_MINUTES") * 60
JIANNUO_SESSION_LENGTH = environment.number("JIANNUO_SESSION_HOURS") * 3600
JIANNUO_PASSWORD_PROFILE = environment.text("JIANNUO_PASSWORD_PROFILE")
JIANNUO_PASSWORD_WORDS = environment.words("JIANNUO_PASSWORD_WORDS")
JIANNUO_INVITATION_DAYS = environment.number("JIANNUO_INVITATION_DAYS")
JIANNUO_SECOND_FACTOR_ROLES = environment.words("JIANNUO_SECOND_FACTOR_ROLES")
JIANNUO_OIDC_ISSUER = environment.text("JIANNUO_OIDC_ISSUER").rstrip("/")
JIANNUO_OIDC_CLIENT_ID = environment.text("JIANNUO_OIDC_CLIENT_ID")
JIANNUO_OIDC_CLIENT_SECRET = environment.text("JIANNUO_OIDC_CLIENT_SECRET")
JIANNUO_OIDC_CLAIM = environment.text("JIANNUO_OIDC_CLAIM")
JIANNUO_OIDC_LABEL = environment.text("JIANNUO_OIDC_LABEL")
JIANNUO_HEADS_FOLDER = environment.text("JIANNUO_HEADS_FOLDER")

JIANNUO_SITE_URL = environment.text("JIANNUO_SITE_URL")
JIANNUO_WEBHOOK_HOSTS = frozenset(environment.words("JIANNUO_WEBHOOK_HOSTS"))
JIANNUO_QUIET_HOURS = environment.hours("JIANNUO_QUIET_HOURS")

HOUSE: Final = (
    "jiannuo.history",
    "jiannuo.outbox",
    "jiannuo.directory",
    "jiannuo.documents",
    "jiannuo.ledger",
    "jiannuo.reporting",
    "jiannuo.intake",
    "jiannuo.supervision",
    "jiannuo.bulletins",
    "jiannuo.publishing",
    "jiannuo.public",
    "jiannuo.api",
    "jiannuo.desk",
)
"""Our apps from the ground up; a model may point only to its own storey or one below."""

INSTALLED_APPS = [
    *HOUSE,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "ninja",  # its page about the interface, for its static files
    "jiannuo.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "jiannuo.api.anonymous.Anonymous",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiannuo.directory.sessions.SessionLimits",
    "jiannuo.desk.gate.middleware.DueFirst",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "jiannuo.desk.errors.ErrorsInChinese",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jiannuo.config.urls"
WSGI_APPLICATION = "jiannuo.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # Where much repeats: the rows of the public lists, in their own folders named jinja2.
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "APP_DIRS": True},
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

DEFAULT_FROM_EMAIL = environment.text("JIANNUO_MAIL_FROM")
_MAIL: Final = environment.mail(environment.text("JIANNUO_SMTP_URL"), DEFAULT_FROM_EMAIL)
EMAIL_HOST = _MAIL.host
EMAIL_PORT = _MAIL.port
EMAIL_HOST_USER = _MAIL.user
EMAIL_HOST_PASSWORD = _MAIL.password
EMAIL_USE_SSL = _MAIL.tls
EMAIL_USE_TLS = _MAIL.starttls

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jiannuo.config.static.StampedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = JIANNUO_UPLOAD_BYTES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a bulletin on a thousand tasks sends three a paragraph
# Nothing that might be a state secret is written to a disk before it was looked at.
FILE_UPLOAD_HANDLERS = ["jiannuo.desk.intake.memory.InMemory"]
FILE_UPLOAD_PERMISSIONS = 0o600

AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["jiannuo.directory.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "jiannuo.directory.passwords.LengthValidator"},
    {"NAME": "jiannuo.directory.passwords.BreachedValidator"},
    {"NAME": "jiannuo.directory.passwords.ClassesValidator"},
    {"NAME": "jiannuo.directory.passwords.ContextWordsValidator"},
    {"NAME": "jiannuo.directory.passwords.FormerPasswordsValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"

# One proxy stands for a whole government: never lock an address alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "jiannuo.desk.errors.locked_out"
AXES_CLIENT_IP_CALLABLE = "jiannuo.directory.addresses.client_address"

SESSION_COOKIE_AGE = JIANNUO_SESSION_LENGTH
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "jiannuo.desk.errors.stale_form"
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if BEHIND_TLS else []
)

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
# Whether all names below ours speak HTTPS is for the government's own administrators to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
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
    # A line for each job's start and end, and for each stop, says nothing to an operator.
    "loggers": {"django_tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "ERROR"}},
}
