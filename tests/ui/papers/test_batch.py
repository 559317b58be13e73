"""A batch in itself: the order of the enterprises, what is missing, which papers it comes to."""

from dataclasses import replace
from datetime import date

import pytest

from models.vocab import EntryKind, PaperKind, RecordStage, Seat
from services.records.rows import RecordOfficerRow, RecordRow
from ui.papers.batch import BatchDraft, Destination, Order, in_order, paper_keys


def row(key: int, *, town: str, officer: str, papers: tuple[tuple[PaperKind, int], ...] = ()) -> RecordRow:
    officers = (RecordOfficerRow(key, officer, "16030700001", "样例科", Seat.LEADER),) if officer else ()
    return RecordRow(
        key=key,
        uuid=str(key),
        year=2022,
        task_key=1,
        task_number=1,
        task_name="样例任务",
        draw_key=1,
        draw_code="2022-01-1",
        position=key,
        kind=EntryKind.SELECTABLE,
        enterprise_key=key,
        enterprise_name=f"样例{key}厂",
        credit_code="",
        town_name=town,
        industry="机械",
        address="",
        officers=officers,
        stage=RecordStage.PENDING,
        due_on=date(2022, 12, 31),
        visit_from=None,
        visit_to=None,
        inspected_from=None,
        inspected_to=None,
        result_on=None,
        outcome=None,
        notice_number="",
        letter_number="",
        papers=papers,
        clocks=(),
        is_overdue=False,
        ended_reason="",
    )


ROWS = (
    row(3, town="槐新街道", officer="样例乙"),
    row(1, town="伊洛街道", officer="样例甲", papers=((PaperKind.NOTICE, 71),)),
    row(2, town="槐新街道", officer="", papers=((PaperKind.NOTICE, 72), (PaperKind.FEEDBACK, 73))),
    row(4, town="首阳山街道", officer="样例甲"),
)
BOTH = (PaperKind.NOTICE, PaperKind.FEEDBACK)


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        (Order.DRAWN, [1, 2, 3, 4]),
        (Order.TEAM, [1, 4, 3, 2]),
        (Order.TOWN, [2, 3, 4, 1]),
    ],
)
def test_enterprises_stand_by_team_or_town_and_within_it_as_they_were_drawn(
    order: Order, keys: list[int]
) -> None:
    assert [one.key for one in in_order(ROWS, order)] == keys


def test_the_papers_of_an_enterprise_stand_together() -> None:
    draft = BatchDraft(BOTH, in_order(ROWS, Order.DRAWN), Destination.VIEW)

    assert paper_keys(draft) == (71, 72, 73)


def test_what_is_missing_is_counted_without_what_cannot_be_issued() -> None:
    draft = BatchDraft(BOTH, ROWS, Destination.VIEW)
    without = replace(draft, skipped=frozenset({(PaperKind.FEEDBACK, 3), (PaperKind.FEEDBACK, 4)}))

    assert (draft.missing_count, draft.issued_count) == (5, 3)
    assert without.missing_count == 3
