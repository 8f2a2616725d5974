"""Whatever stands in a file, a reader gives a document or says why not; it never breaks down."""

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiannuo.core.readers import Unreadable, read_raw
from tests.core.readers.office_files import (
    cell,
    docx_of,
    number_formats,
    paragraph,
    rows_of,
    table,
    texts,
    xlsx_of,
    zipped,
)

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure: nothing here is about time."""

NAMES = st.sampled_from(["a.docx", "a.xlsx", "a.html", "a.csv", "a.tsv", "a"])
PIECES = st.sampled_from(
    [
        paragraph("字"), table(cell("甲") + cell("乙", "<w:vMerge/>"), cell("丙", '<w:gridSpan w:val="x"/>')),
        "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:p/>", "<w:sdt/>",
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
        "<w:p><w:pPr><w:numPr><w:numId/></w:numPr></w:pPr></w:p>", "<w:p><w:r><w:sym/></w:r></w:p>",
        "<w:p><w:r><w:footnoteReference/></w:r></w:p>", "<w:altChunk/>", "<other/>",
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="0"/></w:tcPr></w:tc></w:tr></w:tbl>',
    ]
)  # fmt: skip
NUMBERING = (
    '<w:num/><w:abstractNum/><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="x"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="-1"><w:startOverride/></w:lvlOverride></w:num>'
)
CELLS = st.sampled_from(
    [
        "<c/>", '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>', '<c t="e"/>', '<c r="ZZZZ9"><v>1</v></c>',
        '<c s="-4"><v>2</v></c>', '<c s="1"><v>1e400</v></c>', '<c s="1"><v>nan</v></c>', '<c t="d"><v>2023</v></c>',
        '<c r="A1"><f>1</f></c>', '<c t="inlineStr"/>', '<c t="b"><v>7</v></c>', texts("字"),
    ]
)  # fmt: skip


@settings(BUSY, max_examples=300)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes(data: bytes, name: str) -> None:
    with contextlib.suppress(Unreadable):
        read_raw(data, name)


@settings(BUSY, max_examples=300)
@given(st.text(alphabet=st.sampled_from("<>/td rableph=\"'0,;\n\t序号1修 "), max_size=200), NAMES)
def test_any_text(text: str, name: str) -> None:
    with contextlib.suppress(Unreadable):
        read_raw(text.encode(), name)


@settings(BUSY, max_examples=200)
@given(st.lists(PIECES, max_size=6), st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_odd_and_damaged_word_documents(pieces: list[str], place: int, noise: bytes) -> None:
    data = docx_of(
        "".join(pieces),
        numbering="<w:num/><w:abstractNum/>",
        styles="<w:style/>",
        comments="<w:comment/>",
    )
    for candidate in (
        data,
        data[:place] + noise + data[place + len(noise) :],
        data[: len(data) - place],
    ):
        with contextlib.suppress(Unreadable):
            read_raw(candidate, "样.docx")


@settings(BUSY, max_examples=200)
@given(st.lists(st.lists(CELLS, max_size=4).map("".join), max_size=5), st.text(max_size=12))
def test_odd_workbooks(rows: list[str], code: str) -> None:
    clean = "".join(character for character in code if character.isprintable())
    sheet = (
        rows_of(*rows)
        + '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="??"/><mergeCell/></mergeCells>'
    )
    with contextlib.suppress(Unreadable):
        columns = '<cols><col hidden="1"/><col min="x" max="2" hidden="1"/></cols>'
        styles = number_formats(clean) + '<cellXfs><xf fontId="x" numFmtId="y"/></cellXfs>'
        read_raw(xlsx_of(columns + sheet, styles=styles), "样.xlsx")


@settings(BUSY, max_examples=100)
@given(st.sampled_from(["word/document.xml", "xl/workbook.xml"]), st.text(max_size=40))
def test_odd_parts(part: str, content: str) -> None:
    with contextlib.suppress(Unreadable):
        read_raw(
            zipped(
                {
                    part: content.encode("utf-8", "ignore"),
                    "_rels/.rels": content.encode("utf-8", "ignore"),
                }
            ),
            "x",
        )
