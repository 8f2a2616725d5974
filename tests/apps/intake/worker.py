"""A real worker on a test's database: started by `test_killed_worker`, killed by it."""

import os

import django
from django.conf import settings

if __name__ == "__main__":
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    settings.TASKS["default"]["BACKEND"] = "django_tasks_db.DatabaseBackend"
    django.setup()

    from django.core.management import call_command

    call_command(
        "db_worker", queue_name="*", interval=0.1, startup_delay=False, verbosity=0, reload=False
    )
