"""How fast the ledger is: importing, the grid's page, search; alone and among many other tasks.

Run `python benchmarks/ledger.py [--tasks 100000] [--texts 200000]`. It works in a database of its
own (SQLite in a temporary folder, or a new database at the server that DATABASE_URL names) and
removes it. A page's time is compared with a bare Django template that renders the same rows from
constants, without database or user, in turns: ratios hold on any machine. Where others keep the
machine busy, what takes longer than their turn looks longer still; then the processor's time tells
more (with PostgreSQL it leaves out the server's share). Search times are p50 and p95 over words
drawn from the texts, for the officer of one place and for somebody who sees every place.
"""

import argparse
import logging
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

os.environ["JIANNUO_SECRET_KEY"] = "only-for-this-run-" + "0" * 40
os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"

from django.conf import settings
from django.db import connection
from django.template import Context, Engine
from django.test import Client

import jiannuo
import jiannuo.config.wsgi
from jiannuo.core.records import Document
from jiannuo.core.tables import RawDocument
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, Held, actor_of, machine
from jiannuo.directory.models import Place, PlaceLevel, Role
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.history.actions.record import Subject, record
from jiannuo.ledger import index
from jiannuo.ledger.models import Plan, Task
from jiannuo.ledger.search import search
from jiannuo.reporting.actions.import_reports import import_document
from jiannuo.reporting.models import PeriodDocument, Report
from jiannuo.reporting.queries.grid import GridRow, ledger_page

BULLETIN = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
RUNS, PLAN, WORDS = 40, 124, 400

BARE = Engine().from_string(
    """<table>{% for r in rows %}<tr><td>{{ r.number }}</td><td>{{ r.annual_target }}</td>
<td>{{ r.period_target }}</td><td>{{ r.progress }}</td><td>{{ r.status }}</td>
<td>{% for name in r.leaders %}{{ name }} {% endfor %}</td>
<td>{% for unit in r.units %}{{ unit.name }} {% endfor %}</td></tr>{% endfor %}</table>"""
)


class Times(NamedTuple):
    """Milliseconds on the wall's clock, and those that this process kept a processor busy."""

    passed: float
    used: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--tasks", type=int, default=100_000)
    options.add_argument("--texts", type=int, default=200_000)
    asked = options.parse_args()
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.JIANNUO_HOME / "run.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    logging.disable(logging.INFO)
    try:
        measure(asked.tasks, asked.texts)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def measure(tasks: int, texts: int) -> None:
    """Import the bulletin, measure; add other places' tasks, measure again; search."""
    document = jiannuo.read(BULLETIN)
    print(f"{connection.vendor}　{Path(BULLETIN).name}：{sum(1 for _ in document.rows())} 行")
    print(f"import jiannuo（整个进程）　{1000 * process('import jiannuo'):.0f} 毫秒")
    place, plan = print_import(document)
    client, officer = log_in(place)
    rows = ledger_page(officer, plan).rows
    print(
        f"\n{'台账页（毫秒）':<18}{'用时':>8}{'裸模板':>7}{'之比':>6}"
        f"{'处理器时间':>7}{'裸模板':>7}{'之比':>6}"
    )
    print_pages("只有这一份台账", client, officer, plan, rows)
    fill(rows, tasks, texts)
    print_pages(f"另有 {Task.objects.count()} 项任务", client, officer, plan, rows)
    print_search(officer)


def print_import(document: Document) -> tuple[Place, int]:
    """Import the bulletin into several places; return the first with its plan."""
    places, plans, seconds = [], [], []
    for n in range(5):
        place = create_place(machine(), name=f"第{n}县", level=PlaceLevel.COUNTY)
        file, _ = keep_file(machine(), place, name="5月.txt", content=BULLETIN.read_bytes())
        raw = RawDocument(name="5月.txt", format="text", blocks=())
        parse = store_parse(machine(), file, raw=raw, document=document)
        start = time.perf_counter()
        imported = import_document(machine(), document=document, parse=parse, place=place)
        seconds.append(time.perf_counter() - start)
        places.append(place)
        plans.append(imported[0].task.plan_id)
    print(f"导入台账（含检索索引和操作记录）　{1000 * statistics.median(seconds):.0f} 毫秒")
    return places[0], plans[0]


def log_in(place: Place) -> tuple[Client, Actor]:
    """Return a browser in which an officer of the place is logged in, and the officer."""
    user = create_user(
        machine(),
        username="officer",
        name="督查员",
        password="Qiu-tian-8848",  # noqa: S106  of a database that lives for this run
        must_change_password=False,
    )
    grant_role(machine(), user, Role.OFFICER, place=place)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client, actor_of(user)


def print_pages(
    title: str, client: Client, officer: Actor, plan: int, rows: tuple[GridRow, ...]
) -> None:
    """Print the times of a plan's page, of its queries alone, and of filters and sorts.

    The page is shown again as it was made while nobody acted (`desk.remembering`), so both are
    measured: looking again, and the first look after an act.
    """

    def page(query: str) -> Callable[[], Any]:
        return lambda: client.get(f"/ledgers/{plan}/{query}", headers={"host": "localhost"})

    leader = ledger_page(officer, plan).choices.leaders[0].value
    print(title)
    for name, work, before in (
        ("　　再看一次", page(""), nothing),
        ("　　有人操作后的整页", page(""), act),
        ("　　只查数据", lambda: ledger_page(officer, plan), act),
        ("　　按状态筛选", page("?status=missed"), act),
        ("　　按领导筛选", page(f"?leader={leader}"), act),
        ("　　按文字筛选", page("?text=供热"), act),
        ("　　按单位排序", page("?sort=units"), act),
    ):
        bare, own = quickest(lambda: BARE.render(Context({"rows": rows})), work, before)
        print(
            f"{name:<18}{own.passed:>10.1f}{bare.passed:>10.1f}{own.passed / bare.passed:>8.2f}"
            f"{own.used:>12.1f}{bare.used:>10.1f}{own.used / bare.used:>8.2f}"
        )


