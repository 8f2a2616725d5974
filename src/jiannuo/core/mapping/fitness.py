"""How well a header's name fits what its column holds."""

from jiannuo.core.mapping.contents import Contents, Kind
from jiannuo.core.mapping.senses import meaning_of

_PROSE = (Kind.PROSE, Kind.SHORT, Kind.STATUS, Kind.DATE, Kind.UNITS)
_WANTED: dict[str, tuple[Kind, ...]] = {
    "number": (Kind.NUMBER,),
    "units": (Kind.UNITS,),
    "leaders": (Kind.PEOPLE,),
    "principal": (Kind.PEOPLE,),
    "deputy": (Kind.PEOPLE,),
    "deadline": (Kind.DATE, Kind.SHORT),
    "status": (Kind.STATUS, Kind.SHORT),
    "target_value": (Kind.FIGURE, Kind.NUMBER),
    "actual_value": (Kind.FIGURE, Kind.NUMBER),
    "ratio": (Kind.FIGURE, Kind.NUMBER),
    "region": (Kind.SHORT, Kind.UNITS),
    "category": (Kind.SHORT, Kind.PROSE),
    "task": (Kind.PROSE, Kind.SHORT, Kind.DATE, Kind.FIGURE),
    "subproject": (Kind.PROSE, Kind.SHORT, Kind.DATE),
}


def fits(header: str, profile: Contents) -> float:
    """Tell in [0, 1] how well a column's contents fit its name; 0.5 where nothing speaks for or against."""
    meaning = meaning_of(header)
    if meaning is None or not profile.filled:
        return 0.5
    return profile.share(*_WANTED.get(meaning.sense.family, _PROSE))
