"""A promise that stands in two lists is asked once, after a person has said that it is the same."""

from datetime import UTC, datetime

import pytest

from jiannuo.core.records import Column, Document, Row, Table, Unit
from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.ledger.actions.decide_promise import NotComparableError, decide_promise
from jiannuo.ledger.models import SamePromise, Task
from jiannuo.ledger.queries.duties import Duty
from jiannuo.ledger.queries.promises import Promise, same_promise, without_repetitions
from jiannuo.ledger.queries.repetitions import compared, suggestions, wording_compared
from tests.personae import County, imported

NOW = datetime(2023, 3, 1, tzinfo=UTC)

PLEDGES = Document(
    source="pledges.txt",
    title="2023年为民办实事责任分解表",
    issuer="清河区人民政府办公室",
    year=2023,
    place_hint="清河区",
    tables=(
        Table(
            columns=(Column(header="序号", field="number"), Column(header="内容", field="task")),
            rows=(
                Row(
                    number="1",
                    task="新增供热面积50万平方米，改造老旧管网12公里，惠及3万户居民。",
                    units=(Unit(name="区住建局"),),
                    raw_cells=("1", "新增供热面积50万平方米，改造老旧管网12公里，惠及3万户居民。"),
                ),
                Row(
                    number="2",
                    task="新建口袋公园6处。",
                    units=(Unit(name="区城管局"),),
                    raw_cells=("2", "新建口袋公园6处。"),
                ),
            ),
        ),
    ),
)


@pytest.fixture
def pledges(county: County) -> list[Task]:
    return [one.task for one in imported(county.place, PLEDGES)]


def test_a_confirmed_pair_is_one_promise(
    county: County, officer: Actor, pledges: list[Task]
) -> None:
    main, other = county.tasks[0], pledges[0]
    decide_promise(officer, main, other, same=True, now=NOW)
    found = (Promise(main=main.pk, others=(other.pk,)),)
    assert same_promise([main.pk]) == same_promise([other.pk]) == found
    assert same_promise([county.tasks[1].pk]) == ()


def test_a_denied_pair_is_remembered_and_no_promise(
    county: County, officer: Actor, pledges: list[Task]
) -> None:
    decide_promise(officer, county.tasks[0], pledges[1], same=False, now=NOW)
    assert same_promise([county.tasks[0].pk]) == ()
    assert SamePromise.objects.get().same is False


def test_what_repeats_a_repetition_repeats_its_main_task(
    county: County, officer: Actor, pledges: list[Task]
) -> None:
    first, second, third = county.tasks[0], pledges[0], pledges[1]
    decide_promise(officer, first, second, same=True, now=NOW)
    decide_promise(officer, second, third, same=True, now=NOW)
    assert same_promise([third.pk]) == (Promise(main=first.pk, others=(second.pk, third.pk)),)


def test_a_later_answer_replaces_the_earlier_one(
    county: County, officer: Actor, pledges: list[Task]
) -> None:
    decide_promise(officer, county.tasks[0], pledges[0], same=True, now=NOW)
    decide_promise(officer, county.tasks[0], pledges[0], same=False, now=NOW)
    assert same_promise([pledges[0].pk]) == ()


def test_a_task_is_not_its_own_repetition(county: County, officer: Actor) -> None:
    with pytest.raises(NotComparableError):
        decide_promise(officer, county.tasks[0], county.tasks[0], same=True, now=NOW)


@pytest.mark.parametrize("persona", ["clerk", "observer", "foreign_officer"])
def test_only_the_office_decides(
    persona: str, county: County, pledges: list[Task], request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowedError):
        decide_promise(
            request.getfixturevalue(persona), county.tasks[0], pledges[0], same=True, now=NOW
        )


@pytest.mark.parametrize(
    ("owed", "asked", "feeds"),
    [
        ({1: Duty.ANSWERS, 2: Duty.ANSWERS}, {1: Duty.ANSWERS}, {1: (2,)}),
        ({1: Duty.ANSWERS, 2: Duty.SHARES}, {1: Duty.ANSWERS}, {1: (2,)}),
        # Whoever only shares in the main task still answers for its own.
        ({1: Duty.SHARES, 2: Duty.ANSWERS}, {1: Duty.SHARES, 2: Duty.ANSWERS}, {}),
        ({2: Duty.ANSWERS}, {2: Duty.ANSWERS}, {}),
        ({1: Duty.ANSWERS}, {1: Duty.ANSWERS}, {}),
    ],
)
def test_a_repetition_is_asked_only_of_whom_the_main_task_is_not_asked(
    owed: dict[int, Duty], asked: dict[int, Duty], feeds: dict[int, tuple[int, ...]]
) -> None:
    assert without_repetitions(owed, [Promise(main=1, others=(2,))]) == (asked, feeds)


def test_pairs_that_share_their_words_are_suggested_until_judged(
    county: County, officer: Actor, pledges: list[Task]
) -> None:
    (found,) = suggestions(county.place, 2023)
    assert (found.main, found.task) == (county.tasks[0], pledges[0])
    shared = [wording_compared(found.main)[start:end] for start, end in found.in_main]
    assert shared == ["新增供热面积50万平方米，改造老旧管网12公里"]
    decide_promise(officer, found.main, found.task, same=False, now=NOW)
    assert suggestions(county.place, 2023) == ()


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        (
            "加快老旧小区改造步伐，全面推进10个片区、134万平方米的改造任务。",
            "对大观园、杆石桥、四里村等10个片区、134万平方米老旧小区进行改造。",
            True,
        ),
        ("加快推动安置房建设。", "建设地下停车场。", False),
        (
            "提升医疗卫生水平，推动中医药传承创新。",
            "新建2家品牌国医堂、1处社区卫生服务中心。",
            False,
        ),
    ],
)
def test_one_long_run_of_words_is_enough(one: str, other: str, *, likely: bool) -> None:
    assert compared(Task(task=one), Task(task=other)).likely is likely
