"""The XML names of WordprocessingML that the reader meets."""

from functools import cache
from typing import Final

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@cache
def w(name: str) -> str:
    """Qualify a WordprocessingML name."""
    return _W + name


VAL: Final = w("val")
PARAGRAPH: Final = w("p")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
RUN: Final = w("r")
TEXT: Final = w("t")
STRUCTURED: Final = w("sdt")
STRUCTURED_CONTENT: Final = w("sdtContent")
TEXT_BOX: Final = w("txbxContent")
INSERTED: Final = frozenset({w("ins"), w("moveTo")})
DELETED: Final = frozenset({w("del"), w("moveFrom")})
WRAPPERS: Final = frozenset(
    {w("hyperlink"), w("smartTag"), w("customXml"), w("fldSimple"), w("dir"), w("bdo")}
)
ALTERNATE: Final = _MC + "AlternateContent"
CHOICE: Final = _MC + "Choice"
FALLBACK: Final = _MC + "Fallback"
MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
