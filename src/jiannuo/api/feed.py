"""What is new in a place, as a feed (Atom, RFC 4287): releases, bulletins, changed targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from ninja import Router

from jiannuo.api.addresses import host_of
from jiannuo.api.parameters import PlaceSlug
from jiannuo.api.places import place_of
from jiannuo.api.reading import Reader, reader
from jiannuo.publishing.models.published import PublicChange, PublicPlace, Standing
from jiannuo.publishing.queries import public

router = Router(tags=["下载"])

ATOM: Final = "application/atom+xml"
_MOST: Final = 50
"""Entries of each kind: a reader asks often enough not to miss more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    kind: str
    name: str
    title: str
    summary: str
    address: str
    at: datetime


@router.get(
    "/places/{slug:place}/feed.atom",
    url_name="feed",
    summary="订阅一个地区的更新",
    description="历次发布、公开的通报和目标调整，最近的在前（Atom，RFC 4287）。",
    operation_id="followPlace",
    openapi_extra={
        "responses": {
            200: {
                "content": {ATOM: {"schema": {"type": "string", "contentMediaType": ATOM}}},
            }
        }
    },
)
def feed(request: HttpRequest, place: PlaceSlug) -> HttpResponse:
    """Give a place's feed."""
    row = place_of(place)
    read = reader(request, [row])
    address = read.at("api:feed", row.slug)
    publisher = row.office or row.full_name
    atom = Atom1Feed(
        title=f"{row.name}政府工作落实情况",
        link=read.page("place", row.slug),
        description="历次发布、公开的通报和目标调整",
        language="zh-CN",
        author_name=publisher,
        feed_url=address,
        feed_guid=_tag(read, row, "feed", "all"),
    )
    entries = [*_editions(row, read), *_bulletins(row, read), *_changes(row, read)]
    for entry in sorted(entries, key=lambda one: one.at, reverse=True)[:_MOST]:
        atom.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.summary,
            unique_id=_tag(read, row, entry.kind, entry.name),
            pubdate=entry.at,
            updateddate=entry.at,
            categories=(_KINDS[entry.kind],),
            author_name=publisher,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=f"{ATOM}; charset=utf-8")


_KINDS: Final = {"edition": "发布", "bulletin": "通报", "change": "目标调整"}


def _editions(place: PublicPlace, read: Reader) -> Iterator[_Entry]:
    for one in public.editions(place).order_by("-number")[:_MOST]:
        yield _Entry(
            kind="edition",
            name=str(one.number),
            title=f"第{one.number}次发布：{one.title}",
            summary=one.correction or one.title,
            address=read.page("place", place.slug),
            at=one.published_at,
        )


def _bulletins(place: PublicPlace, read: Reader) -> Iterator[_Entry]:
    for one in public.bulletins(place).select_related("edition")[:_MOST]:
        parts = (one.document_number, one.issuer, one.withdrawn_why)
        yield _Entry(
            kind="bulletin",
            name=one.slug,
            title=f"{'（已撤回）' if one.withdrawn_why else ''}{one.title}",
            summary="　".join(part for part in parts if part) or one.title,
            address=read.page("bulletin", place.slug, one.slug),
            at=one.edition.published_at,
        )


def _changes(place: PublicPlace, read: Reader) -> Iterator[_Entry]:
    changes = (
        PublicChange.objects.filter(task__plan__place=place, task__standing=Standing.OPEN)
        .select_related("task")
        .order_by("-on", "-pk")
    )
    for one in changes[:_MOST]:
        task = one.task
        yield _Entry(
            kind="change",
            name=f"{task.permanent}-{one.on.isoformat()}-{one.pk}",
            title=f"{one.field}调整：{task.wording}",
            summary=f"由“{one.before}”调整为“{one.after}”。{one.reason}",
            address=read.page("task", task.permanent),
            at=_begin(one.on),
        )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _tag(read: Reader, place: PublicPlace, kind: str, name: str) -> str:
    """Return the permanent name of an entry (RFC 4151); the year is that in which we may name things."""
    return f"tag:{host_of(read.site)},2026:{place.slug}/{kind}/{name}"
