"""Set how a place shows itself in public: its part of the address, its office, whom to write to."""

import re
from typing import Final

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, Subject, require
from jiannuo.history.actions.record import Subject as About
from jiannuo.history.actions.record import record
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Address, PublicFace, PublicPlace

_SLUG: Final = re.compile(r"[a-z][a-z0-9-]{1,18}[a-z0-9]")


def describe_face(
    actor: Actor,
    place: Place,
    *,
    slug: str,
    office: str,
    telephone: str,
    complain_at: str,
    conditions: str = "",
) -> PublicFace:
    """Keep a place's public face; what is already published follows at once.

    The address can be chosen until something was published under it. Raises ReleaseRefusedError.
    """
    require(actor, Act.APPROVE, Subject(place=place.pk))
    with transaction.atomic():
        face = face_of(place)
        _refuse_slug(face, slug)
        face.slug = slug
        face.office, face.telephone = office.strip(), telephone.strip()
        face.complain_at, face.conditions = complain_at.strip(), conditions.strip()
        face.save()
        PublicPlace.objects.filter(slug=slug).update(
            office=face.office,
            telephone=face.telephone,
            complain_at=face.complain_at,
            conditions=face.conditions,
        )
        record(
            actor.author,
            "face.describe",
            About("place", place.pk, str(place)),
            {"slug": slug, "office": face.office, "telephone": face.telephone},
        )
    return face


def face_of(place: Place) -> PublicFace:
    """Return a place's public face; an unsaved one with an address of its own if nobody set any."""
    return PublicFace.objects.filter(place=place).first() or PublicFace(
        place=place, slug=f"p{place.pk}"
    )


def _refuse_slug(face: PublicFace, slug: str) -> None:
    if slug == face.slug:
        return
    if not _SLUG.fullmatch(slug):
        raise ReleaseRefusedError(
            "网址中的地名请用三到二十个小写字母、数字或短横线，以字母开头，如 linzi。"
        )
    if Address.objects.filter(place=face.place).exists():
        raise ReleaseRefusedError("已经有内容公开，网址不能再改：别人保存的链接要一直有效。")
    if PublicFace.objects.filter(slug=slug).exists():
        raise ReleaseRefusedError(f"“{slug}”已被其他地区使用，请另取一个。")
