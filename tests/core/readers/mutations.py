"""Good files made worse: bytes flipped, cut, doubled, and the parts of packages damaged inside.

Damage to a compressed package is mostly found by its checksum; so the parts are damaged first and
packed anew, and what reaches the reader is well packed nonsense.
"""

import io
import re
import zipfile
from random import Random

from tests.core.readers.hostile_files import DOCX, PDF, XLSX, png
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
from tests.core.readers.xls_files import xls_of

_ODD_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e400",
    b"NaN",
    b"x",
    b"",
)
_NUMBER = re.compile(rb"(?<=[\">])-?\d+(?:\.\d+)?(?=[\"<])")
_TAG = re.compile(rb"<[^>]{1,200}>")

_MERGED = table(
    cell("序号") + cell("任务", '<w:gridSpan w:val="2"/>') + cell("责任单位"),
    cell("1", '<w:vMerge w:val="restart"/>') + cell("修路") + cell("25条") + cell("区住建局"),
    cell("", "<w:vMerge/>") + cell("架桥") + cell("3座") + cell("区水务局"),
)
_FORMS = number_formats("0.00%", "#,##0.00", 'yyyy"年"m"月"d"日"', '0!.0,"万"')
_SHEET = rows_of(
    texts("2023年重点工作"), texts("序号", "任务", "完成率"),
    '<c r="A3"><v>1</v></c><c r="B3" t="s"><v>0</v></c><c r="C3" s="1"><v>0.4567</v></c>',
    '<c r="A4" s="3"><v>45047</v></c><c r="B4"><f>A3*2</f><v>2</v></c><c r="C4" t="e"><v>#N/A</v></c>',
) + '<mergeCells><mergeCell ref="A1:C1"/></mergeCells><cols><col min="1" max="2" hidden="1"/></cols>'  # fmt: skip
_ROWS = "序号,任务,责任单位\n1,修路25条,区住建局\n2,架桥3座,区水务局\n"
_PAGE = (
    "<html><head><meta charset=utf-8><title>通报</title></head><body><div><table border=1>"
    "<caption>表1</caption><tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr><tr><td>修路</td>"
    "<td><b>区住建局</b><table><tr><td>内</td></tr></table></td></tr></table><ol><li>一</ol></div></body></html>"
)

GOOD: dict[str, bytes] = {
    "通报.docx": docx_of(
        paragraph("2023年重点工作") + _MERGED,
        header=paragraph("页眉"),
        styles='<w:style w:styleId="a"/>',
    ),
    "台账.xlsx": xlsx_of(_SHEET, strings="<si><t>修路</t></si>", styles=_FORMS),
    "台账.xls": xls_of(
        [["序号", "任务", "完成率"], [1, "修路", 0.4567], [2, "架桥", 45047.0]],
        formats=["0.00%", "yyyy-mm-dd"],
        formatted={(1, 2): 0, (2, 2): 1},
        merged=[(1, 2, 0, 0)],
        hidden_rows=[2],
    ),
    "页.html": _PAGE.encode(),
    "台账.csv": _ROWS.encode("gb18030"),
    "粘贴.txt": _ROWS.replace(",", "\t").encode(),
    "通报.pdf": PDF,
    "一包.zip": zipped({"a.docx": DOCX, "b.xlsx": XLSX, "c.csv": _ROWS}),
    "图.png": png(40, 30, (b"\0" + b"\xff" * 120) * 30),
}
"""A good file of every format, small and with a little of everything in it."""


def worse(data: bytes, random: Random) -> bytes:
    """Return a file with one to four damages."""
    if data.startswith(b"PK") and random.random() < 0.8:
        data = _worse_inside(data, random)
        if random.random() < 0.8:
            return data
    for _ in range(random.randint(1, 4)):
        data = _damaged(data, random)
    return data


def _worse_inside(package: bytes, random: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as old:
            parts: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    except zipfile.BadZipFile:
        return package
    name = random.choice(list(parts))
    content = parts[name]
    assert isinstance(content, bytes)
    match random.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[random.choice(list(parts))]
        case _:
            parts[name] = _worse_text(content, random)
    return zipped(parts)


def _worse_text(content: bytes, random: Random) -> bytes:
    """Damage markup so that it often stays markup: numbers made odd, tags doubled or left out."""
    numbers, tags = list(_NUMBER.finditer(content)), list(_TAG.finditer(content))
    match random.randrange(4):
        case 0 if numbers:
            one = random.choice(numbers)
            return content[: one.start()] + random.choice(_ODD_NUMBERS) + content[one.end() :]
        case 1 if tags:
            one = random.choice(tags)
            return content[: one.start()] + content[one.end() :]
        case 2 if len(tags) > 1:
            first, last = sorted(random.sample(range(len(tags)), 2))
            piece = content[tags[first].start() : tags[last].end()]
            return (
                content[: tags[first].start()]
                + piece * random.randint(2, 20)
                + content[tags[first].start() :]
            )
        case _:
            return _damaged(content, random)


def _damaged(data: bytes, random: Random) -> bytes:
    if not data:
        return bytes([random.randrange(256)])
    place, length = random.randrange(len(data)), random.randint(1, 40)
    match random.randrange(6):
        case 0:
            return data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]
        case 1:
            return data[:place]
        case 2:
            return data[:place] + data[place + length :]
        case 3:
            return data[: place + length] + data[place:]
        case 4:
            return (
                data[:place]
                + random.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x80\0", b"<", b"\r"))
                + data[place:]
            )
        case _:
            return data[:place] + random.randbytes(length) + data[place + length :]
