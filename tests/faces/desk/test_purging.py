"""The page on which a file that turned out to be a state secret is purged."""

from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import SourceFile
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County


def test_it_shows_whose_file_it_is_and_nothing_of_its_content(
    county: County, visit: Visit, security_admin: Actor
) -> None:
    file = SourceFile.objects.get()
    answer = visit(security_admin).get(reverse("desk:purge"), {"file": file.pk})
    said = answer.content.decode()
    assert county.place.full_name in said
    assert "不能恢复" in said
    assert file.name not in said


def test_it_asks_for_a_reason_and_then_purges(
    county: County, visit: Visit, security_admin: Actor
) -> None:
    file = SourceFile.objects.get()
    client = visit(security_admin)
    asked = client.post(reverse("desk:purge"), {"file": file.pk, "reason": ""})
    assert "请写明清除的原因" in Page(asked.content).texts("//p[@role='alert']")[-1]
    done = client.post(
        reverse("desk:purge"), {"file": file.sha256, "reason": "经保密办认定"}, follow=True
    )
    assert "已清除" in done.content.decode()
    file.refresh_from_db()
    assert file.purged_at
    assert "经保密办认定" in client.get(reverse("desk:purge"), {"file": file.pk}).content.decode()


def test_a_purged_file_is_handed_out_to_nobody(
    county: County, visit: Visit, security_admin: Actor, officer: Actor
) -> None:
    file = SourceFile.objects.get()
    visit(security_admin).post(reverse("desk:purge"), {"file": file.pk, "reason": "经保密办认定"})
    assert visit(officer).get(reverse("desk:original", args=[file.pk])).status_code == 404


def test_a_number_that_names_nothing_is_said(
    county: County, visit: Visit, security_admin: Actor
) -> None:
    page = Page(visit(security_admin).get(reverse("desk:purge"), {"file": "999999"}).content)
    assert "没有编号" in page.texts("//p[@role='alert']")[-1]
