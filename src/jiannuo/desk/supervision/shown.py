"""Letters and closings as lists and pages show them."""

from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from jiannuo.core.rendering.official import Level
from jiannuo.core.workdays import day_words, moment_words
from jiannuo.supervision.blocks import Block, blocks_from_json
from jiannuo.supervision.models import Closing, Letter, LetterKind, LetterState


class Run(NamedTuple):
    """A piece of a paragraph; `href` leads to the row that a number comes from."""

    text: str
    href: str
    bold: bool


def letter_line(letter: Letter, today: date) -> dict[str, Any]:
    """Return a letter as a list shows it."""
    due = letter.reply_due_on
    late = letter.state == LetterState.SENT and due is not None and due < today
    return {
        "id": letter.pk,
        "kind": str(letter.get_kind_display()),
        "number": letter.number,
        "title": str(letter),
        "organisation": letter.organisation.name,
        "state": state_words(letter),
        "due": day_words(due) if due else "",
        "late": late,
        "sent_back": letter.sent_back if letter.state == LetterState.DRAFT else "",
        "talk": moment_words(timezone.localtime(letter.talk_at)) if letter.talk_at else "",
        "sent": letter.sent_at and timezone.localtime(letter.sent_at),
        "replied": letter.replied_at and timezone.localtime(letter.replied_at),
    }


def state_words(letter: Letter) -> str:
    """Return a letter's state; a talk isn't answered but held."""
    if letter.kind == LetterKind.TALK:
        words = {LetterState.SENT: "已送达，待约谈", LetterState.ANSWERED: "已约谈"}
        return words.get(LetterState(letter.state), str(letter.get_state_display()))
    return str(letter.get_state_display())


def paragraphs(letter: Letter, *, links: bool) -> list[dict[str, Any]]:
    """Return a letter's paragraphs as runs; numbers lead to their rows where `links` says so."""
    return [
        {
            "id": block.id,
            "level": "text" if block.level == Level.TEXT or block.lead else "heading",
            "runs": _runs(block, links=links),
            "strayed": [one.value for one in block.strayed],
            "text": block.text,
            "rows": max(2, len(block.text) // 38 + 1),
        }
        for block in blocks_from_json(letter.content["blocks"])
    ]


def _runs(block: Block, *, links: bool) -> list[Run]:
    standing = sorted(
        (one for one in block.figures if one.stands_in(block.text)), key=lambda one: one.start
    )
    cuts = {0, block.lead, len(block.text)}
    hrefs: dict[int, str] = {}
    end = 0
    for one in standing:
        if links and one.tasks and one.start >= end:
            hrefs[one.start] = reverse("desk:task", args=[one.tasks[0]])
            cuts |= {one.start, one.end}
            end = one.end
    places = sorted(cuts)
    return [
        Run(block.text[start:stop], hrefs.get(start, ""), start < block.lead)
        for start, stop in pairwise(places)
        if stop > start
    ]


def closing_line(closing: Closing) -> dict[str, Any]:
    """Return a closing as a list shows it."""
    return {
        "id": closing.pk,
        "task": closing.task.wording(),
        "number": closing.task.number,
        "organisation": closing.organisation.name,
        "state": str(closing.get_state_display()),
        "finished": day_words(closing.finished_on, year=True) if closing.finished_on else "",
        "applied": timezone.localtime(closing.applied_at),
    }
