"""The page of the open data: what can be downloaded, on what conditions, what every column means."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jiannuo.public.pages import open_page, page, place_or_404
from jiannuo.publishing.models.published import PublicPlace, PublicPlan
from jiannuo.publishing.opendata.citing import cite
from jiannuo.publishing.opendata.conditions import conditions
from jiannuo.publishing.opendata.dictionary import Entry, entries
from jiannuo.publishing.opendata.files import FILES, DataFile
from jiannuo.publishing.opendata.tables import TABLES
from jiannuo.publishing.queries import public


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be downloaded together: a plan's files, or those of all plans."""

    key: str
    title: str
    note: str
    files: tuple[tuple[DataFile, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A table of the data dictionary."""

    title: str
    about: str
    entries: tuple[Entry, ...]


@open_page
def data(request: HttpRequest, place: str) -> HttpResponse:
    """Show a place's files, the conditions of their use, how to cite them, and the dictionary."""
    row = place_or_404(request, place)
    plans = list(public.plans(row).order_by("-year", "pk"))
    edition = public.editions(row).order_by("-number").first()
    here = request.build_absolute_uri(request.path)
    context = {
        "plans": plans,
        "edition": edition,
        "offers": list(_offers(row, plans)),
        "conditions": conditions(row.conditions),
        "citation": cite(row, f"{row.name}政府工作落实情况公开数据", edition, here).text,
        "dictionary": _dictionary(),
    }
    return page(request, "public/data.html", context, place=row, current="data")


def _offers(place: PublicPlace, plans: list[PublicPlan]) -> Iterator[Offer]:
    for plan in plans:
        note = f"截至{plan.year}年{plan.as_of}" if plan.as_of else f"{plan.year}年"
        where = (place.slug, plan.slug)
        yield Offer(plan.slug, plan.title, note, _files("api:plan_file", *where))
    if len(plans) > 1:
        yield Offer("all", "全部计划", "各计划合在一起", _files("api:place_file", place.slug))


def _files(name: str, *where: str) -> tuple[tuple[DataFile, str], ...]:
    return tuple((file, reverse(name, args=[*where, file.name])) for file in FILES)


def _dictionary() -> list[Explained]:
    found = list(entries())
    return [
        Explained(table.title, table.about, tuple(one for one in found if one.table == table.title))
        for table in TABLES
    ]
