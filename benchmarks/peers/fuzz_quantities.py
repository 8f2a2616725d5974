"""Run inside the fuzzer's own environment: throw coverage-guided texts at the reader of quantities.

usage: fuzz_quantities.py -runs=N [CORPUS_FOLDER] (libFuzzer's own options)
"""

import json
import sys

import atheris

with atheris.instrument_imports(include=["jiannuo.core.quantities"]):
    from jiannuo.core.quantities import Quantity, readings
    from jiannuo.core.quantities.periods import periods

LONGEST_YEAR = 9999


def check(data: bytes) -> None:
    """Raise AssertionError if a text is misread in a way that no text allows."""
    provider = atheris.FuzzedDataProvider(data)
    year = provider.ConsumeIntInRange(0, LONGEST_YEAR) or None
    text = provider.ConsumeBytes(len(data)).decode("utf-8", errors="replace")
    end = 0
    for reading in readings(text):
        assert 0 <= reading.start < reading.end <= len(text)
        if isinstance(reading, Quantity):
            assert reading.start >= end
            end = reading.end
            assert text[reading.start : reading.end] == reading.span
            values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
            assert all(reading.low <= value <= reading.high for value in values)
            json.dumps(reading.to_json())
    for time in periods(text, year):
        assert text[time.start : time.end] == time.span
        json.dumps(time.to_json())


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
