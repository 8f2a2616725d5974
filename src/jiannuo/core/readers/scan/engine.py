"""The recognition models: PP-OCR networks out of an installed package, run in process, offline.

The wheel of `rapidocr` carries the networks; `onnxruntime` runs them. Nothing of the package's own
code is used: it would look for updates on the network, and it hides how sure it is of a character.
"""

import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import onnxruntime

Picture: TypeAlias = npt.NDArray[np.uint8]
"""Grey levels (rows × columns), or colours in the order blue, green, red (rows × columns × 3)."""
Numbers: TypeAlias = npt.NDArray[np.float32]

_DETECTION = "PP-OCRv6_det_small.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"
_DIRECTION = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_SPACE = " "
_BLANK = ""
_DASHES = str.maketrans("–—―‐", "----")


@dataclass(frozen=True, slots=True)
class Engine:
    """The three networks, and the characters that the outputs of the second stand for.

    `twins` gives for each output those that stand for the same sign in whatever width.
    """

    detection: onnxruntime.InferenceSession
    recognition: onnxruntime.InferenceSession
    direction: onnxruntime.InferenceSession
    characters: tuple[str, ...]
    twins: Mapping[int, tuple[int, ...]]


@cache
def engine() -> Engine:
    """Load the networks, once in a process.

    Each run keeps to one thread; several pages run at a time. The threads of one run would wait for
    one another busily, which on a busy machine takes four times as long.
    """
    recognition = _session(_RECOGNITION)
    listed = recognition.get_modelmeta().custom_metadata_map["character"].splitlines()
    characters = (_BLANK, *listed, _SPACE)
    return Engine(
        detection=_session(_DETECTION),
        recognition=recognition,
        direction=_session(_DIRECTION),
        characters=characters,
        twins=_twins(characters),
    )


def _twins(characters: Sequence[str]) -> dict[int, tuple[int, ...]]:
    signs: dict[str, list[int]] = {}
    for number, character in enumerate(characters):
        folded = unicodedata.normalize("NFKC", character).translate(_DASHES)
        signs.setdefault(folded, []).append(number)
    return {number: tuple(same) for same in signs.values() for number in same}


def run(session: onnxruntime.InferenceSession, batch: Numbers) -> Any:
    """Run a network on a batch of pictures (number × channels × rows × columns)."""
    return session.run(None, {session.get_inputs()[0].name: batch})[0]


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(name: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # lines differ in width: an arena would keep the widest
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(_models() / name), options, providers=["CPUExecutionProvider"]
    )


def _models() -> Path:
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("rapidocr")
    return Path(found.submodule_search_locations[0]) / "models"
