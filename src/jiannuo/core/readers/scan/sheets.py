"""A picture of a page as a sheet of paper: its rules, and its text recognised line by line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from jiannuo.core.readers.paper import Box, Glyph, Rule, Scan, Sheet
from jiannuo.core.readers.scan.cleaning import denoised, straightened, without_stamps
from jiannuo.core.readers.scan.detection import text_boxes
from jiannuo.core.readers.scan.direction import is_sideways, is_upside_down
from jiannuo.core.readers.scan.engine import Engine, Picture
from jiannuo.core.readers.scan.glyphs import ReadLine, glyphs_of
from jiannuo.core.readers.scan.recognition import read_boxes, without_idle_spaces
from jiannuo.core.readers.scan.ruling import rules_in, wiped

_LEAST_SIDE = 1_754
"""Pixels of the longer side (A4 at 150 dpi); a smaller picture is enlarged to it."""
_OVERLAP = 0.35
_SUREST_NOISE = 0.5


def sheet_of(scan: Scan, engine: Engine) -> Sheet:
    """Recognise a page, whichever way up it lies."""
    picture = np.frombuffer(scan.pixels, np.uint8).reshape(scan.rows, scan.columns, 3)
    grey = straightened(_enlarged(denoised(without_stamps(picture))))
    ready = _made_ready(grey, engine)
    if is_sideways(ready.boxes):
        scan = replace(scan, width=scan.height, height=scan.width)
        ready = _made_ready(straightened(np.ascontiguousarray(np.rot90(grey))), engine)
    if is_upside_down(ready.colours, ready.boxes, engine):
        turned = np.ascontiguousarray(np.rot90(ready.grey, 2))
        ready = _made_ready(turned, engine)
    return sheet_from(scan, ready.clean, ready.rules, _read_lines(ready, engine))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A page made ready: its rules, itself without them, and where its lines stand."""

    grey: Picture
    rules: list[Rule]
    clean: Picture
    colours: Picture
    boxes: list[Box]


def _made_ready(grey: Picture, engine: Engine) -> _Ready:
    rules = rules_in(grey)
    clean = wiped(grey, rules)
    colours = cv2.cvtColor(clean, cv2.COLOR_GRAY2BGR).astype(np.uint8)
    return _Ready(grey, rules, clean, colours, text_boxes(colours, engine))


def sheet_from(
    scan: Scan, clean: Picture, rules: Sequence[Rule], lines: Sequence[ReadLine]
) -> Sheet:
    """Lay what was read in the picture (grey levels, made ready) on a sheet, in points."""
    unit = scan.width / clean.shape[1]
    return Sheet(
        scan.number,
        scan.width,
        clean.shape[0] * unit,
        tuple(_scaled_glyph(glyph, unit) for glyph in glyphs_of(lines, clean)),
        tuple(
            Rule(rule.upright, rule.at * unit, rule.start * unit, rule.end * unit) for rule in rules
        ),
    )


def _read_lines(ready: _Ready, engine: Engine) -> list[ReadLine]:
    """Read the lines of a page; what looks like none of the characters known is no line."""
    boxes = [part for box in ready.boxes for part in _parted(box, ready.rules)]
    read = read_boxes(ready.colours, boxes, engine)
    return [
        ReadLine(box, without_idle_spaces(characters))
        for box, characters in zip(boxes, read, strict=True)
        if characters and max(one.confidence for one in characters) >= _SUREST_NOISE
    ]


def _enlarged(grey: Picture) -> Picture:
    factor = _LEAST_SIDE / max(grey.shape)
    if factor <= 1.0:
        return grey
    return cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC).astype(
        np.uint8
    )


def _parted(box: Box, rules: Iterable[Rule]) -> list[Box]:
    """Part a line that runs across a table's upright rule: it is two cells'."""
    middle = (box.top + box.bottom) / 2
    margin = _OVERLAP * box.height
    cuts = sorted(
        rule.at
        for rule in rules
        if rule.upright
        and rule.start <= middle <= rule.end
        and box.left + margin < rule.at < box.right - margin
    )
    edges = [box.left, *cuts, box.right]
    return [Box(left, box.top, right, box.bottom) for left, right in pairwise(edges)]


def _scaled_glyph(glyph: Glyph, unit: float) -> Glyph:
    return Glyph(
        glyph.text, glyph.left * unit, glyph.top * unit, glyph.right * unit, glyph.bottom * unit,
        confidence=glyph.confidence,
    )  # fmt: skip
