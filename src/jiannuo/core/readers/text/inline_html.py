"""HTML that stands inside the cells of plain text, as web forms and content systems leave it.

``<p><b>全年目标：…</b></p> <p>一季度目标：…</p>`` is two lines, the first in bold. Only tags that
such texts really hold are taken for tags, so that a comparison (``a<b``) stays what it is.
"""

import html
import re

from jiannuo.core.tables import Mark, MarkKind

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|br|div|li|ul|ol|h[1-6]|b|strong|i|em|u|s|del|strike|span|font|a|sup|sub"
    r"|o:p)(?:\s[^<>=]*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BREAKING = frozenset({"p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_MARKING = {
    "b": MarkKind.BOLD,
    "strong": MarkKind.BOLD,
    "i": MarkKind.ITALIC,
    "em": MarkKind.ITALIC,
    "u": MarkKind.UNDERLINE,
    "s": MarkKind.STRUCK,
    "del": MarkKind.STRUCK,
    "strike": MarkKind.STRUCK,
}


def plain(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its tags, lines parted by newlines, and what the tags marked."""
    if "<" not in text and "&" not in text:
        return text.strip(" \u3000"), ()
    out = _Writer()
    place = 0
    for tag in _TAG.finditer(text):
        out.write(_unescape(text[place : tag.start()]))
        out.tag(tag["name"].lower(), closing=bool(tag["end"]))
        place = tag.end()
    out.write(_unescape(text[place:]))
    return out.result()


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


class _Writer:
    """Collects text without blank lines and remembers where marked runs begin."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.break_due = False
        self.open: list[tuple[str, int]] = []
        self.marks: list[Mark] = []

    def write(self, text: str) -> None:
        if self.break_due or not self.length:
            text = text.lstrip()
        if not text:
            return
        if self.break_due and self.length:
            self._append("\n")
        self.break_due = False
        self._append(text)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def tag(self, name: str, *, closing: bool) -> None:
        if name in _BREAKING:
            self.break_due = True
        elif name in _MARKING and not closing:
            self.open.append((name, self.length + (1 if self.break_due and self.length else 0)))
        elif name in _MARKING:
            self._close(name)

    def _close(self, name: str) -> None:
        for position in range(len(self.open) - 1, -1, -1):
            opened, start = self.open[position]
            if opened == name:
                del self.open[position]
                if start < self.length:
                    self.marks.append(Mark(_MARKING[name], start, self.length))
                return

    def result(self) -> tuple[str, tuple[Mark, ...]]:
        text = "".join(self.parts)
        kept = text.rstrip(" \u3000\n")
        marks = (
            Mark(mark.kind, mark.start, min(mark.end, len(kept)))
            for mark in self.marks
            if mark.start < len(kept)
        )
        return kept, tuple(marks)
