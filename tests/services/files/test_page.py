"""The official page of GB/T 9704, measured on the finished PDF."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdfium2
import pytest

from services.files.blocks import Blank, Block, Centred, Paragraph, Signature, Title
from services.files.flow import Sheet, compose
from services.files.fonts import Role
from services.files.page import ROWS
from services.files.pdf_document import About, Paper, render_papers
from services.files.pieces import RowMark
from tests.services.files.pdf_reading import MM, boxes, metadata, outline_titles, page_texts, text_lines

ABOUT = About("检查通知书", "洛阳市偃师区应急管理局", "随机抽查", date(2022, 9, 8))
ISSUER = "洛阳市偃师区应急管理局"
SIGNATURE = Signature(ISSUER, date(2022, 9, 8))
PROSE = (
    "根据《中华人民共和国安全生产法》和《关于印发2022年度“双随机、一公开”抽查计划的通知》（偃应急〔2022〕17号），"
    "洺堃珺䶮𬭎公司于2022年9月14日8：30—12：00接受检查；安全费用提取比例不低于1.5%，证号16030222013、16030222027。"
)


def render(*blocks: Block, mark: str = "") -> bytes:
    """Render one paper of these blocks."""
    return render_papers([Paper("甲公司", blocks, mark)], ABOUT)


def text_of(sheet: Sheet) -> list[str]:
    """Return the text of each row of a composed page."""
    rows = [mark.row for mark in sheet.marks if isinstance(mark, RowMark)]
    return ["".join(run.text for run in row) for row in rows]


def test_a_full_page_holds_22_lines_of_28_characters() -> None:
    pdf = render(Paragraph("安" * 28 * 30, indent=0))

    assert [len(line) for line in text_lines(pdf, 0)] == [28] * 22 + [len("—1—")]


def test_the_text_fills_the_page_of_156_by_225_millimetres_within_one_millimetre() -> None:
    pdf = render(Paragraph("国" * 28 * 22, indent=0))

    ink = boxes(pdf, 0, loose=False)[: 28 * 22]

    assert min(box.left for box in ink) == pytest.approx(28, abs=1)
    assert min(box.top for box in ink) == pytest.approx(37, abs=1)
    assert max(box.right for box in ink) == pytest.approx(210 - 26, abs=1)
    assert max(box.bottom for box in ink) == pytest.approx(297 - 35, abs=1)


def test_every_full_line_ends_at_the_right_margin_within_half_a_point() -> None:
    pdf = render(Paragraph("国" * 28 * 22, indent=0))

    cells = boxes(pdf, 0, loose=True)[: 28 * 22]

    assert max(abs(box.right - 184) for box in cells[27::28]) * MM <= 0.5
    assert max(abs(box.left - 28) for box in cells[::28]) * MM <= 0.5


def test_lines_of_prose_reach_the_margin_with_their_ink_and_never_pass_it() -> None:
    pdf = render(Paragraph(PROSE * 3))

    ink = boxes(pdf, 0, loose=False)

    assert max(box.right for box in ink) <= 184 + 0.5 / MM
    assert min(box.left for box in ink) >= 27.5


def test_the_first_line_is_indented_by_two_characters() -> None:
    pdf = render(Paragraph("国" * 40))

    first = boxes(pdf, 0, loose=True)[0]

    assert (first.left - 28) * MM == pytest.approx(2 * 15.785, abs=0.1)


def test_the_page_gives_back_the_text_that_was_set_rare_characters_included() -> None:
    pdf = render(Paragraph(PROSE))

    assert page_texts(pdf) == [PROSE + "—1—"]


def test_no_space_is_copied_that_was_not_written() -> None:
    texts = [
        f"{'安' * shift}按照GB标准和PDF格式于2022年检查，A级企业ABC公司《甲》（“乙”）。" * 2
        for shift in range(20)
    ]

    pdf = render(*[Paragraph(text) for text in texts])

    with pypdfium2.PdfDocument(pdf) as document:
        copied = "".join(page.get_textpage().get_text_range() for page in document)
    assert " " not in "".join(line for line in copied.splitlines() if "—" not in line)


def test_kai_and_hei_give_back_their_text_too() -> None:
    pdf = render(Paragraph("一、检查事项𬭎", role=Role.HEADING), Paragraph("（一）现场2项䶮", role=Role.KAI))

    assert page_texts(pdf) == ["一、检查事项𬭎（一）现场2项䶮—1—"]


def test_page_numbers_stand_seven_millimetres_below_odd_right_even_left() -> None:
    pdf = render(Paragraph("安" * 28 * 30, indent=0))

    odd, even = boxes(pdf, 0, loose=False)[-3:], boxes(pdf, 1, loose=False)[-3:]

    assert ["".join(box.char for box in number) for number in (odd, even)] == ["—1—", "—2—"]
    assert [round((box.top + box.bottom) / 2) for box in (odd[0], even[0])] == [262 + 7, 262 + 7]
    assert (184 - odd[-1].right) * MM == pytest.approx(14, abs=1.5)
    assert (even[0].left - 28) * MM == pytest.approx(14, abs=1.5)


def test_the_title_is_centred_and_hangs_from_the_top_margin() -> None:
    pdf = render(
        Title("检查通知书"), Centred("（豫偃）应急抽通〔2022〕12号"), Blank(), Paragraph("甲公司：", indent=0)
    )

    ink = boxes(pdf, 0, loose=False)
    title = [box for box in ink if box.bottom < 45]

    assert "".join(box.char for box in title) == "检查通知书"
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert min(box.top for box in title) == pytest.approx(37, abs=1)


def test_with_a_seal_the_date_ends_four_characters_in_and_the_issuer_is_centred_above() -> None:
    pdf = render(Paragraph("特此通知。"), SIGNATURE)

    cells = boxes(pdf, 0, loose=True)
    issuer, dated = cells[5 : 5 + len(ISSUER)], cells[5 + len(ISSUER) : -3]

    assert "".join(box.char for box in dated) == "2022年9月8日"
    assert (184 - dated[-1].right) * MM == pytest.approx(4 * 15.785, abs=0.5)
    middle = (dated[0].left + dated[-1].right) / 2
    assert (issuer[0].left + issuer[-1].right) / 2 == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("length", [11, 20, 28, 45])
def test_an_issuer_of_any_length_stays_within_the_margins(length: int) -> None:
    pdf = render(Paragraph("特此通知。"), Signature("局" * length, date(2022, 12, 28)))

    ink = boxes(pdf, 0, loose=False)

    assert min(box.left for box in ink) >= 28
    assert max(box.right for box in ink) <= 184.2


@pytest.mark.parametrize("lines", range(1, 3 * ROWS))
def test_the_signature_never_stands_on_a_page_without_text(lines: int) -> None:
    pages = compose([*[Paragraph("安")] * lines, SIGNATURE])

    assert text_of(pages[-1])[0] == "安"
    assert text_of(pages[-1])[-2:] == [ISSUER, "2022年9月8日"]
    assert max(len(text_of(page)) for page in pages) <= ROWS


@pytest.mark.parametrize("lines", range(1, 2 * ROWS + 2))
def test_a_heading_never_ends_a_page(lines: int) -> None:
    heading = Paragraph("一、检查事项", role=Role.HEADING, is_heading=True)

    pages = compose([*[Paragraph("安")] * lines, heading, Paragraph("全"), SIGNATURE])

    assert [text_of(page)[-1] for page in pages if text_of(page)[-1] == "一、检查事项"] == []
    assert sum(text_of(page).count("安") for page in pages) == lines


def test_the_mark_stands_on_every_page_outside_the_text() -> None:
    pdf = render(Paragraph("安" * 28 * 30, indent=0), mark="样例")

    marks = [boxes(pdf, page, loose=False)[:2] for page in (0, 1)]

    assert ["".join(box.char for box in mark) for mark in marks] == ["样例", "样例"]
    assert max(box.bottom for mark in marks for box in mark) < 30


def test_only_embedded_faces_are_used() -> None:
    pdf = render(
        Title("检查通知书"), Paragraph(PROSE, role=Role.KAI), Paragraph(PROSE), SIGNATURE, mark="样例"
    )

    assert pdf.count(b"/FontFile2") >= 4
    assert pdf.count(b"/Type /Font ") + pdf.count(b"/Type /Font\n") == pdf.count(b"/FontFile2")
    assert b"Helvetica" not in pdf


def test_the_file_says_what_it_is_and_bears_the_date_of_the_paper() -> None:
    pdf = render(Paragraph("安"))

    told = metadata(pdf)

    assert (told["Title"], told["Author"], told["Subject"]) == ("检查通知书", ISSUER, "随机抽查")
    assert (told["Creator"], told["CreationDate"]) == ("双随机工作台", "D:20220908000000+08'00'")
    assert b"/Lang (zh-CN)" in pdf


def test_the_same_paper_is_the_same_bytes() -> None:
    blocks = (Title("检查通知书"), Paragraph(PROSE), SIGNATURE)

    assert render(*blocks, mark="样例") == render(*blocks, mark="样例")


def test_the_same_paper_is_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib\n"
        "from tests.services.files import test_page as t\n"
        "pdf = t.render(t.Title('检查通知书'), t.Paragraph(t.PROSE), t.SIGNATURE)\n"
        "print(hashlib.sha256(pdf).hexdigest())\n"
    )

    printed = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "SYSTEMROOT": "C:\\Windows"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert len(printed[0]) == 65
    assert printed[0] == printed[1]


def test_papers_made_at_the_same_time_do_not_disturb_each_other() -> None:
    alone = [render(Paragraph(PROSE), Paragraph(str(number))) for number in range(8)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda number: render(Paragraph(PROSE), Paragraph(str(number))), range(8)))

    assert together == alone


def test_several_papers_have_an_outline_entry_each_and_their_own_page_numbers() -> None:
    papers = [Paper("甲公司", (Paragraph("安" * 28 * 30, indent=0),)), Paper("乙公司𬭎", (Paragraph("全"),))]

    pdf = render_papers(papers, ABOUT)

    assert outline_titles(pdf) == ["甲公司", "乙公司𬭎"]
    assert [text[-3:] for text in page_texts(pdf)] == ["—1—", "—2—", "—1—"]


def test_for_two_sided_printing_each_paper_begins_on_a_new_sheet() -> None:
    papers = [Paper(name, (Paragraph("全"),)) for name in ("甲公司", "乙公司")]

    pdf = render_papers(papers, ABOUT, duplex=True)

    assert page_texts(pdf) == ["全—1—", "", "全—1—", ""]
