"""Settings for the tests: the product's own, with what tests must not depend on replaced.

The database is SQLite unless DATABASE_URL names a PostgreSQL server, as in the product.
"""

import os
import tempfile

os.environ.setdefault("JIANNUO_SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("JIANNUO_HOME", tempfile.mkdtemp(prefix="jiannuo-tests-"))

from jiannuo.config.settings import *  # noqa: F403  the environment above must stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed, not safety
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
