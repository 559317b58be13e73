"""What stands on which page: headings, signatures, tables and notes at the ends of pages."""

from datetime import date

import pytest

from services.files.blocks import (
    Block,
    Field,
    FieldLine,
    FootNote,
    FormHead,
    Grid,
    GridColumn,
    Landscape,
    NewPage,
    Paragraph,
    Signature,
    Together,
    Writing,
)
from services.files.flow import Sheet, compose
from services.files.fonts import Role
from services.files.page import HEIGHT, ROWS
from services.files.pieces import RowMark, RuleMark

SIGNATURES = Together(tuple(FieldLine((Field("检查人员（签名）"),), is_for_hand=True) for _ in range(3)))
COLUMNS = (GridColumn("序号", 1, True), GridColumn("问题", 5))


def texts(sheet: Sheet) -> list[str]:
    return ["".join(run.text for run in mark.row) for mark in sheet.marks if isinstance(mark, RowMark)]


def all_text(sheets: tuple[Sheet, ...]) -> str:
    return "".join(text for sheet in sheets for text in texts(sheet))


def lowest(sheet: Sheet) -> float:
    return max(
        max(mark.y1, mark.y2) if isinstance(mark, RuleMark) else mark.baseline
        for mark in sheet.marks
        if isinstance(mark, RuleMark | RowMark)
    )


@pytest.mark.parametrize("rows", range(14, 24))
def test_signatures_stay_together_and_take_a_row_of_the_text_with_them(rows: int) -> None:
    sheets = compose([*[Paragraph("安")] * rows, SIGNATURES])

    last = texts(sheets[-1])

    assert last.count("检查人员（签名）：") == 3
    assert last[0] == "安"
    assert all_text(sheets).count("安") == rows


def test_a_slip_to_cut_off_leaves_the_signature_where_it_is() -> None:
    slip = Together((Paragraph("签收回执", indent=0), *SIGNATURES.blocks), is_slip=True)

    sheets = compose([*[Paragraph("安")] * 17, Signature("样例局", date(2022, 9, 8)), slip])

    assert texts(sheets[0])[-2:] == ["样例局", "2022年9月8日"]
    assert texts(sheets[1])[0] == "签收回执"


def test_what_is_longer_than_a_page_cannot_stay_together_and_nothing_of_it_is_lost() -> None:
    sheets = compose([Paragraph("前"), Together(tuple(Paragraph(f"第{n}行") for n in range(60)))])

    assert all_text(sheets) == "前" + "".join(f"第{n}行" for n in range(60))
    assert [len(texts(sheet)) for sheet in sheets] == [ROWS, ROWS, 61 - 2 * ROWS]


def test_a_signature_may_stand_among_what_stays_together() -> None:
    sheets = compose([*[Paragraph("安")] * 19, Together((Paragraph("全"), Signature("样例局", None)))])

    assert texts(sheets[-1]) == ["安", "全", "样例局", "　　年　　月　　日"]


@pytest.mark.parametrize("rows", range(18, 24))
def test_a_note_at_the_foot_stands_on_the_page_that_the_form_ends_on_and_never_alone(rows: int) -> None:
    sheets = compose([*[Paragraph("安")] * rows, SIGNATURES, FootNote("本文书一式两份。")])

    last = texts(sheets[-1])

    assert (last[-1], last.count("检查人员（签名）：")) == ("本文书一式两份。", 3)
    assert all(lowest(sheet) <= HEIGHT for sheet in sheets)


def test_a_note_told_before_the_signatures_stands_on_their_page_too() -> None:
    sheets = compose([*[Paragraph("安")] * 20, FootNote("一式两份。"), SIGNATURES])

    assert texts(sheets[-1])[-1] == "一式两份。"
    assert "一式两份。" not in texts(sheets[0])


def test_a_signature_leaves_room_for_a_note_that_was_told_before_it() -> None:
    blocks = [*[Paragraph("安")] * 17, FootNote("一式两份。"), Signature("样例局", None)]

    sheets = compose(blocks)

    assert [texts(sheet)[-1] for sheet in sheets] == ["一式两份。"]


