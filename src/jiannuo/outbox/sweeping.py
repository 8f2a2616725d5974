"""A thread that looks again and again for what is to be done, for as long as its process lives."""

import logging
import threading
from collections.abc import Callable

from django.db import connections
from django.db.utils import OperationalError

logger = logging.getLogger(__name__)


def _run(sweep: Callable[[], object]) -> None:
    try:
        sweep()
    except OperationalError:
        logger.warning("the database was busy; sweeping again later", exc_info=True)
    except Exception:  # a thread that ends in silence would end its work for good
        logger.exception("a sweep went wrong; it is made again later")


def keep_running(name: str, every: float, *sweeps: Callable[[], object]) -> Callable[[], None]:
    """Run the sweeps one after the other, every few seconds, in a thread of their own.

    Whatever goes wrong in a sweep is logged, and neither the others nor its next turn are lost by it.
    Returns what stops the thread and waits for it to end.
    """
    stopped = threading.Event()

    def run() -> None:
        while True:
            for sweep in sweeps:
                _run(sweep)
            connections.close_all()
            if stopped.wait(every):
                return

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join()

    return stop
