"""A session is recognised by its browser and system."""

import pytest

from jiannuo.desk.gate.devices import device_of

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} Safari/537.36{}"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (CHROME.format("Windows NT 6.1; Win64; x64", "109.0.0.0", ""), "Windows 7 上的 Chrome 109"),
        (CHROME.format("Windows NT 10.0", "120.0.0.0", " Edg/120.0"), "Windows 上的 Edge 120"),
        (CHROME.format("Windows NT 10.0", "86.0", " 360SE"), "Windows 上的 360 浏览器"),
        (CHROME.format("X11; Linux x86_64; Kylin", "90.0", ""), "麒麟上的 Chrome 90"),
        ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/115.0", "Linux 上的 Firefox 115"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_device_by_its_user_agent(agent: str, device: str) -> None:
    assert device_of(agent) == device
