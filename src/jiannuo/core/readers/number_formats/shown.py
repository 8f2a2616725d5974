"""Numbers as a worksheet shows them: 0.4567 under 0.00% is 45.67%, 45047 under a date format a day.

A ledger says what people read in it. The stored value is another thing: 0.4567, 45047, 1234567
under 0!.0,"万". Whoever checks figures has to check the ones that were shown.
"""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from jiannuo.core.readers.number_formats.codes import Section, Token, choose, sections
from jiannuo.core.readers.numerals import (
    DIGITS,
    LEGAL_DIGITS,
    LEGAL_RANKS,
    RANKS,
    digit_by_digit,
    in_words,
)

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a worksheet's days have no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_PHANTOM = 60
"""Excel counts 29 February 1900, a day that never was; days before it lie one off."""
_WEEKDAYS = "一二三四五六日"
_ASTRONOMICAL = Decimal(10) ** 21
"""Beyond this nothing is counted in a ledger, and no format changes what is stored."""
_VANISHING = Decimal(10) ** -9
_LONGEST_GENERAL = 11
"""Characters that the General format shows of a computed value."""


def shown_number(stored: str, code: str, *, from_1904: bool) -> str:
    """Show a stored number under a format code; what is no number comes back as it is."""
    try:
        value = _exact(stored)
    except InvalidOperation:
        return stored
    if abs(value) >= _ASTRONOMICAL:
        return stored
    section, minus = choose(sections(code), value)
    if section.is_date:
        shown = _date(section, value, from_1904=from_1904)
        return _general(value) if shown is None else shown
    if not section.tokens:
        return ""
    text = _number(section, abs(value))
    return f"-{text}" if minus and any(c in "123456789" for c in text) else text.strip()


def shown_text(text: str, code: str) -> str:
    """Show a text under a format code: @"人" adds to it, the others leave it."""
    parts = sections(code)
    last = parts[-1]
    if not any(token.text == "@" and token.kind == "sign" for token in last.tokens):
        return text
    return "".join(
        text if token.text == "@" else token.text
        for token in last.tokens
        if token.kind == "literal" or token.text == "@"
    )


def _exact(stored: str) -> Decimal:
    """Read a stored number to the 15 digits that a worksheet keeps (45.670000000000002 is 45.67)."""
    value = Decimal(stored)
    if not value.is_finite():
        raise InvalidOperation
    digits = value.as_tuple().digits
    if len(digits) <= 15:  # noqa: PLR2004
        return value
    return Decimal(f"{value:.14e}").normalize()


def _general(value: Decimal) -> str:
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    if abs(value) < _VANISHING:
        return f"{value.normalize():E}"
    text = f"{value:f}"
    if len(text.lstrip("-")) > _LONGEST_GENERAL + 1:
        whole = len(str(int(abs(value))))
        places = max(_LONGEST_GENERAL - 1 - whole, 0)
        text = f"{_rounded(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _number(section: Section, value: Decimal) -> str:
    tokens = section.tokens
    if any(_shows_all(token) for token in tokens):
        spelled = _general(value)
        if section.chinese in {1, 2} and value == int(value):
            spelled = in_words(int(value), *_script(section))
        return "".join(spelled if _shows_all(token) else _literal(token) for token in tokens)
    value *= Decimal(100) ** sum(token.text == "%" and token.kind == "sign" for token in tokens)
    if any(token.kind == "exponent" for token in tokens):
        return f"{value:.{_places(tokens)}E}"
    if any(token.text == "/" and token.kind == "sign" for token in tokens):
        return _fraction(tokens, value)
    return _script_digits(section, _placed(tokens, value))


def _shows_all(token: Token) -> bool:
    return token.kind == "general" or (token.kind == "sign" and token.text == "@")


def _literal(token: Token) -> str:
    return token.text if token.kind == "literal" or token.text == "%" else ""


def _places(tokens: tuple[Token, ...]) -> int:
    """Count the digits after the decimal point."""
    point = _point(tokens)
    count = 0
    for token in tokens[point + 1 :]:
        if token.kind == "exponent":
            break
        count += token.kind == "digit"
    return count


def _point(tokens: tuple[Token, ...]) -> int:
    """Find the decimal point's place; past the end if there is none."""
    for place, token in enumerate(tokens):
        if token.kind == "sign" and token.text == ".":
            return place
    return len(tokens)


def _placed(tokens: tuple[Token, ...], value: Decimal) -> str:
    """Write a number's digits into a section's places, literals between them staying where they are."""
    point = _point(tokens)
    digits = [place for place, token in enumerate(tokens) if token.kind == "digit"]
    before = [place for place in digits if place < point]
    after = [place for place in digits if place > point]
    last = max(before, default=-1)
    commas = [p for p, t in enumerate(tokens) if t.kind == "sign" and t.text == ","]
    scaling = sum(place > max(digits, default=-1) or last < place < point for place in commas)
    value = value.scaleb(-3 * scaling)
    grouped = any(before and before[0] < place < last for place in commas)
    whole, _, part = f"{_rounded(value, len(after)):f}".partition(".")
    written = _whole_places(tokens, before, "" if whole == "0" else whole, grouped=grouped)
    keep = len(part.rstrip("0"))
    for rank, place in enumerate(after):
        written[place] = part[rank] if rank < keep or tokens[place].text == "0" else ""
    shown = ""
    for place, token in enumerate(tokens):
        if place == point and not any(written.get(p) for p in after) and after:
            continue
        shown += written.get(place, token.text if place == point else _literal(token))
    return shown


