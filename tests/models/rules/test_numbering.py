"""Numbers of papers: how they look, which counter they come from, and what a register says of its gaps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.numbering import (
    SHARED_GAP,
    SHARED_SERIES,
    UNKNOWN_GAP,
    Gap,
    NumberWords,
    Skipped,
    counts_in,
    gaps,
    paper_number,
    repeated_heads,
    series_of,
    series_sharing,
)
from models.vocab import PaperKind, PaperSeries

WORDS = NumberWords("（豫偃）", "偃应急函", {PaperKind.NOTICE.value: "应急抽通"})
NUMBERED = [kind for kind in PaperKind if kind.series is not PaperSeries.NONE]

serials = st.sets(st.integers(1, 60), max_size=40)
spans = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9)).map(
        lambda pair: Skipped(pair[0], sum(pair), "手工编号")
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("kind", "serial", "number"),
    [
        (PaperKind.NOTICE, 1, "（豫偃）应急抽通〔2022〕1号"),
        (PaperKind.ORDER, 17, "（豫偃）应急责改〔2022〕17号"),
        (PaperKind.VISIT_SCHEME, 100, "（豫偃）应急检查〔2022〕100号"),
        (PaperKind.FEEDBACK, 3, "偃应急函〔2022〕3号"),
        (PaperKind.APPROVAL, 3, ""),
    ],
)
def test_a_number_is_prefix_word_year_and_serial_never_padded(
    kind: PaperKind, serial: int, number: str
) -> None:
    assert paper_number(kind, 2022, serial, WORDS) == number


def test_the_word_of_the_office_stands_in_place_of_the_usual_one() -> None:
    words = NumberWords("（豫偃）", "偃应急函", {PaperKind.ORDER.value: "应急责"})

    assert paper_number(PaperKind.ORDER, 2022, 1, words) == "（豫偃）应急责〔2022〕1号"


def test_a_word_left_empty_is_the_usual_one() -> None:
    words = NumberWords("（豫偃）", "偃应急函", {PaperKind.ORDER.value: ""})

    assert words.head(PaperKind.ORDER) == "（豫偃）应急责改"


def test_serials_count_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        paper_number(PaperKind.ORDER, 2022, 0, WORDS)


@given(
    st.lists(
        st.tuples(st.sampled_from(NUMBERED), st.integers(2000, 2099), st.integers(1, 9999)),
        unique=True,
        min_size=2,
        max_size=30,
    )
)
def test_two_papers_never_bear_one_number(papers: list[tuple[PaperKind, int, int]]) -> None:
    numbers = [paper_number(kind, year, serial, WORDS) for kind, year, serial in papers]

    assert len(set(numbers)) == len(papers)


def test_two_kinds_with_one_word_are_found() -> None:
    words = NumberWords("（豫偃）", "偃应急函", {PaperKind.ORDER.value: "应急检查"})

    assert repeated_heads(WORDS) == ()
    assert repeated_heads(words) == ((PaperKind.VISIT_SCHEME, PaperKind.ORDER),)


@pytest.mark.parametrize(
    ("kind", "series"),
    [
        (PaperKind.ORDER, SHARED_SERIES),
        (PaperKind.NOTICE, SHARED_SERIES),
        (PaperKind.FEEDBACK, "feedback"),
        (PaperKind.APPROVAL, "approval"),
    ],
)
def test_only_enforcement_papers_share_a_serial(kind: PaperKind, series: str) -> None:
    assert series_of(kind, shares_serial=True) == series
    assert series_of(kind, shares_serial=False) == kind.value


def test_the_shared_counter_lies_behind_every_enforcement_paper_and_no_letter() -> None:
    assert PaperKind.ORDER in counts_in(SHARED_SERIES)
    assert PaperKind.FEEDBACK not in counts_in(SHARED_SERIES)
    assert counts_in("feedback") == (PaperKind.FEEDBACK,)


def test_what_was_given_by_hand_holds_for_shared_and_own_counters_of_enforcement_papers() -> None:
    assert series_sharing("order") == ("order", SHARED_SERIES)
    assert series_sharing("feedback") == ("feedback",)
    assert set(series_sharing(SHARED_SERIES)) >= {SHARED_SERIES, "order", "notice"}


def test_each_gap_has_its_own_reason() -> None:
    found = gaps([6, 9], 12, [Skipped(1, 4, "启用前手工编号")], borne_elsewhere=[5, 7, 6])

    assert found == (
        Gap(1, 4, "跳号：启用前手工编号"),
        Gap(5, 5, SHARED_GAP),
        Gap(7, 7, SHARED_GAP),
        Gap(8, 8, UNKNOWN_GAP),
        Gap(10, 12, UNKNOWN_GAP),
    )


@given(serials, st.integers(0, 70), spans, serials)
def test_papers_and_gaps_together_are_every_serial_once(
    taken: set[int], last: int, skipped: list[Skipped], elsewhere: set[int]
) -> None:
    covered = [
        serial for gap in gaps(taken, last, skipped, elsewhere) for serial in range(gap.first, gap.last + 1)
    ]

    assert sorted([*covered, *(serial for serial in taken if serial <= last)]) == list(range(1, last + 1))


@given(serials, st.integers(0, 70), spans, serials)
def test_gaps_are_in_order_and_as_long_as_their_reason_holds(
    taken: set[int], last: int, skipped: list[Skipped], elsewhere: set[int]
) -> None:
    found = gaps(taken, last, skipped, elsewhere)

    for before, after in itertools.pairwise(found):
        assert before.last < after.first
        assert before.last + 1 < after.first or before.reason != after.reason
