"""The public pages: what each of them says, and that it says it to anyone in the same words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiannuo.publishing.findable import make_all_findable
from jiannuo.publishing.models.published import PublicBulletin, PublicEdition
from tests.faces.public.reading import text_of, walk, words_of
from tests.public_ledger import Published, publish_many

pytestmark = pytest.mark.django_db


def test_the_first_page_opens_with_honest_counts(published: Published, reader: Client) -> None:
    text = text_of(reader.get("/public/"))

    assert "2023年政府工作报告，清河区承诺了3件事。" in text
    assert "截至5月，1件完成5月目标，1件部分完成，1件未完成。" in text
    assert "“完成”指完成5月目标，不是全年。其中1件是责任单位自报，督查机构尚未评定。" in text
    assert "另有1件依法不予公开，不计在内。" in text
    assert "2023年民生实事，清河区承诺了1件事。还没有公布完成情况。" in text
    assert "第1项完成" in text  # a mark says its words to who cannot see it
    assert "关于4月份重点工作完成情况的通报有更正" in text


@pytest.mark.parametrize(
    ("assessed", "told"),
    [
        (3, "不是全年。另有1件依法不予公开，不计在内。"),
        (2, "不是全年。其中1件是责任单位自报，督查机构尚未评定。另有1件依法"),
        (0, "不是全年。结果均为责任单位自报，督查机构尚未评定。另有1件依法"),
    ],
)
def test_whose_word_the_results_are_is_said_of_none_some_and_all(
    published: Published, reader: Client, assessed: int, told: str
) -> None:
    published.plan.tasks.exclude(result="").update(result_voice="claimed")
    published.plan.tasks.filter(position__lte=assessed).update(result_voice="assessed")
    make_all_findable()

    for address in ("/public/qinghe/", "/public/qinghe/2023-report/"):
        assert told in text_of(reader.get(address))


def test_who_has_told_no_result_stands_apart_from_whose_word_the_others_are(
    published: Published, reader: Client
) -> None:
    published.plan.tasks.filter(position=1).update(result="", result_name="", result_voice="")
    make_all_findable()

    assert (
        "其中1件是责任单位自报，督查机构尚未评定。另有1件没有公布5月结果。还有1件依法不予公开"
        in text_of(reader.get("/public/qinghe/2023-report/"))
    )


def test_no_text_of_a_row_becomes_a_part_of_the_page(published: Published, reader: Client) -> None:
    published.plan.tasks.filter(position=1).update(wording='<b onclick="x">管网</b>')
    make_all_findable()

    for address in ("/public/qinghe/2023-report/", "/public/search/?q=管网"):
        page = reader.get(address).content.decode()
        assert "<b onclick" not in page
        assert "&lt;b onclick=" in page


def test_with_several_places_the_first_page_lists_them(
    published: Published, reader: Client
) -> None:
    publish_many(3)

    text = text_of(reader.get("/public/"))

    assert "2个地方公开了承诺" in text
    assert "清河区" in text
    assert "长河区" in text


def test_nothing_published_yet_is_said(db: None, reader: Client) -> None:
    assert "还没有公开的承诺" in text_of(reader.get("/public/"))
    assert reader.get("/public/qinghe/").status_code == 404


def test_a_promise_shows_both_voices_and_all_that_came_of_it(
    published: Published, reader: Client
) -> None:
    text = text_of(reader.get("/public/tasks/qinghe-2023-report-1/"))

    assert "新增供热面积50万平方米，改造老旧管网12公里。" in text
    assert "完成督查机构对5月目标的评定；不是全年。" in text
    assert "到5月做到了哪一步第2次发布，2023年6月12日" in text
    assert "供热管网改造完成5.2公里。自报：完成" in text
    assert "对照全年：达序时" in text
    assert "二季度目标改造管网6公里。" in text
    assert "到5月，改造管网5.2公里，同期目标5公里，全年目标12公里。" in text
    assert "4月3.64" in text  # the table behind the curve
    assert "公开电话0599-6801000" in text
    assert "改造老旧管网15公里。改造老旧管网12公里。部分路段与轨道交通施工冲突。" in text
    assert "依据清政督〔2023〕9号" in text
    assert "以前各期" in text
    assert "改造管网3.6公里。自报：部分完成" in text
    assert "清河区人民政府办公室督查室：《新增供热面积" in text  # the citation
    assert "可拨打12345政务服务便民热线" in text


def test_a_claim_alone_is_called_a_claim(published: Published, reader: Client) -> None:
    text = text_of(reader.get("/public/tasks/qinghe-2023-report-3/"))

    assert "未完成责任单位自报的5月目标完成情况，督查机构尚未评定；不是全年。" in text
    assert "自报：未完成尚未评定" in text
    listed = text_of(reader.get("/public/qinghe/2023-report/"))
    assert "一般公共预算收入增长6%以上。区财政局未完成5月目标单位自报" in listed


def test_a_correction_stands_beside_what_it_corrects(published: Published, reader: Client) -> None:
    text = text_of(reader.get("/public/tasks/qinghe-2023-report-2/"))

    assert "更正：完成情况由“出让土地400亩。”更正为“出让土地380亩。”" in text
    assert "问题：部分地块附着物尚未清表。下一步：6月底前完成清表。" in text
    assert "没有。上面就是最初的目标。" in text


def test_closed_promises_keep_their_address_and_say_why(
    published: Published, reader: Client
) -> None:
    withheld = text_of(reader.get("/public/tasks/qinghe-2023-report-4/"))
    withdrawn = text_of(reader.get("/public/tasks/qinghe-2023-report-5/"))
    listed = text_of(reader.get("/public/qinghe/2023-report/"))

    assert "第4项依法不予公开" in withheld
    assert "依据：《政府信息公开条例》第十四条" in withheld
    assert "第5项已撤下" in withdrawn
    assert "原因：与第1项重复，已合并。" in withdrawn
    assert "依法不予公开。" in listed
    assert "已撤下" not in listed


def test_a_bulletin_reads_as_issued_and_names_its_correction(
    published: Published, reader: Client
) -> None:
    address = "/public/qinghe/bulletins/2023-1/"
    answer = reader.get(address)
    text = text_of(answer)

    assert "清政督〔2023〕1号第1期关于4月份重点工作完成情况的通报" in text
    assert "这期通报有更正。请以《关于5月份重点工作完成情况的通报》为准。" in text
    assert "附件重点工作完成情况表类别序号年度目标任务完成情况" in text
    assert '<td rowspan="2">城市更新</td>' in answer.content.decode()
    assert text.count("城市更新") == 1
    assert "本期更正了《关于4月份重点工作完成情况的通报》" in text_of(
        reader.get("/public/qinghe/bulletins/2023-2/")
    )

    PublicBulletin.objects.filter(slug="2023-1").update(withdrawn_why="表中数字有误。")
    withdrawn = text_of(reader.get(address))
    assert "这期通报已撤回。表中数字有误。" in withdrawn
    assert "供热管网改造进度较快" not in withdrawn


def test_organisations_show_small_denominators(published: Published, reader: Client) -> None:
    text = text_of(reader.get("/public/qinghe/organisations/"))
    own = text_of(reader.get("/public/qinghe/organisations/o1/"))

    assert "件数少的单位，不宜比较比例。" in text
    assert "区住建局311—1" in text  # 3 in all: 1 met, 1 partly, none missed, 1 without a result
    assert "公开电话0599-6801000" in own
    assert "负责2件。5月目标：完成1件部分完成1件" in own
    assert "在沈河路等处新建社区食堂8处。" in own


def test_editions_words_and_about_explain_themselves(published: Published, reader: Client) -> None:
    editions = text_of(reader.get("/public/qinghe/editions/"))

    assert "第2次2023年6月12日09:302023年5月份进展更正：更正第2项的完成情况。" in editions
    assert "完成5月目标，不等于完成全年任务。" in text_of(reader.get("/public/words/"))
    assert "本站不用Cookie" in text_of(reader.get("/public/about/"))


@pytest.mark.parametrize(
    "address",
    [
        "/public/nowhere/",
        "/public/qinghe/2019-report/",
        "/public/qinghe/2023-report/2/",
        "/public/qinghe/2023-report/?page=0",
        "/public/qinghe/2023-report/?page=x",
        "/public/qinghe/organisations/o9/",
        "/public/qinghe/bulletins/9/",
        "/public/tasks/none/",
        "/public/search/?q=x&place=none",
        "/public/qinghe/2023-report/x/y/z",
    ],
)
def test_unknown_addresses_have_a_page_in_the_sites_own_style(
    published: Published, reader: Client, address: str
) -> None:
    answer = reader.get(address)

    assert answer.status_code == 404
    assert "没有找到这一页" in words_of(answer)
    assert "public.css" in answer.content.decode()


def test_only_reading_is_possible(published: Published, reader: Client) -> None:
    answer = reader.post("/public/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "这个网站只供查看" in words_of(answer)
    assert reader.head("/public/").status_code == 200


def test_a_failure_is_told_in_the_sites_own_style(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("jiannuo.public.pages.public.places", fail)
    answer = Client(raise_request_exception=False).get("/public/about/")

    assert answer.status_code == 500
    assert "网站出了故障" in words_of(answer)


def test_every_page_is_everybodys_and_kept_until_the_next_edition(
    published: Published, reader: Client
) -> None:
    reader.cookies["sessionid"] = "somebody's"
    answer = reader.get("/public/qinghe/2023-report/")

    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"].startswith("public")
    assert answer["Last-Modified"] == "Mon, 12 Jun 2023 01:30:00 GMT"
    known = Client(HTTP_IF_NONE_MATCH=answer["ETag"])
    assert known.get("/public/qinghe/2023-report/").status_code == 304
    PublicEdition.objects.create(
        place=published.place,
        number=3,
        title="更正",
        published_at=published.may.published_at + timedelta(days=1),
    )
    assert known.get("/public/qinghe/2023-report/").status_code == 200


def test_a_place_described_anew_is_seen_by_who_kept_the_page(
    published: Published, reader: Client
) -> None:
    kept = reader.get("/public/words/")
    known = Client(HTTP_IF_NONE_MATCH=kept["ETag"], HTTP_IF_MODIFIED_SINCE=kept["Last-Modified"])
    by_date = Client(HTTP_IF_MODIFIED_SINCE=kept["Last-Modified"])
    assert known.get("/public/words/").status_code == 304

    published.place.telephone = "0599-6800999"
    published.place.save()

    for reading in (known, by_date):
        assert "公开机构电话：0599-6800999" in text_of(reading.get("/public/words/"))


def test_no_link_leads_nowhere(published: Published, reader: Client) -> None:
    starts = ("/public/", "/public/search/?q=改造", "/public/qinghe/2023-report/?result=met")
    opened = dict(walk(reader, *starts))

    assert len(opened) > 20
    assert [address for address, answer in opened.items() if answer.status_code != 200] == []


def test_a_static_copy_has_no_form_and_every_page_it_leads_to(
    published: Published, reader: Client
) -> None:
    made = {"jiannuo.static": "https://example.org/public/"}
    opened = dict(walk(reader, "/public/", **made))

    assert len(opened) > 12
    for address, answer in opened.items():
        assert answer.status_code == 200, address
        assert "?" not in address
        assert "<form" not in answer.content.decode()
    assert "检索请到https://example.org/public/" in words_of(opened["/public/"])


def test_a_page_asks_the_database_as_often_for_many_as_for_few(reader: Client) -> None:
    publish_many(12)
    publish_many(120, slug="more")
    counts = []
    for place in ("many", "more"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text_of(reader.get(f"/public/{place}/2023-report/"))
            text_of(reader.get(f"/public/{place}/"))
            text_of(reader.get(f"/public/{place}/organisations/"))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 40


@pytest.mark.parametrize("address", ["/public/", "/public/qinghe/2023-report/"])
def test_pages_are_light(published: Published, reader: Client, address: str) -> None:
    publish_many(124, slug="whole")
    page = reader.get(
        address.replace("qinghe", "whole") if address != "/public/" else "/public/whole/"
    )

    assert len(page.content) < 45_000  # with 17 kB of styles below 60 kB
    assert "<script src" not in page.content.decode()
