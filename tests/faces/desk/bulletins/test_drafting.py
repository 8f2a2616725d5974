"""Beginning a bulletin and editing its draft: without a script, and who gets which page."""

import pytest
from django.test import Client

from jiannuo.bulletins.actions.draft import draft
from jiannuo.bulletins.models import Bulletin, BulletinKind
from jiannuo.directory.actor import Actor, machine
from jiannuo.ledger.models import Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.review.assess import assess
from jiannuo.reporting.models import Report, Result
from tests.apps.bulletins.lives import NOW
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import EVERYBODY, OFFICE, Everybody, names_of, who_gets, who_may
from tests.faces.desk.reading import Page
from tests.personae import County

READERS = EVERYBODY - {"system_admin", "security_admin", "audit_admin", "roleless"}
PAGES = {
    # name: address, who gets the page, who is sent on
    "bulletins": ("/bulletins/", READERS, ()),
    "bulletin_new": ("/bulletins/new/", OFFICE | {"foreign_officer"}, ()),
    "bulletin_draft": ("/bulletins/{draft}/draft/", OFFICE, ()),
    "bulletin_rows": ("/bulletins/{draft}/rows/?block=counts&key=count:met", OFFICE, ()),
}
DEEDS = {
    # name: address, what is sent, who may
    "bulletin_new": ("/bulletins/new/", {"plan": "{plan}", "kind": "whole"}, OFFICE),
    "bulletin_draft": (
        "/bulletins/{draft}/draft/",
        {"title": "题", "revision": "0", "block": "basis", "text-basis": "改过。"},
        OFFICE,
    ),
}


@pytest.fixture
def made(county: County) -> Bulletin:
    return draft(machine("系统"), county.plan, BulletinKind.WHOLE, Span("month", 5))


def test_who_gets_which_page_and_may_do_what(
    everybody: Everybody, county: County, made: Bulletin
) -> None:
    ids = {"draft": made.pk, "plan": county.plan.pk}
    pages = dict(PAGES)
    # An officer of a place without a plan has nothing to write about yet.
    pages["bulletin_new"] = ("/bulletins/new/", OFFICE, ())
    got, should = who_gets(everybody, pages, ids)
    assert got == should
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should
    assert set(PAGES) <= names_of("jiannuo.desk.bulletins.urls")


def form_of(page: str) -> dict[str, list[str]]:
    """Return what a browser would send of the draft's form, as it stands."""
    [form] = Page(page.encode()).all("//form[@id='draft-form']")
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if name == "csrfmiddlewaretoken":
            continue  # another one on every page
        found.setdefault(str(name), []).append(str(value))
    return found


def text_of(page: str) -> str:
    return Page(page.encode()).text("//main")


def sent(client: Client, made: Bulletin, deed: str, form: dict[str, list[str]]) -> str:
    answer = client.post(f"/bulletins/{made.pk}/draft/", {**form, "deed": deed}, follow=True)
    return answer.content.decode()


def test_a_bulletin_from_the_first_page_to_a_checked_draft(
    county: County, visit: Visit, officer: Actor, director: Actor
) -> None:
    client = visit(officer)
    assert "5月工作进展通报" in text_of(client.get("/bulletins/").content.decode())
    begun = client.get(f"/bulletins/new/?plan={county.plan.pk}&kind=matter").content.decode()
    assert "出让土地1000亩" in begun
    refused = client.post("/bulletins/new/", {"plan": county.plan.pk, "kind": "matter"})
    assert refused.status_code == 422
    assert "没有选任务" in refused.content.decode()
    asked = {"plan": county.plan.pk, "kind": "whole", "span": "month-5"}
    shown = client.post("/bulletins/new/", asked, follow=True).content.decode()
    made = Bulletin.objects.get()
    assert "可以拟稿" not in client.get("/bulletins/").content.decode()

    rows = client.get(f"/bulletins/{made.pk}/rows/?block=counts&key=count:met")
    assert "由1项任务算出" in text_of(rows.content.decode())
    assert "新增供热面积50万平方米" in rows.content.decode()
    assert client.get(f"/bulletins/{made.pk}/rows/?block=counts&key=x").status_code == 404

    # A number is edited, marked, and set right with one press.
    form = form_of(shown)
    form["text-counts"] = [form["text-counts"][0].replace("完成1项", "完成2项", 1)]
    page = sent(client, made, "save", form)
    assert "台账：1 改为1" in text_of(page)
    assert "有1个数字与台账不一致" in text_of(page)
    page = sent(client, made, "take:counts|count:met", form_of(page))
    assert "与台账不一致" not in text_of(page)

    # A paragraph is added, moved up and struck out; what the ledger computed can come back.
    page = sent(client, made, "add:basis", form_of(page))
    form = form_of(page)
    new = next(one for one in form["block"] if one.startswith("own-"))
    form[f"text-{new}"] = ["请各单位高度重视。"]
    page = sent(client, made, f"up:{new}", form)
    assert form_of(page)["block"][0] == new
    page = sent(client, made, f"remove:{new}", form_of(page))
    assert "请各单位高度重视" not in form_of(page)["text-basis"][0]
    page = sent(client, made, "remove:basis", form_of(page))
    assert "已删去1段，可以恢复" in text_of(page)
    page = sent(client, made, "take:basis|", form_of(page))
    assert form_of(page)["block"][0] == "basis"

    # A form that arrives without its paragraphs takes nothing away.
    broken = client.post(f"/bulletins/{made.pk}/draft/", {"title": "题", "revision": "9"})
    assert (broken.status_code, "正文是空的" in broken.content.decode()) == (409, True)
    assert form_of(client.get(f"/bulletins/{made.pk}/draft/").content.decode()) == form_of(page)

    # Somebody else saves in between: both texts are there, and saving again decides.
    mine, other = form_of(page), visit(director)
    theirs = {**mine, "text-basis": ["主任写的。"]}
    sent(other, made, "save", theirs)
    mine["text-basis"] = ["督查员写的。"]
    answer = client.post(f"/bulletins/{made.pk}/draft/", {**mine, "deed": "save"})
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "别人保存的：主任写的。" in text_of(both)
    assert form_of(both)["text-basis"] == ["督查员写的。"]
    page = sent(client, made, "save", form_of(both))
    assert form_of(page)["text-basis"] == ["督查员写的。"]

    # The ledger goes on; what was written by hand stays.
    report = Report.objects.get(task=county.tasks[2], period_index=5)
    assess(officer, report, result=Result.MET, now=NOW)
    page = client.get(f"/bulletins/{made.pk}/draft/").content.decode()
    assert "台账已变：1 → 2" in text_of(page)
    page = sent(client, made, "recompute", form_of(page))
    assert "台账已变" not in text_of(page)
    assert "完成2项" in form_of(page)["text-counts"][0]
    assert form_of(page)["text-basis"] == ["督查员写的。"]


def test_a_draft_that_can_no_longer_be_computed_is_still_there(
    county: County, visit: Visit, officer: Actor
) -> None:
    task = county.tasks[0]
    Task.objects.filter(pk=task.pk).update(state=TaskState.CLOSED)
    made = draft(officer, county.plan, BulletinKind.COMPLETION, Span("month", 5), [task.pk])
    Task.objects.filter(pk=task.pk).update(state=TaskState.RUNNING)
    page = visit(officer).get(f"/bulletins/{made.pk}/draft/").content.decode()
    assert "现在不能与台账核对" in text_of(page)
    assert "新增供热面积50万平方米" in text_of(page)
