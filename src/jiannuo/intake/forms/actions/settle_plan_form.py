"""Take a plan form over into the lines of its plan: all that was chosen, or nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from jiannuo.directory.actor import Actor
from jiannuo.intake.forms.actions.settle_form import open_form, settle
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.queries.plan_difference import (
    NewPart,
    PlanDifference,
    draft_of_part,
    plan_difference,
)
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.actions.filing.save_lines import Cover, Draft, save_lines
from jiannuo.reporting.actions.filing.split_line import add_part
from jiannuo.reporting.models import PlanFiling


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """What a person chose of a form, on what they saw.

    `lines` are lines with the revisions that stood beside them, `parts` places of rows that become
    new parts, `rewords` rows that reword the part of their number, with its revision. `cover` holds
    what the page showed of 填报人 and 联系电话 where these are chosen, by label.
    """

    lines: Mapping[int, int] = field(default_factory=dict)
    parts: Collection[int] = ()
    rewords: Mapping[int, int] = field(default_factory=dict)
    cover: Mapping[str, str] = field(default_factory=dict)


def take_over_plan(actor: Actor, arrival: FormArrival, chosen: PlanChoice, *, now: datetime) -> int:
    """Write what was chosen into the plan; return how many lines. Nothing is handed in by this.

    Where anything chosen is not any more what the person saw, nothing is written at all. Raises
    FormRefusedError, and what saving raises (FilingLockedError, TooLongError).
    """
    require_writer(actor, _filing(arrival))
    with transaction.atomic():
        locked = open_form(arrival)
        PlanFiling.objects.select_for_update().get(pk=_filing(locked).pk)
        # Read again under the lock: the organisation may have begun by itself, or handed in.
        filing = _filing(locked)
        require_writer(actor, filing)
        found = plan_difference(locked, filing)
        drafts = [*_drafts(found, chosen), *_rewording(found, chosen)]
        fresh = _fresh(found, chosen)
        cover = _cover(found, chosen)
        if not (drafts or fresh or chosen.cover):
            raise FormRefusedError("还没有选要采用的内容。请在要采用的行前打勾。")
        # Locked or handed in meanwhile is said before a part is added.
        _save(actor, filing, drafts, cover, now)
        for part in fresh:
            _add(actor, filing, part, now)
        count = len(drafts) + len(fresh)
        settle(actor, locked, count, now)
    return count


def _filing(arrival: FormArrival) -> PlanFiling:
    if arrival.filing is None:
        raise FormRefusedError("这不是落实计划表，请到月报里采用。")
    return PlanFiling.objects.select_related("issue__place", "organisation").get(
        pk=arrival.filing.pk
    )


def _drafts(found: PlanDifference, chosen: PlanChoice) -> list[Draft]:
    standing = {one.at.line.pk: one for one in found.lines if one.changes}
    for line in chosen.lines:
        if line not in standing:
            raise _changed("有一行")
    return [
        _as_seen(standing[line].draft, revision, standing[line].at.number)
        for line, revision in chosen.lines.items()
    ]


def _rewording(found: PlanDifference, chosen: PlanChoice) -> list[Draft]:
    standing = {part.key: part.instead for part in found.parts}
    drafts = []
    for key, revision in chosen.rewords.items():
        instead = standing.get(key)
        if instead is None:
            raise _changed("有一行")
        drafts.append(_as_seen(instead.draft, revision, instead.at.number))
    return drafts


def _as_seen(draft: Draft, revision: int, number: str) -> Draft:
    """Return a draft on the revision that the person saw; it must be the one that stands."""
    if draft.revision != revision:
        raise _changed(f"第{number}行")
    return replace(draft, revision=revision)


def _fresh(found: PlanDifference, chosen: PlanChoice) -> list[NewPart]:
    wanted = set(chosen.parts) - set(chosen.rewords)
    fresh = [part for part in found.parts if part.key in wanted]
    if len(fresh) < len(wanted):
        raise _changed("有一行")
    return fresh


def _cover(found: PlanDifference, chosen: PlanChoice) -> Cover:
    """Return what of the cover is taken; it must still say what the person saw."""
    texts = {}
    for change in found.cover:
        if change.label in chosen.cover:
            if chosen.cover[change.label] != change.before:
                raise _changed(change.label)
            texts[change.label] = change.after
    if set(chosen.cover) - set(texts):
        raise _changed("填报人或者联系电话")
    return Cover(filled_by=texts.get("填报人"), telephone=texts.get("联系电话"))


def _add(actor: Actor, filing: PlanFiling, part: NewPart, now: datetime) -> None:
    line = add_part(actor, filing, part.sheet.task.pk)
    if line is None:
        raise _changed(f"第{part.sheet.number}项")
    _save(actor, filing, [draft_of_part(part.row, line)], Cover(), now)


def _save(
    actor: Actor, filing: PlanFiling, drafts: list[Draft], cover: Cover, now: datetime
) -> None:
    if save_lines(actor, filing, drafts, cover=cover, now=now).conflicts:
        raise _changed("有一行")


def _changed(what: str) -> FormRefusedError:
    return FormRefusedError(
        f"您看对照以后，{what}又有人改过，这次都没有采用。请看过新的对照，再采用一次。"
    )
