"""Office files made by hand, part by part, so that a test shows the very XML it is about."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts into a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def relationships(targets: dict[str, str]) -> str:
    """Write a relationships part from kinds (the ends of their types) and targets."""
    entries = "".join(
        f'<Relationship Id="r{place}" Type="{_R}/{kind.partition(" ")[0]}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{entries}</Relationships>'


def docx_of(body: str, **parts: str) -> bytes:
    """Pack a docx from the XML inside w:body and of further parts (styles, numbering, header …)."""
    root = {
        "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
        "comments": "comments", "header": "hdr", "footer": "ftr",
    }  # fmt: skip
    related = {kind: f"{kind}.xml" for kind in parts}
    files: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(related),
    }
    for kind, content in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{root[kind]} {W}>{content}</w:{root[kind]}>"
    return zipped(files)


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """Write a paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )


def cell(text: str, properties: str = "") -> str:
    """Write a cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Write a table from the XML inside its rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def xlsx_of(
    *sheets: str,
    styles: str = "",
    strings: str = "",
    workbook: str = "",
    states: tuple[str, ...] = (),
) -> bytes:
    """Pack an xlsx from the XML inside each worksheet; `styles` and `strings` inside those parts."""
    entries = "".join(
        f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}" state="{(states or ("visible",) * n)[n - 1]}"/>'
        for n in range(1, len(sheets) + 1)
    )
    targets = {f"worksheet {n}": f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)}
    files: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook {S} xmlns:r="{_R}">{workbook}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            targets | {"styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
        ),
        "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
    }
    for n, content in enumerate(sheets, start=1):
        files[f"xl/worksheets/sheet{n}.xml"] = f"<worksheet {S}>{content}</worksheet>"
    return zipped(files)


def rows_of(*rows: str) -> str:
    """Write a worksheet's data from the XML inside each row."""
    lines = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(rows, start=1))
    return f"<sheetData>{lines}</sheetData>"


def texts(*values: str) -> str:
    """Write a row's cells as inline strings; "" leaves a cell out."""
    return "".join(
        f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>' if value else "<c/>"
        for value in values
    )


def number_formats(*codes: str) -> str:
    """Write styles whose n-th cell format (from 1) shows numbers by the n-th code."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{_escaped(code)}"/>'
        for n, code in enumerate(codes)
    )
    cells = "".join(f'<xf numFmtId="{200 + n}" fontId="0"/>' for n in range(len(codes)))
    return f'<numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs>'


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
