"""Settings for the tests: the product's own, with what tests must not depend on replaced.

The database is SQLite unless DATABASE_URL names a PostgreSQL server, as in the product.
"""

import os
import tempfile

os.environ.setdefault("JIANNUO_SECRET_KEY", "only-for-tests-" + "0" * 40)
os.environ.setdefault("JIANNUO_HOME", tempfile.mkdtemp(prefix="jiannuo-tests-"))

from jiannuo.config.settings import *  # noqa: F403  the environment above must stand first

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # A file, as in the product: SQLite's databases in memory lock otherwise than those on disk.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed, not safety
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
