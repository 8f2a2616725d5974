"""A county with as many organisations as wanted, each with a clerk and its tasks, and an open round."""

import logging
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone

from jiannuo.core.records import Column, Document, Period, PeriodKind, Row, Table, Unit
from jiannuo.core.tables import RawDocument
from jiannuo.directory.actions.create_place import create_place
from jiannuo.directory.actions.create_user import create_user
from jiannuo.directory.actions.grant_role import grant_role
from jiannuo.directory.actor import machine
from jiannuo.directory.models import Organisation, PlaceLevel, Role
from jiannuo.documents.actions.keep_file import keep_file
from jiannuo.documents.actions.store_parse import store_parse
from jiannuo.ledger.periods import Span
from jiannuo.reporting.actions.import_reports import import_document
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.models import Line, ReportingRound, Submission

_QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""Nobody types these passwords: the clerks' sessions are made here."""
PASSWORD = "Qiu-tian-8848"  # noqa: S105  of a database that lives for this run


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """A clerk who is logged in: the session's cookie, the sheet and the lines of her organisation."""

    organisation: str
    session: str
    csrf: str
    sheet: int
    lines: tuple[int, ...]


def prepare(organisations: int, tasks: int) -> list[Clerk]:
    """Make the county in the configured database; return its clerks, logged in."""
    call_command("migrate", verbosity=0)
    place = create_place(
        machine(), name="测试区", level=PlaceLevel.COUNTY, full_name=f"东川市测试区{os.getpid()}"
    )
    document = _plan(organisations, tasks)
    file, _ = keep_file(machine(), place, name="计划.txt", content=f"{os.getpid()}".encode())
    parse = store_parse(
        machine(),
        file,
        raw=RawDocument(name="计划.txt", format="text", blocks=()),
        document=document,
    )
    year = timezone.localdate().year
    import_document(machine(), document=document, parse=parse, place=place, year=year)
    made = create_round(machine(), place, year=year, span=Span("month", 6), needs_signature=False)
    ReportingRound.objects.filter(pk=made.pk).update(
        opens_on=timezone.localdate(), due_at=timezone.now() + timedelta(hours=2)
    )
    for loud in ("axes", "httpx2"):
        logging.getLogger(loud).setLevel(logging.WARNING)
    with override_settings(PASSWORD_HASHERS=_QUICK):
        return [_clerk(sheet) for sheet in _sheets(made)]


def _plan(organisations: int, tasks: int) -> Document:
    rows = tuple(
        Row(
            number=str(one * tasks + n + 1),
            task=f"第{one + 1}家单位第{n + 1}项任务，新增供热面积{n + 5}万平方米。",
            period_target=f"6月底前累计完成{n + 2}万平方米。",
            units=(Unit(name=f"区第{one + 1:03d}局", lead=True),),
        )
        for one in range(organisations)
        for n in range(tasks)
    )
    columns = (
        Column(header="序号", field="number"),
        Column(header="任务", field="task"),
        Column(header="6月目标", field="period_target"),
        Column(header="责任单位", field="units"),
    )
    return Document(
        source="计划.txt",
        title="年度工作任务计划表",
        period=Period(PeriodKind.MONTH, 6),
        tables=(Table(columns=columns, rows=rows),),
    )


def _sheets(made: ReportingRound) -> list[Submission]:
    return list(Submission.objects.filter(round=made).select_related("organisation"))


def _clerk(sheet: Submission) -> Clerk:
    organisation: Organisation = sheet.organisation
    user = create_user(
        machine(),
        username=f"clerk{sheet.pk}",
        name=f"填报人{sheet.pk}",
        password=PASSWORD,
        must_change_password=False,
    )
    grant_role(machine(), user, Role.CLERK, organisation=organisation)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Clerk(
        organisation=organisation.name,
        session=client.cookies[settings.SESSION_COOKIE_NAME].value,
        csrf=secrets.token_hex(16),
        sheet=sheet.pk,
        lines=tuple(Line.objects.filter(submission=sheet).values_list("pk", flat=True)),
    )
