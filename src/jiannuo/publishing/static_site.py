"""Write the public site as a folder of files: every page, asked for as a browser would, then tied together.

The copy is found by following the site's own links from its first page, so whatever page it may have
one day is in it. Addresses become relative, so that the folder works on any server, below any
path, and from a memory stick.
"""

import os
import re
import shutil
from dataclasses import dataclass, field
from html import escape, unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import relpath
from tempfile import mkdtemp
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

_MARK: Final = "jiannuo.static"
"""In the WSGI environment: `public.pages.STATIC` explains it."""
_LINK: Final = re.compile(r'(?P<name>\s(?:href|src)=")(?P<address>[^"]*)"')
_DYNAMIC: Final = re.compile(r"<a\s[^>]*\bdata-dynamic\b[^>]*>(?P<words>.*?)</a>", re.DOTALL)
_CANONICAL: Final = re.compile(r'\s*<link rel="(?:canonical|alternate)"[^>]*>')
_OK: Final = 200
_NOT_FOUND: Final = 404
_HTML: Final = "text/html"


class BrokenSiteError(Exception):
    """A page that the site links to cannot be had; the message names both."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: int
    media_type: str
    body: bytes


@dataclass(slots=True)
class _Walk:
    """What is known while the site is walked: where each address is written, and what is still to ask."""

    live: str
    files: dict[str, PurePosixPath] = field(default_factory=dict)
    waiting: list[tuple[str, str]] = field(default_factory=list)


def write_site(target: Path, *, live: str = "") -> int:
    """Write the site into a folder that isn't there yet (or is empty) and return how many files it has.

    `live` is the address of a served site where searching and filtering go on; without one, links to
    what only a server can do are left out. Raises BrokenSiteError, OSError.
    """
    if target.exists() and any(target.iterdir()):
        raise OSError(f"文件夹 {target} 不是空的，请另选一个，或先清空它。")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        count = _walk(partial, live.rstrip("/"))
        partial.chmod(0o755)
        if target.exists():
            target.rmdir()
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return count


def _walk(folder: Path, live: str) -> int:
    walk = _Walk(live=live)
    ask = _Site(live)
    _enqueue(walk, reverse("public:home"), "")
    while walk.waiting:
        address, seen_on = walk.waiting.pop()
        answer = ask(address)
        if answer.status != _OK:
            raise BrokenSiteError(
                f"{seen_on or '首页'} 上的链接 {address} 打不开（{answer.status}）。"
            )
        body = answer.body
        if answer.media_type == _HTML:
            # What machines read of a page names it in full: where it is served, not where it was asked.
            text = answer.body.decode().replace(ask.origin, walk.live)
            body = _tied(text, address, walk).encode()
        path = folder / walk.files[address]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return len(walk.files)


class _Site:
    """Asks the running site for addresses, as an anonymous reader."""

    def __init__(self, live: str) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._live = live
        hosts = [one for one in settings.ALLOWED_HOSTS if one != "*"]
        self._host = hosts[0].lstrip(".") if hosts else "localhost"
        self._scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
        self.origin = f"{self._scheme}://{self._host}"

    def __call__(self, address: str) -> Answer:
        path, _, query = address.partition("?")
        if path.startswith(settings.STATIC_URL):
            return _static(path.removeprefix(settings.STATIC_URL))
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": urlsplit(f"//{self._host}").hostname or "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self._host,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": self._scheme,
            "HTTP_X_FORWARDED_PROTO": self._scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
            _MARK: self._live,
        }
        # Asked below the server's own signals, which would close the database after every page.
        answer = self._handler.get_response(WSGIRequest(environ))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either is there
        return Answer(answer.status_code, answer.get("Content-Type", "").partition(";")[0], body)


def _static(name: str) -> Answer:
    found = finders.find(unquote(name))
    if not isinstance(found, str):
        return Answer(_NOT_FOUND, "", b"")
    return Answer(_OK, "", Path(found).read_bytes())


def _tied(text: str, address: str, walk: _Walk) -> str:
    """Make a page's addresses relative, and ask for what they lead to."""
    here = walk.files[address].parent

    def link(found: re.Match[str]) -> str:
        wanted = unescape(found["address"])
        return f'{found["name"]}{escape(_written(wanted, address, here, walk))}"'

    return _LINK.sub(link, _CANONICAL.sub("", _DYNAMIC.sub(_dynamic(walk), text)))


def _dynamic(walk: _Walk) -> Any:
    """Return what becomes of links to what only a server can do: they lead there, or are left out."""

    def replaced(found: re.Match[str]) -> str:
        opening = found[0][: found.start("words") - found.start()]
        href = _LINK.search(opening)
        if not walk.live or href is None:
            return ""
        return f'<a href="{escape(_on(walk.live, unescape(href["address"])))}">{found["words"]}</a>'

    return replaced


def _on(live: str, address: str) -> str:
    return f"{live}{address}" if address.startswith("/") else address


def _written(wanted: str, address: str, here: PurePosixPath, walk: _Walk) -> str:
    """Return what stands for an address on a page of the copy."""
    bare, fragment = urldefrag(wanted)
    if not bare.startswith("/") or bare.startswith("//"):
        return wanted  # within the page, or to somewhere else
    query = urlsplit(bare).query
    if query and not bare.startswith(settings.STATIC_URL):
        return _on(walk.live, wanted) if walk.live else "#main"
    _enqueue(walk, bare, address)
    path = relpath(str(walk.files[bare]), str(here) or ".")
    return f"{path}#{fragment}" if fragment else path


def _enqueue(walk: _Walk, address: str, seen_on: str) -> None:
    if address not in walk.files:
        walk.files[address] = _path(address)
        walk.waiting.append((address, seen_on))


def _path(address: str) -> PurePosixPath:
    """Return where an address is written; the public site's first page is the folder's own."""
    path = unquote(urlsplit(address).path)
    home = reverse("public:home")
    inner = path.removeprefix(home) if path.startswith(home) else path.lstrip("/")
    if inner == "" or inner.endswith("/"):
        inner += "index.html"
    elif "." not in PurePosixPath(inner).name:
        inner += ".html"
    parts = [part for part in PurePosixPath(inner).parts if part not in {"..", os.sep}]
    return PurePosixPath(*parts)
