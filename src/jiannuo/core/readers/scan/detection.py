"""Where lines of text stand in a picture."""

from collections.abc import Iterable
from threading import Lock

import cv2
import numpy as np

from jiannuo.core.readers.paper import Box
from jiannuo.core.readers.scan.engine import Engine, Numbers, Picture, run

_LONGEST_SIDE = 1_760
"""Pixels; at this size (A4 at 150 dpi) the network sees type from 7 point upwards."""
_STEP = 32
_INK = 0.3
_LINE = 0.5
_GROWTH = 1.6
"""The network marks the cores of lines; this share of area over outline gives them back."""
_SMALLEST = 3
_SAME_LINE = 0.6
_BAND = 640
_OVERLAP = 96
"""Pixels: higher than any line, so that each stands whole in one of two bands."""
_ONE_AT_A_TIME = Lock()
"""For the memory's sake; reading the lines takes far less."""


def text_boxes(picture: Picture, engine: Engine) -> list[Box]:
    """Find the lines of a picture (colours), upright boxes in its pixels."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    shape = tuple(max(round(side * scale / _STEP), 1) * _STEP for side in (width, height))
    small = cv2.resize(picture, shape, interpolation=cv2.INTER_AREA)
    heat = _heat(small.astype(np.uint8), engine)
    across, down = width / shape[0], height / shape[1]
    return whole_lines(
        Box(box.left * across, box.top * down, box.right * across, box.bottom * down)
        for box in _boxes(heat)
    )


def _heat(picture: Picture, engine: Engine) -> Numbers:
    """Ask the network for each pixel how likely it is text, band by band.

    A run over a whole page takes half a gigabyte. Where bands overlap, the surer answer counts.
    """
    rows, columns = picture.shape[:2]
    heat: Numbers = np.zeros((rows, columns), np.float32)
    for top in range(0, max(rows - _OVERLAP, 1), _BAND - _OVERLAP):
        bottom = min(top + _BAND, rows)
        band = picture[top:bottom].astype(np.float32) / 127.5 - 1.0
        batch = np.ascontiguousarray(band.transpose(2, 0, 1)[np.newaxis])
        with _ONE_AT_A_TIME:
            found = run(engine.detection, batch)[0, 0]
        heat[top:bottom] = np.maximum(heat[top:bottom], found)
    return heat


def whole_lines(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes that overlap within a line: the network now and then sees a line in two."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.left):
        for place, other in enumerate(whole):
            if min(box.height / box.width, other.height / other.width) > 1:
                continue  # lines of a page that lies sideways
            common = min(box.bottom, other.bottom) - max(box.top, other.top)
            if box.left < other.right and common > _SAME_LINE * min(box.height, other.height):
                whole[place] = Box(
                    other.left, min(box.top, other.top),
                    max(box.right, other.right), max(box.bottom, other.bottom),
                )  # fmt: skip
                break
        else:
            whole.append(box)
    return whole


def _boxes(heat: Numbers) -> list[Box]:
    """Take the warm areas of the network's answer for lines, and give them their full size."""
    mask = cv2.dilate((heat > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, _, areas, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    rows, columns = heat.shape
    boxes = []
    for left, top, width, height, _ in areas[1:count].tolist():
        if min(width, height) < _SMALLEST:
            continue
        own = mask[top : top + height, left : left + width] > 0
        if float(heat[top : top + height, left : left + width][own].mean()) < _LINE:
            continue
        grow = _GROWTH * width * height / (2 * (width + height))
        boxes.append(
            Box(
                max(left - grow, 0.0), max(top - grow, 0.0),
                min(left + width + grow, float(columns)), min(top + height + grow, float(rows)),
            )
        )  # fmt: skip
    return boxes
