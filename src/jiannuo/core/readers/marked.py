"""Text with its marks while it is being put together, run by run."""

from collections.abc import Collection

from jiannuo.core.tables import Mark, MarkKind

Look = Collection[tuple[MarkKind, str | None]]
"""What a run carries: each kind of mark with its value (a colour), if it has one."""


class MarkedText:
    """A cell's or paragraph's text under construction.

    Neighbouring runs of the same look become one mark: word processors split runs at will, and
    a bold name is one bold name.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._open: dict[tuple[MarkKind, str | None], int] = {}
        self._marks: list[Mark] = []

    def __bool__(self) -> bool:
        return self._length > 0

    def add(self, text: str, look: Look = ()) -> None:
        """Append a run."""
        if not text:
            return
        if self._open:
            for key in [key for key in self._open if key not in look]:
                self._close(key)
        for key in look:
            self._open.setdefault(key, self._length)
        self._pieces.append(text)
        self._length += len(text)

    def break_line(self) -> None:
        """Append a line break that no mark covers."""
        self.add("\n")

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text without white space at its ends, and its marks in order."""
        for key in list(self._open):
            self._close(key)
        whole = "".join(self._pieces)
        text = whole.strip()
        shift = len(whole) - len(whole.lstrip())
        marks = []
        for mark in sorted(self._marks, key=lambda mark: (mark.start, mark.end, mark.kind)):
            start, end = max(mark.start - shift, 0), min(mark.end - shift, len(text))
            if text[start:end].strip():
                marks.append(Mark(mark.kind, start, end, mark.value))
        return text, tuple(marks)

    def _close(self, key: tuple[MarkKind, str | None]) -> None:
        kind, value = key
        self._marks.append(Mark(kind, self._open.pop(key), self._length, value))
