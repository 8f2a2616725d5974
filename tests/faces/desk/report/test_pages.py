"""The report form's pages as they come from the server, without any script."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiannuo.directory.actor import Actor
from jiannuo.reporting.models import Line, Report, Submission
from tests.core.readers.pdf_files import Page as PaperPage
from tests.core.readers.pdf_files import pdf_of
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.faces.desk.report.conftest import a_picture
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

AUTOSAVE = {"X-Jiannuo-Autosave": "1"}


def at(line: Line) -> str:
    """Return a line's address."""
    return reverse("desk:line", args=[line.pk])


def test_the_sheet_lists_the_tasks_with_how_far_each_has_come(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    page = Page(visit(clerk).get(reverse("desk:sheet", args=[sheet.pk])).content)
    assert page.text("//h1") == "6月份月报，还有2项要填"
    assert page.texts("//tbody/tr/td[last()]") == ["上期原文，待改", "上期原文，待改"]


def test_the_form_stands_there_prefilled(sheet: Submission, visit: Visit, clerk: Actor) -> None:
    client = visit(clerk)
    client.get(reverse("desk:sheet", args=[sheet.pk]))
    page = Page(client.get(at(line_of(sheet, "2"))).content)
    assert page.text("//textarea[@name='progress']") == "出让土地380亩。"
    assert page.text("//textarea[@name='problems']") == "部分地块附着物尚未清表。"
    assert "征地拆迁" in page.text("//*[@id='read-problems']")
    assert "6月30日" in page.text("//*[@id='read-next']")
    assert page.texts("//table[contains(@class,'parts')]/tbody/tr/th") == ["出让土地"]


def test_saving_goes_on_to_the_next_task_that_waits(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client = visit(clerk)
    first, second = line_of(sheet, "1"), line_of(sheet, "2")
    sent = {"progress": "完成6公里。", "claim": "met", "revision": "0", "deed": "next"}
    client.get(at(first))
    assert client.post(at(first), sent)["Location"] == at(second)
    assert client.post(at(second), sent)["Location"] == reverse("desk:sheet", args=[sheet.pk])


def test_saving_in_passing_gets_a_short_answer(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client = visit(clerk)
    line = line_of(sheet, "2")
    sent = {"progress": "出让土地400亩。", "revision": "0"}
    answer = client.post(at(line), sent, headers=AUTOSAVE)
    assert answer.json()["revision"] == 1
    assert line_of(sheet, "2").progress == "出让土地400亩。"


def test_two_people_are_shown_both_texts(
    sheet: Submission, visit: Visit, clerk: Actor, head: Actor
) -> None:
    line = line_of(sheet, "2")
    visit(clerk).post(at(line), {"progress": "出让土地400亩。", "revision": "0"})
    late = {"progress": "出让土地410亩。", "revision": "0"}
    told = visit(head).post(at(line), late, headers=AUTOSAVE)
    assert told.status_code == 409
    assert told.json()["theirs"]["progress"] == "出让土地400亩。"
    page = Page(visit(head).post(at(line), late).content)
    assert page.text("//*[@data-mine]") == "出让土地410亩。"
    assert page.text("//*[@data-theirs]") == "出让土地400亩。"
    assert page.text("//textarea[@name='progress']") == "出让土地410亩。"
    again = {
        "progress": "出让土地410亩。",
        "revision": page.all("//input[@name='revision']")[0].value,
    }
    visit(head).post(at(line), again)
    assert line_of(sheet, "2").progress == "出让土地410亩。"


def test_what_is_read_while_typing(sheet: Submission, visit: Visit, clerk: Actor) -> None:
    line = line_of(sheet, "2")
    sent = {
        "progress": "累计出让土地420亩，完成年度任务的52%，同比增长8%。",
        "claim": "met",
        "problems": "清表资金缺口300万元。",
        "next_steps": "7月底前完成清表。",
    }
    answer = visit(clerk).post(
        reverse("desk:reading", args=[line.pk]), sent, headers={"HX-Request": "true"}
    )
    page = Page(answer.content)
    said = " ".join(page.root.text_content().split())
    assert "42%" in said or "42.0%" in said  # what 420 of 1000 are
    assert "不影响报送" in said
    assert "资金" in page.text("//*[@id='read-problems']")
    assert "300万元" in page.text("//*[@id='read-problems']")
    assert "7月底前" in page.text("//*[@id='read-next']")
    assert line_of(sheet, "2").revision == 0  # nothing is saved by reading


def test_a_plan_without_a_date_is_asked_for_one_kindly(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    line = line_of(sheet, "2")
    answer = visit(clerk).post(
        reverse("desk:reading", args=[line.pk]), {"next_steps": "继续推进。"}
    )
    assert "没有写时间" in Page(answer.content).text("//*[@id='read-next']")


def test_answers_to_questions_are_kept_with_the_line(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    sent = {"progress": "出让土地420亩，完成年度任务的52%。", "claim": "met"}
    page = Page(client.post(reverse("desk:reading", args=[line.pk]), sent).content)
    (question,) = {one.value for one in page.all("//input[@name='answers']")}
    said = {
        "answers": question,
        f"rule-{question}": "share",
        f"kind-{question}": "different",
        f"why-{question}": "按市下达任务800亩计算。",
    }
    client.post(at(line), sent | said | {"revision": "0"})
    (kept,) = line_of(sheet, "2").answers
    assert (kept["kind"], kept["text"]) == ("different", "按市下达任务800亩计算。")
    again = Page(client.get(at(line)).content)
    assert again.all(f"//input[@id='why-{question}']")[0].value == "按市下达任务800亩计算。"


def test_figures_the_text_leaves_open_have_a_box(
    county: County, sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    client.post(at(line), {"progress": "正在推进。", "revision": "0"})
    page = Page(client.get(at(line)).content)
    assert [one.value for one in page.all("//input[@name='figure-subject']")] == ["出让土地"]
    sent = {
        "progress": "正在推进。",
        "revision": "1",
        "figures": "1",
        "figure-subject": "出让土地",
        "figure-unit": "亩",
        "figure-value": "420",
    }
    client.post(at(line), sent)
    assert line_of(sheet, "2").figures == [{"subject": "出让土地", "unit": "亩", "value": "420"}]


def test_many_tasks_are_unchanged_with_one_confirmation(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client = visit(clerk)
    lines = [line_of(sheet, number).pk for number in "12"]
    address = reverse("desk:unchanged", args=[sheet.pk])
    asked = Page(client.post(address, {"line": lines}).content)
    assert asked.text("//h1") == "2项按“无变化”报送？"
    assert "累计数不增加" in asked.root.text_content()
    assert line_of(sheet, "1").unchanged is False
    client.post(address, {"line": lines, "confirmed": "1"})
    assert line_of(sheet, "1").unchanged
    shown = Page(client.get(reverse("desk:sheet", args=[sheet.pk])).content)
    assert shown.text("//h1") == "6月份月报填好了，可以送签"


def test_a_text_that_was_changed_is_not_called_unchanged(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    sent = {"progress": "出让土地400亩。", "revision": "0", "deed": "unchanged"}
    answer = client.post(at(line), sent)
    assert "没有按“无变化”处理" in answer.content.decode()
    kept = line_of(sheet, "2")
    assert (kept.progress, kept.unchanged) == ("出让土地400亩。", False)


def test_what_is_missing_is_said_with_the_way_to_it(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client = visit(clerk)
    client.get(reverse("desk:sheet", args=[sheet.pk]))
    page = Page(client.post(reverse("desk:submit", args=[sheet.pk])).content)
    assert page.text("//h1") == "还差4处，补上就能送签"
    assert (
        page.all("//ul[@class='recap']//a")[0].get("href") == f"{at(line_of(sheet, '1'))}#progress"
    )


def fill(sheet: Submission, visit: Visit, clerk: Actor) -> None:
    """Write both lines of the sheet."""
    for number in "12":
        line = line_of(sheet, number)
        sent = {"progress": f"{number}号任务6月完成。", "claim": "met", "revision": line.revision}
        visit(clerk).post(at(line), sent)


def test_the_head_sees_everything_and_signs_with_one_press(
    sheet: Submission, visit: Visit, clerk: Actor, head: Actor
) -> None:
    fill(sheet, visit, clerk)
    visit(clerk).post(reverse("desk:submit", args=[sheet.pk]))
    client = visit(head)
    assert client.get(reverse("desk:report"))["Location"] == reverse("desk:sign", args=[sheet.pk])
    page = Page(client.get(reverse("desk:sign", args=[sheet.pk])).content)
    assert page.text("//h1") == "6月份月报请您签发，2项"
    assert "1号任务6月完成。" in page.root.text_content()
    assert "工作任务落实情况的报告" in page.root.text_content()
    seen = page.all("//input[@name='seen']")[0].value
    client.post(reverse("desk:sign", args=[sheet.pk]), {"seen": seen})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signed_by) == ("submitted", head.name)


def test_the_head_hands_it_back_with_a_word_that_the_clerk_reads(
    sheet: Submission, visit: Visit, clerk: Actor, head: Actor
) -> None:
    fill(sheet, visit, clerk)
    visit(clerk).post(reverse("desk:submit", args=[sheet.pk]))
    word = {"deed": "hand_back", "word": "第2项请核对。"}
    visit(head).post(reverse("desk:sign", args=[sheet.pk]), word)
    shown = visit(clerk).get(reverse("desk:sheet", args=[sheet.pk])).content.decode()
    assert "第2项请核对。" in shown


def test_a_head_whose_page_is_old_is_shown_the_new_text(
    sheet: Submission, visit: Visit, clerk: Actor, head: Actor
) -> None:
    fill(sheet, visit, clerk)
    address = reverse("desk:sign", args=[sheet.pk])
    seen = Page(visit(head).get(address).content).all("//input[@name='seen']")[0].value
    line = line_of(sheet, "2")
    visit(clerk).post(at(line), {"progress": "改成425亩。", "revision": line.revision})
    answer = visit(head).post(address, {"seen": seen})
    assert answer.status_code == 409
    assert "改成425亩。" in answer.content.decode()
    sheet.refresh_from_db()
    assert sheet.state == "drafting"


def test_signed_with_ink_the_scan_is_handed_in(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    fill(sheet, visit, clerk)
    client, address = visit(clerk), reverse("desk:signed_page", args=[sheet.pk])
    assert client.post(address, {"signed_by": "王局长"}).status_code == 409
    scan = SimpleUploadedFile("签字页.png", a_picture())
    client.post(address, {"signed_by": "王局长", "file": scan})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signature, sheet.signed_by) == ("submitted", "ink", "王局长")
    shown = client.get(f"{address}?file")
    assert (shown["Content-Type"], shown.content) == ("image/png", a_picture())


def test_the_whole_sheet_is_one_form_without_script(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, address = visit(clerk), reverse("desk:whole", args=[sheet.pk])
    first, second = line_of(sheet, "1"), line_of(sheet, "2")
    client.get(address)
    sent = {
        f"{first.pk}-revision": "0",
        f"{first.pk}-progress": "完成6公里。",
        f"{first.pk}-claim": "met",
        f"{second.pk}-revision": "0",
        f"{second.pk}-progress": "出让土地380亩。",
    }
    assert client.post(address, sent).status_code == 302
    assert line_of(sheet, "1").progress == "完成6公里。"
    assert line_of(sheet, "2").revision == 0  # what was not changed is not saved
    late = client.post(address, sent | {f"{first.pk}-progress": "完成7公里。"})
    assert late.status_code == 409
    assert "完成7公里。" in late.content.decode()


def test_it_prints_as_the_offices_form(sheet: Submission, visit: Visit, clerk: Actor) -> None:
    page = Page(visit(clerk).get(reverse("desk:whole", args=[sheet.pk])).content)
    assert page.text("//p[@class='office-title']") == "2023年年度工作任务落实情况表"
    assert page.texts("//div[contains(@class,'office-sheet')]//th") == [
        "序号",
        "重点任务、民生实事内容",
        "季度计划完成目标",
        "完成情况",
        "存在问题",
        "下一步计划",
        "是否完成阶段任务目标",
    ]
    assert "负责人签字" in page.root.text_content()


def test_pasted_rows_go_to_their_tasks_after_a_look(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, address = visit(clerk), reverse("desk:paste", args=[sheet.pk])
    rows = '序号\t完成情况\t存在问题\t是否完成\n2\t"出让\n420亩"\t无\t部分完成\n77\t别的\t\t'
    shown = Page(client.post(address, {"rows": rows}).content)
    assert shown.text("//h1") == "1项对上了序号，填进去？"
    assert "77" in shown.root.text_content()
    assert line_of(sheet, "2").revision == 0
    client.post(address, {"rows": rows, "confirmed": "1"})
    line = line_of(sheet, "2")
    assert (line.progress, line.problems, line.claim) == ("出让\n420亩", "无", "partly")


def test_the_written_report_follows_the_lines_until_it_is_edited(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    fill(sheet, visit, clerk)
    client, address = visit(clerk), reverse("desk:paper", args=[sheet.pk])
    page = Page(client.get(address).content)
    text = page.text("//textarea[@name='text']")
    assert text.startswith("区住建局关于2023年6月份工作任务落实情况的报告")
    assert "1号任务6月完成。" in text
    client.post(address, {"text": "我局情况如下。", "revision": "0"})
    edited = Page(client.get(address).content)
    assert edited.text("//textarea[@name='text']") == "我局情况如下。"
    assert "会丢掉您的修改" in edited.root.text_content()
    client.post(address, {"deed": "again", "revision": "1"})
    assert "1号任务6月完成。" in Page(client.get(address).content).text("//textarea[@name='text']")


def test_files_are_taken_by_what_they_are_not_by_their_name(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    address = reverse("desk:attach", args=[line.pk])
    for name, content in (
        ("图.png", b"<html><script>alert(1)</script></html>"),
        ("附件.pdf", b"MZ\x90\x00 not a pdf"),
        ("空.png", b""),
    ):
        client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert not line.evidence.exists()
    client.post(address, {"file": SimpleUploadedFile("现场照片.exe", a_picture())})
    evidence = line.evidence.get()
    shown = client.get(reverse("desk:evidence", args=[evidence.pk]))
    assert shown["Content-Type"] == "image/png"
    assert shown["X-Content-Type-Options"] == "nosniff"
    client.post(reverse("desk:remove_evidence", args=[evidence.pk]))
    assert not line.evidence.exists()


def test_a_marked_file_is_refused_before_it_is_kept(
    sheet: Submission, visit: Visit, clerk: Actor, home: object
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    address = reverse("desk:attach", args=[line.pk])
    sent = SimpleUploadedFile("机密★1年 现场.png", a_picture())
    answer = client.post(address, {"file": sent}, follow=True)
    assert "密级标志" in answer.content.decode()
    assert not line.evidence.exists()


def test_what_was_handed_in_can_be_withdrawn_or_corrected(
    sheet: Submission, visit: Visit, clerk: Actor, head: Actor
) -> None:
    fill(sheet, visit, clerk)
    address = reverse("desk:sign", args=[sheet.pk])
    client = visit(head)
    seen = Page(client.get(address).content).all("//input[@name='seen']")[0].value
    client.post(address, {"seen": seen})
    line = line_of(sheet, "2")
    assert "更正已报内容" in visit(clerk).get(at(line)).content.decode()
    visit(clerk).post(reverse("desk:begin_correction", args=[line.pk]), {"reason": "亩数写错"})
    assert "正在更正：" in visit(clerk).get(at(line)).content.decode()
    visit(clerk).post(reverse("desk:drop_correction", args=[line.pk]))
    visit(clerk).post(reverse("desk:withdraw_sheet", args=[sheet.pk]))
    sheet.refresh_from_db()
    assert sheet.state == "drafting"


def test_a_share_is_written_and_given_in_one_step(
    county: County, sheet: Submission, visit: Visit, neighbour: Actor
) -> None:
    share = line_of(sheet_of(sheet.round, county.finance), "2")
    client = visit(neighbour)
    shown = client.get(at(share)).content.decode()
    assert "请提供本单位部分" in shown
    sent = {"progress": "拨付200万元。", "revision": "0"}
    client.post(reverse("desk:hand_over", args=[share.pk]), sent)
    share = line_of(share.submission, "2")
    assert (share.progress, share.state) == ("拨付200万元。", "handed_over")


def test_lateness_is_said_plainly(
    sheet: Submission, visit: Visit, clerk: Actor, county: County
) -> None:
    sheet.round.due_at = moment(7, 1)
    sheet.round.save()
    page = Page(visit(clerk).get(reverse("desk:sheet", args=[sheet.pk])).content)
    assert "已超过" in page.root.text_content()


def test_who_filled_it_is_said_once_and_taken_over_next_month(
    county: County, sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client = visit(clerk)
    client.get(reverse("desk:sheet", args=[sheet.pk]))
    contact = {"filled_by": "李晓", "telephone": "2318-6"}
    client.post(reverse("desk:whole", args=[sheet.pk]), contact)
    july = sheet_of(a_round(county, 7), county.housing)
    shown = client.get(reverse("desk:sheet", args=[july.pk])).content.decode()
    assert "填报人 李晓 2318-6" in shown


def test_a_document_with_a_mark_inside_is_refused(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    address = reverse("desk:attach", args=[line.pk])
    marked = pdf_of(PaperPage().text(60, 60, "机密★1年"))
    answer = client.post(address, {"file": SimpleUploadedFile("附件.pdf", marked)}, follow=True)
    assert "密级标志" in answer.content.decode()
    assert not line.evidence.exists()
    plain = pdf_of(PaperPage().text(60, 60, "现场情况说明"))
    client.post(address, {"file": SimpleUploadedFile("附件.pdf", plain)})
    shown = client.get(reverse("desk:evidence", args=[line.evidence.get().pk]))
    assert shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("inline")


def test_a_workbook_with_macros_is_no_evidence(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/vbaProject.bin", "x")
    line = line_of(sheet, "2")
    sent = SimpleUploadedFile("表.xlsx", content.getvalue())
    visit(clerk).post(reverse("desk:attach", args=[line.pk]), {"file": sent})
    assert not line.evidence.exists()


def test_a_basis_that_was_explained_is_not_explained_again(
    county: County, sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    Line.objects.filter(pk=line.pk).update(
        answers=[{"fingerprint": "x", "rule": "share", "kind": "different", "text": "市口径800亩"}]
    )
    july = line_of(sheet_of(a_round(county, 7), county.housing), "2")
    sent = {"progress": "出让土地430亩，完成年度任务的53%。"}
    page = Page(client.post(reverse("desk:reading", args=[july.pk]), sent).content)
    (question,) = page.all("//div[@class='query'][.//input[@value='share']]")
    assert question.xpath(".//p[@class='why']/input")[0].value == "市口径800亩"
    assert question.xpath(".//input[@value='different']")[0].get("checked") is not None


def test_a_cumulative_figure_that_falls_is_asked_about(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    line = line_of(sheet, "2")
    Report.objects.filter(task=line.task).update(progress="1-5月累计出让土地380亩。")
    sent = {"progress": "1-6月累计出让土地360亩。", "next_steps": "无"}
    answer = visit(clerk).post(reverse("desk:reading", args=[line.pk]), sent)
    assert "380亩" in Page(answer.content).text("//*[@id='questions']")


def test_a_month_is_not_blamed_for_the_years_target(
    sheet: Submission, visit: Visit, clerk: Actor
) -> None:
    client, line = visit(clerk), line_of(sheet, "2")
    address = reverse("desk:reading", args=[line.pk])
    sent = {"progress": "出让土地420亩。"}
    said = Page(client.post(address, sent).content).text("//table/tbody/tr/td[last()]")
    assert said == "全年的42%"
    line.task.targets.create(
        kind="month_plan", period_kind="month", period_index=6, key="6", text="出让土地450亩。"
    )
    said = Page(client.post(address, sent).content).text("//table/tbody/tr/td[last()]")
    assert said == "没达到"
