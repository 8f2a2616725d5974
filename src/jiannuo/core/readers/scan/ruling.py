"""The printed rules of a picture, and the picture without them."""

import cv2
import numpy as np

from jiannuo.core.readers.paper import Rule, frames
from jiannuo.core.readers.scan.cleaning import ink_of
from jiannuo.core.readers.scan.engine import Picture

_SHORTEST = 0.025
"""Part of the page's longer side (7 mm of 297): the strokes of ordinary type are shorter."""
_WORN = 0.002
"""Likewise: gaps that a worn or faint rule has."""
_THICKEST = 0.005
_LONG = 0.12
_REACH = 0.006
_FEWEST = 2


def rules_in(grey: Picture) -> list[Rule]:
    """Find the rules of a picture (grey levels, straight), in pixels."""
    ink = ink_of(grey)
    side = max(grey.shape)
    level, upright = (
        _rules(_long_strokes(ink, side, upright=upright), side, upright=upright)
        for upright in (False, True)
    )
    reach = side * _REACH
    level = [rule for rule in level if _is_anchored(rule, upright, side, reach)]
    upright = [rule for rule in upright if _is_anchored(rule, level, side, reach)]
    return [*level, *upright]


def wiped(grey: Picture, rules: list[Rule]) -> Picture:
    """Wipe the rules of tables out of a picture; a single stroke may well be the character 一."""
    clean = grey.copy()
    thick = max(round(max(grey.shape) * _WORN), 2)
    for frame in frames(rules, thick):
        if min(len(frame.upright), len(frame.level)) < _FEWEST:
            continue
        for rule in (*frame.upright, *frame.level):
            start, end = round(rule.start), round(rule.end)
            first, last = round(rule.at) - thick, round(rule.at) + thick + 1
            clean[
                (slice(start, end), slice(first, last))
                if rule.upright
                else (slice(first, last), slice(start, end))
            ] = 255
    return clean


def _long_strokes(ink: Picture, side: int, *, upright: bool) -> Picture:
    """Keep only what is long in one direction; the small gaps of a worn rule are closed first."""

    def along(part: float) -> Picture:
        size = max(int(side * part), 2)
        return np.ones((size, 1) if upright else (1, size), np.uint8)

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(_WORN))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, along(_SHORTEST)).astype(np.uint8)


def _is_anchored(rule: Rule, others: list[Rule], side: int, reach: float) -> bool:
    """Say whether a rule is one: it is long, or runs from one rule of the other direction to another.

    The strokes of neighbouring characters, run together in print, are neither.
    """
    if rule.end - rule.start >= _LONG * side:
        return True
    return all(
        any(
            abs(other.at - end) <= reach and other.start - reach <= rule.at <= other.end + reach
            for other in others
        )
        for end in (rule.start, rule.end)
    )


def _rules(mask: Picture, side: int, *, upright: bool) -> list[Rule]:
    count, _, areas, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rules = []
    for left, top, width, height, area in areas[1:count].tolist():
        long, thin = (height, width) if upright else (width, height)
        if area / long > max(side * _THICKEST, 5) or thin > long / 4:
            continue
        at = left + width / 2 if upright else top + height / 2
        start = top if upright else left
        rules.append(Rule(upright, at, float(start), float(start + long)))
    return rules
