"""随机抽查情况记录表 (F8), 一企一表: its fields in their order, its boxes before and after the visit."""

from models.vocab import FormSet, ResultCode
from services.files.forms import check_table
from services.files.forms.check_table import FORM, CheckedLine, chosen_actions
from tests.services.files.pdf_reading import page_texts
from tests.services.files.visit_builders import printed, render, seats, stands_in_order, table_view

FIELDS = (
    "随机抽查情况记录表",
    "任务名称",
    "任务编号",
    "被检查对象",
    "统一社会信用代码",
    "住所地址",
    "法定代表人",
    "电话",
    "联络员",
    "电话",
    "序号",
    "检查内容",
    "操作方法与要领",
    "是否规范",
    "发现问题情况",
    "要求提供材料",
    "检查结果",
    "后续处置措施",
    "是否完结",
    "完结日期",
    "检查执行部门",
    "检查人员",
    "检查日期",
    "录入员",
    "录入日期",
    "审核结果",
    "审核员",
    "审核意见",
    "审核日期",
)
FORTY = tuple(
    CheckedLine(str(number), f"第{number}项内容", "实地核查", "否", f"第{number}处堆放杂物")
    for number in range(1, 41)
)


def test_every_field_stands_in_the_order_of_the_form_empty_or_filled() -> None:
    wording = FORM.default_wording(FormSet.EMERGENCY)

    assert stands_in_order(printed(FORM, table_view()), FIELDS) == ""
    assert stands_in_order(printed(FORM, check_table.blank(wording)), FIELDS) == ""


def test_before_the_visit_every_box_is_open() -> None:
    lines = tuple(CheckedLine(str(number), "内容", "方法") for number in range(1, 4))
    view = table_view(
        lines=lines, asked_materials=(), results=(), actions=(), is_closed=None, review_result=""
    )

    text = printed(FORM, view)

    assert "■" not in text
    assert text.count("□是□否□不适用") == 3
    assert all(f"□{code.label}" in text for code in ResultCode)


def test_after_the_visit_the_boxes_follow_the_findings() -> None:
    text = printed(FORM, table_view())

    assert "1安全生产责任制的建立和落实情况书面检查■是□否□不适用" in text
    assert "3警示标志设置情况实地核查□是■否□不适用1号炉区无警示标志。已当场补设。" in text
    assert "4涉氨制冷情况实地核查□是□否■不适用" in text
    assert "□未发现问题" in text
    assert "■发现问题已责令改正" in text
    assert "□不配合检查情节严重" in text
    assert "■当场责令改正" in text
    assert "是否完结■是□否完结日期2022年9月14日" in text
    assert "检查日期2022年9月14日录入员样例录入员录入日期2022年9月15日审核结果■通过□退回" in text


def test_forty_lines_are_whole_and_the_header_stands_on_each_page() -> None:
    pages = page_texts(render(FORM, table_view(lines=FORTY)))
    text = "".join(pages)

    with_lines = [page for page in pages if "处堆放杂物" in page]
    assert "40第40项内容实地核查□是■否□不适用第40处堆放杂物" in text
    assert len(with_lines) > 1
    assert all("操作方法与要领" in page for page in with_lines)


def test_no_officer_leaves_two_blanks_and_twelve_have_one_each() -> None:
    none = seats(FORM, table_view(officers=()))
    twelve = seats(FORM, table_view(officers=tuple(f"欧阳{number}" for number in range(12))))

    assert none == ["检查人员1", "检查人员2", "审核员"]
    assert len([seat for seat in twelve if seat.startswith("检查人员")]) == 12


def test_another_measure_says_which() -> None:
    text = printed(FORM, table_view(actions=("其他",), action_note="约谈主要负责人"))

    assert "■其他：约谈主要负责人" in text


def test_the_measure_chosen_joins_those_the_papers_show_in_the_order_of_the_form() -> None:
    assert chosen_actions("立案查处", ["移送有关部门", "责令限期整改"]) == (
        "责令限期整改",
        "移送有关部门",
        "立案查处",
    )
    assert chosen_actions("", []) == ()
