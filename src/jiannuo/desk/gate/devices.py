"""What a browser says of itself, in words that its owner recognises."""

import re
from typing import Final

_BROWSERS: Final = (
    (re.compile(r"360(?:SE|EE)|QIHU"), "360 浏览器"),
    (re.compile(r"QQBrowser/(\d+)"), "QQ 浏览器"),
    (re.compile(r"Edg/(\d+)"), "Edge"),
    (re.compile(r"Firefox/(\d+)"), "Firefox"),
    (re.compile(r"Chrome/(\d+)"), "Chrome"),
    (re.compile(r"Safari/(\d+)"), "Safari"),
)
"""The special ones first: nearly every browser calls itself Chrome and Safari, too."""
_SYSTEMS: Final = (
    ("Windows NT 6.1", "Windows 7"),
    ("Windows", "Windows"),
    ("UOS", "统信 UOS"),
    ("Kylin", "麒麟"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_of(agent: str) -> str:
    """Return browser and system of a user agent (Windows 7 上的 Chrome 109); its own words if unknown."""
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    for pattern, name in _BROWSERS:
        found = pattern.search(agent)
        if found is not None:
            browser = " ".join((name, *found.groups()))
            space = " " if system.isascii() else ""
            return f"{system}{space}上的 {browser}" if system else browser
    return agent
