"""A layout made in the browser: columns chosen and ordered, seen beside the ledger, kept, shared."""

from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.bulletins.models import Layout
from jiannuo.directory.actor import Actor
from tests.faces.desk.conftest import Visit
from tests.personae import County

FORM = {
    "name": "月度表", "title": "{年}年{本期}完成情况表",
    "0-header": "序号", "0-field": "number",
    "1-header": "{本期}完成情况", "1-field": "progress", "1-also": "status", "1-width": "20",
    "2-header": "责任单位", "2-field": "units", "2-merge": "on",
}  # fmt: skip


def test_a_layout_is_made_seen_kept_shared_and_put_away(
    officer: Actor, county: County, visit: Visit
) -> None:
    client = visit(officer)
    home = f"/bulletins/layouts/{county.place.pk}/"
    assert "年度目标任务通报表" in client.get(home).content.decode()
    moved = client.post(f"{home}new/", {**FORM, "do": "up-2"}).content.decode()
    assert moved.index('value="责任单位"') < moved.index('value="{本期}完成情况"')
    part = client.post(f"{home}new/", FORM, headers={"HX-Request": "true"}).content.decode()
    assert "<form" not in part
    assert "2023年5月份完成情况表" in part
    assert "5月份完成情况</th>" in part
    assert "区住建局" in part
    unnamed = client.post(f"{home}new/", {**FORM, "name": "", "do": "save"})
    assert (unnamed.status_code, "还没有填写" in unnamed.content.decode()) == (422, True)
    assert client.post(f"{home}new/", {**FORM, "do": "save"}).status_code == 302
    kept = Layout.objects.get(place=county.place)
    assert [one["header"] for one in kept.columns] == ["序号", "{本期}完成情况", "责任单位"]
    file = client.get(f"{home}{kept.pk}/file.json").content
    client.post(f"{home}{kept.pk}/retire/")
    other = file.replace("月度表".encode(), "别处的表".encode())
    assert client.post(home, {"file": SimpleUploadedFile("a.json", other)}).status_code == 302
    again = Layout.objects.get(place=county.place, active=True)
    assert (again.name, again.columns, again.merge) == ("别处的表", kept.columns, ["units"])
    wrong = other.replace('"完成情况"'.encode(), '"完成情形"'.encode())
    refused = client.post(home, {"file": SimpleUploadedFile("a.json", wrong)})
    assert "第10行“内容”：不认识“完成情形”，最接近的是“完成情况”。" in refused.content.decode()
