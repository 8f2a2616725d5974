"""What a reader hands over: a document's paragraphs and tables as they stand, every cell citable.

Nothing here knows what a column means; that is `jiannuo.core.mapping`'s business.
"""

from jiannuo.core.tables.citation import Citation
from jiannuo.core.tables.document import Block, Cell, Mark, MarkKind, Paragraph, RawDocument, Table

__all__ = [
    "Block",
    "Cell",
    "Citation",
    "Mark",
    "MarkKind",
    "Paragraph",
    "RawDocument",
    "Table",
]
