"""The demonstration: five public documents in one ledger, with an account of each role."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import click
from django.core.management import call_command
from django.db import connections
from django.db.models import Count

import jiannuo
from jiannuo.cli.installation import pending_migrations
from jiannuo.cli.intake import take_in
from jiannuo.cli.refusal import Refusal
from jiannuo.cli.server import is_free, serve
from jiannuo.cli.setup_command import create_places
from jiannuo.directory.actor import machine
from jiannuo.directory.clock import now
from jiannuo.directory.demonstration import create_demo_accounts, demo_accounts
from jiannuo.directory.models import Leader, Organisation, Place
from jiannuo.ledger.periods import Span
from jiannuo.publishing.actions.describe_face import describe_face
from jiannuo.publishing.actions.draft_release import Terms, draft_release
from jiannuo.publishing.actions.pass_on import clear_release, send_to_review
from jiannuo.publishing.actions.publish import publish
from jiannuo.publishing.actions.redact import answer_all
from jiannuo.reporting.actions.round.announce import announce_round
from jiannuo.reporting.actions.round.by_rule import keep_rounds
from jiannuo.reporting.actions.round.create import create_round
from jiannuo.reporting.actions.round.set_rule import RuleTerms, set_rule
from jiannuo.reporting.actions.round.take_over import take_over_reports
from jiannuo.reporting.deadlines import due_sentence

_DOCUMENTS: Final = (
    ("004_e22efe1dde90f469.txt", "山东省/淄博市/临淄区"),
    ("003_857b64ca4ee96613.txt", "山东省/济南市/市中区"),
    ("002_5b21fe4f66f86578.txt", "山东省/枣庄市/山亭区"),
    ("001_62f8611f6e308b34.txt", "山东省/临沂市"),
    ("000_e2fc01da5569da0c.txt", "山东省/临沂市"),
)
"""The sample documents and the places that they are about; the first place gets the accounts."""

_PORTS_TRIED: Final = 20
_REPORTED: Final = Span("month", 5)
"""The period that the first document reports about."""
_OPEN_DAYS: Final = 30
"""A round opens so early in the demonstration that June's can be filled in on 8 June."""


def run(home: Path, host: str, port: int, *, fresh: bool) -> None:
    """Fill the ledger unless this version has filled it already, then serve it until Ctrl-C."""
    finished = home / "filled"
    if fresh or not _is_current(finished):
        _clear(home)
        _fill()
        finished.write_text(jiannuo.__version__)
    free = next((p for p in range(port, port + _PORTS_TRIED) if is_free(host, p)), None)
    if free is None:
        raise Refusal(f"端口 {port} 到 {port + _PORTS_TRIED - 1} 都被占用，请用 --port 换一个。")
    serve(host, free, workers=1, background=True, greeting=_greeting(f"http://{host}:{free}/"))


def _is_current(finished: Path) -> bool:
    """Tell whether a demonstration was filled to the end, by this version of the product."""
    if not finished.exists() or finished.read_text() != jiannuo.__version__:
        return False
    return pending_migrations() == 0


def _clear(home: Path) -> None:
    """Remove an unfinished or older demonstration: the database; kept files are found again.

    Asking for its migrations has opened the old database; an open one would live on, unseen.
    """
    connections.close_all()
    for name in ("filled", "jiannuo.sqlite3", "jiannuo.sqlite3-wal", "jiannuo.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)


def _fill() -> None:
    click.echo("正在建演示台账……")
    call_command("migrate", verbosity=0, interactive=False)
    samples = files("jiannuo") / "samples"
    places = []
    for name, path in _DOCUMENTS:
        place = create_places(path)
        upload = take_in(place, name, (samples / name).read_bytes())
        click.echo(f"  {place.full_name}：{upload.rows} 项，{upload.doubts} 处待问")
        places.append(place)
    first = places[0]
    organisation = (
        Organisation.objects.filter(place=first).annotate(n=Count("assignments")).latest("n")
    )
    leader = Leader.objects.filter(place=first).annotate(n=Count("task_leaders")).latest("n")
    create_demo_accounts(
        machine(),
        places=tuple(dict.fromkeys(places)),
        organisation=organisation,
        leader=leader,
    )
    _begin_rounds(first)
    _publish(first)


def _begin_rounds(place: Place) -> None:
    """Begin the place's rounds: May as the office's own bulletin reports it (代录), June open."""
    actor = machine("演示")
    rule = set_rule(actor, place, RuleTerms(open_days=_OPEN_DAYS))
    moment = now(place)
    may = create_round(actor, place, year=moment.year, span=_REPORTED, rule=rule)
    take_over_reports(actor, may, now=moment)
    announce_round(actor, may, at=moment)
    keep_rounds(actor)
    click.echo(f"  {place.full_name}：{due_sentence(may)}")


def _publish(place: Place) -> None:
    """Make the place's May public, as its own bulletin did: public data, led through every step."""
    actor, moment = machine("演示"), now(place)
    describe_face(
        actor,
        place,
        slug="linzi",
        office=f"{place.name}人民政府办公室",
        telephone="",
        complain_at="这是演示站。实际使用时，这里写本地受理意见的渠道，如12345热线。",
    )
    plan = place.plans.latest("pk")
    release = draft_release(actor, Terms(plan=plan, span=_REPORTED), now=moment)
    send_to_review(actor, release)
    answer_all(actor, release, kept=True)
    clear_release(actor, release, now=moment)
    publish(actor, release, now=moment)
    click.echo(f"  {place.full_name}：已公开{_REPORTED.label}进展，见 /public/")


def _greeting(address: str) -> str:
    accounts = [
        f"  {account.username:<10} {account.password}   {account.who}"
        for account in demo_accounts()
    ]
    return "\n".join(
        [
            "",
            f"践诺演示：请在浏览器中打开 {address}",
            "账号（用户名  口令）：",
            *accounts,
            "按 Ctrl-C 停止。",
        ]
    )
