"""What may be voided when: nothing that a paper in force rests on; what is issued anew says the new number."""

from datetime import date

import pytest

from models.errors import UserFacingError
from models.vocab import PaperKind, RecordStage
from services.clock import SimulatedClock
from services.container import Services
from services.papers.office_rows import NoteReceiver
from services.papers.rows import PaperRow
from tests.services.papers.freezing.visits import CLEAN, FAULT, inspect_with, issue_one
from tests.services.papers.visit_acts import change_office, fill_in, view_of
from tests.services.papers.visit_acts import issue as issue_one_kind
from tests.services.records.acts import issue, rows

APPROVED = {"approver": "样例局长", "approved_on": "2022-05-24"}
REVIEWED = {"reviewer": "样例科长", "reviewed_on": "2022-05-23"}


@pytest.fixture
def order(services: Services, clock: SimulatedClock, record_keys: list[int]) -> PaperRow:
    findings = [(FAULT, "堆放杂物", "清理", date(2022, 6, 24)), (CLEAN, "", "", None), (CLEAN, "", "", None)]
    inspect_with(services, clock, record_keys[0], *findings)
    return issue_one(services, PaperKind.ORDER, record_keys[0])


def review(services: Services, key: int) -> PaperRow:
    for field in services.papers.entry_fields(kind=PaperKind.REVIEW, record_key=key):
        chosen = field.choices[0] if field.choices else "样例意见"
        fill_in(services, PaperKind.REVIEW, key, **{field.key: chosen})
    return issue_one(services, PaperKind.REVIEW, key)


def test_a_notice_that_has_an_approval_and_a_scheme_is_voided_and_issued_anew_without_them(
    services: Services, record_keys: list[int]
) -> None:
    key = record_keys[0]
    change_office(services, approval_before_notice=True)
    fill_in(services, PaperKind.APPROVAL, key, **APPROVED)
    fill_in(services, PaperKind.VISIT_SCHEME, key, **APPROVED, **REVIEWED)
    before = [
        issue_one_kind(services, kind, key).issued[0] for kind in (PaperKind.APPROVAL, PaperKind.VISIT_SCHEME)
    ]
    first = issue(services, [key]).issued[0]

    services.papers.void_paper(first.key, reason="检查时间有误")
    stage = rows(services)[0].stage
    second = issue(services, [key]).issued[0]

    assert (stage, rows(services)[0].stage) == (RecordStage.PENDING, RecordStage.NOTIFIED)
    assert [first.serial, second.serial] == [1, 2]
    kept = [services.papers.list_papers(year=2022, kind=paper.kind)[0] for paper in before]
    assert [paper.is_voided for paper in kept] == [False, False]


def test_an_approval_stands_while_the_notice_that_waited_for_it_is_in_force(
    services: Services, record_keys: list[int]
) -> None:
    key = record_keys[0]
    change_office(services, approval_before_notice=True)
    fill_in(services, PaperKind.APPROVAL, key, **APPROVED)
    approval = issue_one_kind(services, PaperKind.APPROVAL, key).issued[0]
    notice = issue(services, [key]).issued[0]

    with pytest.raises(
        UserFacingError,
        match=r"检查通知书 （豫偃）应急抽通〔2022〕1号以这份行政检查审批表为依据，请先作废该检查通知书。",
    ):
        services.papers.void_paper(approval.key, reason="写错")
    services.papers.void_paper(notice.key, reason="写错")
    services.papers.void_paper(approval.key, reason="写错")

    assert (
        services.papers.obstacle(PaperKind.NOTICE, key)
        == "设置要求先审批后发通知书：请先制发该户的行政检查审批表。"
    )


def test_an_order_that_a_review_names_is_voided_after_it_and_the_next_review_names_the_new_one(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    first_review = review(services, record_keys[0])

    with pytest.raises(
        UserFacingError, match=r"整改复查意见书 .*引用了这份责令限期整改指令书，请先作废该整改复查意见书"
    ):
        services.papers.void_paper(order.key, reason="期限有误")
    services.papers.void_paper(first_review.key, reason="指令书改发")
    services.papers.void_paper(order.key, reason="期限有误")
    again = issue_one(services, PaperKind.ORDER, record_keys[0])
    second_review = review(services, record_keys[0])

    assert [order.number, again.number] == ["（豫偃）应急责改〔2022〕1号", "（豫偃）应急责改〔2022〕2号"]
    assert second_review.number == "（豫偃）应急复查〔2022〕2号"


def test_a_letter_that_names_an_order_goes_first(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    letter = issue_one(services, PaperKind.FEEDBACK, record_keys[0])

    with pytest.raises(UserFacingError, match="引用了这份责令限期整改指令书，请先作废该检查结果反馈函"):
        services.papers.void_paper(order.key, reason="期限有误")
    services.papers.void_paper(letter.key, reason="指令书改发")
    services.papers.void_paper(order.key, reason="期限有误")

    assert services.papers.obstacle(PaperKind.FEEDBACK, record_keys[0]) is None


def test_a_receipt_stands_when_a_paper_on_it_is_voided_and_the_new_one_waits_for_a_receipt_of_its_own(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    receipt = issue_one(services, PaperKind.RECEIPT, record_keys[0])
    services.papers.void_paper(order.key, reason="期限有误")
    again = issue_one(services, PaperKind.ORDER, record_keys[0])

    second = services.papers.issue(PaperKind.RECEIPT, [record_keys[0]], issued_on=date(2022, 6, 10))

    assert [paper.number for paper in view_of(services, second).papers] == [again.number]
    [kept, _] = services.papers.list_papers(year=2022, kind=PaperKind.RECEIPT)
    assert (kept.key, kept.is_voided) == (receipt.key, False)


def test_a_paper_in_a_bundle_is_voided_after_the_bundle(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    bundle = issue_one(services, PaperKind.BUNDLE, record_keys[0])

    with pytest.raises(
        UserFacingError, match="该户的检查卷宗引用了这份责令限期整改指令书，请先作废该检查卷宗"
    ):
        services.papers.void_paper(order.key, reason="期限有误")
    services.papers.void_paper(bundle.key, reason="重新立卷")
    services.papers.void_paper(order.key, reason="期限有误")

    assert services.papers.obstacle(PaperKind.BUNDLE, record_keys[0]) is None


def test_the_notice_of_an_inspection_with_a_result_or_at_its_end_says_why_it_stays(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    notice = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[0]
    services.papers.void_paper(order.key, reason="期限有误")

    with pytest.raises(UserFacingError, match="的检查已经录入结果，通知书不能再作废"):
        services.papers.void_paper(notice.key, reason="写错")


def test_a_task_note_in_a_bundle_is_voided_after_the_bundle(
    services: Services, record_keys: list[int], order: PaperRow
) -> None:
    day = date(2022, 6, 10)
    draw = rows(services)[0].draw_key
    notes = services.office_papers.issue_task_notes(draw, receiver=NoteReceiver.TEAM, issued_on=day).issued
    bundle = issue_one(services, PaperKind.BUNDLE, record_keys[0])

    with pytest.raises(UserFacingError, match="的检查卷宗收有这份随机抽查派发单，请先作废该检查卷宗"):
        services.papers.void_paper(notes[0].key, reason="写错")
    services.papers.void_paper(notes[1].key, reason="写错")
    services.papers.void_paper(bundle.key, reason="重新立卷")
    services.papers.void_paper(notes[0].key, reason="写错")

    assert [
        paper.is_voided for paper in services.papers.list_papers(year=2022, kind=PaperKind.TASK_NOTE)
    ] == [
        True,
        True,
    ]
