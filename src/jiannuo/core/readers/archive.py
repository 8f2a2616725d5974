r"""A zip of several documents: its files in memory, nothing ever written to the paths that it names.

What an archive may do to a computer that unpacks it by its own names (``../``, ``C:\``, links) it
cannot do here; but whoever packs such names means harm, so the whole archive is refused. Names come
in UTF-8 or, from Windows, in GBK without saying so.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.package import BROKEN_ZIP, is_swollen
from jiannuo.core.readers.sniffing import LARGEST_FILE, shown_name

MOST_FILES: Final = 500
LARGEST_TOTAL: Final = 300 * 1024**2
"""Bytes, unpacked, of all files together; how much one may have shrunk is as for Office files."""

_UTF8_FLAG: Final = 0x800
_LOCKED_FLAG: Final = 1
_NESTED: Final = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".cab"})
_NESTED_STARTS: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_LITTER: Final = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.IGNORECASE
)
"""What systems put beside people's files: previews, folder settings, locks of open documents."""
_DOCUMENT_PARTS: Final = frozenset({"[Content_Types].xml", "_rels/.rels", "mimetype", "OFD.xml"})
_DRIVE: Final = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of an archive: its path there, for people, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive's files, and a Chinese clause for each thing that was left in it."""

    files: tuple[Packed, ...]
    left_out: tuple[str, ...]


def unpack(data: bytes, name: str) -> Unpacked:
    """Unpack an archive within bounds. Raises `Unreadable` with what is wrong with it as a whole."""
    shown = shown_name(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [(_name_of(one), one) for one in package.infolist() if not one.is_dir()]
            _refuse_tricks([(_name_of(one), one) for one in package.infolist()], shown)
            members = [(path, one) for path, one in members if not _LITTER.search(path)]
            _refuse_oversized([member for _, member in members], shown)
            files, left_out = _taken(package, members, shown)
    except BROKEN_ZIP as error:
        raise Unreadable(
            f"{shown}已损坏，解不开，可能没有下载完，请重新下载，或解压后逐个上传其中的文件。"
        ) from error
    if not files:
        inside = f"（{'；'.join(left_out[:3])}）" if left_out else ""
        raise Forbidden(f"{shown}里没有能读取的文件{inside}，请解压后逐个上传其中的文件。")
    return Unpacked(tuple(files), tuple(left_out))


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's path as meant: what isn't marked as UTF-8 is tried as such, then as GB18030."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG:
        try:
            written = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return written.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def _refuse_tricks(members: list[tuple[str, zipfile.ZipInfo]], shown: str) -> None:
    for path, member in members:
        if member.flag_bits & _LOCKED_FLAG:
            raise Forbidden(f"{shown}设有解压密码，无法读取，请解压后逐个上传其中的文件。")
        kind = stat.S_IFMT(member.external_attr >> 16)
        odd = kind not in {0, stat.S_IFREG, stat.S_IFDIR}
        if odd or "\0" in path or _leads_out(path):
            seen = "".join(one if one.isprintable() else "?" for one in path)[:60]
            raise Forbidden(
                f"{shown}里有指向别处的路径或链接“{seen}”，正常的压缩包没有这种内容，"
                "可能有安全风险，没有解压，请向来文单位核实。"
            )


def _leads_out(path: str) -> bool:
    plain = path.replace("\\", "/")
    return plain.startswith("/") or bool(_DRIVE.match(plain)) or ".." in plain.split("/")


def _refuse_oversized(members: list[zipfile.ZipInfo], shown: str) -> None:
    if len(members) > MOST_FILES:
        raise Forbidden(
            f"{shown}里有 {len(members)} 个文件，超过 {MOST_FILES} 个的上限，请分成几个压缩包再上传。"
        )
    total = sum(member.file_size for member in members)
    if any(map(is_swollen, members)) or total > LARGEST_TOTAL:
        raise Forbidden(
            f"{shown}解压后有 {total / 1024**2:.0f} MB，大得不正常，为安全起见没有解压，"
            "请解压后逐个上传需要的文件。"
        )


def _taken(
    package: zipfile.ZipFile, members: list[tuple[str, zipfile.ZipInfo]], shown: str
) -> tuple[list[Packed], list[str]]:
    files: list[Packed] = []
    left_out: list[str] = []
    left = LARGEST_TOTAL
    for path, member in members:
        name = PurePosixPath(path.replace("\\", "/")).name
        if PurePosixPath(name).suffix.lower() in _NESTED:
            left_out.append(f"“{name}”是压缩包里套的压缩包，没有打开")
            continue
        content = b"".join(_pieces(package, member, min(left, LARGEST_FILE)))
        if len(content) > LARGEST_FILE:
            left_out.append(f"“{name}”超过 100 MB，没有读取")
            continue
        left -= len(content)
        if left < 0:
            raise Forbidden(
                f"{shown}解压出来比它自己说的还大，可能有安全风险，没有读取，请向来文单位核实。"
            )
        if content.startswith(_NESTED_STARTS) or _is_plain_zip(content):
            left_out.append(f"“{name}”是压缩包里套的压缩包，没有打开")
        elif not content.strip():
            left_out.append(f"“{name}”是空的")
        else:
            files.append(Packed(path.replace("\\", "/"), content))
    return files, left_out


def _pieces(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """Yield a member's content up to one piece beyond the limit: its stated size may be a lie."""
    came = 0
    with package.open(member) as stream:
        while came <= most and (piece := stream.read(1024**2)):
            came += len(piece)
            yield piece


def _is_plain_zip(content: bytes) -> bool:
    """Say whether a member is a zip that isn't a document itself."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            names = inner.namelist()
    except BROKEN_ZIP:
        return False  # damaged: its own reader will say so
    return not any(name in _DOCUMENT_PARTS for name in names)
