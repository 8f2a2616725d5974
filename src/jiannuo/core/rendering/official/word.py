"""Official documents as Word files after GB/T 9704-2012, naming the fonts that offices own.

The type area, the 22 lines and 28 characters come from a document grid of lines, an exact line
height and a run spacing of a quarter point less: the one way that Word, WPS and LibreOffice set
alike. The template is the standard's measures (`measures`); what an office changes in Word stays
an ordinary file.
"""

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from jiannuo.core.rendering.composition import lines_around
from jiannuo.core.rendering.grid import Grid
from jiannuo.core.rendering.official import measures as m
from jiannuo.core.rendering.official.document import (
    Attachment,
    Form,
    Level,
    OfficialDocument,
    Paragraph,
    chinese_date,
)
from jiannuo.core.rendering.official.faces import OFFICIAL, Face
from jiannuo.core.rendering.official.placing import signature_places
from jiannuo.core.rendering.official.repeating import first_rows, half_pages_of_rows, told_again
from jiannuo.core.rendering.official.word_imprint import set_imprint
from jiannuo.core.rendering.official.word_pages import (
    GRID_PITCH,
    frame_letter,
    head_draft,
    number_pages,
    set_across,
    set_upright,
    shrink,
)
from jiannuo.core.rendering.word_table import child, element, table_element

_CENTRE, _RIGHT, _JUSTIFIED, _LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
)
_RED: Final = RGBColor(0xE6, 0x00, 0x12)
_EPOCH: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed day: the core has no clock, and equal input gives equal bytes
_EM: Final = m.CHARACTER_PITCH
_FACE_OF: Final = {
    Level.FIRST: Face.HEADING,
    Level.SECOND: Face.SUBHEADING,
    Level.THIRD: Face.BODY,
    Level.FOURTH: Face.BODY,
    Level.TEXT: Face.BODY,
}
_BEHIND_GRID: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
_BEHIND_SPACES: Final = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", *_BEHIND_GRID)
_BEHIND_BORDERS: Final = ("w:shd", "w:tabs", "w:suppressAutoHyphens", *_BEHIND_SPACES)
_BEHIND_PITCH: Final = (
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:lang",
)
"""What the schema wants behind a property of a paragraph or run; Word refuses another order."""
_TABLE_STYLE: Final = "JiannuoTable"


