"""What must be true at the end: nothing said is lost, nothing counted is made up, the trail holds."""

from collections import Counter

from playwright.sync_api import expect

from jiannuo.history.models import Entry
from jiannuo.history.queries import verify
from jiannuo.ledger.periods import Span
from jiannuo.reporting.models import Line, LinePart, LineVersion, Report, ReportingRound
from jiannuo.reporting.queries.burden import round_burden
from jiannuo.reporting.queries.grid import ledger_page
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.may import OF_THE_STREET
from tests.faces.desk.cycle.review import ADDED
from tests.faces.desk.cycle.stage import Stage

SAID_BY_SEVERAL = "104"
DIFFERENT = {"47", "63", "113", SAID_BY_SEVERAL}
"""Tasks whose May differs from the bulletin: a share, a returned field, a correction, three offices."""


def mays_ledger_is_the_bulletin(linzi: Linzi) -> None:
    """Compute May's tallies from the ledger; compare each report with what the bulletin says."""
    page = ledger_page(linzi.officer, linzi.plan.pk, span=Span("month", 5))
    tallies = {tally.value: tally.tasks for tally in page.tallies}
    assert (tallies["met"], tallies["partly"], tallies["missed"]) == (106, 15, 3)
    reports = Report.objects.filter(period_index=5).select_related("task")
    assert Counter(report.status for report in reports) == Counter(
        row.status for row in linzi.said.values()
    )
    said = {report.task.number: report.progress for report in reports}
    for number, row in linzi.said.items():
        if number not in DIFFERENT:
            assert said[number] == row.progress
    assert said["47"] == f"{linzi.said['47'].progress}\n闻韶街道办事处：{OF_THE_STREET}"
    assert said["63"] == f"{linzi.said['63'].progress}{ADDED}"
    assert said["113"] == (linzi.said["113"].progress or "").replace("477例", "417例")
    assert len(said[SAID_BY_SEVERAL].split("区残联：")) == 2


def junes_report_names_nobody_twice(linzi: Linzi) -> None:
    """Three offices said 无变化 to the same task: each is named once, as in May."""
    may, june = (
        Report.objects.get(task=linzi.task(SAID_BY_SEVERAL), period_index=index) for index in (5, 6)
    )
    assert june.progress == may.progress


def every_version_is_there() -> None:
    """Every line was handed in at least once, and the trail knows each time."""
    lines = Line.objects.filter(part=LinePart.WHOLE)
    assert not lines.filter(versions=None).exists()
    whole = LineVersion.objects.filter(line__part=LinePart.WHOLE)
    acts = Counter(Entry.objects.values_list("action", flat=True))
    assert acts["line.submit"] == whole.count()
    assert acts["line.accept"] == lines.count() + 1  # the corrected one twice
    assert (acts["line.return"], acts["line.accept_correction"]) == (1, 1)
    assert acts["submission.enter_for"] == 5
    assert acts["round.close"] == 2
    found = verify()
    assert (found.broken_at, found.checked) == (None, sum(acts.values()))


def the_burden_is_counted(stage: Stage, may: ReportingRound, june: ReportingRound) -> None:
    """In May nothing could be prefilled; in June most was, and the page says so to the office."""
    tab = stage.tab(stage.linzi.officer)
    for one in (may, june):
        counted = round_burden(stage.linzi.officer, one)
        tab.goto(f"/review/{one.pk}/burden/")
        expect(tab.locator("h1 + p")).to_contain_text(f"共要填 {counted.fields_asked} 栏")
        expect(tab.locator("h1 + p")).to_contain_text(f"{counted.fields_prefilled} 栏")
    stage.look(tab, "23-burden")
    first, second = (round_burden(stage.linzi.officer, one) for one in (may, june))
    assert first.fields_prefilled == 0
    assert second.fields_prefilled > 0
    assert sum(one.returned for one in first.sheets) == 1
