"""A bulletin on paper: the official document that its frozen content makes, and its files.

The ledger is set in the bulletin's layout, else in the plan's own columns. Until the bulletin is
signed every page says that it is a draft; one that was withdrawn says that, too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from django.conf import settings

from jiannuo.bulletins.content import AttachedTable, Content
from jiannuo.bulletins.layouts import arrangement_of, words_of
from jiannuo.bulletins.models import Bulletin, BulletinState, Layout, Openness
from jiannuo.core.records import Document, Table
from jiannuo.core.rendering import MEDIA_TYPES, workbook
from jiannuo.core.rendering.arranging import arrange, style_of
from jiannuo.core.rendering.grid import AUTOMATIC, TableStyle
from jiannuo.core.rendering.official import (
    Attachment,
    OfficialDocument,
    Rendered,
    render_official,
)
from jiannuo.core.rendering.official.document import chinese_date
from jiannuo.core.rendering.templates import TableValue, Value
from jiannuo.documents.models import TemplateUse
from jiannuo.documents.queries.templates import fill_template
from jiannuo.ledger.periods import Span

KINDS: Final = {
    "docx": MEDIA_TYPES["docx"],
    "pdf": "application/pdf",
    "xlsx": MEDIA_TYPES["xlsx"],
    "html": MEDIA_TYPES["html"],
}
"""The files that a bulletin can be had as; xlsx holds its tables alone."""
_DRAFT_WORDS: Final = {
    BulletinState.DRAFT: "草稿",
    BulletinState.CHECKING: "征求意见稿",
    BulletinState.SIGNING: "征求意见稿",
    BulletinState.WITHDRAWN: "已撤回",
}
_PUBLISHED: Final = "（此件公开发布）"
_MARK: Final = re.compile(r"^(?:附件|附表)\s*[0-9一二三四五六七八九十]{0,3}\s*[：:]?\s*")
"""The number that a table had in another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A bulletin as an official document, and what a person should know before printing it."""

    document: OfficialDocument
    notes: tuple[str, ...]


def paper_of(bulletin: Bulletin, layout: Layout | None = None) -> Paper:
    """Return a bulletin as an official document; `layout` shows it in another than its own."""
    content = Content.from_json(bulletin.content)
    span = Span(bulletin.period_kind, bulletin.period_index)
    words = words_of(bulletin.place, bulletin.year, span)
    attachments: list[Attachment] = []
    notes: list[str] = []
    for one in content.attachments:
        made, told = _attachments(one, layout or bulletin.layout, words)
        attachments += made
        notes += told
    issued = bulletin.state == BulletinState.ISSUED
    document = OfficialDocument(
        title=content.title,
        mark=bulletin.mark,
        number=bulletin.document_number or (f"第{bulletin.number}期" if bulletin.number else ""),
        addressee=_addressed(content.addressee),
        body=tuple(block.paragraph() for block in content.blocks),
        attachments=tuple(attachments),
        issuer=bulletin.issuer,
        issued_on=bulletin.issued_on,
        sealed=bulletin.sealed,
        note=_PUBLISHED if issued and bulletin.openness == Openness.PUBLIC else "",
        copies_to=tuple(bulletin.copies_to),
        printed_by=bulletin.issuer if bulletin.copies_to or bulletin.mark else "",
        printed_on=bulletin.issued_on,
        draft=draft_word(bulletin),
    )
    return Paper(document=document, notes=tuple(dict.fromkeys(notes)))


def draft_word(bulletin: Bulletin) -> str:
    """Return the word over every page of what is not signed, or no longer holds; else nothing."""
    return _DRAFT_WORDS.get(BulletinState(bulletin.state), "")


def render_bulletin(bulletin: Bulletin, kind: str) -> Rendered:
    """Write a bulletin as one of `KINDS`; a Word file in the office's own template, where it has one.

    Raises ValueError for another kind, NoFontError for a PDF without any Chinese font, Unrenderable
    for a text that no cell of a workbook holds.
    """
    paper = paper_of(bulletin)
    if kind == "xlsx":
        made = Rendered(_workbook(paper.document))
    elif kind == "docx" and bulletin.template:
        values = template_values(bulletin, paper)
        filled = fill_template(
            TemplateUse.BULLETIN, bulletin.place, values, template=bulletin.template
        )
        made = Rendered(filled or b"", _beyond(paper.document))
    else:
        made = render_official(paper.document, kind, fonts=font_folders())
    return replace(made, warnings=(*paper.notes, *made.warnings))


def template_values(bulletin: Bulletin, paper: Paper) -> dict[str, Value]:
    """Return what fills an office's own template (`documents.template_fields`).

    A template has room for one table: of several attachments the first stands in it.
    """
    document = paper.document
    span = Span(bulletin.period_kind, bulletin.period_index)
    tables = [one for one in document.attachments if one.table is not None]
    day = chinese_date(document.issued_on) if document.issued_on else ""
    several = len(document.attachments) > 1
    values: dict[str, Value] = {
        "标题": document.title,
        "发文字号": bulletin.document_number,
        "期号": f"第{bulletin.number}期" if bulletin.number else "",
        "主送": document.addressee,
        "正文": document.body,
        "附件说明": "\n".join(
            f"附件{number if several else ''}：{one.title}"
            for number, one in enumerate(document.attachments, start=1)
        ),
        "落款": document.issuer,
        "成文日期": day,
        "附注": document.note,
        "抄送": "，".join(document.copies_to),
        "印发机关": document.printed_by,
        "印发日期": day,
        "稿次": document.draft,
        "本期": words_of(bulletin.place, bulletin.year, span)["本期"],
        "年度": str(bulletin.year),
    }
    if tables and tables[0].table is not None:
        values["台账标题"] = tables[0].title
        values["台账"] = TableValue(tables[0].table, tables[0].style)
    return values


def font_folders() -> tuple[Path, ...]:
    """Return where the office keeps its own font files."""
    return (Path(settings.JIANNUO_HOME) / "fonts",)


def _addressed(name: str) -> str:
    """End the addressee as documents do: with a full-width colon (7.3.2)."""
    return f"{name.rstrip('：:')}：" if name else ""


def _beyond(document: OfficialDocument) -> tuple[str, ...]:
    """Say what the office's own template has no room for."""
    count = sum(one.table is not None for one in document.attachments)
    return (f"本单位的模板只放得下一张表，另有{count - 1}张没有放入。",) if count > 1 else ()


