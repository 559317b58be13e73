"""文书送达回执: the fields of F12, a line for each paper, empty cells where nothing is known yet."""

from services.files.flow import compose
from services.files.forms import receipt
from services.files.forms.receipt import DeliveredPaper
from services.files.pieces import SeatMark
from tests.services.files.forms.visit_papers import paper_view, printed

NOTE = (
    "受送达人拒收的，在备注栏记明事由和日期，由送达人、见证人签名或者盖章后留置送达；"
    "也可以留置文书，并以拍照、录像记录送达过程。"
)
TWO = (
    DeliveredPaper("检查通知书", "（豫偃）应急抽通〔2022〕12号"),
    DeliveredPaper("检查结果反馈函", "偃应急函〔2022〕31号"),
)


def test_the_receipt_says_all_of_it_in_the_order_of_the_form() -> None:
    text = printed(receipt.FORM, paper_view(receipt.FORM, papers=TWO, remark="见证人\n样例甲"))

    assert text.replace(NOTE, "") == (
        "安全生产行政执法文书文书送达回执（样例）应急回〔2022〕12号"
        "案件（任务）名称：机械、轻工、纺织、建材等工贸行业随机抽查"
        "受送达单位（个人）：洛阳洺堃珺𬭎耐火材料有限公司"
        "送达文书名称、文号收件人签名或者盖章送达地点送达日期送达方式送达人"
        "检查通知书（豫偃）应急抽通〔2022〕12号该公司办公室2022年9月16日直接送达"
        "检查结果反馈函偃应急函〔2022〕31号该公司办公室2022年9月16日直接送达"
        "备注见证人样例甲"
    )
    assert NOTE in text


def test_the_receiver_and_both_deliverers_have_a_seat_in_each_line() -> None:
    view = paper_view(receipt.FORM, papers=TWO)

    seats = [
        mark.seat
        for sheet in compose(tuple(receipt.blocks(view)))
        for mark in sheet.marks
        if isinstance(mark, SeatMark)
    ]

    assert seats == ["收件人", "检查人员1", "检查人员2"] * 2


def test_what_is_written_on_delivery_is_left_empty() -> None:
    text = printed(
        receipt.FORM, paper_view(receipt.FORM, papers=TWO[1:], place="", delivered_on=None, method="")
    )

    assert "检查结果反馈函偃应急函〔2022〕31号备注" in text


def test_twenty_papers_are_all_listed() -> None:
    papers = tuple(DeliveredPaper("整改复查意见书", f"（豫偃）应急复查〔2022〕{n}号") for n in range(1, 21))

    text = printed(receipt.FORM, paper_view(receipt.FORM, papers=papers))

    assert [paper.number for paper in papers if paper.number not in text] == []
