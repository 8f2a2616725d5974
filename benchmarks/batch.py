"""A batch of very many documents: how fast, in how much memory, and the same on a cluster.

Run `python benchmarks/batch.py [FILES]` (on Linux). It makes FILES (500 unless told) different
documents in a folder: the samples' ledgers cut into lists of different lengths, as docx, xlsx, html,
csv and text, and, with an installed LibreOffice, as PDF. `jiannuo read FOLDER --workers 2` reads them;
printed are documents a second, the peak of the memory that all its processes have for themselves
(proportional set size), and failures. With the extra jiannuo[cluster] the folder is read once more by
two dask workers, and a third time while one of them is killed: the results must be the same, byte for byte.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import count, cycle, islice
from pathlib import Path

import jiannuo
from jiannuo.core.records import Document, Table
from jiannuo.core.rendering import render

SAMPLES = sorted((Path(jiannuo.__file__).parent / "samples").glob("*.txt"))
FORMS = ("docx", "xlsx", "html", "csv", "txt", "pdf")
LENGTHS = (8, 20, 45, 130)
WORKERS = 2
MEGABYTE = 1024**2
CLUSTER = """
import os, sys
from distributed import Client, LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as all_:
        with Client(all_) as client:
            print(all_.scheduler_address, *client.run(os.getpid).values(), flush=True)
            sys.stdin.read()
"""
"""A cluster of its own process, which says its address and its workers' process ids."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one reading of the folder cost and gave."""

    seconds: float
    peak: int
    failures: int
    digest: str


def main() -> None:
    """Measure and print."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory(prefix="jiannuo-batch-") as place:
        folder, out = Path(place) / "文件", Path(place) / "out.json"
        folder.mkdir()
        kinds = _make(folder, files)
        size = sum(one.stat().st_size for one in folder.iterdir())
        print(f"{files} 份文件（{kinds}），共 {size / MEGABYTE:.0f} MB，{os.cpu_count()} 个处理器")
        print(f"{'':<26}{'秒':>8}{'份/秒':>8}{'内存峰值':>10}{'失败':>6}  结果")
        here = _read(folder, out)
        _print(f"本机 {WORKERS} 个进程", files, here, here)
        if find_spec("distributed") is None:
            print("没有安装 jiannuo[cluster]，分布式读取未测。")
            return
        for label, kill in (("dask 两个进程", False), ("dask，杀掉一个进程", True)):
            with _cluster() as (address, pids):
                run = _read(folder, out, "--cluster", address, kill=pids[0] if kill else 0)
            _print(label, files, run, here)


def _print(label: str, files: int, run: Run, first: Run) -> None:
    same = "—" if run is first else "相同" if run.digest == first.digest else "不同！"
    print(
        f"{label:<26}{run.seconds:>8.1f}{files / run.seconds:>8.1f}"
        f"{run.peak / MEGABYTE:>7.0f} MB{run.failures:>6}  {same}"
    )


def _make(folder: Path, files: int) -> str:
    """Write different documents into the folder; return the kinds with their numbers."""
    made: dict[str, int] = {}
    ledgers = [_whole(jiannuo.read(path)) for path in SAMPLES]
    forms = [form for form in FORMS if form != "pdf" or shutil.which("soffice")]
    printed: list[Path] = []
    numbers = count(1)
    for form, document in islice(_varied(ledgers, forms), files):
        number = next(numbers)
        name = folder / f"{number:04} {document.year or ''}{form}.{form}"
        made[form] = made.get(form, 0) + 1
        if form == "txt":
            path = SAMPLES[number % len(SAMPLES)]
            name.write_bytes(path.read_bytes() + f"\n第{number}份\n".encode())
        elif form == "pdf":
            source = folder / f"{name.stem}.docx"
            source.write_bytes(render(document, "docx"))
            printed.append(source)
        else:
            name.write_bytes(render(document, form))
    _print_as_pdf(folder, printed)
    return "、".join(f"{form} {number}" for form, number in made.items())


def _varied(ledgers: list[Document], forms: list[str]) -> Iterator[tuple[str, Document]]:
    """Yield forms in turn, each with a part of a ledger: another one each time."""
    of_ledgers, of_lengths = cycle(ledgers), cycle(LENGTHS)
    for number, form in enumerate(cycle(forms)):
        whole, length = next(of_ledgers), next(of_lengths)
        table = max(whole.tables, key=lambda one: len(one.rows))
        start = number * 7 % max(1, len(table.rows) - length)
        part = replace(table, rows=table.rows[start : start + length])
        yield form, replace(whole, title=f"{whole.title or '台账'}（{number + 1}）", tables=(part,))


def _whole(document: Document) -> Document:
    """Leave a notice's text and forms out: what is cut into parts is its table."""
    tables: tuple[Table, ...] = tuple(table for table in document.tables if table.rows)
    return replace(document, tables=tables, unplaced=(), rules=())


def _print_as_pdf(folder: Path, sources: list[Path]) -> None:
    if not sources:
        return
    with tempfile.TemporaryDirectory() as profile:
        command = [
            str(shutil.which("soffice")), "--headless", f"-env:UserInstallation=file://{profile}",
            "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    for source in sources:
        source.unlink()


def _read(folder: Path, out: Path, *more: str, kill: int = 0) -> Run:
    command = [sys.executable, "-m", "jiannuo", "read", str(folder), "-o", str(out)]
    begun = time.perf_counter()
    running = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--workers", str(WORKERS), *more], stderr=subprocess.PIPE, text=True
    )
    watch = _Watch(os.getpid())
    if kill:
        threading.Timer(5, os.kill, (kill, signal.SIGKILL)).start()
    said = running.communicate()[1]
    seconds = time.perf_counter() - begun
    failures = [line for line in said.splitlines() if line.startswith("践诺：")]
    for line in failures[:5]:
        print(f"  {line}")
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    return Run(seconds, watch.peak(), len(failures), digest)


@contextlib.contextmanager
def _cluster() -> Iterator[tuple[str, list[int]]]:
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "cluster.py"
        script.write_text(CLUSTER, encoding="utf-8")
        running = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert running.stdout is not None
        address, *pids = running.stdout.readline().split()
        try:
            yield address, [int(pid) for pid in pids]
        finally:
            running.communicate()


class _Watch:
    """Looks five times a second at the memory of all processes below this one."""

    def __init__(self, root: int) -> None:
        self._root, self._peak = root, 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def peak(self) -> int:
        self._stopped.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._stopped.wait(0.2):
            self._peak = max(self._peak, sum(map(_memory, _below(self._root))))


def _below(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int(
                (entry / "stat").read_text().rpartition(")")[2].split()[1]
            )
    found, fresh = [], [root]
    while fresh:
        fresh = [pid for pid, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def _memory(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        text = (Path("/proc") / str(pid) / "smaps_rollup").read_text()
        return int(text.split("\nPss:")[1].split()[0]) * 1024
    return 0


if __name__ == "__main__":
    main()
