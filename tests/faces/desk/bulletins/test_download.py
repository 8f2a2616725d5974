"""A bulletin's files: from the draft on, marked until it is signed; who gets them and the other pages."""

import io
from collections.abc import Mapping
from datetime import date

import docx
import pytest

from jiannuo.bulletins.models import BulletinState, Layout
from jiannuo.core.mapping import read_bytes
from jiannuo.directory.actor import Actor, machine
from jiannuo.documents.actions.add_template import add_template
from jiannuo.documents.models import TemplateUse
from tests.apps.bulletins.lives import a_draft
from tests.core.rendering.test_templates import template
from tests.faces.desk.bulletins.test_permissions import READERS
from tests.faces.desk.conftest import Visit
from tests.faces.desk.matrix import OFFICE, WHOLE, Everybody, who_gets, who_may
from tests.personae import County

PAGES = {
    "bulletin_files": ("/bulletins/{draft}/files/", WHOLE, ()),
    "bulletin_file: draft": ("/bulletins/{draft}/file.docx", WHOLE, ()),
    "bulletin_file: issued": ("/bulletins/{issued}/file.html", READERS, ()),
    "bulletin_layouts": ("/bulletins/layouts/{place}/", OFFICE, ()),
    "bulletin_layout_new": ("/bulletins/layouts/{place}/new/", OFFICE, ()),
    "bulletin_layout": ("/bulletins/layouts/{place}/{layout}/", OFFICE, ()),
    "bulletin_layout_file": ("/bulletins/layouts/{place}/{layout}/file.json", OFFICE, ()),
    "templates": ("/bulletins/templates/{place}/", OFFICE, ()),
    "template_sample": ("/bulletins/templates/{place}/sample-talk.docx", OFFICE, ()),
    "template_file": ("/bulletins/templates/{place}/{template}.docx", OFFICE, ()),
}
DEEDS: dict[str, tuple[str, Mapping[str, str], frozenset[str]]] = {
    "bulletin_layout_retire": ("/bulletins/layouts/{place}/{layout}/retire/", {}, OFFICE),
    "template_retire": ("/bulletins/templates/{place}/{template}/retire/", {}, OFFICE),
}


@pytest.fixture
def ids(county: County) -> dict[str, int]:
    by = machine("系统")
    columns = [{"header": "序号", "field": "number"}]
    layout = Layout.objects.create(place=county.place, name="本地表", columns=columns)
    kept = add_template(
        by,
        county.place,
        TemplateUse.TALK,
        name="约谈",
        file_name="a.docx",
        content=template("{{标题}}"),
    )
    return {
        "draft": a_draft(county).pk,
        "issued": a_draft(
            county, state=BulletinState.ISSUED, number=1, issued_on=date(2023, 6, 8)
        ).pk,
        "place": county.place.pk,
        "layout": layout.pk,
        "template": kept.pk,
    }


def test_who_gets_which_page_and_may_do_what(everybody: Everybody, ids: dict[str, int]) -> None:
    got, should = who_gets(everybody, PAGES, ids)
    assert got == should
    got, should = who_may(everybody, DEEDS, ids)
    assert got == should


def test_a_file_says_that_it_is_a_draft_until_it_is_signed(
    officer: Actor, county: County, ids: dict[str, int], visit: Visit
) -> None:
    client = visit(officer)
    for pk, word in ((ids["draft"], "草稿"), (ids["issued"], "")):
        answer = client.get(f"/bulletins/{pk}/file.docx")
        head = docx.Document(io.BytesIO(answer.content)).sections[0].header.paragraphs[0].text
        assert head == word
    html = client.get(f"/bulletins/{ids['draft']}/file.html").content.decode()
    assert '<p class="draft">草稿</p>' in html
    assert client.get(f"/bulletins/{ids['draft']}/file.exe").status_code == 404


def test_the_bulletin_of_a_ledger_reads_back_as_it(
    officer: Actor, county: County, visit: Visit
) -> None:
    from jiannuo.core.records import to_json  # noqa: PLC0415 - only here
    from jiannuo.reporting.queries.documents import document  # noqa: PLC0415 - only here

    whole = document(machine(), county.plan.pk)
    attached = {"title": "完成情况表", "document": to_json(whole), "tasks": []}
    content = {"title": "关于5月份的通报", "blocks": [], "attachments": [attached]}
    draft = a_draft(county, content=content)
    for kind in ("docx", "xlsx", "html"):
        file = visit(officer).get(f"/bulletins/{draft.pk}/file.{kind}").content
        rows = list(read_bytes(file, f"通报.{kind}").rows())
        assert [row.progress for row in rows] == [row.progress for row in whole.rows()]
