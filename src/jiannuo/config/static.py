"""Addresses of static files that change with their content, without a step to collect them."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

_DIGITS: Final = 12


class StampedStaticFilesStorage(StaticFilesStorage):
    """Stamps every address with its file's hash: browsers may keep a file for a year.

    Files are served straight from the installed package, so an upgrade has no step that an operator
    could forget, and a page never meets the scripts of another version.
    """

    def url(self, name: str | None) -> str:
        """Return the address; a file that isn't there has no stamp (and a page's test fails)."""
        address = super().url(name)
        stamp = _stamp(name or "") if settings.DEBUG else _stamp_once(name or "")
        return f"{address}?v={stamp}" if stamp else address


def _stamp(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:_DIGITS]


_stamp_once = lru_cache(maxsize=None)(_stamp)
