"""An office's own Word template: whether it is safe to fill in, and which fields stand where in it.

A field is a name in double braces, {{标题}}; a part may depend on one, {% if 抄送 %} … {% endif %}.
Nothing else is understood, so nothing else can run: no loops, no calls, no attributes. Macros, other
files inside, links that fetch something and fields of Word that do are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.package import Package

LARGEST: Final = 5 * 1024**2
LARGEST_TEXT: Final = 4 * 1024**2
"""Bytes of a template, and of each of its texts unpacked."""
MOST_FIELDS: Final = 300
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SIGN: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%|\{#|\}\}|%\}|#\}", re.DOTALL)
_NAME: Final = r"[^\W\d]\w{0,19}"
_FIELD: Final = re.compile(rf"\{{\{{\s*({_NAME})\s*\}}\}}")
_CONDITION: Final = re.compile(
    rf"\{{%(?:p|tr)?\s*(?:(?:el)?if\s+(?:not\s+)?({_NAME})|else|endif)\s*%\}}"
)
_FETCHING: Final = re.compile(
    r"\b(?:INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b"
)


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field as it stands: its name, where, and whether it has its paragraph for itself."""

    name: str
    where: str
    alone: bool = True
    in_table: bool = False
    condition: bool = False


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """What stands in a template: its fields, and the sentences about what cannot be understood."""

    fields: tuple[FieldPlace, ...]
    problems: tuple[str, ...]


def read_template(data: bytes, name: str) -> TemplateReading:
    """Look through a template.

    Raises `Forbidden` for what may harm, `Unreadable` for what is no Word file (docx).
    """
    if len(data) > LARGEST:
        raise Forbidden(
            f"模板有{len(data) / 1024**2:.1f}MB，上限是{LARGEST // 1024**2}MB。请压缩图片后再交。"
        )
    package = Package(data, name)
    _refuse_active(package)
    fields: list[FieldPlace] = []
    problems: list[str] = []
    for part, root in _texts(package):
        _refuse_fetching(root)
        for paragraph, where, in_table in _paragraphs(root, part):
            _read(paragraph, where, fields, problems, in_table=in_table)
        if any(
            "{{" in value or "{%" in value for node in root.iter() for value in node.attrib.values()
        ):
            problems.append(f"{_part_name(part)}里有字段写在图片说明等属性中，请改写到正文文字里。")
    if len(fields) > MOST_FIELDS:
        raise Forbidden(f"模板里有{len(fields)}个字段，上限是{MOST_FIELDS}个。")
    return TemplateReading(tuple(fields), tuple(problems))


def _texts(package: Package) -> Iterator[tuple[str, etree._Element]]:
    main = package.main_part()
    for part in package.names():
        if not part.endswith((".xml", ".rels")):
            continue
        if package.size(part) > LARGEST_TEXT:
            raise Forbidden(
                f"模板的 {part} 展开后有{package.size(part) / 1024**2:.0f}MB，大得不正常，没有采用。"
            )
        root = package.xml(part)
        if root is None:
            continue
        if part == main and root.tag != f"{_W}document":
            raise Unreadable("这不是 Word 文档（docx）。请用 Word 或 WPS 另存为 docx 后再交。")
        yield part, root


def _refuse_active(package: Package) -> None:
    names = [name.lower() for name in package.names()]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Forbidden("模板里有宏（VBA 程序）。请另存为不带宏的 docx 后再交。")
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        raise Forbidden("模板里嵌入了其他文件或控件。请删去后再交。")
    types = package.xml("[Content_Types].xml")
    kinds = [] if types is None else [node.get("ContentType", "") for node in types]
    if _DOCUMENT not in kinds:
        raise Unreadable("这不是 Word 文档（docx）。请用 Word 或 WPS 另存为 docx 后再交。")
    for part in package.names():
        if not part.endswith(".rels"):
            continue
        root = package.xml(part)
        for relation in () if root is None else root.iter(_RELATION):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                raise Forbidden(
                    f"模板链接了外部内容（{relation.get('Target', '')[:80]}），打开时会去取。请断开链接、改为直接插入后再交。"
                )
            if kind in {"aFChunk", "subDocument", "oleObject", "package", "control"}:
                raise Forbidden("模板里嵌入了其他文件。请删去，或把内容直接粘贴进来后再交。")


def _refuse_fetching(root: etree._Element) -> None:
    for paragraph in root.iter(f"{_W}p"):
        said = "".join(node.text or "" for node in paragraph.iter(f"{_W}instrText"))
        said += " ".join(node.get(f"{_W}instr", "") for node in paragraph.iter(f"{_W}fldSimple"))
        found = _FETCHING.search(said.upper())
        if found:
            raise Forbidden(f"模板里有 Word 域“{found[0]}”，会去取别处的内容。请删去后再交。")


def _paragraphs(root: etree._Element, part: str) -> Iterator[tuple[etree._Element, str, bool]]:
    """Yield paragraphs with the words for where they stand, counted as people count."""
    body = root.find(f"{_W}body")
    if body is None:
        for paragraph in root.iter(f"{_W}p"):
            yield paragraph, _part_name(part), paragraph.getparent().tag == f"{_W}tc"  # type: ignore[union-attr]  # a part's root is no paragraph
        return
    paragraphs = tables = 0
    for child in body.iter(f"{_W}p", f"{_W}tbl"):
        within = any(above.tag == f"{_W}tbl" for above in child.iterancestors())
        if child.tag == f"{_W}tbl" and not within:
            tables += 1
            for row, line in enumerate(child.iter(f"{_W}tr"), start=1):
                for column, cell in enumerate(line.iterfind(f"{_W}tc"), start=1):
                    for paragraph in cell.iter(f"{_W}p"):
                        yield paragraph, f"第{tables}张表第{row}行第{column}格", True
        elif child.tag == f"{_W}p" and not within:
            paragraphs += 1
            yield child, f"正文第{paragraphs}段", False


def _part_name(part: str) -> str:
    file = part.rsplit("/", 1)[-1]
    named = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
    return next((word for start, word in named.items() if file.startswith(start)), file)


def _read(
    paragraph: etree._Element,
    where: str,
    fields: list[FieldPlace],
    problems: list[str],
    *,
    in_table: bool,
) -> None:
    text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
    for sign in _SIGN.findall(text):
        field, condition = _FIELD.fullmatch(sign), _CONDITION.fullmatch(sign)
        if field:
            alone = text.strip() == sign
            fields.append(FieldPlace(field[1], where, alone, in_table))
        elif condition:
            if condition[1]:
                fields.append(FieldPlace(condition[1], where, in_table=in_table, condition=True))
        elif len(sign) <= 2:  # noqa: PLR2004 - a pair of braces alone
            problems.append(
                f"{where}：括号不成对，“{sign}”没有另一半。字段要写成 {{{{标题}}}}，写在同一段里。"
            )
        else:
            problems.append(
                f"{where}：看不懂“{sign[:40]}”。只能写 {{{{字段}}}} 和 {{% if 字段 %}}…{{% endif %}}。"
            )
