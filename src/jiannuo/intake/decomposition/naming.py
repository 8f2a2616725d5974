"""Names as an officer types them, and the directory's: suggested while typing, completed when saved."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from jiannuo.directory.models import Leader, Organisation, OrganisationAlias, Place
from jiannuo.intake.decomposition.arranging import Description, DoesNotFitError, names_of

ORGANISATIONS: Final = "organisations"
LEADERS: Final = "leaders"
_MOST_SUGGESTIONS: Final = 8
_MOST_NAMED: Final = 4
_LONGEST: Final = 40


def known_names(place: Place) -> frozenset[str]:
    """Return every name under which the directory knows somebody of a place."""
    return frozenset((*_organisations(place), *_aliases(place), *_leaders(place)))


def suggestions(place: Place, kind: str, text: str) -> list[str]:
    """Return the first names that contain a text, those that begin with it first."""
    wanted = text.strip()[:_LONGEST]
    if not wanted:
        return []
    names = _organisations(place) if kind == ORGANISATIONS else _leaders(place)
    fits = [name for name in names if _fits(wanted, name)]
    fits.sort(key=lambda name: (not name.startswith(wanted), wanted not in name, len(name)))
    return fits[:_MOST_SUGGESTIONS]


def resolved(place: Place, said: Description) -> Description:
    """Complete short names (住建局) to the directory's where only one fits.

    Raises DoesNotFitError where several fit. A name that the directory doesn't have stays as it is
    written: it is added when the list is adopted, and the page says so.
    """
    organisations = None
    for field in ("leaders", "leads", "units"):
        text = getattr(said, field)
        if text is None:
            continue
        if field == "leaders":
            names = {name: name for name in _leaders(place)}
        else:
            organisations = organisations or _organisations_by_any_name(place)
            names = organisations
        whole = "、".join(_completed(one, names) for one in names_of(text))
        said = replace(said, **{field: whole})
    return said


def _completed(written: str, names: dict[str, str]) -> str:
    if written in names:
        return names[written]
    fits = sorted({own for name, own in names.items() if name.endswith(written)})
    fits = fits or sorted({own for name, own in names.items() if _fits(written, name)})
    if len(fits) > 1:
        named = "、".join(fits[:_MOST_NAMED])
        raise DoesNotFitError(f"“{written}”对得上好几个：{named}。请写全称，或从提示里选。")
    return fits[0] if fits else written


def _fits(written: str, name: str) -> bool:
    """Say whether a name holds what is written, its characters in order: 住建局 is 区住房城乡建设局."""
    at = iter(name)
    return (len(written) > 1 and all(one in at for one in written)) or written in name


def _organisations(place: Place) -> Iterable[str]:
    return Organisation.objects.filter(place=place).values_list("name", flat=True)


def _aliases(place: Place) -> Iterable[str]:
    return OrganisationAlias.objects.filter(place=place).values_list("name", flat=True)


def _leaders(place: Place) -> Iterable[str]:
    return Leader.objects.filter(place=place).values_list("name", flat=True)


def _organisations_by_any_name(place: Place) -> dict[str, str]:
    aliases = OrganisationAlias.objects.filter(place=place)
    known = {one.name: one.organisation.name for one in aliases.select_related("organisation")}
    return known | {name: name for name in _organisations(place)}
