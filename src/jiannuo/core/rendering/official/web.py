"""Official documents as one web page, for mail and for reading where no Word is: no scripts, no outside."""

from collections.abc import Sequence
from html import escape

from jiannuo.core.rendering.composition import lines_around
from jiannuo.core.rendering.grid import Grid
from jiannuo.core.rendering.html import table_markup
from jiannuo.core.rendering.official.document import (
    Attachment,
    Level,
    OfficialDocument,
    Paragraph,
    chinese_date,
)

_STYLE = (
    "body{font-family:FangSong,仿宋_GB2312,仿宋,STFangsong,serif;line-height:1.8;max-width:60em;"
    "margin:2em auto;padding:0 1em}h1,h2{font-family:方正小标宋简体,SimSun,serif;text-align:center}"
    "h1{font-size:1.6em}h2{font-size:1.3em}.draft{text-align:right;font-family:SimHei,黑体,sans-serif}"
    ".mark{color:#c00;font-size:2em;text-align:center;border-bottom:2px solid #c00}"
    ".number{text-align:center}p.text{text-indent:2em;margin:0}.first{font-family:SimHei,黑体,sans-serif}"
    ".second{font-family:KaiTi,楷体_GB2312,楷体,serif}.signature{text-align:right;margin:0 2em}"
    ".label{font-family:SimHei,黑体,sans-serif}.form{white-space:pre-wrap}"
    ".imprint{border-top:2px solid;border-bottom:2px solid;margin-top:2em}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}td,th{border:1px solid #333;"
    "padding:.3em .5em;vertical-align:top;text-align:left}th{text-align:center}"
    "@media print{section{break-before:page}thead{display:table-header-group}}"
)


def write(document: OfficialDocument, grids: Sequence[Grid | None]) -> bytes:
    """Write a document as one page."""
    body = [
        _line("p", "draft", document.draft),
        _line("p", "mark", document.mark),
        _line("p", "number", document.number),
        f"<h1>{_broken(document.title)}</h1>",
        _line("p", "addressee", document.addressee),
        *(_paragraph(one) for one in document.body),
        *_attachment_list(document.attachments),
        _line("p", "signature", document.issuer),
        _line("p", "signature", chinese_date(document.issued_on) if document.issued_on else ""),
        _line("p", "text", document.note),
    ]
    count = len(document.attachments)
    for place, (one, grid) in enumerate(zip(document.attachments, grids, strict=True)):
        body += _attachment(one, grid, "附件" if count == 1 else f"附件{place + 1}")
    if document.copies_to:
        body.append(_line("p", "imprint", f"抄送：{'，'.join(document.copies_to)}。"))
    title = escape(document.title.replace("\n", ""))
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n'
        f"<body>\n{chr(10).join(part for part in body if part)}\n</body>\n</html>\n"
    )
    return page.encode()


def _line(tag: str, kind: str, text: str) -> str:
    return f'<{tag} class="{kind}">{escape(text)}</{tag}>' if text else ""


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _paragraph(one: Paragraph) -> str:
    cut = one.lead or (0 if one.level is Level.TEXT else len(one.text))
    head = f'<span class="{one.level.value}">{escape(one.text[:cut])}</span>' if cut else ""
    return f'<p class="text">{head}{escape(one.text[cut:])}</p>'


def _attachment_list(attachments: Sequence[Attachment]) -> list[str]:
    if not attachments:
        return []
    names = [one.title.replace("\n", "") for one in attachments]
    if len(names) > 1:
        names = [f"{number}.{name}" for number, name in enumerate(names, start=1)]
    return [
        _line("p", "text", ("附件：" if at == 0 else "") + name) for at, name in enumerate(names)
    ]


def _attachment(one: Attachment, grid: Grid | None, label: str) -> list[str]:
    above, below = lines_around(one.table) if one.table else ((), ())
    return [
        "<section>",
        _line("p", "label", label),
        f"<h2>{_broken(one.title)}</h2>",
        *(_paragraph(paragraph) for paragraph in one.body),
        *(_line("p", "form", line.text) for line in above),
        table_markup(grid) if grid else "",
        *(_line("p", "form", line.text) for line in below),
        "</section>",
    ]
