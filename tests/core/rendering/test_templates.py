"""Office templates: what is understood is filled in, what is not is named with its place, harm is refused."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.template_fields import read_template
from jiannuo.core.rendering.errors import Unrenderable
from jiannuo.core.rendering.official import Level, Paragraph
from jiannuo.core.rendering.templates import TableValue, Value, fill, sample
from tests.core.rendering.official.notices import table


def template(*paragraphs: str, cell: str = "", head: str = "") -> bytes:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    if cell:
        word.add_table(rows=2, cols=3).rows[1].cells[2].text = cell
    if head:
        word.sections[0].header.paragraphs[0].text = head
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def with_part(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """Return a package with its parts changed and further ones added (slashes written as __)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in added.items():
            new.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def unchanged(name: str, data: bytes) -> bytes:
    return data


def test_names_are_filled_in_wherever_they_stand() -> None:
    word = docx.Document()
    split = word.add_paragraph("关于")
    for piece in ("{", "{标", "题}", "}"):
        split.add_run(piece).bold = True
    stream = io.BytesIO()
    word.save(stream)
    filled = docx.Document(io.BytesIO(fill(stream.getvalue(), {"标题": "A<B & “䶮㎡”"})))
    assert filled.paragraphs[0].text == "关于A<B & “䶮㎡”"
    both = template(
        "{{标题}}", "{% if 抄送 %}抄送：{{抄送}}。{% endif %}", cell="{{期限}}", head="{{稿次}}"
    )
    filled = docx.Document(
        io.BytesIO(fill(both, {"标题": "通报", "期限": "6月12日前", "稿次": "草稿"}))
    )
    assert [one.text for one in filled.paragraphs] == ["通报", ""]
    assert filled.tables[0].rows[1].cells[2].text == "6月12日前"
    assert filled.sections[0].header.paragraphs[0].text == "草稿"


def test_paragraphs_and_a_real_table_take_their_places() -> None:
    values: dict[str, Value] = {
        "正文": (Paragraph("一、总体情况", Level.FIRST), Paragraph("完成106项。{{标题}}")),
        "台账": TableValue(table(60)),
    }
    filled = docx.Document(io.BytesIO(fill(template("{{正文}}", "{{台账}}", "完"), values)))
    assert [one.text for one in filled.paragraphs] == [
        "一、总体情况",
        "完成106项。{{标题}}",
        "",
        "完",
    ]
    xml = filled.tables[0]._tbl.xml
    assert 'w:eastAsia="黑体"' in filled.paragraphs[0]._p.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count('<w:vMerge w:val="restart"/>') > 3
    assert len(filled.tables[0]._tbl.tr_lst) == 61


def test_each_field_is_named_with_its_place() -> None:
    reading = read_template(template("甲", "{{标题}}x", cell="{{台账}}", head="{{稿次}}"), "a.docx")
    assert [(one.name, one.where) for one in reading.fields] == [
        ("标题", "正文第2段"),
        ("台账", "第1张表第2行第3格"),
        ("稿次", "页眉"),
    ]
    assert [one.alone for one in reading.fields] == [False, True, True]
    assert reading.fields[1].in_table


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in range(10) %}{{x}}{% endfor %}",
        "{{ 标题.__class__.__mro__ }}",
        "{{ 标题|upper }}",
        "{{ lipsum() }}",
        "{% include '/etc/passwd' %}",
        "{% set a = 1 %}",
        "{% macro f() %}{% endmacro %}",
        "{{ 1 + 1 }}",
    ],
)
def test_nothing_but_names_and_conditions_is_understood_or_run(text: str) -> None:
    made = template(text)
    [problem, *_] = read_template(made, "a.docx").problems
    assert problem.startswith("正文第1段：看不懂“{")
    with pytest.raises(Unrenderable):
        fill(made, {"标题": "x"})


def test_an_unclosed_brace_is_told() -> None:
    [problem] = read_template(template("{{标题}", "乙"), "a.docx").problems
    assert problem.startswith("正文第1段：括号不成对")


def test_a_condition_without_its_end_is_told_when_it_is_filled() -> None:
    with pytest.raises(Unrenderable, match="endif"):
        fill(template("{% if 抄送 %}抄送"), {})


def test_what_may_harm_is_refused() -> None:
    plain = template("{{标题}}")
    link = (
        b'<Relationship Id="rIdX" TargetMode="External" Target="http://example.org/x.dotm" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        b"</Relationships>"
    )

    def linked(name: str, data: bytes) -> bytes:
        own = name == "word/_rels/document.xml.rels"
        return data.replace(b"</Relationships>", link) if own else data

    def fetching(name: str, data: bytes) -> bytes:
        field = (
            "<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r>"
            "<w:r><w:instrText>TEXT c:\\x</w:instrText></w:r></w:p><w:sectPr"
        )
        own = name == "word/document.xml"
        return data.replace(b"<w:sectPr", field.encode(), 1) if own else data

    for content, said in (
        (
            with_part(plain, unchanged, word__vbaProject_bin=b"x").replace(
                b"vbaProject_bin", b"vbaProject.bin"
            ),
            "宏",
        ),
        (with_part(plain, unchanged, word__embeddings__a=b"x"), "嵌入"),
        (with_part(plain, linked), "外部内容"),
        (with_part(plain, fetching), "INCLUDETEXT"),
        (with_part(plain, unchanged, word__huge=b"0" * 40_000_000), "大得不正常"),
        (b"0" * (6 * 1024**2), "上限"),
    ):
        with pytest.raises(Forbidden, match=said):
            read_template(content, "模板.docx")
    with pytest.raises(Unreadable):
        read_template(b"PK\x03\x04 torn", "模板.docx")


def test_the_sample_names_every_field_and_is_itself_a_template() -> None:
    made = sample("通报", [("标题", "文件标题", False), ("正文", "正文各段", True)])
    reading = read_template(made, "样例.docx")
    assert [one.name for one in reading.fields] == ["标题", "正文"]
    assert reading.problems == ()
    assert (
        docx.Document(io.BytesIO(fill(made, {"标题": "关于通报"}))).paragraphs[0].text == "关于通报"
    )
