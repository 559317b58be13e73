"""行政检查审批表 (F1): its rows in their order, its boxes, its three steps."""

from dataclasses import replace
from datetime import date

from models.vocab import FormSet
from services.files.forms import approval
from services.files.forms.approval import FORM, Step
from services.files.forms.parts import SeatSignature
from tests.services.files.forms.test_visit_forms import DOT
from tests.services.files.pdf_reading import page_texts
from tests.services.files.visit_builders import (
    TWELVE,
    approval_view,
    printed,
    render,
    seats,
    stands_in_order,
)

ROWS = (
    "行政检查审批表",
    "检查机关",
    "检查类型",
    "任务来源",
    "检查对象",
    "统一社会信用代码",
    "住所（地址）",
    "检查事项与依据",
    "检查方式",
    "是否联合",
    "检查时间",
    "本年度已检查次数／上限",
    "检查人员姓名及执法证号",
    "协助人员及人数",
    "承办意见",
    "审核意见",
    "负责人审批",
)


def test_the_form_exists_in_the_set_of_the_ministry_alone() -> None:
    assert FORM.set_in_use(FormSet.EMERGENCY) is FormSet.MINISTRY


def test_every_row_stands_in_the_order_of_the_form_empty_or_filled() -> None:
    wording = FORM.default_wording(FormSet.MINISTRY)

    assert stands_in_order(printed(FORM, approval_view()), ROWS) == ""
    assert stands_in_order(printed(FORM, approval.blank(wording)), ROWS) == ""


def test_what_is_known_stands_beside_its_label() -> None:
    text = printed(FORM, approval_view())

    assert "检查类型■日常检查□个案检查□专项检查任务来源" in text
    assert "检查对象洛阳洺堃珺𬭎耐火材料有限公司统一社会信用代码91410307MA9K000016" in text
    assert (
        "检查事项与依据1.安全生产责任制的建立和落实情况；2.隐患排查治理情况；3.警示标志设置情况。检查依据："
        in text
    )
    assert "检查方式■现场检查□非现场检查是否联合□是■否" in text
    assert "次数／上限0次／2次" in text
    assert "样例张三（执法证号：16030000001）样例李四（执法证号：16030000002）" in text
    assert "负责人审批同意。审批人（签名）：样例赵六2022年9月6日" in text


def test_a_step_that_is_not_taken_is_room_to_write_in() -> None:
    text = printed(FORM, approval_view(review=Step(), approval=Step()))

    assert text.endswith("审核意见审核人（签名）：年月日负责人审批审批人（签名）：年月日")


def test_the_form_takes_one_page_and_its_steps_are_never_parted() -> None:
    many = approval_view(officers=TWELVE, items=tuple(f"第{number}项检查内容" for number in range(1, 41)))

    pages = page_texts(render(FORM, many))

    assert len(page_texts(render(FORM, approval_view()))) == 1
    assert "12" not in pages[0][-8:]
    assert "承办意见" in pages[-1]
    assert "负责人审批" in pages[-1]
    assert "欧阳21（执法证号：16030222021）" in "".join(pages)
    assert "40.第40项检查内容。" in "".join(pages)


def test_without_officers_their_row_is_empty() -> None:
    assert "检查人员姓名及执法证号协助人员及人数" in printed(FORM, approval_view(officers=()))


def test_a_signature_takes_the_place_of_the_printed_name() -> None:
    view = approval_view(signatures=(SeatSignature("审批人", DOT),))

    text = printed(FORM, view)

    assert "样例赵六" not in text
    assert "样例王五" in text


def test_the_three_steps_can_be_signed() -> None:
    assert seats(FORM, approval_view()) == ["承办人", "审核人", "审批人"]


def test_the_day_of_each_step_is_its_own() -> None:
    view = approval_view()
    later = replace(view, approval=replace(view.approval, day=date(2022, 9, 7)))

    assert printed(FORM, later).endswith("样例赵六2022年9月7日")
