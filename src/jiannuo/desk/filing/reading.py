"""What the form sends, as drafts: fields are named ``l17-q2`` for line 17's second quarter."""

import re
from collections.abc import Mapping
from typing import Final

from jiannuo.reporting.actions.filing.save_lines import Cover, Draft
from jiannuo.reporting.models import FilingLine, PlanFiling

_FIELD: Final = re.compile(r"l(\d{1,18})-(content|principal|deputy|remarks|revision|[qm]\d{1,2})")
_PERIODS: Final = {"q": "quarters", "m": "months"}


def drafts_from(given: Mapping[str, str], filing: PlanFiling) -> list[Draft]:
    """Return a draft for each line of this filing that the form names.

    What the form does not send stays: the script sends only the lines that changed, and a form may
    leave out months.
    """
    sent: dict[int, dict[str, str]] = {}
    for name, text in given.items():
        if match := _FIELD.fullmatch(name):
            sent.setdefault(int(match[1]), {})[match[2]] = text
    standing = filing.lines.in_bulk(sent)
    return [_draft(line, sent[pk]) for pk, line in standing.items()]


def _draft(line: FilingLine, fields: Mapping[str, str]) -> Draft:
    revision = fields.get("revision", "")
    periods = {name: dict(getattr(line, name)) for name in _PERIODS.values()}
    for name, text in fields.items():
        if name[0] in _PERIODS and name[1:].isdigit():
            periods[_PERIODS[name[0]]][name[1:]] = text
    return Draft(
        line=line.pk,
        revision=int(revision) if revision.isascii() and revision.isdigit() else -1,
        content=fields.get("content", line.content),
        quarters=periods["quarters"],
        months=periods["months"],
        principal=fields.get("principal", line.principal),
        deputy=fields.get("deputy", line.deputy),
        remarks=fields.get("remarks", line.remarks),
    )


def cover_from(given: Mapping[str, str]) -> Cover:
    """Return what stands around the lines, as far as the form sends it."""
    return Cover(filled_by=given.get("filled_by"), telephone=given.get("telephone"))
