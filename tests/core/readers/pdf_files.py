"""PDF files written by hand, and a small typesetter that sets tables as offices' programs do.

The font is one that every PDF program knows by name (STSong-Light), so nothing is embedded: a
Chinese character is as wide as the type is high, a letter or digit half of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

A4 = (595.0, 842.0)
A4_ACROSS = (842.0, 595.0)
_NEVER_FIRST = "，。、；：！？）》”"


def number(value: float) -> str:
    return f"{value:.2f}"


@dataclass
class Page:
    """A page being drawn; y is counted from the top."""

    size: tuple[float, float] = A4
    rotate: int = 0
    operators: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10.5, font: str = "F1") -> "Page":
        """Set a line with its upper left corner at a point; the base line is 0.88 below it."""
        base = self.size[1] - y - 0.88 * size
        code = text.encode("utf-16-be").hex()
        self.operators.append(
            f"BT /{font} {number(size)} Tf {number(x)} {number(base)} Td <{code}> Tj ET"
        )
        return self

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, filled: bool = False) -> "Page":
        top, bottom = self.size[1] - y1, self.size[1] - y2
        if filled:
            width, height = max(x2 - x1, 0.5), max(top - bottom, 0.5)
            self.operators.append(
                f"{number(x1)} {number(bottom)} {number(width)} {number(height)} re f"
            )
        else:
            self.operators.append(
                f"0.5 w {number(x1)} {number(top)} m {number(x2)} {number(bottom)} l S"
            )
        return self

    def box(self, x1: float, y1: float, x2: float, y2: float, *, filled: bool = False) -> "Page":
        for ends in ((x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)):
            self.rule(*ends, filled=filled)
        return self

    def raw(self, operators: str) -> "Page":
        self.operators.append(operators)
        return self


def pdf_of(*pages: Page, extra: str = "", trailer: str = "") -> bytes:
    """Write a file with these pages; `extra` are further objects, `trailer` entries of the trailer."""
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        3: _font("STSong-Light", 4),
        4: _descendant("STSong-Light"),
        5: _font("STSong-Light,Bold", 6),
        6: _descendant("STSong-Light,Bold"),
    }
    for n, page in enumerate(pages):
        width, height = page.size
        objects[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {number(width)} {number(height)}]"
            f"/Rotate {page.rotate}/Contents {11 + 2 * n} 0 R"
            "/Resources<</Font<</F1 3 0 R/F2 5 0 R>>/XObject<</X1 7 0 R/X2 8 0 R>>>>>>"
        )
        content = "\n".join(page.operators)
        objects[11 + 2 * n] = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    return written(objects, extra, trailer)


def written(objects: dict[int, str], extra: str = "", trailer: str = "") -> bytes:
    """Write numbered objects as a file."""
    out = b"%PDF-1.7\n"
    places = {}
    for key, content in sorted(objects.items()):
        places[key] = len(out)
        out += f"{key} 0 obj\n{content}\nendobj\n".encode("latin-1")
    out += extra.encode("latin-1")
    start = len(out)
    last = max(objects)
    table = [f"xref\n0 {last + 1}\n0000000000 65535 f \n"]
    table += [
        f"{places[key]:010} 00000 n \n" if key in places else "0000000000 00000 f \n"
        for key in range(1, last + 1)
    ]
    end = f"trailer<</Size {last + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return out + "".join([*table, end]).encode("latin-1")


def _font(name: str, descendant: int) -> str:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/UniGB-UCS2-H"
        f"/DescendantFonts[{descendant} 0 R]>>"
    )


def _descendant(name: str) -> str:
    return (
        f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/DW 1000/W[1 95 500]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        f"/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 6/ItalicAngle 0/StemV 90"
        "/Ascent 880/Descent -120/CapHeight 880/FontBBox[0 -120 1000 880]>>>>"
    )


def width_of(text: str, size: float) -> float:
    return sum(size / 2 if character.isascii() else size for character in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Break a text as layout programs do: between any two Chinese characters, never in a number."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width_of(line + piece, size) > room:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return lines


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for character in text:
        joins = character in _NEVER_FIRST or (
            piece and piece[-1].isascii() and character.isascii() and piece[-1] != " "
        )
        if piece and not joins and piece[-1] not in "（《“":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


@dataclass(frozen=True)
class Cell:
    """A cell to be set, with how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Setting:
    """How a table is set: columns' widths in points, and a program's habits."""

    widths: Sequence[float]
    size: float = 10.0
    padding: float = 3.0
    page: tuple[float, float] = A4_ACROSS
    margin: float = 40.0
    header_rows: int = 1
    repeats_header: bool = True
    splits_rows: bool = True
    ruled: bool = True
    filled_rules: bool = False
    numbers_pages: bool = True
    title: str = ""
    leading: float = 1.4


@dataclass
class _Piece:
    """A row, or what of it goes on one page: for each of its cells the lines."""

    row: int
    lines: dict[int, list[str]]
    height: float
    begins: bool
    ends: bool


