"""What is remembered of a place's tables: looked at, changed, forgotten, handed on as a small file."""

import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from jiannuo.core.mapping.profiles import NoProfileError, profile_from_json, profile_to_json
from jiannuo.desk.intake.column_choices import column_choices, label_of_choice
from jiannuo.desk.intake.upload import tell
from jiannuo.desk.pages import page
from jiannuo.desk.visitors import visitor
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.directory.permissions import Act, NotAllowedError
from jiannuo.intake.fields import label_of
from jiannuo.intake.profiles.actions.forget import forget
from jiannuo.intake.profiles.actions.remember import remember
from jiannuo.intake.profiles.actions.take_over import take_over
from jiannuo.intake.profiles.models import Kind, Remembered
from jiannuo.intake.profiles.queries import profile_of, remembered_visible_to
from jiannuo.intake.queries.visible import importable_places

LARGEST: Final = 2 * 1024 * 1024
_KEPT: Final = "="
_MOST: Final = 300


@require_GET
def mapping(request: HttpRequest) -> HttpResponse:
    """Show all that holds, place by place."""
    actor = visitor(request)
    found = list(remembered_visible_to(actor).select_related("place")[:_MOST])
    places = [
        {
            "place": place,
            "layouts": [_layout(e) for e in found if _is(e, place, Kind.LAYOUT)],
            "names": [e for e in found if _is(e, place, Kind.NAME)],
            "answers": [_answer(e) for e in found if _is(e, place, Kind.ANSWER)],
        }
        for place in _places(actor)
    ]
    context = {"places": places, "column_choices": column_choices()}
    return page(request, "desk/intake/mapping.html", context)


@require_POST
def forget_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """Stop applying an entry."""
    actor = visitor(request)
    forget(actor, get_object_or_404(remembered_visible_to(actor), pk=entry))
    tell(request, "这一条不再使用。已经入台账的内容不受影响。")
    return redirect("desk:mapping")


@require_POST
def change_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """Change what columns of a layout are."""
    actor = visitor(request)
    found = get_object_or_404(remembered_visible_to(actor), pk=entry, kind=Kind.LAYOUT)
    headers = found.content["headers"]
    columns = dict(found.content["columns"])
    known = {value for _, choices in column_choices() for value, _ in choices}
    for place, header in enumerate(headers):
        said = request.POST.get(f"c-{place}", _KEPT)
        if said in known:
            columns[header] = said
    remember(actor, found.place, Kind.LAYOUT, found.content | {"columns": columns})
    tell(request, "已更改，下次收到这样的表就按新的对应读取。")
    return redirect("desk:mapping")


@require_GET
def export(request: HttpRequest, place: int) -> HttpResponse:
    """Hand all that holds for a place out as a file."""
    found = _place(visitor(request), str(place))
    written = json.dumps(profile_to_json(profile_of(found)), ensure_ascii=False, indent=1)
    response = HttpResponse(written, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mapping-{found.pk}.json"'
    return response


@require_POST
def import_(request: HttpRequest) -> HttpResponse:
    """Take a profile over from a file."""
    actor = visitor(request)
    place = _place(actor, request.POST.get("place", ""))
    file = request.FILES.get("file")
    content = file.read(LARGEST + 1) if file is not None and not isinstance(file, list) else b""
    if not content or len(content) > LARGEST:
        tell(request, "请选择一个用“导出”得到的文件，不超过 2 MB。", wrong=True)
        return redirect("desk:mapping")
    try:
        count = take_over(actor, place, profile_from_json(_json(content)))
    except NoProfileError as error:
        tell(request, str(error), wrong=True)
    else:
        tell(request, f"已导入 {count} 条对应方式，用于{place.name}以后收到的文件。")
    return redirect("desk:mapping")


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _places(actor: Actor) -> list[Place]:
    places = list(Place.objects.filter(pk__in=importable_places(actor)))
    if not places:
        raise NotAllowedError(Act.IMPORT)
    return places


def _place(actor: Actor, sent: str) -> Place:
    found = next((one for one in _places(actor) if str(one.pk) == sent), None)
    if found is None:
        raise Http404
    return found


def _is(entry: Remembered, place: Place, kind: Kind) -> bool:
    return entry.place_id == place.pk and entry.kind == kind


def _layout(entry: Remembered) -> dict[str, Any]:
    columns = entry.content["columns"]
    return {
        "entry": entry,
        "aside": entry.content.get("aside", False),
        "columns": [
            (header or "（无表头）", label_of_choice(columns[header]) if header in columns else "")
            for header in entry.content["headers"]
        ],
    }


def _answer(entry: Remembered) -> dict[str, Any]:
    value = entry.content["value"]
    if isinstance(value, list):
        value = "、".join(_named(one) for one in value)
    return {"entry": entry, "label": label_of(entry.content["field"]), "value": value}


def _named(one: Any) -> str:
    if isinstance(one, dict):
        return f"{one.get('name', '')}{'（牵头）' if one.get('lead') else ''}"
    return str(one)
