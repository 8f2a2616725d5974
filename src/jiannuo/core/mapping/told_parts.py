"""The parts of a paragraph that tells about one task: who leads it, what was due, what is, and why.

Reports and bulletins say it in running text, under labels (目标：… 实际完成：… 原因：…) or in the words of
such documents: 县住建局牵头的“…”，5月份目标为…，截至5月底，…，主要原因是…。下一步，….
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiannuo.core.mapping.organisations import looks_like_units
from jiannuo.core.mapping.periods import span_of
from jiannuo.core.mapping.senses import meaning_of

_BOUNDARY = r"(?:(?<=^)|(?<=[。；;，,.：:\n）)”]))"
_LABEL = re.compile(rf"{_BOUNDARY}\s*(?P<label>[^\s：:，。；、,;（）()“”]{{2,12}})\s*[：:]")
_PERIOD = (
    r"(?:20\d\d年)?(?:\d{1,2}月(?:份)?|第?[一二三四]季度|上半年|年度|全年|当月|本月|序时|阶段性?)?"
)
_PHRASES: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    ("target", re.compile(rf"{_BOUNDARY}{_PERIOD}(?:工作)?(?:目标任务|目标要求|目标|计划任务|任务)(?:为|是|要求)"), True),
    ("causes", re.compile(r"(?<=[。；;，,\n])(?:[^。；，]{0,4}主要)?原因(?:主要)?(?:是|为|在于)"), True),
    ("problems", re.compile(rf"{_BOUNDARY}(?:目前)?(?:主要)?存在(?:的)?(?:主要)?问题(?:主要)?(?:是|为|有|在于)"), True),
    ("next_steps", re.compile(r"(?:(?<=^)|(?<=[。；;\n]))下一?(?:步|阶段)(?:工作)?(?:中)?[，,]"), True),
    ("progress", re.compile(rf"{_BOUNDARY}(?=截[至止](?:到|目前|20|\d))|{_BOUNDARY}(?=(?:目前|实际|现已))"), False),
)  # fmt: skip
"""Field, the words that begin its part, and whether these are no part of what is said."""
_LED = re.compile(
    r"(?:由)?(?P<lead>[^，。；：“”]{2,30}?)(?:负责)?牵头(?:推进|负责|实施|落实|办理)?的?“(?P<task>[^“”]{2,60})”"
    r"(?:项目|任务|事项|工作|一?事)?[，,。；：]?"
)
_TITLE = re.compile(
    r"(?P<task>[^。；：:\n（(]{2,60}?)(?P<who>[（(][^（()）]{2,80}[）)])?(?P<stop>[。：:\n]|$)"
)
_TELLS = re.compile(
    r"已|完成|正在|目前|截[至止]|累计|推进|实现|达到|未|尚|开工|建成|竣工|整改|办结"
)
_DONE = re.compile(r"^.{0,30}?(?:已|正在|目前|截[至止]|累计完成|完成了)")
_FIELDS = frozenset(
    {
        "progress",
        "problems",
        "causes",
        "next_steps",
        "units",
        "leaders",
        "deadline",
        "status",
        "ratio",
    }
)
_SURE = 0.8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One part: its field, the span of what it says, the span with the words that begin it.

    `role` is the part that a label says its organisations play.
    """

    field: str
    span: Span
    whole: Span
    role: str = ""


def parts_told(text: str, start: int, title_end: int | None = None) -> tuple[ToldPart, ...]:
    """Part a paragraph from `start` on; () if it tells of no task.

    `title_end` is where a bold title ends, where the type shows it.
    """
    head = list(_head(text, start, title_end))
    if not head:
        return ()
    begin = max(part.whole[1] for part in head)
    told = list(body_parts(text, begin))
    if not told and not title_end:
        return ()
    return (*head, *told)


def tells_of_work(text: str) -> bool:
    """Say whether a text speaks of what was done or is due, as items of such reports do."""
    return bool(_TELLS.search(text))


def _head(text: str, start: int, title_end: int | None) -> Iterator[ToldPart]:
    """Read who leads and what the task is called, at a paragraph's beginning."""
    if led := _LED.match(text, start):
        yield ToldPart("task", led.span("task"), led.span())
        if looks_like_units(led["lead"]):
            yield ToldPart("units", led.span("lead"), led.span("lead"), "牵头")
        return
    if title_end:
        yield ToldPart("task", (start, title_end), (start, title_end))
        return
    title = _TITLE.match(text, start)
    if title is None or title.end() >= len(text.rstrip()) or _DONE.match(title["task"]):
        return
    label = next((seam.start for seam in _labels(text, start)), len(text))
    if start < label < title.end() and not title["who"]:
        yield ToldPart("task", _trimmed(text, start, label), (start, label))
        return
    if title["who"] and not _names_who(title["who"]):
        return
    yield ToldPart("task", title.span("task"), (title.start(), title.end()))
    if title["who"]:
        inside = (title.start("who") + 1, title.end("who") - 1)
        yield ToldPart("answer", inside, title.span("who"))


def _names_who(bracket: str) -> bool:
    inside = bracket[1:-1]
    return any(word in inside for word in ("单位", "牵头", "责任", "领导")) or looks_like_units(
        inside
    )


@dataclass(frozen=True, slots=True)
class _Seam:
    field: str
    start: int
    said_from: int
    role: str = ""


def body_parts(text: str, begin: int) -> Iterator[ToldPart]:
    """Part what follows the title; what begins without a word for it is progress."""
    seams = sorted(_seams(text, begin), key=lambda seam: (seam.start, -seam.said_from))
    kept: list[_Seam] = []
    for seam in seams:
        if not kept or (seam.start >= kept[-1].said_from and seam.field != kept[-1].field):
            kept.append(seam)
    if not kept or text[begin : kept[0].start].strip(" 。；;，,：:\n"):
        kept.insert(0, _Seam("progress", begin, begin))
    ends = [*(seam.start for seam in kept[1:]), len(text)]
    for seam, end in zip(kept, ends, strict=True):
        span = _trimmed(text, seam.said_from, end)
        if span[0] < span[1]:
            yield ToldPart(seam.field, span, (seam.start, span[1]), seam.role)


def _seams(text: str, begin: int) -> Iterator[_Seam]:
    yield from _labels(text, begin)
    for name, words, apart in _PHRASES:
        for phrase in words.finditer(text, begin):
            field = _target_of(phrase[0]) if name == "target" else name
            yield _Seam(field, phrase.start(), phrase.end() if apart else phrase.start())


def _labels(text: str, begin: int) -> Iterator[_Seam]:
    for label in _LABEL.finditer(text, begin):
        if found := _field_of(label["label"]):
            yield _Seam(found[0], label.start("label"), label.end(), found[1])


def _field_of(label: str) -> tuple[str, str] | None:
    meaning = meaning_of(label)
    if meaning is None or meaning.certainty < _SURE:
        return None
    family = meaning.sense.family
    if family in {"target", "plan"}:
        return _target_of(label), ""
    if family in {"actual_value", "progress"}:
        return "progress", ""
    return (family, meaning.sense.role) if family in _FIELDS else None


def _target_of(words: str) -> str:
    """Return the field of a target: the year's where it says so, else the period's, as items mean it."""
    return "annual_target" if span_of(words).whole_year else "period_target"


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " 。；;，,：:\n\u3000":
        start += 1
    while end > start and text[end - 1] in " ；;，,\n\u3000":
        end -= 1
    return start, end
