"""Handing files over: one, several, pasted, the same again, too large, marked."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import Actor, machine
from jiannuo.directory.models import PlaceLevel, Role, User
from jiannuo.documents.models import SourceFile
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.models import State, Upload
from tests.apps.intake.files import TABLE, ReadUpload, rendered
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County

IMPORT = "/import/"


def file(content: str | bytes = TABLE, name: str = "通报.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def office(visit: Visit, officer: Actor) -> Client:
    return visit(officer)


@pytest.fixture
def hand_over(office: Client, county: County) -> Any:
    def post(*files: SimpleUploadedFile, **more: Any) -> Any:
        sent = {"place": county.place.pk, "files": list(files), **more}
        return office.post(IMPORT, sent, follow=True)

    return post


class TestThePage:
    def test_it_says_first_that_no_state_secret_may_come_here(self, office: Client) -> None:
        page = Page(office.get(IMPORT).content)
        assert "本系统不得存储、处理国家秘密" in page.text("//p[@class='secrecy']")

    def test_with_one_place_nothing_is_asked(self, office: Client, county: County) -> None:
        page = Page(office.get(IMPORT).content)
        assert [one.get("value") for one in page.all("//input[@name='place']")] == [
            str(county.place.pk)
        ]

    def test_with_several_the_last_one_is_proposed(self, office: Client, officer: Actor) -> None:
        other = create_place(machine(), name="平山县", level=PlaceLevel.COUNTY)
        grant_role(machine(), User.objects.get(pk=officer.user), Role.OFFICER, place=other)
        office.post(IMPORT, {"place": other.pk, "text": TABLE})
        page = Page(office.get(IMPORT).content)
        assert page.texts("//select[@name='place']/option[@selected]") == ["平山县"]
        assert len(page.all("//select[@name='place']/option")) == 2

    def test_an_empty_list_says_how_to_begin(self, office: Client) -> None:
        assert "还没有导入过文件" in office.get(IMPORT).content.decode()

    def test_the_ledgers_empty_page_leads_here(self, visit: Visit, foreign_officer: Actor) -> None:
        page = Page(visit(foreign_officer).get("/").content)
        assert page.href("导入文件") == IMPORT


class TestHandingOver:
    def test_one_file_leads_to_its_own_page(self, hand_over: Any) -> None:
        answer = hand_over(file())
        upload = Upload.objects.get()
        assert answer.redirect_chain[-1][0] == f"/import/{upload.pk}/"
        assert "2023年重点工作5月份完成情况通报表" in answer.content.decode()

    def test_pasted_text_is_a_file_like_any_other(self, hand_over: Any) -> None:
        hand_over(text=TABLE)
        upload = Upload.objects.get()
        assert (upload.pasted, upload.state, upload.rows) == (True, State.READ, 3)

    def test_several_at_once_lead_to_the_list(self, hand_over: Any) -> None:
        answer = hand_over(
            file(), file(rendered("xlsx"), "通报.xlsx"), file(b"Rar!\x1a\x07\x01\x00.", "a.rar")
        )
        page = Page(answer.content)
        rows = page.texts("//section[@id='recent']//tbody/tr")
        assert len(rows) == 3
        assert "没读成" in rows[0]
        assert "RAR" in rows[0]
        assert "待核对124 行" in rows[1]
        assert "3 行，1 处待问" in rows[2]

    def test_the_same_file_again_says_when_and_by_whom(
        self, hand_over: Any, officer: Actor
    ) -> None:
        hand_over(file())
        answer = hand_over(file(name="换个名.txt"))
        said = answer.content.decode()
        assert Upload.objects.count() == 1
        assert f"由{officer.name}上传过" in said
        assert "当时叫“通报.txt”" in said
        assert "重新读一遍" in said

    def test_after_confirming_it_leads_to_the_plan(
        self, hand_over: Any, read_upload: ReadUpload, officer: Actor
    ) -> None:
        plan = confirm(officer, read_upload()).plans.get()
        page = Page(hand_over(file()).content)
        assert "上传过" in page.text("//p[@class='message']")
        assert page.href("打开台账") == reverse("desk:grid", args=[plan.pk])

    def test_among_several_the_known_one_is_marked(self, hand_over: Any) -> None:
        hand_over(file())
        page = Page(hand_over(file(), file(rendered("xlsx"), "b.xlsx")).content)
        assert "以前导入过，没有重复接收" in page.texts("//section[@id='recent']//tbody/tr")[1]

    def test_a_marked_file_is_refused_and_nothing_is_stored(
        self, hand_over: Any, home: Path
    ) -> None:
        before = (SourceFile.objects.count(), set(home.rglob("*")))
        answer = hand_over(file(f"机密★5年\n{TABLE}", "不该来的.txt"))
        said = Page(answer.content).text("//p[@class='message error'][@role='status']")
        assert "有“机密”密级标志" in said
        assert "保密办" in said
        assert "不该来的" not in answer.content.decode()
        assert (SourceFile.objects.count(), set(home.rglob("*"))) == before
        assert not Upload.objects.exists()

    def test_among_several_it_is_known_by_its_place(self, hand_over: Any) -> None:
        answer = hand_over(file(), file("绝密★\n序号\t任务", "x.txt"))
        assert "第 2 个文件：有“绝密”" in Page(answer.content).text(
            "//p[@class='message error'][@role='status']"
        )

    @pytest.mark.parametrize(
        ("sent", "said"),
        [({}, "还没有选择文件"), ({"place": "999"}, "请选择导入到哪个地区")],
    )
    def test_what_is_missing_is_said(self, hand_over: Any, sent: dict[str, str], said: str) -> None:
        assert said in hand_over(**sent).content.decode()


class TestUploadsStayInMemory:
    @pytest.fixture(autouse=True)
    def no_place_for_temporary_files(self, settings: Any, tmp_path: Path) -> None:
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "does-not-exist")

    def test_a_large_file_needs_no_temporary_file(self, hand_over: Any) -> None:
        large = TABLE + "\n".join(f"附注{number}" * 100 for number in range(12_000))
        assert len(large.encode()) > 3 * 1024**2
        hand_over(file(large))
        assert Upload.objects.get().file.size == len(large.encode())

    def test_one_over_the_limit_is_let_go_by(self, hand_over: Any, settings: Any) -> None:
        settings.JIANNUO_UPLOAD_BYTES = 1024**2
        answer = hand_over(file(b"x" * (1024**2 + 1), "太大.docx"), file())
        assert "“太大.docx”超过 1 MB 的上限" in answer.content.decode()
        assert Upload.objects.get().name == "通报.txt"

    def test_of_too_much_altogether_the_first_files_are_kept(
        self, hand_over: Any, settings: Any
    ) -> None:
        settings.JIANNUO_UPLOAD_BYTES = 4096
        files = [file(f"{TABLE}{'注' * 1000}{number}", f"{number}.txt") for number in range(4)]
        answer = hand_over(*files)
        assert Upload.objects.count() == 2
        assert "“2.txt”超过" in answer.content.decode()


class TestHostileNames:
    def test_a_name_is_shown_as_text(self, hand_over: Any) -> None:
        answer = hand_over(file(b"Rar!\x1a\x07\x01\x00", "<script>alert(1)</script>.rar"))
        assert b"<script>alert" not in answer.content

    def test_a_path_is_not_kept(self, hand_over: Any) -> None:
        hand_over(file(name="C:\\机关\\通报.txt"))
        assert Upload.objects.get().name == "通报.txt"
