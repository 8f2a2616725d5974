"""Pages read as people read them: what stands where, and the tables and paragraphs in it.

Knows neither PDF nor pictures: whoever can tell the glyphs and printed rules of a page (`Sheet`)
gets the document's blocks from `compose`. The stages, each a module: glyphs to `lines`; `rules` to a
`grid` of cells; both to the `pieces` of tables on each page; pieces to whole tables
(`continuation`, which asks `page_breaks`); line ends to paragraphs (`wrapping`, `prose`); running
heads and page numbers put aside (`furniture`); all together in `composition`.
"""

from jiannuo.core.readers.paper.composition import Composition, compose
from jiannuo.core.readers.paper.rules import frames
from jiannuo.core.readers.paper.scanned import Progress, Recogniser, Scan, silent
from jiannuo.core.readers.paper.sheet import Box, Glyph, Rule, Sheet

__all__ = [
    "Box",
    "Composition",
    "Glyph",
    "Progress",
    "Recogniser",
    "Rule",
    "Scan",
    "Sheet",
    "compose",
    "frames",
    "silent",
]
