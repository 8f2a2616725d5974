"""Files in, raw documents out: the registry that picks the reader by what a file really is.

A name tells what somebody called a file, its content what it is; so the content decides (see
`sniffing`), and the name only where the content leaves it open. Each format is one module (or
package) with the same single door, ``read(data: bytes, name: str) -> RawDocument``, and none
knows another. They are imported when first needed: a command that reads a text file should not
pay for parsing packages it never uses. This is the one lazy import of the core.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.paper.scanned import Progress, Recogniser, silent
from jiannuo.core.readers.sniffing import CONVERTED, shown_name, sniff
from jiannuo.core.tables import RawDocument

__all__ = [
    "CONVERTED",
    "Forbidden",
    "Unreadable",
    "can_recognise",
    "read_raw",
    "sniff",
    "unconverted",
]

_HOME_OF = {
    "docx": "jiannuo.core.readers.docx",
    "xlsx": "jiannuo.core.readers.xlsx",
    "xls": "jiannuo.core.readers.xls",
    "html": "jiannuo.core.readers.html",
    "delimited": "jiannuo.core.readers.delimited",
    "text": "jiannuo.core.readers.text",
    "pdf": "jiannuo.core.readers.pdf",
    "picture": "jiannuo.core.readers.scan",
}
_OFFICE_NAMES = {
    "doc": "旧版 Word（.doc）或 WPS 文字文档",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文字文档",
    "ods": "OpenDocument 表格",
    "xlsb": "Excel 二进制工作簿（.xlsb）",
}
_OF_THE_EXTRA = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")


def read_raw(data: bytes, name: str, progress: Progress = silent) -> RawDocument:
    """Read a file's bytes into paragraphs and tables; `name` is its file name, with or without path.

    `progress` is called after each page that takes seconds: how many are done, and of how many.
    Raises `Unreadable`, with a sentence for the user, if nothing can be read from it.
    """
    kind = sniff(data, name)
    if kind in CONVERTED:
        raise Unreadable(unconverted(kind, name))
    if kind == "archive":
        raise Unreadable(
            f"{shown_name(name)}是压缩包，里面不是一份文档，请解压后逐个读取其中的文件。"
        )
    if kind == "picture" and not can_recognise():
        raise Forbidden(
            f"{shown_name(name)}是图片，没有安装扫描识别组件，无法识别其中的文字，请上传 Word、Excel 原件，"
            '或请管理员安装（pip install "jiannuo[scan]"）后再上传。'
        )
    reader = import_module(_HOME_OF[kind])
    if kind == "pdf":
        return cast("RawDocument", reader.read(data, name, _recogniser(), progress))
    if kind == "picture":
        return cast("RawDocument", reader.read(data, name, progress))
    return cast("RawDocument", reader.read(data, name))


def unconverted(kind: str, name: str) -> str:
    """Say that a format has to be converted, and how: the sentence where no office program is."""
    said, target = _OFFICE_NAMES[kind], CONVERTED[kind]
    return (
        f"{shown_name(name)}是{said}，需要先转换，请用 Word、Excel 或 WPS 打开后另存为 {target} 再上传，"
        "或请管理员在服务器上安装 LibreOffice。"
    )


def can_recognise() -> bool:
    """Say whether the packages that recognise scans are installed (the extra ``jiannuo[scan]``)."""
    return all(find_spec(package) is not None for package in _OF_THE_EXTRA)


def _recogniser() -> Recogniser | None:
    if not can_recognise():
        return None
    return cast("Recogniser", import_module(_HOME_OF["picture"]).recognise)
