"""What the yearly cap counts (R18–R20): visits made and open drawn ones, one visit for two tasks once."""

import pytest

from models.rules.visit_ledger import VisitFacts, why_not_counted
from models.vocab import RecordStage, VisitKind


@pytest.mark.parametrize("stage", [None, *(stage for stage in RecordStage if stage is not RecordStage.ENDED)])
def test_a_drawn_visit_counts_from_the_draw_on(stage: RecordStage | None) -> None:
    assert why_not_counted(VisitFacts(stage=stage), counts_reviews=False) == ""


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        (VisitFacts(is_voided=True), "抽取已作废"),
        (VisitFacts(is_replaced=True), "已被递补替换"),
        (VisitFacts(stage=RecordStage.ENDED), "检查已终止"),
        (VisitFacts(is_made_with_another=True), "与另一任务合并检查，只计一次"),
        (VisitFacts(kind=VisitKind.SPECIAL, is_cancelled=True), "已撤销"),
    ],
)
def test_what_is_not_to_be_made_does_not_count_and_says_why(visit: VisitFacts, why: str) -> None:
    assert why_not_counted(visit, counts_reviews=True) == why


@pytest.mark.parametrize("kind", [VisitKind.REVIEW, VisitKind.CASE])
def test_reviews_and_single_cases_count_only_where_the_office_says_so(kind: VisitKind) -> None:
    visit = VisitFacts(kind=kind)

    assert why_not_counted(visit, counts_reviews=False) == f"按本局设置，{kind.label}不计入频次"
    assert why_not_counted(visit, counts_reviews=True) == ""


@pytest.mark.parametrize("kind", [VisitKind.SPECIAL, VisitKind.JOINT])
def test_special_and_joint_inspections_always_count(kind: VisitKind) -> None:
    assert why_not_counted(VisitFacts(kind=kind), counts_reviews=False) == ""
