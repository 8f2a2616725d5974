"""Telling an organisation's clerks and heads what concerns its letters and closings."""

from collections.abc import Iterable
from datetime import datetime

from jiannuo.core.quoting import quoted, titled
from jiannuo.core.workdays import day_words
from jiannuo.directory.models import Role
from jiannuo.directory.recipients import user_address
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.reporting.actions.telling import people_of
from jiannuo.supervision.models import Closing, Letter

_WHO = (Role.CLERK, Role.HEAD)
_SHORT = 60


def tell_letter(letter: Letter, now: datetime, *, key: str, title: str, text: str) -> None:
    """Tell the organisation something about a letter; `key` names the event."""
    _tell(
        (letter.organisation_id,),
        now,
        key=f"letter:{letter.pk}:{key}",
        title=title,
        text=f"{letter.organisation.name}：{text}",
        about=f"letter:{letter.pk}",
    )


def tell_sent(letter: Letter, now: datetime) -> None:
    """Tell the organisation that a letter has come."""
    due = f"请于{day_words(letter.reply_due_on)}前反馈。" if letter.reply_due_on else ""
    tell_letter(
        letter,
        now,
        key="sent",
        title=f"收到{letter.get_kind_display()}：{letter}",
        text=f"督查室发来{letter.get_kind_display()}{titled(str(letter))}（{letter.number}）。{due}",
    )


def tell_closing(
    closing: Closing, organisations: Iterable[int], now: datetime, *, key: str, title: str, why: str
) -> None:
    """Tell organisations how an application to close a task goes on."""
    _tell(
        tuple(dict.fromkeys(organisations)),
        now,
        key=f"closing:{closing.pk}:{key}",
        title=title,
        text=f"{quoted(closing.task.wording()[:_SHORT])}{why}",
        about=f"closing:{closing.pk}",
    )


def _tell(
    organisations: tuple[int, ...], now: datetime, *, key: str, title: str, text: str, about: str
) -> None:
    people = people_of(organisations, _WHO)
    post(
        [
            Draft(
                key=f"{key}:{organisation}:{user}",
                recipient=user_address(user),
                recipient_name=person,
                title=title,
                text=text,
                about=about,
            )
            for organisation in organisations
            for user, person in people.get(organisation, ())
        ],
        now,
    )
