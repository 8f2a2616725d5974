"""The texts inside frozen JSON values: by path, with what is struck out of them.

A path names a text by keys and indices joined by dots (``progress.problems``, ``targets.0.text``).
Redactions are ``{field, start, end, words, rule, kept}``: `field` the path, `start` and `end` half-open
positions in that text, `words` what stands there, `rule` a code of `redaction.RULES`, `kept` True (strike
out), False (a person undid it) or None (a question that nobody has answered: struck out as well).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from jiannuo.publishing.redaction import RULES, find, strike

CODES: Final = frozenset(
    {
        "id", "state", "state_name", "result", "result_name", "result_voice", "result_of", "period",
        "period_key", "last_month", "claim", "assessed", "assessed_name", "pace_name", "lead", "order",
        "on", "achieved", "annual", "unit", "level", "role_name", "spans", "position", "year",
        "label", "field", "tasks", "organisations", "leaders", "approver", "slug", "kind_name", "issued_on",
    }
)  # fmt: skip
"""Keys whose values are codes, dates, numbers or names that are public by themselves: no rule looks there."""


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a frozen value with its path, those under `CODES` left out."""
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, Mapping):
        # A figure's target is a number; a period's is a text.
        numbers = {"target"} if "achieved" in value else set()
        for key, inner in value.items():
            if key not in CODES and key not in numbers:
                yield from texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, Sequence):
        for at, inner in enumerate(value):
            yield from texts(inner, f"{path}.{at}" if path else str(at))


def struck(value: Any, redactions: Iterable[Mapping[str, Any]]) -> Any:
    """Return the value with everything struck out that nobody has undone."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in redactions:
        if one["kept"] is not False:
            spans[one["field"]].append((one["start"], one["end"]))
    return _struck(value, spans, "") if spans else value


def _struck(value: Any, spans: Mapping[str, list[tuple[int, int]]], path: str) -> Any:
    if isinstance(value, str):
        return strike(value, spans[path]) if path in spans else value
    if isinstance(value, Mapping):
        return {
            key: _struck(inner, spans, f"{path}.{key}" if path else key)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _struck(inner, spans, f"{path}.{at}" if path else str(at))
            for at, inner in enumerate(value)
        ]
    return value


def redactions_of(value: Any, officials: Collection[str]) -> list[dict[str, Any]]:
    """Return what the rules strike out of a value or ask about.

    What one text shows to be a telephone or a person is struck out wherever the value repeats it.
    """
    every = list(texts(value))
    found = [
        _redaction(path, text, one.start, one.end, one.rule.code)
        for path, text in every
        for one in find(text, officials)
    ]
    for words, rule in {one["words"]: one["rule"] for one in found if one["kept"]}.items():
        found += repeated(every, words, rule, found)
    return sorted(found, key=lambda one: (one["field"], one["start"]))


def repeated(
    every: Iterable[tuple[str, str]], words: str, rule: str, known: Sequence[Mapping[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Return redactions for every place where some texts say the same words; those known are left out."""
    taken = {(one["field"], one["start"], one["end"]) for one in known}
    found = []
    for path, text in every:
        at = text.find(words)
        while at >= 0:
            if (path, at, at + len(words)) not in taken:
                found.append(_redaction(path, text, at, at + len(words), rule))
            at = text.find(words, at + 1)
    return found


def _redaction(path: str, text: str, start: int, end: int, rule: str) -> dict[str, Any]:
    return {
        "field": path,
        "start": start,
        "end": end,
        "words": text[start:end],
        "rule": rule,
        "kept": True if RULES[rule].sure else None,
    }
