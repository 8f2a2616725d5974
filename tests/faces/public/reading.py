"""What a reader does with the public site: opens pages, reads them, follows every link."""

import html
import re
from collections.abc import Iterator
from typing import Any, Final

from django.test import Client

_TAGS: Final = re.compile(r"<[^>]+>")
_LINK: Final = re.compile(r'<a [^>]*href="([^"]+)"[^>]*>')
HOME: Final = "/public/"


def text_of(response: Any) -> str:
    """Return a page's words, tags and white space left out."""
    assert response.status_code == 200, (response.status_code, response.content[:200])
    return words_of(response)


def words_of(response: Any) -> str:
    """Return the words of any answer's page."""
    return "".join(html.unescape(_TAGS.sub(" ", response.content.decode())).split())


def links_of(response: Any, address: str, *, dynamic: bool = True) -> list[str]:
    """Return where a page leads below /public/."""
    found = []
    for link in _LINK.finditer(response.content.decode()):
        if not dynamic and "data-dynamic" in link[0]:
            continue
        to = html.unescape(link[1]).partition("#")[0]
        if to.startswith("?"):
            to = address.partition("?")[0] + to
        if to.startswith(HOME):
            found.append(to)
    return found


def walk(reader: Client, *starts: str, **environment: Any) -> Iterator[tuple[str, Any]]:
    """Open every page that can be reached; with `environment` as a static copy is made."""
    seen: set[str] = set()
    todo = list(starts) or [HOME]
    while todo:
        address = todo.pop()
        if address not in seen:
            seen.add(address)
            response = reader.get(address, **environment)
            yield address, response
            todo += links_of(response, address, dynamic=not environment)
