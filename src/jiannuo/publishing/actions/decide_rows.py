"""Decide which rows of a release are made public (公开, 内部, 工作秘密), and by which article one is not."""

from collections.abc import Iterable

from django.db import transaction

from jiannuo.bulletins.models import Ground, Openness
from jiannuo.directory.actor import Actor
from jiannuo.history.actions.record import record
from jiannuo.publishing.actions.steps import about, locked, require_hand
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import Release, ReleasedRow, ReleaseState
from jiannuo.publishing.queries.bulletin_text import MAYBE_WITHHELD, WITHHELD, telling

IN_HAND = (ReleaseState.DRAFT, ReleaseState.CLEARING)
"""While the office drafts and the reviewer reviews, rows may be decided; afterwards they are settled."""


def decide_rows(
    actor: Actor,
    release: Release,
    rows: Iterable[int],
    openness: Openness,
    *,
    ground: Ground | None = None,
    reason: str = "",
) -> int:
    """Decide some rows of a release alike and return how many. Raises ReleaseRefusedError.

    What isn't made public needs an article of the 政府信息公开条例 and a reason in words; only the article
    is published.
    """
    said = reason.strip()
    if openness not in {Openness.PUBLIC, Openness.INTERNAL, Openness.WORK_SECRET}:
        raise ReleaseRefusedError("请选择公开、内部或工作秘密。")
    if openness != Openness.PUBLIC and (ground is None or not said):
        raise ReleaseRefusedError(
            f"定为“{openness.label}”的，请选择《政府信息公开条例》的条款，并写明理由。"
        )
    with transaction.atomic():
        found = locked(release, *IN_HAND)
        require_hand(actor, found)
        chosen = found.rows.filter(pk__in=list(rows))
        if taken_back := chosen.filter(withdrawn=True).first():
            raise ReleaseRefusedError(
                f"第{taken_back.content['number']}项已经撤下，地址上只留说明，不能再改。"
            )
        count = chosen.update(
            openness=openness,
            article="" if ground is None or openness == Openness.PUBLIC else ground,
            reason="" if openness == Openness.PUBLIC else said,
        )
        if not count:
            raise ReleaseRefusedError("请先选择任务。")
        retell(found)
        record(
            actor.author,
            "release.decide_rows",
            about(found),
            {
                "rows": count,
                "after": openness.label,
                "ground": ground or "",
                "reason": said,
            },
        )
    return count


def retell(release: Release) -> None:
    """Find anew what of the bulletin tells withheld rows; answers to the same questions are kept."""
    if not release.bulletin_content:
        return
    answered = {
        (one["field"], one["words"]): one["kept"]
        for one in release.bulletin_redactions
        if one["rule"] == MAYBE_WITHHELD
    }
    others = [
        one for one in release.bulletin_redactions if one["rule"] not in {WITHHELD, MAYBE_WITHHELD}
    ]
    found = telling(release.bulletin_content, withheld_of(release))
    for one in found:
        if one["rule"] == MAYBE_WITHHELD:
            one["kept"] = answered.get((one["field"], one["words"]))
    release.bulletin_redactions = others + found
    release.save(update_fields=["bulletin_redactions"])


def withheld_of(release: Release) -> dict[int, dict[str, object]]:
    """Return the contents of the rows that stay inside, by task."""
    rows = ReleasedRow.objects.filter(release=release)
    inside = rows.exclude(openness=Openness.PUBLIC) | rows.filter(withdrawn=True)
    return dict(inside.values_list("task", "content"))
