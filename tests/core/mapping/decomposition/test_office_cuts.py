"""An office's own list, written as prose again, comes apart where the office cut it."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

import jiannuo
from jiannuo.core.mapping import read
from jiannuo.core.mapping.decomposition import decompose
from jiannuo.core.tables import Citation, Paragraph, RawDocument

LIST = next((Path(jiannuo.__file__).parent / "samples").glob("003*.txt"))
NUMERALS = "一二三四五六七八九十"
Section = tuple[str, list[str]]


def sections() -> list[Section]:
    """Give the list's tasks by category, in its order."""
    return [
        (category or "", [row.task or "" for row in members])
        for category, members in groupby(read(LIST).tables[0].rows, key=lambda row: row.category)
    ]


def below_heading_lines(number: int, section: Section) -> list[str]:
    return [f"（{NUMERALS[number]}）{section[0]}", "".join(section[1])]


def behind_headings(number: int, section: Section) -> list[str]:
    return [f"（{NUMERALS[number]}）{section[0]}。{''.join(section[1])}"]


def below_bare_lines(number: int, section: Section) -> list[str]:
    del number
    return [section[0], "".join(section[1])]


def cut_at_the_margin(number: int, section: Section) -> list[str]:
    whole = behind_headings(number, section)[0]
    return [whole[at : at + 40] for at in range(0, len(whole), 40)]


def numbered(lines: list[str]) -> Iterator[Paragraph]:
    for number, line in enumerate(lines, start=1):
        yield Paragraph(text=line, citation=Citation(paragraph=number))


@pytest.mark.parametrize(
    "write", [below_heading_lines, behind_headings, below_bare_lines, cut_at_the_margin]
)
def test_joined_tasks_come_apart_where_the_office_cut_them(
    write: Callable[[int, Section], list[str]],
) -> None:
    listed = sections()
    lines = ["2022年政府工作报告", "二、2022年工作安排"]
    for number, section in enumerate(listed):
        lines += write(number, section)
    report = RawDocument(name="报告", format="text", blocks=tuple(numbered(lines)))
    found = [task.text for task in decompose(report).tasks]
    wanted = [task for _, tasks in listed for task in tasks]
    assert len(wanted) == 87
    assert 0.7 <= len(found) / len(wanted) <= 1.4
    assert len(set(found) & set(wanted)) >= 0.85 * len(wanted)
