"""How the acts of review read in the trail."""

from collections.abc import Mapping, Sequence
from typing import Final

from jiannuo.history.deeds import Deed, Detail, Payload
from jiannuo.reporting.models import Pace, Result, ReturnedField, ReturnReason


def _assessment(said: Mapping[str, str]) -> str:
    words = [
        Result(said["result"]).label if said.get("result") else "",
        Pace(said["pace"]).label if said.get("pace") else "",
    ]
    return "、".join(word for word in words if word) or "未评定"


def _assessed(said: Payload) -> str:
    after = _assessment(said["after"])
    before = said["before"]
    if before:
        return f"督查室把{said['period']}评定由“{_assessment(before)}”改为“{after}”"
    return f"督查室评定{said['period']}：{after}"


def _assessed_why(said: Payload) -> Sequence[Detail]:
    text = said["after"].get("text")
    return [Detail("评定说明", text)] if text else []


def _returned(said: Payload) -> str:
    fields = "、".join(ReturnedField(one["field"]).label for one in said["fields"])
    by = f"，请于{said['due_on']}前重报" if said["due_on"] else ""
    return f"退回{said['organisation']}{said['period']}进展的“{fields}”{by}"


def _returned_why(said: Payload) -> Sequence[Detail]:
    return [
        Detail(
            ReturnedField(one["field"]).label,
            "　".join(part for part in (ReturnReason(one["reason"]).label, one["text"]) if part),
        )
        for one in said["fields"]
    ]


def _of_line(words: str) -> Deed:
    return Deed(lambda said: words.format(**said))


REVIEW_DEEDS: Final = {
    "report.assess": Deed(_assessed, _assessed_why),
    "line.accept": _of_line("通过{organisation}{period}进展"),
    "line.take_acceptance_back": _of_line("撤销对{organisation}{period}进展的通过"),
    "line.return": Deed(_returned, _returned_why),
}
