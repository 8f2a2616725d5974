"""Messages go out by e-mail and robots, again after failures, by the next way after those, never twice.

Everything here talks to real servers on this machine.
"""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime, time, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from jiannuo.history.actions.record import Author
from jiannuo.history.models import Entry
from jiannuo.outbox.actions.deliver import LEASE, deliver_due, note_unknown
from jiannuo.outbox.actions.post import Draft, post
from jiannuo.outbox.actions.resolve import NotOpenError, count_as_sent, drop, send_again
from jiannuo.outbox.actions.set_address import AddressRefusedError, add_address, end_address
from jiannuo.outbox.channels.robots import signature
from jiannuo.outbox.models import Address, Channel, Delivery, Endpoint, Message
from jiannuo.outbox.queries import dead_endpoints, messages_of, open_deliveries, unread_of
from jiannuo.outbox.quiet import after_quiet
from tests.apps.outbox.conftest import Mailbox, Robot, nobodys_port

pytestmark = pytest.mark.django_db

WHO = Author("user:1", "督查员")


def _soon(minutes: float = 0) -> datetime:
    return timezone.now() + timedelta(minutes=minutes, seconds=1)


def _post(key: str = "k1", recipient: str = "user:1", **more: Any) -> Message:
    draft = Draft(
        key=key,
        recipient=recipient,
        recipient_name="张三",
        title="5月月报今晚24:00截止",
        text="区住建局：5月月报（1、2项）还没有报送。",
        **more,
    )
    (message,) = post([draft], timezone.now())
    return message


def _states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


class TestMail:
    @pytest.fixture(autouse=True)
    def address(self, mailbox: Mailbox) -> Address:
        return add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")

    def test_a_message_arrives(self, mailbox: Mailbox, settings: Any) -> None:
        settings.JIANNUO_SITE_URL = "https://ducha.example.gov.cn"
        _post()
        assert deliver_due(_soon()) == 1
        (letter,) = mailbox.letters
        read = message_from_bytes(letter.encode())
        assert str(make_header(decode_header(read["Subject"]))) == "5月月报今晚24:00截止"
        assert (read["To"], read["From"]) == ("zhang@example.gov.cn", "ducha@example.gov.cn")
        text = read.get_payload(decode=True).decode()  # type: ignore[union-attr]
        assert "还没有报送" in text
        assert "https://ducha.example.gov.cn" in text
        assert _states() == ["sent"]
        assert deliver_due(_soon(60)) == 0

    def test_the_same_occasion_is_told_once(self, mailbox: Mailbox) -> None:
        _post()
        assert (
            post(
                [Draft(key="k1", recipient="user:1", recipient_name="", title="", text="")],
                timezone.now(),
            )
            == []
        )
        deliver_due(_soon())
        assert len(mailbox.letters) == 1

    def test_a_busy_server_is_tried_again_later(self, mailbox: Mailbox) -> None:
        mailbox.letter_answer = "451 try later"
        _post()
        deliver_due(_soon())
        assert _states() == ["waiting"]
        assert deliver_due(_soon()) == 0  # not at once
        mailbox.letter_answer = ""
        deliver_due(_soon(2))
        assert (_states(), len(mailbox.letters)) == (["sent"], 1)

    def test_an_unknown_recipient_is_not_tried_again(self, mailbox: Mailbox) -> None:
        mailbox.recipient_answer = "550 no such user"
        _post()
        deliver_due(_soon())
        assert _states() == ["failed"]
        assert "550" in Delivery.objects.get().error
        assert open_deliveries().count() == 1
        assert not dead_endpoints().exists()  # the server itself works

    def test_a_server_that_hangs_up_leaves_the_outcome_unknown(self, mailbox: Mailbox) -> None:
        mailbox.hangs_up = True
        _post()
        deliver_due(_soon())
        assert _states() == ["unknown"]
        assert deliver_due(_soon(9999)) == 0

    def test_after_many_failures_it_is_given_up_and_listed(self, settings: Any) -> None:
        settings.EMAIL_PORT = nobodys_port()
        _post()
        for hours in range(7):
            deliver_due(_soon(60 * hours))
        assert _states() == ["failed"]
        assert [one.name for one in dead_endpoints()] == ["email"]
        assert "连不上邮件服务器" in open_deliveries()[0].error

    def test_without_a_mail_server_the_message_stands_on_the_site(self, settings: Any) -> None:
        settings.EMAIL_HOST = ""
        _post()
        assert Delivery.objects.count() == 0
        assert unread_of("user:1") == 1