def test_a_note_before_a_new_page_stays_on_its_own() -> None:
    sheets = compose([Paragraph("一"), FootNote("注一"), NewPage(), Paragraph("二"), FootNote("注二")])

    assert [texts(sheet) for sheet in sheets] == [["一", "注一"], ["二", "注二"]]


def test_a_full_page_gives_its_last_row_to_the_note() -> None:
    sheets = compose([*[Paragraph("安")] * ROWS, FootNote("注\n二")])

    assert texts(sheets[1]) == ["安", "注", "二"]


def test_the_header_of_a_list_is_repeated_and_never_ends_a_page() -> None:
    rows = tuple((str(number), "问题") for number in range(100))

    for before in range(12, 24):
        sheets = compose([*[Paragraph("安")] * before, Grid(COLUMNS, rows)])
        told = [texts(sheet) for sheet in sheets]
        assert [page[-1] for page in told if page[-1] in ("序号", "问题") and page[-2] == "序号"] == []
        assert all(page[:2] == ["序号", "问题"] for page in told[-2:])
        assert all(lowest(sheet) <= HEIGHT + 0.01 for sheet in sheets)


def test_forty_findings_of_three_hundred_characters_are_all_printed_within_the_page() -> None:
    findings = tuple((str(number), f"第{number}项" + "隐患" * 150) for number in range(40))

    sheets = compose([FormHead("样例局", "整改指令书"), Grid(COLUMNS, findings)])

    told = all_text(sheets)
    assert (told.count("隐"), told.count("患")) == (40 * 150, 40 * 150)
    assert [number for number in range(40) if f"第{number}项" not in told] == []
    assert max(map(lowest, sheets)) <= HEIGHT + 2.1


def test_a_row_longer_than_a_page_goes_on_under_the_header_with_its_rules_closed() -> None:
    sheets = compose([Grid(COLUMNS, (("1", "隐患" * 1500),))])

    assert len(sheets) >= 3
    assert all(texts(sheet)[:2] == ["序号", "问题"] for sheet in sheets)
    for sheet in sheets:
        levels = {
            round(mark.y1, 1) for mark in sheet.marks if isinstance(mark, RuleMark) and mark.y1 == mark.y2
        }
        uprights = max(mark.y2 for mark in sheet.marks if isinstance(mark, RuleMark) and mark.x1 == mark.x2)
        assert round(uprights, 1) in levels


def test_a_long_row_is_parted_where_much_of_the_page_would_stay_empty_two_lines_at_either_end() -> None:
    row = ("1", "隐患" * 200)

    for before in range(1, 22):
        sheets = compose([*[Paragraph("安")] * before, Grid(COLUMNS, (row,))])
        parts = [sum("隐" in text or "患" in text for text in texts(sheet)) for sheet in sheets]
        assert all(part != 1 for part in parts)


def test_a_new_page_at_the_end_or_twice_leaves_no_empty_sheet() -> None:
    sheets = compose([Paragraph("一"), NewPage(), NewPage(), Paragraph("二"), NewPage()])

    assert [texts(sheet) for sheet in sheets] == [["一"], ["二"]]


def test_a_landscape_part_has_pages_of_its_own() -> None:
    blocks: list[Block] = [
        Landscape((Paragraph("横", indent=0),)),
        Paragraph("竖"),
        Landscape((Paragraph("横"),)),
    ]

    sheets = compose(blocks)

    assert [sheet.is_landscape for sheet in sheets] == [True, False, True]


def test_no_blocks_are_one_empty_page() -> None:
    assert len(compose([])) == 1


def test_a_text_to_be_written_keeps_its_lines_over_the_page_end() -> None:
    sheets = compose([Writing("检查情况", "情况" * 400, rows=3), Paragraph("完", role=Role.HEADING)])

    assert all_text(sheets) == "检查情况：" + "情况" * 400 + "完"


def test_the_last_day_of_a_paper_is_never_torn_from_its_issuer() -> None:
    for rows in range(10, 24):
        sheets = compose(
            [*[Paragraph("安")] * rows, Signature("样例局", date(2022, 9, 8)), FootNote("一式两份。")]
        )
        assert texts(sheets[-1])[-3:] == ["样例局", "2022年9月8日", "一式两份。"]
