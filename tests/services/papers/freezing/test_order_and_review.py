"""What is ordered is what was found (R48), and what is reviewed is what was ordered."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserFacingError
from models.tables.inspection_record import ItemFinding
from models.vocab import PaperKind, RecordStage, ResultCode
from services.files.frozen_view import view_to_json
from services.papers.freezing import order, review
from tests.services.papers.freezing.visits import CLEAN, FAULT, ISSUED_ON, facts_of, found, making, stored

_DAYS = st.none() | st.integers(0, 60).map(lambda days: ISSUED_ON + timedelta(days=days))
_TEXTS = {"": "", "无台账。": "无台账", "无台账；\n未培训": "无台账；未培训"}  # as typed, as ordered
_FINDINGS = st.lists(
    st.builds(
        found,
        st.sampled_from([None, *ResultCode]),
        st.sampled_from(list(_TEXTS)),
        st.sampled_from(["", " ", "补齐台账。"]),
        _DAYS,
    ),
    min_size=1,
    max_size=40,
)
LATER = date(2022, 6, 30)
NUMBER = "（豫偃）应急〔2022〕1号"


@settings(max_examples=100, deadline=None)
@given(_FINDINGS)
def test_every_finding_to_be_put_right_is_ordered_once_with_its_own_deadline(
    findings: list[ItemFinding],
) -> None:
    expected = [
        (_TEXTS[finding.text] or f"事项{finding.position}", finding.rectify_by or LATER)
        for finding in facts_of(findings).record.findings
        if finding.result is not None
        and (finding.result is FAULT or finding.measure.strip() or finding.rectify_by)
    ]

    view = order.PAPER.freeze(facts_of(findings), making(PaperKind.ORDER, due_on=LATER.isoformat()))

    assert [(item.problem, item.due_on) for item in view.items] == expected
    assert [item.number for item in view.items] == list(range(1, len(expected) + 1))


def test_the_same_text_on_two_items_is_ordered_twice() -> None:
    twice = [found(FAULT, "无台账", "补齐", LATER), found(FAULT, "无台账", "补齐", LATER)]

    view = order.PAPER.freeze(facts_of(twice), making(PaperKind.ORDER))

    assert [item.problem for item in view.items] == ["无台账", "无台账"]


def test_a_deadline_is_asked_only_where_the_result_lacks_one() -> None:
    whole = order.PAPER.entries(facts_of([found(FAULT, "无台账", "补齐", LATER), found(CLEAN)]))
    lacking = order.PAPER.entries(facts_of([found(FAULT, "无台账", "补齐", LATER), found(FAULT, "无", "补")]))

    assert [field.key for field in whole] == ["safety"]
    assert [(field.key, field.is_required) for field in lacking] == [("due_on", True), ("safety", False)]


def test_a_deadline_before_the_day_of_the_order_is_refused_by_item() -> None:
    facts = facts_of([found(FAULT, "无台账", "补齐", date(2022, 6, 9))])

    with pytest.raises(UserFacingError, match="洛阳甲公司第1项问题的整改期限（2022年6月9日）早于"):
        order.PAPER.freeze(facts, making(PaperKind.ORDER))


@pytest.mark.parametrize(
    ("findings", "record", "sentence"),
    [
        ([found(CLEAN)], {}, "没有需要整改的问题，不必发责令限期整改指令书"),
        ([], {"stage": RecordStage.NOTIFIED}, "录入检查结果后才能发责令限期整改指令书"),
        ([], {"stage": RecordStage.ENDED}, "录入检查结果后才能发责令限期整改指令书"),
    ],
)
def test_there_is_no_order_without_something_to_order(
    findings: list[ItemFinding], record: dict[str, Any], sentence: str
) -> None:
    assert sentence in (order.PAPER.obstacle(facts_of(findings, **record)) or "")


def ordered(*problems: str) -> Any:
    """Return an inspection with an order on some problems in force."""
    facts = facts_of([found(FAULT, problem, "改", LATER) for problem in problems])
    view = order.PAPER.freeze(facts, making(PaperKind.ORDER))
    facts.record.papers.append(stored(PaperKind.ORDER, view.number, view_to_json(view)))
    return facts


def test_a_review_asks_for_each_item_of_the_order_how_it_stands() -> None:
    fields = review.PAPER.entries(ordered("无台账", "未培训"))

    assert [(field.key, field.label, field.is_required) for field in fields] == [
        (f"{NUMBER}#1", "第1项：无台账", True),
        (f"{NUMBER}#2", "第2项：未培训", True),
        ("opinion", "补充意见", False),
    ]
    assert fields[0].choices == ("已整改", "部分整改", "未整改")


def test_a_review_refers_to_the_order_and_its_items_as_issued() -> None:
    facts = ordered("无台账", "未培训")
    facts.record.findings[0].text = "后来改了的字"

    view = review.PAPER.freeze(
        facts, making(PaperKind.REVIEW, **{f"{NUMBER}#1": "已整改", f"{NUMBER}#2": "未整改"})
    )

    assert (view.order_title, view.order_on) == ("责令限期整改指令书", ISSUED_ON)
    assert [(item.problem, item.due_on, item.state) for item in view.items] == [
        ("无台账", LATER, "已整改"),
        ("未培训", LATER, "未整改"),
    ]


def test_a_review_follows_an_order_and_ends_when_all_is_done() -> None:
    facts = ordered("无台账")
    partly = review.PAPER.freeze(facts, making(PaperKind.REVIEW, **{f"{NUMBER}#1": "部分整改"}))
    done = review.PAPER.freeze(facts, making(PaperKind.REVIEW, **{f"{NUMBER}#1": "已整改"}))

    none = review.PAPER.obstacle(facts_of([found(FAULT, "无台账", "改", LATER)]))
    facts.record.papers.append(stored(PaperKind.REVIEW, "复查1号", view_to_json(partly)))
    again = review.PAPER.obstacle(facts)
    facts.record.papers.append(stored(PaperKind.REVIEW, "复查2号", view_to_json(done)))
    over = review.PAPER.obstacle(facts)

    assert none == "该户没有生效的责令限期整改指令书，不能发整改复查意见书。"
    assert again is None
    assert over == f"{NUMBER} 已认定各项问题均已整改，不必再次复查。"


def test_a_further_review_asks_anew_and_takes_over_what_was_put_right() -> None:
    facts = ordered("无台账", "未培训")
    typed = {f"{NUMBER}#1": "已整改", f"{NUMBER}#2": "未整改", "opinion": "再查"}
    first = review.PAPER.freeze(facts, making(PaperKind.REVIEW, **typed))
    facts.record.papers.append(stored(PaperKind.REVIEW, "复查1号", view_to_json(first)))

    suggested = review.PAPER.suggest(facts)
    second = review.PAPER.freeze(facts, making(PaperKind.REVIEW, **typed, **suggested))

    assert [field.key for field in review.PAPER.entries(facts)] == [
        f"{NUMBER}#1@1",
        f"{NUMBER}#2@1",
        "opinion@1",
    ]
    assert [item.state for item in second.items] == ["已整改", ""]
    assert second.opinion == ""
