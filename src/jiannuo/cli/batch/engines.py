"""Who reads: threads that each drive a sandbox, or the workers of a dask cluster."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

from jiannuo.cli.batch.files import Chosen
from jiannuo.cli.files import bytes_of
from jiannuo.cli.reading import Step, contents_of
from jiannuo.cli.refusal import Refusal
from jiannuo.intake.reading.sandbox import read_document

LOCAL: Final = "local"
_AHEAD: Final = 4
"""Files for each worker that are begun before the first result is taken."""
_DEATHS: Final = 3
"""Workers that one file may cost before it is given up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: its documents as JSON values, and a sentence for each that gave none."""

    name: str
    documents: tuple[dict[str, Any], ...]
    sentences: tuple[str, ...]


class _Future(Protocol):
    def result(self) -> Outcome: ...


Submit = Callable[[Chosen], _Future]


def outcome_of(name: str, content: bytes, step: Step = read_document) -> Outcome:
    """Read one file, in a sandbox: what a worker does."""
    found = list(contents_of(name, content, step=step))
    return Outcome(
        name,
        tuple(one for one in found if not isinstance(one, Refusal)),
        tuple(one.message for one in found if isinstance(one, Refusal)),
    )


def on_this_machine(
    files: Iterable[Chosen], workers: int, step: Step = read_document
) -> Iterator[Outcome]:
    """Read files, `workers` at a time; yield what comes of each in their order."""
    with ThreadPoolExecutor(workers) as pool:
        yield from _in_order(
            files, lambda one: pool.submit(_read_here, one, step), workers * _AHEAD
        )


def on_cluster(
    files: Iterable[Chosen], address: str, workers: int, step: Step = read_document
) -> Iterator[Outcome]:
    """Read files on a dask cluster: the scheduler at `address`, or ``local`` for one of this machine.

    A worker that dies costs nothing but time: its files are read by another. Raises Refusal where the
    extra is not installed or nobody answers at the address.
    """
    with _client(address, workers) as client:
        known = max(workers, len(client.scheduler_info()["workers"]))

        def submit(one: Chosen) -> _Future:
            try:
                content = bytes_of(one.path)
            except Refusal as refusal:
                return _Known(Outcome(one.name, (), (refusal.message,)))
            future = client.submit(outcome_of, one.name, content, step, pure=False, retries=1)
            return _Remote(future, one.name)

        yield from _in_order(files, submit, known * _AHEAD)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_order(files: Iterable[Chosen], submit: Submit, ahead: int) -> Iterator[Outcome]:
    begun: deque[_Future] = deque()
    for one in files:
        begun.append(submit(one))
        if len(begun) >= ahead:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def _read_here(one: Chosen, step: Step) -> Outcome:
    try:
        return outcome_of(one.name, bytes_of(one.path), step)
    except Refusal as refusal:
        return Outcome(one.name, (), (refusal.message,))


@dataclass(frozen=True, slots=True)
class _Known:
    """An outcome that no worker is needed for."""

    outcome: Outcome

    def result(self) -> Outcome:
        return self.outcome


@dataclass(frozen=True, slots=True)
class _Remote:
    """A worker's answer on its way."""

    future: Any
    name: str

    def result(self) -> Outcome:
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an optional extra

        try:
            found: Outcome = self.future.result()
        except KilledWorker:
            said = f"读取“{self.name}”时 {_DEATHS} 个读取进程先后中断，已跳过。请单独读这份文件查明原因。"
            return Outcome(self.name, (), (said,))
        return found


@contextmanager
def _client(address: str, workers: int) -> Iterator[Any]:
    try:
        import dask  # noqa: PLC0415 - an optional extra
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise Refusal(
            "没有安装分布式读取所需的程序包，请先运行 pip install 'jiannuo[cluster]'。"
        ) from error
    engine: Any = distributed
    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.worker.daemon": False,
        "distributed.admin.large-graph-warning-threshold": "1GB",
    }
    with dask.config.set(settings):
        if address != LOCAL:
            try:
                client = engine.Client(address, timeout="10s")
            except (OSError, ValueError) as error:
                raise Refusal(
                    f"连不上 {address}，请核对地址，或看看调度进程是否在运行。"
                ) from error
            with client:
                yield client
            return
        cluster = engine.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        )
        with cluster, engine.Client(cluster) as client:
            yield client