def _whole_places(
    tokens: tuple[Token, ...], places: list[int], whole: str, *, grouped: bool
) -> dict[int, str]:
    """Fill the places before the decimal point from the right; the first one takes what is left."""
    written: dict[int, str] = {}
    rest, count = whole, 0
    for place in reversed(places):
        take = rest if place == places[0] else rest[-1:]
        rest = rest[: len(rest) - len(take)]
        take = take or ("0" if tokens[place].text == "0" else "")
        piece = ""
        for digit in reversed(take):
            piece = digit + ("," if grouped and count and count % 3 == 0 else "") + piece
            count += 1
        written[place] = piece
    return written


def _fraction(tokens: tuple[Token, ...], value: Decimal) -> str:
    slash = next(p for p, token in enumerate(tokens) if token.text == "/" and token.kind == "sign")
    width = sum(token.kind == "digit" for token in tokens[slash:])
    fraction = Fraction(value).limit_denominator(10 ** max(width, 1) - 1)
    whole, rest = divmod(fraction.numerator, fraction.denominator)
    if sum(t.kind == "digit" for t in tokens[:slash]) < 2:  # noqa: PLR2004 - no place for a whole number
        return f"{fraction.numerator}/{fraction.denominator}"
    parts = [str(whole)] if whole or not rest else []
    return " ".join([*parts, f"{rest}/{fraction.denominator}"] if rest else parts)


def _script(section: Section) -> tuple[str, str]:
    return (LEGAL_DIGITS, LEGAL_RANKS) if section.chinese == 2 else (DIGITS, RANKS)  # noqa: PLR2004


def _script_digits(section: Section, text: str) -> str:
    if section.chinese == 0:
        return text
    script = {1: "〇" + DIGITS[1:], 2: LEGAL_DIGITS, 3: "０１２３４５６７８９"}.get(section.chinese)
    return text.translate(str.maketrans("0123456789", script)) if script else text


def _date(section: Section, value: Decimal, *, from_1904: bool) -> str | None:
    """Show a count of days as a date or time; None for days that no calendar has."""
    if value < 0:
        return None
    days = value if from_1904 or value >= _PHANTOM else value + 1
    has_fraction = any(t.kind == "digit" for t in section.tokens)
    seconds = _rounded(days * 86_400, 3 if has_fraction else 0)
    try:
        moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(seconds=float(seconds))
    except OverflowError:
        return None
    shown, minutes_next = "", False
    for place, token in enumerate(section.tokens):
        kind, text = token.kind, token.text.lower()
        if kind == "date":
            minutes = text[0] == "m" and (minutes_next or _before_seconds(section.tokens, place))
            piece = _minute(text, moment) if minutes else _date_piece(section, text, moment)
            minutes_next = text[0] == "h"
        elif kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            piece, minutes_next = str(int(value * 86_400 // unit)).zfill(len(text)), text[0] == "h"
        elif kind == "half":
            piece = _half(token.text, moment)
        elif kind == "digit":
            piece = str(moment.microsecond // 100_000)
        else:
            piece = "" if token.text == "@" else token.text
        shown += piece
    return shown.strip()


def _before_seconds(tokens: tuple[Token, ...], place: int) -> bool:
    following = next((t for t in tokens[place + 1 :] if t.kind in {"date", "elapsed"}), None)
    return following is not None and following.text[0].lower() == "s"


def _minute(text: str, moment: datetime) -> str:
    return f"{moment.minute:02d}" if len(text) > 1 else str(moment.minute)


def _half(text: str, moment: datetime) -> str:
    first, second = text.split("/")
    return first if moment.hour < 12 else second  # noqa: PLR2004


def _date_piece(section: Section, text: str, moment: datetime) -> str:
    halved = any(token.kind == "half" for token in section.tokens)
    hour = (moment.hour % 12 or 12) if halved else moment.hour
    letter, length = text[0], len(text)
    if letter in "ye":
        year = f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else str(moment.year)  # noqa: PLR2004
        return digit_by_digit(year, "〇") if section.chinese == 1 else year
    if letter == "b":
        return str(moment.year + 543)
    if letter == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]  # noqa: PLR2004
    if length > 2 and letter in "md":  # noqa: PLR2004
        return _named(letter, length, moment)
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    if section.chinese in {1, 2}:
        return in_words(number, *_script(section))
    return f"{number:0{min(length, 2)}d}"


def _named(letter: str, length: int, moment: datetime) -> str:
    """Name a month or weekday as the Chinese locale does (mmm is Jan elsewhere, 1月 here)."""
    if letter == "m":
        return f"{in_words(moment.month)}月" if length == 4 else f"{moment.month}月"  # noqa: PLR2004
    return ("星期" if length > 3 else "周") + _WEEKDAYS[moment.weekday()]  # noqa: PLR2004
