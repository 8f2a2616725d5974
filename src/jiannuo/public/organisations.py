"""Who answers for promises: all organisations of a place, and each with what it answers for."""

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse

from jiannuo.public.pages import number_of, open_page, page, place_or_404
from jiannuo.public.rows import rows_of
from jiannuo.public.sentences import counts_of
from jiannuo.publishing.queries import listing, public
from jiannuo.publishing.queries.public import Wanted


@open_page
def organisations(request: HttpRequest, place: str) -> HttpResponse:
    """Show a place's organisations with the numbers of its newest year's promises, small ones too."""
    of = place_or_404(request, place)
    plans = list(public.plans(of).order_by("-year", "pk"))
    plans = [plan for plan in plans if plan.year == plans[0].year]
    results: dict[str, dict[str, int]] = defaultdict(dict)
    for plan in plans:
        for share in listing.Numbers(plan, organisations=True).shares(
            "organisation", of=plan.as_of
        ):
            of_unit = results[share.key]
            for result, count in share.results.items():
                of_unit[result] = of_unit.get(result, 0) + count
    rows = []
    for unit in public.organisations(of):
        share = listing.Share(unit.slug, results.get(unit.slug, {}))
        rows.append((unit, share.total, counts_of(share)))
    met = {one.code for _, _, counts in rows for one in counts if one.count}
    shown = [
        (unit, total, [one for one in counts if one.code in met]) for unit, total, counts in rows
    ]
    heads = [one for one in counts_of(listing.Share("", {})) if one.code in met]
    context = {"rows": shown, "plans": plans, "heads": heads}
    return page(request, "public/organisations.html", context, place=of, current="organisations")


@open_page
def organisation(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """Show an organisation, how to reach it, and the promises that it answers for, plan by plan."""
    of = place_or_404(request, place)
    found = public.organisation(of, slug)
    if found is None:
        raise Http404
    number = number_of(request.GET["page"]) if "page" in request.GET else 1
    chapters = []
    for plan in public.plans(of).order_by("-year", "pk"):
        numbers = listing.Numbers(plan, only=slug)
        shown = listing.page_of(plan, Wanted(organisation=slug), numbers=numbers, number=number)
        if shown.total:
            share = numbers.share("organisation", slug, of=plan.as_of)
            chapters.append((plan, counts_of(share), shown, rows_of(shown.tasks)))
    context = {"unit": found, "chapters": chapters}
    return page(request, "public/organisation.html", context, place=of, current="organisations")
