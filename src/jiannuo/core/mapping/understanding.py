"""From a raw document to the canonical one: the stages in their order."""

import re
from collections import Counter
from collections.abc import Sequence

from jiannuo.core.mapping.forms import form_fields, form_period
from jiannuo.core.mapping.heading import Heading, is_report, read_heading
from jiannuo.core.mapping.narrative import read_narrative
from jiannuo.core.mapping.notices import part_of_notice, read_rules
from jiannuo.core.mapping.periods import period_of, span_of, year_of
from jiannuo.core.mapping.places import place_hint
from jiannuo.core.mapping.profiles import EMPTY, MappingProfile
from jiannuo.core.mapping.remembering import apply_profile
from jiannuo.core.mapping.sheets import Parts, Sheet, split_document
from jiannuo.core.mapping.tables import read_table
from jiannuo.core.mapping.titles import table_caption
from jiannuo.core.mapping.told import read_told
from jiannuo.core.records import Document, Period, PeriodKind, Table, Unplaced
from jiannuo.core.tables import Paragraph, RawDocument

_LONGEST_NOTE = 120
_OFTEN = 3
_AS_OF = re.compile(
    r"截[至止](?:到|目前)?(?:今年)?\d{1,2}月(?:份|底|末|\d{1,2}日)?(?=[，,：:、]|[^\d]{0,2}[，,])"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")


def understand(raw: RawDocument, profile: MappingProfile = EMPTY) -> Document:
    """Understand a document: what it is, and every row of its tables.

    What the office said of such documents before (`profile`) is applied, and said. Never fails: what cannot be placed comes back as `unplaced`, what cannot be believed as doubts.
    """
    parts = split_document(raw, profile)
    paragraphs = [p for sheet in parts.sheets for p in sheet.before] + list(parts.after)
    before_table = len(parts.sheets[0].before) if parts.sheets else len(paragraphs)
    heading = read_heading(paragraphs, before_table)
    reading = _Reading(raw, heading, paragraphs, profile)
    if heading.period is None:
        heading.period = (
            _period_of_forms(paragraphs) or _period_of_headers(parts) or _period_of_items(parts)
        )
    elif heading.period.kind is PeriodKind.YEAR and is_report(heading.title):
        # The title names the year's list; as of when it is told, its items say.
        heading.period = _period_of_items(parts) or heading.period
    offset = 0
    for sheet in parts.sheets:
        reading.take(sheet, offset)
        offset += len(sheet.before)
    return apply_profile(reading.document(parts.furniture), profile)


class _Reading:
    """The document so far; `used` are the places of the paragraphs that found theirs."""

    def __init__(
        self,
        raw: RawDocument,
        heading: Heading,
        paragraphs: Sequence[Paragraph],
        profile: MappingProfile,
    ) -> None:
        self.raw = raw
        self.profile = profile
        self.heading = heading
        self.paragraphs = paragraphs
        self.used = set(heading.used)
        self.tables: list[Table] = []
        self.unplaced: list[Unplaced] = []
        self.warnings: list[str] = list(raw.warnings)
        sentences = (one for p in paragraphs for one in p.text.split("。"))
        self.notes = [sentence for sentence in sentences if len(sentence) <= _LONGEST_NOTE]

    def take(self, sheet: Sheet, offset: int) -> None:
        """Read a table with its caption and the lines of a form around it."""
        used_before = set(self.used)
        caption, taken = table_caption(sheet.before)
        self.used.update(offset + place for place in taken)
        first = offset + (taken[0] if taken else 0)
        end = offset + len(sheet.before)
        fields = [one for place in range(first, end) for one in self._form_line(place)]
        place = end
        while place < len(self.paragraphs) and (found := self._form_line(place)):
            fields.extend(found)
            place += 1
        reading = read_table(
            sheet,
            period=self.heading.period,
            caption=caption or sheet.table.caption,
            form_fields=fields,
            notes=self.notes,
            profile=self.profile,
        )
        if reading.table:
            self.tables.append(reading.table)
        else:
            self.used = used_before  # what stands around a table that is none is prose
        self.unplaced.extend(reading.unplaced)
        self.warnings.extend(reading.warnings)

    def _form_line(self, place: int) -> tuple[str, ...]:
        if place in self.used:
            return ()
        fields = form_fields(self.paragraphs[place].text)
        if fields:
            self.used.add(place)
        return fields

    def _year_of_headers(self) -> int | None:
        """Take the year that headers name, if they all name the same: 2025年目标."""
        headers = (column.header for table in self.tables for column in table.columns)
        years = {year for header in headers if (year := year_of(header))}
        return years.pop() if len(years) == 1 else None

    def _year_of_form(self) -> int | None:
        """Take the year in which the form was filled in: 填报时间：2024年8月20日."""
        fields = (one for table in self.tables for one in table.form_fields)
        return next((year for one in fields if (year := year_of(one))), None)

    def document(self, furniture: Sequence[Paragraph]) -> Document:
        """Close the document: what no table and no particular took is prose."""
        heading = self.heading
        rest = [place for place in range(len(self.paragraphs)) if place not in self.used]
        if listed := read_narrative([self.paragraphs[place] for place in rest]):
            self.tables.append(listed.table)
            self.unplaced.extend(listed.unplaced)
            rest = [place for n, place in enumerate(rest) if n not in listed.used]
        elif not self.tables and (
            told := read_told([self.paragraphs[place] for place in rest], heading.title)
        ):
            self.tables.append(told.table)
            self.unplaced.extend(told.unplaced)
            rest = [place for n, place in enumerate(rest) if n not in told.used]
        prose = [self.paragraphs[place] for place in rest]
        texts = [text for table in self.tables for row in table.rows for text in row.raw_cells]
        return Document(
            source=self.raw.name,
            title=heading.title,
            issuer=heading.issuer,
            document_number=heading.document_number,
            issued_on=heading.issued_on,
            year=heading.year
            or self._year_of_headers()
            or self._year_of_form()
            or _commonest_year(texts),
            period=heading.period,
            place_hint=place_hint(heading.issuer, heading.title, texts),
            tables=tuple(self.tables),
            rules=read_rules(prose),
            unplaced=(
                *(_aside(paragraph, part_of_notice(paragraph.text)) for paragraph in prose),
                *(_aside(paragraph, "页码或续表标记") for paragraph in furniture),
                *self.unplaced,
            ),
            warnings=tuple(self.warnings),
            citations=heading.citations,
        )


def _aside(paragraph: Paragraph, why: str) -> Unplaced:
    return Unplaced(text=paragraph.text.strip(), citation=paragraph.citation, why=why)


def _period_of_forms(paragraphs: Sequence[Paragraph]) -> Period | None:
    """Take the period from a line of its own over a table: （5月）."""
    found = {period for paragraph in paragraphs if (period := form_period(paragraph.text))}
    return found.pop() if len(found) == 1 else None


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


def _period_of_items(parts: Parts) -> Period | None:
    """Take the month as of which the items tell (截至5月底，…), where most that say so say the same.

    What another year's end says (截至2022年底) is no period of this document.
    """
    named = Counter(
        period
        for sheet in parts.sheets
        for line in sheet.lines
        for cell in line.own
        if (found := _AS_OF.search(cell.text)) and (period := period_of(found[0]))
    )
    if not named:
        return None
    period, times = named.most_common(1)[0]
    return period if times >= _OFTEN and times * 5 >= named.total() * 4 else None


def _commonest_year(texts: Sequence[str]) -> int | None:
    tally = Counter(year for text in texts for year in _YEAR.findall(text))
    if not tally:
        return None
    year, times = tally.most_common(1)[0]
    # One of several years may be any (列入2025年计划): it must be what the texts mostly speak of.
    alone = len(tally) == 1
    return int(year) if alone or (times >= _OFTEN and times * 2 > tally.total()) else None
