"""Files in, raw documents out: the registry that picks the reader by what a file really is.

A name tells what somebody called a file, its content what it is; so the content decides (see
`sniffing`), and the name only where the content leaves it open. Each format is one module (or
package) with the same single door, ``read(data: bytes, name: str) -> RawDocument``, and none
knows another. They are imported when first needed: a command that reads a text file should not
pay for parsing packages it never uses. This is the one lazy import of the core.
"""

from importlib import import_module
from typing import cast

from jiannuo.core.readers.errors import Unreadable
from jiannuo.core.readers.sniffing import sniff
from jiannuo.core.tables import RawDocument

__all__ = ["Unreadable", "read_raw", "sniff"]

_HOME_OF = {
    "docx": "jiannuo.core.readers.docx",
    "xlsx": "jiannuo.core.readers.xlsx",
    "html": "jiannuo.core.readers.html",
    "delimited": "jiannuo.core.readers.delimited",
    "text": "jiannuo.core.readers.text",
    "pdf": "jiannuo.core.readers.pdf",
}


def read_raw(data: bytes, name: str) -> RawDocument:
    """Read a file's bytes into paragraphs and tables; `name` is its file name, with or without path.

    Raises `Unreadable`, with a sentence for the user, if nothing can be read from it.
    """
    reader = import_module(_HOME_OF[sniff(data, name)])
    return cast("RawDocument", reader.read(data, name))
