"""Search finds two characters, exactly, and only what one may see."""

from dataclasses import replace

import pytest

from jiannuo.core.records import Document, Row
from jiannuo.directory.actor import Actor, Held, machine
from jiannuo.directory.models import Role
from jiannuo.ledger import index
from jiannuo.ledger.actions.correct_field import correct_task
from jiannuo.ledger.models import IndexedText
from jiannuo.ledger.queries.visible import plans_visible_to, tasks_visible_to
from jiannuo.ledger.search import search
from tests.personae import MAY, County, imported

EVERYTHING = machine()


def found(actor: Actor, text: str) -> list[tuple[str, str]]:
    return [(hit.number, hit.field) for hit in search(actor, text).hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("供热", [("1", "annual_target"), ("1", "period_target"), ("1", "progress")]),
        ("土地", [("2", "annual_target"), ("2", "period_target"), ("2", "progress")]),
        ("清表", [("2", "problems"), ("2", "next_steps")]),
        ("G518", [("1", "progress")]),
        ("g518沿线", [("1", "progress")]),
        ("518", [("1", "progress")]),
        ("Ｇ５１８", [("1", "progress")]),
        ("住建局", [("1", "units"), ("2", "units")]),
        ("周明远", [("1", "leaders"), ("3", "leaders")]),
        ("食", [("4", "annual_target")]),
        ("5.2公里", [("1", "progress")]),
        ("供热 通水", [("1", "progress")]),
        ("通水 供热", [("1", "progress")]),
        ("热管", [("1", "period_target"), ("1", "progress")]),
        ("米改", []),  # 供热面积50万平方米，改造…: not across a comma
        ("供热不存在", []),
        ("18沿线", []),  # digits are found from their beginning
        ("，", []),
        ("", []),
        ("   ", []),
        ("'\" OR 1=1 --", []),
        ("热*", []),
    ],
)
def test_what_a_search_finds(
    county: County, officer: Actor, text: str, hits: list[tuple[str, str]]
) -> None:
    assert found(officer, text) == hits


def test_a_hit_shows_its_surroundings_with_the_words_marked(county: County, officer: Actor) -> None:
    [hit] = search(officer, "G518").hits
    assert hit.plan_title == county.plan.title
    assert hit.wording == "新增供热面积50万平方米，改造老旧管网12公里。"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["G518"]


def test_every_occurrence_in_the_snippet_is_marked(county: County) -> None:
    row = Row(number="1", annual_target="前言" * 30 + "土地收储㎡、土地出让" + "后记" * 60)
    imported(county.place, one(row, "h.txt"))
    hit = next(hit for hit in search(EVERYTHING, "土地").hits if hit.snippet.startswith("…"))
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["土地", "土地"]
    assert hit.snippet.endswith("…")


@pytest.mark.parametrize(
    ("persona", "text", "numbers"),
    [
        ("neighbour", "土地", {"2"}),
        ("neighbour", "供热", set()),
        ("leader", "增长", {"3"}),
        ("leader", "土地", set()),
        ("street_clerk", "食堂", {"4"}),
        ("foreign_officer", "供热", set()),
        ("system_admin", "供热", set()),
        ("stranger", "供热", set()),
    ],
)
def test_everybody_finds_only_what_they_may_see(
    county: County, persona: str, text: str, numbers: set[str], request: pytest.FixtureRequest
) -> None:
    actor: Actor = request.getfixturevalue(persona)
    assert {number for number, _ in found(actor, text)} == numbers


def observer(*places: int) -> Actor:
    held = tuple(Held(role=Role.OBSERVER, place=place) for place in places)
    return Actor(id="user:0", name="", held=held)


def test_who_sees_very_many_places_still_finds_only_what_they_see(county: County) -> None:
    elsewhere = [county.place.pk + n for n in range(1, 60)]
    assert found(observer(*elsewhere, county.place.pk), "清表") == found(EVERYTHING, "清表") != []
    assert found(observer(*elsewhere), "清表") == []


@pytest.mark.parametrize("places", [1, 40, 41, 900])
def test_the_door_is_the_same_however_many_places_one_sees(
    county: County, neighbour: Actor, places: int
) -> None:
    elsewhere = [county.place.pk + n for n in range(1, places)]
    seeing, blind = observer(county.place.pk, *elsewhere), observer(*elsewhere, 0)
    assert list(tasks_visible_to(seeing)) == list(county.tasks)
    assert list(plans_visible_to(seeing)) == [county.plan]
    assert not tasks_visible_to(blind).exists()
    assert not plans_visible_to(blind).exists()
    both = replace(blind, held=(*blind.held, *neighbour.held))
    assert list(tasks_visible_to(both)) == list(tasks_visible_to(neighbour)) != []
    assert list(plans_visible_to(both)) == [county.plan]


