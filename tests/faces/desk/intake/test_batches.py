"""Forty files dropped at once in a real Chromium: sent, read in the background, failures listed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from jiannuo.directory.actor import Actor
from jiannuo.intake.batches.actions.begin import begin_batch
from jiannuo.intake.batches.models import Batch
from jiannuo.intake.models import State, Upload
from tests.apps.intake.batches.test_batches import table
from tests.faces.desk.conftest import Enter, Visit
from tests.faces.desk.matrix import OFFICE, Everybody, names_of
from tests.personae import County

MANY = """(contents) => {
  const files = new DataTransfer();
  contents.forEach((text, number) => files.items.add(new File([text], `${number + 1}.txt`)));
  const box = document.querySelector("[data-drop]");
  for (const type of ["dragover", "drop"]) {
    box.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
  }
}"""


@pytest.mark.browser
def test_forty_files_dropped_at_once(
    enter: Enter, officer: Actor, queue: None, start_worker: Callable[[], Any]
) -> None:
    start_worker()
    tab = enter(officer)
    tab.goto("/import/")
    contents = [table(number).decode() for number in range(1, 40)]
    tab.evaluate(MANY, [*contents, " "])
    expect(tab.locator("h1")).to_have_text("成批导入", timeout=60_000)
    expect(tab.locator("#batch .sum")).to_contain_text("共 40 份，收到 40 份")
    expect(tab.locator("#batch .stage")).to_contain_text("全部读完", timeout=120_000)
    expect(tab.locator("#batch .sum")).to_contain_text("读完 39/39，1 份没有读成")
    expect(tab.locator("#batch table").first).to_contain_text("第 40 份")
    expect(tab.locator("#batch table").first).to_contain_text("是空的")
    assert Upload.objects.filter(state=State.READ).count() == 39


@pytest.mark.browser
def test_files_that_did_not_arrive_are_sent_again_to_the_same_batch(
    enter: Enter, officer: Actor, county: County
) -> None:
    batch = begin_batch(officer, county.place, 3)
    tab = enter(officer)
    tab.goto(reverse("desk:batch", args=[batch.pk]))
    expect(tab.locator("#batch .message")).to_contain_text("还有 3 份没有送到")
    tab.evaluate(MANY, [table(number).decode() for number in (1, 2, 3)])
    expect(tab.locator("#batch .stage")).to_contain_text("全部读完")
    assert batch.files.count() == 3


def test_without_script_files_go_with_a_plain_form(
    visit: Visit, officer: Actor, county: County
) -> None:
    batch = begin_batch(officer, county.place, 2)
    files = [SimpleUploadedFile(f"{number}.txt", table(number)) for number in (1, 2)]
    address = reverse("desk:batch_files", args=[batch.pk])
    page = visit(officer).post(address, {"files": files}, follow=True).content.decode()
    assert "全部读完" in page
    assert "2 份等您核对" in page


def test_who_gets_to_a_batch(county: County, officer: Actor, everybody: Everybody) -> None:
    batch = begin_batch(officer, county.place, 2)
    for persona, client in everybody():
        sent = {"file": SimpleUploadedFile("1.txt", table(1)), "order": "1"}
        wanted = {"place": county.place.pk, "files": 3}
        got = (
            client.post(reverse("desk:batch_begin"), wanted).status_code,
            client.get(reverse("desk:batch", args=[batch.pk])).status_code,
            client.post(reverse("desk:batch_files", args=[batch.pk]), sent).status_code,
        )
        if persona in OFFICE:
            assert got == (201, 200, 200)
        elif persona == "stranger":
            assert got == (302, 302, 302)
        else:
            begin = 404 if persona == "foreign_officer" else 403
            assert (persona, *got) == (persona, begin, 404, 404)
            assert Batch.objects.count() == 1
    assert names_of("jiannuo.desk.intake.batch_urls") == {"batch_begin", "batch", "batch_files"}
