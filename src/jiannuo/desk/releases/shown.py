"""How a release is shown: where it stands, by when it must be public, its texts with what is struck out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jiannuo.bulletins.deadline import workdays_left
from jiannuo.core.workdays import day_words
from jiannuo.directory.actor import Actor
from jiannuo.directory.clock import today
from jiannuo.directory.permissions import Act, may
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.decide_rows import IN_HAND
from jiannuo.publishing.actions.steps import subject_of
from jiannuo.publishing.models import Release, ReleaseState
from jiannuo.publishing.queries.releases import releases_visible_to
from jiannuo.publishing.redaction import RULES
from jiannuo.publishing.texts import struck, texts

LABELS: Final = {
    "category": "类别",
    "sector": "领域",
    "wording": "任务",
    "annual_target": "年度目标",
    "deadline": "完成时限",
    "targets": "分期目标",
    "target": "本期目标",
    "progress": "完成情况",
    "problems": "存在问题",
    "next_steps": "下步打算",
    "claim_name": "单位自报",
    "assessment": "评定说明",
    "changes": "目标调整",
    "figures": "数值",
    "title": "标题",
    "blocks": "正文",
    "attachments": "附件",
    "number": "序号",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """One thing struck out or asked about, with its place in the list that holds it."""

    at: int
    words: str
    rule: str
    kept: bool | None
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as it stands with its marks, as it would be published, and what is struck out of it."""

    label: str
    marked: SafeString
    public: str
    redactions: tuple[Redaction, ...]


def seen(actor: Actor, release: int) -> Release:
    """Return a release that the actor may see. Raises Http404."""
    found = releases_visible_to(actor).filter(pk=release).first()
    if found is None:
        raise Http404
    return found


def stands(actor: Actor, release: Release) -> dict[str, Any]:
    """Return what a page says of a release as a whole, and what the visitor may do with it."""
    subject = subject_of(release)
    composes, clears = may(actor, Act.COMPOSE, subject), may(actor, Act.CLEAR, subject)
    approves = may(actor, Act.APPROVE, subject)
    state = release.state
    return {
        "id": release.pk,
        "title": release.title,
        "place": release.place.full_name,
        "span": Span(release.period_kind, release.period_index).label,
        "state": release.get_state_display(),
        "published": state == ReleaseState.PUBLISHED,
        "number": release.number,
        "due": due_words(release),
        "overdue": is_overdue(release),
        "correction": release.correction,
        "sent_back": release.sent_back,
        "hands": [
            ("拟稿", release.drafted_by, release.drafted_at),
            ("审查", release.cleared_by, release.cleared_at),
            ("批准发布", release.approved_by, release.published_at),
        ],
        "bulletin": release.bulletin,
        "leaders_shown": release.leaders_shown,
        "withheld_shown": release.withheld_shown,
        "in_hand": state in IN_HAND and (clears if state == ReleaseState.CLEARING else composes),
        "may_send": composes and state == ReleaseState.DRAFT,
        "may_clear": clears and state == ReleaseState.CLEARING,
        "may_publish": approves and state == ReleaseState.APPROVING,
        "may_send_back": (clears and state == ReleaseState.CLEARING)
        or (approves and state == ReleaseState.APPROVING),
        "may_cancel": composes and state == ReleaseState.DRAFT,
        "may_withdraw": approves and state == ReleaseState.PUBLISHED,
    }


def due_words(release: Release) -> str:
    """Say by when a release must be public and how many working days are left."""
    if release.due_on is None or release.state in {ReleaseState.PUBLISHED, ReleaseState.CANCELLED}:
        return ""
    left = workdays_left(release.place, today(release.place), release.due_on)
    day = day_words(release.due_on)
    if left < 0:
        return f"公开期限{day}，已超过{-left}个工作日"
    return f"{day}前公开，还有{left}个工作日"


def is_overdue(release: Release) -> bool:
    """Say whether the deadline is over."""
    return bool(
        release.due_on
        and release.due_on < today(release.place)
        and release.state not in {ReleaseState.PUBLISHED, ReleaseState.CANCELLED}
    )


def texts_shown(value: Any, redactions: Sequence[Mapping[str, Any]]) -> Iterator[Text]:
    """Yield every text of a row or bulletin, those with questions and marks first."""
    published = dict(texts(struck(value, redactions)))
    shown = []
    for path, text in texts(value):
        own = [
            Redaction(
                at=at,
                words=one["words"],
                rule=RULES[one["rule"]].label,
                kept=one["kept"],
                fixed=one["rule"] == "withheld",
            )
            for at, one in enumerate(redactions)
            if one["field"] == path
        ]
        spans = [one for one in redactions if one["field"] == path]
        shown.append(
            Text(
                label=_label(path),
                marked=_marked(text, spans),
                public=published.get(path, ""),
                redactions=tuple(own),
            )
        )
    return iter(sorted(shown, key=_urgency))


def _urgency(text: Text) -> tuple[bool, bool]:
    return (
        all(one.kept is not None for one in text.redactions),
        not text.redactions,
    )


def _label(path: str) -> str:
    parts = path.split(".")
    names = [LABELS[part] for part in parts if part in LABELS]
    number = next((f"{int(part) + 1}" for part in parts if part.isdigit()), "")
    if parts[0] == "progress" and len(names) > 1:
        names = names[1:]
    return "".join(names[-1:]) + (number if parts[0] in {"blocks", "changes", "targets"} else "")


def _marked(text: str, spans: Sequence[Mapping[str, Any]]) -> SafeString:
    """Mark what is struck out (or asked about) in a text; overlapping spans are marked once."""
    parts: list[tuple[SafeString]] = []
    at = 0
    for one in sorted(spans, key=lambda span: (span["start"], -span["end"])):
        if one["start"] < at or one["kept"] is False:
            continue
        kind = "asked" if one["kept"] is None else "struck"
        parts.append((format_html("{}", text[at : one["start"]]),))
        parts.append(
            (
                format_html(
                    '<mark class="{}" title="{}">{}</mark>',
                    kind,
                    RULES[one["rule"]].label,
                    text[one["start"] : one["end"]],
                ),
            )
        )
        at = one["end"]
    parts.append((format_html("{}", text[at:]),))
    return format_html_join("", "{}", parts)
