"""E-mail, by Django's own mail over the server that the settings name."""

import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from jiannuo.outbox.channels.letters import (
    Letter,
    NotTakenError,
    OutcomeUnknownError,
    RefusedError,
)

TIMEOUT: Final = 20
"""Seconds for each step of the talk with the mail server."""
_PERMANENT: Final = 500


def can_mail() -> bool:
    """Say whether a mail server is configured."""
    return bool(settings.EMAIL_HOST)


def send_mail(letter: Letter) -> None:
    """Send an e-mail. Raises NotTakenError, RefusedError or OutcomeUnknownError."""
    connection = get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError as error:
        raise NotTakenError(f"邮件服务器不认可账号口令（{error.smtp_code}）。") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotTakenError(f"连不上邮件服务器：{_words(error)}。") from error
    message = EmailMessage(
        subject=letter.title, body=letter.text, to=[letter.to], connection=connection
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise _by_code(code, words) from error
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise OutcomeUnknownError(f"发送中连接断开：{_words(error)}。") from error
    finally:
        connection.close()


def _by_code(code: int, words: bytes | str) -> NotTakenError | RefusedError:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    said = f"邮件服务器答复 {code} {text}"[:300]
    return RefusedError(said) if code >= _PERMANENT else NotTakenError(said)


def _words(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__
