"""Looking after people and places in a real browser: a workbook, a merger, an invitation, a second factor."""

import io
from pathlib import Path

import openpyxl
import pyotp
import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from jiannuo.directory.actor import Actor
from jiannuo.directory.models import Organisation, User
from tests.faces.conftest import PATIENCE
from tests.faces.desk.conftest import Enter
from tests.personae import County

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN = "Chun-feng-27"


def fits(tab: Tab) -> bool:
    """Say whether a page is no wider than the screen."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return not tab.evaluate(wide)


def test_a_workbook_is_downloaded_filled_in_and_taken_over(
    enter: Enter, county: County, system_admin: Actor, tmp_path: Path
) -> None:
    tab = enter(system_admin)
    tab.goto("/administration/import/")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="东川市清河区.xlsx").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    book["单位"].append(["区水利局", "部门", "0533-7180003"])
    book["人员账号"].append(["zhaoming", "赵明", "", "单位填报人", "区水利局"])
    book.save(tmp_path / "filled.xlsx")
    tab.get_by_label("填好的表格").set_input_files(tmp_path / "filled.xlsx")
    tab.get_by_role("button", name="看看会有哪些变化").click()
    expect(tab.get_by_text("将有 2 处变化，其中新增 2 处")).to_be_visible()
    expect(tab.get_by_text("zhaoming（区水利局单位填报人）")).to_be_visible()
    tab.get_by_role("button", name="确认导入").click()
    expect(tab.get_by_text("已导入 2 处变化")).to_be_visible()
    tab.get_by_label("填好的表格").set_input_files(tmp_path / "filled.xlsx")
    tab.get_by_role("button", name="看看会有哪些变化").click()
    expect(tab.get_by_text("与现有的完全相同")).to_be_visible()


def test_an_organisation_is_merged_after_a_look_at_what_changes(
    enter: Enter, county: County, officer: Actor, clerk: Actor
) -> None:
    tab = enter(officer)
    tab.goto(f"/administration/organisations/{county.housing.pk}/")
    tab.get_by_role("link", name="并入其他单位").click()
    tab.get_by_label("并入哪个单位").fill("区财政局")
    tab.get_by_label("自何日起").fill("2023-06-01")
    tab.get_by_role("button", name="看看会有哪些变化").click()
    expect(tab.get_by_text("2 项任务及其历次填报仍在“区住建局”名下")).to_be_visible()
    assert Organisation.objects.get(pk=county.housing.pk).merged_into is None
    tab.get_by_role("button", name="确认并入").click()
    expect(tab.get_by_text("“区住建局”已并入“区财政局”")).to_be_visible()
    expect(tab.get_by_text("“区住建局”并入", exact=True)).to_be_visible()


def test_an_invited_user_sets_a_password_binds_a_telephone_and_logs_in_with_both(
    enter: Enter, system_admin: Actor, browser: Browser, live_server: object
) -> None:
    admin = enter(system_admin)
    admin.goto("/administration/users/")
    admin.get_by_label("用户名").fill("zhaoming")
    admin.get_by_label("姓名").fill("赵明")
    admin.get_by_role("button", name="建立账号").click()
    code = admin.locator(".secret").inner_text()
    context = browser.new_context(
        base_url=str(live_server), locale="zh-CN", viewport={"width": 360, "height": 800}
    )
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.goto("/login/")
    tab.get_by_role("link", name="用通知单上的邀请码设置口令").click()
    tab.get_by_label("邀请码").fill(code.lower())
    tab.get_by_role("button", name="继续").click()
    tab.get_by_label("新口令", exact=True).fill(OWN)
    tab.get_by_label("再输一遍新口令").fill(OWN)
    tab.get_by_role("button", name="设好口令并登录").click()
    expect(tab.get_by_text("口令已设好")).to_be_visible()
    tab.goto("/account/second-factor/")
    assert fits(tab)
    secret = tab.locator(".chain").inner_text().replace(" ", "")
    tab.get_by_label("动态口令", exact=True).fill(pyotp.TOTP(secret).now())
    tab.get_by_role("button", name="绑定").click()
    spare = tab.locator(".codes code").first.inner_text()
    tab.get_by_role("button", name="退出").click()
    tab.get_by_label("用户名").fill("zhaoming")
    tab.get_by_label("口令").fill(OWN)
    tab.get_by_role("button", name="登录").click()
    expect(tab.get_by_role("heading", name="动态口令")).to_be_visible()
    tab.get_by_label("动态口令").fill(spare)
    tab.get_by_role("button", name="登录").click()
    expect(tab.get_by_role("link", name="赵明")).to_be_visible()
    tab.goto("/account/")
    assert fits(tab)
    assert User.objects.get(username="zhaoming").recovery_codes.filter(used_at=None).count() == 9
    context.close()


@pytest.mark.parametrize("width", [1440, 360])
def test_no_page_is_wider_than_its_screen(
    enter: Enter, county: County, director: Actor, audit_admin: Actor, *, width: int
) -> None:
    tab = enter(director, viewport={"width": width, "height": 900})
    for address in (
        "organisations/",
        f"organisations/{county.housing.pk}/",
        f"organisations/{county.housing.pk}/merge/",
        "leaders/",
        f"leaders/{county.leader.pk}/",
        "import/",
    ):
        tab.goto(f"/administration/{address}")
        assert fits(tab), address
    auditor = enter(audit_admin, viewport={"width": width, "height": 900})
    auditor.goto("/administration/trail/")
    assert fits(auditor)
