"""What a row would change: a step that says so in words and can be taken."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import Act


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a step changes; an empty `before` is a value that was not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: from which row, of whom, what; `take` does it with an actor who may do `act`."""

    sheet: str
    row: int
    subject: str
    is_new: bool
    act: Act
    differences: tuple[Difference, ...] = ()
    take: Callable[[Actor], object] = field(compare=False, repr=False)
