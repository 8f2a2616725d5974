"""One finding as its template wants it: the sentence, the words with the way to their cell, answers."""

from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from jiannuo.desk.visitors import holds
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act
from jiannuo.ledger.fields import LABELS
from jiannuo.reporting.models import AnswerKind, Severity
from jiannuo.reporting.queries.evidence import rows_of_fields
from jiannuo.reporting.queries.findings import FindingLine, Piece

_MARKS: Final = {
    Severity.CONTRADICTION: "contradiction",
    Severity.QUESTION: "question",
    Severity.NOTE: "consistent",
}
_PLACEHOLDERS: Final = {
    AnswerKind.CONFIRMED: "可以写明将怎样更正",
    AnswerKind.DIFFERENT: "请写明口径，如：按市下达任务 2900 人计算",
    AnswerKind.FALSE_ALARM: "可以写明为什么是误报",
}


def shown(actor: Actor, lines: tuple[FindingLine, ...]) -> list[dict[str, Any]]:
    """Return findings for their template; the sources of all are looked up at once."""
    sources = rows_of_fields({task.id for line in lines for task in line.tasks})
    answerable = holds(actor, Act.ANSWER)
    return [_shown(line, sources, answerable=answerable) for line in lines]


def _shown(
    line: FindingLine, sources: dict[tuple[int, str], int], *, answerable: bool
) -> dict[str, Any]:
    seen = {task.id for task in line.tasks}
    return {
        "id": line.id,
        "mark": _MARKS[line.severity],
        "severity": line.severity.label,
        "rule": line.rule,
        "title": line.title,
        "message": line.message,
        "tasks": [
            {
                "href": reverse("desk:task", args=[task.id]),
                "number": task.number,
                "wording": task.wording,
            }
            for task in line.tasks
        ],
        "organisations": line.organisations,
        "pieces": [
            _piece(line.id, at, piece, sources)
            for at, piece in enumerate(line.pieces)
            if piece.task in seen
        ],
        "answers": line.answers,
        "answered": line.answer,
        "answer_href": reverse("desk:answer", args=[line.id]) if answerable else "",
        "kinds": [
            {"value": kind.value, "label": kind.label, "placeholder": _PLACEHOLDERS[kind]}
            for kind in AnswerKind
        ],
    }


def _piece(
    finding: int, at: int, piece: Piece, sources: dict[tuple[int, str], int]
) -> dict[str, Any]:
    row = sources.get((piece.task or 0, piece.field))
    href = ""
    if row is not None and piece.task is not None:
        cell = reverse("desk:source_cell", args=[piece.task, row, piece.field])
        href = f"{cell}?{urlencode({'words': piece.text})}"
    return {
        "text": piece.text,
        "label": LABELS.get(piece.field.partition(".")[0], ""),
        "href": href,
        "slot": f"f{finding}-{at}",
    }
