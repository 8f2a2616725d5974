"""The tables of a document's attachments, laid out for the width that the page leaves them."""

from dataclasses import replace

from jiannuo.core.rendering.grid import Grid, lay_out
from jiannuo.core.rendering.official import measures as m
from jiannuo.core.rendering.official.document import OfficialDocument


def grids_of(document: OfficialDocument) -> list[Grid | None]:
    """Return each attachment's table as it is to be set; None where it has none."""
    return [
        lay_out(one.table, replace(one.style, page=m.TYPE_WIDTH if one.upright else m.TYPE_HEIGHT))
        if one.table
        else None
        for one in document.attachments
    ]