def test_what_stands_behind_very_many_newer_texts_is_found(county: County, officer: Actor) -> None:
    everywhere = observer(*range(county.place.pk, county.place.pk + 60))
    task = county.tasks[0].pk
    index.add([index.Piece(task, f"report:{n}", "progress", "已开工") for n in range(5000)])
    for actor in (officer, everywhere, EVERYTHING):
        assert found(actor, "清表") == [("2", "problems"), ("2", "next_steps")]
        hits = search(actor, "工", limit=50)
        assert (len(hits.hits), hits.more) == (50, True)
        assert len(search(actor, "开工", limit=6000).hits) == 5000


def test_the_newest_plan_comes_first_and_its_tasks_in_order(county: County) -> None:
    rows = tuple(Row(number=f"新{n}", annual_target="供热改造") for n in (1, 2, 3))
    imported(
        county.place, replace(MAY, source="i.txt", tables=(replace(MAY.tables[0], rows=rows),))
    )
    assert [number for number, _ in found(EVERYTHING, "供热")][:4] == ["新1", "新2", "新3", "1"]


def test_a_limit_says_that_there_is_more(county: County, officer: Actor) -> None:
    first = search(officer, "供热", limit=2)
    assert (len(first.hits), first.more) == (2, True)
    every = search(officer, "供热", limit=3)
    assert (len(every.hits), every.more) == (3, False)


def test_false_hits_of_the_index_do_not_use_up_the_limit(county: County) -> None:
    rows = (
        Row(number="真", annual_target="完成5处"),
        *(Row(number=f"假{n}", annual_target="已完成，5处") for n in range(30)),
    )
    imported(
        county.place, replace(MAY, source="j.txt", tables=(replace(MAY.tables[0], rows=rows),))
    )
    assert found(EVERYTHING, "成5处") == [("真", "annual_target")]


def test_a_long_text_is_found_at_its_very_end_and_across_its_pieces(county: County) -> None:
    text = "甲乙丙丁戊己庚辛" * 1000
    whole = text[:3998] + "供热管网" + text[4002:] + "土地"
    imported(county.place, one(Row(number="长", annual_target=whole), "k.txt"))
    assert ("长", "annual_target") in found(EVERYTHING, "供热管网")
    assert ("长", "annual_target") in found(EVERYTHING, "辛土地")
    assert found(EVERYTHING, "辛土地").count(("长", "annual_target")) == 1


def test_a_text_without_end_is_found_by_its_beginning(county: County) -> None:
    imported(county.place, one(Row(number="码", annual_target="x" * 9000 + "热"), "l.txt"))
    assert ("码", "annual_target") in found(EVERYTHING, "xxxx")
    assert ("码", "annual_target") in found(EVERYTHING, "x" * 60)


def test_a_corrected_text_is_found_by_its_new_words_only(county: County, officer: Actor) -> None:
    task = county.tasks[3]
    correct_task(officer, task, "annual_target", "新建老年大学2所。", before=task.annual_target)
    assert found(officer, "食堂") == []
    assert found(officer, "老年大学") == [("4", "annual_target")]


def test_a_task_given_to_another_organisation_is_found_there(
    county: County, neighbour: Actor
) -> None:
    task = county.tasks[0]
    task.assignments.update(organisation=county.finance)
    index.rescope([task.pk])
    assert {number for number, _ in found(neighbour, "供热")} == {"1"}


def test_an_outdated_scope_shows_nothing_that_the_door_does_not(
    county: County, neighbour: Actor
) -> None:
    county.tasks[1].assignments.filter(organisation=county.finance).delete()
    assert found(neighbour, "土地") == []


def test_every_text_of_an_import_is_indexed(county: County) -> None:
    fields = set(IndexedText.objects.values_list("field", flat=True))
    assert fields == {
        "number",
        "category",
        "annual_target",
        "period_target",
        "status",
        "progress",
        "problems",
        "next_steps",
        "units",
        "leaders",
    }


def one(row: Row, source: str) -> Document:
    return replace(MAY, source=source, tables=(replace(MAY.tables[0], rows=(row,)),))
