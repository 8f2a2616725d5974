"""Characters from bytes: the encodings that Chinese offices' text files come in."""

import codecs
import re
from pathlib import PurePath

from jiannuo.core.readers.errors import Unreadable

_MARKS = (  # byte order marks; UTF-32's before UTF-16's, whose beginning it shares
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_HIGH = 0xA1
_COMMON_FROM, _COMMON_TO = 0xA1, 0xC6
_FEW = 8
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Decode a text file: by its mark, as `declared`, as UTF-8, UTF-16 without a mark, Big5, or GB18030.

    GB18030 contains GB2312 and GBK, so it stands for all of them, whatever was declared. Raises
    `Unreadable` where none fits or where the result is no text.
    """
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_BINARY.findall(text[:100_000])) * 100 <= min(len(text), 100_000):
            return text
    raise Unreadable(
        f"文件“{PurePath(name).name or '未命名'}”不是能识别的文档或文本（编码既不是 UTF-8 也不是 GB18030），"
        "请用原来的软件打开后另存为 docx、xlsx 或 UTF-8 文本再上传。"
    )


def _candidates(data: bytes, declared: str | None) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    found = ["utf-8"]
    if declared and declared.lower().replace("_", "-") not in {"utf-8", "utf8", "gbk", "gb2312"}:
        found.insert(0, declared)
    sample = data[:4096]
    zeros = sample.count(0)
    if zeros * 20 > len(sample):
        # Punctuation, digits and line ends have a zero byte in UTF-16, on the side of the order.
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        found.insert(0, "utf-16-le" if little else "utf-16-be")
    return [*found, "big5", "gb18030"] if _looks_like_big5(sample) else [*found, "gb18030"]


def _looks_like_big5(sample: bytes) -> bool:
    """Tell Big5 (Hong Kong, Macau, Taiwan) from GBK, in which almost any bytes mean something.

    Simplified texts keep to GB2312, whose second bytes are all high; every third second byte of Big5
    is low, and its common characters begin with A4 to C6.
    """
    pairs = _PAIR.findall(sample)
    if len(pairs) < _FEW:
        return False
    low = sum(pair[1] < _HIGH for pair in pairs)
    common = sum(_COMMON_FROM <= pair[0] <= _COMMON_TO for pair in pairs)
    return bool(low * 7 > len(pairs) and common * 10 > len(pairs) * 8)
