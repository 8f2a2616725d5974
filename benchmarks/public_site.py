"""The public site over many released promises, and Datasette over the same data, in one run.

Datasette (https://datasette.io) is a peer that publishes tables as pages; it is installed into an
environment that is thrown away afterwards and is none of the product's::

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install datasette
    python benchmarks/public_site.py --peers /tmp/peers/bin/datasette [--tasks 100000]

The promises are the sample bulletin's texts, mixed. Each side is set up as well as it can be: Datasette
gets one table with everything a row of our list shows, indexes for every filter, an FTS5 table of the
same two-character words as ours (its own tokenizers find no two Chinese characters), an immutable
file with counted tables, and no suggested facets. Both servers run as one process over SQLite, are
asked the same questions in turns over kept connections, and answer pages of 50 rows; ours are never
answered from an ETag. Printed are milliseconds at p50 and p95, and each page's size.
"""

import argparse
import http.client
import json
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode

import django

os.environ["JIANNUO_SECRET_KEY"] = "only-for-this-run-" + "0" * 40
os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
os.environ.pop("DATABASE_URL", None)
django.setup()

from django.conf import settings  # noqa: E402  Django's apps are loaded above
from django.core.management import call_command  # noqa: E402

import jiannuo  # noqa: E402
from jiannuo.ledger.words import phrase_of, words_of  # noqa: E402
from jiannuo.publishing.findable import make_all_findable  # noqa: E402
from jiannuo.publishing.models.published import (  # noqa: E402
    PublicEdition,
    PublicOrganisation,
    PublicPlace,
    PublicPlan,
    PublicProgress,
    PublicTask,
    PublicTaskOrganisation,
)

BULLETIN: Final = next((Path(jiannuo.__file__).parent / "samples").glob("004*.txt"))
NOW: Final = datetime(2023, 6, 12, 2, tzinfo=UTC)
RESULTS: Final = (("met", "完成"), ("partly", "部分完成"), ("missed", "未完成"))
CATEGORIES: Final = 12
QUESTIONS: Final = 200
PAGE: Final = 50
FIELDS: Final = ("number", "wording", "annual_target", "progress", "units", "result", "category")


class Question(NamedTuple):
    """The same question to both sides, as their addresses."""

    ours: str
    theirs: str


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--tasks", type=int, default=100_000)
    options.add_argument("--peers", default="", help="the peer's own command, datasette")
    asked = options.parse_args()
    dice = random.Random(6)  # noqa: S311 - the same run for everybody
    begun = time.perf_counter()
    fill(asked.tasks, dice)
    written = time.perf_counter()
    make_all_findable()
    found = time.perf_counter() - written
    print(f"{asked.tasks} 项：写入 {written - begun:.0f} 秒，检索索引和计数 {found:.0f} 秒")
    file = settings.JIANNUO_HOME / "peer.sqlite3"
    copy_to_peer(Path(settings.DATABASES["default"]["NAME"]), file)
    kinds = {
        "列表，随机一页": list(pages(asked.tasks, dice)),
        "列表，按类别": list(by_category(dice)),
        "列表，按结果": list(by_result(dice)),
        "检索，两个字": list(searches(2, dice)),
        "检索，三四个字": list(searches(4, dice)),
        "检索并按结果": list(searches(2, dice, narrowed=True)),
    }
    with tempfile.TemporaryFile() as silence:
        ours, port = start(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log"),
                "jiannuo.config.wsgi:application",
            ],
            silence,
        )
        theirs, peer = (None, 0)
        if asked.peers:
            theirs, peer = start(
                [
                    *(asked.peers, "serve", "-i", str(file)),
                    *("--metadata", str(file.with_suffix(".json"))),
                    *("--setting", "suggest_facets", "off"),
                    *("--setting", "default_page_size", str(PAGE)),
                    *("--setting", "default_cache_ttl", "0"),
                ],
                silence,
            )
        try:
            compare(kinds, port, peer)
        finally:
            for server in filter(None, (ours, theirs)):
                server.terminate()
                server.wait(10)


