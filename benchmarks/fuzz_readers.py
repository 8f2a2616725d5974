"""A longer fuzz run over the readers: good files of every format, damaged at random.

    python benchmarks/fuzz_readers.py [--seconds 60] [--seed 1]

Each damaged file is read as an upload is, within the same limits of memory. A result or a named
error is right; anything else is printed with the seed that makes it again. Also said: how many files
a second, how many were read, and the slowest by format. Exit status 1 means a reader that broke down.
"""

import argparse
import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from jiannuo.core.readers import CONVERTED, Unreadable, read_raw, sniff  # noqa: E402 - the path above
from jiannuo.core.readers.archive import unpack  # noqa: E402
from jiannuo.intake.reading.limits import MEMORY  # noqa: E402
from tests.core.readers.mutations import GOOD, worse  # noqa: E402

SLOW_SECONDS = 20


def read(data: bytes, name: str) -> str:
    """Read a file; return what came of it."""
    try:
        kind = sniff(data, name)
        if kind == "archive":
            unpack(data, name)
        elif kind in CONVERTED:
            return "for the office program"
        else:
            read_raw(data, name)
    except Unreadable:
        return "refused"
    except MemoryError:
        return "out of memory"
    return "read"


def main() -> int:
    """Damage and read until the time is over."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))
    names = [name for name in GOOD if not name.endswith(".png")]
    came: dict[str, Counter[str]] = {name: Counter() for name in names}
    slowest = dict.fromkeys(names, 0.0)
    broken, number, until = 0, 0, time.monotonic() + options.seconds
    while time.monotonic() < until:
        name = names[number % len(names)]
        seed = f"{options.seed}:{number}"
        data = worse(GOOD[name], Random(seed))  # noqa: S311 - the same damages in every run
        number += 1
        began = time.monotonic()
        try:
            came[name][read(data, name)] += 1
        except Exception:  # noqa: BLE001 - a reader that breaks down is what this run looks for
            broken += 1
            came[name]["BROKEN"] += 1
            print(f"BROKEN {name} {seed}\n{traceback.format_exc(limit=-4)}")
        slowest[name] = max(slowest[name], time.monotonic() - began)
    for name in names:
        said = "  ".join(f"{what} {count}" for what, count in came[name].most_common())
        print(f"{name:<10} slowest {slowest[name]:.2f} s  {said}")
    print(f"{number} files in {options.seconds:.0f} s, {broken} broke a reader")
    return 1 if broken or max(slowest.values()) > SLOW_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
