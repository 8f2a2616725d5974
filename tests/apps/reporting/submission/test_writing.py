"""Writing a sheet: what is prefilled, what is saved, who is told when two write at once."""

import pytest

from jiannuo.directory.actor import Actor
from jiannuo.directory.permissions import NotAllowedError
from jiannuo.history.models import Entry
from jiannuo.reporting.actions.submission.declare_unchanged import declare_unchanged
from jiannuo.reporting.actions.submission.draft import LONGEST, Draft
from jiannuo.reporting.actions.submission.errors import LineConflictError, LockedError
from jiannuo.reporting.actions.submission.open_sheet import open_sheet
from jiannuo.reporting.actions.submission.save_line import save_line
from jiannuo.reporting.actions.submission.sign import ask_signature
from jiannuo.reporting.models import SubmissionState
from jiannuo.reporting.queries.sheets import Stage, sheet_lines
from tests.personae import County
from tests.rounds import a_round, line_of, moment, sheet_of

NOW = moment(7, 5)
WRITTEN = Draft(
    progress="1-6月出让土地420亩。",
    problems="无",
    next_steps="7月底前完成清表。",
    claim="met",
    outlook="able",
)


def test_the_last_report_stands_there_when_a_sheet_is_opened(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    assert open_sheet(clerk, sheet, now=NOW)
    line = line_of(sheet, "2")
    assert line.progress == "出让土地380亩。"
    assert line.problems == "部分地块附着物尚未清表。"
    assert line.next_steps == "6月底前完成清表。"
    assert line.claim == ""  # the stage's target is a new one every month
    assert (sheet.state, sheet.opened_at) == (SubmissionState.DRAFTING, NOW)


def test_how_much_was_asked_and_prefilled_is_counted(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, sheet, now=NOW)
    assert (sheet.fields_asked, sheet.fields_prefilled) == (12, 4)


def test_a_sheet_is_opened_once(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, sheet, now=NOW)
    save_line(clerk, line_of(sheet, "2"), WRITTEN, revision=0, now=NOW)
    assert not open_sheet(clerk, sheet, now=moment(7, 6))
    assert line_of(sheet, "2").progress == "1-6月出让土地420亩。"
    assert sheet.opened_at == NOW


def test_who_filled_the_last_sheet_is_asked_no_more(county: County, clerk: Actor) -> None:
    may = sheet_of(a_round(county, 5), county.housing)
    may.filled_by, may.telephone = "李晓", "2318-6"
    may.save()
    june = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, june, now=NOW)
    assert (june.filled_by, june.telephone) == ("李晓", "2318-6")


def test_a_prefilled_line_is_not_yet_a_report(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, sheet, now=NOW)
    assert {one.stage for one in sheet_lines(sheet)} == {Stage.PREFILLED}
    save_line(clerk, line_of(sheet, "2"), WRITTEN, revision=0, now=NOW)
    assert [one.stage for one in sheet_lines(sheet)] == [Stage.PREFILLED, Stage.FILLED]


def test_a_draft_leaves_no_trail(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    before = Entry.objects.count()
    revision = save_line(clerk, line_of(sheet, "2"), WRITTEN, revision=0, now=NOW)
    assert revision == 1
    assert Entry.objects.count() == before


def test_the_second_of_two_writers_is_told_and_nothing_is_lost(
    county: County, clerk: Actor, head: Actor
) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, sheet, now=NOW)
    line = line_of(sheet, "2")
    save_line(clerk, line, WRITTEN, revision=0, now=NOW)
    other = Draft(progress="出让土地400亩。", claim="met")
    with pytest.raises(LineConflictError) as told:
        save_line(head, line, other, revision=0, now=NOW)
    assert told.value.line.progress == "1-6月出让土地420亩。"
    assert told.value.line.revision == 1
    assert save_line(head, line, other, revision=1, now=NOW) == 2


def test_the_same_text_sent_twice_is_no_conflict(county: County, clerk: Actor) -> None:
    line = line_of(sheet_of(a_round(county, 6), county.housing), "2")
    assert save_line(clerk, line, WRITTEN, revision=0, now=NOW) == 1
    assert save_line(clerk, line, WRITTEN, revision=0, now=NOW) == 1


def test_whatever_is_sent_can_be_stored(county: County, clerk: Actor) -> None:
    line = line_of(sheet_of(a_round(county, 6), county.housing), "2")
    odd = Draft(progress="a\0\ud800\r\nb" + "长" * LONGEST, claim="other", outlook="?")
    save_line(clerk, line, odd, revision=0, now=NOW)
    kept = line_of(line.submission, "2")
    assert kept.progress.startswith("a?\nb长")
    assert (len(kept.progress), kept.claim, kept.outlook) == (LONGEST, "", "")


def test_nothing_changes_while_the_head_has_the_sheet(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    open_sheet(clerk, sheet, now=NOW)
    for number in "12":
        save_line(clerk, line_of(sheet, number), WRITTEN, revision=0, now=NOW)
    ask_signature(clerk, sheet, now=NOW)
    with pytest.raises(LockedError, match="取回"):
        save_line(clerk, line_of(sheet, "2"), Draft(progress="改"), revision=1, now=NOW)


def test_a_closed_round_takes_no_more_drafts(county: County, clerk: Actor) -> None:
    june = a_round(county, 6)
    line = line_of(sheet_of(june, county.housing), "2")
    june.closed_at = NOW
    june.save()
    line.refresh_from_db()
    with pytest.raises(LockedError, match="更正"):
        save_line(clerk, line, WRITTEN, revision=0, now=NOW)


def test_another_organisation_writes_nothing_here(county: County, neighbour: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    for attempt in (
        lambda: open_sheet(neighbour, sheet, now=NOW),
        lambda: save_line(neighbour, line_of(sheet, "2"), WRITTEN, revision=0, now=NOW),
        lambda: declare_unchanged(neighbour, sheet, [line_of(sheet, "2").pk], now=NOW),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert line_of(sheet, "2").progress == ""


def test_unchanged_takes_over_the_last_words_and_claim(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    lines = [line_of(sheet, number).pk for number in "12"]
    assert declare_unchanged(clerk, sheet, lines, now=NOW) == tuple(lines)
    line = line_of(sheet, "1")
    assert line.progress == "供热管网改造完成5.2公里，G518沿线管网已通水。"
    assert (line.claim, line.unchanged) == ("met", True)
    assert {one.stage for one in sheet_lines(sheet)} == {Stage.UNCHANGED}


def test_a_task_without_an_earlier_report_cannot_be_unchanged(
    county: County, street_clerk: Actor
) -> None:
    sheet = sheet_of(a_round(county, 6), county.north_street)
    assert declare_unchanged(street_clerk, sheet, [line_of(sheet, "4").pk], now=NOW) == ()


def test_what_was_written_is_never_overwritten_by_unchanged(county: County, clerk: Actor) -> None:
    sheet = sheet_of(a_round(county, 6), county.housing)
    line = line_of(sheet, "2")
    save_line(clerk, line, WRITTEN, revision=0, now=NOW)
    assert declare_unchanged(clerk, sheet, [line.pk], now=NOW) == ()
    assert line_of(sheet, "2").progress == "1-6月出让土地420亩。"