def _attachments(
    one: AttachedTable, layout: Layout | None, words: Mapping[str, str]
) -> tuple[list[Attachment], tuple[str, ...]]:
    """Return an attachment for each table that has rows."""
    document, title = one.canonical(), ""
    notes: tuple[str, ...] = ()
    arrangement = arrangement_of(layout) if layout else None
    if arrangement:
        arranged = arrange(document, arrangement, tasks=one.tasks, words=words)
        document, title, notes = arranged.document, arranged.title, arranged.notes
    tables = [table for table in document.tables if table.rows]
    return [
        Attachment(
            title=_title(table, title or one.title, alone=len(tables) == 1),
            table=replace(table, caption=None),
            upright=bool(arrangement and arrangement.upright),
            style=style_of(table, arrangement, words) if arrangement else AUTOMATIC,
        )
        for table in tables
    ], notes


def _title(table: Table, title: str, *, alone: bool) -> str:
    """Name an attachment: the bulletin's own name for it, of several tables each one's caption."""
    return title if alone else _MARK.sub("", table.caption or "") or title


def _workbook(document: OfficialDocument) -> bytes:
    tables: list[Table] = []
    styles: list[TableStyle] = []
    several = sum(one.table is not None for one in document.attachments) > 1
    for one in document.attachments:
        if one.table is not None:
            caption = one.title if several else None
            tables.append(replace(one.table, caption=caption))
            styles.append(one.style)
    title = document.title if several or not tables else document.attachments[0].title
    whole = Document(
        source=document.title,
        title=title.replace("\n", ""),
        document_number=document.number or None,
        issuer=document.issuer or None,
        issued_on=document.issued_on,
        tables=tuple(tables),
    )
    return workbook(whole, styles, head=document.draft)
