"""The glyphs of a PDF page: each character with its room, its weight and its direction."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

from jiannuo.core.readers.paper import Glyph
from jiannuo.core.readers.pdf.turning import View

MOST_CHARACTERS = 200_000
"""On one page; a page of a thick newspaper has 20,000."""

_RADICALS = dict(
    zip(
        "⺀⺁⺒⺟⺠⺩⺫⺬⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻲⻳",
        "冫厂巳母民王目示虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙亀龟",
        strict=True,
    )
)
"""Signs for parts of characters that some fonts' tables name in place of the characters."""
_SYMBOLS = {
    0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0A8: "□",
    0xF071: "□", 0xF0FE: "☑", 0xF0B2: "◆", 0xF076: "❖",
}  # fmt: skip
"""Where the symbol fonts of word processors keep bullets and boxes."""
_LINE_END_HYPHEN = 2
"""What PDFium makes of a hyphen at the end of a line; in Chinese texts it is a dash like any other."""
_UNKNOWN = "\ufffd"
_PRIVATE_SURENESS = 0.5
_STRAIGHT = 2.0
_MOST_SEGMENTS = 200
_BOLD_WEIGHT = 600
_DESCENT = 0.12
"""Type sizes: how far the square of a Chinese character goes below its line's base."""


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a page.

    `hidden` counts those that are not painted (the layer under a scan), `unknown` those for which
    the file does not say what they are; `aside` holds what runs at odd angles, and what nobody sees
    because it stands beyond the page's edge or is cut off.
    """

    glyphs: list[Glyph]
    aside: list[str]
    hidden: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Font:
    """The look of a run of text; `drawn` fonts are drawings without a name or widths.

    `window` is the part of the page, in the coordinates of the PDF, in which the run shows.
    """

    bold: bool = False
    hidden: bool = False
    drawn: bool = False
    window: tuple[float, float, float, float] | None = None

    def shows(self, corners: tuple[float, float, float, float]) -> bool:
        """Say whether the centre of a character shows."""
        if self.window is None:
            return True
        left, bottom, right, top = self.window
        x, y = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
        return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1


def text_of(page: pdfium.PdfPage, view: View) -> Text:
    """Read the characters of a page, in the order of the file."""
    textpage = page.get_textpage()
    plain = all(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, number)) != raw.FPDF_PAGEOBJ_FORM
        for number in range(raw.FPDFPage_CountObjects(page.raw))
    )
    try:
        return _Reader(textpage.raw, view, plain=plain).read()
    finally:
        textpage.close()


class _Reader:
    """A page while its characters are read."""

    def __init__(self, textpage: object, view: View, *, plain: bool) -> None:
        self._page = textpage
        self._plain = plain
        self._view = view
        self._fonts: dict[int | None, _Font] = {}
        self._rectangle = raw.FS_RECTF()

    def read(self) -> Text:
        glyphs: list[Glyph] = []
        aside: list[str] = []
        hidden = unknown = 0
        for index, character in self._characters():
            font = self._font(index)
            turn = self._turn(index)
            hidden += font.hidden
            corners = self._corners(index, character, font)
            if corners is None or not all(math.isfinite(corner) for corner in corners):
                continue
            if turn is None or not (font.shows(corners) and self._view.shows(*corners)):
                aside.append(character)
                continue
            glyph = self._glyph(character, corners, turn, font)
            if glyph is None:
                continue
            unknown += glyph.confidence < 1.0
            glyphs.append(glyph)
        return Text(_ligatures_parted(glyphs), aside, hidden, unknown)

    def _characters(self) -> Iterator[tuple[int, str]]:
        """Yield what the file itself writes: no spaces and line ends of the library's making."""
        high = 0
        for index in range(min(raw.FPDFText_CountChars(self._page), MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(self._page, index)
            if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - a pair's first half
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:  # noqa: PLR2004 - its second half
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            if raw.FPDFText_IsGenerated(self._page, index) == 1:
                continue
            if code == _LINE_END_HYPHEN and raw.FPDFText_IsHyphen(self._page, index) == 1:
                yield index, "-"
            elif code == 0 or raw.FPDFText_HasUnicodeMapError(self._page, index) == 1:
                yield index, _UNKNOWN
            elif code >= 0x20 and code not in {0x7F, 0xAD, 0xFEFF, 0xFFFE}:  # noqa: PLR2004 - no control characters
                yield index, as_written(chr(code))

    def _glyph(
        self, character: str, corners: tuple[float, float, float, float], turn: int, font: _Font
    ) -> Glyph | None:
        box = self._view.box(*corners)
        if box.height <= 0 or box.width < 0:
            return None
        sure = 0.0 if character == _UNKNOWN else 1.0
        if unicodedata.category(character[0]) == "Co":
            sure = _PRIVATE_SURENESS
        return Glyph(character, *box, bold=font.bold, turn=turn, confidence=sure)

    def _corners(
        self, index: int, character: str, font: _Font
    ) -> tuple[float, float, float, float] | None:
        """Measure a character's room: two opposite corners in the coordinates of the PDF."""
        if font.drawn and unicodedata.east_asian_width(character) in {"W", "F"}:
            return self._square(index)
        rectangle = self._rectangle
        if not raw.FPDFText_GetLooseCharBox(self._page, index, rectangle):
            return None
        return (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def _square(self, index: int) -> tuple[float, float, float, float] | None:
        """Measure the square of a Chinese character whose font only draws and tells no widths."""
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        found = raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        if not found or not raw.FPDFText_GetMatrix(self._page, index, matrix):
            return None
        size = raw.FPDFText_GetFontSize(self._page, index)
        below, above = -_DESCENT * size, (1 - _DESCENT) * size
        return (
            x.value + matrix.c * below,
            y.value + matrix.d * below,
            x.value + matrix.a * size + matrix.c * above,
            y.value + matrix.b * size + matrix.d * above,
        )

    def _turn(self, index: int) -> int | None:
        """Tell a character's direction on the shown page; None if it is no quarter turn."""
        angle = math.degrees(raw.FPDFText_GetCharAngle(self._page, index))
        quarters = round(angle / 90)
        if abs(angle - quarters * 90) > _STRAIGHT:
            return None
        return (self._view.turn + quarters * 90) % 360

    def _font(self, index: int) -> _Font:
        """Tell the look of a character; it is asked once for each run of text."""
        run = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.cast(run, ctypes.c_void_p).value if run else None
        if key not in self._fonts:
            self._fonts[key] = _font_of(run, plain=self._plain) if run else _Font()
        return self._fonts[key]


def as_written(character: str) -> str:
    """Give the character that people see: fonts' tables often name a twin of it."""
    if character == "\xa0":
        return " "
    code = ord(character)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:  # noqa: PLR2004 - radicals, compatibility ideographs
        return _RADICALS.get(character) or unicodedata.normalize("NFKC", character)
    return _SYMBOLS.get(code, character)


def _font_of(run: object, *, plain: bool) -> _Font:
    mode = raw.FPDFTextObj_GetTextRenderMode(run)
    font = raw.FPDFTextObj_GetFont(run)
    buffer = ctypes.create_string_buffer(256)
    weight = 0
    if font:
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        weight = raw.FPDFFont_GetWeight(font)
    stroked = mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    return _Font(
        bold=stroked or b"bold" in buffer.value.lower() or weight >= _BOLD_WEIGHT,
        hidden=mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE,
        drawn=not buffer.value,
        window=window_of(run) if plain else None,
    )


def window_of(run: object) -> tuple[float, float, float, float] | None:
    """Measure what the page's clipping leaves of a run; spreadsheets clip what a cell can't hold.

    Only for runs that stand on the page itself: a form's clipping is in coordinates of its own.
    """
    clip = raw.FPDFPageObj_GetClipPath(run)
    window = (-math.inf, -math.inf, math.inf, math.inf)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        across, down = [], []
        for number in range(min(raw.FPDFClipPath_CountPathSegments(clip, path), _MOST_SEGMENTS)):
            segment = raw.FPDFClipPath_GetPathSegment(clip, path, number)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            across.append(x.value)
            down.append(y.value)
        if across:
            left, bottom, right, top = window
            window = (
                max(left, min(across)), max(bottom, min(down)),
                min(right, max(across)), min(top, max(down)),
            )  # fmt: skip
    return None if math.isinf(window[0]) else window


def _ligatures_parted(glyphs: list[Glyph]) -> list[Glyph]:
    """Give each letter of a ligature its share of the room: the file gives all of it to each."""
    parted: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.left, glyph.right, glyph.top)):
        letters = list(group)
        if len(letters) == 1:
            parted.append(letters[0])
            continue
        step = (letters[0].right - letters[0].left) / len(letters)
        parted.extend(
            replace(
                letter, left=letter.left + number * step, right=letter.left + (number + 1) * step
            )
            for number, letter in enumerate(letters)
        )
    return parted
