"""An inspection from its notice to its receipt, on a real database: numbers, links, obstacles."""

from datetime import date

import pytest

from models.vocab import PaperKind
from services.clock import SimulatedClock
from services.container import Services
from tests.services.files.pdf_reading import whole_text
from tests.services.papers.freezing.visits import CLEAN, FAULT, inspect_with, issue_one, refusal
from tests.services.records.building import add_officers, add_task, dispatch

DUE = date(2022, 6, 24)


@pytest.fixture
def key(services: Services) -> int:
    officers = add_officers(services)
    task = add_task(services)
    (only,) = dispatch(services, task, ["洛阳样例锐捷机械有限公司"], [officers[:2]])
    return only


def test_order_letter_review_and_receipt_follow_one_another(
    services: Services, clock: SimulatedClock, key: int
) -> None:
    inspect_with(
        services,
        clock,
        key,
        (FAULT, "无台账", "补齐", DUE),
        (CLEAN, "", "", None),
        (FAULT, "未培训", "培训", DUE),
    )

    order = issue_one(services, PaperKind.ORDER, key)
    letter = issue_one(services, PaperKind.FEEDBACK, key)
    services.papers.save_entry(
        kind=PaperKind.REVIEW,
        record_key=key,
        values={f"{order.number}#1": "已整改", f"{order.number}#2": "未整改"},
    )
    review = issue_one(services, PaperKind.REVIEW, key)
    receipt = issue_one(services, PaperKind.RECEIPT, key)

    printed = whole_text(services.papers.render(order.key))
    assert [order.number, letter.number, review.number, receipt.number] == [
        "（豫偃）应急责改〔2022〕1号",
        "偃应急函〔2022〕1号",
        "（豫偃）应急复查〔2022〕1号",
        "（豫偃）应急回〔2022〕1号",
    ]
    assert "第1、2项问题于2022年6月24日前整改完毕" in printed
    assert "向洛阳市偃师区人民政府申请行政复议" in printed
    assert f"附件：责令限期整改指令书{order.number}" in whole_text(services.papers.render(letter.key))
    assert "第1项问题已整改，第2项问题未整改" in whole_text(services.papers.render(review.key))
    listed = whole_text(services.papers.render(receipt.key))
    assert all(paper.number in listed for paper in (order, letter, review))


def test_a_clean_inspection_has_nothing_to_order_and_a_second_order_is_refused(
    services: Services, clock: SimulatedClock, key: int
) -> None:
    early = refusal(services, PaperKind.ORDER, key)
    inspect_with(services, clock, key, (FAULT, "无台账", "补齐", DUE), *[(CLEAN, "", "", None)] * 2)
    order = issue_one(services, PaperKind.ORDER, key)

    second = refusal(services, PaperKind.ORDER, key)

    assert "录入检查结果后才能发责令限期整改指令书" in early
    assert second == f"该户已有责令限期整改指令书 {order.number}，如需改发请先作废。"


def test_a_decision_and_a_transfer_need_their_entries(
    services: Services, clock: SimulatedClock, key: int
) -> None:
    inspect_with(services, clock, key, (FAULT, "叉车未登记", "登记", DUE), *[(CLEAN, "", "", None)] * 2)

    lacking = refusal(services, PaperKind.DECISION, key)
    services.papers.save_entry(kind=PaperKind.DECISION, record_key=key, values={"decision": "停用叉车"})
    decision = issue_one(services, PaperKind.DECISION, key)
    services.papers.save_entry(
        kind=PaperKind.TRANSFER,
        record_key=key,
        values={
            "receiver": "样例区市场监督管理局",
            "provisions": "特种设备安全法第三十三条",
            "evidence": "照片2张",
        },
    )
    transfer = issue_one(services, PaperKind.TRANSFER, key)

    printed = whole_text(services.papers.render(decision.key))
    assert lacking == "请填写处理决定。"
    assert "行为：叉车未登记。以上" in printed
    assert "处理决定：停用叉车。如果" in printed
    assert "二、涉嫌违法的事实叉车未登记。三、" in whole_text(services.papers.render(transfer.key))


def test_the_supervision_form_is_made_without_a_number(services: Services, key: int) -> None:
    paper = issue_one(services, PaperKind.SUPERVISION, key)

    assert paper.number == ""
    assert "监督电话：0379-60000001" in whole_text(services.papers.render(paper.key))
