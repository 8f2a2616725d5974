"""How a run looks: bold, italic and the like, said by the run itself or by its styles.

Source: ECMA-376 part 1, §17.3.2 (run properties) and §17.7 (styles). A property that the run
sets itself decides; else the character style, else the paragraph style and its ancestors, else
the document's defaults. Conditional table formats (a bold first row) are not followed: nothing
rests on the look of a header.
"""

from collections.abc import Mapping

from lxml import etree

from jiannuo.core.readers.docx.names import VAL, w
from jiannuo.core.readers.marked import Look
from jiannuo.core.tables import MarkKind

_SWITCHES = {
    w("b"): MarkKind.BOLD,
    w("i"): MarkKind.ITALIC,
    w("strike"): MarkKind.STRUCK,
    w("dstrike"): MarkKind.STRUCK,
    w("vanish"): MarkKind.HIDDEN,
}
_OFF = frozenset({"0", "false", "off", "none"})
_INK = frozenset({"auto", "000000"})

Properties = Mapping[MarkKind, str | None]
"""A kind of mark with its value: "" where it is on, None where it is switched off."""


class Formatting:
    """The looks of a document's runs."""

    def __init__(self, styles: etree._Element | None) -> None:
        """Take over the styles part, if the document has one."""
        self._style: dict[str, etree._Element] = {}
        self._resolved: dict[str, Properties] = {}
        self._default_paragraph_style: str | None = None
        self._defaults: Properties = {}
        self._of_paragraph: dict[str | None, Properties] = {}
        self._numbered: dict[str | None, etree._Element | None] = {}
        if styles is None:
            return
        for style in styles.iterfind(w("style")):
            key = style.get(w("styleId"), "")
            self._style[key] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true"}:
                self._default_paragraph_style = key
        defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._defaults = _properties(defaults)

    def look(self, paragraph_style: str | None, run: etree._Element | None) -> Look:
        """Say what a run with the properties `run` (w:rPr) carries in a paragraph of that style."""
        if paragraph_style not in self._of_paragraph:
            style = self._of_style(paragraph_style or self._default_paragraph_style)
            self._of_paragraph[paragraph_style] = {**self._defaults, **style}
        found = dict(self._of_paragraph[paragraph_style])
        if run is not None:
            character_style = run.find(w("rStyle"))
            if character_style is not None:
                found.update(self._of_style(character_style.get(VAL)))
            found.update(_properties(run))
        return [(kind, value or None) for kind, value in found.items() if value is not None]

    def numbering_of(self, style: str | None) -> etree._Element | None:
        """Find the automatic numbering (w:numPr) that a paragraph style brings with it."""
        if style not in self._numbered:
            self._numbered[style] = self._search_numbering(style)
        return self._numbered[style]

    def _search_numbering(self, style: str | None) -> etree._Element | None:
        seen: set[str] = set()
        key = style or self._default_paragraph_style
        while key and key in self._style and key not in seen:
            seen.add(key)
            numbering = self._style[key].find(f"{w('pPr')}/{w('numPr')}")
            if numbering is not None:
                return numbering
            key = self._parent(key)
        return None

    def _of_style(self, key: str | None, depth: int = 0) -> Properties:
        if not key or key not in self._style or depth > 20:  # noqa: PLR2004 - styles in a circle
            return {}
        if key not in self._resolved:
            own = _properties(self._style[key].find(w("rPr")))
            self._resolved[key] = {**self._of_style(self._parent(key), depth + 1), **own}
        return self._resolved[key]

    def _parent(self, key: str) -> str | None:
        based_on = self._style[key].find(w("basedOn"))
        return None if based_on is None else based_on.get(VAL)


def _properties(element: etree._Element | None) -> Properties:
    found: dict[MarkKind, str | None] = {}
    for child in () if element is None else element:
        kind, value = _SWITCHES.get(str(child.tag)), child.get(VAL)
        if kind is not None:
            found[kind] = None if value in _OFF else ""
        elif child.tag == w("u"):
            found[MarkKind.UNDERLINE] = None if value in _OFF else ""
        elif child.tag == w("color"):
            found[MarkKind.COLOUR] = None if value is None or value.lower() in _INK else value
    return found
