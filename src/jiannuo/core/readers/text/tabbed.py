"""Tab-separated tables: a row a line, as spreadsheets and web tables are copied.

A cell may hold line breaks: in quotation marks (spreadsheets write them so) or bare, and then
the row has fewer tabs than its neighbours until its last line. Blank lines between rows (page
breaks) do not end the table; lines without tabs that belong to no open row do.
"""

import re

from jiannuo.core.readers.text.lines import BLANK, Field, Line

_AFTERWORD = re.compile(
    r"\s*(?:附\s*件|附\s*表|表\s*\d|注\s*[：:]|备注\s*[：:]|说明\s*[：:]|填报|填表|制表|审核人|联系电话)"
)
_ROW_START = re.compile(r"\s*(?:\d+|[一二三四五六七八九十]+|合计|总计|小计)\s*\t")


def starts_here(lines: list[Line], at: int) -> bool:
    """Say whether a tab-separated table begins: a tab between texts, or several tabs."""
    text = lines[at].text
    inner = text.strip(BLANK)
    if "\t" in inner:
        return _tabs_follow(lines, at) or inner.count("\t") > 1
    return text.count("\t") > 1 and bool(inner) and _tabs_follow(lines, at)


def read(lines: list[Line], at: int) -> tuple[list[list[Field]], int]:
    """Read the table that begins at line index `at`; return its rows and the index behind it."""
    rows: list[list[Field]] = []
    width = 0
    place = at
    while place < len(lines):
        line = lines[place]
        if not line.text.strip(" \u3000\xa0"):
            following = _skip_blank(lines, place)
            if following >= len(lines) or "\t" not in lines[following].text:
                break
            place = following
            continue
        if "\t" not in line.text and not _opens_quoted(lines, place):
            if not rows or not _continues(lines, place, rows, width):
                break
            last = rows[-1][-1]
            rows[-1][-1] = Field(f"{last.text}\n{line.text}", last.line)
            place += 1
            continue
        fields, place = _fields(lines, place)
        if rows and _is_rest(fields, rows[-1], width, line.text):
            last = rows[-1].pop()
            joined = Field(f"{last.text}\n{fields[0].text}", last.line)
            rows[-1].extend([joined, *fields[1:]])
        else:
            rows.append(fields)
        width = max(width, len(rows[-1]))
    return rows, place


def _fields(lines: list[Line], place: int) -> tuple[list[Field], int]:
    """Split the row at `place`, taking in the further lines of quoted cells."""
    text, number = lines[place].text, lines[place].number
    end = place + 1
    while _open_quote(text) and end < len(lines) and end - place < _LONGEST_QUOTED:
        text = f"{text}\n{lines[end].text}"
        end += 1
    if _open_quote(text):
        text, end = lines[place].text, place + 1
    fields, line = [], number
    for part in text.split("\t"):
        fields.append(Field(_unquote(part), line))
        line += part.count("\n")
    return fields, end


_LONGEST_QUOTED = 200  # lines; beyond, the quotation mark was a stray one


def _open_quote(text: str) -> bool:
    """Say whether the last cell begins with a quotation mark that nothing has closed yet."""
    cell = text.rpartition("\t")[2]
    if not cell.startswith('"'):
        cell = _opened_before(text)
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _opens_quoted(lines: list[Line], place: int) -> bool:
    """Say whether a line begins a row whose first cell has several lines, in quotation marks."""
    if not lines[place].text.startswith('"') or lines[place].text.count('"') % 2 == 0:
        return False
    _, end = _fields(lines, place)
    return end > place + 1 and "\t" in lines[end - 1].text


def _opened_before(text: str) -> str:
    opening = text.rfind('\t"')
    return text[opening + 1 :] if opening >= 0 else ""


def _unquote(part: str) -> str:
    stripped = part.strip(" ")
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        return stripped[1:-1].replace('""', '"')
    return part


def _is_rest(fields: list[Field], above: list[Field], width: int, text: str) -> bool:
    """Say whether a line is the rest of an unfinished row: together they make one full row."""
    if not width or len(above) >= width or _ROW_START.match(text):
        return False
    return len(above) + len(fields) - 1 == width


def _continues(lines: list[Line], place: int, rows: list[list[Field]], width: int) -> bool:
    """Decide whether a line without tabs goes on with the cell before it."""
    line = lines[place]
    if lines[place - 1].blank or _AFTERWORD.match(line.text):
        return False
    if len(rows) > 1 and len(rows[-1]) < width:
        return True
    following = _skip_blank(lines, place + 1)
    return len(rows) > 1 and following == place + 1 and _reaches_a_row(lines, place + 1)


def _reaches_a_row(lines: list[Line], place: int) -> bool:
    while place < len(lines) and not lines[place].blank:
        if "\t" in lines[place].text:
            return True
        if _AFTERWORD.match(lines[place].text):
            return False
        place += 1
    return False


def _skip_blank(lines: list[Line], place: int) -> int:
    while place < len(lines) and lines[place].blank:
        place += 1
    return place


def _tabs_follow(lines: list[Line], at: int) -> bool:
    following = _skip_blank(lines, at + 1)
    return following < len(lines) and "\t" in lines[following].text
