"""Letters and closings as people do them, page by page, without a script."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiannuo.directory.actor import Actor
from jiannuo.ledger.models import Task, TaskState
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.audit_plan import audit_again
from jiannuo.supervision.models import Closing, Commitment, Letter, LetterKind, LetterState
from tests.apps.supervision.test_paper import issued
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County
from tests.rounds import moment

DUE = "2099-06-15"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def text_of(client: Client, address: str) -> str:
    """Return a page's text without its marks."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_from_the_missed_target_to_the_settled_matter(
    county: County, officer: Actor, director: Actor, clerk: Actor, visit: Visit
) -> None:
    audit_again(county.plan, Span("month", 5))
    office, chief, own = visit(officer), visit(director), visit(clerk)
    task = county.tasks[1]
    assert "发函督办" in text_of(office, f"/tasks/{task.pk}/")
    assert "5月自报部分完成" in text_of(office, "/supervision/letters/new/")
    form = office.get(f"/supervision/letters/new/?task={task.pk}").content.decode()
    assert re.search(rf'name="tasks" value="{task.pk}" checked', form)
    sent = {
        "organisation": county.housing.pk,
        "kind": "reminder",
        "tasks": [task.pk],
        "reply_due_on": DUE,
        "issuer": "清河区人民政府办公室",
    }
    made = office.post("/supervision/letters/new/", sent)
    letter = Letter.objects.get()
    page = f"/supervision/letters/{letter.pk}/"
    assert made["Location"] == page
    assert office.post("/supervision/letters/new/", sent).status_code == 422

    gap = f"block-gap-{task.pk}"
    edited = {"revision": 0, "title": "关于土地出让的提醒函", gap: "还差30亩。", **sent}
    assert office.post(f"{page}edit/", edited).status_code == 302
    assert "台账上是“20亩”，文中已不是这个数" in text_of(office, page)
    behind = office.post(f"{page}edit/", edited | {"title": "别的标题"})
    assert behind.status_code == 409
    assert "在您打开以后已有人改过" in behind.content.decode()

    office.post(f"{page}ask/")
    assert "1封函待签发" in text_of(chief, "/")
    assert chief.post(f"{page}sign/", {"word": "清督提"}).status_code == 302
    assert "关于土地出让的提醒函" in text_of(own, "/")
    received = own.get(page).content.decode()
    assert "清督提〔2" in received
    assert f'class="fig" href="/tasks/{task.pk}/"' in received
    assert "台账上是" not in received

    refused = own.post(f"{page}reply/", {"text": ""})
    assert (refused.status_code, "请写明反馈的内容" in refused.content.decode()) == (422, True)
    program = SimpleUploadedFile("a.exe", b"MZ program")
    refused = own.post(f"{page}reply/", {"text": "已办。", "file": program})
    assert "不是可以附的文件" in refused.content.decode()
    assert Letter.objects.get().state == LetterState.SENT
    file = SimpleUploadedFile("清表计划.pdf", PDF)
    own.post(f"{page}reply/", {"text": "6月底前清表。", "file": file})
    assert own.get(f"{page}files/reply/")["Content-Type"] == "application/pdf"
    assert "1封函已反馈，待核实" in text_of(office, "/")
    office.post(f"{page}verify/", {"outcome": "resolve", "verification": "看了公告。"})
    assert "已解除" in text_of(own, "/supervision/")
    assert "提醒函" in text_of(own, f"/tasks/{task.pk}/")


def test_a_refused_record_of_a_talk_keeps_everything_that_was_typed(
    county: County, officer: Actor, visit: Visit
) -> None:
    talk = Letter.objects.create(
        place=county.place,
        kind=LetterKind.TALK,
        state=LetterState.SENT,
        organisation=county.housing,
        content={"title": "关于就出让土地进行约谈的通知", "addressee": "区住建局", "blocks": []},
        drafted_by="督查员",
        drafted_at=moment(7, 10),
    )
    typed = {
        "held_day": "2023-07-20",
        "held_hour": "15:30",
        "where": "区政府315会议室",
        "present": "督查室、区住建局主要负责人",
        "said": "说明了未完成的原因。",
        "signed_by": "",
        "promise_1": "8月底前完成“清表”",
        "promise_due_1": "2023-08-31",
        "promise_3": "每周报送一次进展",
        "promise_due_4": "2023-09-30",
    }
    office, address = visit(officer), f"/supervision/letters/{talk.pk}/talk/"
    refused = office.post(address, typed)
    assert refused.status_code == 422
    form = Page(refused.content)
    kept = {name: [one.value for one in form.all(f"//*[@name='{name}']")] for name in typed}
    assert kept == {name: [value] for name, value in typed.items()}
    assert office.post(address, typed | {"signed_by": "区住建局局长"}).status_code == 302
    promised = Commitment.objects.values_list("text", "due_on")
    assert list(promised) == [("8月底前完成“清表”", date(2023, 8, 31)), ("每周报送一次进展", None)]


def test_from_the_application_to_the_closed_task(
    county: County, visit: Visit, request: pytest.FixtureRequest
) -> None:
    office, chief, own, neighbour = (
        visit(request.getfixturevalue(name))
        for name in ("officer", "director", "clerk", "neighbour")
    )
    task = county.tasks[1]
    form = f"/supervision/closings/new/{task.pk}/"
    for client, offered in ((own, True), (neighbour, False), (office, False)):
        assert (form in client.get(f"/tasks/{task.pk}/").content.decode()) == offered
    assert "出让土地380亩。" in text_of(own, form)
    given = {"finished_on": "2023-06-01", "text": "出让土地600亩。"}
    refused = own.post(form, given)
    assert (refused.status_code, "请至少附一份" in refused.content.decode()) == (422, True)
    own.post(form, given | {"file": SimpleUploadedFile("公告.pdf", PDF)})
    page = f"/supervision/closings/{Closing.objects.get().pk}/"
    assert "申请里写的是600亩" in text_of(office, page)
    assert "申请里写的是600亩" not in text_of(own, page)
    assert "1项销号待核实" in text_of(office, "/")
    office.post(f"{page}verify/", {"verification": "看了公告，余下核减。"})
    assert "1项销号待批准" in text_of(chief, "/")
    chief.post(f"{page}approve/")
    assert Task.objects.get(pk=task.pk).state == TaskState.CLOSED
    assert "已销号" in text_of(own, "/supervision/")
    assert form not in own.get(f"/tasks/{task.pk}/").content.decode()
    evidence = Closing.objects.get().evidence.get().pk
    for client in (own, office):
        assert client.get(f"/supervision/closings/evidence/{evidence}/").status_code == 200
    assert neighbour.get(f"/supervision/closings/evidence/{evidence}/").status_code == 404


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_notice_is_handed_out_in_official_form(
    county: County, officer: Actor, visit: Visit, kind: str
) -> None:
    answer = visit(officer).get(f"/issuing/{issued(county).pk}/official.{kind}")
    assert answer.status_code == (200 if kind == "docx" else 404)
