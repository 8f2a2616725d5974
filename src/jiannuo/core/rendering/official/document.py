"""An official document (公文) as values: what stands in which part of it, not how it is set."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jiannuo.core.records import Table
from jiannuo.core.rendering.grid import AUTOMATIC, TableStyle


class Level(StrEnum):
    """What a paragraph of the body is; the marker (一、 （一） 1. （1）) stands in its text."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body.

    `lead` is how many of its first characters are set in the level's face, where a heading runs on
    into its text (（一）加快推进。各单位要……); 0 sets the whole paragraph in it.
    """

    text: str
    level: Level = Level.TEXT
    lead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An attachment: its title, its text, its table; it begins on a page of its own.

    A table is set across the page (横排) with its head repeated, unless `upright`; `style` says how
    where an office has a layout of its own.
    """

    title: str
    body: tuple[Paragraph, ...] = ()
    table: Table | None = None
    upright: bool = False
    style: TableStyle = AUTOMATIC


class Form(StrEnum):
    """The two forms of GB/T 9704-2012 in use here."""

    DOCUMENT = "document"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """A document to be set after GB/T 9704-2012; what is empty is left out.

    `mark` is the 发文机关标志 of the red head (临淄区人民政府办公室文件; a letter's bears the name alone);
    without it the document begins with its number and title, for printing on headed paper. `number`
    is the 发文字号 (临政办发〔2026〕1号) or a bulletin's 第3期. `title` is broken by sense with line feeds
    where somebody broke it. `sealed` leaves room for the seal over signature and date.
    `draft` is the word that stands over every page until the document is signed (草稿, 征求意见稿).
    """

    title: str
    body: tuple[Paragraph, ...] = ()
    form: Form = Form.DOCUMENT
    mark: str = ""
    number: str = ""
    addressee: str = ""
    attachments: tuple[Attachment, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    sealed: bool = False
    note: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered document; `warnings` say in Chinese what could not be set as it should be."""

    content: bytes
    warnings: tuple[str, ...] = field(default=())


def chinese_date(day: date) -> str:
    """Write a date as documents do: 2022年3月15日, without zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
