"""Write what a release says of each promise's course: a period's report, its figures, changed targets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Model

from jiannuo.publishing.models import (
    PublicChange,
    PublicEdition,
    PublicFigure,
    PublicMention,
    PublicProgress,
    PublicTaskOrganisation,
)
from jiannuo.publishing.redaction import STRUCK
from jiannuo.publishing.writing import BATCH, Shown

_SAID: Final = {
    "target": "目标",
    "progress": "完成情况",
    "problems": "存在问题",
    "next_steps": "下步打算",
    "claim_name": "自报结果",
    "assessed_name": "评定结果",
    "assessment": "评定说明",
    "pace_name": "序时进度",
}
_COLUMNS: Final = (*_SAID, "period", "last_month", "claim", "assessed", "corrected", "edition")
_LONGEST: Final = 120
_CHUNK: Final = 800


def write_course(shown: Sequence[Shown], edition: PublicEdition, *, newest: bool) -> None:
    """Write progress, figures and changes; promises that stay inside lose all of them."""
    closed = [one.task.pk for one in shown if one.content is None]
    for model in (
        PublicProgress,
        PublicFigure,
        PublicChange,
        PublicMention,
        PublicTaskOrganisation,
    ):
        _delete(model, closed)
    open_ones = [one for one in shown if one.content is not None]
    _write_progress(open_ones, edition)
    _write_figures(open_ones)
    if newest:
        _write_changes(open_ones)


def _write_progress(shown: Sequence[Shown], edition: PublicEdition) -> None:
    told = [
        (one, one.content["progress"]) for one in shown if one.content and one.content["progress"]
    ]
    keys = {said["period_key"] for _, said in told}
    before = {
        one.task_id: one
        for some in _chunks([one.task.pk for one in shown])
        for one in PublicProgress.objects.filter(task__in=some, period_key__in=keys)
    }
    written = []
    for one, said in told:
        known = before.pop(one.task.pk, None)
        if known is None:
            written.append(PublicProgress(task=one.task, edition=edition, **said))
            continue
        words = _corrections(known, said)
        if words:
            known.corrected = _appended(known.corrected, words, edition)
            known.edition = edition
            for name, value in said.items():
                setattr(known, name, value)
            written.append(known)
    gone = [known for known in before.values() if any(getattr(known, name) for name in _SAID)]
    for known in gone:
        _retract(known, edition)
    _save([*written, *gone])


def _retract(known: PublicProgress, edition: PublicEdition) -> None:
    """Empty what was released of a period and no longer counts; that it was there stays visible."""
    for name in (*_SAID, "claim", "assessed"):
        setattr(known, name, "")
    known.corrected = _appended(known.corrected, "原公开的本期进展已撤回，待重新审核", edition)
    known.edition = edition


def _save(written: Sequence[PublicProgress]) -> None:
    """Write new and known rows alike, by promise and period: an update by cases takes far longer."""
    for one in written:
        one.pk = None
    PublicProgress.objects.bulk_create(
        written,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["task", "period_key"],
        update_fields=_COLUMNS,
    )


def _corrections(known: PublicProgress, said: Mapping[str, Any]) -> str:
    """Say what a further release of the same period changed; empty where nothing.

    What was struck out this time isn't quoted as it stood.
    """
    return "；".join(
        f"{label}{_from_to(getattr(known, name), said[name])}"
        for name, label in _SAID.items()
        if getattr(known, name) != said[name]
    )


def _from_to(before: str, after: str) -> str:
    if STRUCK in after:
        return "中的部分文字不再公开"
    if not before:
        return "补充公开"
    return f"由“{_short(before)}”更正为“{_short(after)}”" if after else "已撤回"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _appended(before: str, words: str, edition: PublicEdition) -> str:
    line = f"{words}（第{edition.number}次发布更正）。"
    return f"{before}\n{line}" if before else line


def _write_figures(shown: Sequence[Shown]) -> None:
    """Write the period's points; those of periods released earlier stay as they were."""
    months = {
        one.content["progress"]["last_month"]
        for one in shown
        if one.content and one.content["progress"]
    } | {figure["last_month"] for one in shown if one.content for figure in one.content["figures"]}
    for some in _chunks([one.task.pk for one in shown]):
        PublicFigure.objects.filter(task__in=some, last_month__in=months).delete()
    PublicFigure.objects.bulk_create(
        [
            PublicFigure(task=one.task, **{**figure, **_decimals(figure)})
            for one in shown
            if one.content
            for figure in one.content["figures"]
        ],
        batch_size=BATCH,
    )


def _decimals(figure: Mapping[str, Any]) -> dict[str, Decimal | None]:
    return {
        name: None if figure[name] is None else Decimal(figure[name])
        for name in ("achieved", "target", "annual")
    }


def _write_changes(shown: Sequence[Shown]) -> None:
    _delete(PublicChange, [one.task.pk for one in shown])
    PublicChange.objects.bulk_create(
        [
            PublicChange(task=one.task, **{**change, "on": date.fromisoformat(change["on"])})
            for one in shown
            if one.content
            for change in one.content["changes"]
        ],
        batch_size=BATCH,
    )


def _delete(model: type[Model], tasks: Iterable[int]) -> None:
    for some in _chunks(list(tasks)):
        model._default_manager.filter(task__in=some).delete()  # noqa: SLF001  the door for any model


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
