"""The county's May round, as of its deadline day."""

from datetime import date
from typing import Any

import pytest

from jiannuo.directory.actor import machine
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.models import ReportingRound
from tests.personae import County


@pytest.fixture
def may(county: County, settings: Any) -> ReportingRound:
    """Return the open round on 5 June 2023, two days before it falls due."""
    stand_on(settings, county, date(2023, 6, 5))
    return create_round(machine(), county.place, year=2023, span=Span("month", 5))


def stand_on(settings: Any, county: County, day: date) -> None:
    """Let the county's pages stand on a day."""
    settings.JIANNUO_DEMO = True
    settings.JIANNUO_DEMO_DAYS = {county.place.full_name: day}
