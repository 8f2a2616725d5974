"""Tables drawn with vertical bars: Markdown, and what terminals and old editors draw."""

import re

from jiannuo.core.readers.text.lines import Field, Line

_BARS = str.maketrans("｜│┃║丨", "|||||")
_RULE = re.compile(r"[\s|+:=─━┄┅\-┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬═]*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"\*\*([^*|]{1,200})\*\*")


def starts_here(lines: list[Line], at: int) -> bool:
    """Say whether a table with bars begins: two lines running with the same number of bars."""
    first = _bars(lines[at].text)
    if first < 2:  # noqa: PLR2004 - one bar is punctuation
        return _is_rule(lines[at].text) and at + 1 < len(lines) and _bars(lines[at + 1].text) > 1
    following = [line for line in lines[at + 1 : at + 4] if not _is_rule(line.text)][:1]
    return bool(following) and _bars(following[0].text) == first


def read(lines: list[Line], at: int) -> tuple[list[list[Field]], int]:
    """Read the table that begins at line index `at`; return its rows and the index behind it."""
    rows: list[list[Field]] = []
    place = at
    while place < len(lines):
        text = lines[place].text
        if text.strip() and _is_rule(text):
            place += 1
            continue
        if _bars(text) < 2:  # noqa: PLR2004 - see above
            break
        rows.append(_fields(lines[place]))
        place += 1
    return rows, place


def _fields(line: Line) -> list[Field]:
    text = line.text.translate(_BARS).strip()
    text = text.removeprefix("|").removesuffix("|")
    cells = text.replace("\\|", "\x00").split("|")
    return [Field(_content(cell), line.number) for cell in cells]


def _content(cell: str) -> str:
    """Write line breaks as such and Markdown's strong type as HTML, which the cells are read for."""
    return _STRONG.sub(r"<b>\1</b>", _BREAK.sub("\n", cell).replace("\x00", "|").strip())


def _bars(text: str) -> int:
    return text.translate(_BARS).count("|")


def _is_rule(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 2 and bool(_RULE.match(stripped))  # noqa: PLR2004 - '--' may be a text
