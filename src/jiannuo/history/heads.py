"""The chain's head, written down elsewhere: what an administrator of this machine cannot rewrite.

Who owns the database can drop the triggers, change an entry and compute every later hash anew; the
chain then proves nothing. A head that was written down before, on paper, by fax or in a folder of
somebody else's, tells: the entry of that number no longer has that hash.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone

from jiannuo.history.models import Head

_GROUP: Final = 8
_LINE: Final = re.compile(
    r"第\s*(?P<sequence>\d+)\s*条\s+(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+"
    r"链值\s*(?P<hash>(?:[0-9a-f]{8}\s*){8})校验\s*(?P<check>[0-9a-f]{4})"
)
_BARE: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenHead:
    """A head as it was written down; `sequence` and `at` are None where only the hash was kept."""

    sequence: int | None
    at: datetime | None
    hash: str


class IllegibleHeadError(Exception):
    """A line that should be a written head has a wrong character somewhere, or is none."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"“{line[:80]}”不是完整的链值记录，或抄写有误（校验码不符）。请对照原件逐字核对。"
        )


def present_head(now: datetime) -> WrittenHead | None:
    """Return the head as of now; None before the first act."""
    head = Head.objects.filter(pk=1, sequence__gt=0).first()
    return WrittenHead(sequence=head.sequence, at=now, hash=head.hash) if head else None


def line_of(head: WrittenHead) -> str:
    """Write a head as one line that can be printed, faxed or read out, with a check on its letters.

    >>> line_of(WrittenHead(sequence=7, at=datetime(2023, 6, 8, 9, 30, tzinfo=...), hash="0123…"))
    '践诺留痕 第 7 条 2023-06-08 09:30:00 链值 01234567 89abcdef … 校验 3f1c'
    """
    if head.at is None or head.sequence is None:
        raise ValueError(head)
    at = timezone.localtime(head.at).strftime("%Y-%m-%d %H:%M:%S")
    groups = " ".join(head.hash[i : i + _GROUP] for i in range(0, len(head.hash), _GROUP))
    return f"践诺留痕 第 {head.sequence} 条 {at} 链值 {groups} 校验 {_check(head.sequence, at, head.hash)}"


def read_heads(text: str) -> list[WrittenHead]:
    """Return the heads in a text: lines as `line_of` writes them, or bare hashes.

    Empty lines are skipped. Raises IllegibleHeadError for a line that is neither, or whose check
    does not agree: a mistyped line must not look like a rewritten trail.
    """
    return [_read(line.strip()) for line in text.splitlines() if line.strip()]


def append_head(folder: Path, now: datetime) -> Path | None:
    """Append the present head to this month's file in a folder, and return the file.

    None where nothing has happened since the file's last line. Raises OSError where the folder cannot
    be written.
    """
    head = present_head(now)
    if head is None:
        return None
    file = folder / f"jiannuo-{timezone.localtime(now):%Y-%m}.txt"
    known = read_heads(file.read_text(encoding="utf-8")) if file.exists() else []
    if known and known[-1].sequence == head.sequence:
        return None
    with file.open("a", encoding="utf-8") as out:
        out.write(line_of(head) + "\n")
    return file


def heads_in(place: Path) -> list[WrittenHead]:
    """Return the heads of a file, or of all files that `append_head` wrote into a folder."""
    files = sorted(place.glob("jiannuo-*.txt")) if place.is_dir() else [place]
    return [head for file in files for head in read_heads(file.read_text(encoding="utf-8"))]


def _read(line: str) -> WrittenHead:
    found = _LINE.search(line.casefold())
    if found is None:
        bare = "".join(line.casefold().split())
        if not _BARE.fullmatch(bare):
            raise IllegibleHeadError(line)
        return WrittenHead(sequence=None, at=None, hash=bare)
    sequence, at = int(found["sequence"]), found["at"]
    digest = "".join(found["hash"].split())
    if found["check"] != _check(sequence, at, digest):
        raise IllegibleHeadError(line)
    moment = timezone.make_aware(datetime.strptime(at, "%Y-%m-%d %H:%M:%S"))  # noqa: DTZ007 - made aware here
    return WrittenHead(sequence=sequence, at=moment, hash=digest)


def _check(sequence: int, at: str, digest: str) -> str:
    """Return four characters that differ where any other character of the line does."""
    return hashlib.sha256(f"{sequence} {at} {digest}".encode()).hexdigest()[:4]
