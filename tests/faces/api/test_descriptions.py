"""What machines are told: the feed, the catalogue, the block of data in a page, the page of the data."""

import json
import re
from typing import Any

import pytest
from lxml import etree

from jiannuo.public.templatetags.machine import block
from jiannuo.publishing.models.published import PublicTask
from jiannuo.publishing.opendata.files import FILES
from tests.faces.api.conftest import Stranger
from tests.public_ledger import Published

ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(stranger: Stranger) -> Any:
    answer = stranger.get("/api/v1/places/qinghe/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def _text(element: Any, name: str) -> str:
    [found] = element.findall(ATOM + name)
    return str(found.text)


def test_the_feed_tells_releases_bulletins_and_changed_targets(
    sample: Published, stranger: Stranger
) -> None:
    feed = _feed(stranger)
    entries = feed.findall(ATOM + "entry")
    assert {one.find(ATOM + "category").get("term") for one in entries} == {
        "发布", "通报", "目标调整",
    }  # fmt: skip
    times = [_text(one, "updated") for one in entries]
    assert times == sorted(times, reverse=True)
    assert _text(feed, "updated") == times[0]
    assert _text(entries[0], "title") == "关于5月份重点工作完成情况的通报" or "第2次发布" in _text(
        entries[0], "title"
    )
    change = next(one for one in entries if "年度目标调整" in _text(one, "title"))
    assert "由“改造老旧管网15公里。”调整为“改造老旧管网12公里。”" in _text(change, "summary")


def test_the_feed_is_valid_and_its_names_are_permanent(
    sample: Published, stranger: Stranger
) -> None:
    """RFC 4287: what a feed and an entry must have, each once; RFC 4151: the names."""
    feed = _feed(stranger)
    names = [_text(one, "id") for one in (feed, *feed.findall(ATOM + "entry"))]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"tag:[a-z0-9.-]+,2026:qinghe/[-\w/]+", name) for name in names)
    assert [_text(one, "id") for one in _feed(stranger).findall(ATOM + "entry")] == names[1:]
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
    for one in (feed, *feed.findall(ATOM + "entry")):
        assert _text(one, "title")
        assert moment.fullmatch(_text(one, "updated"))
        assert one.find(f"{ATOM}author/{ATOM}name").text == "清河区人民政府办公室督查室"
    links = {one.get("rel"): one.get("href") for one in feed.findall(ATOM + "link")}
    assert links["self"] == "http://testserver/api/v1/places/qinghe/feed.atom"
    for entry in feed.findall(ATOM + "entry"):
        assert stranger.get(entry.find(ATOM + "link").get("href")).status_code == 200


def test_a_withdrawn_promises_changes_are_not_told(sample: Published, stranger: Stranger) -> None:
    PublicTask.objects.filter(pk=sample.heating.pk).update(standing="withdrawn")
    assert "年度目标调整" not in etree.tostring(_feed(stranger), encoding="unicode")


def test_the_catalogue_describes_every_plan_and_each_of_its_files(
    sample: Published, stranger: Stranger
) -> None:
    said = stranger.read("catalog.jsonld")
    prefixes = set(said["@context"])
    assert _undeclared(said, prefixes) == set()
    assert {one["dct:identifier"] for one in said["dcat:dataset"]} == {
        "qinghe/2023-report", "qinghe/2023-pledges",
    }  # fmt: skip
    for dataset in said["dcat:dataset"]:
        assert dataset["dcat:version"] == "2"
        assert "注明发布机构" in dataset["dct:accessRights"]["rdfs:label"]
        assert "第2次发布" in dataset["dct:bibliographicCitation"]
        files = dataset["dcat:distribution"]
        assert len(files) == len(FILES)
        for file in files:
            answer = stranger.get(file["dcat:downloadURL"]["@id"])
            media_type = file["dcat:mediaType"]["@id"].partition("media-types/")[2]
            assert answer["Content-Type"].partition(";")[0] == media_type
    service = said["dcat:service"]
    assert stranger.get(service["dcat:endpointDescription"]["@id"]).status_code == 200


def _undeclared(value: Any, prefixes: set[str]) -> set[str]:
    """Return the names in a JSON-LD value whose prefix its context doesn't declare."""
    if isinstance(value, list):
        return {name for one in value for name in _undeclared(one, prefixes)}
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@") and key.split(":")[0] not in prefixes}
    inner = (one for key, one in value.items() if key != "@context")
    return own.union(*(_undeclared(one, prefixes) for one in inner))


def _block(stranger: Stranger, address: str) -> Any:
    answer = stranger.get(address)
    assert answer.status_code == 200
    [found] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.DOTALL
    )
    said = json.loads(found)
    assert said["@context"] == "https://schema.org"
    return said


def test_pages_say_to_machines_what_they_say_to_people(
    sample: Published, stranger: Stranger
) -> None:
    task = _block(stranger, f"/public/tasks/{sample.land.permanent}/")
    assert task["mainEntity"]["name"] == "出让土地1000亩。"
    assert [one["name"] for one in task["mainEntity"]["agent"]] == ["区住建局", "区财政局"]
    assert stranger.get(task["isPartOf"]["@id"]).status_code == 200
    bulletin = _block(stranger, "/public/qinghe/bulletins/2023-2/")
    assert (bulletin["@type"], bulletin["reportNumber"]) == ("Report", "清政督〔2023〕2号")
    place = _block(stranger, "/public/qinghe/")
    assert place["areaServed"]["name"] == "清河市清河区"
    data = _block(stranger, "/public/qinghe/data/")
    assert {one["@id"] for one in data["dataset"]} == {
        "http://testserver/api/v1/plans/qinghe/2023-report",
        "http://testserver/api/v1/plans/qinghe/2023-pledges",
    }
    for download in data["dataset"][0]["distribution"]:
        assert stranger.get(download["contentUrl"]).status_code == 200


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "<!--<script>", "a&b 引“用”"]
)
def test_no_text_ends_the_block_of_data(words: str) -> None:
    written = block({"name": words})
    inner = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(inner)
    assert json.loads(inner)["name"] == words


def test_the_page_of_the_data_offers_files_conditions_and_dictionary(
    sample: Published, stranger: Stranger
) -> None:
    page = stranger.get("/public/qinghe/data/").content.decode()
    assert "使用条件" in page
    assert "注明发布机构" in page
    assert "数据字典" in page
    links = re.findall(r'href="(/api/v1/[^"]+)"', page)
    assert len([one for one in links if "/files/" in one]) == 3 * len(FILES)
    for link in links:
        assert stranger.get(link).status_code == 200
