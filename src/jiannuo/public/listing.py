"""A plan's promises as a list: filtered, searched, sorted, a page at a time."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from jiannuo.public.pages import STATIC, number_of, open_page, page, place_or_404
from jiannuo.public.rows import rows_of
from jiannuo.public.sentences import NONE, RESULTS, mark_of, summary_of
from jiannuo.publishing.models.published import PublicPlan
from jiannuo.publishing.queries import listing as lists
from jiannuo.publishing.queries import public, search
from jiannuo.publishing.queries.public import NO_RESULT, Wanted

_SORTS: Final = {"": "按序号", lists.NEWEST: "最近发布的在前"}
_LONGEST: Final = 200
_UNITS: Final = 80
"""Organisations that a reader can choose from in a list; more are slow to load and tedious to search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asked for: a filter, words, an order."""

    wanted: Wanted
    text: str
    sort: str

    @property
    def is_plain(self) -> bool:
        """Say whether nothing was asked for: the list as it is, whose pages have addresses."""
        return self.wanted == Wanted() and not self.text and not self.sort

    def query(self, **other: str) -> str:
        """Return the same question as an address's query, with some answers exchanged."""
        values = {
            "q": self.text,
            "result": self.wanted.result,
            "category": self.wanted.category,
            "sector": self.wanted.sector,
            "organisation": self.wanted.organisation,
            "sort": self.sort,
            **other,
        }
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be chosen: its value, its words, how many there are, whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    mark: str = ""
    href: str = ""


@open_page
def listing(request: HttpRequest, place: str, plan: str, number: int = 1) -> HttpResponse:
    """Show a page of a plan's promises."""
    of = place_or_404(request, place)
    found = public.plan(of, plan)
    if found is None:
        raise Http404
    asked = _asked(request.GET)
    if "page" in request.GET:
        number = number_of(request.GET["page"])
    terms = search.terms_of(asked.text)
    units = public.has_few_organisations(of, _UNITS)
    numbers = lists.Numbers(found, organisations=units, only=asked.wanted.organisation)
    shown = lists.page_of(
        found, asked.wanted, numbers=numbers, terms=terms, sort=asked.sort, number=number
    )
    if number < 1 or number > shown.last:
        raise Http404
    context = {
        "plan": found,
        "summary": summary_of(found, numbers),
        "asked": asked,
        "unread": bool(asked.text) and not terms,
        "page": shown,
        "rows": rows_of(shown.tasks, terms),
        "results": _results(found, asked, numbers),
        "selects": [] if STATIC in request.META else _selects(found, asked, numbers),
        "sorts": [Choice(key, name, 0, key == asked.sort) for key, name in _SORTS.items()],
        "before": _address(found, asked, number - 1) if number > 1 else "",
        "after": _address(found, asked, number + 1) if number < shown.last else "",
    }
    return page(request, "public/listing.html", context, place=of, current="home")


def _asked(query: QueryDict) -> Asked:
    """Read the question; what is not known is not asked."""
    results = {code for code, _, _ in RESULTS} | {NO_RESULT}

    def told(name: str) -> str:
        return query.get(name, "").strip().replace("\0", "")[:_LONGEST]

    return Asked(
        wanted=Wanted(
            result=told("result") if told("result") in results else "",
            category=told("category"),
            sector=told("sector"),
            organisation=told("organisation"),
        ),
        text=told("q")[: search.LONGEST],
        sort=told("sort") if told("sort") in _SORTS else "",
    )


def _results(plan: PublicPlan, asked: Asked, numbers: lists.Numbers) -> list[Choice]:
    """Return the results as ways to filter, with the counts of the whole plan."""
    share = numbers.share()
    here = reverse("public:plan", args=[plan.place.slug, plan.slug])
    choices = [("", "全部", share.total + numbers.withheld(), "")]
    choices += [(code, word, share.results.get(code, 0), mark) for code, word, mark in RESULTS]
    choices.append((NO_RESULT, NONE, share.results.get("", 0), mark_of("")))
    return [
        Choice(
            value,
            label,
            count,
            value == asked.wanted.result,
            mark,
            _with(here, asked.query(result=value)),
        )
        for value, label, count, mark in choices
        if count or not value or value == asked.wanted.result
    ]


def _selects(
    plan: PublicPlan, asked: Asked, numbers: lists.Numbers
) -> list[tuple[str, str, list[Choice]]]:
    """Return what else can be chosen: sector, category, organisation; nothing where there is one.

    Of very many organisations none is offered: they have a page of their own, from which the list can
    be had, and their names are found by a search.
    """
    found = []
    for axis, name in (("sector", "领域"), ("category", "类别"), ("organisation", "责任单位")):
        chosen = getattr(asked.wanted, axis)
        shares = numbers.shares(axis)
        names = (
            dict(public.organisations(plan.place).values_list("slug", "name"))
            if axis == "organisation" and shares
            else {}
        )
        choices = [
            Choice(one.key, names.get(one.key, one.key), one.total, one.key == chosen)
            for one in shares
        ]
        if len(choices) > 1 or chosen:
            found.append((axis, name, choices))
    return found


def _address(plan: PublicPlan, asked: Asked, number: int) -> str:
    place = plan.place.slug
    if asked.is_plain and number > 1:
        return reverse("public:plan_page", args=[place, plan.slug, number])
    here = reverse("public:plan", args=[place, plan.slug])
    return _with(here, asked.query(page=str(number) if number > 1 else ""))


def _with(here: str, query: str) -> str:
    return f"{here}?{query}" if query else here
