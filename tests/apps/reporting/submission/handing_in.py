"""A process that hands sheets in and says so after each; `test_killed` starts and kills it."""

import os
import sys

import django
from django.conf import settings

if __name__ == "__main__":
    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    django.setup()

    from django.utils import timezone

    from jiannuo.directory.actor import machine
    from jiannuo.reporting.actions.submission.sign import submit
    from jiannuo.reporting.models import Submission

    for pk in sys.argv[1:]:
        submit(machine(), Submission.objects.get(pk=pk), now=timezone.now())
        print(pk, flush=True)  # noqa: T201  the answer “已报”
