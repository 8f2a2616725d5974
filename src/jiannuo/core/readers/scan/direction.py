"""Which way up a page lies: sheets are fed sideways, and upside down."""

from collections.abc import Sequence

import cv2
import numpy as np

from jiannuo.core.readers.paper import Box
from jiannuo.core.readers.scan.engine import Engine, Picture, run

_TALL = 1.5
_MOSTLY = 0.6
_ASKED = 12
_HEIGHT, _WIDTH = 48, 192
_SURE = 0.8


def is_sideways(boxes: Sequence[Box]) -> bool:
    """Say whether most of a page's text runs from top to bottom."""
    area = sum(box.width * box.height for box in boxes)
    tall = sum(box.width * box.height for box in boxes if box.height > _TALL * box.width)
    return bool(boxes) and tall > _MOSTLY * area


def is_upside_down(picture: Picture, boxes: Sequence[Box], engine: Engine) -> bool:
    """Ask the third network about the longest lines of a picture (colours); most of them decide."""
    lines = sorted(boxes, key=lambda box: box.width / max(box.height, 1.0), reverse=True)[:_ASKED]
    if not lines:
        return False
    batch = np.zeros((len(lines), 3, _HEIGHT, _WIDTH), np.float32)
    for place, box in enumerate(lines):
        cut = picture[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
        width = min(max(round(cut.shape[1] * _HEIGHT / cut.shape[0]), 1), _WIDTH)
        line = cv2.resize(cut, (width, _HEIGHT)).astype(np.float32) / 127.5 - 1.0
        batch[place, :, :, :width] = line.transpose(2, 0, 1)
    turned = run(engine.direction, batch)[:, 1] > _SURE
    return bool(turned.mean() > _MOSTLY)
