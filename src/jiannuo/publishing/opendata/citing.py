"""How a record is cited, after the pattern of GB/T 7714-2015 for what stands on the web.

Who said it, what, as of which release, when that was released, and where it stays.
"""

from datetime import date, datetime

from django.utils import timezone

from jiannuo.publishing.models.published import PublicEdition, PublicPlace
from jiannuo.publishing.opendata.records import Citation

_LONGEST = 60
"""Characters of a title that a citation gives; a promise may be a whole paragraph."""


def cite(place: PublicPlace, title: str, edition: PublicEdition | None, address: str) -> Citation:
    """Return the citation of a record of a place, as of an edition, at its permanent address."""
    publisher = place.office or place.full_name
    named = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    day = local_day(edition.published_at) if edition else None
    parts = [f"{publisher}：《{named}》"]
    if edition and day:
        parts.append(f"第{edition.number}次发布，{day.year}年{day.month}月{day.day}日")
    parts.append(address)
    return Citation.model_construct(
        publisher=publisher,
        title=named,
        edition=edition.number if edition else None,
        released_on=day,
        address=address,
        text="，".join(parts) + "。",
    )


def local_day(moment: datetime) -> date:
    """Return the day of a moment where the product runs."""
    return timezone.localtime(moment).date()
