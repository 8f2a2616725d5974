"""Password rules of 网络安全等级保护 (classified protection), as Django validators.

At least eight characters of three of four classes is what inspectors of GB/T 22239-2019 §8.1.4.1
look for; the context words are ours: nobody's password is the name of their own office.
"""

import string
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

_SHORTEST: Final = 8
_NEEDED: Final = 3
_WORDS: Final = ("jiannuo", "践诺", "duchashi", "duchaban", "dcs", "taizhang", "zhengfu", "admin")
_SHORTEST_PIECE: Final = 3


class LengthValidator:
    """Demands eight characters, and says so in Chinese (Django's own sentence is not translated)."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a shorter password."""
        del user
        if len(password) < _SHORTEST:
            raise ValidationError(
                f"口令至少 {_SHORTEST} 个字符，现在只有 {len(password)} 个。",
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """Return the rule."""
        return f"口令至少 {_SHORTEST} 个字符。"


class ClassesValidator:
    """Demands three of: capitals, small letters, digits, other characters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password of fewer classes."""
        del user
        classes = {_class(character) for character in password}
        if len(classes) < _NEEDED:
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
        for word in (*_WORDS, *own):
            if len(word) >= _SHORTEST_PIECE and word in folded:
                raise ValidationError(
                    f"口令不能包含容易被猜到的“{word}”。", code="password_has_context_word"
                )

    def get_help_text(self) -> str:
        """Return the rule."""
        return "口令不能包含用户名、姓名或本系统、本单位的名称。"


def _class(character: str) -> str:
    if character in string.ascii_uppercase:
        return "capital"
    if character in string.ascii_lowercase:
        return "small"
    if character in string.digits:
        return "digit"
    return "other"
