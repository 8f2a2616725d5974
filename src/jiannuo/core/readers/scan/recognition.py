"""What a line says: its characters, where in the line each stands, and how sure that is."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from jiannuo.core.readers.paper import Box
from jiannuo.core.readers.scan.engine import Engine, Numbers, Picture, run

_HEIGHT = 48
"""Pixels: the height of lines that the network was trained on."""
_WIDEST_BATCH = 2_400
"""Columns of pixels in one batch: what fits the processor's caches is fastest."""
_NARROWEST = 16
_SUREST = 0.9999
"""Nothing that was recognised is certain; 1 is for what a file itself says."""


@dataclass(frozen=True, slots=True)
class Character:
    """A recognised character; `place` in [0, 1] is its centre's part of the line's width."""

    text: str
    place: float
    confidence: float


def is_wide(character: str) -> bool:
    """Say whether a character takes a square."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def read_boxes(
    picture: Picture, boxes: Sequence[Box], engine: Engine
) -> list[tuple[Character, ...]]:
    """Read the lines of a picture (colours) that stand in the boxes, in the boxes' order."""
    crops = [_crop(picture, box) for box in boxes]
    order = sorted(range(len(crops)), key=lambda n: crops[n].shape[1])
    read: dict[int, tuple[Character, ...]] = {}
    for batch in _batches(order, [crop.shape[1] for crop in crops]):
        widest = max(crops[n].shape[1] for n in batch)
        numbers = np.zeros((len(batch), 3, _HEIGHT, widest), np.float32)
        for place, n in enumerate(batch):
            crop = crops[n].astype(np.float32) / 127.5 - 1.0
            numbers[place, :, :, : crop.shape[1]] = crop.transpose(2, 0, 1)
        for n, answer in zip(batch, run(engine.recognition, numbers), strict=True):
            read[n] = tuple(_decoded(answer, engine, crops[n].shape[1] / widest))
    return [read[n] for n in range(len(crops))]


def without_idle_spaces(characters: Sequence[Character]) -> tuple[Character, ...]:
    """Leave out the spaces that are not between two letters or digits.

    The network was trained on mixed texts and puts some between scripts; where the page has one
    beside a Chinese character is measured.
    """
    kept = []
    for place, character in enumerate(characters):
        beside = characters[max(place - 1, 0) : place + 2]
        if not character.text.isspace() or not (
            any(is_wide(one.text) for one in beside) or place in {0, len(characters) - 1}
        ):
            kept.append(character)
    return tuple(kept)


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in order:
        if batch and widths[n] * (len(batch) + 1) > _WIDEST_BATCH:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _crop(picture: Picture, box: Box) -> Picture:
    """Cut a line out and bring it to the network's height."""
    rows, columns = picture.shape[:2]
    top, bottom = max(int(box.top), 0), min(int(np.ceil(box.bottom)), rows)
    left, right = max(int(box.left), 0), min(int(np.ceil(box.right)), columns)
    cut = picture[top : max(bottom, top + 1), left : max(right, left + 1)]
    width = max(round(cut.shape[1] * _HEIGHT / cut.shape[0]), _NARROWEST)
    return cv2.resize(cut, (width, _HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def _decoded(answer: Numbers, engine: Engine, filled: float) -> Iterator[Character]:
    """Read the network's answer: for each step along the line, how likely each character is.

    Equal neighbours are one character; `filled` is the part of the steps that the line's picture
    fills.
    """
    characters, twins = engine.characters, engine.twins
    best = answer.argmax(axis=1)
    steps = len(best)
    start = 0
    while start < steps:
        end = start + 1
        while end < steps and best[end] == best[start]:
            end += 1
        index = int(best[start])
        if index:
            place = min((start + end) / 2 / steps / filled, 1.0)
            # Full and half width of a sign are one sign: the network need not know which.
            sure = float(answer[start:end][:, twins[index]].sum(axis=1).max())
            yield Character(characters[index], place, min(sure, _SUREST))
        start = end
