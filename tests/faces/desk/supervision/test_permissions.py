"""Every address of letters and closings, asked for by every persona."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client

from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.models import SourceFile
from jiannuo.ledger.models import Assignment, Task
from jiannuo.supervision.actions.answer_letter import answer_letter
from jiannuo.supervision.actions.apply_closing import Application, apply_closing
from jiannuo.supervision.actions.draft_letter import Terms, draft_letter
from jiannuo.supervision.actions.sign_letter import sign_letter
from jiannuo.supervision.models import Letter, LetterKind
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import (
    ADMINISTRATORS,
    EVERYBODY,
    OFFICE,
    PERSONAE,
    expected,
    names_of,
    page_of,
)
from tests.personae import County
from tests.rounds import moment

OWN = frozenset({"clerk", "head"})
LED = frozenset({"leader", "secretary"})
READERS = OFFICE | OWN | LED
DIRECTOR = frozenset({"director"})
CLOSING = READERS | {"observer"}

PAGES = {
    "supervision": ("/supervision/", EVERYBODY - ADMINISTRATORS - {"roleless", "reviewer"}),
    "letter_new": ("/supervision/letters/new/?task={task}", OFFICE),
    "letter": ("/supervision/letters/{sent}/", READERS),
    "letter_paper": ("/supervision/letters/{sent}/paper.docx", READERS),
    "letter_file": ("/supervision/letters/{answered}/files/reply/", OFFICE | OWN | LED),
    "letter_edit": ("/supervision/letters/{draft}/edit/", OFFICE),
    "closing_apply": ("/supervision/closings/new/{task}/", OWN),
    "closing": ("/supervision/closings/{closing}/", CLOSING),
    "closing_evidence": ("/supervision/closings/evidence/{evidence}/", CLOSING),
}
DRAFTS = ("/supervision/letters/{draft}/", OFFICE)
DEEDS = {
    "letter_new": (
        "/supervision/letters/new/",
        {"organisation": "{housing}", "kind": "pressing", "tasks": "{task}"},
        OFFICE,
    ),
    "letter_edit": ("/supervision/letters/{draft}/edit/", {"revision": "0", "title": "函"}, OFFICE),
    "letter_ask": ("/supervision/letters/{draft}/ask/", {}, OFFICE),
    "letter_send_back": ("/supervision/letters/{draft}/send-back/", {"words": "改"}, DIRECTOR),
    "letter_sign": ("/supervision/letters/{draft}/sign/", {}, DIRECTOR),
    "letter_reply": ("/supervision/letters/{sent}/reply/", {"text": "已办。"}, OWN),
    "letter_verify": (
        "/supervision/letters/{answered}/verify/",
        {"outcome": "resolve", "verification": "看了材料。"},
        OFFICE,
    ),
    "letter_talk": ("/supervision/letters/{sent}/talk/", {}, OFFICE),
    "letter_cancel": ("/supervision/letters/{answered}/cancel/", {"because": "重了"}, DIRECTOR),
    "closing_apply": ("/supervision/closings/new/{own}/", {"text": "完成。"}, OWN),
    "closing_confirm": ("/supervision/closings/{closing}/confirm/", {}, OWN),
    "closing_refuse": ("/supervision/closings/{closing}/refuse/", {"reason": "还差"}, OFFICE),
    "closing_verify": ("/supervision/closings/{closing}/verify/", {"verification": "看"}, OFFICE),
    "closing_approve": ("/supervision/closings/{closing}/approve/", {}, DIRECTOR),
    "closing_reopen": ("/supervision/closings/{closing}/reopen/", {"reason": "返工"}, DIRECTOR),
    "closing_withdraw": ("/supervision/closings/{closing}/withdraw/", {}, OWN),
}


@pytest.fixture
def ids(county: County, clerk: Actor) -> dict[str, int]:
    """Return a draft, a sent and an answered letter to 区住建局, and its closing of task 1.

    区住建局 leads tasks 1 and 2; the letters are about task 1, which 周明远 has charge of.
    """
    office, at = machine(), moment(6, 9)
    task, other = county.tasks[:2]
    Assignment.objects.filter(task=task, organisation=county.housing).update(lead=True)
    terms = Terms(reply_due_on=date(2099, 6, 15), issuer="清河区人民政府办公室")
    reply, _ = keep_file(office, county.place, name="说明.pdf", content=b"%PDF-1.4", kind="pdf")

    def letter(kind: LetterKind, about: Task) -> Letter:
        return draft_letter(office, county.housing, kind, [about.pk], terms, now=at)

    answered = letter(LetterKind.REMINDER, task)
    sign_letter(office, answered, now=at)
    answer_letter(office, answered, "已开工。", reply, now=at)
    sent = letter(LetterKind.PRESSING, task)
    sign_letter(office, sent, now=at)
    file = SourceFile.objects.exclude(pk=reply.pk).first()
    assert file is not None
    application = Application(finished_on=date(2023, 6, 1), text="完成。", files=[(file, "验收单")])
    closing = apply_closing(clerk, task, application, now=at)
    return {
        "task": other.pk,
        "own": other.pk,
        "housing": county.housing.pk,
        "draft": letter(LetterKind.REMINDER, other).pk,
        "sent": sent.pk,
        "answered": answered.pk,
        "closing": closing.pk,
        "evidence": closing.evidence.get().pk,
    }


def _done(client: Client, address: str, sent: Mapping[str, str], ids: Mapping[str, int]) -> str:
    """Send a form: "let" also where the step cannot be done as things stand, which its page says."""
    form = {field: word.format(**ids) for field, word in sent.items()}
    answer = client.post(address.format(**ids), form)
    if answer.status_code == 302 and answer["Location"].startswith("/login/"):
        return "login"
    return "refused" if answer.status_code in {403, 404} else "page"


@pytest.mark.parametrize("persona", PERSONAE)
def test_who_gets_which_page_and_may_do_what(
    persona: str, ids: dict[str, int], visit: Visit, request: pytest.FixtureRequest
) -> None:
    client = visit(request.getfixturevalue(persona))
    got = {name: page_of(client, address, ids) for name, (address, _) in PAGES.items()}
    assert got == {name: expected(persona, who) for name, (_, who) in PAGES.items()}
    draft = page_of(client, "/supervision/letters/{draft}/", ids)
    assert draft == expected(persona, OFFICE)
    done = {name: _done(client, address, sent, ids) for name, (address, sent, _) in DEEDS.items()}
    assert done == {name: expected(persona, deed[2]) for name, deed in DEEDS.items()}


def test_every_address_is_in_the_tables() -> None:
    assert names_of("jiannuo.desk.supervision.urls") == set(PAGES) | set(DEEDS)
