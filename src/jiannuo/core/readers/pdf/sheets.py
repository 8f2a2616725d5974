"""A PDF page as a sheet of paper, the right way up."""

import pypdfium2 as pdfium

from jiannuo.core.readers.paper import Sheet
from jiannuo.core.readers.pdf.characters import text_of
from jiannuo.core.readers.pdf.drawing import rules_of
from jiannuo.core.readers.pdf.turning import View, reading_turn, turned_glyph, turned_rule


def sheet_of(page: pdfium.PdfPage, number: int) -> Sheet:
    """Read the `number`-th page of a document."""
    left, bottom, right, top = page.get_cropbox()
    view = View(left, bottom, right, top, page.get_rotation())
    width, height = view.size
    text = text_of(page, view)
    rules = rules_of(page, view)
    glyphs = text.glyphs
    turn = reading_turn(glyphs)
    if turn:
        glyphs = [turned_glyph(glyph, turn, width, height) for glyph in glyphs]
        rules = [turned_rule(rule, turn, width, height) for rule in rules]
        width, height = (height, width) if turn in {90, 270} else (width, height)
    aside = ("".join(text.aside),) if text.aside else ()
    return Sheet(number, width, height, tuple(glyphs), tuple(rules), aside)
