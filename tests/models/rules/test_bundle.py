"""卷宗: the order of F13, pages that follow each other, and what is missing by name."""

from datetime import date

import pytest

from models.rules.bundle import BundleFacts, Piece, bundle_order, missing_pieces, page_spans
from models.vocab import PaperKind

NOTHING_FOUND = BundleFacts(is_corrected=False, is_due_for_review=False, is_transferred=False, unpublished=())
ALWAYS = (
    PaperKind.TASK_NOTE,
    PaperKind.APPROVAL,
    PaperKind.NOTICE,
    PaperKind.VISIT_SCHEME,
    PaperKind.SITE_RECORD,
    PaperKind.CHECK_TABLE,
    PaperKind.FEEDBACK,
    PaperKind.RECEIPT,
)


def piece(key: int, kind: PaperKind, day: int = 1) -> Piece:
    return Piece(key, kind, date(2022, 9, day), 1)


def test_the_papers_lie_in_the_order_of_the_work_whatever_their_keys() -> None:
    kinds = (
        PaperKind.FEEDBACK,
        PaperKind.ORDER,
        PaperKind.CHECK_TABLE,
        PaperKind.SITE_RECORD,
        PaperKind.NOTICE,
        PaperKind.APPROVAL,
        PaperKind.REVIEW,
        PaperKind.TASK_NOTE,
        PaperKind.VISIT_SCHEME,
    )

    ordered = bundle_order([piece(key, kind) for key, kind in enumerate(kinds)], date(2022, 9, 14))

    assert [one.kind for one in ordered] == [
        PaperKind.TASK_NOTE,
        PaperKind.APPROVAL,
        PaperKind.NOTICE,
        PaperKind.VISIT_SCHEME,
        PaperKind.SITE_RECORD,
        PaperKind.CHECK_TABLE,
        PaperKind.ORDER,
        PaperKind.REVIEW,
        PaperKind.FEEDBACK,
    ]


def test_a_receipt_lies_behind_the_paper_that_it_belongs_to() -> None:
    early, late = piece(1, PaperKind.RECEIPT, 10), piece(2, PaperKind.RECEIPT, 20)
    notice, letter = piece(3, PaperKind.NOTICE, 9), piece(4, PaperKind.FEEDBACK, 19)

    assert bundle_order([late, letter, early, notice], date(2022, 9, 14)) == [notice, early, letter, late]


def test_a_kind_without_a_place_comes_last() -> None:
    other, letter = piece(1, PaperKind.URGING), piece(2, PaperKind.FEEDBACK)

    assert bundle_order([other, letter], None) == [letter, other]


@pytest.mark.parametrize(("counts", "spans"), [([1, 3, 1], ["1", "2-4", "5"]), ([], []), ([12], ["1-12"])])
def test_pages_run_on_through_the_papers(counts: list[int], spans: list[str]) -> None:
    assert page_spans(counts) == spans


def test_a_complete_bundle_misses_nothing() -> None:
    assert missing_pieces(ALWAYS, NOTHING_FOUND) == []


def test_what_the_result_calls_for_is_missed_by_name() -> None:
    facts = BundleFacts(
        is_corrected=True, is_due_for_review=True, is_transferred=True, unpublished=("门户网站",)
    )

    missing = missing_pieces([kind for kind in ALWAYS if kind is not PaperKind.SITE_RECORD], facts)

    assert missing == [
        "现场检查记录",
        "责令限期整改指令书",
        "整改复查意见书",
        "涉嫌违法线索移送函",
        "门户网站的公示凭证",
    ]
