"""The page without any script: forms and links do everything."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.core.mapping import read_bytes
from jiannuo.core.mapping.decomposition import TaskKind
from jiannuo.directory.actor import Actor
from jiannuo.intake.decomposition.draft import Draft
from jiannuo.intake.decomposition.queries import draft_of_upload, values_of
from jiannuo.intake.models import Upload
from jiannuo.ledger.models import Task
from tests.apps.intake.decomposition.reports import ReadReport
from tests.apps.intake.files import ReadUpload
from tests.faces.desk.conftest import Visit


@pytest.fixture
def begun(read_report: ReadReport, visit: Visit, officer: Actor) -> tuple[Client, Upload]:
    client, upload = visit(officer), read_report()
    client.post(reverse("desk:decomposition_begin", args=[upload.pk]))
    return client, upload


def shown(client: Client, upload: Upload) -> str:
    answer = client.get(reverse("desk:decomposition", args=[upload.pk]), follow=True)
    return answer.content.decode()


def done(client: Client, upload: Upload, name: str, **sent: object) -> str:
    address = reverse(f"desk:decomposition_{name}", args=[upload.pk])
    return client.post(address, sent, follow=True).content.decode()


def draft(upload: Upload) -> Draft:
    stored = draft_of_upload(upload)
    assert stored is not None
    return values_of(stored)


def test_a_report_is_offered_to_be_taken_apart_and_a_table_is_not(
    read_report: ReadReport, read_upload: ReadUpload, visit: Visit, officer: Actor
) -> None:
    client = visit(officer)
    report = client.get(reverse("desk:upload", args=[read_report().pk])).content.decode()
    table = client.get(reverse("desk:upload", args=[read_upload().pk])).content.decode()
    assert "分解立项" in report
    assert "分解立项" not in table


def test_the_page_says_where_every_sentence_is(begun: tuple[Client, Upload]) -> None:
    page = re.sub(r"<[^>]+>", "", shown(*begun))
    found = re.search(r"今年工作部分 (\d+) 句：已立项 (\d+)，未取 (\d+)（各有原因）", page)
    assert found is not None
    whole, taken, left = map(int, found.groups())
    assert whole == taken + left
    assert "号召或口号" in page


def test_chosen_tasks_are_merged_moved_and_dropped_with_buttons(
    begun: tuple[Client, Upload],
) -> None:
    client, upload = begun
    first, second = (one.id for one in draft(upload).of(TaskKind.REPORT)[:2])
    assert "合并 2 项" in done(client, upload, "arrange", do="merge", chosen=[first, second])
    assert second not in draft(upload).by_id
    done(client, upload, "arrange", do=f"pledges:{first}")
    assert draft(upload).by_id[first].kind is TaskKind.PLEDGES
    done(client, upload, "arrange", do=f"drop:{first}")
    assert first not in draft(upload).by_id
    assert "已撤销" in done(client, upload, "undo")
    assert first in draft(upload).by_id


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "merge"},
        {"do": "explode:1"},
        {"do": "drop:x"},
        {"do": "drop:99999"},
        {"do": "split:1"},
        {},
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    begun: tuple[Client, Upload], sent: dict[str, str]
) -> None:
    client, upload = begun
    before = draft(upload)
    assert 'class="message error"' in done(client, upload, "arrange", **sent)
    assert draft(upload) == before


def test_a_task_is_assigned_by_short_names(begun: tuple[Client, Upload]) -> None:
    client, upload = begun
    one = draft(upload).proposals[0]
    form = client.get(reverse("desk:decomposition_edit", args=[upload.pk]), {"chosen": one.id})
    assert draft(upload).text(one) in form.content.decode()
    done(
        client, upload, "describe", ids=one.id, leads="财政局", units="住建局、新单位", category=""
    )
    after = draft(upload).by_id[one.id]
    assert (after.leads, after.units) == (("区财政局",), ("区住建局", "新单位"))
    assert "单位库里没有：新单位" in shown(client, upload)


def test_the_list_is_printed_as_two_annexes_and_reads_back(begun: tuple[Client, Upload]) -> None:
    client, upload = begun
    ids = ",".join(str(one.id) for one in draft(upload).proposals)
    done(client, upload, "describe", ids=ids, leads="区住建局", units="区财政局", leaders="周明远")
    made = draft(upload)
    for form in ("docx", "xlsx"):
        address = reverse("desk:decomposition_export", args=[upload.pk, form])
        answer = client.get(address)
        again = read_bytes(answer.content, f"清单.{form}")
        assert [table.caption.split()[0] for table in again.tables if table.caption] == [
            "附件1",
            "附件2",
        ]
        assert [[row.task for row in table.rows] for table in again.tables] == [
            [made.text(one) for one in made.of(kind)] for kind in TaskKind
        ]
        row = again.tables[0].rows[0]
        assert [(unit.name, unit.lead) for unit in row.units] == [
            ("区住建局", True),
            ("区财政局", False),
        ]
        only = read_bytes(client.get(address, {"kind": "pledges"}).content, f"清单.{form}")
        assert len(list(only.rows())) == len(made.of(TaskKind.PLEDGES))


def test_adopted_the_page_says_where_the_tasks_are(begun: tuple[Client, Upload]) -> None:
    client, upload = begun
    before = Task.objects.count()
    count = len(draft(upload).proposals)
    page = done(client, upload, "adopt")
    assert f"已立项 {count} 项" in page
    assert Task.objects.count() == before + count
    upload.refresh_from_db()
    plan = upload.plans.first()
    assert plan is not None
    grid = client.get(reverse("desk:grid", args=[plan.pk])).content.decode()
    task = plan.tasks.all()[0]
    assert task.task[:12] in grid
    source = reverse("desk:source_cell", args=[task.pk, task.source_id, "task"])
    assert task.task[:12] in client.get(source).content.decode()
    assert "已立项" in shown(client, upload)
