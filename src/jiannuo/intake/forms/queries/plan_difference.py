"""A plan form (附件3) against the lines of its plan: what would change, what is new, what found no place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.plan_reading import PlanForm, PlanRow, plan_form_from_json
from jiannuo.intake.matching import Named, match
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.filing.save_lines import Draft
from jiannuo.reporting.models import FilingLine, PlanFiling
from jiannuo.reporting.queries.filings import Row, Sheet, asked_of, sheets_of

_PEOPLE = (("principal", "主要负责人"), ("deputy", "分管负责人"), ("remarks", "备注"))
_PERIODS = (("quarters", "quarter", 4), ("months", "month", 12))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a line as it stands and as the form has it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineChange:
    """What a form changes in a line that stands.

    `later` names who saved the line after the form was downloaded ("" for nobody): the form then
    shows an older state. `note` says what of the form's row is not taken.
    """

    at: Row
    draft: Draft
    changes: tuple[Change, ...]
    later: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """A row of the form that is a part its task doesn't have yet (`key`: its place in the form).

    `instead` is the part that stands under the same number with other words, if there is one: a
    person says whether the row rewords it or comes beside it.
    """

    key: int
    sheet: Sheet
    row: PlanRow
    said: tuple[Change, ...]
    instead: PlanLineChange | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A row that found no place, and why."""

    row: PlanRow
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDifference:
    """A form against its plan, in the plan's order; `cover` are changes of what stands around it.

    `left_out` are lines of which the form says nothing: they stay as they are.
    """

    cover: tuple[Change, ...]
    lines: tuple[PlanLineChange, ...]
    parts: tuple[NewPart, ...]
    strangers: tuple[Stranger, ...]
    left_out: tuple[Row, ...]

    @property
    def changed(self) -> int:
        """Return how many lines would change or come new."""
        return sum(bool(one.changes) for one in self.lines) + len(self.parts)


def plan_difference(arrival: FormArrival, filing: PlanFiling) -> PlanDifference:
    """Compare a form with its plan as it stands now. An empty cell of the form changes nothing."""
    form = plan_form_from_json(arrival.said)
    sheets = sheets_of(filing, asked_of(filing).tasks)
    placed = _place(form.rows, sheets)
    lines = [
        _line_change(row, form.rows[placed.line_of[row.line.pk]], form)
        for sheet in sheets
        for row in sheet.rows
        if row.line.pk in placed.line_of
    ]
    seen = {*placed.line_of, *(row.line.pk for row in placed.instead.values())}
    return PlanDifference(
        cover=tuple(_cover(filing, form)),
        lines=tuple(lines),
        parts=tuple(_new_part(key, sheet, placed, form) for key, sheet in placed.new.items()),
        strangers=tuple(Stranger(row=form.rows[at], why=why) for at, why in placed.lost.items()),
        left_out=tuple(row for sheet in sheets for row in sheet.rows if row.line.pk not in seen),
    )


