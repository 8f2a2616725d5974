"""An office's own Word template filled in: texts where names stand in braces, paragraphs, a real table.

The template has been looked through before (`core.readers.template_fields`); a second wall stands
here, where nothing but names and conditions on names compiles, in a sandbox.
"""

import copy
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from jiannuo.core.rendering.cells import printable
from jiannuo.core.rendering.errors import Unrenderable
from jiannuo.core.rendering.grid import lay_out
from jiannuo.core.rendering.official import measures as m
from jiannuo.core.rendering.official.document import Level, Paragraph
from jiannuo.core.rendering.official.faces import OFFICIAL, Face
from jiannuo.core.rendering.official.repeating import first_rows, half_pages_of_rows, told_again
from jiannuo.core.rendering.official.word_pages import set_upright
from jiannuo.core.rendering.templates.values import TableValue, Value
from jiannuo.core.rendering.word_table import child, element, table_element

_ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not,
)  # fmt: skip
_FACES: Final = {Level.FIRST: Face.HEADING, Level.SECOND: Face.SUBHEADING}
_TABLE_SIZE: Final = str(round(m.TABLE_SIZE * 2))


class _Names(SandboxedEnvironment):
    """Templates of names and conditions on names, and of nothing else."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise Unrenderable(
                    "模板里有字段和条件以外的写法，没有填写。请重新提交模板，按提示改正。"
                )
        return tree


def fill(template: bytes, values: Mapping[str, Value]) -> bytes:
    """Fill a template in; a field without a value is left empty.

    Paragraphs and tables replace the paragraph that their field stands in. Raises Unrenderable.
    """
    filling = DocxTemplate(io.BytesIO(template))
    blocks = {_mark(name): value for name, value in values.items() if not isinstance(value, str)}
    try:
        said: dict[str, Any] = dict.fromkeys(
            filling.get_undeclared_template_variables(_environment()), ""
        )
        for name, value in values.items():
            text = printable(value) if isinstance(value, str) else _mark(name) if value else ""
            said[name] = text
        filling.render(said, _environment(), autoescape=True)
    except TemplateError as error:
        raise Unrenderable(
            "模板里的条件没有写完整，多半是缺 {% endif %}，请补上后重新提交。"
        ) from error
    word: WordDocument = filling.docx
    for paragraph in list(word.element.body.iter(qn("w:p"))):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t"))).strip()
        if text in blocks:
            _replace(word, paragraph, blocks[text])
    stream = io.BytesIO()
    filling.save(stream)
    return stream.getvalue()


def sample(title: str, fields: Sequence[tuple[str, str, bool]]) -> bytes:
    """Write a template to begin with: every field (name, meaning, whether a block), then what each means."""
    word = docx.Document()
    set_upright(word.sections[0])
    normal = word.styles["Normal"]
    normal.font.size = Pt(m.BODY_SIZE)
    normal.font.name = OFFICIAL[Face.BODY]
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), OFFICIAL[Face.BODY])
    normal.paragraph_format.space_after = Pt(0)
    for name, _, _ in fields:
        paragraph = word.add_paragraph(f"{{{{{name}}}}}")
        if name == "标题":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    explained = word.add_paragraph(f"{title}模板可用的字段（这一页用后删去）")
    explained.paragraph_format.page_break_before = True
    table = word.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "字段", "填入的内容"
    for name, meaning, is_block in fields:
        cells = table.add_row().cells
        cells[0].text = name
        cells[1].text = meaning + ("（须独占一段）" if is_block else "")
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _environment() -> _Names:
    return _Names(undefined=StrictUndefined, autoescape=True)


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"


def _replace(word: WordDocument, paragraph: Any, value: Value) -> None:
    if isinstance(value, TableValue):
        _put_table(word, paragraph, value)
    elif not isinstance(value, str):
        for one in value:
            paragraph.addprevious(_like(paragraph, one))
        paragraph.getparent().remove(paragraph)


def _like(paragraph: Any, one: Paragraph) -> Any:
    """Return a paragraph set like the one that the field stood in, its lead in the level's face."""
    made = element("w:p")
    layout, run = paragraph.find(qn("w:pPr")), paragraph.find(qn("w:r"))
    if layout is not None:
        made.append(copy.deepcopy(layout))
    look = None if run is None else run.find(qn("w:rPr"))
    cut = one.lead or (0 if one.level is Level.TEXT else len(one.text))
    for text, face in ((one.text[:cut], _FACES.get(one.level)), (one.text[cut:], None)):
        if not text:
            continue
        part = child(made, "w:r")
        own = copy.deepcopy(look) if look is not None else element("w:rPr")
        if face:
            for old in own.findall(qn("w:rFonts")):
                own.remove(old)
            fonts = element("w:rFonts")
            for name in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(qn(f"w:{name}"), OFFICIAL[face])
            own.insert(0, fonts)
        part.append(own)
        content = child(part, "w:t")
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content.text = printable(text)
    return made


def _put_table(word: WordDocument, paragraph: Any, value: TableValue) -> None:
    width, height = _room(word, paragraph)
    grid = lay_out(value.table, value.style)
    starts = first_rows(half_pages_of_rows(grid, width / 20, height / 20, height / 20))
    table = table_element(told_again(grid, starts), width)
    for one in table.iter(qn("w:p")):
        layout = one.find(qn("w:pPr"))
        if layout is None:
            layout = element("w:pPr")
            one.insert(0, layout)
        indent = element("w:ind")
        indent.set(qn("w:firstLine"), "0")
        spacing = element("w:spacing")
        for name, size in (
            ("before", "0"),
            ("after", "0"),
            ("line", str(round(m.TABLE_PITCH * 20))),
        ):
            spacing.set(qn(f"w:{name}"), size)
        spacing.set(qn("w:lineRule"), "exact")
        layout.insert(0, indent)
        layout.insert(0, spacing)
    for run in table.iter(qn("w:r")):
        look = run.find(qn("w:rPr"))
        if look is None:
            look = element("w:rPr")
            run.insert(0, look)
        child(look, "w:sz", val=_TABLE_SIZE)
    paragraph.addprevious(table)
    for node in list(paragraph.iter(qn("w:r"))):
        node.getparent().remove(node)


def _room(word: WordDocument, paragraph: Any) -> tuple[int, int]:
    """Return width and height, in twentieths of a point, of the text area that a paragraph stands in."""
    following = [*paragraph.iter(qn("w:sectPr")), *paragraph.xpath("following::w:sectPr")]
    own = following[0] if following else word.sections[-1]._sectPr  # noqa: SLF001 - no door to the element
    section = next(one for one in word.sections if one._sectPr is own)  # noqa: SLF001 - likewise
    across = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    down = (section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)
    return round(across / 635), round(down / 635)
