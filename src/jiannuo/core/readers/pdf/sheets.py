"""A PDF page as a sheet of paper, the right way up; or the news that it is only a picture."""

from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from jiannuo.core.readers.paper import Scan, Sheet
from jiannuo.core.readers.pdf.characters import Text, text_of
from jiannuo.core.readers.pdf.drawing import rules_of
from jiannuo.core.readers.pdf.turning import View, reading_turn, turned_glyph, turned_rule

_COVERS = 0.6
"""The part of the page that a scan's picture covers at least."""
_STAMPED_ON = 60
"""Characters: scanners print their name or a page number as text over the picture."""
_MOSTLY = 0.9
_UNREADABLE = 0.3
_DRAWN = 200
"""Paths: type that was turned into outlines has one for each character."""
_POINTS_AN_INCH = 72
_FEWEST_DOTS, _USUAL_DOTS, _MOST_DOTS = 100, 200, 300
_LARGEST_SIDE = 5_000
_CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page read; `pictured` says that its text is (or is better read) in its picture."""

    sheet: Sheet
    pictured: bool


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Read the `number`-th page of a document."""
    view = view_of(page)
    text = text_of(page, view)
    return Page(_sheet(page, number, view, text), pictured=_is_pictured(page, view, text))


def view_of(page: pdfium.PdfPage) -> View:
    """Tell how a page is shown."""
    left, bottom, right, top = page.get_cropbox()
    return View(left, bottom, right, top, page.get_rotation())


def _sheet(page: pdfium.PdfPage, number: int, view: View, text: Text) -> Sheet:
    width, height = view.size
    rules = rules_of(page, view)
    glyphs = text.glyphs
    turn = reading_turn(glyphs)
    if turn:
        glyphs = [turned_glyph(glyph, turn, width, height) for glyph in glyphs]
        rules = [turned_rule(rule, turn, width, height) for rule in rules]
        width, height = (height, width) if turn in {90, 270} else (width, height)
    aside = ("".join(text.aside),) if text.aside else ()
    return Sheet(number, width, height, tuple(glyphs), tuple(rules), aside)


def _is_pictured(page: pdfium.PdfPage, view: View, text: Text) -> bool:
    count = len(text.glyphs)
    if text.unknown > _UNREADABLE * count > 0:
        return True
    if count >= _STAMPED_ON and text.hidden < _MOSTLY * count:
        return False
    covered, paths = _pictures(page, view)
    return covered >= _COVERS if count else covered > 0 or paths >= _DRAWN


def _pictures(page: pdfium.PdfPage, view: View) -> tuple[float, int]:
    """Measure the part of a page that its largest picture covers, and count its drawings."""
    largest, paths = 0.0, 0
    width, height = view.size
    for each in page.get_objects(max_depth=3):
        if each.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif each.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            largest = max(largest, (right - left) * (top - bottom) / max(width * height, 1.0))
    return largest, paths


def scan_of(page: pdfium.PdfPage, number: int) -> Scan:
    """Take a page's picture, dot for dot as its largest picture has them, within reason."""
    width, height = page.get_size()
    dots = min(max(_dots(page), _FEWEST_DOTS), _MOST_DOTS)
    scale = min(dots / _POINTS_AN_INCH, _LARGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale, force_bitmap_format=raw.FPDFBitmap_BGR)
    try:
        used = bitmap.width * _CHANNELS
        data = bytes(bitmap.buffer)
        rows = (data[start : start + used] for start in range(0, len(data), bitmap.stride))
        return Scan(number, bitmap.width, bitmap.height, b"".join(rows), width, height)
    finally:
        bitmap.close()


def _dots(page: pdfium.PdfPage) -> float:
    """Tell the resolution of a page's largest picture, in dots per inch."""
    best = (0.0, float(_USUAL_DOTS))
    for each in page.get_objects(max_depth=3):
        if each.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = each.get_bounds()
        columns, _ = each.get_px_size()
        if right > left:
            area = (right - left) * (top - bottom)
            best = max(best, (area, columns * _POINTS_AN_INCH / (right - left)))
    return best[1]
