"""Values out, files in: a canonical document as docx, xlsx, csv, json or html.

The table comes in the office's own columns and order (`composition`), as the exact inverse of what
the mapping reads, so that an export that somebody edits in Word or Excel can be read back.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Final, cast

from jiannuo.core.records import Document
from jiannuo.core.rendering.contacts import without_contacts
from jiannuo.core.rendering.errors import Unrenderable
from jiannuo.core.rendering.grid import TableStyle

__all__ = ["FORMATS", "MEDIA_TYPES", "Unrenderable", "render", "workbook"]

MEDIA_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}
FORMATS: Final = tuple(MEDIA_TYPES)
"""The formats that `render` writes, which are also the files' suffixes."""


def render(
    document: Document,
    format: str,  # noqa: A002 - the word of the interface
    *,
    contacts: bool = False,
) -> bytes:
    """Write a document in one of `FORMATS`; telephone numbers only where `contacts` asks for them.

    Raises ValueError for another format and `Unrenderable` for a text that the format cannot hold.
    The format's module is loaded when it is first needed, like the readers': writing csv should
    not pay for loading the Word package.
    """
    if format not in MEDIA_TYPES:
        raise ValueError(f"不支持导出为“{format}”，可选：{'、'.join(FORMATS)}")
    writer = import_module(f"jiannuo.core.rendering.{format}")
    written = document if contacts else without_contacts(document)
    return cast("bytes", writer.write(written))


def workbook(document: Document, styles: Sequence[TableStyle], *, head: str = "") -> bytes:
    """Write a document as xlsx, its tables set as `styles` say, `head` over every printed page."""
    from jiannuo.core.rendering import xlsx  # noqa: PLC0415 - loaded when it is first needed

    return xlsx.write(without_contacts(document), styles, head=head)
