r"""Group robots: the webhooks of WeCom and DingTalk, in their own formats.

Sources: WeCom 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770): POST ``{msgtype, text}``,
answer ``{errcode, errmsg}``. DingTalk 自定义机器人安全设置 (open.dingtalk.com, 加签): the parameters
``timestamp`` (ms) and ``sign`` = Base64(HMAC-SHA256(secret, timestamp + "\n" + secret)).
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from django.conf import settings
from django.utils import timezone

from jiannuo.outbox.channels.letters import (
    Letter,
    NotTakenError,
    OutcomeUnknownError,
    RefusedError,
)

TIMEOUT: Final = httpx2.Timeout(15.0, connect=5.0)
_BUSY_CODES: Final = frozenset({-1, 45009, 130101, 410100})
"""WeCom: system busy, too many calls; DingTalk: too fast, limited. All others refuse for good."""
_TOO_MANY: Final = 429
_SERVER_FAULT: Final = 500
_WECOM_BYTES: Final = 2048


def is_allowed(url: str) -> bool:
    """Say whether a webhook's address is one of the hosts that an operator allows."""
    parts = urlsplit(url)
    return parts.scheme in {"https", "http"} and parts.netloc in settings.JIANNUO_WEBHOOK_HOSTS


def send_wecom(letter: Letter) -> None:
    """Post to a WeCom robot; its texts may have 2,048 bytes."""
    text = f"{letter.title}\n{letter.text}".encode()[:_WECOM_BYTES].decode(errors="ignore")
    _post(letter.to, {"msgtype": "text", "text": {"content": text}}, {})


def send_dingtalk(letter: Letter) -> None:
    """Post to a DingTalk robot, signed where it has a secret."""
    content = {"msgtype": "text", "text": {"content": f"{letter.title}\n{letter.text}"}}
    params = signature(letter.secret, timezone.now()) if letter.secret else {}
    _post(letter.to, content, params)


def signature(secret: str, now: datetime) -> dict[str, str]:
    """Return the parameters that sign a call to a DingTalk robot."""
    timestamp = str(round(now.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": timestamp, "sign": base64.b64encode(digest).decode()}


def _post(url: str, content: dict[str, Any], params: dict[str, str]) -> None:
    if not is_allowed(url):
        raise RefusedError("这个机器人地址不在允许的主机之列（JIANNUO_WEBHOOK_HOSTS）。")
    try:
        with httpx2.Client(timeout=TIMEOUT, follow_redirects=False) as client:
            address = httpx2.URL(url).copy_merge_params(params)
            answer = client.post(address, json=content)
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
        raise NotTakenError(f"连不上机器人：{str(error)[:200] or '超时'}。") from error
    except httpx2.HTTPError as error:
        raise OutcomeUnknownError(f"发送中连接断开：{str(error)[:200] or '超时'}。") from error
    if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_FAULT:
        raise NotTakenError(f"机器人答复 {answer.status_code}。")
    _read(answer)


def _read(answer: httpx2.Response) -> None:
    """Read what the robot says. Raises RefusedError or NotTakenError unless it has taken the message."""
    if not answer.is_success:
        raise RefusedError(f"机器人答复 {answer.status_code}。")
    try:
        said = answer.json()
        code, words = int(said["errcode"]), str(said.get("errmsg", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OutcomeUnknownError("机器人的答复看不懂，不知道是否已发出。") from error
    if code in _BUSY_CODES:
        raise NotTakenError(f"机器人答复 {code} {words}"[:300])
    if code != 0:
        raise RefusedError(f"机器人答复 {code} {words}"[:300])
