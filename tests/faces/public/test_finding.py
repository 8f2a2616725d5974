"""Finding promises: words, filters, order, pages, and sums that nobody has to count."""

import pytest
from django.test import Client

from jiannuo.publishing.findable import make_all_findable, make_findable
from jiannuo.publishing.models.finding import PublicTally, PublicText
from jiannuo.publishing.models.published import PublicPlan, PublicTask, Standing
from jiannuo.publishing.queries import search
from jiannuo.publishing.queries.listing import NEWEST, Numbers, page_of
from jiannuo.publishing.queries.public import NO_RESULT, Wanted
from tests.faces.public.reading import text_of
from tests.public_ledger import Published, publish_many

pytestmark = pytest.mark.django_db


def found(text: str, plan: PublicPlan, wanted: Wanted | None = None) -> list[int]:
    page = page_of(plan, wanted or Wanted(), terms=search.terms_of(text))
    return [one.position for one in page.tasks]


def test_two_characters_are_found_exactly_in_every_released_text(published: Published) -> None:
    plan = published.plan

    assert found("供热", plan) == [1]
    assert found("热管", plan) == [1]  # 供热管网, in what was reported
    assert found("热新", plan) == []  # never from one text into the next
    assert found("地块", plan) == [2]  # in the problems
    assert found("轨道", plan) == [1]  # in the reason of a changed target
    assert found("区财政局", plan) == [2, 3]
    assert found("地", plan) == [2]
    assert found("出让 清表", plan) == [2]
    assert found("出让 供热", plan) == []
    assert found("沈河路", published.pledges) == [1]  # a street
    assert found("平方米、改造", plan) == [1]  # which mark stands between does not matter
    assert found("５０万", plan) == [1]  # nor does the width of a digit
    assert search.terms_of("，。") == ()


def test_filters_meet_words(published: Published) -> None:
    plan = published.plan

    assert found("区住建局", plan) == [1, 2]
    assert found("区住建局", plan, Wanted(result="partly")) == [2]
    assert found("区住建局", plan, Wanted(category="城市更新")) == [1]
    assert found("区住建局", plan, Wanted(sector="城市建设")) == [1]
    assert found("亩", plan, Wanted(organisation="o2")) == [2]
    assert found("亩", plan, Wanted(organisation="none")) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(result="met"),
        Wanted(result=NO_RESULT),
        Wanted(category="财税金融"),
        Wanted(organisation="o3"),
        Wanted(category="财税金融", result="partly"),
        Wanted(category="财税金融", organisation="o6", result="partly"),
        Wanted(category="没有的类别"),
    ],
    ids=repr,
)
def test_sums_and_pages_agree_with_the_rows(wanted: Wanted) -> None:
    plan = publish_many(230)
    PublicTask.objects.filter(plan=plan, position=7).update(standing=Standing.WITHDRAWN)
    make_all_findable()
    rows = PublicTask.objects.filter(plan=plan).exclude(standing=Standing.WITHDRAWN)
    if wanted.result:
        rows = rows.filter(result="" if wanted.result == NO_RESULT else wanted.result)
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.organisation:
        rows = rows.filter(organisations__slug=wanted.organisation)
    expected = list(rows.order_by("position").values_list("position", flat=True))

    first = page_of(plan, wanted, size=20)
    shown = [
        line.position
        for number in range(1, first.last + 1)
        for line in page_of(plan, wanted, size=20, number=number).tasks
    ]

    assert shown == expected
    assert (first.total, first.more) == (len(expected), False)


def test_newest_releases_come_first_where_asked(published: Published) -> None:
    last = published.revenue
    PublicTask.objects.filter(pk=last.pk).update(released_at="2023-07-01T00:00:00Z")

    assert page_of(published.plan, Wanted(), sort=NEWEST).tasks[0].position == 3
    terms = search.terms_of("出让")
    assert [
        one.position for one in page_of(published.plan, Wanted(), terms=terms, sort=NEWEST).tasks
    ] == [2]


def test_more_than_anyone_looks_through_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 30)
    plan = publish_many(60)
    make_all_findable()

    page = page_of(plan, Wanted(), terms=("老旧",), size=20)

    assert (page.total, page.more, page.last) == (30, True, 2)
    assert [one.position for one in page.tasks] == list(range(1, 21))


def test_what_is_released_again_is_found_by_its_new_words_only(published: Published) -> None:
    task = published.land
    task.wording = "收储土地500亩。"
    task.annual_target = ""
    task.save()
    before = set(PublicText.objects.values_list("pk", flat=True))
    make_findable(plan=published.plan, tasks=[task])

    assert found("收储", published.plan) == [2]
    assert found("1000", published.plan) == []
    assert set(PublicText.objects.values_list("pk", flat=True)) == before

    task.standing = Standing.WITHDRAWN
    task.save()
    make_findable(plan=published.plan, tasks=[task])
    assert found("收储", published.plan) == []
    assert Numbers(published.plan).share().total == 2


def test_a_long_text_is_found_to_its_end(published: Published) -> None:
    progress = published.heating.progress.first()
    assert progress is not None
    progress.progress = "管网" * 9000 + "，最末一处在凤凰镇。"
    progress.save()
    make_findable(tasks=[published.heating])

    assert found("凤凰镇", published.plan) == [1]
    assert found("管网", published.plan) == [1]  # once, in however many pieces it is kept


def test_sums_are_small_however_large_the_plan(db: None) -> None:
    publish_many(400)
    make_all_findable()

    assert PublicTally.objects.count() < 260  # 5 results, 4 categories, 40 organisations


def test_one_box_finds_promises_bulletins_and_organisations(
    published: Published, reader: Client
) -> None:
    page = reader.get("/public/search/?q=管网")
    text = text_of(page)

    assert "承诺1项" in text
    assert "<mark>管网</mark>" in page.content.decode()
    assert "通报2023年6月9日关于5月份重点工作完成情况的通报" in text
    assert "单位区财政局" in text_of(reader.get("/public/search/?q=财政"))
    assert "没有找到“没有的事”" in text_of(reader.get("/public/search/?q=没有的事"))
    assert "没有可查的字" in text_of(reader.get("/public/search/?q=，。"))
    assert (
        "依法"
        not in text_of(reader.get("/public/search/?q=第十四条")).partition("没有找到")[2][:40]
    )


def test_a_list_says_what_was_asked_and_how_many_there_are(
    published: Published, reader: Client
) -> None:
    publish_many(120)
    make_all_findable()

    text = text_of(reader.get("/public/many/2023-report/?result=partly&category=城市更新"))
    assert "共6项" in text
    second = text_of(reader.get("/public/many/2023-report/2/"))
    assert "共120项，第2页，共3页" in second
    paged = reader.get("/public/many/2023-report/?q=老旧&page=2")
    assert "q=%E8%80%81%E6%97%A7&amp;page=3" in paged.content.decode()
    assert "没有哪一项同时写到“火星”" in text_of(reader.get("/public/many/2023-report/?q=火星"))
    assert "只有标点" in text_of(reader.get("/public/many/2023-report/?q=、"))
