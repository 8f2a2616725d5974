"""The result beside its source: without any script everything can be read, corrected, confirmed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.intake.actions.confirm import confirm
from jiannuo.intake.actions.correct import correct
from jiannuo.intake.changes import SetFact
from jiannuo.intake.models import State, Upload
from jiannuo.intake.queries.reading import edited_document
from jiannuo.ledger.models import Plan
from tests.apps.intake.files import BULLETIN, HALF_YEAR, NOTICE, TABLE, ReadUpload, sample
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page


@pytest.fixture
def upload(read_upload: ReadUpload) -> Upload:
    return read_upload()


@pytest.fixture
def office(visit: Visit, officer: Actor) -> Client:
    return visit(officer)


def shown(client: Client, upload: Upload, query: str = "") -> Page:
    return Page(client.get(f"/import/{upload.pk}/{query}").content)


def send(client: Client, upload: Upload, deed: str = "correct", **sent: Any) -> Any:
    return client.post(reverse(f"desk:upload_{deed}", args=[upload.pk]), sent)


FIELD = {"change": "field", "table": "0", "row": "1", "field": "progress"}


class TestTheResult:
    def test_the_sums_stand_in_the_bar(self, upload: Upload, office: Client) -> None:
        sums = shown(office, upload).texts("//div[@id='bar']//div[@class='sums']/p")[0]
        assert sums == "3 行，全部有出处；1 处待问"

    def test_every_value_knows_its_cell_and_every_cell_has_its_key(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        page = shown(office, read_upload(sample(BULLETIN), BULLETIN))
        values = {one.get("data-at") for one in page.all("//dl[@class='facts']/div")}
        cells = {one.get("data-at") for one in page.all("//td[@data-at]")}
        assert len(values) > 700
        assert values <= cells

    def test_doubts_come_as_questions_with_answers(self, upload: Upload, office: Client) -> None:
        page = shown(office, upload)
        assert "第2项责任单位有多个责任单位" in page.text(
            "//article[@class='asking']/p[@class='what']"
        )
        assert page.texts("//article//div[@class='answers']//button") == [
            "区交通局牵头", "区财政局牵头", "不分牵头",
        ]  # fmt: skip

    def test_a_reading_that_the_doubt_itself_names_is_one_press_away(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        upload = read_upload(sample(BULLETIN), BULLETIN)
        page = shown(office, upload)
        (press,) = page.all("//button[normalize-space()='改为“郭克华、崔赞、高晋”']/..")
        sent = {one.get("name"): one.get("value") for one in press.xpath(".//input")}
        send(office, upload, **sent)
        row = edited_document(upload).rows[0][int(sent["row"])].row
        assert row.leaders == ("郭克华", "崔赞", "高晋")

    def test_a_question_points_at_the_cell_that_it_speaks_of(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        page = shown(office, read_upload(sample(HALF_YEAR), HALF_YEAR))
        (question,) = page.all("//article[contains(., '区自然资源局区住建局')]")
        (cell,) = page.all(f"//td[@data-at='{question.get('data-at')}']")
        assert "区自然资源局" in cell.text_content()

    def test_each_name_of_a_list_knows_its_own_words(self, upload: Upload, office: Client) -> None:
        names = shown(office, upload).all("//details[@id='r0-1']//span[@class='value']/span")
        assert [(one.text_content(), one.get("data-span")) for one in names] == [
            ("区交通局", "0-4"), ("区财政局", "5-9"),
        ]  # fmt: skip

    def test_columns_tell_what_they_were_taken_for_and_why(
        self, upload: Upload, office: Client
    ) -> None:
        rows = shown(office, upload).texts("//details[contains(@class, 'how')]//tbody/tr")
        (row,) = [row for row in rows if row.startswith("年度目标任务")]
        assert row.startswith("年度目标任务年度目标")
        assert "表头“年度目标任务”" in row

    def test_a_row_is_copied_and_taken_back(self, upload: Upload, office: Client) -> None:
        sent = {"change": "add", "table": "0", "row": "1", "value": "copy"}
        answer = office.post(reverse("desk:upload_correct", args=[upload.pk]), sent)
        assert answer["Location"].endswith("#r0-3")
        rows = shown(office, upload).texts("//details[contains(@class, 'read-row')]/summary")
        assert [row[0] for row in rows] == ["1", "2", "2", "3"]
        office.post(reverse("desk:upload_undo", args=[upload.pk]))
        rows = shown(office, upload).texts("//details[contains(@class, 'read-row')]/summary")
        assert [row[0] for row in rows] == ["1", "2", "3"]

    def test_stray_texts_are_shown_with_their_reasons(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        page = shown(office, read_upload(sample(NOTICE), NOTICE))
        pieces = page.texts("//details[@class='piece']/summary")
        assert any("各街道办事处，区政府各部门" in piece for piece in pieces)

    def test_a_document_of_another_place_is_noticed(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        page = shown(office, read_upload(sample(BULLETIN), BULLETIN))
        assert "文件里写的是“淄博市临淄区”" in page.text(
            "//p[@class='message error'][@role='status']"
        )

    def test_what_the_file_holds_is_text_and_nothing_else(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        hostile = TABLE.replace("修路25条", '<img src=x onerror="alert(1)">&amp;<b>修路')
        content = office.get(f"/import/{read_upload(hostile.encode()).pk}/").content
        assert b"<img" not in content
        assert b"onerror=&quot;" in content or b"onerror" not in content

    def test_a_long_table_comes_in_pages_beside_its_part_of_the_source(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        long = TABLE + "".join(f"{n}\t修{n}号路。\t完成。\t区交通局\n" for n in range(4, 451))
        page = shown(office, read_upload(long.encode()), "?page=3")
        assert page.texts("//details[contains(@class, 'read-row')]//span[@class='number']") == [
            str(number) for number in range(401, 451)
        ]
        numbers = page.texts("//td[@class='row-number']")
        assert (numbers[0], numbers[-1]) == ("1", "451")
        assert len(numbers) < 70
        assert "略去" in page.text("//tr[@class='left-out']")


class TestCorrectingWithoutScript:
    def test_a_value_is_written_on_a_page_of_its_own(self, upload: Upload, office: Client) -> None:
        page = Page(office.get(f"/import/{upload.pk}/edit/0/1/progress/").content)
        assert page.text("//textarea") == "已修20条。"
        answer = send(office, upload, **FIELD, value="已修21条。")
        assert answer["Location"] == f"/import/{upload.pk}/?open=r0-1#r0-1"
        page = shown(office, upload, "?open=r0-1")
        assert "已修21条。" in page.text("//details[@id='r0-1']")
        assert "改为“已修21条。”" in page.text("//p[@class='message success']")

    @pytest.mark.parametrize(
        "address", ["0/9/progress", "9/0/progress", "0/0/raw_cells", "0/0/items", "0/0/units.1"]
    )
    def test_what_is_not_there_cannot_be_written(
        self, upload: Upload, office: Client, address: str
    ) -> None:
        assert office.get(f"/import/{upload.pk}/edit/{address}/").status_code == 404

    def test_organisations_are_written_as_in_a_cell(self, upload: Upload, office: Client) -> None:
        send(
            office,
            upload,
            **FIELD | {"field": "units", "value": "区交通局（牵头）、区财政局（配合）"},
        )
        units = edited_document(upload).rows[0][1].row.units
        assert [(unit.name, unit.lead, unit.role) for unit in units] == [
            ("区交通局", True, "牵头"), ("区财政局", False, "配合"),
        ]  # fmt: skip

    def test_who_leads(self, upload: Upload, office: Client) -> None:
        send(office, upload, change="lead", table="0", row="1", doubt="0", value="1")
        units = edited_document(upload).rows[0][1].row.units
        assert [unit.lead for unit in units] == [False, True]
        assert shown(office, upload).all("//article[@class='asking']") == []

    def test_nobody_leads(self, upload: Upload, office: Client) -> None:
        send(office, upload, change="lead", table="0", row="1", doubt="0", value="none")
        units = edited_document(upload).rows[0][1].row.units
        assert [unit.lead for unit in units] == [False, False]

    def test_a_row_is_left_out_and_brought_back(self, upload: Upload, office: Client) -> None:
        send(office, upload, change="drop", table="0", row="1")
        assert "不导入" in shown(office, upload).text("//details[@id='r0-1']/summary")
        send(office, upload, change="restore", table="0", row="1")
        assert "不导入" not in shown(office, upload).text("//details[@id='r0-1']/summary")

    def test_facts_about_the_document(self, upload: Upload, office: Client) -> None:
        send(
            office, upload, change="facts", title="上半年台账", year="2024", period="half-1",
            kind="pledges", issuer="清河区人民政府", document_number="", issued_on="2024-07-05",
        )  # fmt: skip
        edited = edited_document(upload)
        assert edited.document.title == "上半年台账"
        assert edited.document.year == 2024
        assert edited.kind == "pledges"
        assert upload.corrections.count() == 6

    def test_facts_sent_as_they_are_change_nothing(self, upload: Upload, office: Client) -> None:
        form = shown(office, upload).all("//form[@class='facts-form']")[0]
        sent = {one.get("name"): one.get("value", "") for one in form.xpath(".//input")}
        sent |= {
            one.get("name"): next(iter(one.xpath("./option[@selected]/@value")), "")
            for one in form.xpath(".//select")
        }
        send(office, upload, **sent)
        assert upload.corrections.count() == 0

    def test_stray_text_is_placed_or_set_aside(
        self, read_upload: ReadUpload, office: Client
    ) -> None:
        upload = read_upload(sample(BULLETIN), BULLETIN)
        send(office, upload, change="place", piece="0", to="0-0", field="remarks")
        assert edited_document(upload).rows[0][0].row.remarks == "局"
        send(office, upload, "undo")
        send(office, upload, change="aside", piece="all")
        assert edited_document(upload).pieces == ()

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"change": "nonsense"}, "看不懂"),
            ({"change": "facts", "year": "今年"}, "年度应为四位数字"),
            ({"change": "facts", "year": "23"}, "年度应在"),
            (
                {"change": "lead", "table": "0", "row": "1", "doubt": "0", "value": "9"},
                "没有这个单位",
            ),
            ({"change": "settle", "table": "0", "row": "0", "doubt": "0"}, "已经答复过"),
            ({"change": "drop", "table": "0", "row": "99"}, "没有这一行"),
            ({"change": "drop", "table": "x", "row": ""}, "看不懂"),
            ({"change": "place", "piece": "0", "to": "", "field": "remarks"}, "归到哪一行"),
        ],
    )
    def test_what_cannot_be_done_is_said_in_a_sentence(
        self, upload: Upload, office: Client, sent: dict[str, str], said: str
    ) -> None:
        send(office, upload, **sent)
        assert said in shown(office, upload).text("//p[@class='message error'][@role='status']")
        assert upload.corrections.count() == 0


class TestInPlace:
    def test_htmx_gets_the_parts_that_changed(
        self, upload: Upload, visit: Visit, officer: Actor
    ) -> None:
        client = visit(officer, HX_Request="true")
        parts = Page(
            b"<main>" + send(client, upload, **FIELD, value="已修21条。").content + b"</main>"
        )
        assert {one.get("id") for one in parts.all("//*[@hx-swap-oob]")} == {
            "facts", "alike", "questions", "pieces", "r0-1", "bar",
        }  # fmt: skip
        assert "改为“已修21条。”" in parts.text("//p[@id='said']")

    def test_and_the_sentence_alone_where_nothing_changed(
        self, upload: Upload, visit: Visit, officer: Actor
    ) -> None:
        answer = send(visit(officer, HX_Request="true"), upload, change="nonsense")
        assert answer.status_code == 422
        assert "看不懂" in Page(answer.content).text("//p[@id='said']")


class TestConfirming:
    def test_it_leads_into_the_ledger(self, upload: Upload, office: Client) -> None:
        answer = send(office, upload, "confirm")
        upload.refresh_from_db()
        assert upload.state == State.CONFIRMED
        assert answer["Location"] == reverse("desk:grid", args=[upload.plans.get().pk])
        assert "已写入台账：3 项任务" in office.get(answer["Location"]).content.decode()

    def test_what_is_missing_stands_in_the_bar(
        self, upload: Upload, office: Client, officer: Actor
    ) -> None:
        correct(officer, upload, SetFact(name="year", value=None))
        page = shown(office, upload)
        assert "没有认出年度" in page.text("//div[@id='bar']")
        assert page.all("//form[@id='confirm']/button[@disabled]")
        send(office, upload, "confirm")
        assert "没有认出年度" in shown(office, upload).text(
            "//p[@class='message error'][@role='status']"
        )

    def test_a_list_that_is_there_already_asks_what_to_do(
        self, upload: Upload, read_upload: ReadUpload, office: Client, officer: Actor
    ) -> None:
        plan = confirm(officer, upload).plans.get()
        june = read_upload(TABLE.replace("5月份", "6月份").encode(), "6月.txt")
        choices = shown(office, june).texts("//section[@id='alike']//label")
        assert choices[0] == f"并入《{plan.title}》，作为6月的进展"
        send(office, june, "confirm")
        assert "请选择是并入它，还是另建一份" in shown(office, june).text(
            "//p[@class='message error'][@role='status']"
        )
        send(office, june, "confirm", into=str(plan.pk))
        june.refresh_from_db()
        assert (june.state, june.plans.get()) == (State.CONFIRMED, plan)

    def test_a_plan_that_the_visitor_does_not_see_cannot_be_joined(
        self, upload: Upload, office: Client
    ) -> None:
        assert send(office, upload, "confirm", into="999999").status_code == 404

    def test_discarded_it_is_not_in_the_ledger(self, upload: Upload, office: Client) -> None:
        plans = Plan.objects.count()
        send(office, upload, "discard")
        assert Plan.objects.count() == plans
        assert "已放弃" in shown(office, upload).text("//h1")

    def test_an_unreadable_file_can_be_tried_again(self, office: Client, upload: Upload) -> None:
        Upload.objects.filter(pk=upload.pk).update(state=State.UNREADABLE, message="没读成。")
        assert "再试一次" in shown(office, upload).texts("//button")
        send(office, upload, "again")
        upload.refresh_from_db()
        assert upload.state == State.READ


class TestWaiting:
    def test_a_page_that_waits_asks_again_and_offers_a_link(
        self, upload: Upload, office: Client
    ) -> None:
        Upload.objects.filter(pk=upload.pk).update(state=State.READING, progress=20)
        page = shown(office, upload)
        (section,) = page.all("//section[@id='reading']")
        assert section.get("hx-trigger") == "every 400ms"
        assert page.href("刷新看进度") == f"/import/{upload.pk}/"

    def test_when_it_is_read_the_answer_asks_no_more_and_says_where_to_go(
        self, upload: Upload, visit: Visit, officer: Actor
    ) -> None:
        client = visit(officer, HX_Request="true")
        part = Page(client.get(f"/import/{upload.pk}/progress/").content)
        (section,) = part.all("//section[@id='reading']")
        assert section.get("data-go") == f"/import/{upload.pk}/"
        assert section.get("hx-trigger") is None

    def test_when_nobody_works_it_says_so(self, upload: Upload, office: Client) -> None:
        Upload.objects.filter(pk=upload.pk).update(
            state=State.WAITING, changed_at="2026-01-01T00:00:00Z"
        )
        assert "jiannuo worker" in shown(office, upload).text("//section[@id='reading']")
