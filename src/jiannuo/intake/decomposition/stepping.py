"""What a step changed, as values that can be put back. Pure."""

from typing import Any

from jiannuo.intake.decomposition.draft import (
    Draft,
    in_order,
    proposal_from_json,
    proposal_to_json,
)

Json = dict[str, Any]


def difference(before: Draft, after: Draft) -> Json:
    """Return what stood in `before` wherever `after` differs; {} where nothing does."""
    changed = {one.id for one in {*before.proposals} ^ {*after.proposals}}
    found: Json = {}
    if changed:
        found["proposals"] = {
            str(key): proposal_to_json(before.by_id[key]) if key in before.by_id else None
            for key in sorted(changed)
        }
    reasons = {
        str(key): before.reasons.get(key)
        for key in sorted({*before.reasons, *after.reasons})
        if before.reasons.get(key) != after.reasons.get(key)
    }
    if reasons:
        found["reasons"] = reasons
    if (before.title, before.year) != (after.title, after.year):
        found["facts"] = [before.title, before.year]
    return found


def taken_back(draft: Draft, before: Json) -> Draft:
    """Put back what a step replaced; numbers once given are not given again."""
    proposals = dict(draft.by_id)
    for key, written in before.get("proposals", {}).items():
        if written is None:
            proposals.pop(int(key), None)
        else:
            proposals[int(key)] = proposal_from_json(written)
    reasons = dict(draft.reasons)
    for key, why in before.get("reasons", {}).items():
        if why is None:
            reasons.pop(int(key), None)
        else:
            reasons[int(key)] = why
    title, year = before.get("facts", (draft.title, draft.year))
    return in_order(
        Draft(
            title=title,
            year=year,
            sentences=draft.sentences,
            proposals=(),
            reasons=reasons,
            next_id=draft.next_id,
        ),
        proposals,
    )
