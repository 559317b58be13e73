"""Boxes, days and lines that are left to the hand."""

from datetime import date

from models.vocab import PaperKind
from services.files.forms.blanks import BLANK_DAY, blank_number, boxes, day_or_blank, signing_lines


def test_boxes_are_ticked_where_chosen() -> None:
    assert boxes(("是", "否"), ("否",)) == "□是　■否"


def test_a_box_is_never_parted_from_its_word() -> None:
    assert boxes(("当场责令改正", "移送", "立案"), longest=8) == "□当场责令改正\n□移送　□立案"


def test_a_choice_longer_than_the_line_stands_alone() -> None:
    assert boxes(("公示信息隐瞒真实情况", "其他"), longest=4) == "□公示信息隐瞒真实情况\n□其他"


def test_a_day_that_is_not_known_is_room_to_write_one() -> None:
    assert day_or_blank(date(2022, 9, 8)) == "2022年9月8日"
    assert day_or_blank(None) == BLANK_DAY


def test_an_empty_number_keeps_its_word() -> None:
    assert blank_number(PaperKind.SITE_RECORD) == "（　　）应急检记〔　　　　〕　　号"


def test_nobody_known_still_leaves_two_lines_to_sign_on() -> None:
    (line,) = signing_lines("检查人员（签名）", 0)

    assert [field.seat for field in line.fields] == ["检查人员1", "检查人员2"]
