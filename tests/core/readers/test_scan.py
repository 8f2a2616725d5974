"""Scans: the same table, however it lay on the glass, and in whatever file it comes."""

import io
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from jiannuo.core.mapping import read_bytes
from jiannuo.core.readers import Unreadable, read_raw
from jiannuo.core.tables import MarkKind, RawDocument
from tests.core.readers.pdf_files import Page, pdf_of

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = pytest.importorskip("PIL.Image", reason="needs the extra jiannuo[scan]")

pytestmark = pytest.mark.scan

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "scans" / "table.png"
TITLE = "2023年重点工作进展情况表"
ROWS = [
    ["序号", "工作任务", "进展情况", "责任单位"],
    ["1", "改造老旧小区36个，惠及群众3.5万户。", "1.已完成立项，正在办理施工手续。\n2.签约率达到95.6%。", "区住建局\n区财政局"],
    ["2", "新建城市书房10处（含改建）。", "完成。累计投资2.25亿元，占年度计划的112.5%。", "区文旅局"],
    ["3", "实施滨河路绿化提升工程。", "未完成：资金缺口480万元；缺少建设用地26亩。", "区园林中心"],
]  # fmt: skip


@pytest.fixture
def picture() -> "Image.Image":
    with Image.open(SAMPLE) as image:
        return image.convert("RGB")


def saved(image: "Image.Image", form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def rows_of(document: RawDocument) -> list[list[str]]:
    (table,) = document.tables()
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def scanned(data: bytes, name: str = "扫描.png") -> list[list[str]]:
    return rows_of(read_raw(data, name))


def test_title_and_table_with_marks_in_their_printed_width(picture: "Image.Image") -> None:
    document = read_raw(saved(picture, dpi=(150, 150)), "扫描.png")
    assert document.format == "scan"
    assert [paragraph.text for paragraph in document.paragraphs()] == [TITLE]
    assert rows_of(document) == ROWS
    (table,) = document.tables()
    citation = table.cells[-1].citation
    assert (citation.page, citation.table, citation.row, citation.column) == (1, 1, 4, 4)


@pytest.mark.parametrize("degrees", [-2.0, 1.3])
def test_a_page_that_lay_askew(picture: "Image.Image", degrees: float) -> None:
    askew = picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    assert scanned(saved(askew)) == ROWS


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_was_fed_the_wrong_way_round(picture: "Image.Image", turn: int) -> None:
    assert scanned(saved(picture.rotate(turn, expand=True))) == ROWS


def test_a_red_stamp_over_the_words_vanishes_and_they_stay(picture: "Image.Image") -> None:
    from PIL import ImageChops, ImageDraw  # noqa: PLC0415 - of the extra, like the tests here

    stamp = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(stamp)
    pen.ellipse((560, 180, 800, 400), outline=(220, 30, 40), width=7)
    pen.regular_polygon((680, 290, 45), 5, fill=(220, 30, 40))
    assert scanned(saved(ImageChops.multiply(picture, stamp))) == ROWS


def test_grain_and_uneven_light(picture: "Image.Image") -> None:
    grey = picture.convert("L")
    dice = random.Random(7)  # noqa: S311 - grain, no secret
    shaded = bytes(
        min(
            255,
            max(0, int(level * (0.8 + 0.2 * (place % grey.width) / grey.width) + dice.gauss(0, 6))),
        )
        for place, level in enumerate(grey.tobytes())
    )
    assert scanned(saved(Image.frombytes("L", grey.size, shaded))) == ROWS


def test_what_is_hardly_legible_is_marked_where_it_is_wrong(picture: "Image.Image") -> None:
    small = picture.resize((picture.width // 3, picture.height // 3), Image.Resampling.BILINEAR)
    document = read_raw(saved(small), "模糊.png")
    (table,) = document.tables()
    right = {
        (row, column): text for row, texts in enumerate(ROWS) for column, text in enumerate(texts)
    }
    wrong = [
        cell
        for cell in table.cells
        if "".join(cell.text.split()) != "".join(right[cell.row, cell.column].split())
    ]
    assert wrong
    marked = [cell for cell in wrong if any(m.kind is MarkKind.UNSURE for m in cell.marks)]
    assert 2 * len(marked) > len(wrong)


def test_unsure_characters_become_questions(picture: "Image.Image") -> None:
    small = picture.resize((picture.width // 3, picture.height // 3), Image.Resampling.BILINEAR)
    document = read_bytes(saved(small), "模糊.png")
    whys = [doubt.why for row in document.rows() for doubt in row.doubts]
    assert any("从图片中识别" in why for why in whys)


@pytest.mark.parametrize("form", ["JPEG", "TIFF", "BMP", "WEBP", "GIF"])
def test_other_formats_of_pictures(picture: "Image.Image", form: str) -> None:
    options = {"quality": 85} if form in {"JPEG", "WEBP"} else {}
    assert scanned(saved(picture, form, **options), f"扫描.{form.lower()}") == ROWS


def test_a_file_with_several_pages_tells_how_far_it_is(picture: "Image.Image") -> None:
    told: list[tuple[int, int]] = []
    data = saved(picture, "TIFF", save_all=True, append_images=[picture])
    document = read_raw(data, "两页.tif", lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    assert {paragraph.citation.page for paragraph in document.paragraphs()} == {1, 2}


def pdf_holding(picture: "Image.Image") -> bytes:
    document = pdfium.PdfDocument.new()
    width, height = picture.width * 72 / 150, picture.height * 72 / 150
    page = document.new_page(width, height)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(pdfium.PdfBitmap.from_pil(picture))
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_pdf_that_holds_only_pictures(picture: "Image.Image") -> None:
    document = read_raw(pdf_holding(picture), "扫描.pdf")
    assert document.format == "scan"
    assert rows_of(document) == ROWS


def test_in_a_mixed_pdf_each_page_is_read_as_it_can_be(picture: "Image.Image") -> None:
    mixed = pdfium.PdfDocument.new()
    for data in (pdf_of(Page().text(60, 60, "附件说明")), pdf_holding(picture)):
        part = pdfium.PdfDocument(data)
        mixed.import_pages(part)
    stream = io.BytesIO()
    mixed.save(stream)
    document = read_raw(stream.getvalue(), "混合.pdf")
    assert document.format == "pdf"
    assert [(p.text, p.citation.page) for p in document.paragraphs()] == [
        ("附件说明", 1),
        (TITLE, 2),
    ]
    assert rows_of(document) == ROWS


def test_an_empty_page_is_an_empty_document() -> None:
    assert read_raw(saved(Image.new("L", (800, 600), "white")), "白.png").blocks == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "已损坏"),
        (SAMPLE.read_bytes()[:9_000], "已损坏"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "已损坏"),
    ],
)
def test_broken_pictures_are_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_raw(data, "坏.png")


def test_a_picture_beyond_measure_is_refused_before_it_is_unpacked() -> None:
    data = saved(Image.new("1", (30_000, 30_000)))
    with pytest.raises(Unreadable, match="尺寸过大"):
        read_raw(data, "巨幅.png")
