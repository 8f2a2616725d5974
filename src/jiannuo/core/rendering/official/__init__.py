"""Official documents (公文) after GB/T 9704-2012, as Word file, PDF or web page.

`OfficialDocument` says what stands in which part; `measures` holds the standard's figures, which
both formats are set from; `faces` what is done where a font is missing.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jiannuo.core.rendering.official.document import (
    Attachment,
    Form,
    Level,
    OfficialDocument,
    Paragraph,
    Rendered,
)
from jiannuo.core.rendering.official.tables import grids_of

__all__ = [
    "OFFICIAL_FORMATS",
    "Attachment",
    "Form",
    "Level",
    "OfficialDocument",
    "Paragraph",
    "Rendered",
    "font_warnings",
    "render_official",
]

OFFICIAL_FORMATS: Final = ("docx", "pdf", "html")


def render_official(
    document: OfficialDocument,
    format: str,  # noqa: A002 - the word of the interface
    *,
    fonts: Sequence[Path] = (),
) -> Rendered:
    """Write an official document in one of `OFFICIAL_FORMATS`.

    `fonts` are folders with the office's own font files, which a PDF prefers over free ones; a Word
    file only names its fonts. Raises ValueError for another format, NoFontError for a PDF on a
    machine without Chinese fonts. The writers are loaded when they are first needed.
    """
    match format:
        case "pdf":
            from jiannuo.core.rendering.official import paper  # noqa: PLC0415 - a heavy compiler

            return paper.write(document, fonts=fonts)
        case "docx":
            from jiannuo.core.rendering.official import word  # noqa: PLC0415 - a heavy package

            return Rendered(word.write(document, grids_of(document)))
        case "html":
            from jiannuo.core.rendering.official import web  # noqa: PLC0415 - seldom asked for

            return Rendered(web.write(document, grids_of(document)))
    raise ValueError(f"不支持输出为“{format}”，可选：{'、'.join(OFFICIAL_FORMATS)}")


def font_warnings(fonts: Sequence[Path] = ()) -> tuple[str, ...]:
    """Say which faces are missing for a PDF and what stands in for each. Raises NoFontError."""
    from jiannuo.core.rendering.official import paper  # noqa: PLC0415 - a heavy compiler

    return paper.font_warnings(fonts)
