"""Say which column of a reading is what: the whole table is read anew, and the layout remembered."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiannuo.core.mapping.profiles import is_assignable
from jiannuo.core.mapping.remembering import keys_of
from jiannuo.core.records import Document, from_json
from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import Subject as Recorded
from jiannuo.history.actions.record import record
from jiannuo.intake.actions.correct import count
from jiannuo.intake.actions.held import hold
from jiannuo.intake.changes import Change, change_to_json
from jiannuo.intake.correcting import ChangeDoesNotFitError, Edited, changed, edit
from jiannuo.intake.errors import NotReadyError
from jiannuo.intake.models import Correction, Reading, State, Upload
from jiannuo.intake.profiles.actions.forget import forget
from jiannuo.intake.profiles.actions.remember import key_of, remember
from jiannuo.intake.profiles.carrying import carried
from jiannuo.intake.profiles.models import Kind, Remapping, Remembered
from jiannuo.intake.profiles.queries import chosen_layouts, with_profile
from jiannuo.intake.queries.reading import machine_document, standing_corrections
from jiannuo.intake.reading.sandbox import Read, understand_raw

Json = dict[str, Any]


def remap(
    actor: Actor, upload: Upload, table: int, columns: Mapping[int, str], *, aside: bool = False
) -> Edited:
    """Assign columns (by their place) of a table of the reading; return the reading as it is now.

    `aside` says instead that the table holds no tasks. Corrections that were made before are carried
    over where their rows are still there; others are set aside, and come back with `undo_remap`.
    Raises ChangeDoesNotFitError where there is no such table, column or field.
    """
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        before = machine_document(held)
        layout = _layout(before, table, columns, aside=aside)
        known = Remembered.objects.filter(
            place=held.place, kind=Kind.LAYOUT, key=key_of(Kind.LAYOUT, layout)
        ).first()
        standing = known.content if known and known.forgotten_at is None else None
        one = Remapping(upload=held, content=layout, before=standing, by_name=actor.name)
        one.save()
        merged = layout | {"columns": (standing or layout)["columns"] | layout["columns"]}
        remember(actor, held.place, Kind.LAYOUT, merged)
        edited = _read_anew(held, before, one)
        record(
            actor.author,
            "upload.remap",
            Recorded("upload", held.pk, held.name),
            {"remapping": one.pk, **layout, "parted": one.parted},
        )
    return edited


def undo_remap(actor: Actor, upload: Upload) -> Edited:
    """Take the last assignment of columns back; what it parted from the reading comes back."""
    with transaction.atomic():
        held = hold(actor, upload, State.READ)
        last = Remapping.objects.filter(upload=held, undone_at=None).last()
        if last is None:
            raise NotReadyError("没有可以撤销的栏目对应，可能已经撤销过了。请刷新页面后再看。")
        before = machine_document(held)
        last.undone_at, last.undone_by = timezone.now(), actor.name
        last.save()
        _remember_as_before(actor, held, last)
        edited = _read_anew(held, before, None)
        edited = _restore(held, edited, last.parted)
        record(
            actor.author,
            "upload.undo_remap",
            Recorded("upload", held.pk, held.name),
            {"remapping": last.pk, **last.content},
        )
    return edited


def _layout(document: Document, table: int, columns: Mapping[int, str], *, aside: bool) -> Json:
    if table >= len(document.tables):
        raise ChangeDoesNotFitError("文件里没有这张表，可能已重新读取。请刷新页面后再改。")
    keys = keys_of(document.tables[table])
    if any(place >= len(keys) for place in columns):
        raise ChangeDoesNotFitError("这张表没有这一列，可能已重新读取。请刷新页面后再改。")
    wrong = [name for name in columns.values() if not is_assignable(name)]
    if wrong:
        raise ChangeDoesNotFitError("没有这一栏，不能对应。请从列表中选择。")
    if not columns and not aside:
        raise ChangeDoesNotFitError("各列的对应方式没有变化。请先改一列再保存。")
    said = {keys[place]: name for place, name in columns.items()}
    return {"headers": sorted(keys), "columns": said, "aside": aside}


def _remember_as_before(actor: Actor, upload: Upload, last: Remapping) -> None:
    if last.before is not None:
        remember(actor, upload.place, Kind.LAYOUT, last.before)
        return
    key = key_of(Kind.LAYOUT, last.content)
    entry = Remembered.objects.filter(place=upload.place, kind=Kind.LAYOUT, key=key).first()
    if entry is not None:
        forget(actor, entry)


def _read_anew(upload: Upload, before: Document, by: Remapping | None) -> Edited:
    """Understand the file again with all that was assigned, and carry the corrections over."""
    reading = Reading.objects.get(upload=upload)
    asked = with_profile(reading.raw, upload.place, chosen_layouts(upload.pk))
    found = understand_raw(asked, upload.name)
    if not isinstance(found, Read):
        raise NotReadyError("按新的对应方式读取没有成功，原来的结果没有变。请稍后再试。")
    reading.document = found.content["document"]
    reading.save(update_fields=["document"])
    after = from_json(found.content["document"])
    edited = edit(after, ())
    for correction in standing_corrections(upload):
        moved = carried(correction.change, before, after)
        fitting = None if moved is None else _fitting(edited, moved)
        if moved is None or fitting is None:
            _part(correction, by)
            continue
        edited = fitting
        if moved != correction.change:
            _replace(correction, change_to_json(moved))
    count(upload, edited)
    return edited


def _fitting(edited: Edited, change: Change) -> Edited | None:
    try:
        return changed(edited, change)
    except ChangeDoesNotFitError:
        return None


def _part(correction: Correction, by: Remapping | None) -> None:
    correction.undone_at, correction.undone_by = timezone.now(), "栏目重新对应"
    correction.save()
    if by is not None:
        by.parted = [*by.parted, correction.pk]
        by.save(update_fields=["parted"])


def _replace(correction: Correction, content: Json) -> None:
    """Let a correction speak of the new reading's places; the old one stays on record as undone."""
    again = Correction(
        upload=correction.upload,
        content=content,
        before=correction.before,
        by_name=correction.by_name,
    )
    again.save()
    correction.undone_at, correction.undone_by = timezone.now(), "栏目重新对应"
    correction.save()


def _restore(upload: Upload, edited: Edited, parted: list[int]) -> Edited:
    for correction in Correction.objects.filter(upload=upload, pk__in=parted):
        fitting = _fitting(edited, correction.change)
        if fitting is None:
            continue
        edited = fitting
        correction.undone_at, correction.undone_by = None, ""
        correction.save()
    count(upload, edited)
    return edited
