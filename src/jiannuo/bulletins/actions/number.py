"""Number a signed bulletin (编号): the year's next 第N期, and a 发文字号."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jiannuo.bulletins.actions.steps import (
    about,
    keep_version,
    locked,
    require_as_signed,
    subject_of,
)
from jiannuo.bulletins.errors import BulletinRefusedError
from jiannuo.bulletins.models import Bulletin, BulletinState
from jiannuo.bulletins.numbering import MalformedNumberError, read_number
from jiannuo.bulletins.queries.numbers import next_number, who_has
from jiannuo.bulletins.words import quoted
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, require
from jiannuo.history.actions.record import record


def number(
    actor: Actor, bulletin: Bulletin, document_number: str = "", *, now: datetime
) -> Bulletin:
    """Give a signed bulletin the next number of the year in which it is numbered.

    第N期 is counted, never chosen: the place's row is locked meanwhile, so that two at once get two
    numbers that follow one another, and a constraint stands behind it. The 发文字号 is the
    office's own and may be left out. Raises BulletinRefusedError where it is malformed, taken, or of
    another year.
    """
    require(actor, Act.COMPOSE, subject_of(bulletin))
    year = timezone.localtime(now).year
    with transaction.atomic():
        Place.objects.select_for_update(of=("self",)).get(pk=bulletin.place_id)
        found = locked(bulletin, BulletinState.SIGNED)
        require_as_signed(found)
        found.document_number = _checked(document_number, found, year)
        found.year, found.number = year, next_number(found.place_id, year)
        found.state = BulletinState.NUMBERED
        found.save(update_fields=["document_number", "year", "number", "state"])
        keep_version(found, BulletinState.NUMBERED, actor, now=now, note=_words(found))
        record(
            actor.author,
            "bulletin.number",
            about(found),
            {"year": year, "number": found.number, "document_number": found.document_number},
        )
    return found


def _checked(text: str, bulletin: Bulletin, year: int) -> str:
    wanted = text.strip()
    if not wanted:
        return ""
    try:
        read = read_number(wanted)
    except MalformedNumberError as error:
        raise BulletinRefusedError(str(error)) from error
    if read.year != year:
        raise BulletinRefusedError(
            f"发文字号“{wanted}”的年份是{read.year}年，今年是{year}年。请核对后再填。"
        )
    owner = who_has(str(read), bulletin.place_id, but=bulletin.pk)
    if owner:
        raise BulletinRefusedError(f"发文字号“{read}”已经用于{quoted(owner)}，请换一个。")
    return str(read)


def _words(bulletin: Bulletin) -> str:
    return f"第{bulletin.number}期" + (
        f"，{bulletin.document_number}" if bulletin.document_number else ""
    )
