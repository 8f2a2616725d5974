"""发文字号 as an office writes them: code, year in 〔〕, running number, 号 (GB/T 9704-2012, 7.2.5)."""

import re
from dataclasses import dataclass, replace
from typing import Final

_RIGHT: Final = re.compile(
    r"(?P<code>[^〔〕\s\d]{1,40})〔(?P<year>\d{4})〕(?P<number>[1-9]\d{0,4})号"
)
_BRACKETS: Final = re.compile(r"[\[\]【】()（）﹝﹞［］]")
_EXAMPLE: Final = "正确的写法如“临政督〔2026〕3号”"


class MalformedNumberError(ValueError):
    """A text that is no 发文字号; the message says what is wrong with it and how it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """The parts of a 发文字号: whose documents, of which year, which one."""

    code: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.number}号"

    def following(self, year: int) -> "DocumentNumber":
        """Return the next number in a year: a new year begins at 1."""
        return replace(self, year=year, number=self.number + 1 if self.year == year else 1)


def read_number(text: str) -> DocumentNumber:
    """Read a 发文字号: full year in hexagonal brackets, no leading zero, no 第.

    Raises MalformedNumberError with the fault that is met first.

    >>> str(read_number("临政督〔2026〕3号").following(2026))
    '临政督〔2026〕4号'
    """
    found = _RIGHT.fullmatch(text.strip())
    if found is not None:
        return DocumentNumber(
            code=found["code"], year=int(found["year"]), number=int(found["number"])
        )
    raise MalformedNumberError(f"发文字号“{text.strip()}”{_fault(text.strip())}。{_EXAMPLE}。")


def latest(numbers: list[str], year: int) -> DocumentNumber | None:
    """Return the one to count on from: the highest of the newest year up to this one, of those given.

    Where an office writes several codes, the code used last goes on: `numbers` come newest first.
    """
    known = []
    for text in numbers:
        try:
            known.append(read_number(text))
        except MalformedNumberError:
            continue
    own = [one for one in known if one.code == known[0].code and one.year <= year]
    return max(own, key=lambda one: (one.year, one.number), default=None)


def _fault(text: str) -> str:
    if _BRACKETS.search(text):
        return "的年份要用六角括号〔〕"
    if "第" in text:
        return "的序号前不加“第”字"
    if re.search(r"〔\d{4}〕0", text):
        return "的序号不编虚位，不写前面的0"
    if re.search(r"〔\d{1,3}〕", text):
        return "的年份要写四位"
    if not text.endswith("号"):
        return "应以“号”结尾"
    if re.search(r"\s", text):
        return "中间不能有空格"
    return "写得不完整"
