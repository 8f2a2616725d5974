"""Reading what was released: all that the public site and the open data know of.

Every reader returns rows of `models.published` and nothing else. Plain query sets: whoever asks may
order, slice and prefetch them further. A row that isn't there is None.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Prefetch, QuerySet

from jiannuo.publishing.models.published import (
    PublicBulletin,
    PublicEdition,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
    Standing,
)
from jiannuo.publishing.queries.asking import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which promises of a plan are asked for; an empty one says nothing.

    `result` is a result's code (``met``, ``partly``, ``missed``, ``undetermined``), ``none`` for
    promises without one. `organisation` is a slug.
    """

    result: str = ""
    category: str = ""
    sector: str = ""
    state: str = ""
    organisation: str = ""


NO_RESULT: Final = "none"


def places() -> QuerySet[PublicPlace]:
    """Return every place that has published something."""
    return PublicPlace.objects.order_by("full_name")


def place(slug: str) -> PublicPlace | None:
    """Return the place of an address."""
    return PublicPlace.objects.filter(slug=slug).first()


def plans(of: PublicPlace | None = None) -> QuerySet[PublicPlan]:
    """Return the released plans of a place (or of all), newest year first."""
    found = PublicPlan.objects.select_related("place")
    return found if of is None else found.filter(place=of)


def plan(of: PublicPlace, slug: str) -> PublicPlan | None:
    """Return a plan by its address below its place."""
    sql = "SELECT * FROM publishing_publicplan WHERE place_id = %s AND slug = %s"
    for found in PublicPlan.objects.raw(sql, [of.pk, slug]):
        found.place = of
        return found
    return None


def tasks(of: PublicPlan | None = None, wanted: Wanted | None = None) -> QuerySet[PublicTask]:
    """Return promises in their plan's order with their organisations; those taken back are left out.

    A promise that is withheld by law is among them: its page says so.
    """
    found = PublicTask.objects.exclude(standing=Standing.WITHDRAWN)
    if of is not None:
        found = found.filter(plan=of).order_by("position")
    if wanted is not None:
        found = _narrowed(found, wanted)
    return found.select_related("plan__place").prefetch_related(_ANSWERABLE)


def _narrowed(found: QuerySet[PublicTask], wanted: Wanted) -> QuerySet[PublicTask]:
    if wanted.result:
        found = found.filter(
            result="" if wanted.result == NO_RESULT else wanted.result, standing=Standing.OPEN
        )
    for field in ("category", "sector", "state"):
        if getattr(wanted, field):
            found = found.filter(**{field: getattr(wanted, field)})
    if wanted.organisation:
        # A promise may name an organisation in two roles and is still one promise.
        named = PublicTaskOrganisation.objects.filter(organisation__slug=wanted.organisation)
        found = found.filter(pk__in=named.values("task"))
    return found


_ANSWERABLE: Final = Prefetch(
    "answerable",
    PublicTaskOrganisation.objects.select_related("organisation").order_by("order"),
)


def counts(of: PublicPlan) -> dict[str, int]:
    """Return how many open promises of a plan have which result; key ``""`` for none yet."""
    rows = (
        PublicTask.objects.filter(plan=of, standing=Standing.OPEN)
        .order_by()
        .values_list("result")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def task(permanent: str) -> PublicTask | None:
    """Return a promise by its permanent name with all that was released of it, also one taken back."""
    return (
        PublicTask.objects.filter(permanent=permanent)
        .select_related("plan__place")
        .prefetch_related(
            _ANSWERABLE,
            Prefetch("progress", PublicProgress.objects.select_related("edition")),
            "figures",
            "changes",
            "mentions__bulletin",
        )
        .first()
    )


def organisations(of: PublicPlace | None = None) -> QuerySet[PublicOrganisation]:
    """Return the organisations that answer for released promises."""
    found = PublicOrganisation.objects.select_related("place")
    return found if of is None else found.filter(place=of)


def has_few_organisations(of: PublicPlace, most: int) -> bool:
    """Say whether a place has so many organisations at most."""
    sql = "SELECT 1 FROM publishing_publicorganisation WHERE place_id = %s LIMIT %s"
    return len(rows_of(sql, [of.pk, most + 1])) <= most


def organisation(of: PublicPlace, slug: str) -> PublicOrganisation | None:
    """Return an organisation by its address below its place."""
    return organisations(of).filter(slug=slug).first()


def bulletins(of: PublicPlace | None = None) -> QuerySet[PublicBulletin]:
    """Return released bulletins, newest first, without their long texts."""
    found = PublicBulletin.objects.select_related("place").defer("blocks", "attachments")
    return found if of is None else found.filter(place=of)


def bulletin(of: PublicPlace, slug: str) -> PublicBulletin | None:
    """Return a bulletin by its address below its place, with the promises that it mentions."""
    return (
        PublicBulletin.objects.filter(place=of, slug=slug)
        .select_related("place", "edition", "corrected_by")
        .prefetch_related("mentions__task", "corrected")
        .first()
    )


def newest_edition() -> PublicEdition | None:
    """Return the newest edition of all places."""
    sql = "SELECT * FROM publishing_publicedition ORDER BY published_at DESC, id DESC LIMIT 1"
    return next(iter(PublicEdition.objects.raw(sql)), None)


def editions(of: PublicPlace | None = None) -> QuerySet[PublicEdition]:
    """Return what was released when, newest first."""
    found = PublicEdition.objects.select_related("place")
    return found if of is None else found.filter(place=of)