def write(document: OfficialDocument, grids: Sequence[Grid | None]) -> bytes:
    """Write a document; `grids` are its attachments' tables as they are to be laid out."""
    word = docx.Document()
    _set_styles(word)
    set_upright(word.sections[0])
    number_pages(word, word.sections[0], first_is_numbered=document.form is not Form.LETTER)
    head_draft(word.sections[0], document.draft)
    _head(word, document)
    for number, line in enumerate(document.title.split("\n")):
        title = _line(word, line, face=Face.TITLE, size=m.TITLE_SIZE, align=_CENTRE)
        if number == 0:
            letter = document.form is Form.LETTER
            above = (1 if letter else 2) * m.LINE_PITCH if document.mark else 0
            title.paragraph_format.space_before = Pt(above)
    _blank(word)
    if document.addressee:
        _line(word, document.addressee, align=_JUSTIFIED)
    for paragraph in document.body:
        _paragraph(word, paragraph)
    _attachment_list(word, document.attachments)
    _signature(word, document)
    for place, attachment in enumerate(document.attachments):
        _attachment(word, attachment, grids[place], _label(place, len(document.attachments)))
        head_draft(word.sections[-1], document.draft)
    set_imprint(word, document)
    _set_properties(word, document)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_styles(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    _face(normal, Face.BODY)
    normal.font.size = Pt(m.BODY_SIZE)
    _tighten(normal)
    layout = normal.paragraph_format
    layout.space_after = layout.space_before = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(GRID_PITCH / 20)
    layout.widow_control = False
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        _property(normal.element.get_or_add_pPr(), name, _BEHIND_SPACES, val="0")
    table: Any = word.styles.add_style(_TABLE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    table.base_style = normal
    table.font.size = Pt(m.TABLE_SIZE)
    table.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    table.paragraph_format.line_spacing = Pt(m.TABLE_PITCH)
    _property(table.element.get_or_add_rPr(), "w:spacing", _BEHIND_PITCH, val="0")
    _property(table.element.get_or_add_pPr(), "w:snapToGrid", _BEHIND_GRID, val="0")


def _face(owner: Any, face: Face) -> None:
    """Name the fonts of a run or style; python-docx has no door to the East Asian one."""
    owner.font.name = OFFICIAL[face]
    owner.font.element.rPr.rFonts.set(qn("w:eastAsia"), OFFICIAL[face])


def _tighten(owner: Any) -> None:
    """Set characters at the pitch that puts 28 into a line: a quarter point closer, in twentieths."""
    closer = str(math.floor((_EM - m.BODY_SIZE) * 20))
    _property(owner.element.get_or_add_rPr(), "w:spacing", _BEHIND_PITCH, val=closer)


def _property(properties: Any, name: str, followers: Sequence[str], **attributes: str) -> None:
    """Set a property at its place in the schema's order, before its possible `followers`."""
    for old in properties.findall(qn(name)):
        properties.remove(old)
    made = element(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    properties.insert_element_before(made, *followers)


def _line(
    word: WordDocument,
    text: str,
    *,
    face: Face = Face.BODY,
    size: float = m.BODY_SIZE,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
) -> WordParagraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = align
    if text:
        _run(paragraph, text, face, size)
    return paragraph


def _run(paragraph: WordParagraph, text: str, face: Face, size: float = m.BODY_SIZE) -> Any:
    run = paragraph.add_run(text)
    if face is not Face.BODY:
        _face(run, face)
    if size != m.BODY_SIZE:
        run.font.size = Pt(size)
    return run


def _blank(word: WordDocument, lines: int = 1) -> None:
    for _ in range(lines):
        word.add_paragraph()


def _head(word: WordDocument, document: OfficialDocument) -> None:
    if not document.mark:
        if document.number:
            _line(word, document.number, align=_CENTRE)
            _blank(word)
        return
    if document.form is Form.LETTER:
        _head_of_letter(word, document)
        return
    size = m.mark_size(document.mark)
    mark = word.add_paragraph()
    mark.alignment = _CENTRE
    mark.paragraph_format.space_before = Pt(m.points(m.MARK_TOP))
    mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    mark.paragraph_format.line_spacing = Pt(size * 1.15)
    _run(mark, document.mark, Face.TITLE, size).font.color.rgb = _RED
    if document.number:
        _blank(word, 2)
    _rule_below(
        _line(word, document.number, align=_CENTRE) if document.number else mark,
        "single",
        m.RULE_BELOW_NUMBER,
    )


def _head_of_letter(word: WordDocument, document: OfficialDocument) -> None:
    """Set name and rules where chapter 10 wants them: over and under the type area of page one."""
    below = frame_letter(word.sections[0], document.mark)
    line = _line(word, document.number, align=_RIGHT)
    line.paragraph_format.space_before = Pt(max(below - m.points(m.HEAD), 0))


def _rule_below(paragraph: WordParagraph, kind: str, distance: float) -> None:
    """Draw the red rule under a line, `distance` millimetres below it."""
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no door to borders
    borders = element("w:pBdr")
    space = str(round(m.points(distance)))
    child(borders, "w:bottom", val=kind, sz="12", space=space, color="E60012")
    properties.insert_element_before(borders, *_BEHIND_BORDERS)


def _indent(paragraph: WordParagraph, first: float, left: float = 0.0) -> None:
    """Indent by characters: the first line against the others, and all of them."""
    layout = paragraph.paragraph_format
    layout.left_indent = Pt(left * _EM)
    layout.first_line_indent = Pt(first * _EM)


def _paragraph(word: WordDocument, one: Paragraph) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = _JUSTIFIED
    _indent(paragraph, 2)
    cut = one.lead or (0 if one.level is Level.TEXT else len(one.text))
    paragraph.paragraph_format.keep_with_next = (
        one.level is Level.FIRST and cut == len(one.text)
    ) or None
    if cut:
        _run(paragraph, one.text[:cut], _FACE_OF[one.level])
    if one.text[cut:]:
        _run(paragraph, one.text[cut:], Face.BODY)


def _attachment_list(word: WordDocument, attachments: Sequence[Attachment]) -> None:
    """Name the attachments one line below the text (7.3.4): no mark at the end, names aligned."""
    if not attachments:
        return
    _blank(word)
    several = len(attachments) > 1
    for place, one in enumerate(attachments):
        text = f"{place + 1}.{one.title}" if several else one.title
        paragraph = _line(word, ("附件：" if place == 0 else "") + text, align=_JUSTIFIED)
        hanging = 4.0 if several else 3.0
        first = -hanging if place == 0 else -1.0
        _indent(paragraph, first, 2 + hanging)


def _signature(word: WordDocument, document: OfficialDocument) -> None:
    day = chinese_date(document.issued_on) if document.issued_on else ""
    if not document.issuer and not day:
        return
    _blank(word, 3 if document.sealed else 1)
    issuer_from, day_from = signature_places(document.issuer, day, sealed=document.sealed)
    kept = word.paragraphs[-1:]
    for text, place in (
        (document.issuer, issuer_from),
        (day, day_from),
        (document.note, 2.0),
    ):
        if text:
            paragraph = _line(word, text)
            _indent(paragraph, 0, place)
            kept.append(paragraph)
    for paragraph in kept[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _label(place: int, count: int) -> str:
    return "附件" if count == 1 else f"附件{place + 1}"


def _attachment(word: WordDocument, one: Attachment, grid: Grid | None, label: str) -> None:
    across = grid is not None and not one.upright
    section = word.add_section(WD_SECTION.NEW_PAGE)
    if across:
        set_across(section)
    else:
        set_upright(section)
    number_pages(word, section, first_is_numbered=True)
    _line(word, label, face=Face.HEADING)
    size = m.TABLE_TITLE_SIZE if across else m.TITLE_SIZE
    if not across:
        _blank(word)
    for line in one.title.split("\n"):
        _line(word, line, face=Face.TITLE, size=size, align=_CENTRE)
    if not across:
        _blank(word)
    for paragraph in one.body:
        _paragraph(word, paragraph)
    if one.table is None or grid is None:
        return
    above, below = lines_around(one.table)
    for blank in above:
        _line(word, blank.text, size=12)
    width = m.twips(m.TYPE_HEIGHT if across else m.TYPE_WIDTH)
    first_room = _room_below(one, len(above), across=across)
    room = m.points(m.TYPE_WIDTH if across else m.TYPE_HEIGHT)
    pages = half_pages_of_rows(grid, width / 20, room, first_room)
    table = table_element(told_again(grid, first_rows(pages)), width)
    for paragraph_element in table.iter(qn("w:p")):
        _name_style(paragraph_element)
    word.element.body.insert_element_before(table, "w:sectPr")
    for blank in below:
        _line(word, blank.text, size=12)
    if not below:
        shrink(word.add_paragraph())


def _room_below(one: Attachment, blanks: int, *, across: bool) -> float:
    """Reckon what the lines above a table leave of its first page, in points."""
    own = 2 if across else 4
    texts = sum(1 + len(paragraph.text) // m.CHARACTERS for paragraph in one.body)
    lines = own + one.title.count("\n") + texts + blanks
    return m.points(m.TYPE_WIDTH if across else m.TYPE_HEIGHT) - lines * m.LINE_PITCH


def _name_style(paragraph: Any) -> None:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        paragraph.insert(0, properties)
    style = element("w:pStyle")
    style.set(qn("w:val"), _TABLE_STYLE)
    properties.insert(0, style)


def _set_properties(word: WordDocument, document: OfficialDocument) -> None:
    properties = word.core_properties
    properties.author = properties.last_modified_by = document.issuer
    properties.title = document.title.replace("\n", "")
    properties.comments = ""
    properties.created = properties.modified = _EPOCH
