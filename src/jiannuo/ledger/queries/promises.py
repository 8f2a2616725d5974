"""The same promise in two lists is asked once: which tasks say the same, as persons confirmed it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiannuo.ledger.models import SamePromise
from jiannuo.ledger.queries.duties import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise that stands in several tasks: filed and reported on `main`, fed to `others`."""

    main: int
    others: tuple[int, ...]


def same_promise(tasks: Iterable[int]) -> tuple[Promise, ...]:
    """Return the promises that any of these tasks belongs to, whole (one query).

    A task that stands alone is in none of them.
    """
    wanted = set(tasks)
    links = SamePromise.objects.filter(same=True).order_by("main", "task")
    others: dict[int, list[int]] = defaultdict(list)
    for main, task in links.values_list("main", "task"):
        others[main].append(task)
    return tuple(
        Promise(main=main, others=tuple(repeating))
        for main, repeating in others.items()
        if wanted & {main, *repeating}
    )


def without_repetitions(
    owed: Mapping[int, Duty], promises: Iterable[Promise]
) -> tuple[dict[int, Duty], dict[int, tuple[int, ...]]]:
    """Return what one organisation is asked of its duties ``{task: Duty}``, and which tasks each feeds.

    A repetition is left out where the organisation has the same duty for the promise's main task,
    which then feeds it: ``{main: (task, …)}``. Where it hasn't (only the pledge names the
    organisation), it is asked about its own task.
    """
    asked, feeds = dict(owed), {}
    for promise in promises:
        if promise.main not in owed:
            continue
        answering = owed[promise.main] is Duty.ANSWERS
        fed = tuple(
            task
            for task in promise.others
            if task in owed and (answering or owed[task] is Duty.SHARES)
        )
        for task in fed:
            del asked[task]
        if fed:
            feeds[promise.main] = fed
    return asked, feeds
