"""Which numbers a place's documents have, and which come next."""

from django.db.models import Max

from jiannuo.bulletins.models import Bulletin
from jiannuo.bulletins.numbering import latest
from jiannuo.ledger.models import Issue
from jiannuo.supervision.models import Letter


def next_number(place: int, year: int) -> int:
    """Return the next 第N期 of a place's year."""
    last = Bulletin.objects.filter(place=place, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def proposed_number(place: int, year: int) -> str:
    """Return the 发文字号 that follows the place's last one; empty where there is none to go by.

    The bulletins' own code goes on where they have one, else that of letters, else of notices.
    """
    for known in (_of_bulletins(place), _of_letters(place), _of_notices(place)):
        found = latest(known, year)
        if found is not None:
            taken = set(_of_bulletins(place)) | set(_of_letters(place)) | set(_of_notices(place))
            following = found.following(year)
            while str(following) in taken:
                following = following.following(year)
            return str(following)
    return ""


def who_has(number: str, place: int, *, but: int) -> str:
    """Return the title of the document of the place that has this 发文字号 already; empty if none."""
    bulletin = Bulletin.objects.filter(place=place, document_number=number).exclude(pk=but).first()
    letter = Letter.objects.filter(place=place, number=number).first()
    notice = Issue.objects.filter(place=place, number=number).first()
    found = bulletin or letter or notice
    return str(found) if found else ""


def _of_bulletins(place: int) -> list[str]:
    rows = Bulletin.objects.filter(place=place).exclude(document_number="")
    return list(rows.order_by("-year", "-number").values_list("document_number", flat=True))


def _of_letters(place: int) -> list[str]:
    rows = Letter.objects.filter(place=place).exclude(number="")
    return list(rows.order_by("-issued_on", "-pk").values_list("number", flat=True))


def _of_notices(place: int) -> list[str]:
    rows = Issue.objects.filter(place=place).exclude(number="")
    return list(rows.order_by("-issued_on", "-pk").values_list("number", flat=True))
