"""A letter's title, addressee and paragraphs, by its kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from jiannuo.core.quoting import quoted, titled
from jiannuo.core.rendering.official import Level
from jiannuo.core.workdays import day_words, moment_words
from jiannuo.supervision.blocks import Block, blocks_to_json
from jiannuo.supervision.composing.matter import UNSET, day, paragraphs, subject_of
from jiannuo.supervision.composing.writer import Writer, one_line
from jiannuo.supervision.models import LetterKind
from jiannuo.supervision.queries.matters import Matter

_QUOTED: Final = 120
"""Characters of an earlier answer that a letter quotes; the whole stands on its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier letter about the same matter, as the next one tells of it."""

    kind: str
    title: str
    number: str
    issued_on: date | None
    reply_due_on: date | None
    replied_on: date | None
    reply: str
    verification: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a letter needs beside its tasks. `area` is 全区 or 全市; `notice` names the 交办 notice."""

    organisation: str
    area: str
    notice: str = ""
    reply_due_on: date | None = None
    talk_at: datetime | None = None
    talk_where: str = ""
    contact: str = ""
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's content."""

    title: str
    addressee: str
    blocks: tuple[Block, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the content as `Letter.content` keeps it."""
        return {
            "title": self.title,
            "addressee": self.addressee,
            "blocks": blocks_to_json(self.blocks),
        }


def compose(kind: LetterKind, matters: Sequence[Matter], facts: Facts) -> Written:
    """Write a letter about at least one task."""
    titles = {
        LetterKind.REMINDER: "关于{}有关情况的提醒函",
        LetterKind.PRESSING: "关于{}的督办函",
        LetterKind.TALK: "关于就{}进行约谈的通知",
    }
    return Written(
        title=titles[kind].format(subject_of(matters)),
        addressee=facts.organisation,
        blocks=tuple(_WRITERS[kind](matters, facts)),
    )


def words_of_moment(at: datetime | None) -> str:
    """Return when a talk is held as its notice says it."""
    return moment_words(timezone.localtime(at), year=True) if at else UNSET


def _reminder(matters: Sequence[Matter], facts: Facts) -> Iterator[Block]:
    yield from paragraphs(matters)
    yield (
        Writer("ask")
        .say("请你单位核实有关情况，分析原因，提出下一步措施和完成时间，于")
        .figure("reply_due", day(facts.reply_due_on))
        .say("前反馈督查室。情况已有变化，或者以上数据与实际不符的，请一并说明。")
        .block()
    )
    yield from _contact(facts)


def _pressing(matters: Sequence[Matter], facts: Facts) -> Iterator[Block]:
    head = _Headings()
    basis = f"和{facts.notice}" if facts.notice else "和年度任务分工"
    yield (Writer("basis").say(f"根据《政府督查工作条例》{basis}，现就以下事项予以督办。").block())
    if facts.earlier:
        yield head("history", "前期情况")
        yield from _history(facts.earlier)
    yield head("problem", "存在问题")
    yield from paragraphs(matters)
    yield head("demand", "督办要求")
    yield _who(matters)
    yield (
        Writer("steps", Level.SECOND)
        .lead("（二）加快推进。")
        .say("对照目标倒排工期，逐项写明措施、责任人和完成时间，需要协调解决的问题一并列出。")
        .block()
    )
    yield (
        Writer("ask", Level.SECOND)
        .lead("（三）按时反馈。")
        .say("于")
        .figure("reply_due", day(facts.reply_due_on))
        .say(
            "前填写《督办事项反馈表》（见附件），经主要负责人签字后反馈督查室，并附能够证明进展的材料。"
        )
        .block()
    )
    yield head("consequence", "其他事项")
    yield (
        Writer("next")
        .say(
            "督查室将对反馈情况进行核实。逾期没有反馈，或者经核实没有实质进展的，将按程序报批后约谈，并在"
        )
        .say(f"{facts.area}通报。")
        .block()
    )
    yield from _contact(facts)


def _talk(matters: Sequence[Matter], facts: Facts) -> Iterator[Block]:
    head = _Headings()
    yield (
        Writer("basis")
        .say("根据《政府督查工作条例》，经批准，就以下事项约谈你单位。现将有关事项通知如下：")
        .block()
    )
    at = Writer("when", Level.FIRST).lead(f"{head.next()}、约谈时间：")
    yield at.figure("talk_at", words_of_moment(facts.talk_at)).block()
    where = Writer("where", Level.FIRST).lead(f"{head.next()}、约谈地点：")
    yield where.figure("talk_where", facts.talk_where or UNSET).block()
    whom = Writer("whom", Level.FIRST).lead(f"{head.next()}、约谈对象：")
    yield whom.say("你单位主要负责人、分管负责人。").block()
    yield head("problem", "约谈事项")
    yield from _history(facts.earlier)
    yield from paragraphs(matters)
    yield head("demand", "有关要求")
    yield (
        Writer("prepare")
        .say("请围绕未完成的原因、已采取的措施、下一步安排和完成时限准备书面说明，约谈时提交。")
        .say("约谈情况和作出的承诺形成约谈记录，由参加人员签字确认。")
        .say("因故不能参加的，请提前一天向督查室说明。")
        .block()
    )
    yield from _contact(facts)


_WRITERS: Final[Mapping[LetterKind, Callable[[Sequence[Matter], Facts], Iterator[Block]]]] = {
    LetterKind.REMINDER: _reminder,
    LetterKind.PRESSING: _pressing,
    LetterKind.TALK: _talk,
}


class _Headings:
    """Numbers the headings of the first level as they come: 一、 二、 三、."""

    def __init__(self) -> None:
        self._left = iter("一二三四五六七八九十")

    def next(self) -> str:
        return next(self._left)

    def __call__(self, id: str, text: str) -> Block:  # noqa: A002 - Block's own word
        return Block(id=f"head-{id}", level=Level.FIRST, text=f"{self.next()}、{text}")


def _who(matters: Sequence[Matter]) -> Block:
    """Name who is to see to it: the persons of the filed plan, else their offices."""
    writer = Writer("who", Level.SECOND).lead("（一）明确责任。")
    names = dict.fromkeys(
        (one_line(one.task.principal), one_line(one.task.deputy)) for one in matters
    )
    principal, deputy = next(iter(names)) if len(names) == 1 else ("", "")
    writer.say("由").say("主要负责人").say(f"（{principal}）" if principal else "").say("牵头，")
    writer.say("分管负责人").say(f"（{deputy}）" if deputy else "").say("具体负责，")
    return writer.say("查明未达到目标的原因，分清可以自行解决和需要协调解决的问题。").block()


def _history(earlier: Sequence[Earlier]) -> Iterator[Block]:
    for at, one in enumerate(earlier, start=1):
        writer = Writer(f"earlier-{at}")
        if one.issued_on:
            writer.figure("earlier_day", day_words(one.issued_on, year=True)).say("，")
        writer.say(f"督查室发出{one.kind}{titled(one.title)}")
        if one.number:
            writer.say("（").figure("earlier_number", one.number).say("）")
        if one.reply_due_on:
            writer.say("，请于").figure("earlier_due", day_words(one.reply_due_on)).say("前反馈")
        writer.say("。")
        if one.replied_on:
            writer.figure("replied_day", day_words(one.replied_on))
            writer.say(f"你单位反馈：{quoted(_cut(one.reply))}。")
        else:
            writer.say("到期没有收到反馈。" if one.reply_due_on else "")
        if one.verification:
            writer.say(f"经核实：{_cut(one.verification)}。")
        yield writer.block()


def _cut(text: str) -> str:
    whole = one_line(text)
    return whole if len(whole) <= _QUOTED else f"{whole[: _QUOTED - 1]}…"


def _contact(facts: Facts) -> Iterator[Block]:
    if facts.contact:
        yield Writer("contact").say("联系人及电话：").figure("contact", facts.contact).block()
