"""Every act that is recorded has its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import jiannuo
from jiannuo.history.deeds import Deed, adjusted, deed_of

SOURCE = Path(jiannuo.__file__).parent
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
RECORDING = {"record", "record_all", "Act", "Recorded", "RecordedAct"}
"""Names under which actions call the trail's door (`history.actions.record`) and its values."""


def recorded_codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDING:
            for given in node.args[:2]:
                yield from (
                    one.value
                    for one in _words(given)
                    if isinstance(one.value, str) and CODE.fullmatch(one.value)
                )


def _words(given: ast.expr) -> Iterator[ast.Constant]:
    """Return the literal words of an argument: itself, or both arms of a condition."""
    if isinstance(given, ast.IfExp):
        yield from _words(given.body)
        yield from _words(given.orelse)
    elif isinstance(given, ast.Constant):
        yield given


RECORDED = sorted({code for path in SOURCE.rglob("actions/*.py") for code in recorded_codes(path)})


@pytest.mark.parametrize("action", RECORDED)
def test_every_recorded_act_has_words(action: str) -> None:
    assert deed_of(action) != Deed(action), f"{action}: say it in the app's deeds.py"


def test_the_walk_over_the_actions_finds_them() -> None:
    assert {"task.correct", "organisation.create", "user.enable", "user.disable"} <= set(RECORDED)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"before": "366个", "after": "350个", "reason": "选址调整", "approver": "周明远"},
            "目标由“366个”调整为“350个”，理由：选址调整，批准人：周明远",
        ),
        ({"before": "", "after": "350个"}, "目标定为“350个”"),
        ({"before": "366个", "after": ""}, "目标“366个”删去"),
        (
            {"before": "甲", "after": "乙", "document": "清政办发〔2023〕5号", "on": "2023-06-01"},
            "目标由“甲”调整为“乙”，依据：清政办发〔2023〕5号，自2023-06-01起",
        ),
    ],
)
def test_a_change_reads_as_one_sentence(said: dict[str, str], sentence: str) -> None:
    assert adjusted("目标", said) == sentence


def test_an_act_of_a_later_version_reads_as_its_code() -> None:
    assert deed_of("future.act").said_of({}) == "future.act"


def test_old_payloads_are_read_as_well() -> None:
    deed = deed_of("task.correct")
    said = {"field": "category", "before": "", "after": "民生"}
    assert deed.said_of(said) == "更正“类别”"
    assert [tuple(one) for one in deed.details(said)] == [("原为", "空白"), ("改为", "民生")]
