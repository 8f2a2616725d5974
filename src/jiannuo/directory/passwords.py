"""Password rules, as Django validators over one of two profiles.

`dengbao` (the default) is what inspectors of 网络安全等级保护 (classified protection, GB/T 22239-2019
§8.1.4.1) look for: eight characters of three of four classes, changed every 90 days, none of the last
five again. `asvs` is OWASP ASVS 5.0 §6.2: length instead of classes (6.2.5 forbids rules of
composition, 6.2.10 periodic change). The two contradict each other, so an installation chooses
(`JIANNUO_PASSWORD_PROFILE`); both refuse passwords that everybody tries first.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from jiannuo.directory.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a password policy demands; `days` None: a password never expires, `remembered` 0: no history."""

    shortest: int
    classes: int
    days: int | None
    remembered: int


PROFILES: Final[Mapping[str, Profile]] = {
    "dengbao": Profile(shortest=8, classes=3, days=90, remembered=5),
    "asvs": Profile(shortest=15, classes=1, days=None, remembered=0),
}
WARNED: Final = 14
"""Days before it expires, from which on the user is told."""

_WORDS: Final = ("jiannuo", "践诺", "duchashi", "duchaban", "dcs", "taizhang", "zhengfu", "admin")
_SHORTEST_PIECE: Final = 3
_SHORTEST_CORE: Final = 4
_LOOKALIKES: Final = str.maketrans({"@": "a", "0": "o", "1": "l", "$": "s", "3": "e", "5": "s"})
_UNSHIFTED: Final = str.maketrans("!@#$%^&*()", "1234567890")
_RUNS: Final = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
)  # fmt: skip


def profile() -> Profile:
    """Return the profile that this installation has chosen."""
    return PROFILES[settings.JIANNUO_PASSWORD_PROFILE]


def expires_at(user: User) -> datetime | None:
    """Return when a user's password must have been changed; None where it never must.

    In the demonstration passwords never expire: everybody may know them.
    """
    days = profile().days
    if days is None or settings.JIANNUO_DEMO or user.password_changed_at is None:
        return None
    return user.password_changed_at + timedelta(days=days)


def rule() -> str:
    """Return the rules as one sentence, for the form."""
    classes = "大写字母、小写字母、数字、其他符号中至少三类；" if profile().classes > 1 else ""
    again = f"不与最近 {profile().remembered} 次用过的相同；" if profile().remembered else ""
    return (
        f"至少 {profile().shortest} 个字符；{classes}{again}"
        "不含用户名、姓名和本系统的名称，也不是常见口令。"
    )


class LengthValidator:
    """Demands the profile's length, and says so in Chinese (Django's own sentence is not translated)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a shorter password."""
        del user
        shortest = profile().shortest
        if len(password) < shortest:
            raise ValidationError(
                f"口令至少 {shortest} 个字符，现在只有 {len(password)} 个。",
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """Return the rule."""
        return f"口令至少 {profile().shortest} 个字符。"


class ClassesValidator:
    """Demands the profile's number of: capitals, small letters, digits, other characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password of fewer classes."""
        del user
        classes = {_class(character) for character in password}
        if len(classes) < profile().classes:
            raise ValidationError(
                f"口令须包含大写字母、小写字母、数字、其他符号中的至少三类，现在只有 {len(classes)} 类。",
                code="password_too_few_classes",
            )

    def get_help_text(self) -> str:
        """Return the rule."""
        return "口令须包含大写字母、小写字母、数字、其他符号中的至少三类。"


class ContextWordsValidator:
    """Refuses passwords that contain the user's names or words anybody here would try first."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password that contains such a word."""
        folded = password.casefold()
        own = [str(getattr(user, name, "")).casefold() for name in ("username", "name")]
        local = [word.casefold() for word in settings.JIANNUO_PASSWORD_WORDS]
        for word in (*_WORDS, *local, *own):
            if len(word) >= _SHORTEST_PIECE and word in folded:
                raise ValidationError(
                    f"口令不能包含容易被猜到的“{word}”。", code="password_has_context_word"
                )

    def get_help_text(self) -> str:
        """Return the rule."""
        return "口令不能包含用户名、姓名或本系统、本单位的名称。"


class BreachedValidator(CommonPasswordValidator):
    """Refuses passwords known from breaches, also dressed up: Passw0rd@2023, Qwer1234!, 1qaz@WSX.

    The list is Django's: the 20,000 commonest of breached passwords. What is looked up is the
    password itself and its core: without the digits and signs at its ends, look-alikes undone.
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password from the list, or one whose core is."""
        del user
        folded = password.casefold().strip()
        core = folded.strip(string.digits + string.punctuation)
        plain = folded.translate(_LOOKALIKES).strip(string.digits + string.punctuation)
        letters = "".join(one for one in folded if one.isalnum())
        guesses = {folded, letters} | {one for one in (core, plain) if len(one) >= _SHORTEST_CORE}
        runs = (core, letters, folded.translate(_UNSHIFTED))
        if not guesses.isdisjoint(self.passwords) or any(map(_is_run, runs)):
            raise ValidationError(
                "这个口令太常见，或只是常见口令加了数字和符号，容易被猜到。请换一个。",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """Return the rule."""
        return "口令不能是常见口令，或常见口令加数字和符号。"


class FormerPasswordsValidator:
    """Refuses the present password and the last few before it, as many as the profile remembers."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password that the user had lately."""
        remembered = profile().remembered
        if not remembered or not isinstance(user, User) or user.pk is None:
            return
        former = user.former_passwords.values_list("password", flat=True)[: remembered - 1]
        if any(check_password(password, one) for one in (user.password, *former) if one):
            raise ValidationError(
                f"新口令不能与最近 {remembered} 次用过的相同。", code="password_used_before"
            )

    def get_help_text(self) -> str:
        """Return the rule."""
        return "新口令不能与最近用过的相同。"


def _is_run(text: str) -> bool:
    """Say whether a text is a piece of the keyboard or of the alphabet, forwards or backwards."""
    return len(text) >= _SHORTEST_CORE and any(text in run or text[::-1] in run for run in _RUNS)


def _class(character: str) -> str:
    if character in string.ascii_uppercase:
        return "capital"
    if character in string.ascii_lowercase:
        return "small"
    if character in string.digits:
        return "digit"
    return "other"
