"""An office's Word template: handed in, checked at once, used for its bulletins, put away."""

import io

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiannuo.directory.actor import Actor
from jiannuo.documents.models import Template
from tests.apps.bulletins.lives import a_draft
from tests.core.rendering.test_templates import template
from tests.faces.desk.conftest import Visit
from tests.personae import County


def hand_in(client: Client, address: str, content: bytes) -> str:
    sent = {"use": "bulletin", "name": "本室模板", "file": SimpleUploadedFile("a.docx", content)}
    return client.post(address, sent, follow=True).content.decode()


def test_a_template_is_checked_used_and_put_away(
    officer: Actor, county: County, visit: Visit
) -> None:
    client = visit(officer)
    home = f"/bulletins/templates/{county.place.pk}/"
    said = hand_in(client, home, template("{{标题}}", "见{{正文}}", cell="{{标提}}"))
    assert "第1张表第2行第3格：不认识的字段“标提”，是不是“标题”？" in said
    assert "正文第2段：“正文”要独占一段" in said
    assert "缺 {% endif %}" in hand_in(client, home, template("{% if 抄送 %}{{抄送}}")).replace(
        "&#x27;", "'"
    )
    assert "没有一个字段" in hand_in(client, home, template("通报"))
    assert not Template.objects.exists()
    assert "已启用通报模板" in hand_in(client, home, template("清河督查", "{{标题}}", "{{正文}}"))
    kept = Template.objects.get()
    draft = a_draft(county, template=kept)
    file = client.get(f"/bulletins/{draft.pk}/file.docx").content
    texts = [one.text for one in docx.Document(io.BytesIO(file)).paragraphs]
    assert texts[:2] == ["清河督查", "关于5月份重点任务完成情况的通报"]
    assert "一、总体情况" in texts
    sample = client.get(f"{home}sample-bulletin.docx").content
    assert "已启用通报模板" in hand_in(client, home, sample)
    client.post(f"{home}{kept.pk}/retire/")
    kept.refresh_from_db()
    assert not kept.active
