"""Pace beside the officer's choice, and on a task's own page: proposed, never decided."""

from jiannuo.directory.actor import Actor
from jiannuo.reporting.actions.audit_due import make_due_audit
from jiannuo.reporting.queries.submissions import span_of_round
from tests.apps.reporting.review.test_review import hand_in
from tests.faces.desk.conftest import Visit
from tests.faces.desk.reading import Page
from tests.personae import County
from tests.rounds import a_round, line_of, sheet_of


def test_a_reviewer_is_shown_the_sum_and_decides_alone(
    visit: Visit, county: County, clerk: Actor, officer: Actor
) -> None:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet, n2="出让土地480亩。")
    make_due_audit(county.plan.pk, span_of_round(made))
    client = visit(officer)
    page = Page(client.get(f"/review/{made.pk}/{line_of(sheet, '2').pk}/").content)
    row = page.text("//tr[.//input[@name='pace']]")
    assert (
        "欠序时6月底应完成500亩（按年度目标1000亩÷12×6），实际480亩，欠20亩，落后2个百分点" in row
    )
    assert "剩余6期需月均86.67亩" in row
    assert not page.all("//input[@name='pace'][@checked]")
    task = Page(client.get(f"/tasks/{county.tasks[1].pk}/").content)
    assert "欠序时" in task.text("//section[@aria-labelledby='pace']")
    assert "按此推算年底完成" in task.text("//section[@aria-labelledby='pace']")


def test_what_cannot_be_known_is_not_proposed(
    visit: Visit, county: County, clerk: Actor, officer: Actor
) -> None:
    made = a_round(county, 6, needs_signature=False)
    sheet = sheet_of(made, county.housing)
    hand_in(clerk, sheet, n2="已提交申报材料。")
    make_due_audit(county.plan.pk, span_of_round(made))
    page = Page(visit(officer).get(f"/review/{made.pk}/{line_of(sheet, '2').pk}/").content)
    assert "不作判断6月没有报这个数。" in page.text("//tr[.//input[@name='pace']]")
    task = Page(visit(officer).get(f"/tasks/{county.tasks[1].pk}/").content)
    assert not task.all("//section[@aria-labelledby='pace']")
