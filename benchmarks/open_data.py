"""How fast the open data answers over 100,000 released promises, in this process.

    python -m benchmarks.open_data [promises] [rounds]

Own time of a request (the processor's, so that a busy machine doesn't count) from the address to the
bytes, all middleware included, no network.
"""

import gc
import os
import statistics
import sys
import tempfile
from itertools import chain
from pathlib import Path
from time import perf_counter, process_time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["JIANNUO_ALLOWED_HOSTS"] = "testserver"
os.environ.setdefault("JIANNUO_HOME", tempfile.mkdtemp(prefix="jiannuo-bench-"))

FILES = ("tasks.csv", "data.json")
PAGES = {
    "100 promises": "tasks?limit=100",
    "100 promises, last page": "tasks?limit=100&offset={last}",
    "100 of a place": "tasks?limit=100&place=many",
    "100 of a plan with a result": "tasks?limit=100&place=many&plan=2023-report&result=missed",
    "100 of all with a result": "tasks?limit=100&result=missed&offset=500",
    "100 of a category": "tasks?limit=100&category=交通出行",
    "100 of an organisation": "tasks?limit=100&place=many&organisation=o7",
    "100 since a day": "tasks?limit=100&updated_since=2023-06-01",
    "100 that are found": "tasks?limit=100&q=口袋公园",
    "one promise": "tasks/many-2023-report-5000",
    "the plan with its counts": "plans/many/2023-report",
    "not modified": "tasks?limit=100",
}


def main(promises: int = 100_000, rounds: int = 40) -> None:
    """Publish that many promises into a fresh database and time every kind of answer."""
    import django  # noqa: PLC0415 - the environment above comes first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from jiannuo.publishing.findable import make_all_findable  # noqa: PLC0415
    from jiannuo.publishing.models.published import PublicPlan  # noqa: PLC0415
    from tests.public_ledger import publish_many  # noqa: PLC0415

    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(Path(os.environ["JIANNUO_HOME"]) / "open.sqlite3")
    call_command("migrate", verbosity=0)
    if not PublicPlan.objects.exists():  # a JIANNUO_HOME of an earlier run has them
        publish_many(promises)
        make_all_findable()
    print(f"{promises:,} promises on {connection.vendor}")
    gc.collect()
    gc.freeze()  # as `config.wsgi` does
    gc.set_threshold(10_000, 20, 20)
    client = Client()
    for name, page in PAGES.items():
        address = f"/api/v1/{page.format(last=promises - 100)}"
        first = client.get(address)
        assert first.status_code == 200, first.content
        headers = {"If-None-Match": first["ETag"]} if name == "not modified" else {}
        times = []
        for _ in range(rounds):
            begun = process_time()
            client.get(address, headers=headers)
            times.append((process_time() - begun) * 1000)
        times.sort()
        p95 = times[int(len(times) * 0.95)]
        print(f"{name:32} p50 {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms")
    for file in FILES:
        begun = perf_counter()
        answer = client.get(f"/api/v1/places/many/files/{file}")
        size = sum(map(len, chain(answer.streaming_content)))
        print(f"{file:32} {perf_counter() - begun:6.1f} s   {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
