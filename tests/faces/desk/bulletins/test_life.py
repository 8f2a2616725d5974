"""A bulletin's page through its life: each hand finds the next step, and what it may not do isn't there."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.actions.edit import Edited, Written, edit
from jiannuo.bulletins.content import Content
from jiannuo.bulletins.models import Bulletin, BulletinKind, BulletinState, Comment
from jiannuo.directory.actor import Actor
from jiannuo.ledger.periods import Span
from jiannuo.publishing.models import Release, ReleaseState
from tests.apps.bulletins.lives import NOW, a_draft, content_on, lead_to
from tests.faces.desk.conftest import Enter, Visit
from tests.personae import County


def text_of(page: str) -> str:
    """Return what a reader sees of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def press(visit: Visit, actor: Actor, bulletin: Bulletin, **sent: str) -> str:
    """Press what stands on a bulletin's page and return the page that comes."""
    address = reverse("desk:bulletin_step", args=[bulletin.pk])
    answer = visit(actor).post(address, {"revision": str(bulletin.revision), **sent}, follow=True)
    return text_of(answer.content.decode())


def shown(visit: Visit, actor: Actor, bulletin: Bulletin) -> str:
    answer = visit(actor).get(reverse("desk:bulletin", args=[bulletin.pk]))
    return answer.content.decode()


def test_the_next_step_is_the_one_blue_button(
    county: County, visit: Visit, officer: Actor, director: Actor
) -> None:
    one = a_draft(county)
    for actor, do, button in (
        (officer, "send_on", "送核稿"),
        (director, "pass_on", "核稿完毕，送签"),
        (director, "sign", "签发"),
        (officer, "number", "编号"),
        (officer, "issue", "印发"),
    ):
        page = shown(visit, actor, one)
        assert re.findall(r'<button class="btn main">([^<]*)</button>', page) == [button]
        press(visit, actor, one, do=do)
    page = text_of(shown(visit, officer, one))
    assert "第1期" in page
    assert "还没有审查" not in page
    assert 'class="btn main"' not in shown(visit, officer, one)
    waiting = text_of(visit(officer).get(reverse("desk:todo")).content.decode())
    assert "《关于5月份重点任务完成情况的通报》应于" in waiting


