"""Very many files at once: same results whoever reads, in the files' order, whatever dies meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiannuo.cli.batch.engines import Outcome, on_cluster, on_this_machine
from jiannuo.cli.batch.files import Chosen, files_of
from jiannuo.core.mapping import read_bytes
from jiannuo.core.records import to_json
from jiannuo.core.rendering import render
from tests.faces.cli.test_commands import SAMPLES, jiannuo

LAYOUTS = sorted((Path(__file__).resolve().parents[2] / "samples" / "layouts").glob("*.txt"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as somebody keeps it: below folders, in several formats, with a broken file."""
    below = tmp_path / "各单位" / "5月"
    below.mkdir(parents=True)
    for path in LAYOUTS[:6]:
        (below / path.name).write_bytes(path.read_bytes())
    document = read_bytes(LAYOUTS[0].read_bytes(), LAYOUTS[0].name)
    (tmp_path / "通报.docx").write_bytes(render(document, "docx"))
    (tmp_path / "通报.xlsx").write_bytes(render(document, "xlsx"))
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "程序.exe").write_bytes(b"MZ")
    (tmp_path / "~$通报.docx").write_bytes(b"lock")
    return tmp_path / "."


def names(outcomes: list[Outcome]) -> list[str]:
    return [one.name for one in outcomes]


def test_a_folder_is_read_to_its_bottom_and_what_failed_is_said(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("out") / "all.json"
    done = jiannuo("read", folder, "--workers", "2", "-o", out)
    assert done.returncode == 2
    assert "坏.docx：" in done.stderr
    assert "另有 1 个文件不是文档" in done.stderr
    assert "共读 9 份，其中 1 份没有读成" in done.stderr
    documents = json.loads(out.read_text(encoding="utf-8"))
    sources = [one["source"] for one in documents]
    assert sources == sorted(sources, key=lambda one: (folder / one).resolve())
    assert f"各单位/5月/{LAYOUTS[0].name}" in sources
    assert "通报.docx" in sources


def test_results_are_those_of_reading_each_alone(folder: Path) -> None:
    chosen, _ = files_of([folder])
    outcomes = list(on_this_machine(chosen, 2))
    assert names(outcomes) == [one.name for one in chosen]
    for one, outcome in zip(chosen, outcomes, strict=True):
        if outcome.documents:
            alone = to_json(read_bytes(one.path.read_bytes(), one.name))
            assert json.loads(json.dumps(alone)) == outcome.documents[0]


def test_two_files_of_one_name_give_two_files(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    jiannuo("read", folder, "-f", "csv", "-o", out)
    assert {"通报.csv", "通报.docx.csv"} & {one.name for one in out.iterdir()}
    assert len(list(out.iterdir())) == 8


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    done = jiannuo("read", tmp_path)
    assert done.returncode == 2
    assert "文件夹里没有能读的文件" in done.stderr


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for the children in /proc")
def test_a_reading_process_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    for number in range(3):
        for path in SAMPLES.glob("*.txt"):
            (tmp_path / f"{number}-{path.name}").write_bytes(path.read_bytes())
    running = subprocess.Popen(
        [sys.executable, "-m", "jiannuo", "read", str(tmp_path), "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "DATABASE_URL": ""},
    )
    os.kill(next(_children(running.pid)), signal.SIGKILL)
    out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err.decode()
    assert len(json.loads(out)) == len(list(tmp_path.iterdir()))


def _children(of: int) -> Iterator[int]:
    """Yield the reading processes of a command, as soon as there is one."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                line = (entry / "cmdline").read_bytes()
            except (OSError, ValueError):
                continue
            if parent == of and b"jiannuo.intake.reading.child" in line:
                yield int(entry.name)


@pytest.mark.cluster
def test_a_cluster_gives_the_same_though_a_worker_is_killed(folder: Path) -> None:
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an optional extra

    chosen, _ = files_of([folder])
    many = [Chosen(one.path, f"{number}-{one.name}") for number in range(3) for one in chosen]
    here = list(on_this_machine(many, 2))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as machines:
        outcomes: list[Outcome] = []
        with Client(machines) as client:
            workers: dict[str, Any] = client.run(os.getpid)
            for outcome in on_cluster(many, machines.scheduler_address, 2):
                if not outcomes:
                    os.kill(next(iter(workers.values())), signal.SIGKILL)
                outcomes.append(outcome)
    assert outcomes == here


@pytest.mark.cluster
def test_a_cluster_that_does_not_answer_is_said(folder: Path) -> None:
    done = jiannuo("read", folder, "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "连不上 tcp://127.0.0.1:9" in done.stderr
