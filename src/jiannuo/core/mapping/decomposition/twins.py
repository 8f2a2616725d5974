"""What a report promises twice is proposed once.

Livelihood pledges stand in the text (办好十件实事：…) and again, in more words, in an annex; and what is a
pledge is often announced among the year's tasks, too. The fuller wording of a pledge stays, the
other is left aside and cited with it. A task of the report's own list that says a pledge's words
stays as well, with a doubt: whether both lists carry it is for a person to say.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from jiannuo.core.mapping.decomposition.values import NotTaken, Part, Task, TaskKind

_ALIKE: Final = 0.75
"""Share of the shorter wording's characters that the longer repeats in order."""
_SHORTEST: Final = 6
_SHORTEST_BESIDE: Final = 10
"""Characters that two wordings must share, of two pledges and of a task and a pledge."""
_MOST_PLEDGES: Final = 120
"""More are no list of pledges; comparing each with each would take too long."""
_MOST_CHARACTERS: Final = 300
_WHY: Final = "同一件实事报告里说了两遍，已按较详细的一处列出"
_DOUBT: Final = "与民生实事“{}”像是同一件事，请看是否只在一处立项。"


def told_once(tasks: Sequence[Task]) -> tuple[tuple[Task, ...], tuple[NotTaken, ...]]:
    """Return the tasks without repeated pledges, and what the repetitions say as not taken."""
    pledges = [at for at, task in enumerate(tasks) if task.kind is TaskKind.PLEDGES]
    if not 0 < len(pledges) <= _MOST_PLEDGES:
        return tuple(tasks), ()
    bare = {at: _bare(tasks[at].text) for at in pledges}
    stays = _standing(pledges, bare)
    kept: list[Task] = []
    left: list[NotTaken] = []
    for at, task in enumerate(tasks):
        if stays.get(at, at) != at:
            left += [
                NotTaken(
                    text=one.text,
                    citation=one.citation,
                    why=_WHY,
                    part=Part.PLAN,
                    continues=number > 0,
                )
                for number, one in enumerate(task.passages)
            ]
        elif at in bare:
            others = [one for one, of in stays.items() if of == at and one != at]
            echoes = tuple(passage for one in others for passage in tasks[one].passages)
            kept.append(replace(task, echoes=echoes))
        else:
            kept.append(_beside_pledges(task, tasks, bare))
    return tuple(kept), tuple(left)


def _standing(pledges: Sequence[int], bare: dict[int, str]) -> dict[int, int]:
    """Say for each pledge which one stands for it: the longest of those that say the same, else the last."""
    stays: dict[int, int] = {}
    for at in sorted(pledges, key=lambda one: (-len(bare[one]), -one)):
        standing = (one for one in dict.fromkeys(stays.values()) if _repeats(bare[at], bare[one]))
        stays[at] = next(standing, at)
    return stays


def _beside_pledges(task: Task, tasks: Sequence[Task], bare: dict[int, str]) -> Task:
    own = _bare(task.text)
    for at, pledge in bare.items():
        short, long = sorted((own, pledge), key=len)
        if len(short) >= _SHORTEST_BESIDE and short in long:
            doubt = _DOUBT.format(tasks[at].text[:20])
            return replace(task, doubts=(*task.doubts, doubt))
    return task


def _repeats(short: str, long: str) -> bool:
    """Say whether the shorter wording stands in the longer one, word for word or nearly so."""
    if len(short) < _SHORTEST:
        return False
    if short in long:
        return True
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    if matcher.quick_ratio() * (len(short) + len(long)) < 2 * _ALIKE * len(short):
        return False
    shared = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    figures = [{one for one in text if one.isdigit()} for text in (short, long)]
    return shared >= _ALIKE * len(short) and figures[0] <= figures[1]


def _bare(text: str) -> str:
    return "".join(one for one in text[:_MOST_CHARACTERS] if one.isalnum())
