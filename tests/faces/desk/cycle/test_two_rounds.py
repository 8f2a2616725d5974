"""May and June 2023 in Linzi, from the dropped list to two locked rounds, in a real Chromium."""

from pathlib import Path

import pytest

from jiannuo.reporting.models import ReportingRound
from tests.apps.outbox.conftest import Mailbox
from tests.faces.desk.conftest import Enter
from tests.faces.desk.cycle import ending, june, may, opening, review
from tests.faces.desk.cycle.linzi import Linzi
from tests.faces.desk.cycle.stage import Stage

pytestmark = pytest.mark.browser


def test_two_rounds(place: Linzi, enter: Enter, mailbox: Mailbox, tmp_path: Path) -> None:
    stage = Stage(place, enter, tmp_path)
    _opening(stage)
    first = _may(stage, mailbox)
    _review(stage, first)
    second = _june(stage, first)
    ending.mays_ledger_is_the_bulletin(place)
    ending.junes_report_names_nobody_twice(place)
    ending.every_version_is_there()
    ending.the_burden_is_counted(stage, first, second)


def _opening(stage: Stage) -> None:
    opening.take_the_list_in(stage)
    opening.put_names_right(stage)
    made = opening.issue(stage)
    opening.sign_for_receipt(stage, made)
    opening.file_plans(stage, made)


def _may(stage: Stage, mailbox: Mailbox) -> ReportingRound:
    one = may.open_the_round(stage)
    may.most_report(stage, one)
    may.remind(stage, one, mailbox)
    may.the_union_pastes(stage)
    may.the_cooperative_signs_with_ink(stage)
    may.a_share_is_handed_over(stage, one)
    may.everybody_is_in(stage, one)
    return one


def _review(stage: Stage, one: ReportingRound) -> None:
    stage.linzi.clock.to(6, 8)
    review.queue_of(stage, one, waiting=126)
    review.return_one_field(stage, one, "63", "区财政局")
    review.report_again(stage, one, "63", "区财政局")
    review.accept_by_keys(stage, one)
    review.lock(stage, one)
    review.tallies_of(stage, met=106, partly=15, missed=3)


def _june(stage: Stage, before: ReportingRound) -> ReportingRound:
    one = june.the_round_comes_by_rule(stage)
    june.the_lead_changes(stage, one)
    june.unchanged_at_a_press(stage, one)
    june.a_figure_falls(stage, one)
    june.may_is_corrected(stage, before)
    june.offline(stage, one, stage.pictures)
    june.forms_by_messenger(stage, one, stage.pictures)
    june.the_rest_report(stage, one)
    june.june_is_reviewed(stage, one)
    return one