def places_any(form: PlanForm, filing: PlanFiling) -> bool:
    """Say whether any row of a form is about a task of the plan."""
    placed = _place(form.rows, sheets_of(filing, asked_of(filing).tasks))
    return bool(placed.line_of or placed.new)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where rows (by place in the form) belong: lines' rows, new parts' tasks, the lost with reasons."""

    line_of: dict[int, int]
    new: dict[int, Sheet]
    instead: dict[int, Row]
    lost: dict[int, str]


def _place(rows: Sequence[PlanRow], sheets: Sequence[Sheet]) -> _Placed:
    wholes = {at: row for at, row in enumerate(rows) if not row.of}
    found = match(
        [Named(at, row.number, row.content) for at, row in wholes.items()],
        [Named(int(sheet.number), sheet.number, sheet.whole.line.content) for sheet in sheets],
    )
    by_number = {sheet.number: sheet for sheet in sheets}
    task_of = {at: by_number[str(number)] for at, number in found.pairs}
    placed = _Placed({sheet.whole.line.pk: at for at, sheet in task_of.items()}, {}, {}, {})
    for at in found.rows_alone:
        placed.lost[at] = (
            "这份计划里没有这项任务。是子任务的，请在分解序号里写明属于哪一项，例如 2.1"
        )
    of_task: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.of:
            sheet = _whole_of(at, rows, task_of) or by_number.get(row.of)
            if sheet is None:
                placed.lost[at] = f"表上的第{row.of}项没有对上任务"
            elif not row.content:
                placed.lost[at] = "子任务没有写内容"
            else:
                of_task.setdefault(sheet.number, []).append(at)
    for number, its in of_task.items():
        _place_parts(rows, its, by_number[number], placed)
    return placed


def _whole_of(at: int, rows: Sequence[PlanRow], task_of: Mapping[int, Sheet]) -> Sheet | None:
    """Return the task of the row above whose number a part has."""
    above = (one for one in range(at - 1, -1, -1) if rows[one].number == rows[at].of)
    return next((task_of[one] for one in above if one in task_of), None)


def _place_parts(
    rows: Sequence[PlanRow], its: Sequence[int], sheet: Sheet, placed: _Placed
) -> None:
    """Find the parts that stand; a row under a number that stands with other words is asked about."""
    parts = {row.line.pk: row for row in sheet.parts}
    found = match(
        [Named(at, rows[at].number, rows[at].content) for at in its],
        [Named(pk, row.number, row.line.content) for pk, row in parts.items()],
    )
    placed.line_of.update({pk: at for at, pk in found.pairs})
    free = {parts[pk].number: parts[pk] for pk in found.tasks_alone}
    for at in found.rows_alone:
        same = free.pop(rows[at].number, None)
        if same is not None and not same.line.content:
            placed.line_of[same.line.pk] = at
            continue
        placed.new[at] = sheet
        if same is not None:
            placed.instead[at] = same


def _line_change(at: Row, row: PlanRow, form: PlanForm) -> PlanLineChange:
    line = at.line
    texts, changes = dict[str, str](), list[Change]()
    is_part = line.order > 0
    for name, label in ((("content", "内容"),) if is_part else ()) + _PEOPLE:
        after = getattr(row, name).strip()
        if after and not _same(after, getattr(line, name)):
            texts[name] = after
            changes.append(Change(label=label, before=getattr(line, name), after=after))
    periods = {name: dict(getattr(line, name)) for name, _, _ in _PERIODS}
    for name, index, label, after in _targets(row):
        before = periods[name].get(index, "")
        if not _same(after, before):
            periods[name][index] = after
            changes.append(Change(label=label, before=before, after=after))
    draft = Draft(
        line=line.pk,
        revision=line.revision,
        content=texts.get("content", line.content),
        quarters=periods["quarters"],
        months=periods["months"],
        principal=texts.get("principal", line.principal),
        deputy=texts.get("deputy", line.deputy),
        remarks=texts.get("remarks", line.remarks),
    )
    reworded = not is_part and not _same(row.content, line.content)
    return PlanLineChange(
        at=at,
        draft=draft,
        changes=tuple(changes),
        later=_later(line, form) if changes else "",
        note="；".join(
            note
            for note in ("任务内容以台账为准，没有改" if reworded else "", _unread(row))
            if note
        ),
    )


def _later(line: FilingLine, form: PlanForm) -> str:
    """Return who saved a line after the form was downloaded."""
    downloaded = form.downloaded
    if downloaded is None or line.saved_at is None:
        return ""
    saved = timezone.localtime(line.saved_at).replace(tzinfo=None)
    return (line.saved_by or "别人") if saved > downloaded else ""


def _new_part(key: int, sheet: Sheet, placed: _Placed, form: PlanForm) -> NewPart:
    row = form.rows[key]
    said = [Change(label="内容", before="", after=row.content.strip())]
    said += [Change(label=label, before="", after=text) for _, _, label, text in _targets(row)]
    said += [
        Change(label=label, before="", after=getattr(row, name).strip())
        for name, label in _PEOPLE
        if getattr(row, name).strip()
    ]
    standing = placed.instead.get(key)
    return NewPart(
        key=key,
        sheet=sheet,
        row=row,
        said=tuple(said),
        instead=_line_change(standing, row, form) if standing else None,
        note=_unread(row),
    )


def draft_of_part(row: PlanRow, line: FilingLine) -> Draft:
    """Return what a row says as the draft of a part that was just added."""
    return Draft(
        line=line.pk,
        revision=line.revision,
        content=row.content,
        quarters=row.quarters,
        months=row.months,
        principal=row.principal or line.principal,
        deputy=row.deputy or line.deputy,
        remarks=row.remarks,
    )


def _targets(row: PlanRow) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row's targets: field, index, period's name, text."""
    for name, kind, most in _PERIODS:
        texts: Mapping[str, str] = getattr(row, name)
        for index in range(1, most + 1):
            if text := texts.get(str(index), "").strip():
                yield name, str(index), Span(kind, index).label, text


def _unread(row: PlanRow) -> str:
    return f"“{row.unread}”没有读成各月的计划，请分月写，每月一行" if row.unread.strip() else ""


def _cover(filing: PlanFiling, form: PlanForm) -> Iterator[Change]:
    for label, before, after in (
        ("填报人", filing.filled_by, form.filled_by),
        ("联系电话", filing.telephone, form.telephone),
    ):
        if after and not _same(after, before):
            yield Change(label=label, before=before, after=after)


def _same(one: str, other: str) -> bool:
    """Say whether two texts are one: programs break lines and pad cells as they like."""
    return "".join(one.split()) == "".join(other.split())
