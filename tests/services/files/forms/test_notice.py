"""检查通知书: what it says, in which order, and what it refuses to print."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UnprintableTextError, UserFacingError
from models.vocab import FormSet, SeedSource
from services.files.forms import notice
from services.files.forms.notice import NoticeView
from services.files.forms.parts import OfficerLine
from services.files.frozen_view import view_from_json
from tests.services.files.paper_builders import notice_view, render_notice, render_notices
from tests.services.files.pdf_reading import boxes, outline_titles, page_texts
from tests.services.files.visit_builders import seats, stands_in_order

EXPECTED = (
    "洛阳市偃师区应急管理局检查通知书（豫偃）应急抽通〔2022〕12号洛阳洺堃珺𬭎耐火材料有限公司"
    "（统一社会信用代码：91410307MA9K000016）："
    "根据《中华人民共和国安全生产法》第六十五条和《偃师区应急管理局关于印发2022年度抽查计划的通知》（偃应急〔2022〕17号），"
    "经“双随机、一公开”随机抽取，你单位被确定为"
    "“机械、轻工等工贸行业随机抽查”（抽查任务编号：410307202206100001）的检查对象。"
    "本次抽取使用系统随机数，未经公开见证。本次为第2次抽取。现将有关事项通知如下："
    "一、检查事项1.安全生产责任制的建立和落实情况；2.隐患排查治理情况。"
    "二、检查时间和方法检查时间：2022年9月14日至9月16日。检查方法：实地核查、书面检查。"
    "三、检查人员及行政执法证号1.张䶮（组长），证号16030222013，综合行政执法大队；2.李堃，证号16030222027，工贸行业监管科。"
    "现场检查人员不少于二人，检查时将主动出示行政执法证件；不出示的，你单位有权拒绝检查。"
    "你单位认为检查人员与本次检查有直接利害关系或者有其他关系、可能影响公正执法的，有权申请其回避。"
    "四、需要准备的材料1.营业执照；2.隐患排查治理台账。"
    "五、有关要求请你单位依照《中华人民共和国安全生产法》第六十六条的规定配合检查，如实反映情况，提供相关材料。"
    "拒绝检查人员或者其委托的专业机构进入被检查场所，拒绝提供相关材料，不如实、不按要求提供情况或者相关材料，"
    "或者以其他行为阻扰、妨碍检查，致使检查无法正常进行的，可以认定为“不配合检查情节严重”，并依法公示；"
    "拒绝、阻碍依法实施监督检查的，依照该法第一百零八条的规定处理。"
    "本次检查为本年度对你单位的第1次检查；本年度检查频次上限为2次。"
    "检查人员不得妨碍你单位正常的生产经营活动，不得索取、收受财物或者其他利益，不得办人情案、关系案、金钱案。"
    "发现检查人员违反工作纪律的，请拨打监督电话：0379-67715678。"
    "联系人：王珺，联系电话：0379-67711234，地址：洛阳市偃师区商都路1号。"
    "洛阳市偃师区应急管理局2022年9月8日"
)
OFFICERS = "1.张䶮（组长），证号16030222013，综合行政执法大队；2.李堃，证号16030222027，工贸行业监管科。"
OFFICERS_AS_STORED = (
    "1.张䶮（组长），综合行政执法大队，证号16030222013；2.李堃，工贸行业监管科，证号16030222027。"
)
RECEIPT = (
    "送达回执：（豫偃）应急抽通〔2022〕12号检查通知书已收到。"
    "送达方式：□直接送达□留置送达□邮寄送达□电子送达送达时间：年月日时分送达人（签名）：签收人（签名）："
)


def printed(view: NoticeView) -> str:
    """Return the text of a notice without its marks and page numbers."""
    pages = page_texts(render_notice(replace(view, mark="")))
    return "".join(text.removesuffix(f"—{number}—") for number, text in enumerate(pages, start=1))


def test_the_notice_says_all_of_it_in_the_order_of_the_form() -> None:
    assert printed(notice_view()) == EXPECTED + RECEIPT


def test_a_notice_issued_before_the_receipt_was_added_is_printed_as_it_was() -> None:
    stored = (Path(__file__).parent / "stored_notice.json").read_text(encoding="utf-8")

    assert printed(view_from_json(NoticeView, stored)) == EXPECTED.replace(OFFICERS, OFFICERS_AS_STORED)


def test_an_office_that_wants_no_receipt_empties_its_heading() -> None:
    wording = replace(notice.FORM.default_wording(FormSet.EMERGENCY), receipt="")

    assert printed(notice_view(wording=wording)) == EXPECTED


def test_discipline_and_supervision_phone_can_be_left_out() -> None:
    text = printed(notice_view(prints_discipline=False))

    assert "索取、收受财物" not in text
    assert "监督电话" not in text
    assert "频次上限为2次。联系人：王珺" in text


def test_the_notice_of_the_ministry_says_all_that_is_asked_for_today() -> None:
    wording = notice.FORM.default_wording(FormSet.MINISTRY)

    text = printed(notice_view(wording=wording, form_set=FormSet.MINISTRY))

    assert text.startswith("洛阳市偃师区应急管理局行政检查通知书（豫偃）应急抽通〔2022〕12号")
    assert (
        stands_in_order(
            text,
            (
                "洛阳洺堃珺𬭎耐火材料有限公司",
                "统一社会信用代码：91410307MA9K000016",
                "抽查任务编号：410307202206100001",
                "一、检查事项",
                "二、检查时间和方式",
                "三、检查人员",
                "1.张䶮（组长），行政执法证号16030222013，综合行政执法大队；",
                "有权申请其回避",
                "四、需要准备的材料",
                "配合检查",
                "第1次检查；本年度检查频次上限为2次",
                "“五个严禁”",
                "监督电话0379-67715678",
                "联系人：王珺，联系电话：0379-67711234",
                "洛阳市偃师区应急管理局2022年9月8日",
                "送达方式：",
                "送达时间：",
                "签收人（签名）：",
            ),
        )
        == ""
    )


def test_an_empty_notice_leaves_room_for_the_days_and_the_count() -> None:
    text = printed(notice.blank(notice.FORM.default_wording(FormSet.EMERGENCY)))

    assert "检查时间：______年____月____日至____月____日。" in text
    assert "第____次检查；本年度检查频次上限为____次。" in text


def test_who_hands_it_over_and_who_takes_it_can_sign() -> None:
    assert seats(notice.FORM, notice_view()) == ["送达人", "签收人"]


def test_each_page_bears_the_mark() -> None:
    pages = page_texts(render_notice(notice_view(mark="样例")))

    assert [text[:2] for text in pages] == ["样例"] * len(pages)


def test_a_draw_from_the_systems_random_numbers_says_so() -> None:
    text = printed(notice_view(seed_source=SeedSource.SYSTEM))

    assert "系统随机数，未经公开见证" in text


def test_a_seed_from_the_command_line_is_said_to_be_unwitnessed() -> None:
    text = printed(notice_view(seed_source=SeedSource.COMMAND))

    assert "未经公开见证" in text
    assert "系统随机数" not in text


def test_a_witnessed_first_draw_needs_no_note() -> None:
    text = printed(notice_view(publicly_witnessed=True, draw_ordinal=1))

    assert "的检查对象。现将有关事项通知如下" in text


def test_an_enterprise_that_was_not_drawn_is_not_told_that_it_was() -> None:
    text = printed(notice_view(is_compulsory=True))

    assert "依照抽查比例为100%的规定（必查，不经抽取）" in text
    assert "随机抽取" not in text


def test_what_is_not_known_leaves_no_gap() -> None:
    view = notice_view(
        task_number="",
        plan_document="",
        methods=(),
        materials=(),
        visit_ordinal=None,
        supervision_phone="",
        contact_phone="",
        bureau_address="",
    )

    text = printed(view)

    assert "第六十五条，经“双随机" in text
    assert "确定为“机械、轻工等工贸行业随机抽查”的检查对象" in text
    assert "四、有关要求" in text
    assert "联系人：王珺。" in text
    assert "本年度" not in text
    assert "监督电话" not in text


def test_without_a_cap_only_the_ordinal_of_the_visit_is_told() -> None:
    text = printed(notice_view(yearly_cap=None))

    assert "本次检查为本年度对你单位的第1次检查。" in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2022, 9, 14), date(2022, 9, 14), "检查时间：2022年9月14日。"),
        (date(2022, 9, 14), date(2022, 10, 9), "检查时间：2022年9月14日至10月9日。"),
        (date(2022, 12, 30), date(2023, 1, 5), "检查时间：2022年12月30日至2023年1月5日。"),
    ],
)
def test_the_time_of_the_inspection_is_one_day_or_a_span(first: date, last: date, said: str) -> None:
    assert said in printed(notice_view(inspect_from=first, inspect_to=last))


def test_a_name_of_sixty_characters_twelve_officers_and_a_long_address_are_printed_whole() -> None:
    name = "洛阳偃师" + "耐火材料与特种铸造设备制造" * 4 + "有限公司"
    officers = tuple(
        OfficerLine(f"欧阳{numeral}", "综合行政执法大队第二中队", f"160302220{numeral}", "组员")
        for numeral in range(10, 22)
    )
    address = "河南省洛阳市偃师区首阳山街道" * 20 + "商都路1号"

    view = notice_view(enterprise_name=name, officers=officers, bureau_address=address)
    text = printed(view)

    assert (len(name), len(address)) == (60, 285)
    assert f"号{name}（统一社会信用代码" in text
    assert "12.欧阳21（组员），证号16030222021，综合行政执法大队第二中队。" in text
    assert f"地址：{address}。" in text


def test_nothing_is_printed_outside_the_margins() -> None:
    pdf = render_notice(
        notice_view(enterprise_name="洛阳" * 30, items=("安全生产检查情况，" * 40,) * 3, mark="")
    )

    ink = [box for page in range(3) for box in boxes(pdf, page, loose=False)]

    assert min(box.left for box in ink) >= 27
    assert max(box.right for box in ink) <= 184.2
    assert min(box.top for box in ink) >= 36


def test_a_firm_with_an_old_registration_number_is_named_by_it() -> None:
    assert "公司（注册号：410381000012345）：" in printed(notice_view(credit_code="410381000012345"))


def test_a_firm_without_a_code_is_addressed_by_its_name() -> None:
    assert "耐火材料有限公司：根据" in printed(notice_view(credit_code=""))


def test_line_feeds_in_a_name_do_not_break_the_paper() -> None:
    text = printed(notice_view(enterprise_name="洛阳\n耐火材料\t有限公司 "))

    assert "号洛阳耐火材料有限公司（统一" in text


def test_a_character_without_a_face_refuses_the_notice_and_names_firm_field_and_character() -> None:
    view = notice_view(
        enterprise_name="洛阳甲公司", officers=(OfficerLine("王𪚥", "大队", "16030222013", ""),)
    )

    with pytest.raises(UnprintableTextError) as refused:
        render_notice(view)

    assert refused.value.message == (
        "洛阳甲公司的检查通知书无法打印：“检查人员姓名”中的“𪚥”（U+2A6A5）没有可用的字体。请改用规范的写法后重试。"
    )


def test_an_unknown_placeholder_in_the_offices_text_is_refused_by_name() -> None:
    wording = replace(notice.FORM.default_wording(FormSet.EMERGENCY), supervision="请拨打{电话}。")

    with pytest.raises(UserFacingError, match=r"“\{电话\}”不是可用的占位符，可用的有：\{监督电话\}"):
        render_notice(notice_view(wording=wording))


def test_a_value_that_looks_like_a_placeholder_is_printed_as_it_is() -> None:
    assert "联系人：{监督电话}" in printed(notice_view(contact_name="{监督电话}"))


def test_sixty_notices_in_one_file_have_an_entry_each_in_the_outline() -> None:
    names = [f"洛阳第{number}机械有限公司" for number in range(1, 61)]

    pdf = render_notices([notice_view(enterprise_name=name) for name in names])

    assert outline_titles(pdf) == names


def test_a_notice_alone_and_in_a_file_of_several_says_the_same() -> None:
    view = notice_view(mark="")

    alone = page_texts(render_notice(view))

    assert page_texts(render_notices([view, view])) == alone * 2
