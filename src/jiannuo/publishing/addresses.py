"""Permanent public names: given once to a plan, task, organisation or bulletin, kept for ever."""

from collections.abc import Iterable, Iterator, Mapping

from jiannuo.directory.models import Place
from jiannuo.publishing.models import Address, AddressKind

_BATCH = 500


def addresses(place: Place, kind: AddressKind, wished: Mapping[int, str]) -> dict[int, str]:
    """Return the name of each row, by its id; rows without one get the wished, or the next free.

    Called within a transaction that holds the place's lock. `wished` names are tried first; a taken
    one gets a number behind it (``2023-report-2``).
    """
    known = known_addresses(place, kind, wished)
    new = {held: name for held, name in wished.items() if held not in known}
    if not new:
        return known
    taken = set(Address.objects.filter(place=place, kind=kind).values_list("name", flat=True))
    made = []
    for held, name in new.items():
        free = next(one for one in _variants(name) if one not in taken)
        taken.add(free)
        known[held] = free
        made.append(Address(place=place, kind=kind, held=held, name=free))
    Address.objects.bulk_create(made, batch_size=_BATCH)
    return known


def known_addresses(place: Place, kind: AddressKind, wanted: Iterable[int]) -> dict[int, str]:
    """Return the names of those rows that have one, by id."""
    rows = Address.objects.filter(place=place, kind=kind).values_list("held", "name")
    asked = set(wanted)
    return {held: name for held, name in rows if held in asked}


def _variants(name: str) -> Iterator[str]:
    yield name
    at = 2
    while True:
        yield f"{name}-{at}"
        at += 1
