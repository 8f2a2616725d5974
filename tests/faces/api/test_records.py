"""What the interface says of places, plans, promises, organisations, bulletins and releases."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jiannuo.api.reading import decimal_text
from jiannuo.publishing.models.published import PublicPlace
from tests.faces.api.conftest import Stranger
from tests.public_ledger import RELEASED, Published


def test_a_place_says_who_publishes_and_whom_to_tell(sample: Published, stranger: Stranger) -> None:
    [listed] = stranger.read("places")["places"]
    assert listed == stranger.read("places/qinghe")
    assert listed["office"] == "清河区人民政府办公室督查室"
    assert "12345" in listed["complain_at"]
    assert (listed["edition"], listed["updated_at"]) == (2, "2023-06-12T01:30:00Z")
    assert "政府信息公开条例" in listed["conditions"]
    for address in listed["files"]:
        assert stranger.get(address).status_code == 200


def test_a_place_can_set_its_own_conditions(sample: Published, stranger: Stranger) -> None:
    PublicPlace.objects.update(conditions="请先阅读说明。")
    assert stranger.read("places/qinghe")["conditions"] == "请先阅读说明。"
    assert "请先阅读说明。" in stranger.file("places/qinghe/files/data.json").decode()


def test_a_plan_counts_its_open_promises(sample: Published, stranger: Stranger) -> None:
    plan = stranger.read("plans/qinghe/2023-report")
    assert {one["result"]: one["tasks"] for one in plan["counts"]} == {
        "met": 1, "partly": 1, "missed": 1,
    }  # fmt: skip
    assert plan["as_of"] == "5月"
    assert plan in stranger.read("plans", place="qinghe", year="2023")["plans"]
    assert stranger.read("plans", year="2022")["total"] == 0


def test_a_promise_is_told_in_full(sample: Published, stranger: Stranger) -> None:
    task = stranger.read(f"tasks/{sample.heating.permanent}")
    assert task["wording"] == sample.heating.wording
    assert task["targets"][1] == {"label": "5月目标", "text": "改造管网5公里。"}
    assert task["organisations"] == [
        {"slug": "o1", "name": "区住建局", "role_name": "责任", "lead": None}
    ]
    newest, older = task["progress"]
    assert (newest["period"], newest["assessed"], newest["edition"]) == ("5月", "met", 2)
    assert (older["period"], older["progress"]) == ("4月", "改造管网3.6公里。")
    assert [(one["achieved"], one["target"], one["annual"]) for one in task["figures"]] == [
        ("3.6", "4", "12"),
        ("5.2", "5", "12"),
    ]
    [change] = task["changes"]
    assert (change["on"], change["before"]) == ("2023-04-20", "改造老旧管网15公里。")
    assert {one["slug"] for one in task["mentions"]} == {"2023-1", "2023-2"}


def test_every_record_says_how_to_cite_it(sample: Published, stranger: Stranger) -> None:
    said = stranger.read(f"tasks/{sample.land.permanent}")["citation"]
    assert said["text"] == (
        "清河区人民政府办公室督查室：《出让土地1000亩。》，第2次发布，2023年6月12日，"
        f"http://testserver/public/tasks/{sample.land.permanent}/。"
    )
    assert stranger.get(said["address"]).status_code == 200


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["heating", "land", "revenue", "withheld", "canteens"]),
        ({"place": "qinghe", "plan": "2023-pledges"}, ["canteens"]),
        ({"year": "2024"}, []),
        ({"result": "partly"}, ["land"]),
        ({"result": "none"}, ["canteens"]),
        ({"category": "社区治理"}, ["revenue"]),
        ({"organisation": "o2"}, ["land", "revenue"]),
        ({"organisation": "o2", "result": "missed"}, ["revenue"]),
        ({"q": "管网"}, ["heating"]),
        ({"q": "土地 清表"}, ["land"]),
        ({"q": "土地", "result": "met"}, []),
        (
            {"updated_since": "2023-06-12"},  # also what was taken back: a copy must follow
            ["heating", "land", "revenue", "withheld", "withdrawn", "canteens"],
        ),
        ({"updated_since": (RELEASED + timedelta(seconds=1)).isoformat()}, []),
    ],
)
def test_promises_are_filtered(
    sample: Published, stranger: Stranger, filters: dict[str, str], found: list[str]
) -> None:
    said = stranger.read("tasks", **filters)
    assert [one["id"] for one in said["tasks"]] == [
        getattr(sample, name).permanent for name in found
    ]
    assert said["total"] == len(found)


def test_a_withdrawn_promise_keeps_its_address_and_says_why(
    sample: Published, stranger: Stranger
) -> None:
    gone = stranger.read(f"tasks/{sample.withdrawn.permanent}")
    assert (gone["standing"], gone["standing_why"]) == ("withdrawn", "与第1项重复，已合并。")
    withheld = stranger.read(f"tasks/{sample.withheld.permanent}")
    assert (withheld["standing"], withheld["standing_why"]) == (
        "withheld",
        "《政府信息公开条例》第十四条",
    )


def test_organisations_have_their_public_contact(sample: Published, stranger: Stranger) -> None:
    said = stranger.read("organisations", place="qinghe")
    assert said["total"] == 2
    housing = stranger.read("organisations/qinghe/o1")
    assert housing in said["organisations"]
    assert (housing["name"], housing["telephone"]) == ("区住建局", "0599-6801000")


def test_a_bulletin_is_told_with_its_table_and_what_corrects_it(
    sample: Published, stranger: Stranger
) -> None:
    newest, older = stranger.read("bulletins")["bulletins"]
    assert (newest["slug"], older["corrected_by"]) == ("2023-2", "2023-2")
    full = stranger.read("bulletins/qinghe/2023-2")
    assert full["blocks"][2]["text"] == "供热管网改造进度较快。"
    [table] = full["attachments"]
    assert table["rows"][1][3] == "出让土地380亩。"
    assert table["spans"] == [{"row": 0, "column": 0, "rows": 2, "columns": 1}]
    assert full["tasks"] == [sample.heating.permanent, sample.land.permanent]


def test_releases_are_listed_with_what_they_corrected(
    sample: Published, stranger: Stranger
) -> None:
    newest, first = stranger.read("editions", place="qinghe")["editions"]
    assert (newest["number"], newest["correction"]) == (2, "更正第2项的完成情况。")
    assert first["number"] == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("3.600000"), "3.6"),
        (Decimal("1200.000000"), "1200"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.000001"), "-0.000001"),
        (None, None),
    ],
)
def test_decimals_are_texts_as_people_write_them(value: Decimal | None, text: str | None) -> None:
    assert decimal_text(value) == text