class TestRobots:
    def test_wecom(self, robot: Robot) -> None:
        add_address(WHO, "place:1", Channel.WECOM, robot.url)
        _post(recipient="place:1")
        deliver_due(_soon())
        ((path, body),) = robot.posts
        assert path == "/robot/send?key=abc"
        assert body["msgtype"] == "text"
        assert body["text"]["content"].startswith("5月月报今晚24:00截止\n区住建局")

    def test_wecom_takes_2048_bytes(self, robot: Robot) -> None:
        add_address(WHO, "place:1", Channel.WECOM, robot.url)
        long = Draft(
            key="k", recipient="place:1", recipient_name="群", title="催报", text="区" * 2000
        )
        post([long], timezone.now())
        deliver_due(_soon())
        assert len(robot.posts[0][1]["text"]["content"].encode()) <= 2048

    def test_dingtalk_is_signed(self, robot: Robot) -> None:
        add_address(WHO, "place:1", Channel.DINGTALK, robot.url, secret="SEC123")
        _post(recipient="place:1")
        deliver_due(_soon())
        ((path, body),) = robot.posts
        assert "timestamp=" in path
        assert "&sign=" in path
        assert body["msgtype"] == "text"

    def test_the_signature_is_dingtalks(self) -> None:
        # Computed with: printf '%s\n%s' 1577262236757 SEC123 | openssl dgst -sha256 -hmac SEC123 -binary | base64
        at = datetime.fromisoformat("2019-12-25T08:23:56.757+00:00")
        assert signature("SEC123", at) == {
            "timestamp": "1577262236757",
            "sign": "Z/IOagKYTkrnYtxAsTKneRe0bzmlPCH3ZDJPTD2h9QA=",
        }

    @pytest.mark.parametrize(
        ("status", "answer", "state"),
        [
            (200, b'{"errcode": 45009, "errmsg": "api freq out of limit"}', "waiting"),
            (200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}', "failed"),
            (200, b"<html>login</html>", "unknown"),
            (302, b"", "failed"),
            (404, b"", "failed"),
            (429, b"", "waiting"),
            (503, b"", "waiting"),
        ],
    )
    def test_what_the_robot_answers_decides(
        self, robot: Robot, status: int, answer: bytes, state: str
    ) -> None:
        robot.status, robot.answer = status, answer
        add_address(WHO, "place:1", Channel.WECOM, robot.url)
        _post(recipient="place:1")
        deliver_due(_soon())
        assert _states() == [state]

    def test_a_connection_that_breaks_leaves_the_outcome_unknown(self, robot: Robot) -> None:
        robot.hangs_up = True
        add_address(WHO, "place:1", Channel.WECOM, robot.url)
        _post(recipient="place:1")
        deliver_due(_soon())
        assert (_states(), len(robot.posts)) == (["unknown"], 1)
        deliver_due(_soon(9999))
        assert len(robot.posts) == 1

    @pytest.mark.parametrize(
        "url", ["http://127.0.0.1:22/", "https://evil.example/", "file:///etc/passwd", ""]
    )
    def test_other_hosts_are_refused(self, url: str) -> None:
        with pytest.raises(AddressRefusedError):
            add_address(WHO, "place:1", Channel.WECOM, url)

    def test_a_host_that_is_no_longer_allowed_gets_nothing(
        self, robot: Robot, settings: Any
    ) -> None:
        add_address(WHO, "place:1", Channel.WECOM, robot.url)
        settings.JIANNUO_WEBHOOK_HOSTS = frozenset()
        _post(recipient="place:1")
        deliver_due(_soon())
        assert (_states(), robot.posts) == (["failed"], [])


class TestFallback:
    def test_a_refused_message_takes_the_next_way(self, mailbox: Mailbox, robot: Robot) -> None:
        add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
        add_address(WHO, "user:1", Channel.WECOM, robot.url)
        mailbox.recipient_answer = "550 no such user"
        _post()
        deliver_due(_soon())
        deliver_due(_soon())
        assert (_states(), len(robot.posts)) == (["failed", "sent"], 1)
        assert not open_deliveries().exists()

    def test_a_dead_way_is_passed_over_and_probed_now_and_then(
        self, mailbox: Mailbox, robot: Robot, settings: Any
    ) -> None:
        add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
        add_address(WHO, "user:1", Channel.WECOM, robot.url)
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, nobodys_port()
        _post("k1")
        for minutes in (0, 3, 6):
            deliver_due(_soon(minutes))
        deliver_due(_soon(6))
        assert (_states(), len(robot.posts)) == (["failed", "sent"], 1)
        _post("k2")
        deliver_due(_soon(7))
        deliver_due(_soon(7))
        assert _states()[2:] == ["dropped", "sent"]  # the dead server wasn't even asked
        settings.EMAIL_PORT = port
        _post("k3")
        deliver_due(_soon(30))
        assert (_states()[4:], len(mailbox.letters)) == (["sent", "held"], 1)
        assert not dead_endpoints().exists()

    def test_an_ended_address_is_no_way(self, mailbox: Mailbox, robot: Robot) -> None:
        add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
        second = add_address(WHO, "user:1", Channel.WECOM, robot.url)
        mailbox.recipient_answer = "550 no such user"
        _post()
        end_address(WHO, second)
        deliver_due(_soon())
        deliver_due(_soon())
        assert (_states(), robot.posts) == (["failed", "held"], [])
        assert open_deliveries().count() == 1


