"""The zip package that docx and xlsx are: opened within limits, its XML parsed without surprises.

An Office file is a zip of XML parts tied together by relationships. Whoever can upload one can
also upload a zip that unpacks to a petabyte or XML whose entities grow without end; here is the
one place that refuses them.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import PurePath
from typing import Final

from lxml import etree

from jiannuo.core.readers.errors import Forbidden, Unreadable

LARGEST_PART: Final = 128 * 1024**2
LARGEST_PACKAGE: Final = 512 * 1024**2
_HIGHEST_RATIO: Final = 250
_RATIO_MATTERS_FROM: Final = 8 * 1024**2
"""Bytes; limits of the unpacked sizes. A ledger of 12,400 rows unpacks to about 60 MB at 1:20."""
MOST_PARTS: Final = 20_000

_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
"""The packages' standard (ECMA-376 part 2, §9.1.7) forbids them; their entities grow without end."""
BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)
"""All that zipfile raises on a file that is cut, contradicts its own directory, is packed in a way
that it doesn't know (NotImplementedError, a RuntimeError), or wants a password."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The strict variant of the standard differs, for a reader, only in its namespaces."""


class Package:
    """An Office file's parts by name and by relationship."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package. Raises `Unreadable` if it is damaged, locked or oversized."""
        self._shown = f"文件“{PurePath(name).name or '未命名'}”"
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise self._damaged("压缩结构读不到结尾") from error
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        refuse_harmful(self._zip, self._shown)

    def main_part(self) -> str:
        """Name the part that holds the document itself."""
        for kind, target in self._relationships("").values():
            if kind.endswith("/officeDocument"):
                return target
        raise self._damaged("找不到正文部分")

    def xml(self, part: str) -> etree._Element | None:
        """Parse a part; None if the package has no such part."""
        try:
            content = self._zip.read(part)
        except KeyError:
            return None
        except BROKEN_ZIP as error:
            raise self._damaged(f"{part} 读不出来") from error
        if any(sign in content for sign in _DECLARATIONS):
            raise self._declaring(part)
        if _STRICT in content[:4096]:
            for strict, transitional in _TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"{part} 第 {error.lineno or 1} 行不合 XML 语法") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declaring(part)
        return root

    def names(self) -> list[str]:
        """List the package's parts."""
        return self._zip.namelist()

    def size(self, part: str) -> int:
        """Return a part's unpacked size in bytes, as the package claims it."""
        return self._zip.getinfo(part).file_size

    def related(self, part: str, kind: str) -> list[str]:
        """List the targets of a part's relationships whose type ends with `/kind`."""
        return [
            target
            for type_, target in self._relationships(part).values()
            if type_.endswith(f"/{kind}")
        ]

    def targets(self, part: str) -> dict[str, str]:
        """Map the ids of a part's relationships to the parts they lead to."""
        return {key: target for key, (_, target) in self._relationships(part).items()}

    def warnings(self) -> list[str]:
        """Say in Chinese what the package carries that no reader looks at: macros, other files."""
        names = [member.lower() for member in self._zip.namelist()]
        said = []
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            said.append("文件里有宏（VBA 程序），宏没有读取，也不会执行。")
        embedded = sum("/embeddings/" in name or "/activex/" in name for name in names)
        if embedded:
            said.append(f"文件里嵌入了 {embedded} 个其他对象，没有读取；其中如有台账，请单独上传。")
        return said

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Map a part's relationship ids to their types and targets; "" is the package itself."""
        if part not in self._relations:
            self._relations[part] = self._read_relationships(part)
        return self._relations[part]

    def _read_relationships(self, part: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (relation.get("Type", ""), target.lstrip("/"))
        return found

    def _declaring(self, part: str) -> Forbidden:
        return Forbidden(
            f"{self._shown}的 {part} 夹带了实体声明，正常的 Office 文件没有这种内容，"
            "可能有安全风险，请向来文单位核实，用 Office 或 WPS 重新保存后再上传。"
        )

    def _damaged(self, where: str) -> Unreadable:
        return Unreadable(
            f"{self._shown}已损坏（{where}），可能没有下载完，请重新下载或用 Office、WPS 打开修复后另存再上传。"
        )


def is_swollen(member: zipfile.ZipInfo) -> bool:
    """Say whether a member claims to be so much larger than it is packed as only a bomb is."""
    return member.file_size > _RATIO_MATTERS_FROM and member.file_size > _HIGHEST_RATIO * max(
        member.compress_size, 1
    )


def refuse_harmful(package: zipfile.ZipFile, shown: str) -> None:
    """Refuse a package that is locked or unpacks beyond measure, without unpacking any of it.

    Raises `Forbidden`; `shown` names the file in its sentence.
    """
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Forbidden(
            f"{shown}设有打开密码，无法读取，请在 Office 或 WPS 中去掉密码并另存后再上传。"
        )
    total = sum(member.file_size for member in members)
    swollen = any(is_swollen(member) or member.file_size > LARGEST_PART for member in members)
    if swollen or total > LARGEST_PACKAGE or len(members) > MOST_PARTS:
        raise Forbidden(
            f"{shown}解压后有 {total / 1024**2:.0f} MB，大得不正常，为安全起见没有读取，"
            "请用 Office 或 WPS 打开，删去多余的内容后另存再上传。"
        )
