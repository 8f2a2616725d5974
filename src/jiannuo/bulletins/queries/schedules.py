"""By which rules a place's bulletins come up: what it has set, or what seeds/003 orders."""

from dataclasses import dataclass
from typing import Final

from jiannuo.bulletins.models import BulletinKind, Schedule
from jiannuo.directory.models import Place
from jiannuo.ledger.models import PlanKind


@dataclass(frozen=True, slots=True)
class Custom:
    """What holds where a place has set nothing: how often, and how many working days after."""

    period_kind: str
    workdays_after: int


CUSTOMS: Final = {
    BulletinKind.MATTER: Custom("", 3),
    BulletinKind.COMPLETION: Custom("", 3),
    BulletinKind.PLEDGES: Custom("month", 5),
    BulletinKind.WHOLE: Custom("quarter", 5),
}
"""重大事项一事一通报，完成的事项第一时间通报，民生实事一月一通报，整体工作一季度一通报 (市中政办发〔2022〕1号，三)."""

PLAN_OF: Final = {BulletinKind.PLEDGES: PlanKind.PLEDGES, BulletinKind.WHOLE: PlanKind.REPORT}
"""Which list a periodical bulletin is about."""

_OFTEN: Final = {
    "month": "每月一次",
    "quarter": "每季度一次",
    "half": "每半年一次",
    "year": "每年一次",
}


def schedules_of(place: Place) -> dict[BulletinKind, Schedule]:
    """Return a place's rule for each kind; one that it hasn't set is not saved (a query)."""
    stored = {
        one.kind: one for one in Schedule.objects.filter(place=place).select_related("layout")
    }
    return {
        kind: stored.get(kind)
        or Schedule(
            place=place,
            kind=kind,
            period_kind=custom.period_kind,
            workdays_after=custom.workdays_after,
        )
        for kind, custom in CUSTOMS.items()
    }


def schedule_words(one: Schedule) -> str:
    """Say a rule in one sentence without its stop."""
    days = f"{one.workdays_after}个工作日内印发"
    match one.kind:
        case BulletinKind.MATTER:
            return f"一事一通报：督办函逾期没有反馈就拟稿，逾期后{days}"
        case BulletinKind.COMPLETION:
            return f"销号批准就拟稿，批准后{days}"
    return f"{_OFTEN[one.period_kind]}：报送截止就拟稿，截止后{days}"
