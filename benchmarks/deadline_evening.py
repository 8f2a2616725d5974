"""The deadline evening, measured: savings, evidence and submissions of hundreds of clerks at once.

Run `python benchmarks/deadline_evening.py [--clerks 300] [--tasks 7] [--minutes 5] [--kills 0]`; with
`DATABASE_URL` on PostgreSQL, else on SQLite in a temporary folder. Each clerk saves every four
seconds, attaches a Word file to each of her tasks and hands her sheet in at a moment of her own.
With `--kills 20` server and worker are killed with SIGKILL at so many random moments and started
again. Printed: median, p95 and worst of each kind of request against the limit of one second, and
what the ledger holds that the clerks were not told, or the other way round (must be nothing).
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ["JIANNUO_SECRET_KEY"] = "only-for-this-run-" + "0" * 40
os.environ["JIANNUO_HOME"] = tempfile.mkdtemp(prefix="jiannuo-evening-")
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
django.setup()

from benchmarks.evening.clerks import Diary, evening  # noqa: E402  Django's apps are loaded above
from benchmarks.evening.ledger import faults  # noqa: E402
from benchmarks.evening.machine import running  # noqa: E402
from benchmarks.evening.place import prepare  # noqa: E402

LIMIT = 1.0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--clerks", type=int, default=300)
    options.add_argument("--tasks", type=int, default=7)
    options.add_argument("--minutes", type=float, default=5)
    options.add_argument("--kills", type=int, default=0)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    seconds = chosen.minutes * 60
    clerks = prepare(chosen.clerks, chosen.tasks)
    with running(chosen.workers) as (address, machine):
        begun = time.monotonic()
        with machine.dying(chosen.kills, seconds, chosen.seed):
            diary = asyncio.run(evening(address, clerks, seconds, chosen.seed))
        took = time.monotonic() - begun
    wrong = faults(clerks, diary)
    show(diary, took, len(clerks) * chosen.tasks, chosen.kills)
    for line in [*wrong[:20], *diary.refusals[:10]]:
        print(line)
    print(f"lost, doubled, half or another's: {len(wrong)}; refused: {len(diary.refusals)}")
    sys.exit(bool(wrong or diary.refusals))


def show(diary: Diary, took: float, reports: int, kills: int) -> None:
    """Print the table."""
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    load = os.getloadavg()[0]
    print(f"{engine}, {reports} reports, {took:.0f} s, {kills} kills, load {load:.1f}")
    print(
        f"{'request':10} {'number':>7} {'median ms':>10} {'p95 ms':>8} {'worst ms':>9} {'p95/limit':>10}"
    )
    for kind, times in sorted(diary.seconds.items()):
        ninety_fifth = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(
            f"{kind:10} {len(times):7} {median(times) * 1000:10.0f} {ninety_fifth * 1000:8.0f} "
            f"{max(times) * 1000:9.0f} {ninety_fifth / LIMIT:10.2f}"
        )
    print(f"handed in: {len(diary.submitted)} sheets; asked again after a break: {diary.retries}")


if __name__ == "__main__":
    main()
