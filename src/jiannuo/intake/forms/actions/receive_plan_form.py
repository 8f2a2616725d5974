"""Take a filled plan form (附件3) in for the plan it belongs to."""

from datetime import datetime

from jiannuo.directory.actor import Actor
from jiannuo.intake.forms.actions.keep_form import (
    Handed,
    keep_form,
    read_form_file,
    require_own_name,
)
from jiannuo.intake.forms.errors import FormRefusedError
from jiannuo.intake.forms.models import FormArrival
from jiannuo.intake.forms.plan_reading import plan_form_of
from jiannuo.intake.forms.queries.plan_difference import places_any
from jiannuo.intake.names import clean_name
from jiannuo.reporting.actions.filing.errors import FilingLockedError
from jiannuo.reporting.actions.filing.open_filings import open_filing
from jiannuo.reporting.actions.filing.permission import require_writer
from jiannuo.reporting.models import PlanFiling
from jiannuo.reporting.queries.filings import BEING_WRITTEN


def receive_plan_form(
    actor: Actor, filing: PlanFiling, *, name: str, content: bytes, now: datetime
) -> FormArrival:
    """Take a form from whoever writes this plan: its organisation, or an officer for it (代录).

    Nothing is written into the plan by this. Raises FormRefusedError, FilingLockedError.
    """
    by_office = require_writer(actor, filing)
    if filing.state not in BEING_WRITTEN:
        raise FilingLockedError(filing.get_state_display())
    name = clean_name(name)
    form = plan_form_of(read_form_file(actor, filing.issue.place, name, content))
    if form is None:
        raise FormRefusedError(
            f"“{name}”里没有找到落实计划表（要有“任务内容”和各季度的目标几栏）。"
            "请下载落实计划表填写后再上传。"
        )
    year = filing.issue.year
    if form.year is not None and form.year != year:
        raise FormRefusedError(
            f"“{name}”是{form.year}年的计划表，这里报的是{year}年的，没有收下。请核对是否选错了文件。"
        )
    require_own_name(form.organisation, filing.organisation)
    open_filing(actor, filing)
    if not places_any(form, filing):
        raise FormRefusedError(
            f"“{name}”上的任务都不在这份通知里，没有收下。请核对是不是另一份通知的计划表。"
        )
    handed = Handed(name=name, content=content, said=form.to_json(), at=now)
    return keep_form(actor, filing, handed, on_behalf=by_office)
