"""Results that stay right until somebody acts.

No row of the ledger changes without an entry in the trail, so the trail's last hash is the version of
everything: what was made while it stood can be shown again. An officer walks from the ledger to a
task and back all day; only the first look after an act costs the full work. The memory is the
process's own and small; another process makes its own.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from jiannuo.history.queries import head_hash

Made = TypeVar("Made")

_SIZE: Final = 32


class Remembered(Generic[Made]):
    """The latest few results by key, forgotten with the next act of anybody.

    The key must hold everything that decides the result but the ledger itself: who looks (their
    reach), at what, in which form.
    """

    def __init__(self, size: int = _SIZE) -> None:
        self._size = size
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under this key since the last act, or make it (one query).

        The version is read before the result is made: an act in between makes it newer than its
        version says, never older.
        """
        versioned = (head_hash(), key)
        with self._lock:
            if versioned in self._made:
                self._made.move_to_end(versioned)
                return self._made[versioned]
        made = make()
        with self._lock:
            self._made[versioned] = made
            while len(self._made) > self._size:
                self._made.popitem(last=False)
        return made
