"""How well layouts of other governments are read: random ledgers in every layout and format.

Run `python benchmarks/layouts.py [DOCUMENTS] [LAYOUT]`: for each layout DOCUMENTS random ledgers
(6 unless told) are drawn, written in every format, read back and compared field by field (a field
counts that was drawn or read; a missing or surplus row counts with all its fields). Printed is a
table of the shares that are right, layouts down and formats across, and how many characters had no
place at all (none must vanish). With LAYOUT, that one alone, and what was wrong. PDF is printed by
LibreOffice where it is installed.
"""

import random
import shutil
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jiannuo.core.mapping import understand
from jiannuo.core.readers import read_raw
from tests.core.mapping.accounting import unaccounted
from tests.core.mapping.corpus.comparing import Score, compare
from tests.core.mapping.corpus.drawing import Drawn
from tests.core.mapping.corpus.formats import FORMATS, printed
from tests.core.mapping.corpus.layouts import LAYOUTS, PROSE
from tests.core.mapping.corpus.ledger import random_ledger

_IN_CELLS = frozenset({"csv", "tsv", "竖线文本", "空格文本", "一行一格"})
"""Formats that are nothing but a table; prose in them is no document that anybody sends."""


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    chosen = sys.argv[2] if len(sys.argv) > 2 else ""
    layouts = [name for name in LAYOUTS if not chosen or name == chosen]
    sheets = {name: _drawn(name, count) for name in layouts}
    prints = _printed(sheets)
    formats = [*FORMATS, *(["pdf"] if prints else [])]
    print("布局".ljust(10, "　"), *(name.rjust(7, "　")[-7:] for name in formats))
    lost: Counter[str] = Counter()
    totals = {form: Score() for form in formats}
    for name in layouts:
        shares = []
        for form in formats:
            if name in PROSE and form in _IN_CELLS:
                shares.append("—")
                continue
            score = _score(sheets[name], form, prints.get(name), lost)
            totals[form].add(score)
            shares.append(f"{score.share:.1%}")
            if chosen:
                for wrong, times in Counter(score.wrong).most_common(12):
                    print(f"  {form:<6}{times:>3} {wrong[:200]}")
        print(name.ljust(10, "　"), *(share.rjust(10) for share in shares))
    print("合计".ljust(10, "　"), *(f"{totals[form].share:.1%}".rjust(10) for form in formats))
    print(f"没有着落的文字：{sum(lost.values())} 段", dict(lost.most_common(5)) if lost else "")


def _drawn(name: str, count: int) -> list[Drawn]:
    drawn = []
    for seed in range(count):
        chance = random.Random(f"{name}{seed}")  # noqa: S311 - not for secrets
        drawn.append(LAYOUTS[name](random_ledger(chance), chance))
    return drawn


def _printed(sheets: dict[str, list[Drawn]]) -> dict[str, list[bytes]]:
    if shutil.which("soffice") is None:
        print("没有 LibreOffice，PDF 未测。")
        return {}
    data = iter(printed([one for drawn in sheets.values() for one in drawn]))
    return {name: [next(data) for _ in drawn] for name, drawn in sheets.items()}


def _score(sheets: list[Drawn], form: str, prints: list[bytes] | None, lost: Counter[str]) -> Score:
    score = Score()
    for number, drawn in enumerate(sheets):
        if form == "pdf":
            file, data = "例.pdf", (prints or [])[number]
        else:
            file, write = FORMATS[form]
            data = write(drawn)
        raw = read_raw(data, file)
        document = understand(raw)
        score.add(compare(drawn, document))
        lost.update(unaccounted(raw, document))
    return score


if __name__ == "__main__":
    main()
