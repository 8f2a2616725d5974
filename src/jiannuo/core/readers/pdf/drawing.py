"""The printed rules of a PDF page: strokes, and the thin filled boxes that stand for them."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from jiannuo.core.readers.paper import Box, Rule
from jiannuo.core.readers.pdf.turning import View

MOST_OBJECTS = 100_000
"""On one page; what is drawn beyond them is not looked at for rules."""
_MOST_SEGMENTS = 2_000
"""Of one path; a longer one is a drawing."""
_DEEPEST = 6
_THIN = 3.0
_SHORT = 1.0
_SLANT = 0.01
_WHITE = 250

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: pdfium.PdfPage, view: View) -> list[Rule]:
    """Find the rules of a page."""
    rules: list[Rule] = []
    for place, (path, matrix) in enumerate(_paths(page.raw, _SAME, 0)):
        if place >= MOST_OBJECTS:
            break
        rules.extend(_rules_of_path(path, matrix, view))
    return rules


def _paths(holder: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Yield the paths of a page or of a form on it, with the way to the page's coordinates."""
    if depth == 0:
        count, get = raw.FPDFPage_CountObjects(holder), raw.FPDFPage_GetObject
    else:
        count, get = raw.FPDFFormObj_CountObjects(holder), raw.FPDFFormObj_GetObject
    for number in range(count):
        each = get(holder, number)
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield each, _times(_matrix_of(each), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _paths(each, _times(_matrix_of(each), matrix), depth + 1)


def _matrix_of(each: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(each, found):
        return _SAME
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    k, m, n, p, x, y = then
    return (
        a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p,
        e * k + f * n + x, e * m + f * p + y,
    )  # fmt: skip


def _rules_of_path(path: Any, matrix: _Matrix, view: View) -> Iterator[Rule]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    stroked = bool(stroke.value) and _is_seen(path, raw.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _is_seen(path, raw.FPDFPageObj_GetFillColor)
    if not (stroked or filled):
        return
    for points in _subpaths(path, matrix):
        placed = [view.point(*point) for point in points]
        if stroked:
            for (x1, y1), (x2, y2) in pairwise(placed):
                yield from _rule(Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
        elif len(placed) > 1:
            across, down = [x for x, _ in placed], [y for _, y in placed]
            yield from _rule(Box(min(across), min(down), max(across), max(down)), _THIN)


def _is_seen(path: Any, colour_of: Any) -> bool:
    """Say whether a colour shows on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(path, red, green, blue, alpha):
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _subpaths(path: Any, matrix: _Matrix) -> Iterator[list[_Point]]:
    """Yield the straight outlines of a path in page coordinates."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[_Point] = []
    count = raw.FPDFPath_CountSegments(path)
    for number in range(count if count <= _MOST_SEGMENTS else 0):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _rule(box: Box, thin: float = 0.0) -> Iterator[Rule]:
    """Take a box for a rule if it is long, and thin (or hardly slanted)."""
    width, height = box.width, box.height
    if width >= _SHORT and height <= max(thin, _SLANT * width, 0.5) and width > 2 * height:
        yield Rule(upright=False, at=(box.top + box.bottom) / 2, start=box.left, end=box.right)
    elif height >= _SHORT and width <= max(thin, _SLANT * height, 0.5) and height > 2 * width:
        yield Rule(upright=True, at=(box.left + box.right) / 2, start=box.top, end=box.bottom)
