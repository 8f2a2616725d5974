"""A paragraph's runs as text with marks, and what hangs on them: text boxes, notes, revisions.

Tracked changes are taken as accepted: what was inserted stands, what was deleted is left out and
named in a warning. A footnote's number is never written into the text, where it would become a
digit of the figure before it.
"""

from dataclasses import dataclass, field

from lxml import etree

from jiannuo.core.readers.docx.formatting import Formatting
from jiannuo.core.readers.docx.names import (
    ALTERNATE,
    CHOICE,
    DELETED,
    FALLBACK,
    INSERTED,
    MATHS,
    RUN,
    STRUCTURED,
    STRUCTURED_CONTENT,
    TEXT,
    TEXT_BOX,
    VAL,
    WRAPPERS,
    w,
)
from jiannuo.core.readers.docx.numbering import Numbering
from jiannuo.core.readers.marked import Look, MarkedText
from jiannuo.core.tables import MarkKind

_PLAIN = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("br"): "\n",
    w("noBreakHyphen"): "-",
}
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_PICTURES = frozenset({w("drawing"), w("pict"), w("object")})
_IMAGE = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_SYMBOLS = {
    "f0fe": "☑",
    "f052": "☑",
    "f053": "☒",
    "f0fc": "✓",
    "f0fb": "✗",
    "f0a8": "□",
    "f0a3": "□",
    "f06f": "□",
}
"""Boxes and ticks of the Wingdings fonts, the only symbols that forms rely on."""


@dataclass(slots=True)
class Remains:
    """What a document's paragraphs leave behind for the reader to report or to place."""

    deletions: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0


class ParagraphReader:
    """Writes paragraphs (w:p) into texts under construction."""

    def __init__(self, formatting: Formatting, numbering: Numbering) -> None:
        self.remains = Remains()
        self._formatting = formatting
        self._numbering = numbering
        self._place = ""
        self._style: str | None = None
        self._boxes: list[etree._Element] = []
        self._deleted: list[str] = []

    def write(
        self, paragraph: etree._Element, into: MarkedText, place: str
    ) -> list[etree._Element]:
        """Append a paragraph's text; return the contents (w:txbxContent) of its text boxes.

        `place` names the paragraph or cell for warnings.
        """
        self._place, self._boxes, self._deleted = place, [], []
        properties = paragraph.find(w("pPr"))
        self._style = None
        numbering = None
        if properties is not None:
            style = properties.find(w("pStyle"))
            self._style = None if style is None else style.get(VAL)
            numbering = properties.find(w("numPr"))
        if numbering is None:
            numbering = self._formatting.numbering_of(self._style)
        into.add(self._numbering.label(numbering))
        self._walk(paragraph, into, ())
        if self._deleted:
            self.remains.deletions.append((place, "".join(self._deleted)))
        return self._boxes

    def _walk(self, parent: etree._Element, into: MarkedText, outer: Look) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, into, outer)
            elif tag in INSERTED:
                self._walk(child, into, [*outer, (MarkKind.INSERTED, None)])
            elif tag in DELETED:
                self._deleted += [piece.text or "" for piece in child.iter(w("delText"), TEXT)]
            elif tag in WRAPPERS:
                self._walk(child, into, outer)
            elif tag == STRUCTURED:
                content = child.find(STRUCTURED_CONTENT)
                if content is not None:
                    self._walk(content, into, outer)
            elif tag == ALTERNATE:
                self._walk(chosen(child), into, outer)
            elif isinstance(tag, str) and tag.startswith(MATHS):
                into.add("".join(piece.text or "" for piece in child.iter(MATHS + "t")), outer)

    def _run(self, run: etree._Element, into: MarkedText, outer: Look) -> None:
        look = self._formatting.look(self._style, run.find(w("rPr")))
        if outer:
            look = [*outer, *look]
        for child in run:
            self._piece(child, into, look)

    def _piece(self, child: etree._Element, into: MarkedText, look: Look) -> None:
        tag = str(child.tag)
        if tag == TEXT:
            text = child.text or ""
            into.add(text, look)
            if any(kind is MarkKind.HIDDEN for kind, _ in look) and text.strip():
                self.remains.hidden.append((self._place, text))
        elif tag in _PLAIN:
            into.add(_PLAIN[tag])
        elif tag == w("sym"):
            code = child.get(w("char"), "").lower()
            into.add(_SYMBOLS.get(code, "□"), look)
        elif tag in _NOTES:
            self.remains.notes.append((_NOTES[tag], child.get(w("id"), "")))
        elif tag in _PICTURES:
            self._picture(child)
        elif tag == ALTERNATE:
            for part in chosen(child):
                self._piece(part, into, look)
        elif tag == w("ruby"):
            for base in child.iterfind(w("rubyBase")):
                self._walk(base, into, look)

    def _picture(self, element: etree._Element) -> None:
        boxes = [
            box
            for box in element.iter(TEXT_BOX)
            if not any(above.tag == FALLBACK for above in box.iterancestors())
        ]
        self._boxes += boxes
        self.remains.pictures += sum(1 for _ in element.iter(*_IMAGE))


def chosen(alternatives: etree._Element) -> etree._Element:
    """Pick one of the versions (mc:AlternateContent) of the same thing: the first that is offered."""
    choice = alternatives.find(CHOICE)
    if choice is None:
        choice = alternatives.find(FALLBACK)
    return alternatives if choice is None else choice
