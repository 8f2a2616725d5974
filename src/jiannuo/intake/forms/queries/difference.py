"""A form against the sheet it belongs to: what would change, and what found no place."""

from dataclasses import dataclass, replace
from typing import Final

from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.reading import FIELDS, FormRow, form_from_json
from jiannuo.intake.matching import Named, match
from jiannuo.reporting.actions.submission.draft import CLAIMS, Draft
from jiannuo.reporting.claims import claim_of
from jiannuo.reporting.models import Claim, Line, Submission
from jiannuo.reporting.queries.submissions import LINE_OPEN

LABELS: Final = {
    "progress": "完成情况",
    "causes": "原因分析",
    "problems": "存在问题",
    "next_steps": "下一步计划",
    "claim": "是否完成阶段任务目标",
}
_NO: Final = "否"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a line as it stands and as the form has it."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """Return the field's name."""
        return LABELS[self.field]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What a form changes in a line; `question` is what a person has to decide about it."""

    line: Line
    row: FormRow
    changes: tuple[Change, ...]
    locked: bool
    question: str = ""

    def draft(self) -> Draft:
        """Return the line's draft with the form's texts in it."""
        said = {one.field: one.after for one in self.changes}
        before = Draft.of(self.line)
        return replace(
            before,
            progress=said.get("progress", before.progress),
            causes=said.get("causes", before.causes),
            problems=said.get("problems", before.problems),
            next_steps=said.get("next_steps", before.next_steps),
            claim=_code(said["claim"]) if "claim" in said else before.claim,
            unchanged=False,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A form against its sheet, in the sheet's order.

    `strangers` are rows that are about none of its lines, `left_out` lines of which the form says
    nothing.
    """

    lines: tuple[LineChange, ...]
    strangers: tuple[FormRow, ...]
    left_out: tuple[Line, ...]

    @property
    def changed(self) -> int:
        """Return how many lines would change."""
        return sum(bool(one.changes) and not one.locked for one in self.lines)


def difference(arrival: FormArrival, sheet: Submission) -> Difference:
    """Compare a form with a sheet (two queries). An empty cell of the form changes nothing."""
    form = form_from_json(arrival.said)
    lines = list(
        sheet.lines.select_related(
            "task", "submission__round", "submission__organisation"
        ).order_by("-part", "task__plan", "task__table", "task__position")
    )
    open_lines = set(Line.objects.filter(LINE_OPEN, submission=sheet).values_list("pk", flat=True))
    found = match(
        [Named(at, row.number, row.task) for at, row in enumerate(form.rows)],
        [Named(line.pk, line.task.number, line.task.wording()) for line in lines],
    )
    row_of = {line: form.rows[at] for at, line in found.pairs}
    return Difference(
        lines=tuple(
            _line_change(line, row_of[line.pk], locked=line.pk not in open_lines)
            for line in lines
            if line.pk in row_of
        ),
        strangers=tuple(row for at, row in enumerate(form.rows) if at in set(found.rows_alone)),
        left_out=tuple(line for line in lines if line.pk not in row_of),
    )


def _line_change(line: Line, row: FormRow, *, locked: bool) -> LineChange:
    changes = [
        Change(field=name, before=getattr(line, name), after=getattr(row, name).strip())
        for name in FIELDS
        if getattr(row, name).strip() and getattr(row, name).strip() != getattr(line, name)
    ]
    claim, question = _claim(row.status)
    if claim and claim != line.claim:
        before = Claim(line.claim).label if line.claim else ""
        changes.append(Change(field="claim", before=before, after=claim.label))
    return LineChange(line=line, row=row, changes=tuple(changes), locked=locked, question=question)


def _claim(status: str) -> tuple[Claim | None, str]:
    """Read what a form says about the stage's target; 否 leaves open how much is missing."""
    word = status.strip()
    if word == _NO:
        return None, "表中填“否”，请选部分完成还是未完成。"
    claim = claim_of(word)
    if claim in CLAIMS:
        return claim, ""
    return None, f"表中填“{word}”，请选完成、部分完成或未完成。" if word else ""


def _code(label: str) -> str:
    return next(claim.value for claim in CLAIMS if claim.label == label)