def fill(tasks: int, dice: random.Random) -> None:
    """Release so many promises of one plan, made from the sample bulletin's texts."""
    call_command("migrate", verbosity=0, interactive=False)
    rows = [row for table in jiannuo.read(BULLETIN).tables for row in table.rows]
    texts = [row.annual_target or row.task or "" for row in rows]
    done = [row.progress or "" for row in rows]
    place = PublicPlace.objects.create(slug="first", name="第一县", full_name="第一市第一县")
    edition = PublicEdition.objects.create(
        place=place, number=1, title="2023年5月份进展", published_at=NOW
    )
    plan = PublicPlan.objects.create(
        place=place,
        slug="2023-report",
        year=2023,
        kind="report",
        kind_name="政府工作报告",
        title="2023年政府工作报告任务",
        as_of="5月",
        as_of_key="month-5",
        updated_at=NOW,
    )
    units = PublicOrganisation.objects.bulk_create(
        PublicOrganisation(place=place, slug=f"o{at}", name=f"第{at}局", sort_key=f"{at:03}")
        for at in range(1, 201)
    )
    for start_at in range(0, tasks, 5000):
        made = [
            promise(plan, at, dice.choice(texts), dice)
            for at in range(start_at + 1, min(tasks, start_at + 5000) + 1)
        ]
        PublicTask.objects.bulk_create(made, batch_size=500)
        PublicProgress.objects.bulk_create(
            (reported(task, edition, dice.choice(done)) for task in made), batch_size=500
        )
        PublicTaskOrganisation.objects.bulk_create(
            (
                PublicTaskOrganisation(task=task, organisation=unit, role_name="责任", order=order)
                for task in made
                for order, unit in enumerate(dice.sample(units, 2))
            ),
            batch_size=500,
        )


def promise(plan: PublicPlan, at: int, text: str, dice: random.Random) -> PublicTask:
    """Return a promise; most of them are met."""
    result, name = dice.choices(RESULTS, (85, 12, 3))[0]
    return PublicTask(
        plan=plan,
        permanent=f"first-2023-report-{at}",
        position=at,
        number=str(at),
        category=f"第{at * CATEGORIES // 100_001 + 1}类"
        if at % 7
        else f"第{at % CATEGORIES + 1}类",
        wording=text,
        annual_target=text,
        state="running",
        state_name="推进中",
        result=result,
        result_name=name,
        result_voice="assessed",
        result_of="5月",
        released_at=NOW,
    )


def reported(task: PublicTask, edition: PublicEdition, text: str) -> PublicProgress:
    """Return what was released of a promise for May."""
    return PublicProgress(
        task=task,
        edition=edition,
        period="5月",
        period_key="month-5",
        last_month=5,
        progress=text,
        claim=task.result,
        claim_name=task.result_name,
        assessed=task.result,
        assessed_name=task.result_name,
    )


def copy_to_peer(source: Path, target: Path) -> None:
    """Write the same promises into one table with the indexes that its questions need."""
    with sqlite3.connect(target) as made:
        made.execute("ATTACH ? AS source", [str(source)])
        made.execute(f"CREATE TABLE tasks (id INTEGER PRIMARY KEY, {', '.join(FIELDS)}, permanent)")
        made.execute(
            """INSERT INTO tasks SELECT task.position, task.number, task.wording, task.annual_target,
                 progress.progress, (SELECT group_concat(o.name, '、')
                   FROM source.publishing_publictaskorganisation held
                   JOIN source.publishing_publicorganisation o ON o.id = held.organisation_id
                   WHERE held.task_id = task.id),
                 task.result, task.category, task.permanent
               FROM source.publishing_publictask task
               JOIN source.publishing_publicprogress progress ON progress.task_id = task.id"""
        )
        for columns in ("category", "result", "permanent", "category, result"):
            name = columns.replace(", ", "_")
            made.execute(f"CREATE INDEX tasks_{name} ON tasks ({columns})")
        made.execute("CREATE VIRTUAL TABLE tasks_fts USING fts5(words, content='')")
        rows = made.execute(
            "SELECT id, wording || ' ' || progress || ' ' || units || ' ' || category FROM tasks"
        )
        made.executemany(
            "INSERT INTO tasks_fts (rowid, words) VALUES (?, ?)",
            ((key, " ".join(words_of(text))) for key, text in rows.fetchall()),
        )
        made.commit()
        made.execute("ANALYZE")
    metadata = {
        "databases": {
            target.stem: {"tables": {"tasks": {"fts_table": "tasks_fts", "fts_pk": "id"}}}
        }
    }
    target.with_suffix(".json").write_text(json.dumps(metadata), encoding="utf-8")


