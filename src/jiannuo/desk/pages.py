"""Every page's frame: who reads it, where they can go, and whether this is a demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from jiannuo.bulletins.queries.visible import READERS
from jiannuo.desk.visitors import holds, visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place, Role
from jiannuo.directory.models.people import OF_A_LEADER
from jiannuo.directory.permissions import Act
from jiannuo.directory.recipients import user_address
from jiannuo.outbox.queries import unread_of

WHOLE: Final = "desk/frames/page.html"
PART: Final = "desk/frames/fragment.html"
PRODUCT: Final = "政府工作督查台账"
_OK: Final = 200

_WAYS: Final = (
    ("待办", "desk:todo", (), None),
    ("我的分管", "desk:sector", ("/sector/",), frozenset(OF_A_LEADER)),
    ("填报", "desk:report", ("/report/",), Act.REPORT),
    ("计划", "desk:filings", ("/filing/", "/forms/plans/", "/forms/filled-plans/"), Act.FILE_PLAN),
    ("台账", "desk:plans", ("/ledgers/", "/tasks/", "/sources/"), Act.SEE_TASK),
    ("交办", "desk:issuing", ("/issuing/",), Act.ISSUE),
    ("轮次", "desk:rounds", ("/rounds/",), Act.SEE_WHOLE_SOURCE),
    ("审核", "desk:review", ("/review/",), Act.REVIEW),
    ("通报", "desk:bulletins", ("/bulletins/",), READERS),
    (
        "发布",
        "desk:releases",
        ("/releases/",),
        frozenset({Role.OFFICER, Role.DIRECTOR, Role.REVIEWER}),
    ),
    ("督办", "desk:supervision", ("/supervision/",), Act.SEE_TASK),
    ("导入", "desk:arrivals", ("/import/",), Act.IMPORT),
    ("搜索", "desk:search", ("/search/",), Act.SEE_TASK),
    ("管理", "desk:administration", ("/administration/",), Act.SEE_DIRECTORY),
)
"""Label, address, the paths below it, and the act (or one of the roles) without which nobody is shown the way.

None: everybody who has something to do; who only reads as a leader has no 待办.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the main navigation."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page; empty where nobody has logged in."""

    demo: str = ""
    place_title: str = PRODUCT
    person: str = ""
    role: str = ""
    ways: tuple[Way, ...] = ()
    unread: int = 0


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = _OK
) -> HttpResponse:
    """Render a whole page, or only its fragment where htmx asks for one.

    The template extends ``frame_template``; its block ``fragment`` is what htmx exchanges. Pages
    hold what only their reader may see, so nothing between server and screen keeps a copy.
    """
    part = wants_part(request) and status == _OK
    full = {"frame_template": PART if part else WHOLE, **context}
    if not part:
        full["frame"] = frame_of(request)
    response = HttpResponse(render_to_string(template, full, request), status=status)
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ("HX-Request",))
    return response


def wants_part(request: HttpRequest) -> bool:
    """Say whether htmx asks for the page's fragment only (django-htmx has marked the request)."""
    return bool(getattr(request, "htmx", False))


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame for the person who asks."""
    actor = visitor(request)
    if actor.user is None:
        return Frame(demo=_demo())
    return Frame(
        demo=_demo(),
        place_title=_place_title(actor),
        person=actor.name,
        unread=unread_of(user_address(actor.user)),
        role="、".join(sorted(Role(role).label for role in actor.roles)),
        ways=tuple(
            Way(label, reverse(name), _is_below(request, name, below))
            for label, name, below, act in _WAYS
            if _is_for(actor, act)
        ),
    )


def _is_for(actor: Actor, needed: Act | frozenset[Role] | None) -> bool:
    if needed is None:
        return not actor.roles or not actor.roles.issubset(OF_A_LEADER)
    return holds(actor, needed) if isinstance(needed, Act) else not actor.roles.isdisjoint(needed)


def _is_below(request: HttpRequest, name: str, below: tuple[str, ...]) -> bool:
    return request.path == reverse(name) or request.path.startswith(below)


def _place_title(actor: Actor) -> str:
    names = Place.objects.filter(pk__in=actor.home_places).values_list("name", flat=True)[:2]
    return f"{names[0]}政府工作督查台账" if len(names) == 1 else PRODUCT


def _demo() -> str:
    """Say that this is a demonstration and which day it is where."""
    if not settings.JIANNUO_DEMO:
        return ""
    days = "".join(
        f"{place}按{day.year}年{day.month}月{day.day}日展示，"
        for place, day in settings.JIANNUO_DEMO_DAYS.items()
    )
    return (
        f"数据取自公开文件，可以随意操作。{days}其余按今天展示。"
        if days
        else "数据取自公开文件，可以随意操作。"
    )
