"""Excel workbooks (xlsx), read from their XML directly.

All sheets are read in order, hidden ones too (and named in a warning), each value as the sheet
shows it. Reading the XML itself gives in one pass what the common packages give in two or not at
all: number formats, merged ranges, rich text, formulas that were never computed. (.xls is another
format, with a reader of its own.)
"""

from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from jiannuo.core.readers.errors import Unreadable
from jiannuo.core.readers.package import Package
from jiannuo.core.readers.sheet_blocks import SheetReader, is_scattered
from jiannuo.core.readers.worksheet import warnings_about
from jiannuo.core.readers.xlsx.sheet import Workbook, read_sheet
from jiannuo.core.readers.xlsx.styles import MAIN, Styles
from jiannuo.core.tables import Block, RawDocument

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_TEXT_BODY = f"{{{_DRAWN}/spreadsheetDrawing}}txBody"
_TEXT = f"{{{_DRAWN}/main}}t"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(data: bytes, name: str) -> RawDocument:
    """Read an xlsx. Raises `Unreadable` if the package is damaged or holds no sheet."""
    package = Package(data, name)
    main = package.main_part()
    root = package.xml(main)
    sheets = [] if root is None else root.findall(f"{MAIN}sheets/{MAIN}sheet")
    if root is None or not sheets:
        raise Unreadable(
            f"文件“{PurePath(name).name}”里没有工作表，请用 Excel 或 WPS 打开确认后另存为 xlsx 再上传。"
        )
    workbook = Workbook(
        strings=_strings(package, main),
        styles=Styles(_part(package, main, "styles")),
        from_1904=_counts_from_1904(root),
    )
    targets, reader = package.targets(main), SheetReader()
    blocks: list[Block] = []
    warnings: list[str] = []
    for entry in sheets:
        place = targets.get(entry.get(_RELATION, ""), "")
        part = package.xml(place)
        if part is None:
            continue
        title = entry.get("name", "")
        sheet = read_sheet(part, workbook)
        sheet.comments += _comments(package, place)
        if is_scattered(sheet.cells):
            raise Unreadable(
                f"文件“{PurePath(name).name}”的工作表“{title}”里只有零星内容却散布在极大的范围内，"
                "没有读取，请删去表格以外的内容后另存再上传。"
            )
        blocks += reader.blocks(sheet.cells, title)
        warnings += (
            f"工作表“{title}”的文本框“{text}”没有读入表格。" for text in _text_boxes(package, place)
        )
        warnings += warnings_about(
            sheet, title, hidden=entry.get("state") in {"hidden", "veryHidden"}
        )
    warnings += package.warnings()
    return RawDocument(name=name, format="xlsx", blocks=tuple(blocks), warnings=tuple(warnings))


def _comments(package: Package, place: str) -> Iterator[tuple[str, str]]:
    """Yield the comments on a sheet's cells, with the cells' names."""
    for target in package.related(place, "comments"):
        root = package.xml(target)
        for comment in () if root is None else root.iter(f"{MAIN}comment"):
            text = "".join(piece.text or "" for piece in comment.iter(f"{MAIN}t")).strip()
            if text:
                yield comment.get("ref", ""), text


def _text_boxes(package: Package, place: str) -> list[str]:
    texts = []
    for target in package.related(place, "drawing"):
        root = package.xml(target)
        for box in () if root is None else root.iter(_TEXT_BODY):
            text = "".join(piece.text or "" for piece in box.iter(_TEXT)).strip()
            if text:
                texts.append(text)
    return texts


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    parts = package.related(main, kind)
    return package.xml(parts[0]) if parts else None


def _strings(package: Package, main: str) -> list[etree._Element]:
    part = _part(package, main, "sharedStrings")
    return [] if part is None else part.findall(MAIN + "si")


def _counts_from_1904(root: etree._Element) -> bool:
    properties = root.find(MAIN + "workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}
