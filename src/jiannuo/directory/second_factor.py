"""The second factor at login: codes of an authenticator (TOTP, RFC 6238), and what stands in for it.

Everything happens on this machine: secrets are made and checked here and the QR code is drawn here.
Secrets are stored encrypted under a key that is derived from the installation's (`SECRET_KEY`),
which is not in the database.
"""

import base64
import hmac
import secrets
from datetime import datetime
from typing import Final

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from jiannuo.directory.models import RecoveryCode, Role, SecondFactor, User

ISSUER: Final = "践诺"
STEP: Final = 30
"""Seconds that a code is shown (RFC 6238)."""
_WINDOW: Final = 1
"""Steps that a clock may be off, either way."""
RECOVERY_CODES: Final = 10
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def is_required(roles: frozenset[Role]) -> bool:
    """Say whether this installation demands a second factor of somebody with these roles."""
    return not roles.isdisjoint(settings.JIANNUO_SECOND_FACTOR_ROLES)


def confirmed_factor(user: User) -> SecondFactor | None:
    """Return the authenticator that a user has to answer with; None where there is none."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def provisioning_uri(factor: SecondFactor) -> str:
    """Return what an authenticator's QR code says."""
    secret = reveal(factor.secret)
    return pyotp.TOTP(secret).provisioning_uri(name=factor.user.username, issuer_name=ISSUER)


def matching_step(factor: SecondFactor, code: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to; None where it is wrong or was used already.

    A step is good once: who looks over a shoulder cannot use what they saw.
    """
    totp = pyotp.TOTP(reveal(factor.secret), interval=STEP)
    given = "".join(code.split())
    at = int(now.timestamp()) // STEP
    for step in range(at - _WINDOW, at + _WINDOW + 1):
        right = totp.generate_otp(step)
        if step > factor.last_step and hmac.compare_digest(right.encode(), given.encode()):
            return step
    return None


def matching_recovery_code(user: User, code: str) -> RecoveryCode | None:
    """Return the unused recovery code that was given; None where it is none."""
    digest = recovery_digest(user, code)
    return RecoveryCode.objects.filter(user=user, digest=digest, used_at=None).first()


def new_secret() -> str:
    """Return a fresh secret (Base32, 160 bits, as RFC 4226 recommends)."""
    return pyotp.random_base32()


def new_recovery_codes() -> tuple[str, ...]:
    """Return fresh recovery codes of 49 bits each, for paper."""
    letters = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    return tuple(f"{one[:5]}-{one[5:]}" for one in letters)


def recovery_digest(user: User, code: str) -> str:
    """Hash a recovery code under the installation's key: a copy of the database alone reveals none."""
    letters = "".join(one for one in code.upper() if one.isalnum())
    message = f"recovery:{user.pk}:{letters}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, "sha256").hexdigest()


def conceal(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _cipher().encrypt(secret.encode()).decode()


def reveal(stored: str) -> str:
    """Decrypt a stored secret.

    Raises SecretKeyChangedError where the installation's key is another than it was.
    """
    try:
        return _cipher().decrypt(stored.encode()).decode()
    except InvalidToken as error:
        raise SecretKeyChangedError from error


class SecretKeyChangedError(Exception):
    """A second factor was stored under another key of the installation."""

    def __init__(self) -> None:
        super().__init__(
            "系统密钥已更换，原来绑定的动态口令不能再用。请联系安全管理员解除后重新绑定。"
        )


def _cipher() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"jiannuo second factor").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))
