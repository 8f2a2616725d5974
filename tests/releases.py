"""Rounds of a release for tests: from the draft to the public tables, by the people who do it."""

from datetime import UTC, datetime
from typing import Any, Final

from jiannuo.directory.actor import Actor, machine
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.draft_release import Terms, draft_release
from jiannuo.publishing.actions.pass_on import clear_release, send_to_review
from jiannuo.publishing.actions.publish import publish
from jiannuo.publishing.actions.redact import answer_all
from jiannuo.publishing.models import Release

NOW: Final = datetime(2023, 6, 9, 2, 0, tzinfo=UTC)
MAY: Final = Span("month", 5)


def drafted(plan: Plan, *, by: Actor | None = None, **terms: Any) -> Release:
    """Draft a release of a plan's May."""
    wanted = Terms(plan=plan, span=terms.pop("span", MAY), **terms)
    return draft_release(by or machine(), wanted, now=NOW)


def published(release: Release, *, by: Actor | None = None) -> Release:
    """Lead a draft through its review to the public, every question answered with striking out."""
    actor = by or machine()
    answer_all(actor, release, kept=True)
    send_to_review(actor, release)
    clear_release(actor, release, now=NOW)
    return publish(actor, release, now=NOW)
