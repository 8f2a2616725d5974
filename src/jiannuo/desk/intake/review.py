"""The result beside its source: what the page of a reading shows."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.http import HttpRequest

from jiannuo.desk.decomposition.offer import offer_of
from jiannuo.desk.intake.column_choices import column_choices, shown_remappings, shown_tables
from jiannuo.desk.intake.questions import Question, questions_of
from jiannuo.desk.intake.sheets import blocks_of, key_of
from jiannuo.desk.intake.values import (
    citation_of,
    filled_fields,
    shown_row,
    span_of_words,
)
from jiannuo.directory.models import Place
from jiannuo.intake.correcting import Edited
from jiannuo.intake.edited_rows import EditedRow, in_order
from jiannuo.intake.fields import FACT_LABELS, label_of
from jiannuo.intake.models import Upload
from jiannuo.intake.queries.alike import plans_alike
from jiannuo.intake.queries.reading import edited_document, standing_corrections
from jiannuo.intake.readiness import obstacles
from jiannuo.intake.wording import done, fact_text, row_name, shortened
from jiannuo.ledger.models import PlanKind
from jiannuo.ledger.periods import Span, span_of

PAGE_ROWS: Final = 200
MOST_QUESTIONS: Final = 60
_PLACEABLE: Final = (
    "task", "annual_target", "period_target", "progress", "problems", "causes", "next_steps",
    "remarks", "category", "subproject", "period_plan_text", "progress_period", "progress_to_date",
)  # fmt: skip
MOST_PIECES: Final = 60
MOST_TARGETS: Final = 400
_LAST_CHANGES: Final = 8


def review_context(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    """Return everything that the page of a reading shows."""
    edited = edited_document(upload)
    rows = [one for table in edited.rows for one in in_order(table)]
    pages, number = _pages(request, len(rows))
    shown = rows[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    cited = [
        citation
        for one in shown
        for field in filled_fields(one.row)
        if (citation := citation_of(one.row, field)) is not None
    ]
    cited += [piece.citation for _, piece in edited.pieces]
    return {
        **_always(upload, edited),
        "rows": [shown_row(one, edited.document.tables[one.table]) for one in shown],
        **_columns(upload, edited),
        "warnings": edited.document.warnings,
        "source": blocks_of(upload.reading.raw, cited),
        "raw_warnings": upload.reading.raw["warnings"],
        "page": number,
        "pages": pages,
        "wrong_place": _wrong_place(upload.place, edited),
        "open": request.GET.get("open", ""),
        "report_offer": offer_of(upload, rows=len(rows)),
    }


def _columns(upload: Upload, edited: Edited) -> dict[str, Any]:
    """Return how the columns were taken, what they could be, and what was assigned by hand."""
    tables = shown_tables(edited)
    return {
        "tables": tables,
        "unknown_columns": [header for table in tables for header in table["unknown"]],
        "column_choices": column_choices(),
        "remappings": shown_remappings(upload),
    }


def changed_context(
    upload: Upload, edited: Edited, rows: Iterable[tuple[int, int]]
) -> dict[str, Any]:
    """Return what changes on the page when something was corrected: these rows, and the sums."""
    return {
        **_always(upload, edited),
        "rows": [
            shown_row(edited.rows[table][position], edited.document.tables[table])
            for table, position in dict.fromkeys(rows)
        ],
    }


def _always(upload: Upload, edited: Edited) -> dict[str, Any]:
    questions = questions_of(edited)
    return {
        "upload": upload,
        "title": edited.document.title or "",
        "standing_title": _standing_title(edited),
        "facts": _facts(edited),
        "facts_form": _facts_form(edited),
        "questions": questions[:MOST_QUESTIONS],
        "more_questions": max(0, len(questions) - MOST_QUESTIONS),
        "pieces": _pieces(edited),
        "targets": _targets(edited),
        "placeable": [(name, label_of(name)) for name in _PLACEABLE],
        "changes": _changes(upload, edited),
        "bar": _bar(upload, edited, questions),
        "alike": plans_alike(upload.place, edited),
    }


def _bar(upload: Upload, edited: Edited, questions: Sequence[Question]) -> dict[str, Any]:
    kept = list(edited.kept())
    dropped = sum(len(in_order(table)) for table in edited.rows) - len(kept)
    return {
        "rows": len(kept),
        "dropped": dropped,
        "uncited": sum(_uncited(one) for one in kept),
        "questions": len(questions),
        "pieces": len(edited.pieces),
        "corrected": upload.corrections.filter(undone_at=None).count(),
        "obstacles": [
            {
                "sentence": one.sentence,
                "href": "#facts"
                if one.fact
                else f"#r{one.table}-{one.position}"
                if one.field
                else "",
            }
            for one in obstacles(edited)[:3]
        ],
    }


def _uncited(one: EditedRow) -> int:
    return sum(citation_of(one.row, field) is None for field in filled_fields(one.row))


def _facts(edited: Edited) -> list[dict[str, str]]:
    """Return what the document says about itself, each with the place that says it."""
    citations = edited.document.citations
    said = [
        {
            "name": name,
            "label": label,
            "text": _shown_fact(edited, name),
            "key": key_of(citations.get(name)),
        }
        for name, label in FACT_LABELS.items()
        if name != "kind"
    ]
    return [fact for fact in said if fact["text"] or fact["name"] in {"title", "year", "period"}]


def _shown_fact(edited: Edited, name: str) -> str:
    day = edited.document.issued_on
    if name == "issued_on" and day is not None:
        return f"{day.year}年{day.month}月{day.day}日"
    return fact_text(edited, name)


def _facts_form(edited: Edited) -> dict[str, Any]:
    spans = [
        *(Span("month", index) for index in range(1, 13)),
        *(Span("quarter", index) for index in range(1, 5)),
        *(Span("half", index) for index in (1, 2)),
        Span("year", 1),
    ]
    now = span_of(edited.document.period).key
    return {
        **{name: fact_text(edited, name) for name in FACT_LABELS},
        "periods": [(span.key, span.label, span.key == now) for span in spans],
        "kinds": [(kind.value, kind.label, kind.value == edited.kind) for kind in PlanKind],
    }


def _standing_title(edited: Edited) -> str:
    """Return the title under which the plan would stand if nobody gives it one."""
    year = edited.document.year
    return f"{year}年重点工作任务" if year else "重点工作任务"


def _pieces(edited: Edited) -> list[dict[str, Any]]:
    """Return the first stray texts, each with the row that was read from the same source row."""
    rows = _by_source_row(edited) if edited.pieces else {}
    return [
        {
            "id": number,
            "text": piece.text,
            "why": piece.why,
            "key": key_of(piece.citation),
            "span": span_of_words(piece.citation),
            "beside": rows.get((piece.citation.table, piece.citation.row), ""),
        }
        for number, piece in edited.pieces[:MOST_PIECES]
    ]


def _by_source_row(edited: Edited) -> dict[tuple[int | None, int | None], str]:
    return {
        (citation.table, citation.row): f"{one.table}-{one.position}"
        for one in edited.kept()
        for citation in one.row.citations.values()
        if citation.row is not None
    }


def _targets(edited: Edited) -> list[tuple[str, str]]:
    """Return the rows to which a stray text may be given; empty where there is none to give."""
    if not edited.pieces:
        return []
    return [
        (f"{one.table}-{one.position}", f"{row_name(one)}　{shortened(one.row.task or '')}")
        for one in edited.kept()
    ][:MOST_TARGETS]


def _changes(upload: Upload, edited: Edited) -> list[dict[str, Any]]:
    """Return the last changes, newest first."""
    last = list(reversed(standing_corrections(upload)))[:_LAST_CHANGES]
    return [
        {"id": one.pk, "text": done(edited, one.change), "by": one.by_name, "at": one.at}
        for one in last
    ]


def _wrong_place(place: Place, edited: Edited) -> str:
    """Say so if the document names another place than the one that it is imported into."""
    hint = edited.document.place_hint
    if not hint or place.name in hint or hint in place.full_name:
        return ""
    return (
        f"文件里写的是“{hint}”，现在要导入到“{place.full_name}”。如果选错了地区，"
        "请放弃这次导入，回到导入页选对地区重新上传。"
    )


def _pages(request: HttpRequest, rows: int) -> tuple[list[dict[str, Any]], int]:
    count = max(1, -(-rows // PAGE_ROWS))
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1  # noqa: PLR2004
    number = min(max(number, 1), count)
    if count == 1:
        return [], number
    return [
        {"number": one, "href": f"{request.path}?page={one}#rows", "current": one == number}
        for one in range(1, count + 1)
    ], number
