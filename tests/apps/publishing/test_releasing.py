"""A release from its draft to the public page, and a further one that corrects it."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState, Ground, Openness
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, actor_of, machine
from jiannuo.directory.models import Grant, PlaceLevel, Role, User
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.ledger.models import Plan
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.decide_rows import decide_rows
from jiannuo.publishing.actions.describe_face import describe_face
from jiannuo.publishing.actions.draft_release import Terms, draft_release
from jiannuo.publishing.actions.pass_on import (
    cancel_release,
    clear_release,
    send_back,
    send_to_review,
)
from jiannuo.publishing.actions.publish import publish, withdraw_task
from jiannuo.publishing.actions.redact import answer_all, decide_redaction, strike_out
from jiannuo.publishing.errors import ReleaseRefusedError
from jiannuo.publishing.models import (
    PublicEdition,
    PublicProgress,
    PublicTask,
    Release,
    ReleaseState,
    Standing,
)
from jiannuo.reporting.models import Report
from tests.personae import MAY, County, imported, user_with
from tests.releases import NOW, drafted, published

pytestmark = pytest.mark.django_db


def plan_of(county: County) -> Plan:
    return Plan.objects.get(place=county.place)


def holding(county: County, *roles: Role) -> Actor:
    """Return one person who holds several roles in the county."""
    user = user_with(None)
    for role in roles:
        grant_role(machine(), user, role, place=county.place)
    return actor_of(user)


def test_a_release_passes_four_eyes_on_its_way_to_the_public(
    county: County, officer: Actor, director: Actor, reviewer: Actor, clerk: Actor
) -> None:
    plan = plan_of(county)
    Report.objects.filter(task__number="2").update(
        problems="村民李大明反映附着物未清表，电话13812345678。", causes="孙立同志协调"
    )
    county.housing.telephone, county.housing.internal_telephone = "0599-6801000", "8888123"
    county.housing.save()
    with pytest.raises(NotAllowedError):
        drafted(plan, by=clerk)
    release = drafted(plan, by=officer)
    rows = {row.content["number"]: row for row in release.rows.all()}
    assert [one["words"] for one in rows["2"].redactions] == ["李大明", "13812345678"]

    decide_rows(
        officer, release, [rows["3"].pk], Openness.INTERNAL,
        ground=Ground.INTERNAL, reason="过程性信息",
    )  # fmt: skip
    strike_out(officer, release, "附着物", row=rows["2"].pk)
    send_to_review(officer, release)
    with pytest.raises(NotAllowedError):
        clear_release(officer, release, now=NOW)
    with pytest.raises(NotAllowedError):
        strike_out(officer, release, "清表", row=rows["2"].pk)
    send_back(reviewer, release, "第2项还要看")
    send_to_review(officer, release)
    clear_release(reviewer, release, now=NOW)
    with pytest.raises(NotAllowedError):
        publish(reviewer, release, now=NOW)
    assert not PublicTask.objects.exists()
    publish(director, release, now=NOW)
    publish(director, release, now=NOW)

    assert PublicEdition.objects.count() == 1
    release.refresh_from_db()
    assert (release.state, release.number) == (ReleaseState.PUBLISHED, 1)
    shown = {task.number: task for task in PublicTask.objects.all()}
    place = f"p{county.place.pk}"
    assert shown["1"].permanent == f"{place}-2023-report-1"
    assert (shown["1"].result, shown["1"].result_voice) == ("met", "claimed")
    assert shown["1"].leaders == ["周明远"]
    said = shown["2"].progress.get()
    assert said.problems == "村民〔略〕反映〔略〕未清表，电话〔略〕。\n原因：孙立同志协调"
    assert shown["3"].standing == Standing.WITHHELD
    assert shown["3"].standing_why == "《中华人民共和国政府信息公开条例》第十六条"
    assert (shown["3"].annual_target, shown["3"].progress.count()) == ("", 0)
    assert shown["4"].progress.count() == 0
    telephones = {one.name: one.telephone for one in shown["1"].organisations.all()}
    assert telephones == {"区住建局": "0599-6801000"}


def test_who_took_an_earlier_step_is_refused_where_another_could_take_this_one(
    county: County, officer: Actor, director: Actor, reviewer: Actor
) -> None:
    """Somebody in all three roles takes one step of a release, while each role has another holder."""
    everything = holding(county, Role.OFFICER, Role.REVIEWER, Role.DIRECTOR)
    release = drafted(plan_of(county), by=everything)
    send_to_review(everything, release)
    with pytest.raises(ReleaseRefusedError, match="由您拟稿，请由别人办理"):
        clear_release(everything, release, now=NOW)
    release.refresh_from_db()
    assert (release.state, release.cleared_by) == (ReleaseState.CLEARING, "")
    clear_release(reviewer, release, now=NOW)
    with pytest.raises(ReleaseRefusedError, match="由您拟稿，请由别人办理"):
        publish(everything, release, now=NOW)
    assert not PublicTask.objects.exists()
    publish(director, release, now=NOW)

    second = drafted(plan_of(county), by=officer, correction="更正第2项。")
    send_to_review(officer, second)
    clear_release(everything, second, now=NOW)
    with pytest.raises(ReleaseRefusedError, match="由您审查，请由别人办理"):
        publish(everything, second, now=NOW)
    assert PublicEdition.objects.count() == 1
    publish(director, second, now=NOW)
    assert PublicEdition.objects.count() == 2


@pytest.mark.parametrize("gone", ["account", "grant", "elsewhere"])
def test_who_is_alone_in_a_place_takes_every_step(county: County, gone: str) -> None:
    """Another who has left, who lost the role or who has it elsewhere could not take the step."""
    alone = holding(county, Role.DIRECTOR, Role.REVIEWER)
    place = county.place
    if gone == "elsewhere":
        place = create_place(machine(), name="平山县", level=PlaceLevel.COUNTY)
    for role in (Role.DIRECTOR, Role.REVIEWER):
        other = user_with(role, place=place)
        if gone == "account":
            User.objects.filter(pk=other.pk).update(is_active=False)
        elif gone == "grant":
            Grant.objects.filter(user=other).update(active=False)
    release = drafted(plan_of(county), by=alone)
    send_to_review(alone, release)
    clear_release(alone, release, now=NOW)
    publish(alone, release, now=NOW)
    assert PublicEdition.objects.count() == 1


def test_a_question_must_be_answered_before_the_review_passes(county: County) -> None:
    Report.objects.filter(task__number="2").update(problems="王丽女士提出异议")
    release = drafted(plan_of(county))
    row = release.rows.get(task__number="2")
    assert row.redactions[0]["kept"] is None
    send_to_review(machine(), release)
    with pytest.raises(ReleaseRefusedError, match="还有 1 处待定"):
        clear_release(machine(), release, now=NOW)
    decide_redaction(machine(), release, 0, row=row.pk, kept=False)
    clear_release(machine(), release, now=NOW)
    publish(machine(), release, now=NOW)
    assert PublicProgress.objects.get(task__number="2").problems == "王丽女士提出异议"


def test_a_further_release_of_the_period_is_a_visible_correction(county: County) -> None:
    plan = plan_of(county)
    published(drafted(plan))
    first = PublicTask.objects.get(number="2")
    with pytest.raises(ReleaseRefusedError, match="请写明更正了什么"):
        drafted(plan)
    Report.objects.filter(task__number="2").update(progress="出让土地390亩。")
    published(drafted(plan, correction="第2项面积有误。"))
    said = PublicTask.objects.get(number="2").progress.get()
    assert said.progress == "出让土地390亩。"
    assert said.corrected == (
        "完成情况由“出让土地380亩。”更正为“出让土地390亩。”（第2次发布更正）。"
    )
    untouched = PublicProgress.objects.get(task__number="1")
    assert (untouched.corrected, untouched.edition.number) == ("", 1)
    assert PublicTask.objects.get(number="2").permanent == first.permanent
    assert PublicEdition.objects.get(number=2).correction == "第2项面积有误。"


def test_a_bulletin_that_comes_after_its_values_corrects_nothing(county: County) -> None:
    published(drafted(plan_of(county)))
    told = Bulletin.objects.create(
        place=county.place,
        plan=plan_of(county),
        kind=BulletinKind.WHOLE,
        period_kind="month",
        period_index=5,
        state=BulletinState.ISSUED,
        openness=Openness.PUBLIC,
        content={"title": "关于5月份重点任务完成情况的通报", "addressee": "", "blocks": []},
        year=2023,
        number=1,
        issued_on=NOW.date(),
        drafted_at=NOW,
    )
    terms = Terms(plan=plan_of(county), span=Span("month", 5), bulletin=told)
    Report.objects.filter(task=county.tasks[0]).update(progress="供热管网改造完成5.3公里。")
    with pytest.raises(ReleaseRefusedError, match="请写明更正了什么"):
        draft_release(machine(), terms, now=NOW)
    Report.objects.filter(task=county.tasks[0]).update(
        progress="供热管网改造完成5.2公里，G518沿线管网已通水。"
    )
    assert draft_release(machine(), terms, now=NOW).correction == ""


def test_a_report_that_no_longer_counts_leaves_a_visible_gap(county: County) -> None:
    plan = plan_of(county)
    published(drafted(plan))
    Report.objects.filter(task__number="2").delete()
    for correction in ("第2项待核实。", "更正其他项。"):
        published(drafted(plan, correction=correction))
        said = PublicProgress.objects.get(task__number="2")
        assert (said.progress, said.claim, said.problems) == ("", "", "")
        assert said.corrected == "原公开的本期进展已撤回，待重新审核（第2次发布更正）。"
        assert PublicProgress.objects.get(task__number="1").corrected == ""


def test_a_promise_taken_back_keeps_its_address_and_says_why(
    county: County, director: Actor, officer: Actor
) -> None:
    plan = plan_of(county)
    published(drafted(plan))
    task = plan.tasks.get(number="1")
    permanent = PublicTask.objects.get(number="1").permanent
    with pytest.raises(NotAllowedError):
        withdraw_task(officer, task.pk, county.place, "重复", now=NOW)
    withdraw_task(director, task.pk, county.place, "与第2项重复，请联系13812345678。", now=NOW)
    gone = PublicTask.objects.get(permanent=permanent)
    assert (gone.standing, gone.standing_why) == (Standing.WITHDRAWN, "与第2项重复，请联系〔略〕。")
    assert (gone.annual_target, gone.leaders, gone.progress.count()) == ("", [], 0)
    published(drafted(plan, correction="更正其他项。"))
    gone.refresh_from_db()
    assert (gone.standing, gone.standing_why) == (Standing.WITHDRAWN, "与第2项重复，请联系〔略〕。")


def test_a_place_chooses_its_address_until_something_is_public(
    county: County, director: Actor
) -> None:
    face = {"office": "区政府督查室", "telephone": "12345", "complain_at": "拨打12345"}
    with pytest.raises(ReleaseRefusedError, match="小写字母"):
        describe_face(director, county.place, slug="清河", **face)
    describe_face(director, county.place, slug="qinghe", **face)
    published(drafted(plan_of(county)))
    assert PublicTask.objects.get(number="1").permanent == "qinghe-2023-report-1"
    with pytest.raises(ReleaseRefusedError, match="网址不能再改"):
        describe_face(director, county.place, slug="qinghequ", **face)


def test_what_cannot_be_released_is_refused_with_the_reason(county: County, officer: Actor) -> None:
    plan = plan_of(county)
    with pytest.raises(ReleaseRefusedError, match="还没有审核通过的进展"):
        draft_release(officer, Terms(plan=plan, span=Span("month", 7)), now=NOW)
    release = drafted(plan)
    with pytest.raises(ReleaseRefusedError, match="正在办理"):
        drafted(plan)
    with pytest.raises(ReleaseRefusedError, match="没有找到这些文字"):
        strike_out(officer, release, "查无此字", everywhere=True)
    cancel_release(officer, release)
    assert drafted(plan).state == ReleaseState.DRAFT


def test_the_statements_of_a_release_do_not_grow_by_the_row(county: County) -> None:
    """Two sizes, each within one batch of rows, take the same statements, first released and corrected."""
    small, large = many(county, 6), many(county, 24)
    assert steps_of(small) == steps_of(large)
    for plan in (small, large):
        Report.objects.filter(task__plan=plan).update(progress="已完成3.6亿元，联系人13812345678。")
    assert steps_of(small, correction="更正") == steps_of(large, correction="更正")


def many(county: County, size: int) -> Plan:
    """Import a plan of as many tasks, as May's table lists them, into a place of its own."""
    place = create_place(machine(), name=f"第{size}县", level=PlaceLevel.COUNTY)
    (table,) = MAY.tables
    rows = [replace(table.rows[at % 3], number=str(at + 1)) for at in range(size)]
    document = replace(MAY, tables=(replace(table, rows=tuple(rows)),))
    return imported(place, document)[0].task.plan


def steps_of(plan: Plan, **terms: Any) -> list[int]:
    """Lead a plan's May to the public and return how many statements each step took."""
    releases: list[Release] = []
    steps = (
        lambda: releases.append(drafted(plan, **terms)),
        lambda: answer_all(machine(), releases[0], kept=True),
        lambda: send_to_review(machine(), releases[0]),
        lambda: clear_release(machine(), releases[0], now=NOW),
        lambda: publish(machine(), releases[0], now=NOW),
    )
    counts = []
    for step in steps:
        with CaptureQueriesContext(connection) as asked:
            step()
        counts.append(len(asked))
    return counts
