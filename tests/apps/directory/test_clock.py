"""Today is the real date, but for places that a demonstration shows as of another day."""

from datetime import date
from typing import Any

from django.utils import timezone

from jiannuo.directory.clock import today
from jiannuo.directory.models import Place

LINZI, OTHER = Place(full_name="淄博市临淄区"), Place(full_name="枣庄市山亭区")
DAYS = {"淄博市临淄区": date(2023, 6, 8)}


def test_a_demonstration_shows_a_place_as_of_a_day(settings: Any) -> None:
    settings.JIANNUO_DEMO, settings.JIANNUO_DEMO_DAYS = True, DAYS
    assert today(LINZI) == date(2023, 6, 8)
    assert today(OTHER) == today() == timezone.localdate()


def test_outside_a_demonstration_it_is_always_today(settings: Any) -> None:
    settings.JIANNUO_DEMO, settings.JIANNUO_DEMO_DAYS = False, DAYS
    assert today(LINZI) == timezone.localdate()
