"""Keeps what was released quick to find and to count: the one call that every release ends with."""

from collections.abc import Iterable

from jiannuo.publishing import index
from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicOrganisation,
    PublicPlan,
    PublicTask,
)
from jiannuo.publishing.tallies import retally


def make_findable(
    *,
    plan: PublicPlan | None = None,
    tasks: Iterable[PublicTask] = (),
    bulletins: Iterable[PublicBulletin] = (),
    organisations: Iterable[PublicOrganisation] = (),
) -> None:
    """Index what a release wrote, and count its plan anew; called within the release's transaction.

    Promises and bulletins that were taken back are handed over like any other: they leave the index.
    """
    index.write(
        tasks=[one.pk for one in tasks],
        bulletins=[one.pk for one in bulletins],
        organisations=[one.pk for one in organisations],
    )
    if plan is not None:
        retally([plan])


def make_all_findable(*, using: str = "default") -> None:
    """Index and count everything that was released: for a database of releases made otherwise."""
    index.rebuild(using=using)
    retally(PublicPlan.objects.using(using), using=using)
