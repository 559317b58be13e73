"""责令限期整改指令书: the fields of F5 in their order, every item with its own deadline, only one 复议机关 (R48, R49)."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.files.forms import order
from services.files.forms.enforcement import ordinals
from services.files.forms.order import OrderItem
from tests.services.files.forms.visit_papers import bare_view, order_items, paper_view, paragraphs, printed

EXPECTED = (
    "安全生产行政执法文书责令限期整改指令书（样例）应急责改〔2022〕12号洛阳洺堃珺𬭎耐火材料有限公司："
    "经2022年9月14日检查，你单位存在下列问题："
    "1．1号炉区未设置安全警示标志。整改期限：2022年9月30日前。"
    "2．除尘器泄爆口压力表未按期检定。整改要求：送检并保存检定记录。整改期限：2022年10月14日前。"
    "现责令你单位对上述第1项问题于2022年9月30日前整改完毕，第2项问题于2022年10月14日前整改完毕，"
    "达到有关法律、法规、规章和标准规定的要求。"
    "整改期间，你单位应当采取有效措施，确保安全生产。"
    "逾期不整改或者整改后仍达不到要求的，依法给予行政处罚；由此造成事故的，依法追究有关人员的责任。"
    "如果不服本指令，可以自收到本指令书之日起60日内向洛阳市偃师区人民政府申请行政复议，"
    "或者在6个月内依法向洛阳市偃师区人民法院提起行政诉讼，但本指令不停止执行，法律另有规定的除外。"
    "行政执法人员（签名）：证号：16030222013行政执法人员（签名）：证号：16030222027被检查单位负责人（签名）："
    "洛阳市偃师区应急管理局2022年9月15日"
)
NOTE = "本文书一式两份：一份由应急管理部门备案，一份交被检查单位。"
_CLAUSE = re.compile(r"第([\d、至]+)项问题于(\d+)年(\d+)月(\d+)日前整改完毕")


def clauses(items: Sequence[OrderItem]) -> dict[int, date]:
    """Return what the order says: number of the item → deadline, each number once."""
    view = paper_view(order.FORM, items=tuple(items))
    (command,) = [text for text in paragraphs(tuple(order.blocks(view))) if text.startswith("现责令")]
    told: dict[int, date] = {}
    for numbers, year, month, day in _CLAUSE.findall(command):
        for part in numbers.split("、"):
            first, _, last = part.partition("至")
            for number in range(int(first), int(last or first) + 1):
                assert number not in told
                told[number] = date(int(year), int(month), int(day))
    return told


def test_the_order_says_all_of_it_in_the_order_of_the_form() -> None:
    text = printed(order.FORM, paper_view(order.FORM))

    assert text.replace(NOTE, "") == EXPECTED
    assert text.count(NOTE) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_every_item_stands_in_the_list_and_in_one_clause_with_its_own_deadline(offsets: list[int]) -> None:
    items = [
        OrderItem(
            number=number,
            problem=f"问题{number}",
            measure="",
            due_on=date(2022, 12, 20) + timedelta(days=offset),
        )
        for number, offset in enumerate(offsets, start=1)
    ]

    view = paper_view(order.FORM, items=tuple(items))

    listed = "\n".join(paragraphs(tuple(order.blocks(view))))
    assert clauses(items) == {item.number: item.due_on for item in items}
    assert [item.number for item in items if f"{item.number}．问题{item.number}。" not in listed] == []


def test_forty_items_run_on_over_pages_with_all_their_deadlines() -> None:
    items = order_items(40)

    text = printed(order.FORM, paper_view(order.FORM, items=items))

    missing = [
        item.number
        for item in items
        if item.due_on is None
        or f"整改要求：补装第{item.number}处防护栏。整改期限：2022年9月{item.due_on.day}日前。" not in text
    ]
    assert missing == []


def test_a_court_that_is_not_set_is_a_blank() -> None:
    text = printed(order.FORM, paper_view(order.FORM, court=""))

    assert re.search(r"依法向_{8,}提起行政诉讼", text)


def test_the_only_authority_for_review_is_the_offices() -> None:
    text = printed(order.FORM, paper_view(order.FORM, review_authority="样例市样例区人民政府"))

    assert "向样例市样例区人民政府申请行政复议" in text
    assert text.count("申请行政复议") == 1
    assert "上一级" not in text


def test_without_measures_the_enterprise_is_told_to_keep_safe_in_general() -> None:
    text = printed(order.FORM, paper_view(order.FORM, safety=" \n"))

    assert "整改期间，你单位应当采取有效措施，确保安全生产。逾期" in text


def test_an_item_without_a_deadline_leaves_a_blank_for_it() -> None:
    item = OrderItem(number=1, problem="无台账；", measure="", due_on=None)

    text = printed(order.FORM, paper_view(order.FORM, items=(item,)))

    assert re.search(
        r"1．无台账。整改期限：_+年_+月_+日前。现责令你单位对上述第1项问题于_+年_+月_+日前整改完毕", text
    )


def test_an_empty_order_has_lines_and_blanks_for_the_hand() -> None:
    text = printed(order.FORM, bare_view(order.FORM))

    assert re.search(r"对上述第_+项问题于_+年_+月_+日前整改完毕", text)
    assert text.startswith("安全生产行政执法文书责令限期整改指令书（）应急责改〔〕号")


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1, 40)))
def test_numbers_are_named_in_spans_that_lose_none(numbers: set[int]) -> None:
    named: list[int] = []

    for part in filter(None, ordinals(numbers).split("、")):
        first, _, last = part.partition("至")
        named += range(int(first), int(last or first) + 1)

    assert named == sorted(numbers)
