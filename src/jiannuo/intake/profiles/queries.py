"""What is remembered for a place, as the profile that reading applies."""

from typing import Any

from django.db.models import QuerySet

from jiannuo.core.mapping.profiles import MappingProfile, profile_from_json, profile_to_json
from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Place
from jiannuo.intake.profiles.models import Kind, Remapping, Remembered
from jiannuo.intake.queries.visible import importable_places

Json = dict[str, Any]


def remembered_visible_to(actor: Actor) -> QuerySet[Remembered]:
    """Return what holds for the places into which the actor may import."""
    return Remembered.objects.filter(place__in=importable_places(actor), forgotten_at=None)


def profile_of(place: Place) -> MappingProfile:
    """Return all that holds for a place."""
    found = Remembered.objects.filter(place=place, forgotten_at=None)
    layouts = [one.content for one in found if one.kind == Kind.LAYOUT]
    names = {one.content["written"]: one.content["meant"] for one in found if one.kind == Kind.NAME}
    answers = [one.content for one in found if one.kind == Kind.ANSWER]
    empty = profile_to_json(MappingProfile(name=place.full_name))
    return profile_from_json(empty | {"layouts": layouts, "names": names, "answers": answers})


def with_profile(raw: Json, place: Place, chosen: list[Json] | None = None) -> Json:
    """Return a reader's document with what reading has to know besides (`intake.reading.child`).

    `chosen` are layouts that a person assigned in this very upload.
    """
    return raw | {"profile": profile_to_json(profile_of(place)), "chosen": chosen or []}


def standing_remappings(upload: int) -> list[Remapping]:
    """Return the assignments of columns that hold for an upload, in their order."""
    return list(Remapping.objects.filter(upload=upload, undone_at=None))


def chosen_layouts(upload: int) -> list[Json]:
    """Return the layouts assigned in an upload, the last word on each first."""
    layouts: dict[tuple[str, ...], Json] = {}
    for one in standing_remappings(upload):
        headers = tuple(one.content["headers"])
        before = layouts.pop(headers, {"columns": {}})
        layouts[headers] = one.content | {"columns": before["columns"] | one.content["columns"]}
    return list(reversed(layouts.values()))
