"""What the columns say: dates with their state, marks, and numbers in the order of their serials."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from models.tables.base import BEIJING
from models.vocab import PublicationChannel
from services.container import Services
from services.records.rows import ClockRow
from ui.records.columns import COLUMNS, clock_text, clock_tone, visit_text

DUE, DONE = date(2022, 6, 10), date(2022, 6, 8)


@pytest.mark.parametrize(
    ("is_certain", "done_on", "is_overdue", "text", "tone"),
    [
        (True, None, False, "2022-06-10 前", None),
        (False, None, False, "2022-06-10＊ 前", None),
        (True, None, True, "2022-06-10 逾期", "bad"),
        (True, DONE, False, "2022-06-08 已办", "ok"),
        (False, DONE, False, "2022-06-08 已办", "ok"),
        (True, DONE, True, "2022-06-08 迟办", "warn"),
    ],
)
def test_a_clock_says_its_state_in_words_and_colour(
    is_certain: bool, done_on: date | None, is_overdue: bool, text: str, tone: str | None
) -> None:
    clock = ClockRow(PublicationChannel.PORTAL, DUE, is_certain, done_on, is_overdue)

    assert (clock_text(clock), clock_tone(clock)) == (text, tone)


def test_numbers_stand_in_the_order_of_their_serials(services: Services, record_keys: list[int]) -> None:
    row = services.records.list_records(year=2022)[0]
    column = next(column for column in COLUMNS if column.title == "通知书文号")
    assert column.sort_key is not None

    keys = [column.sort_key(replace(row, notice_number=f"（豫偃）应急抽通〔2022〕{n}号")) for n in (9, 10)]

    assert keys == sorted(keys)
    assert column.sort_key(row) is None


def test_the_days_of_the_visit_are_those_announced_until_it_took_place(
    services: Services, record_keys: list[int], notify: Callable[[list[int]], None]
) -> None:
    before = services.records.list_records(year=2022)[0]
    notify(record_keys[:1])
    announced = services.records.list_records(year=2022)[0]
    visited = replace(
        announced,
        inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 9, 11, 0, tzinfo=BEIJING),
    )

    texts = [visit_text(row) for row in (before, announced, visited)]

    assert texts == ["", "拟 2022-06-06 至 06-17", "2022-06-08 至 06-09"]