class TestQuietHours:
    @pytest.mark.parametrize(
        ("written", "sent"),
        [("21:59", "21:59"), ("22:00", "07:00+1"), ("03:00", "07:00"), ("07:00", "07:00")],
    )
    def test_at_night_a_message_waits_for_the_morning(self, written: str, sent: str) -> None:
        now = timezone.make_aware(datetime.fromisoformat(f"2023-06-07T{written}"))
        expected = timezone.make_aware(datetime.fromisoformat(f"2023-06-07T{sent[:5]}"))
        expected += timedelta(days=1 if sent.endswith("+1") else 0)
        assert after_quiet(timezone.localtime(now), (time(22), time(7))) == expected

    def test_at_noon_too_if_one_says_so(self) -> None:
        now = timezone.localtime(timezone.make_aware(datetime.fromisoformat("2023-06-07T12:30")))
        assert after_quiet(now, (time(12), time(13))).hour == 13
        assert after_quiet(now, None) == now

    def test_an_urgent_one_goes_at_once(self, mailbox: Mailbox, settings: Any) -> None:
        settings.JIANNUO_QUIET_HOURS = (time(0), time(23, 59, 59))
        add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
        _post("quiet")
        _post("urgent", urgent=True)
        assert deliver_due(_soon()) == 1
        assert len(mailbox.letters) == 1


class TestDeciding:
    @pytest.fixture
    def unknown(self, mailbox: Mailbox) -> Delivery:
        add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
        mailbox.hangs_up = True
        _post()
        deliver_due(_soon())
        mailbox.hangs_up = False
        mailbox.letters.clear()
        return Delivery.objects.get()

    def test_a_person_sends_it_again(self, unknown: Delivery, mailbox: Mailbox) -> None:
        send_again(WHO, unknown, now=timezone.now())
        deliver_due(_soon())
        assert (_states(), len(mailbox.letters)) == (["sent"], 1)
        assert Entry.objects.filter(action="message.send_again").count() == 1
        with pytest.raises(NotOpenError):
            send_again(WHO, unknown, now=timezone.now())

    @pytest.mark.parametrize(("decide", "state"), [(count_as_sent, "sent"), (drop, "dropped")])
    def test_or_lets_it_be(
        self, unknown: Delivery, mailbox: Mailbox, decide: Callable[..., None], state: str
    ) -> None:
        decide(WHO, unknown, now=timezone.now())
        assert deliver_due(_soon(9999)) == 0
        assert (_states(), mailbox.letters) == ([state], [])


KILLED = """
    import os
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    django.setup()
    from django.conf import settings
    from django.db import connection
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", {port}
    settings.DEFAULT_FROM_EMAIL = "ducha@example.gov.cn"
    settings.DATABASES["default"]["NAME"] = {database!r}
    connection.settings_dict["NAME"] = {database!r}
    from django.utils import timezone
    from jiannuo.outbox.actions.deliver import deliver_due
    print("ready", flush=True)
    deliver_due(timezone.now())
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_marking_never_sends_twice(settings: Any) -> None:
    """The server takes the letter and lets the worker wait for its answer; then the worker is killed."""
    settings.EMAIL_HOST, settings.JIANNUO_QUIET_HOURS = "127.0.0.1", None
    add_address(WHO, "user:1", Channel.EMAIL, "zhang@example.gov.cn")
    _post()
    with socket.create_server(("127.0.0.1", 0)) as server:
        database = str(connection.settings_dict["NAME"])
        script = KILLED.format(port=server.getsockname()[1], database=database)
        worker = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script)],
            stdout=subprocess.PIPE,
            env={**os.environ, "JIANNUO_HOME": str(settings.HOME)},
        )
        server.settimeout(60)
        talk, _ = server.accept()
        letter = _take_letter(talk)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        talk.close()
    assert worker.stdout is not None
    worker.stdout.close()
    assert "zhang@example.gov.cn" in letter
    assert _states() == ["sending"]
    assert deliver_due(_soon()) == 0
    assert note_unknown(_soon()) == 0  # it might still be at work
    later = timezone.now() + LEASE + timedelta(seconds=5)
    assert note_unknown(later) == 1
    assert deliver_due(later) == 0
    assert [one.state for one in open_deliveries()] == ["unknown"]


def test_the_site_keeps_every_message(mailbox: Mailbox) -> None:
    _post("a")
    _post("b")
    assert [one.key for one in messages_of("user:1")] == ["b", "a"]
    assert unread_of("user:1") == 2
    assert not Endpoint.objects.exists()


def _take_letter(talk: socket.socket) -> str:
    """Speak the mail server's part until the letter is complete; leave its last answer out."""
    talk.settimeout(60)
    stream = talk.makefile("rwb")

    def say(line: str) -> None:
        stream.write(line.encode() + b"\r\n")
        stream.flush()

    said: list[str] = []
    say("220 here")
    while line := stream.readline().decode():
        said.append(line)
        if line.upper().startswith("DATA"):
            say("354 go on")
        elif line == ".\r\n":
            return "".join(said)
        elif len(said) < 2 or not any(one.upper().startswith("DATA") for one in said):
            say("250 ok")
    return "".join(said)
