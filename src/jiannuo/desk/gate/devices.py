"""What a browser says of itself, in words that its owner recognises."""

import re
from typing import Final

_BROWSERS: Final = (
    (re.compile(r"360(?:SE|EE)|QIHU"), "360 浏览器"),
    (re.compile(r"(?:QQBrowser|Edg|Firefox|Chrome|Safari)/(\d+)"), ""),
)
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
_NAMES: Final = {"QQBrowser": "QQ 浏览器", "Edg": "Edge"}


def device_of(agent: str) -> str:
    """Return browser and system of a user agent (Windows 7 上的 Chrome 109); its own words if unknown."""
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    for pattern, name in _BROWSERS:
        found = pattern.search(agent)
        if found is not None:
            word = found[0].partition("/")[0]
            browser = name or f"{_NAMES.get(word, word)} {found[1]}"
            return f"{system} 上的 {browser}" if system else browser
    return agent