def pages(tasks: int, dice: random.Random) -> Iterator[Question]:
    """Ask for any page of the whole list; the peer is told where it begins."""
    for _ in range(QUESTIONS):
        number = dice.randrange(1, max(2, tasks // PAGE))
        ours = f"/public/first/2023-report/{number}/"
        yield Question(ours, f"/peer/tasks?_next={(number - 1) * PAGE}")


def by_category(dice: random.Random) -> Iterator[Question]:
    """Ask for the first pages of a category."""
    for _ in range(QUESTIONS):
        category = f"第{dice.randrange(CATEGORIES) + 1}类"
        yield Question(
            "/public/first/2023-report/?" + urlencode({"category": category}),
            "/peer/tasks?" + urlencode({"category": category}),
        )


def by_result(dice: random.Random) -> Iterator[Question]:
    """Ask for the first page of a result."""
    for _ in range(QUESTIONS):
        result = dice.choice(RESULTS)[0]
        yield Question(
            f"/public/first/2023-report/?result={result}", f"/peer/tasks?result={result}"
        )


def searches(longest: int, dice: random.Random, *, narrowed: bool = False) -> Iterator[Question]:
    """Ask for words that stand in the texts, common ones and rare ones."""
    texts = list(PublicTask.objects.order_by("pk").values_list("wording", flat=True)[:2000])
    asked = 0
    while asked < QUESTIONS:
        text = dice.choice(texts)
        size = 2 if longest == 2 else dice.randrange(3, longest + 1)
        start_at = dice.randrange(max(1, len(text) - size))
        word = text[start_at : start_at + size]
        if len(word) == size and all("\u4e00" <= one <= "\u9fff" for one in word):
            asked += 1
            phrase = phrase_of(word)
            words = '"' + " ".join(phrase.words if phrase else ()) + '"'
            ours, theirs = {"q": word}, {"_search": words, "_searchmode": "raw"}
            if narrowed:
                ours["result"] = theirs["result"] = dice.choice(RESULTS)[0]
            yield Question(
                "/public/first/2023-report/?" + urlencode(ours),
                "/peer/tasks?" + urlencode(theirs, quote_via=quote),
            )


def start(command: list[str], silence: object) -> tuple["subprocess.Popen[bytes]", int]:
    """Start a server at a free port and wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    extra = ["--port", str(port)]
    server = subprocess.Popen(  # noqa: S603 - our own server and the peer, on this machine
        [*command[:-1], *extra, command[-1]]
        if command[0] == sys.executable
        else [*command, *extra],
        stdout=silence,  # type: ignore[call-overload]
        stderr=silence,
    )
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return server, port
    raise SystemExit(f"{command[0]} 没有启动。")


def compare(kinds: dict[str, list[Question]], port: int, peer: int) -> None:
    """Ask both sides in turns and print what they took."""
    own = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    other = http.client.HTTPConnection("127.0.0.1", peer, timeout=60) if peer else None
    print(
        f"{'':<16}{'践诺 p50':>10}{'p95':>8}{'字节':>9}{'Datasette p50':>16}{'p95':>8}{'字节':>9}"
    )
    for name, questions in kinds.items():
        times: tuple[list[float], list[float]] = ([], [])
        sizes = [0, 0]
        for question in questions:
            for side, connection, address in ((0, own, question.ours), (1, other, question.theirs)):
                if connection is not None:
                    took, size = ask(connection, address)
                    times[side].append(took)
                    sizes[side] = max(sizes[side], size)
        line = f"{name:<12}"
        for side in (0, 1):
            if times[side]:
                p50 = statistics.median(times[side])
                p95 = statistics.quantiles(times[side], n=20)[18]
                line += f"{p50:>12.1f}{p95:>9.1f}{sizes[side]:>9}"
        print(line)


def ask(connection: http.client.HTTPConnection, address: str) -> tuple[float, int]:
    """Return the milliseconds that an answer took, and its size. Raises SystemExit for a refusal."""
    begun = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - begun) * 1000
    if response.status != 200:
        raise SystemExit(f"{address} 回答 {response.status}：{body[:300]!r}")
    return took, len(body)


if __name__ == "__main__":
    main()
