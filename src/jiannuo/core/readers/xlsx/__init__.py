"""Excel workbooks (xlsx), read from their XML directly.

All sheets are read in order, hidden ones too (and named in a warning), each value as the sheet
shows it. Reading the XML itself gives in one pass what the common packages give in two or not at
all: number formats, merged ranges, rich text, formulas that were never computed. (.xls is another
format and not read here.)
"""

from collections.abc import Iterator
from pathlib import PurePath

from lxml import etree

from jiannuo.core.readers.errors import Unreadable
from jiannuo.core.readers.package import Package
from jiannuo.core.readers.sheet_blocks import SheetReader, is_scattered
from jiannuo.core.readers.xlsx.sheet import Sheet, Workbook, read_sheet
from jiannuo.core.readers.xlsx.styles import MAIN, Styles
from jiannuo.core.tables import Block, RawDocument

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMED_AT_MOST = 20


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
        part = package.xml(targets.get(entry.get(_RELATION, ""), ""))
        if part is None:
            continue
        title = entry.get("name", "")
        sheet = read_sheet(part, workbook)
        if is_scattered(sheet.cells):
            raise Unreadable(
                f"文件“{PurePath(name).name}”的工作表“{title}”里只有零星内容却散布在极大的范围内，"
                "没有读取，请删去表格以外的内容后另存再上传。"
            )
        blocks += reader.blocks(sheet.cells, title)
        warnings += _warnings(sheet, title, hidden=entry.get("state") in {"hidden", "veryHidden"})
    return RawDocument(name=name, format="xlsx", blocks=tuple(blocks), warnings=tuple(warnings))


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    parts = package.related(main, kind)
    return package.xml(parts[0]) if parts else None


def _strings(package: Package, main: str) -> list[etree._Element]:
    part = _part(package, main, "sharedStrings")
    return [] if part is None else part.findall(MAIN + "si")


def _counts_from_1904(root: etree._Element) -> bool:
    properties = root.find(MAIN + "workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}


def _warnings(sheet: Sheet, title: str, *, hidden: bool) -> Iterator[str]:
    where = f"工作表“{title}”"
    if hidden and sheet.cells:
        yield f"{where}是隐藏的，已一并读入，请核对是否需要。"
    if sheet.hidden_rows:
        yield f"{where}的第 {_listed(sheet.hidden_rows)} 行是隐藏的，已一并读入，请核对是否需要。"
    if sheet.hidden_columns:
        yield f"{where}的 {_listed(sheet.hidden_columns)} 列是隐藏的，已一并读入，请核对是否需要。"
    if sheet.uncomputed:
        yield (
            f"{where}的 {_listed(sheet.uncomputed)} 是公式，文件里没有计算结果，按空白读入，"
            "请用 Excel 或 WPS 打开并保存一次后重新上传。"
        )
    if sheet.errors:
        yield f"{where}的 {_listed(sheet.errors)} 是公式错误值，已照原样读入，请核对。"
    for place, text in sheet.covered:
        yield f"{where}的 {place} 有被合并单元格遮住的内容“{text}”，没有读入表格。"


def _listed(places: list[int] | list[str]) -> str:
    named = "、".join(str(place) for place in places[:_NAMED_AT_MOST])
    return named if len(places) <= _NAMED_AT_MOST else f"{named} 等 {len(places)} 处"
