"""Scans: pictures of pages, recognised in process, without a network.

Optional: needs the packages of the extra ``jiannuo[scan]``. `read` takes image files; `recognise`
takes the pages of any file that are only pictures, for whoever finds them (the PDF reader). A page
is made ready (`cleaning`), its rules found and wiped out (`ruling`), its lines found (`detection`)
and read (`recognition`) by the networks of `engine`; `glyphs` places the characters, with the
spaces (`spacing`) and the widths of marks (`punctuation`) that were printed; `readers.paper` makes
tables and paragraphs of them. Every character knows how sure it is: where that is little, a mark
says so.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from jiannuo.core.readers.paper import Progress, Scan, Sheet, compose, silent
from jiannuo.core.readers.scan.engine import cores, engine
from jiannuo.core.readers.scan.pictures import pages_of, scans_of
from jiannuo.core.readers.scan.sheets import sheet_of
from jiannuo.core.tables import RawDocument

__all__ = ["read", "recognise"]


def read(data: bytes, name: str, progress: Progress = silent) -> RawDocument:
    """Read a picture, or the pictures of a file with several. Raises `Unreadable`."""
    pages = pages_of(data, name)
    sheets = []
    progress(0, pages)
    for sheet in recognise(scans_of(data, name)):
        sheets.append(sheet)
        progress(len(sheets), pages)
    composed = compose(sheets)
    return RawDocument(
        name=name, format="scan", blocks=composed.blocks, furniture=composed.furniture
    )


def recognise(scans: Iterable[Scan]) -> Iterator[Sheet]:
    """Recognise pages, as many at a time as there are processors; in their order."""
    waiting: deque[Future[Sheet]] = deque()
    with ThreadPoolExecutor(cores()) as pool:
        for scan in scans:
            waiting.append(pool.submit(sheet_of, scan, engine()))
            if len(waiting) > cores():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
