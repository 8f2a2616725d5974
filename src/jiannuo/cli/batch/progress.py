"""How far a batch is: one line on a terminal that is written over, and a sentence at the end."""

import sys
import time
from dataclasses import dataclass, field
from typing import Final

import click

_MINUTE: Final = 60
_FIRST: Final = 3
"""Files from which on the time that is left can be told."""


@dataclass(slots=True)
class Progress:
    """Counts what came and tells it; `total` files are expected."""

    total: int
    begun: float = field(default_factory=time.monotonic)
    done: int = 0
    unread: int = 0

    def came(self, unread: int) -> None:
        """Count one file, of which so many documents could not be read."""
        self.done += 1
        self.unread += unread
        if sys.stderr.isatty():
            click.echo(f"\r{self._line():<56}", nl=False, err=True)

    def clear(self) -> None:
        """Make room for another line on the terminal."""
        if sys.stderr.isatty():
            click.echo(f"\r{'':<70}\r", nl=False, err=True)

    def close(self) -> None:
        """Say at the end what came of it."""
        self.clear()
        failed = f"，其中 {self.unread} 份没有读成" if self.unread else "，全部读成"
        click.echo(
            f"共读 {self.done} 份{failed}，用时{_time(time.monotonic() - self.begun)}。", err=True
        )

    def _line(self) -> str:
        failed = f"，{self.unread} 份没读成" if self.unread else ""
        left = ""
        if self.done >= _FIRST:
            passed = time.monotonic() - self.begun
            left = f"，约剩{_time(passed / self.done * (self.total - self.done))}"
        return f"已读 {self.done}/{self.total} 份{failed}{left}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒"
