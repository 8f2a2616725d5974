"""The first page: a place's promises of the year, one mark each, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

from jiannuo.public.pages import frame_of, open_page, page, place_or_404
from jiannuo.public.rows import address_of
from jiannuo.public.sentences import Count, Summary, counts_of, mark_of, summary_of
from jiannuo.publishing.models.published import PublicPlace, PublicPlan, PublicTask, Standing
from jiannuo.publishing.queries import listing, public

_MARKED: Final = 400
"""Promises of a plan at most that get a mark each; more would neither load nor be looked at."""
_MISSED: Final = 6
_BULLETINS: Final = 5
_OF_MARKS: Final = (
    "permanent",
    "number",
    "position",
    "standing",
    "category",
    "sector",
    "result",
    "result_name",
    "result_of",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A promise as one mark, with the words that it stands for."""

    href: str
    label: str
    mark: str


@dataclass(frozen=True, slots=True)
class Group:
    """A category of promises: its numbers, and its marks where there are few enough."""

    name: str
    axis: str
    total: int
    counts: tuple[Count, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A plan on the first page."""

    summary: Summary
    axis: str
    groups: tuple[Group, ...]
    missed: tuple[PublicTask, ...]


@open_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the places that publish; or at once the only one."""
    frame = frame_of(request, None, "")
    if frame.place is not None:
        return _show(request, frame.place)
    newest: dict[int, PublicPlan] = {}
    for plan in public.plans().order_by("-year", "pk"):
        newest.setdefault(plan.place_id, plan)
    rows = [(one, _summary(newest[one.pk]) if one.pk in newest else None) for one in frame.places]
    return page(request, "public/places.html", {"rows": rows}, current="home")


def _summary(plan: PublicPlan) -> Summary:
    return summary_of(plan, listing.Numbers(plan))


@open_page
def place(request: HttpRequest, place: str) -> HttpResponse:
    """Show a place's promises of its newest year, its other years and its latest bulletins."""
    return _show(request, place_or_404(request, place))


def _show(request: HttpRequest, of: PublicPlace) -> HttpResponse:
    plans = list(public.plans(of).order_by("-year", "pk"))
    this_year = [plan for plan in plans if plan.year == plans[0].year]
    context = {
        "chapters": [_chapter(plan) for plan in this_year],
        "earlier": [plan for plan in plans if plan not in this_year],
        "bulletins": list(public.bulletins(of)[:_BULLETINS]),
        "edition": public.editions(of).first(),
    }
    return page(request, "public/home.html", context, place=of, current="home")


def _chapter(plan: PublicPlan) -> Chapter:
    numbers = listing.Numbers(plan)
    summary = summary_of(plan, numbers)
    axis, shares = _grouped(plan, numbers)
    rows: list[PublicTask] = []
    if summary.total + summary.withheld <= _MARKED:
        rows = list(
            PublicTask.objects.filter(plan=plan)
            .exclude(standing=Standing.WITHDRAWN)
            .order_by("position")
            .only(*_OF_MARKS)
        )
    groups = tuple(
        Group(
            share.key,
            axis,
            share.total,
            counts_of(share),
            tuple(
                _marks(plan, (row for row in rows if not axis or getattr(row, axis) == share.key))
            ),
        )
        for share in shares
    )
    missed = PublicTask.objects.filter(plan=plan, result="missed", result_of=plan.as_of)
    return Chapter(summary, axis, groups, tuple(missed.order_by("position")[:_MISSED]))


def _grouped(plan: PublicPlan, numbers: listing.Numbers) -> tuple[str, list[listing.Share]]:
    """Return the axis by which all promises can be grouped: sector, else category, else none."""
    whole = numbers.share(of=plan.as_of)
    for axis in ("sector", "category"):
        shares = numbers.shares(axis, of=plan.as_of)
        if shares and sum(share.total for share in shares) == whole.total:
            return axis, shares
    return "", [whole]


def _marks(plan: PublicPlan, rows: Iterable[PublicTask]) -> Iterable[Mark]:
    before, _, after = address_of("gap").partition("gap")
    for row in rows:
        address = f"{before}{row.permanent}{after}"
        name = f"第{row.number or row.position}项"
        if row.standing == Standing.WITHHELD:
            yield Mark(address, f"{name} 依法不予公开", "open")
        elif row.result_of == plan.as_of:
            yield Mark(address, f"{name} {row.result_name}", mark_of(row.result))
        else:
            yield Mark(address, f"{name} 未公布结果", "open")
