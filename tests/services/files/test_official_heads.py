"""红头, 信函格式, 附件, 版记, 落款: every distance of GB/T 9704 that is set, measured on the finished PDF."""

import ctypes
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from services.files.blocks import (
    Attachment,
    AttachmentNote,
    Block,
    Grid,
    GridColumn,
    Imprint,
    Landscape,
    LetterHead,
    Paragraph,
    RedHead,
    Signature,
    Title,
)
from services.files.flow import compose
from services.files.page import EM, LEADING, PITCH
from services.files.pdf_document import About, Paper, PaperQr, render_papers
from services.files.pieces import RowMark, SealMark
from tests.services.files.pdf_reading import MM, Box, boxes, page_texts

ISSUER = "样例市样例区应急管理局"
NUMBER = "样应急〔2022〕17号"
DAY = date(2022, 9, 8)
ABOUT = About("样例", ISSUER, "样例", DAY)
ROW, CELL = LEADING / MM, PITCH / MM


def render(*blocks: Block, qr: PaperQr | None = None, mark: str = "") -> bytes:
    return render_papers([Paper("样例", blocks, mark, qr=qr)], ABOUT)


def find(pdf: bytes, text: str, page: int = 0, *, loose: bool = False) -> list[Box]:
    """Return the boxes of the first place where a text stands."""
    found = boxes(pdf, page, loose=loose)
    start = "".join(box.char for box in found).index(text)
    return found[start : start + len(text)]


