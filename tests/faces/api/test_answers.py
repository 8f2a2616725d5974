"""What every answer has: validators, links, openness to any page, refusals in one shape; no cookies."""

import json

import pytest
from django.test import Client

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import User
from jiannuo.publishing.models.published import PublicTask
from tests.faces.api.conftest import Stranger
from tests.public_ledger import Published

PATHS = (
    "places", "plans", "tasks", "organisations", "bulletins", "editions", "catalog.jsonld",
    "openapi.json", "places/qinghe/feed.atom", "places/qinghe/files/tasks.csv",
    "places/qinghe/files/data.json", "plans/qinghe/2023-report/files/data.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_did_not_change_is_not_sent_again(
    sample: Published, stranger: Stranger, path: str
) -> None:
    first = stranger.get(f"/api/v1/{path}")
    again = stranger.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    head = stranger.head(f"/api/v1/{path}")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])


def test_an_answer_that_changed_is_sent(sample: Published, stranger: Stranger) -> None:
    first = stranger.get("/api/v1/tasks")
    PublicTask.objects.filter(pk=sample.land.pk).update(result="met", result_name="完成")
    again = stranger.get("/api/v1/tasks", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, "完成" in again.content.decode()) == (200, True)


@pytest.mark.parametrize("path", PATHS)
def test_anyones_page_may_read_and_anyone_may_keep_it(
    sample: Published, stranger: Stranger, path: str
) -> None:
    answer = stranger.get(f"/api/v1/{path}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.has_header("Vary")


def test_an_official_who_is_logged_in_is_a_stranger_here(sample: Published, officer: Actor) -> None:
    official = Client()
    official.force_login(
        User.objects.get(pk=officer.user), backend="django.contrib.auth.backends.ModelBackend"
    )
    answer = official.get("/api/v1/places")
    assert not answer.cookies
    assert not answer.has_header("Vary")
    assert answer.content == Client().get("/api/v1/places").content
    assert official.get("/").status_code == 200  # and still logged in at the desk


def test_asking_before_another_sites_page_asks_is_answered(stranger: Stranger) -> None:
    answer = stranger.options("/api/v1/tasks")
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_pages_are_linked(sample: Published, stranger: Stranger) -> None:
    seen: list[str] = []
    address: str | None = "/api/v1/tasks?limit=2"
    while address:
        answer = stranger.get(address)
        said = json.loads(answer.content)
        assert (said["total"], len(said["tasks"]) <= 2) == (5, True)
        seen += [one["id"] for one in said["tasks"]]
        address = said["next"]
        assert ('rel="next"' in answer["Link"]) == bool(address)
    assert len(seen) == len(set(seen)) == 5
    assert 'offset=4>; rel="last"' in answer["Link"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("tasks?kategorie=x", 400, "参数“kategorie”没有这个参数，可用的是：place、plan、year"),
        ("tasks/a?q=1", 400, "参数“q”这个地址没有参数。"),
        ("tasks?limit=501", 400, "参数“limit”不能大于 500。"),
        ("tasks?limit=0", 400, "参数“limit”不能小于 1。"),
        ("tasks?limit=many", 400, "参数“limit”应为整数。"),
        ("tasks?limit=1&limit=2", 400, "参数“limit”只能写一次。"),
        ("tasks?result=good", 400, "参数“result”只能是 "),
        ("tasks?updated_since=yesterday", 400, "参数“updated_since”应写作 2023-06-01"),
        ("tasks?updated_since=0001-01-01T00:00:00%2B14:00", 400, "参数“updated_since”应写作"),
        ("tasks?q=" + "长" * 201, 400, "参数“q”不能超过 200 个字符。"),
        ("tasks?category=%00", 400, "参数“category”有不能使用的字符。"),
        ("tasks/nothing", 404, "没有编号为“nothing”的任务。"),
        ("places/nowhere", 404, "没有代号为“nowhere”的地区。"),
        ("plans/qinghe/1999", 404, "这个地区没有代号为“1999”的计划。"),
        ("organisations/qinghe/o9", 404, "这个地区没有代号为“o9”的单位。"),
        ("bulletins/qinghe/none", 404, "这个地区没有代号为“none”的通报。"),
        ("places/qinghe/files/tasks.doc", 400, "参数“name”只能是 "),
        ("nothing/at/all", 404, "没有“v1/nothing/at/all”这个地址。"),
        ("plans/a%0Ab", 404, "这个地址。"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    sample: Published, stranger: Stranger, address: str, status: int, detail: str
) -> None:
    answer = stranger.get(f"/api/v1/{address}")
    said = json.loads(answer.content)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert set(said) == {"type", "title", "status", "detail", "instance", "errors"}
    assert detail in said["detail"]
    assert said["status"] == status


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(sample: Published, stranger: Stranger, method: str) -> None:
    answer = getattr(stranger, method)("/api/v1/tasks")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert "只能读取" in json.loads(answer.content)["detail"]


def test_every_field_and_parameter_is_described_in_chinese(
    sample: Published, stranger: Stranger
) -> None:
    said = stranger.read("openapi.json")
    assert said["openapi"].startswith("3.1")
    undescribed = [
        f"{name}.{field}"
        for name, schema in said["components"]["schemas"].items()
        for field, described in schema.get("properties", {}).items()
        if not _chinese(described.get("description", ""))
    ]
    for path, operations in said["paths"].items():
        for operation in operations.values():
            undescribed += [path] * (not _chinese(operation.get("description", "")))
            undescribed += [
                f"{path} {one['name']}"
                for one in operation["parameters"]
                if not _chinese(one.get("description", ""))
            ]
    assert undescribed == []


def _chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
