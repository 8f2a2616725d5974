"""What the public readers give: released rows, those taken back only at their own address."""

import pytest

from jiannuo.publishing.queries import public
from tests.public_ledger import publish_many, publish_sample

pytestmark = pytest.mark.django_db


def test_a_plan_is_read_by_address_counted_and_narrowed() -> None:
    shown = publish_sample()
    place = public.place("qinghe")
    assert place == shown.place
    plan = public.plan(place, "2023-report")
    assert plan == shown.plan
    listed = [task.permanent for task in public.tasks(plan)]
    assert listed == [f"qinghe-2023-report-{n}" for n in (1, 2, 3, 4)]
    assert public.counts(plan) == {"met": 1, "partly": 1, "missed": 1}
    wanted = public.Wanted(organisation="o1")
    assert list(public.tasks(plan, wanted)) == [shown.heating, shown.land]
    assert list(public.tasks(plan, public.Wanted(result="met"))) == [shown.heating]
    assert list(public.tasks(None, public.Wanted(result=public.NO_RESULT))) == [shown.canteens]


def test_what_was_taken_back_keeps_its_address() -> None:
    shown = publish_sample()
    assert public.task(shown.withdrawn.permanent) == shown.withdrawn
    assert public.task("qinghe-2023-report-99") is None


def test_many_promises_are_written_at_once() -> None:
    plan = publish_many(120)
    assert public.tasks(plan).count() == 120
