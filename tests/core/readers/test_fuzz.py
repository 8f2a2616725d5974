"""Damaged in any way, a file gives a document or one sentence; `benchmarks/fuzz_readers.py` tries longer."""

from random import Random

import pytest

from jiannuo.core.readers import CONVERTED, Unreadable, can_recognise, read_raw, sniff
from jiannuo.core.readers.archive import unpack
from tests.core.readers.mutations import GOOD, worse

_TIMES = 150


@pytest.mark.parametrize("name", GOOD)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(name: str) -> None:
    random = Random(name)  # noqa: S311 - the same damages in every run
    for _ in range(_TIMES):
        data = worse(GOOD[name], random)
        try:
            kind = sniff(data, name)
            if kind == "archive":
                unpack(data, name)
            elif kind not in CONVERTED and not (kind == "picture" and can_recognise()):
                read_raw(data, name)
        except Unreadable as error:
            sentence = str(error)
            assert sentence.endswith("。")
            assert sentence.count("。") == 1


@pytest.mark.parametrize("name", [name for name in GOOD if not name.endswith((".zip", ".png"))])
def test_the_undamaged_file_is_read(name: str) -> None:
    assert read_raw(GOOD[name], name).blocks
