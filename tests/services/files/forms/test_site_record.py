"""现场检查记录 and 现场检查笔录 (F4): a form to write on before the visit, what was found after it."""

import pytest

from models.vocab import FormSet
from services.files.forms import site_record
from services.files.forms.site_record import FORM, Person
from tests.services.files.pdf_reading import page_texts
from tests.services.files.visit_builders import (
    TWELVE,
    printed,
    record_view,
    render,
    seats,
    stands_in_order,
)

HEAD = (
    "被检查单位：",
    "地址：",
    "法定代表人（负责人）：",
    "职务：",
    "联系电话：",
    "检查场所：",
    "检查时间：",
)
PEOPLE = (
    "现场负责人：",
    "性别：",
    "职务：",
    "身份证号：",
    "电话：",
    "见证人：",
    "单位或住址：",
    "检查专家：",
    "单位：",
)
SIGNATURES = (
    "拒签情况：",
    "检查人员（签名）：",
    "检查人员（签名）：",
    "被检查单位现场负责人（签名）：",
    "见证人（签名）：",
    "日期：",
)
EMERGENCY = ("现场检查记录", "应急检记〔", *HEAD, *PEOPLE, "有权申请回避", "检查情况：", *SIGNATURES)
MINISTRY = (
    "现场检查笔录",
    "检查对象：",
    "统一社会信用代码：",
    "住所（地址）：",
    "法定代表人（负责人）：",
    "职务：",
    "联系电话：",
    "检查地点：",
    "检查时间：",
    "检查事由：",
    "检查人员：",
    "单位：",
    "执法证号：",
    "检查人员：",
    "记录人：",
    *PEOPLE,
    "有权申请回避",
    "检查情况：",
    "拒签情况：",
    "核对意见：",
    "检查人员（签名）：",
    "记录人（签名）：",
    "见证人（签名）：",
    "被检查对象现场负责人（签名）：",
    "日期：",
)
FINDINGS = tuple(f"{number}.第{number}项：未发现问题。" for number in range(1, 41))


@pytest.mark.parametrize(
    ("form_set", "fields"), [(FormSet.EMERGENCY, EMERGENCY), (FormSet.MINISTRY, MINISTRY)]
)
def test_every_field_stands_in_the_order_of_the_form_empty_or_filled(
    form_set: FormSet, fields: tuple[str, ...]
) -> None:
    wording = FORM.default_wording(form_set)

    assert stands_in_order(printed(FORM, record_view(form_set)), fields) == ""
    assert stands_in_order(printed(FORM, site_record.blank(wording)), fields) == ""


def test_the_opening_names_the_office_two_officers_and_their_certificates() -> None:
    text = printed(FORM, record_view())

    assert (
        "我们是样例市样例区应急管理局的行政执法人员样例张三、样例李四，证件号码为16030000001、16030000002，"
        "这是我们的证件（出示证件）。" in text
    )
    assert "检查时间：2022年9月14日9时00分至11时30分" in text
    assert "身份证号：410307190001010000" in text


def test_before_the_visit_it_is_a_form_of_two_pages_for_this_enterprise() -> None:
    pages = page_texts(render(FORM, record_view(time="", situation=(), manager=Person(), place="", post="")))

    assert len(pages) == 2
    assert "洛阳洺堃珺𬭎耐火材料有限公司" in pages[0]
    assert "检查时间：年月日时分至月日时分" in pages[0]
    assert "样例张三、样例李四" in pages[0]
    assert "检查人员（签名）：" in pages[1]


@pytest.mark.parametrize("form_set", list(FormSet))
def test_forty_findings_and_twelve_officers_are_whole_and_nobody_signs_an_empty_page(
    form_set: FormSet,
) -> None:
    view = record_view(form_set, situation=FINDINGS, officers=TWELVE)

    pages = page_texts(render(FORM, view))
    text = "".join(pages)

    assert "40.第40项：未发现问题。" in text
    assert text.count("检查人员（签名）：") == 12
    assert "40.第40项" in pages[-1]
    assert "欧阳10、欧阳11" in text


def test_a_refusal_to_sign_is_on_record_with_its_witness() -> None:
    view = record_view(
        refusal="被检查单位现场负责人拒绝签名。阅后未说明理由。",
        witness=Person("样例见证人", employer="样例社区"),
    )

    text = printed(FORM, view)

    assert "拒签情况：被检查单位现场负责人拒绝签名。阅后未说明理由。" in text
    assert "见证人：样例见证人单位或住址：样例社区电话：" in text


def test_the_pages_are_counted() -> None:
    pages = page_texts(render(FORM, record_view(situation=FINDINGS)))

    total = len(pages)
    assert total > 1
    assert [text.endswith(f"共{total}页第{number}页") for number, text in enumerate(pages, 1)] == [
        True
    ] * total


def test_officers_manager_and_witness_can_sign() -> None:
    assert seats(FORM, record_view()) == ["检查人员1", "检查人员2", "负责人", "见证人"]
    assert seats(FORM, record_view(FormSet.MINISTRY)) == [
        "检查人员1",
        "检查人员2",
        "记录人",
        "见证人",
        "负责人",
    ]


def test_an_odd_number_of_officers_has_a_line_for_each() -> None:
    assert seats(FORM, record_view(officers=TWELVE[:3]))[:3] == ["检查人员1", "检查人员2", "检查人员3"]
