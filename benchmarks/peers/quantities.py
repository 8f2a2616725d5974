"""Run inside the peers' own environment: read clauses with one library, print what it found as JSON.

usage: quantities.py NAME < {"lines": [text, …], "clauses": [text, …]}
prints {"seconds": s for all lines, "found": [[{"span", "start", "value", "unit"}, …] per clause]}

A library that loses the offsets gives `start` null. Units are as written behind the number, so
that nothing depends on a library's names for them.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

Found = dict[str, Any]
NUMERALS = "0-9.,，．０-９一二两三四五六七八九十百千万亿零〇点余多几 "
RUNS = 3


def recognizers() -> Callable[[str], Iterator[Found]]:
    """Wrap Microsoft Recognizers-Text for Python: its unit and percentage models."""
    from recognizers_number import NumberRecognizer  # noqa: PLC0415 -- only the one asked for
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415 -- only the one asked for
    from recognizers_text import Culture  # noqa: PLC0415 -- only the one asked for

    with_unit = NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        with_unit.get_currency_model(),
        with_unit.get_dimension_model(),
        with_unit.get_age_model(),
        with_unit.get_temperature_model(),
        NumberRecognizer(Culture.Chinese).get_percentage_model(),
    ]

    def read(text: str) -> Iterator[Found]:
        for model in models:
            for result in model.parse(text):
                value = (result.resolution or {}).get("value")
                if value is None:
                    continue
                percent = str(value).endswith("%")
                unit = "%" if percent else re.sub(rf"^[-{NUMERALS}]+", "", result.text)
                yield {
                    "span": result.text,
                    "start": result.start,
                    "value": str(value).rstrip("%"),
                    "unit": unit,
                }

    return read


UNITS = (
    "个百分点|平方公里|平方米|立方米|千瓦时|工作日|美元|公里|千米|公顷|人次|场次|批次|千瓦|兆瓦|小时|分钟|周岁"
    "|元/月|个月|米|亩|元|吨|斤|户|人|个|家|处|座|条|道|所|项|件|名|台|套|份|张|株|次|场|期|起|宗|例|支|块|辆|天|岁|倍"
)
EXPRESSION = re.compile(rf"(-?\d[\d,]*(?:\.\d+)?)(万亿|亿|万)?[余多]?(%|％|{UNITS})")
SCALES = {None: 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def _by_expression(text: str) -> Iterator[Found]:
    for match in EXPRESSION.finditer(text):
        value = float(match[1].replace(",", "")) * SCALES[match[2]]
        unit = "%" if match[3] == "％" else match[3]
        yield {"span": match[0], "start": match.start(), "value": value, "unit": unit}


def expression() -> Callable[[str], Iterator[Found]]:
    """Give what a programmer writes in a quarter of an hour."""
    return _by_expression


def cn2an() -> Callable[[str], Iterator[Found]]:
    """cn2an turns Chinese numerals into digits, then the expression reads; offsets are lost."""
    import cn2an as library  # noqa: PLC0415 -- only the one asked for

    def read(text: str) -> Iterator[Found]:
        try:
            transformed = library.transform(text)
        except ValueError:
            transformed = text
        for found in _by_expression(transformed):
            yield {**found, "start": None}

    return read


def jionlp() -> Callable[[str], Iterator[Found]]:
    """Wrap the money extractor of jionlp."""
    import jionlp as library  # noqa: PLC0415 -- only the one asked for

    def read(text: str) -> Iterator[Found]:
        for money in library.ner.extract_money(text, with_parsing=True):
            value = money["detail"]["num"]
            yield {
                "span": money["text"],
                "start": money["offset"][0],
                "value": value,
                "unit": money["detail"]["case"],
            }

    return read


READERS = {
    "recognizers": recognizers,
    "cn2an": cn2an,
    "jionlp": jionlp,
    "expression": expression,
}


def main() -> None:
    """Read what standard input holds."""
    task = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # libraries greet on standard output
    read = READERS[sys.argv[1]]()
    seconds = []
    for _ in range(RUNS):
        begun = time.process_time()
        for line in task["lines"]:
            list(read(line))
        seconds.append(time.process_time() - begun)
    found = [list(read(clause)) for clause in task["clauses"]]
    json.dump({"seconds": sorted(seconds)[RUNS // 2], "found": found}, out, ensure_ascii=False)


if __name__ == "__main__":
    main()