def strokes(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom in millimetres of every line and box that is drawn, a line's weight included."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        height = document[page].get_height()
        for part in document[page].get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
            x, y, weight = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
            points = []
            for number in range(pdfium.FPDFPath_CountSegments(part.raw)):
                segment = pdfium.FPDFPath_GetPathSegment(part.raw, number)
                pdfium.FPDFPathSegment_GetPoint(segment, x, y)
                points.append((x.value, y.value))
            pdfium.FPDFPageObj_GetStrokeWidth(part.raw, weight)
            xs, ys = zip(*points, strict=True)
            level, upright = min(ys) == max(ys), min(xs) == max(xs)
            if not (level or upright):
                left, bottom, right, top = part.get_bounds()
                xs, ys = (left, right), (bottom, top)
            across, along = level * weight.value / 2, upright * weight.value / 2
            box = (min(xs) - along, height - max(ys) - across, max(xs) + along, height - min(ys) + across)
            found.append(tuple(side / MM for side in box))
    return found


def test_the_red_head_hangs_35_millimetres_below_the_upper_edge_of_the_text() -> None:
    pdf = render(RedHead(f"{ISSUER}文件", NUMBER), Title("关于抽查的通知"))

    head = find(pdf, f"{ISSUER}文件")

    assert min(box.top for box in head) == pytest.approx(37 + 35, abs=0.7)
    assert (head[0].left + head[-1].right) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert head[0].left >= 28
    assert head[-1].right <= 184


def test_number_line_and_title_follow_the_red_head_at_their_distances() -> None:
    pdf = render(RedHead(f"{ISSUER}文件", NUMBER), Title("关于抽查的通知"))

    head, number, title = find(pdf, ISSUER), find(pdf, NUMBER), find(pdf, "关于抽查")
    (line,) = strokes(pdf, 0)

    foot = max(box.bottom for box in head)
    assert min(box.top for box in number) - foot == pytest.approx(2 * ROW, abs=1)
    assert (number[0].left + number[-1].right) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert line[1] - max(box.bottom for box in number) == pytest.approx(4, abs=0.5)
    assert (line[0], line[2]) == pytest.approx((28, 184), abs=0.6)
    assert min(box.top for box in title) - line[3] == pytest.approx(2 * ROW, abs=1)


def test_a_paper_to_a_superior_has_its_number_left_and_the_signer_right_in_kai() -> None:
    pdf = render(RedHead(ISSUER, NUMBER, "样例某"))

    number, signer = find(pdf, NUMBER, loose=True), find(pdf, "签发人：样例某", loose=True)

    assert number[0].left - 28 == pytest.approx(CELL, abs=0.1)
    assert 184 - signer[-1].right == pytest.approx(CELL, abs=0.3)
    assert signer[0].top == pytest.approx(number[0].top, abs=0.2)


def test_a_long_name_of_the_issuer_stays_on_one_line_between_the_margins() -> None:
    pdf = render(RedHead(ISSUER * 3, NUMBER))

    head = find(pdf, ISSUER * 3)

    assert (head[0].left >= 28, head[-1].right <= 184) == (True, True)
    assert max(box.top for box in head) - min(box.top for box in head) < 3


def test_the_letter_head_stands_30_millimetres_below_the_edge_of_the_sheet_over_its_double_line() -> None:
    pdf = render(LetterHead(ISSUER, NUMBER), Title("关于结果的函"), Paragraph("正文。"))

    head, number, title = find(pdf, ISSUER), find(pdf, NUMBER), find(pdf, "关于结果")
    thick, thin, second_thin, second_thick = sorted(strokes(pdf, 0), key=lambda line: line[1])

    assert min(box.top for box in head) == pytest.approx(30, abs=0.7)
    assert thick[1] - max(box.bottom for box in head) == pytest.approx(4, abs=0.5)
    assert thick[3] - thick[1] > thin[3] - thin[1]
    assert [(line[0], line[2]) for line in (thick, thin, second_thin, second_thick)] == [
        pytest.approx((20, 190), abs=0.7)
    ] * 4
    assert second_thick[3] == pytest.approx(297 - 20, abs=0.1)
    assert second_thick[3] - second_thick[1] > second_thin[3] - second_thin[1]
    assert (min(box.top for box in number) - thin[3]) * MM == pytest.approx(EM * 7 / 8, abs=1.5)
    assert number[-1].right == pytest.approx(184, abs=0.6)
    assert min(box.top for box in title) - max(box.bottom for box in number) == pytest.approx(
        2 * ROW + (LEADING - EM) / MM, abs=1.2
    )


def test_the_first_page_of_a_letter_has_no_number_the_second_has() -> None:
    pdf = render(LetterHead(ISSUER, NUMBER), *[Paragraph("正文。")] * 30)

    first, second = page_texts(pdf)

    assert not first.endswith("—1—")
    assert second.endswith("—2—")
    assert strokes(pdf, 1) == []


def test_the_code_stands_clear_of_the_head_of_a_letter_and_the_mark_clear_of_the_code() -> None:
    pdf = render(LetterHead(ISSUER * 3, NUMBER), qr=PaperQr("AQ1|2022-1-1|0123456789abcdef"), mark="样例")

    head = find(pdf, ISSUER * 3)
    code = [box for box in strokes(pdf, 0) if box[2] - box[0] < 100]
    mark = [box for box in boxes(pdf, 0, loose=False) if box.bottom < 26]

    assert max(box[3] for box in code) < min(box.top for box in head) - 1
    assert "".join(box.char for box in mark) == "样例"
    assert mark[-1].right < min(box[0] for box in code) - 1


def test_a_sealed_signature_has_the_seal_over_name_and_date_and_within_one_row_of_the_text() -> None:
    (sheet,) = compose([Paragraph("正文。"), Signature(ISSUER, DAY)])

    text, issuer, dated = [mark for mark in sheet.marks if isinstance(mark, RowMark)]
    (seal,) = [mark for mark in sheet.marks if isinstance(mark, SealMark)]

    radius, ascent = 21 * MM, 0.85 * EM
    gap = seal.y - radius - (text.baseline - ascent + EM)
    middle = (issuer.baseline - ascent + dated.baseline - ascent + EM) / 2
    assert 0 < gap <= LEADING
    assert 0 < middle - seal.y < radius / 2
    assert seal.y + radius > dated.baseline
    middles = [(row.row[0].x + row.row[-1].x + row.row[-1].width) / 2 for row in (issuer, dated)]
    assert middles == [pytest.approx(seal.x), pytest.approx(seal.x)]


def test_where_room_is_short_the_seal_still_stands_clear_of_the_text() -> None:
    sheets = compose([*[Paragraph("安")] * 19, Signature(ISSUER, DAY)])

    marks = sheets[0].marks
    (seal,) = [mark for mark in marks if isinstance(mark, SealMark)]
    texts = [mark.baseline for mark in marks if isinstance(mark, RowMark)][:19]
    assert len(sheets) == 1
    assert 0 < seal.y - 21 * MM - (texts[-1] + 0.15 * EM) <= LEADING


def test_without_a_seal_the_name_stands_two_characters_in_one_row_below_the_text() -> None:
    pdf = render(Paragraph("正文。"), Signature(ISSUER, DAY, has_seal=False))

    text = find(pdf, "正文。", loose=True)
    issuer, dated = find(pdf, ISSUER, loose=True), find(pdf, "2022年9月8日", loose=True)

    assert 184 - issuer[-1].right == pytest.approx(2 * CELL, abs=0.1)
    assert dated[0].left - issuer[0].left == pytest.approx(2 * CELL, abs=0.3)
    assert issuer[0].top - text[0].top == pytest.approx(2 * ROW, abs=0.1)


def test_a_date_longer_than_the_name_stands_two_characters_in_and_the_name_begins_two_before_it() -> None:
    pdf = render(Paragraph("正文。"), Signature("样例局", date(2022, 12, 28), has_seal=False))

    issuer, dated = find(pdf, "样例局", loose=True), find(pdf, "2022年12月28日", loose=True)

    assert 184 - dated[-1].right == pytest.approx(2 * CELL, abs=0.1)
    assert dated[0].left - issuer[0].left == pytest.approx(2 * CELL, abs=0.3)


def test_an_undated_signature_leaves_room_to_write_the_date() -> None:
    pdf = render(Paragraph("正文。"), Signature(ISSUER, None))

    year, month, day = find(pdf, "年月日", loose=True)

    assert month.left - year.right == pytest.approx(2 * CELL, abs=0.3)
    assert 184 - day.right == pytest.approx(4 * CELL, abs=2)


def test_the_note_of_attachments_stands_one_row_below_two_characters_in_its_long_names_aligned() -> None:
    names = ("样例市样例区应急管理局2022年度“双随机、一公开”抽查计划汇总表", "抽查事项清单")

    pdf = render(Paragraph("正文。"), AttachmentNote(names), Signature(ISSUER, DAY))

    label, text = find(pdf, "附件：1.", loose=True), find(pdf, "正文。", loose=True)
    rest = find(pdf, "抽查事项清单", loose=True)
    cells = boxes(pdf, 0, loose=True)
    second = next(box for box in cells if box.top > label[0].top + 1)
    assert label[0].left - 28 == pytest.approx(2 * CELL, abs=0.1)
    assert label[0].top - text[0].top == pytest.approx(2 * ROW, abs=0.1)
    assert second.left == pytest.approx(rest[0].left, abs=0.3)
    assert "。" not in "".join(box.char for box in cells if box.top > label[0].top - 1)


def test_an_attachment_begins_a_page_its_label_on_the_first_row_its_title_on_the_third() -> None:
    pdf = render(Paragraph("正文。"), Attachment(2, "抽查事项清单"), Paragraph("附件文。"))

    label, title, text = (find(pdf, told, 1) for told in ("附件2", "抽查事项清单", "附件文。"))

    assert label[0].left == pytest.approx(28, abs=0.5)
    assert min(box.top for box in label) == pytest.approx(37, abs=1)
    assert min(box.top for box in title) - 37 == pytest.approx(2 * ROW, abs=1)
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert min(box.top for box in text) - 37 == pytest.approx(4 * ROW, abs=1)


def test_the_imprint_ends_on_the_edge_of_the_text_with_thick_outer_and_thin_inner_rules() -> None:
    pdf = render(Paragraph("正文。"), Imprint("甲局，乙局。", "样例局办公室", DAY))

    first, middle, last = sorted(strokes(pdf, 0), key=lambda line: line[1])
    to, by, on = (
        find(pdf, told, loose=True) for told in ("抄送：甲局，乙局。", "样例局办公室", "2022年9月8日印发")
    )

    assert last[3] == pytest.approx(262, abs=0.1)
    assert [round(line[3] - line[1], 2) for line in (first, middle, last)] == [0.35, 0.25, 0.35]
    assert [(line[0], line[2]) for line in (first, middle, last)] == [pytest.approx((28, 184), abs=0.3)] * 3
    assert ((to[0].left - 28) * MM, (by[0].left - 28) * MM) == pytest.approx((14, 14), abs=0.1)
    assert (184 - on[-1].right) * MM == pytest.approx(14, abs=0.3)


def test_a_long_list_of_receivers_goes_on_under_the_first_of_them() -> None:
    pdf = render(Paragraph("正文。"), Imprint("样例局，" * 20, "", None))

    label = find(pdf, "抄送：", loose=True)
    rows = [box for box in boxes(pdf, 0, loose=True) if box.top > label[0].top + 3 and box.top < 263]

    assert min(box.left for box in rows) == pytest.approx(label[-1].right, abs=0.3)
    assert max(box.right for box in rows) <= 184 - 14 / MM + 2.6


@pytest.mark.parametrize("lines", range(14, 24))
def test_the_imprint_never_tears_the_signature_and_never_stands_without_text(lines: int) -> None:
    blocks = [*[Paragraph("安")] * lines, Signature(ISSUER, DAY), Imprint("甲局", "乙", DAY)]

    sheets = compose(blocks)

    last = ["".join(run.text for run in mark.row) for mark in sheets[-1].marks if isinstance(mark, RowMark)]
    assert last[0] == "安"
    assert last[-6:-4] == [ISSUER, "2022年9月8日"]
    assert (
        sum(
            "".join(run.text for run in mark.row) == "安"
            for sheet in sheets
            for mark in sheet.marks
            if isinstance(mark, RowMark)
        )
        == lines
    )


def test_a_table_on_its_side_has_its_number_where_upright_pages_have_it_and_its_header_on_each_page() -> None:
    grid = Grid((GridColumn("序号", 1), GridColumn("事项", 5)), tuple((str(n), "检查") for n in range(15)))

    pdf = render(Paragraph("见附件。"), Landscape((Attachment(0, "汇总表"), grid)), Imprint("甲局", "", None))

    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [tuple(round(side / MM) for side in page.get_size()) for page in document]
    assert sizes == [(210, 297), (297, 210), (297, 210), (210, 297)]
    assert [text.count("序号事项") for text in page_texts(pdf)] == [0, 1, 1, 0]
    even, odd = boxes(pdf, 1, loose=False), boxes(pdf, 2, loose=False)
    even_dash = next(box for box in even if box.char == "—")
    odd_dash = [box for box in odd if box.char == "—"][-1]
    assert (even_dash.left + even_dash.right) / 2 == pytest.approx(35 - 7, abs=0.5)
    assert (even_dash.top - 28) * MM == pytest.approx(14, abs=1.5)
    assert (28 + 156 - odd_dash.bottom) * MM == pytest.approx(14, abs=1.5)
    table = [box for box in strokes(pdf, 2) if box[0] > 34]
    assert min(box[1] for box in table) == pytest.approx(28, abs=0.2)