class Typesetter:
    """Sets one table over as many pages as it needs."""

    def __init__(self, rows: Sequence[Sequence[Cell]], setting: Setting) -> None:
        self.setting = setting
        self.rows = rows
        self.lefts = [setting.margin]
        for width in setting.widths:
            self.lefts.append(self.lefts[-1] + width)
        self.places = self._placed()
        self.pages: list[Page] = []

    def _placed(self) -> dict[tuple[int, int], Cell]:
        """Find the column of each cell, past the cells that rows above reach down with."""
        taken: set[tuple[int, int]] = set()
        placed = {}
        for top, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (top, column) in taken:
                    column += 1
                placed[top, column] = cell
                taken.update(
                    (down, across)
                    for down in range(top, top + cell.rows)
                    for across in range(column, column + cell.columns)
                )
                column += cell.columns
        return placed

    def set(self) -> list[Page]:
        """Set the table."""
        setting = self.setting
        heads = [self._piece(row) for row in range(setting.header_rows)]
        bottom = setting.page[1] - setting.margin
        y = self._new_page(first=True)
        on_page: list[tuple[_Piece, float]] = []
        waiting = [
            *heads,
            *(self._piece(row) for row in range(setting.header_rows, len(self.rows))),
        ]
        while waiting:
            piece = waiting.pop(0)
            if y + piece.height > bottom and on_page:
                first, rest = self._split(piece, bottom - y)
                if first is not None:
                    on_page.append((first, y))
                    piece = rest
                self._draw(on_page)
                y = self._new_page(first=False)
                on_page = []
                if setting.repeats_header and piece.row >= setting.header_rows:
                    for head in heads:
                        on_page.append((head, y))
                        y += head.height
            on_page.append((piece, y))
            y += piece.height
        self._draw(on_page)
        return self.pages

    def _piece(self, row: int) -> _Piece:
        setting = self.setting
        lines = {}
        for (top, column), cell in self.places.items():
            if top == row:
                room = self.lefts[column + cell.columns] - self.lefts[column] - 2 * setting.padding
                lines[column] = wrapped(cell.text, room, setting.size)
        return _Piece(row, lines, self._height(lines, row), begins=True, ends=True)

    def _height(self, lines: dict[int, list[str]], row: int) -> float:
        """Measure a row; a cell that covers several rows spreads over them."""
        deepest = max(
            (
                -(
                    -len(own)
                    // (self.places[row, column].rows if (row, column) in self.places else 1)
                )
                for column, own in lines.items()
            ),
            default=1,
        )
        return max(deepest, 1) * self._pitch + 2 * self.setting.padding

    @property
    def _pitch(self) -> float:
        return self.setting.size * self.setting.leading

    def _split(self, piece: _Piece, room: float) -> tuple[_Piece | None, _Piece]:
        """Cut a row where the page ends, if the program does so and enough of it fits."""
        count = int((room - 2 * self.setting.padding) // self._pitch)
        longest = max((len(lines) for lines in piece.lines.values()), default=0)
        merged = any(
            top <= piece.row < top + cell.rows and cell.rows > 1
            for (top, _), cell in self.places.items()
        )
        if not self.setting.splits_rows or merged or not 2 <= count < longest:
            return None, piece
        above = {column: lines[:count] for column, lines in piece.lines.items()}
        below = {column: lines[count:] for column, lines in piece.lines.items()}
        first = replace(piece, lines=above, height=room, ends=False)
        rest = replace(piece, lines=below, height=self._height(below, -1), begins=False)
        return first, rest

    def _new_page(self, *, first: bool) -> float:
        setting = self.setting
        page = Page(setting.page)
        self.pages.append(page)
        if setting.numbers_pages:
            page.text(setting.page[0] / 2 - 10, setting.page[1] - 25, f"- {len(self.pages)} -", 9)
        y = setting.margin
        if first and setting.title:
            left = (setting.page[0] - width_of(setting.title, 16)) / 2
            page.text(left, y, setting.title, 16)
            y += 36
        return y

    def _draw(self, on_page: Sequence[tuple[_Piece, float]]) -> None:
        page, setting = self.pages[-1], self.setting
        ends = {piece.row: y + piece.height for piece, y in on_page}
        for index, (piece, y) in enumerate(on_page):
            for column in range(len(setting.widths)):
                owner = self._owner(piece.row, column)
                if owner is None:
                    continue
                (top, left), cell = owner
                if left != column:
                    continue
                begins_here = top == piece.row or index == 0 or on_page[index - 1][0].row < top
                if not begins_here:
                    continue
                last = max(row for row in ends if top <= row < top + cell.rows)
                if setting.ruled:
                    right = self.lefts[left + cell.columns]
                    page.box(self.lefts[left], y, right, ends[last], filled=setting.filled_rules)
                for n, line in enumerate(piece.lines.get(column, [])):
                    height = y + setting.padding + n * self._pitch
                    page.text(self.lefts[left] + setting.padding, height, line, setting.size)

    def _owner(self, row: int, column: int) -> tuple[tuple[int, int], Cell] | None:
        for (top, left), cell in self.places.items():
            if top <= row < top + cell.rows and left <= column < left + cell.columns:
                return (top, left), cell
        return None


def table_pdf(rows: Sequence[Sequence[Cell | str]], setting: Setting) -> bytes:
    """Set a table as a file; a bare text is a cell of its own."""
    cells = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in rows]
    return pdf_of(*Typesetter(cells, setting).set())
