"""Time of the audit: the 124-row bulletin, and how it grows with the number of rows.

    python benchmarks/audit.py

The bar: under 0.5 s for the bulletin, and a constant time per row. Times are the best of several
runs after a first one; reading the same document stands beside them for comparison.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from time import perf_counter
from typing import Final

import jiannuo
from jiannuo.core.audit import audit
from jiannuo.core.records import Document

BULLETIN: Final = "004_e22efe1dde90f469.txt"
TIMES: Final = (1, 4, 16, 64)
RUNS: Final = 3


def seconds(work: Callable[[], object]) -> float:
    """Give the shortest of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def multiplied(document: Document, times: int) -> Document:
    """Repeat the rows of a document, each time with other numbers in their texts' places."""
    (table,) = document.tables
    rows = tuple(
        replace(row, number=f"{n}-{row.number}") for n in range(times) for row in table.rows
    )
    return replace(document, tables=(replace(table, rows=rows),))


def main() -> None:
    """Print the table."""
    path = str(files("jiannuo").joinpath("samples", BULLETIN))
    start = perf_counter()
    bulletin = jiannuo.read(path)
    audit(bulletin)
    first = perf_counter() - start
    reading = seconds(lambda: jiannuo.read(path))
    print(f"first reading and audit in this process: {first:.3f} s; reading alone: {reading:.3f} s")
    print(f"{'rows':>6} {'seconds':>9} {'ms a row':>9} {'checked':>8} {'findings':>9}")
    for times in TIMES:
        document = multiplied(bulletin, times)
        result = audit(document)
        rows = sum(1 for _ in document.rows())
        took = seconds(lambda document=document: audit(document))
        print(
            f"{rows:6} {took:9.3f} {took / rows * 1000:9.2f} {result.checked:8} {len(result.findings):9}"
        )


if __name__ == "__main__":
    main()
