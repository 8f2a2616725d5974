"""Every address has a name of its own: of two that share one, `reverse` silently leads to the later."""

from collections import defaultdict
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path


def named(resolver: URLResolver, spaces: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each pattern's name with its namespaces (``public:task``), and its route."""
    for one in resolver.url_patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from named(one, f"{spaces}{one.namespace}:" if one.namespace else spaces, route)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{spaces}{one.name}", route


def shared(resolver: URLResolver) -> dict[str, list[str]]:
    """Return the names that more than one route has, each with its routes."""
    routes = defaultdict(list)
    for name, route in named(resolver):
        routes[name].append(route)
    return {name: found for name, found in routes.items() if len(found) > 1}


def test_no_two_addresses_share_a_name() -> None:
    assert len(dict(named(get_resolver()))) > 100, "the walk finds no addresses"
    assert shared(get_resolver()) == {}


def test_a_name_given_twice_is_found_across_packages() -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    rounds, forms = [path("a/", page, name="page")], [path("b/", page, name="page")]
    both = path("", include([path("rounds/", include(rounds)), path("forms/", include(forms))]))
    apart = path("", include([path("a/", page, name="page"), path("b/", include((rounds, "x")))]))
    assert shared(both) == {"page": ["rounds/a/", "forms/b/"]}
    assert shared(apart) == {}
