"""What each recorded act is called when people read the trail: one registry, filled app by app.

An app that records acts has a module `deeds` beside its actions, with a table `DEEDS`: action
code -> `Deed`. Faces ask `deed_of`. Entries are for ever, so a deed must be able to read
every payload that was ever written under its code: ask for what may be missing with `.get`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

from django.apps import apps

Payload = Mapping[str, Any]

_GROUNDS: Final = (
    ("reason", "理由：{}"),
    ("approver", "批准人：{}"),
    ("document", "依据：{}"),
    ("on", "自{}起"),
)
"""What a payload may say about an act's grounds, in the order in which a sentence names it."""


class Detail(NamedTuple):
    """A line below a deed: what was changed, asked or said."""

    label: str
    text: str


def _no_details(said: Payload) -> Sequence[Detail]:
    """Say nothing more: the deed says it all."""
    del said
    return ()


@dataclass(frozen=True, slots=True)
class Deed:
    """How an act reads: its words in the list, and lines that unfold below them.

    Both may depend on the payload. The words are a predicate without its subject and without a full
    stop (目标由“366个”调整为“350个”，理由：…), because the actor's name stands before them.
    """

    words: str | Callable[[Payload], str]
    details: Callable[[Payload], Sequence[Detail]] = _no_details

    def said_of(self, said: Payload) -> str:
        """Return the words for one payload."""
        return self.words if isinstance(self.words, str) else self.words(said)


def deed_of(action: str) -> Deed:
    """Return how an act reads; one without words reads as its code (a test keeps that from happening)."""
    return _registry().get(action) or Deed(action)


def adjusted(what: str, said: Payload) -> str:
    """Say in one sentence what was changed from what to what, on which grounds.

    >>> adjusted("目标", {"before": "366个", "after": "350个", "reason": "选址调整", "approver": "周明远"})
    '目标由“366个”调整为“350个”，理由：选址调整，批准人：周明远'
    """
    before, after = said.get("before"), said.get("after")
    change = f"由“{before}”调整为“{after}”" if before else f"定为“{after}”"
    if not after:
        change = f"“{before}”删去"
    return f"{what}{change}{grounds(said)}"


def grounds(said: Payload) -> str:
    """Say why, by whose approval, by which document and from when, as far as the payload tells."""
    return "".join("，" + words.format(said[key]) for key, words in _GROUNDS if said.get(key))


def before_and_after(said: Payload) -> Sequence[Detail]:
    """Unfold a change of a longer text: 原为, 改为, and the reason where one was given."""
    lines = [Detail("原为", said["before"] or "空白"), Detail("改为", said["after"] or "空白")]
    return [*lines, *([Detail("理由", said["reason"])] if said.get("reason") else [])]


@cache
def _registry() -> Mapping[str, Deed]:
    found: dict[str, Deed] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.deeds"
        # History's own module of that name is this one.
        if config.name.startswith("jiannuo.") and name != __name__ and find_spec(name):
            found |= import_module(name).DEEDS
    return found
