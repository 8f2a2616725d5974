"""Documents understood: from paragraphs and tables to the rows of the canonical document.

Rules about the language of Chinese supervision documents, none about a place: what headers are
called, how cells are enumerated, how people and organisations are named. `docs` of the package:
`vocabulary` and `senses` (words of headers), `sheets`, `alignment`, `headers`, `columns`, `body`
(structure), `cells`, `labels`, `months`, `items`, `statuses`, `organisations`, `people` (contents),
`heading`, `forms`, `notices`, `places` (around the tables), `observations` (what is remarkable);
`understanding` runs them in their order.
"""

import json
from pathlib import Path

from jiannuo.core.mapping.profiles import (
    EMPTY,
    MappingProfile,
    NoProfileError,
    profile_from_json,
    profile_to_json,
)
from jiannuo.core.mapping.understanding import understand
from jiannuo.core.readers import read_raw
from jiannuo.core.records import Document, from_json

__all__ = [
    "MappingProfile",
    "NoProfileError",
    "profile_from_json",
    "profile_to_json",
    "read",
    "read_bytes",
    "understand",
]


def read(path: str | Path, profile: MappingProfile = EMPTY) -> Document:
    """Read and understand a file; `profile` is what the office said of such files before.

    Raises OSError if it cannot be opened, `jiannuo.core.readers.Unreadable` if nothing can be read
    from it; its message is a Chinese sentence for the person who chose the file.
    """
    file = Path(path)
    return read_bytes(file.read_bytes(), file.name, profile)


def read_bytes(data: bytes, name: str, profile: MappingProfile = EMPTY) -> Document:
    """Read and understand a file's bytes; `name` is its file name. Raises `Unreadable`."""
    return _exported(data) or understand(read_raw(data, name), profile)


def _exported(data: bytes) -> Document | None:
    """Take over a document that is canonical already: the product's own export as JSON."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        return from_json(json.loads(data.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None  # some other text that begins with a brace
