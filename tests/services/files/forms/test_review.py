"""整改复查意见书: the fields of F6 in their order; what is said of the items is what was chosen for each."""

from services.files.forms import review
from services.files.forms.review import STATES, ReviewItem
from tests.services.files.forms.visit_papers import bare_view, paper_view, printed, review_items

EXPECTED = (
    "安全生产行政执法文书整改复查意见书（样例）应急复查〔2022〕9号洛阳洺堃珺𬭎耐火材料有限公司："
    "本机关于2022年9月15日对你单位作出《责令限期整改指令书》（样例）应急责改〔2022〕12号。"
    "经对你单位整改情况进行复查，逐项情况（已整改、部分整改、未整改）和复查意见如下："
    "序号责令整改的问题整改期限复查情况"
    "11号炉区未设置安全警示标志2022年9月30日已整改"
    "2除尘器泄爆口压力表未按期检定2022年10月14日部分整改"
    "复查意见：第1项问题已整改，第2项问题部分整改。对逾期未整改到位的问题，依法处理。"
    "压力表已送检，检定记录应当于2022年10月31日前报送。"
    "被复查单位负责人（签名）：行政执法人员（签名）：证号：16030222013行政执法人员（签名）：证号：16030222027"
    "洛阳市偃师区应急管理局2022年10月17日"
)
NOTE = "本文书一式两份：一份由应急管理部门备案，一份交被复查单位。"


def test_the_review_says_all_of_it_in_the_order_of_the_form() -> None:
    text = printed(review.FORM, paper_view(review.FORM))

    assert text.replace(NOTE, "") == EXPECTED
    assert text.count(NOTE) == 1


def test_when_all_is_done_it_says_so_and_threatens_nothing() -> None:
    text = printed(review.FORM, paper_view(review.FORM, items=review_items(3, "已整改"), opinion=""))

    assert "复查意见：经复查，上列问题均已整改。被复查单位" in text
    assert "依法处理" not in text


def test_each_of_forty_items_bears_its_own_state() -> None:
    items = review_items(40, *STATES)

    text = printed(review.FORM, paper_view(review.FORM, items=items))

    missing = [
        item.number
        for item in items
        if item.due_on is None or f"{item.problem}2022年9月{item.due_on.day}日{item.state}" not in text
    ]
    assert missing == []
    assert "第3、6、9、12、15、18、21、24、27、30、33、36、39项问题未整改" in text


def test_a_state_that_was_not_chosen_is_an_empty_cell_and_says_nothing() -> None:
    item = ReviewItem(number=1, problem="无台账", due_on=None)

    text = printed(review.FORM, paper_view(review.FORM, items=(item,), opinion=""))

    assert "1无台账复查意见：被复查单位负责人" in text


def test_an_empty_review_has_room_for_items_and_opinion() -> None:
    text = printed(review.FORM, bare_view(review.FORM))

    assert "《责令限期整改指令书》_" in text
    assert "复查情况复查意见：被复查单位负责人" in text
