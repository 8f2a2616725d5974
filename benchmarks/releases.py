"""How fast a release is made public, and how that grows with its rows: drafted, cleared, published.

Run `python benchmarks/releases.py [--rows 1000 3000 10000]`. It works in a database of its own (SQLite in
a temporary folder). Each size is a plan of its own: the sample bulletin's 124 rows, repeated, with
their leaders, organisations and figures; every question about a text is answered with striking out. A plan
is released twice: `again` is a correction that changes every tenth row's progress. Publishing includes
the search index and the counts. Beside the seconds stand the processor's seconds (where others keep the
machine busy they tell more) and the statements of the database.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

os.environ["JIANNUO_SECRET_KEY"] = "only-for-this-run-" + "0" * 40
os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
os.environ.pop("DATABASE_URL", None)

import jiannuo.config.wsgi

# isort: split
from django.core.management import call_command
from django.db import connection

import jiannuo
from jiannuo.core.records import Document
from jiannuo.core.tables import RawDocument
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actor import machine
from jiannuo.directory.models import PlaceLevel
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.draft_release import Terms, draft_release
from jiannuo.publishing.actions.pass_on import clear_release, send_to_review
from jiannuo.publishing.actions.publish import publish
from jiannuo.publishing.actions.redact import answer_all
from jiannuo.publishing.models import Release
from jiannuo.reporting.actions.import_reports import import_document
from jiannuo.reporting.models import Report

BULLETIN: Final = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
NOW: Final = datetime(2023, 6, 12, 2, tzinfo=UTC)
MAY: Final = Span("month", 5)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    sizes = options.parse_args().rows
    call_command("migrate", verbosity=0)
    bulletin = jiannuo.read(BULLETIN)
    print("　项数　　　　　拟稿　　　　　　　审查　　　　　　　批准并公开（秒、处理器秒、语句数）")
    for size in sizes:
        plan = planned(bulletin, size)
        release_once(plan, "first")
        changed = Report.objects.filter(task__plan=plan, task__position__endswith="0")
        changed.update(progress="更正后的完成情况：已完成投资3.6亿元。")
        release_once(plan, "again")


def planned(bulletin: Document, size: int) -> Plan:
    """Import a plan of as many rows."""
    (table,) = bulletin.tables
    every = [
        replace(row, number=str(len(table.rows) * n + at + 1))
        for n in range(size // len(table.rows) + 1)
        for at, row in enumerate(table.rows)
    ]
    document = replace(bulletin, tables=(replace(table, rows=tuple(every[:size])),))
    place = create_place(machine(), name=f"第{size}县", level=PlaceLevel.COUNTY)
    file, _ = keep_file(machine(), place, name="5月.txt", content=BULLETIN.read_bytes())
    raw = RawDocument(name="5月.txt", format="text", blocks=())
    parse = store_parse(machine(), file, raw=raw, document=document)
    imported = import_document(machine(), document=document, parse=parse, place=place, year=2023)
    return imported[0].task.plan


def release_once(plan: Plan, name: str) -> None:
    """Lead one release of a plan to the public and print what each step took."""
    terms = Terms(plan=plan, span=MAY, correction="" if name == "first" else "更正完成情况。")
    drafted: list[Release] = []
    steps = (
        lambda: drafted.append(draft_release(machine(), terms, now=NOW)),
        lambda: review(drafted[0]),
        lambda: publish(machine(), drafted[0], now=NOW),
    )
    told = "　".join(measured(step) for step in steps)
    print(f"{plan.tasks.count():6} {name:6} {told}", flush=True)


def review(release: Release) -> None:
    """Answer what was asked, and clear."""
    answer_all(machine(), release, kept=True)
    send_to_review(machine(), release)
    clear_release(machine(), release, now=NOW)


def measured(step: Callable[[], object]) -> str:
    """Return the seconds, the processor's seconds and the statements of a step."""
    asked = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*statement)

    with connection.execute_wrapper(count):
        start, busy = time.perf_counter(), time.process_time()
        step()
        took, worked = time.perf_counter() - start, time.process_time() - busy
    return f"{took:7.2f}{worked:7.2f}{asked:5}"


if __name__ == "__main__":
    main()
