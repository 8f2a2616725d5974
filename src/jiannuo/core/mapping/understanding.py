"""From a raw document to the canonical one: the stages in their order."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jiannuo.core.mapping.body import Body, TaskLine, read_body
from jiannuo.core.mapping.cells import CellContext, column_texts, read_task
from jiannuo.core.mapping.columns import ColumnPlan, plan_columns
from jiannuo.core.mapping.drafts import Draft
from jiannuo.core.mapping.forms import form_fields
from jiannuo.core.mapping.heading import Heading, attachment_caption, read_heading
from jiannuo.core.mapping.members import MemberContext
from jiannuo.core.mapping.notices import read_rules
from jiannuo.core.mapping.observations import observe
from jiannuo.core.mapping.organisations import names_standing_alone
from jiannuo.core.mapping.people import known_names
from jiannuo.core.mapping.periods import span_of
from jiannuo.core.mapping.places import place_hint
from jiannuo.core.mapping.sheets import Parts, Sheet, split_document
from jiannuo.core.mapping.statuses import opens_with_verdicts
from jiannuo.core.mapping.vocabulary import LEAD, LEAD_BY_TYPE
from jiannuo.core.mapping.wording import tidy
from jiannuo.core.records import Column, Document, Period, Row, Table, Unplaced
from jiannuo.core.tables import MarkKind, Paragraph, RawDocument

_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")


def understand(raw: RawDocument) -> Document:
    """Understand a document: what it is, and every row of its tables.

    Never fails: what cannot be placed comes back as `unplaced`, what cannot be believed as doubts.
    """
    parts = split_document(raw)
    paragraphs = [paragraph for sheet in parts.sheets for paragraph in sheet.before] + list(
        parts.after
    )
    before_table = len(parts.sheets[0].before) if parts.sheets else len(paragraphs)
    heading = read_heading(paragraphs, before_table)
    if heading.period is None:
        heading.period = _period_of_headers(parts)
    reading = _Reading(raw, heading, paragraphs)
    offset = 0
    for number, sheet in enumerate(parts.sheets):
        following = (
            parts.sheets[number + 1].before if number + 1 < len(parts.sheets) else parts.after
        )
        reading.take(sheet, offset, following)
        offset += len(sheet.before)
    return reading.document()


class _Reading:
    """The document so far."""

    def __init__(self, raw: RawDocument, heading: Heading, paragraphs: Sequence[Paragraph]) -> None:
        self.raw = raw
        self.heading = heading
        self.paragraphs = paragraphs
        self.used = set(heading.used)
        self.tables: list[Table] = []
        self.unplaced: list[Unplaced] = []
        self.lead_by_type = any(_says_bold_leads(paragraph.text) for paragraph in paragraphs)

    def take(self, sheet: Sheet, offset: int, following: Sequence[Paragraph]) -> None:
        """Read a table with the paragraphs before it and the form lines behind it."""
        caption, taken, _ = attachment_caption(sheet.before)
        fields: list[str] = []
        for place, paragraph in enumerate(sheet.before):
            if place in taken:
                self.used.add(offset + place)
            elif found := form_fields(paragraph.text):
                fields.extend(found)
                self.used.add(offset + place)
        after = offset + len(sheet.before)
        for place, paragraph in enumerate(following):
            found = form_fields(paragraph.text)
            if not found:
                break
            if not _belongs_to_next(following, place):
                fields.extend(found)
                self.used.add(after + place)
        self._read(sheet, caption or sheet.table.caption, fields)

    def _read(self, sheet: Sheet, caption: str | None, fields: list[str]) -> None:
        if sheet.header is None:
            self.unplaced.extend(
                Unplaced(text=cell.text.strip(), citation=cell.citation, why="表格没有可识别的表头")
                for line in sheet.lines
                for cell in line.own
                if cell.text.strip()
            )
            return
        below = sheet.lines[sheet.header.last :]
        plans = plan_columns(sheet.header, below, self.heading.period)
        body = read_body(sheet.lines, sheet.header, plans, explicit=_is_explicit(sheet))
        drafts = _read_rows(
            body, plans, explicit=_is_explicit(sheet), lead_by_type=self.lead_by_type
        )
        observe(drafts, body.tasks, plans)
        for draft in drafts:
            self.unplaced.extend(draft.unplaced)
        self.unplaced.extend(
            Unplaced(text=cell.text.strip(), citation=cell.citation, why="表内的说明文字")
            for cell in body.notes
        )
        for cell in body.form_lines:
            fields.extend(form_fields(cell.text) or (tidy(cell.text),))
        rows = tuple(draft.build() for draft in drafts)
        self.tables.append(
            Table(
                columns=tuple(_column(plan) for plan in plans),
                rows=rows,
                caption=caption,
                skipped_rows=tuple(body.skipped),
                form_fields=tuple(fields),
            )
        )

    def document(self) -> Document:
        """Close the document: what no table and no particular took is prose."""
        heading = self.heading
        rest = [p for place, p in enumerate(self.paragraphs) if place not in self.used]
        rows = [row for table in self.tables for row in table.rows]
        texts = [text for row in rows for text in row.raw_cells]
        return Document(
            source=self.raw.name,
            title=heading.title,
            issuer=heading.issuer,
            document_number=heading.document_number,
            issued_on=heading.issued_on,
            year=heading.year or _commonest_year(texts),
            period=heading.period,
            place_hint=place_hint(heading.issuer, heading.title, texts),
            tables=tuple(self.tables),
            rules=read_rules(rest),
            unplaced=(
                *(
                    Unplaced(text=p.text.strip(), citation=p.citation, why="表格以外的正文")
                    for p in rest
                ),
                *self.unplaced,
            ),
            warnings=tuple(self.raw.warnings),
            citations=heading.citations,
        )


def _read_rows(
    body: Body, plans: tuple[ColumnPlan, ...], *, explicit: bool, lead_by_type: bool
) -> list[Draft]:
    tasks = body.tasks
    progress = [plan.index for plan in plans if plan.field and plan.field.startswith("progress")]
    has_status = any(plan.field == "status" for plan in plans)
    verdicts = not has_status and any(opens_with_verdicts(column_texts(tasks, n)) for n in progress)
    context = CellContext(
        plans=tuple(_with_status(plan, verdicts=verdicts) for plan in plans),
        members=_member_context(tasks, plans, lead_by_type=lead_by_type),
        verdicts_open=verdicts,
        explicit=explicit,
    )
    return [read_task(task, context) for task in tasks]


def _with_status(plan: ColumnPlan, *, verdicts: bool) -> ColumnPlan:
    if verdicts and plan.field and plan.field.startswith("progress"):
        return replace(plan, also=(*plan.also, "status"))
    return plan


def _member_context(
    tasks: Sequence[TaskLine], plans: Sequence[ColumnPlan], *, lead_by_type: bool
) -> MemberContext:
    units = [plan for plan in plans if plan.field == "units"]
    leaders = [plan for plan in plans if plan.field == "leaders"]
    told = lead_by_type or any(_says_bold_leads(plan.header) for plan in units)
    bold = any(
        mark.kind is MarkKind.BOLD
        for plan in units
        for task in tasks
        if (cell := task.cells[plan.index])
        for mark in cell.marks
    )
    return MemberContext(
        known_units=names_standing_alone(
            text for plan in units for text in column_texts(tasks, plan.index)
        ),
        known_people=known_names(
            text for plan in leaders for text in column_texts(tasks, plan.index)
        ),
        has_lead_column=any(plan.role == LEAD for plan in units) and len(units) > 1,
        bold_leads=told and bold,
    )


def _says_bold_leads(text: str) -> bool:
    return any(word in text for word in LEAD_BY_TYPE) and LEAD in text


def _is_explicit(sheet: Sheet) -> bool:
    """Say whether the source marks merged cells itself, so that an empty cell is really empty."""
    return any(cell.row_span > 1 or cell.column_span > 1 for cell in sheet.table.cells)


def _column(plan: ColumnPlan) -> Column:
    return Column(header=plan.header, field=plan.target, also=plan.also, why=plan.why)


def _belongs_to_next(following: Sequence[Paragraph], place: int) -> bool:
    """Say whether a form line stands behind the caption of the next table."""
    del following, place
    return False


def _period_of_headers(parts: Parts) -> Period | None:
    """Take the one month, quarter or half that the headers name, if the title names none."""
    named = {
        span.period
        for sheet in parts.sheets
        if sheet.header
        for names in sheet.header.names
        for name in names
        if (span := span_of(name)).part_of_year and span.period
    }
    return named.pop() if len(named) == 1 else None


def _commonest_year(texts: Sequence[str]) -> int | None:
    tally = Counter(year for text in texts for year in _YEAR.findall(text))
    return int(tally.most_common(1)[0][0]) if tally else None


__all__ = ["Row", "understand"]
