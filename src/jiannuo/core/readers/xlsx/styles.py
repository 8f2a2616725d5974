"""What a worksheet's cell styles say: number formats and fonts.

Source: ECMA-376 part 1, §18.8 (styles).
"""

from lxml import etree

from jiannuo.core.readers.marked import Look
from jiannuo.core.readers.number_formats.codes import BUILT_IN
from jiannuo.core.tables import MarkKind

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SWITCHES = {
    MAIN + "b": MarkKind.BOLD,
    MAIN + "i": MarkKind.ITALIC,
    MAIN + "u": MarkKind.UNDERLINE,
    MAIN + "strike": MarkKind.STRUCK,
}
_INK = frozenset({"FF000000", "00000000", "000000"})


class Styles:
    """The formats of a workbook's cells, by style number."""

    def __init__(self, styles: etree._Element | None) -> None:
        """Take over the styles part, if the workbook has one."""
        self._codes: list[str] = []
        self._looks: list[Look] = []
        if styles is None:
            return
        own = {
            form.get("numFmtId", ""): form.get("formatCode", "General")
            for form in styles.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
        }
        fonts = [look_of(font) for font in styles.iterfind(f"{MAIN}fonts/{MAIN}font")]
        for form in styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
            key, font = form.get("numFmtId", "0"), form.get("fontId", "0")
            built_in = BUILT_IN.get(int(key), "General") if key.isdigit() else "General"
            self._codes.append(own.get(key, built_in))
            known = font.isdigit() and int(font) < len(fonts)
            self._looks.append(fonts[int(font)] if known else ())

    def code(self, style: int) -> str:
        """Give the number format code of a cell style."""
        return self._codes[style] if 0 <= style < len(self._codes) else "General"

    def look(self, style: int) -> Look:
        """Give the marks of a cell style's font."""
        return self._looks[style] if 0 <= style < len(self._looks) else ()


def look_of(font: etree._Element | None) -> Look:
    """Read a font (or a rich text run's properties)."""
    found: list[tuple[MarkKind, str | None]] = []
    for child in () if font is None else font:
        kind = _SWITCHES.get(str(child.tag))
        if kind is not None and child.get("val") not in {"0", "false", "none"}:
            found.append((kind, None))
        elif child.tag == MAIN + "color":
            colour = child.get("rgb")
            if colour and colour not in _INK:
                found.append((MarkKind.COLOUR, colour[-6:]))
    return found