def fill(rows: tuple[GridRow, ...], tasks: int, texts: int) -> None:
    """Add other places with plans of as many tasks, their reports, and their indexed texts."""
    start = time.perf_counter()
    drawn = random.Random(2023)  # noqa: S311  the same texts in every run
    clauses = [
        clause
        for row in rows
        for text in (row.annual_target, row.progress)
        for clause in re.split(r"(?<=[，。；])", text)
        if clause
    ]
    written = 0
    for n, size in enumerate(portions(tasks)):
        place = Place.objects.create(name=f"外{n}", full_name=f"外{n}县", level=PlaceLevel.COUNTY)
        plan = Plan.objects.create(place=place, year=2023, kind="report", title=f"外{n}县任务")
        PeriodDocument.objects.create(plan=plan, period_kind="month", period_index=5)
        made = Task.objects.bulk_create(
            Task(plan=plan, position=at, number=str(at), annual_target=sentence(drawn, clauses))
            for at in range(size)
        )
        reports = Report.objects.bulk_create(
            Report(
                task=task,
                period_kind="month",
                period_index=5,
                claim="met",
                status="完成",
                progress=sentence(drawn, clauses),
            )
            for task in made
        )
        pieces = [
            piece
            for task, report in zip(made, reports, strict=True)
            for piece in (
                index.Piece(task.pk, "task", "annual_target", task.annual_target),
                index.Piece(task.pk, f"report:{report.pk}", "progress", report.progress),
            )
        ][: max(0, texts - written)]
        written += len(pieces)
        index.add(pieces)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"（另建 {tasks} 项任务、{written} 段文字，用时 {time.perf_counter() - start:.0f} 秒）")


def portions(tasks: int) -> Iterator[int]:
    """Cut a number of tasks into plans."""
    return (min(PLAN, tasks - done) for done in range(0, tasks, PLAN))


def sentence(drawn: random.Random, clauses: list[str]) -> str:
    """Put a text of about eighty characters together."""
    text = ""
    while len(text) < 70:
        text += drawn.choice(clauses)
    return text


def print_search(officer: Actor) -> None:
    """Print p50 and p95 of searches for words of two, three and four characters and of one."""
    everywhere = Actor(
        id="user:0",
        name="",
        held=tuple(
            Held(role=Role.OBSERVER, place=place)
            for place in Place.objects.values_list("pk", flat=True)
        ),
    )
    texts = list(Report.objects.order_by("?").values_list("progress", flat=True)[:WORDS])
    drawn = random.Random(7)  # noqa: S311  the same words in every run
    print(f"\n{'检索（毫秒）':<20}{'中位数':>8}{'p95':>8}{'最慢':>8}{'平均条数':>8}")
    for who, actor in (
        ("本地督查员", officer),
        ("看得见各地的人", everywhere),
        ("命令行", machine()),
    ):
        for length in (1, 2, 3, 4):
            words = [word for text in texts if (word := draw(drawn, text, length))]
            times, hits = [], 0
            for word in words:
                start = time.perf_counter()
                hits += len(search(actor, word).hits)
                times.append(1000 * (time.perf_counter() - start))
            times.sort()
            p95 = times[int(0.95 * len(times))]
            name = f"{who}，{length} 个字"
            print(
                f"{name:<18}{statistics.median(times):>10.1f}{p95:>8.1f}{times[-1]:>9.1f}"
                f"{hits / len(words):>9.1f}"
            )


def draw(drawn: random.Random, text: str, length: int) -> str:
    """Draw neighbouring Chinese characters out of a text."""
    runs = [run for run in re.findall(r"[\u4e00-\u9fff]+", text) if len(run) >= length]
    if not runs:
        return ""
    run = drawn.choice(runs)
    start = drawn.randrange(len(run) - length + 1)
    return run[start : start + length]


def act() -> None:
    """Let somebody act, so that nothing that was made before can be shown again."""
    record(machine().author, "benchmark.act", Subject("plan", 0, ""))


def nothing() -> None:
    """Let nobody act."""


def quickest(
    bare: Callable[[], Any], work: Callable[[], Any], before: Callable[[], None]
) -> tuple[Times, Times]:
    """Return the shortest times of two works done in turns after a first one.

    What else a machine does meanwhile only adds to both, so the shortest are the likest to be theirs.
    """
    work()
    times: tuple[list[Times], list[Times]] = [], []
    for _ in range(RUNS):
        before()
        for one, own in zip((bare, work), times, strict=True):
            start, used = time.perf_counter(), time.process_time()
            one()
            passed, used = time.perf_counter() - start, time.process_time() - used
            own.append(Times(1000 * passed, 1000 * used))
    first, second = (Times(*map(min, zip(*own, strict=True))) for own in times)
    return first, second


def process(code: str) -> float:
    """Return the time of a new Python that runs a line, in seconds (the best of three)."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  our own line
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
