"""A mail server and a robot's webhook on real sockets of this machine."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What a mail server has taken; `answer` is what it says to the next recipient or letter."""

    letters: list[str] = field(default_factory=list)
    recipient_answer: str = ""
    letter_answer: str = ""
    hangs_up: bool = False

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up:
            self.letters.append("taken, and hung up")
            server.transport.abort()  # type: ignore[union-attr]
            return ""
        if self.letter_answer:
            return self.letter_answer
        self.letters.append((envelope.content or b"").decode())  # type: ignore[union-attr]
        return "250 OK"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """Run a mail server, and let the product use it."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=nobodys_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.DEFAULT_FROM_EMAIL = "ducha@example.gov.cn"
    settings.JIANNUO_QUIET_HOURS = None
    yield box
    controller.stop()


@dataclass
class Robot:
    """A robot's webhook: what was posted to it, and what it answers."""

    url: str = ""
    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    status: int = 200
    answer: bytes = b'{"errcode": 0, "errmsg": "ok"}'
    hangs_up: bool = False


@pytest.fixture
def robots(settings: Any) -> Iterator[Callable[[], Robot]]:
    """Run as many webhooks as a test asks for."""
    servers: list[ThreadingHTTPServer] = []

    def start() -> Robot:
        one, server = _start()
        servers.append(server)
        hosts = {*settings.JIANNUO_WEBHOOK_HOSTS, one.url.split("/")[2]}
        settings.JIANNUO_WEBHOOK_HOSTS = frozenset(hosts)
        return one

    settings.JIANNUO_QUIET_HOURS = None
    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def robot(robots: Callable[[], Robot]) -> Robot:
    """Run one webhook."""
    return robots()


def _start() -> tuple[Robot, ThreadingHTTPServer]:
    one = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            one.posts.append((self.path, json.loads(body)))
            if one.hangs_up:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(one.status)
            self.send_header("Content-Length", str(len(one.answer)))
            self.end_headers()
            self.wfile.write(one.answer)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    one.url = f"http://127.0.0.1:{server.server_address[1]}/robot/send?key=abc"
    return one, server


def nobodys_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
