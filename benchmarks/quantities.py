"""Quantities read by Jiannuo and by what else there is: speed and accuracy in one run.

    python benchmarks/quantities.py [LABELLED.jsonl …] [--without-peers]

Speed is measured on the documents that ship with the package, line by line, in processor time of
one process, so that whatever else the machine does changes little;
accuracy on the labelled clauses of tests/samples/quantities, or on the files given (of the same
shape). A quantity is right if its span overlaps the label and value and unit are equal.

The peers are installed from the package index into an environment of their own
(build/benchmark-peers, made once); one that cannot be installed is named and left out.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiannuo
from jiannuo.core.quantities import quantities

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((Path(jiannuo.__file__).parent / "samples").glob("*.txt"))
LABELLED = sorted((ROOT / "tests" / "samples" / "quantities").glob("*.jsonl"))
PEERS_HOME = ROOT / "build" / "benchmark-peers"
PEERS = {
    "expression": ("one regular expression", ()),
    "cn2an": ("cn2an, then the expression", ("cn2an==0.5.24",)),
    "recognizers": (
        "Recognizers-Text (Python)",
        ("--pre", "recognizers-text-suite==1.0.2a2", "emoji<2"),
    ),
    "jionlp": ("jionlp (money only)", ("jionlp==1.5.31",)),
}
SAME_UNIT = {
    "方": "立方米",
    "千米": "公里",
    "km": "公里",
    "平米": "平方米",
    "平": "平方米",
    "㎡": "平方米",
    "m": "米",
    "块": "元",
}
RUNS = 5
GROWTH = (1, 10)
"""Megabytes (in characters) of the text that shows how the time grows."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What one reader did: characters a second, and its hits and mistakes on the labels."""

    name: str
    speed: float
    right: int
    given: int
    expected: int
    bounds: tuple[int, int]

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the labels that were read."""
        return self.right / self.expected if self.expected else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labelled", nargs="*", type=Path, default=LABELLED)
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args()
    lines = [line for seed in SEEDS for line in seed.read_text(encoding="utf-8").splitlines()]
    clauses = [
        json.loads(line)
        for path in options.labelled
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    labels = sum(len(clause["quantities"]) for clause in clauses)
    print(f"{sum(map(len, lines)):,} 字的文件；{len(clauses)} 句标注，含 {labels} 个数量\n")
    ours = _ours(lines, clauses)
    print(f"{'':<30}{'字/秒':>12}{'相对':>8}{'准确率':>9}{'召回率':>9}{'上下限':>12}")
    _print_row(ours, ours)
    if not options.without_peers:
        for key, (name, packages) in PEERS.items():
            _print_peer(key, name, packages, (lines, clauses), ours)
    _print_growth("".join(line + "\n" for line in lines))


def _ours(lines: list[str], clauses: list[Json]) -> Result:
    seconds = _seconds(lambda: [quantities(line) for line in lines])
    found = [[q.to_json() for q in quantities(clause["text"])] for clause in clauses]
    return _judged("践诺", sum(map(len, lines)) / seconds, clauses, found)


def _seconds(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def _print_peer(
    key: str,
    name: str,
    packages: tuple[str, ...],
    task: tuple[list[str], list[Json]],
    ours: Result,
) -> None:
    lines, clauses = task
    python = _environment()
    if problem := _install(python, packages):
        print(f"{name:<30}  未能安装：{problem}")
        return
    texts = {"lines": lines, "clauses": [clause["text"] for clause in clauses]}
    run = subprocess.run(  # noqa: S603 -- our own script in our own environment
        [python, str(ROOT / "benchmarks" / "peers" / "quantities.py"), key],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        print(f"{name:<30}  未能运行：{(run.stderr.strip().splitlines() or ['无输出'])[-1]}")
        return
    answer = json.loads(run.stdout)
    speed = sum(map(len, lines)) / answer["seconds"]
    _print_row(_judged(name, speed, clauses, answer["found"]), ours)


def _environment() -> str:
    python = PEERS_HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(PEERS_HOME, with_pip=True)
    return str(python)


def _install(python: str, packages: tuple[str, ...]) -> str:
    """Install packages unless they are there; the reason in one line if that fails."""
    if not packages:
        return ""
    run = subprocess.run(  # noqa: S603 -- pip of our own environment
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    return (run.stderr.strip().splitlines() or ["原因不明"])[-1] if run.returncode else ""


def _judged(name: str, speed: float, clauses: list[Json], found: list[list[Json]]) -> Result:
    right = given = expected = bounds = bounds_right = 0
    for clause, answers in zip(clauses, found, strict=True):
        waiting = list(answers)
        given += sum(not _overlaps_any(a, clause.get("optional", [])) for a in answers)
        for label in clause["quantities"]:
            expected += 1
            bounds += label["comparator"] != "="
            hit = next((a for a in waiting if _same(label, a)), None)
            if hit is not None:
                waiting.remove(hit)
                right += 1
                if label["comparator"] != "=":
                    bounds_right += hit.get("comparator") == label["comparator"]
    return Result(name, speed, right, given, expected, (bounds_right, bounds))


def _overlaps_any(answer: Json, labels: list[Json]) -> bool:
    return any(_overlap(label, answer) for label in labels)


def _overlap(label: Json, answer: Json) -> bool:
    """Whether two spans share a character; a reader without offsets gets the benefit of the doubt."""
    if answer["start"] is None:
        return True
    end, other = label["start"] + len(label["span"]), answer["start"] + len(answer["span"])
    return min(end, other) > max(label["start"], answer["start"])


def _same(label: Json, answer: Json) -> bool:
    if not _overlap(label, answer) or _values(label["value"]) != _values(answer["value"]):
        return False
    units = (_unit(label["unit"]), _unit(answer["unit"]))
    return units[0] == units[1]


def _unit(unit: str | None) -> str:
    return SAME_UNIT.get(unit or "", unit or "")


def _values(value: Any) -> list[float]:
    parts = value if isinstance(value, list) else [value]
    return [round(float(part), 6) for part in parts]


def _print_row(result: Result, ours: Result) -> None:
    ratio = ours.speed / result.speed
    relative = (
        "" if result is ours else f"慢 {ratio:.1f} 倍" if ratio > 1 else f"快 {1 / ratio:.1f} 倍"
    )
    right, bounds = result.bounds
    print(
        f"{result.name:<30}{result.speed:>12,.0f}{relative:>10}{result.precision:>9.4f}"
        f"{result.recall:>9.4f}{right:>8}/{bounds}"
    )


def _print_growth(text: str) -> None:
    print("\n文本增长时用时的增长（整篇一次读入）")
    seconds = []
    for megabytes in GROWTH:
        characters = megabytes * 10**6
        long = (text * (characters // len(text) + 1))[:characters]
        begun = time.process_time()
        found = len(quantities(long))
        seconds.append(time.process_time() - begun)
        print(f"{megabytes:>4} 百万字  {seconds[-1]:>8.2f} 秒  {found:>9,} 个数量")
    print(f"字数增至 {GROWTH[1] // GROWTH[0]} 倍，用时增至 {seconds[1] / seconds[0]:.1f} 倍")


if __name__ == "__main__":
    main()
