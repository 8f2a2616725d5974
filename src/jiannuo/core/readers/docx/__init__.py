"""Word documents (docx), read from their XML directly.

Body paragraphs and tables come in reading order, text boxes after the paragraph that holds them,
foot- and endnotes at the end, headers and footers as furniture. Reading the XML itself keeps what
the common packages lose: merged cells, automatic numbers, content controls, tracked changes.
"""

from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from jiannuo.core.readers.docx.body import BodyReader
from jiannuo.core.readers.docx.formatting import Formatting
from jiannuo.core.readers.docx.names import w
from jiannuo.core.readers.docx.numbering import Numbering
from jiannuo.core.readers.docx.paragraphs import ParagraphReader, Remains
from jiannuo.core.readers.errors import Unreadable
from jiannuo.core.readers.package import Package
from jiannuo.core.tables import Block, Paragraph, RawDocument

_NOTE_NAMES = {"footnotes": "脚注", "endnotes": "尾注"}


def read(data: bytes, name: str) -> RawDocument:
    """Read a docx. Raises `Unreadable` if the package is damaged or holds no document."""
    package = Package(data, name)
    main = package.main_part()
    document = package.xml(main)
    body = None if document is None else document.find(w("body"))
    if body is None:
        raise Unreadable(
            f"文件“{PurePath(name).name}”里没有 Word 正文，请用 Word 或 WPS 打开确认后另存为 docx 再上传。"
        )
    paragraphs = ParagraphReader(
        Formatting(_part(package, main, "styles")), Numbering(_part(package, main, "numbering"))
    )
    reader = BodyReader(paragraphs)
    blocks = list(reader.blocks(body))
    blocks += _notes(package, main, reader, paragraphs.remains)
    warnings = [*reader.warnings, *_warnings(paragraphs.remains), *_comments(package, main)]
    warnings += package.warnings()
    return RawDocument(
        name=name,
        format="docx",
        blocks=tuple(blocks),
        furniture=tuple(_furniture(package, main)),
        warnings=tuple(warnings),
    )


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    parts = package.related(main, kind)
    return package.xml(parts[0]) if parts else None


def _notes(package: Package, main: str, reader: BodyReader, remains: Remains) -> Iterator[Block]:
    """Yield the notes that the text refers to, in the order of their references."""
    wanted = list(remains.notes)
    for kind in _NOTE_NAMES:
        part = _part(package, main, kind)
        notes = {} if part is None else {note.get(w("id"), ""): note for note in part}
        for referred, key in wanted:
            if referred == kind and key in notes:
                yield from reader.blocks(notes[key])


def _furniture(package: Package, main: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of headers and footers, each text once."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for part in package.related(main, kind):
            story = package.xml(part)
            if story is None:
                continue
            reader = BodyReader(ParagraphReader(Formatting(None), Numbering(None)))
            for block in reader.blocks(story):
                lines = (
                    [block]
                    if isinstance(block, Paragraph)
                    else [
                        Paragraph(text=c.text, citation=c.citation) for c in block.cells if c.text
                    ]
                )
                for line in lines:
                    if line.text not in seen:
                        seen.add(line.text)
                        yield line


def _warnings(remains: Remains) -> Iterator[str]:
    for place, text in remains.deletions:
        yield f"{place}有修订中删去的文字“{text}”，按已接受修订处理，没有读入。"
    for place, text in remains.hidden:
        yield f"{place}有隐藏文字“{text}”，已读入，请核对是否应当保留。"
    if remains.pictures:
        yield f"文档里有 {remains.pictures} 幅图片，图片里的文字没有读取。"


def _comments(package: Package, main: str) -> Iterator[str]:
    part = _part(package, main, "comments")
    for comment in () if part is None else part:
        text = "".join(piece.text or "" for piece in comment.iter(w("t")))
        if text.strip():
            author = comment.get(w("author")) or "未署名"
            yield f"{author}的批注“{text}”没有读入正文。"
