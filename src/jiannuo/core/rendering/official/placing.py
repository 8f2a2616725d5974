"""Where signature and date stand (GB/T 9704-2012, 7.3.5), in characters from the left margin."""

from typing import Final

from jiannuo.core.rendering.official.measures import CHARACTERS

_SEALED_FROM_RIGHT: Final = 4.0
_UNSEALED_FROM_RIGHT: Final = 2.0
_DATE_FURTHER: Final = 2.0


def width(text: str) -> float:
    """Return a text's width in Chinese characters; digits and letters take half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def signature_places(issuer: str, date: str, *, sealed: bool) -> tuple[float, float]:
    """Return how far from the left the issuer and the date begin.

    Sealed: the date ends four characters from the right, the issuer is centred on it. Unsealed: the
    issuer ends two characters from the right and the date begins two further right than the issuer;
    a date that is longer than that ends two characters from the right, and the issuer moves along.
    """
    name, day = width(issuer), width(date)
    if sealed:
        day_from = CHARACTERS - _SEALED_FROM_RIGHT - day
        name_from = min(day_from + (day - name) / 2, CHARACTERS - name)
        return max(name_from, 0.0), max(day_from, 0.0)
    name_from = CHARACTERS - _UNSEALED_FROM_RIGHT - name
    day_from = name_from + _DATE_FURTHER
    if day_from + day > CHARACTERS - _UNSEALED_FROM_RIGHT:
        day_from = CHARACTERS - _UNSEALED_FROM_RIGHT - day
        name_from = min(name_from, day_from - _DATE_FURTHER)
    return max(name_from, 0.0), max(day_from, 0.0)