def test_a_refusal_says_why_and_keeps_what_was_written(
    county: County, visit: Visit, officer: Actor, director: Actor
) -> None:
    one = lead_to(BulletinState.SIGNED, a_draft(county), officer, director)
    address = reverse("desk:bulletin_step", args=[one.pk])
    answer = visit(officer).post(address, {"do": "number", "document_number": "临政督[2023]3号"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "年份要用六角括号〔〕。正确的写法如“临政督〔2026〕3号”。" in page
    assert 'value="临政督[2023]3号"' in page


def test_the_director_is_warned_of_open_remarks_at_their_paragraphs(
    county: County, visit: Visit, officer: Actor, director: Actor, reviewer: Actor
) -> None:
    one = lead_to(BulletinState.SIGNING, a_draft(county), officer, director)
    address = reverse("desk:bulletin_remark", args=[one.pk])
    visit(reviewer).post(address, {"block": "b3", "text": "请删去电话"})
    page = shown(visit, director, one)
    assert "还有1条意见没有处理" in page
    block = page[page.index('id="b-b3"') :]
    assert "请删去电话" in block[: block.index("</details>")]
    settled = reverse("desk:bulletin_remark_settled", args=[one.pk, Comment.objects.get().pk])
    visit(officer).post(settled)
    assert "没有处理" not in shown(visit, director, one)
    assert 'value="sign"' not in shown(visit, officer, one), "signing is the director's"


def test_whoever_sends_on_and_signs_is_told_which_numbers_disagree_with_the_ledger(
    county: County, visit: Visit, officer: Actor, director: Actor
) -> None:
    one = draft(officer, county.plan, BulletinKind.WHOLE, Span("month", 5))
    assert "与台账不一致" not in shown(visit, officer, one)
    content = Content.from_json(one.content)
    first = next(each for each in content.blocks if "完成1项" in each.text)
    words = [
        Written(each.id, each.level, each.text.replace("完成1项", "完成3项", each == first))
        for each in content.blocks
    ]
    edited = Edited(title=content.title, addressee=content.addressee, blocks=words)
    edit(officer, one, edited, revision=one.revision)
    page = text_of(shown(visit, officer, one))
    assert "有1个数字与台账不一致" in page
    assert "文中写“3” ，台账现为“1”" in page


def test_versions_are_compared_by_more_than_colour(
    county: County, visit: Visit, officer: Actor, director: Actor
) -> None:
    one = lead_to(BulletinState.CHECKING, a_draft(county), officer, director)
    press(visit, director, one, do="send_back", word="第3段改为2项")
    content = content_on(county.tasks[0])
    content["blocks"][2]["text"] = "4项任务中，完成2项，部分完成1项，未完成1项。"
    content["blocks"].append({**content["blocks"][2], "id": "b4", "text": "请各单位抓紧。"})
    Bulletin.objects.filter(pk=one.pk).update(content=content, revision=1)
    press(visit, officer, one, do="send_on")
    page = visit(director).get(reverse("desk:bulletin_versions", args=[one.pk])).content.decode()
    assert "完成<del>1</del><ins>2</ins>项，部分完成1项" in page
    assert "<ins>请各单位抓紧。</ins>" in page
    assert [sign for sign in re.findall(r'<span class="sign">(.?)</span>', page) if sign] == [
        "改",
        "增",
    ]
    assert "第2稿到第3稿，2处不同" in page
    assert "退回：第3段改为2项" in page


def test_who_only_reads_sees_the_paper_and_nothing_of_its_making(
    county: County, visit: Visit, officer: Actor, director: Actor, clerk: Actor
) -> None:
    one = lead_to(BulletinState.ISSUED, a_draft(county), officer, director, "临政督〔2023〕3号")
    page = text_of(shown(visit, clerk, one))
    assert "第1期 临政督〔2023〕3号" in page
    assert "现将5月份重点任务完成情况通报如下。" in page
    for inner in ("核稿", "各稿", "意见", "留痕", "公开属性"):
        assert inner not in page
    inbox = visit(clerk).get(reverse("desk:inbox")).content.decode()
    assert reverse("desk:bulletin", args=[one.pk]) in inbox


def test_withdrawn_and_corrected_stand_on_the_head_for_everybody(
    county: County, visit: Visit, officer: Actor, director: Actor, clerk: Actor
) -> None:
    one = lead_to(BulletinState.ISSUED, a_draft(county), officer, director)
    press(visit, officer, one, do="correct", word="完成应为2项")
    new = one.corrections.get()
    assert "本通报有更正" not in shown(visit, clerk, one), "a draft isn't public"
    lead_to(BulletinState.ISSUED, new, officer, director)
    page = text_of(shown(visit, clerk, one))
    assert "本通报有更正 见 关于更正《关于5月份重点任务完成情况的通报》的通报（第2期）" in page
    press(visit, director, new, do="withdraw", word="范围有误")
    page = text_of(shown(visit, clerk, new))
    assert "本通报已撤回" in page
    assert "理由：范围有误" in page
    assert "现将5月份重点任务完成情况通报如下。" in page


def test_the_reviewer_s_first_page_leads_to_what_waits(
    county: County, visit: Visit, officer: Actor, director: Actor, reviewer: Actor
) -> None:
    client = visit(reviewer)
    assert "没有等您审查的" in client.get(reverse("desk:todo")).content.decode()
    one = lead_to(BulletinState.ISSUED, a_draft(county), officer, director)
    page = client.get(reverse("desk:todo")).content.decode()
    assert "有1件等您审查" in page
    assert reverse("desk:bulletin", args=[one.pk]) in page
    address = reverse("desk:bulletin_openness", args=[one.pk])
    refused = client.post(address, {"openness": "internal", "reason": "底价"})
    assert "请选择《政府信息公开条例》的条款" in refused.content.decode()
    client.post(address, {"openness": "internal", "ground": "16", "reason": "底价"})
    page = text_of(shown(visit, officer, one))
    assert "《政府信息公开条例》第十六条" in page
    assert "应于" not in page, "what isn't made public has no such day"


def test_the_twenty_days_end_with_the_release(
    county: County, visit: Visit, officer: Actor, director: Actor, clerk: Actor
) -> None:
    one = lead_to(BulletinState.ISSUED, a_draft(county), officer, director)
    home = reverse("desk:bulletins")
    assert "应于7月7日前公开，已逾期" in shown(visit, officer, one), "it is long after 2023"
    assert "应于7月7日前公开，已逾期" in visit(officer).get(home).content.decode()
    assert "应于" not in shown(visit, clerk, one), "no business of an organisation"
    Release.objects.create(
        place=county.place, plan=county.plan, bulletin=one, state=ReleaseState.PUBLISHED,
        number=1, title="5月份", drafted_by="王", drafted_at=NOW, published_at=NOW,
    )  # fmt: skip
    for page in (shown(visit, officer, one), visit(officer).get(home).content.decode()):
        assert "6月8日已公开" in page
        assert "已逾期" not in page


@pytest.mark.browser
def test_the_page_fits_a_telephone_and_prints_the_paper_alone(
    county: County, enter: Enter, officer: Actor, director: Actor
) -> None:
    one = lead_to(BulletinState.SIGNING, a_draft(county), officer, director)
    tab = enter(director, viewport={"width": 360, "height": 740})
    tab.goto(reverse("desk:bulletin", args=[one.pk]))
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    tab.locator("#b-b3 summary").click()
    tab.locator("#b-b3 textarea").fill("请核对")
    tab.locator("#b-b3 details button").click()
    expect(tab.locator("#b-b3 .remark")).to_contain_text("请核对")
    tab.emulate_media(media="print")
    expect(tab.locator(".paper-title")).to_be_visible()
    for inner in (".life", ".next-step", ".remark", "aside"):
        expect(tab.locator(inner).first).to_be_hidden()


def test_rules_are_set_all_or_none(county: County, visit: Visit, officer: Actor) -> None:
    address = reverse("desk:bulletin_schedule", args=[county.place.pk])
    sent = {f"{kind}-workdays": "3" for kind in ("matter", "completion", "pledges", "whole")}
    active = {"pledges-active": "on", "pledges-period": "month", "whole-period": "month"}
    refused = visit(officer).post(address, {**sent, **active, "whole-workdays": "0"})
    assert refused.status_code == 422
    assert "工作进展通报：请填1到60之间的工作日数。" in refused.content.decode()
    visit(officer).post(address, {**sent, **active})
    page = text_of(visit(officer).get(address).content.decode())
    assert "每月一次：报送截止就拟稿，截止后3个工作日内印发" in page
