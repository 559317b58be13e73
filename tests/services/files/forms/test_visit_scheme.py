"""现场检查方案 (F3): its fields in their order, on one page in the ordinary case."""

from dataclasses import replace

from models.vocab import FormSet
from services.files.forms import visit_scheme
from services.files.forms.visit_scheme import FORM
from tests.services.files.pdf_reading import page_texts
from tests.services.files.visit_builders import (
    FIRM,
    TWELVE,
    printed,
    render,
    scheme_view,
    seats,
    stands_in_order,
)

FIELDS = (
    "现场检查方案",
    "应急检查〔",
    "被检查单位：",
    "地址：",
    "联系人：",
    "所属行业：",
    "检查时间：",
    "行政执法人员：",
    "检查内容：",
    "检查方式：",
    "审核意见：",
    "审核人（签名）：",
    "日期：",
    "审批意见：",
    "审批人（签名）：",
    "日期：",
    "备注：",
)


def test_every_field_stands_in_the_order_of_the_form_empty_or_filled() -> None:
    wording = FORM.default_wording(FormSet.EMERGENCY)

    assert stands_in_order(printed(FORM, scheme_view()), FIELDS) == ""
    assert stands_in_order(printed(FORM, visit_scheme.blank(wording)), FIELDS) == ""


def test_what_is_known_stands_behind_its_label() -> None:
    text = printed(FORM, scheme_view())

    assert "（样例）应急检查〔2022〕12号被检查单位：洛阳洺堃珺𬭎耐火材料有限公司" in text
    assert "联系人：样例癸0379-67700000所属行业：建材" in text
    assert "行政执法人员：样例张三（16030000001）、样例李四（16030000002）检查内容：1." in text
    assert "审核人（签名）：样例王五日期：2022年9月6日审批意见：同意实施。" in text
    assert "审批人（签名）：样例赵六日期：2022年9月7日备注：" in text


def test_ten_items_and_twelve_officers_stay_on_two_pages_and_are_whole() -> None:
    content = "\n".join(f"{number}.第{number}项检查内容；" for number in range(1, 11))

    pages = page_texts(render(FORM, scheme_view(content=content, officers=TWELVE)))

    assert len(pages) <= 2
    assert "10.第10项检查内容；" in "".join(pages)
    assert "欧阳21（16030222021）" in "".join(pages)


def test_a_missing_phone_leaves_the_name_alone() -> None:
    text = printed(FORM, replace(scheme_view(), enterprise=replace(FIRM, phone="")))

    assert "联系人：样例癸所属行业：建材" in text


def test_reviewer_and_approver_can_sign() -> None:
    assert seats(FORM, scheme_view()) == ["审核人", "审批人"]
