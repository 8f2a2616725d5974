"""`stale`: a figure that is as of an earlier period than the document's."""

from collections.abc import Iterator

from jiannuo.core.audit import saying
from jiannuo.core.audit.findings import Severity
from jiannuo.core.audit.mentions import Mention, Side
from jiannuo.core.audit.reading import Ledger
from jiannuo.core.audit.statements import Statement, denied, holds
from jiannuo.core.quantities.periods import Relation, TimeKind


def stale(ledger: Ledger) -> Iterator[Statement]:
    """Compare the months that a report's figures are as of with the document's."""
    month = ledger.month
    for row in ledger.rows if month is not None else ():
        dated = [(m, until) for m in row.on(Side.REPORT) if (until := _until(m)) is not None]
        if not dated or month is None:
            continue
        latest, until = max(dated, key=lambda pair: pair[1])
        if until >= month or month - until > month / 2 + 1:
            yield holds("stale", latest.evidence())
        else:
            yield denied(
                "stale",
                Severity.NOTE,
                (latest.evidence(),),
                f"{saying.quoted(latest.quote())}是截至{until}月的数，本期是{month}月。"
                "请在有新数后补报；若本期还没有统计数，请注明。",
            )


def _until(mention: Mention) -> int | None:
    """Give the month up to which a figure counts; None for what merely happened in some month."""
    as_of = mention.quantity.as_of
    if as_of is None or as_of.months is None:
        return None
    counts_up = as_of.kind is TimeKind.MONTHS or as_of.relation is Relation.UNTIL
    return as_of.months[1] if counts_up else None
