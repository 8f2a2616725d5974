"""A picture made ready for reading: upright to a hair, without stamps, large enough."""

import math

import cv2
import numpy as np

from jiannuo.core.readers.scan.engine import Picture

_RED_LEAD = 40
"""Red ink is brighter in red by this many levels than in green and blue."""
_BLACK = 140
"""What reflects less red light than this is black ink, stamped over or not."""
_STAMP_SIDES = (0.4, 2.5)
"""Width over height of a stamp, round or oval; a line of a red letterhead is far wider."""
_STAMP_SIZE = 0.06
"""The least side of a stamp (40 mm) as a part of the page's longer one (297 mm), with a margin."""
_LEAST_GRAIN = 2.5
_SMOOTHING = 1.65
_STROKE = 40
"""Dots that differ more from their surroundings belong to a stroke."""
_MOST_TURN = 7.0
_LEAST_TURN = 0.05


def without_stamps(picture: Picture) -> Picture:
    """Give a picture (colours) as grey levels in which red stamps are gone.

    Under a stamp the red part of the light is taken: red ink vanishes in it, black letters stay.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    red = picture[:, :, 2].astype(np.int16)
    other = np.maximum(picture[:, :, 0], picture[:, :, 1]).astype(np.int16)
    ink = (red - other > _RED_LEAD).astype(np.uint8)
    side = max(grey.shape)
    reach = max(side // 150, 3)
    spread = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    count, _, areas, _ = cv2.connectedComponentsWithStats(spread, connectivity=8)
    for left, top, width, height, _ in areas[1:count].tolist():
        if min(width, height) < _STAMP_SIZE * side:
            continue
        if not _STAMP_SIDES[0] <= width / height <= _STAMP_SIDES[1]:
            continue
        place = np.s_[top : top + height, left : left + width]
        light = picture[place][:, :, 2]
        faded = np.where((light > _BLACK) & (spread[place] > 0), 255, light)
        grey[place] = np.maximum(grey[place], faded)
    return grey.astype(np.uint8)


def denoised(grey: Picture) -> Picture:
    """Smooth the grain of a bad scan or copy, as strongly as it has it; a clean one is left alone."""
    grain = noise_of(grey)
    if grain < _LEAST_GRAIN:
        return grey
    return cv2.fastNlMeansDenoising(grey, None, _SMOOTHING * grain, 5, 15).astype(np.uint8)


def noise_of(grey: Picture) -> float:
    """Measure the grain: how far, in grey levels, most dots differ from those around them."""
    off = np.abs(grey.astype(np.int16) - cv2.medianBlur(grey, 3).astype(np.int16))
    return float(off.mean(where=off < _STROKE))


def straightened(grey: Picture) -> Picture:
    """Turn a picture (grey levels) by the few degrees that it lay askew on the glass."""
    angle = tilt(grey)
    if abs(angle) < _LEAST_TURN:
        return grey
    rows, columns = grey.shape[:2]
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1.0)
    return cv2.warpAffine(
        grey, turn, (columns, rows), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8)


def tilt(grey: Picture) -> float:
    """Measure how many degrees clockwise a page's lines run off the level.

    The rows of a page that lies straight are either full of ink or empty, so the sums of its rows
    differ most when it does: first among coarse angles, then among fine ones around the best.
    """
    scale = 800 / max(grey.shape)
    small: Picture = cv2.resize(
        grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
    ).astype(np.uint8)
    ink: Picture = np.subtract(255, small, dtype=np.uint8)
    ink[ink < 255 - _threshold(small)] = 0
    best = 0.0
    for step, reach in ((1.0, _MOST_TURN), (0.25, 1.0), (0.05, 0.25)):
        angles = [
            best + step * n for n in range(-math.ceil(reach / step), math.ceil(reach / step) + 1)
        ]
        best = max(angles, key=lambda angle: _contrast(ink, angle))
    return best


def _contrast(ink: Picture, angle: float) -> float:
    rows, columns = ink.shape[:2]
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1.0)
    sums = cv2.warpAffine(ink, turn, (columns, rows)).sum(axis=1, dtype=np.float64)
    return float((np.diff(sums) ** 2).sum())


def _threshold(grey: Picture) -> int:
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return int(level)


def ink_of(grey: Picture) -> Picture:
    """Part ink (255) from paper (0), also where the light was uneven."""
    blurred = cv2.GaussianBlur(grey, (3, 3), 0)
    window = max(grey.shape) // 40 | 1
    return cv2.adaptiveThreshold(
        blurred, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15
    ).astype(np.uint8)
