"""Pictures out of image files: the pages of a scan, the right way round, in bounds."""

import io
from collections.abc import Iterator
from pathlib import PurePath

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from jiannuo.core.readers.errors import Forbidden, Unreadable
from jiannuo.core.readers.paper import Scan

MOST_PIXELS = 80_000_000
"""Of one picture; A3 at 600 dpi has 70 million."""
MOST_PAGES = 500
_LONGER_SIDE = 842.0
"""Points: A4, for pictures that do not say their resolution (or cannot mean it)."""
_LIKELY = (60, 1_300)


def pages_of(data: bytes, name: str) -> int:
    """Count an image file's pages. Raises `Unreadable` if it is damaged or beyond measure."""
    with _opened(data, name) as image:
        pages = getattr(image, "n_frames", 1)
    if pages > MOST_PAGES:
        raise Forbidden(
            f"图片“{_shown(name)}”有 {pages} 页，超过 {MOST_PAGES} 页的上限，请拆成几个文件后再上传。"
        )
    return pages


def scans_of(data: bytes, name: str) -> Iterator[Scan]:
    """Yield an image file's pages. Raises `Unreadable` like `pages_of`, at the page that is bad."""
    with _opened(data, name) as image:
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            yield _scan(frame, number, name)


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _damaged(name) from error
    _check_size(image, name)
    return image


def _scan(frame: Image.Image, number: int, name: str) -> Scan:
    _check_size(frame, name)
    try:
        upright = ImageOps.exif_transpose(frame)
        if "A" in upright.getbands() or "transparency" in upright.info:
            paper = Image.new("RGBA", upright.size, "white")
            paper.alpha_composite(upright.convert("RGBA"))
            upright = paper
        colours = upright.convert("RGB")
        pixels = colours.tobytes("raw", "BGR")
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise _damaged(name) from error
    columns, rows = colours.size
    dots = _resolution(frame, columns, rows)
    return Scan(number, columns, rows, pixels, columns * 72 / dots, rows * 72 / dots)


def _resolution(frame: Image.Image, columns: int, rows: int) -> float:
    """Tell the dots per inch of a picture: what it says if that is likely, else as if it were A4."""
    said = frame.info.get("dpi", (0, 0))[0]
    dots = float(said) if said else 0.0
    side = max(columns, rows) * 72 / dots if dots > 0 else 0.0
    likely = _LIKELY[0] <= dots <= _LIKELY[1] and 0.5 * _LONGER_SIDE <= side <= 3 * _LONGER_SIDE
    return dots if likely else max(columns, rows) * 72 / _LONGER_SIDE


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> Forbidden:
    return Forbidden(f"图片“{_shown(name)}”尺寸过大，请以 200 至 300 dpi 重新扫描或缩小后再上传。")


def _damaged(name: str) -> Unreadable:
    return Unreadable(
        f"图片“{_shown(name)}”不完整或已损坏，无法打开，请重新扫描或另存为 PNG、JPEG 后再上传。"
    )


def _shown(name: str) -> str:
    return PurePath(name).name or "未命名"
