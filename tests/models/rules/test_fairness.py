"""公平性: fair draws are called fair as often as promised, and bent ones are found."""

from random import Random

import pytest

from models.rules.fairness import (
    CellOf,
    FairDraw,
    FairEntry,
    FairOfficer,
    Finding,
    compare,
    compare_officers,
    compare_repeats,
    exposures,
    quota_faults,
)
from models.rules.fairness_wording import outlier_finding, overall_words, percent_words, verdict_words, worst
from models.vocab import DrawMethod, OfficerMode
from tests.models.rules.fair_histories import history, officer_history, share_below, swapped

HISTORIES = 100
METHODS = pytest.mark.parametrize("method", list(DrawMethod))


def town(entry: FairEntry) -> str:
    return entry.stratum


def size(entry: FairEntry) -> str:
    return str(entry.enterprise % 5)


@pytest.mark.parametrize(
    ("feature", "method"),
    [(town, DrawMethod.DIRECTED), (size, DrawMethod.DIRECTED), (size, DrawMethod.STRATIFIED)],
)
def test_fair_draws_are_suspected_as_seldom_as_promised(feature: CellOf, method: DrawMethod) -> None:
    random = Random(5)

    found = [
        compare(history(random, draws=8, number=100, method=method), feature).chance for _ in range(HISTORIES)
    ]

    assert share_below(found, 0.05) <= 0.12
    assert share_below(found, 0.005) <= 0.03
    assert 0.35 <= share_below(found, 0.5) <= 0.65


@METHODS
@pytest.mark.parametrize("rests", [False, True])
def test_fair_draws_do_not_seem_to_follow_earlier_ones(method: DrawMethod, rests: bool) -> None:
    random = Random(7)

    found = [
        compare_repeats(history(random, draws=8, number=100, ratio="15", method=method, rests=rests)).chance
        for _ in range(HISTORIES)
    ]

    assert share_below(found, 0.05) <= 0.12
    assert share_below(found, 0.005) <= 0.03


@METHODS
def test_no_enterprise_of_fair_draws_stands_out(method: DrawMethod) -> None:
    random = Random(11)

    bounds = [min(each.bound for each in exposures(history(random, method=method))) for _ in range(30)]

    assert min(bounds) >= 0.005


@METHODS
def test_one_enterprise_that_is_always_drawn_is_found(method: DrawMethod) -> None:
    bent = [swapped(draw, {17}) for draw in history(Random(3), draws=8, method=method)]

    worst_one = min(exposures(bent), key=lambda each: each.bound)

    assert (worst_one.enterprise, worst_one.observed) == (17, 8)
    assert outlier_finding(worst_one.bound) is Finding.DEVIATES


def test_a_handful_that_is_drawn_again_and_again_is_found_by_the_repeats() -> None:
    bent = [swapped(draw, range(3)) for draw in history(Random(3), draws=12)]

    assert compare_repeats(bent).finding is Finding.DEVIATES


def test_a_list_that_is_worked_off_in_turn_is_no_draw() -> None:
    drawn = history(Random(3), draws=10)
    in_turn = [
        FairDraw(
            draw.code,
            tuple(entry._replace(is_drawn=entry.enterprise // 12 == number) for entry in draw.entries),
            draw.places,
        )
        for number, draw in enumerate(drawn)
    ]

    assert compare_repeats(in_turn).finding is Finding.DEVIATES


def test_a_favoured_town_is_found_in_free_draws_and_as_a_broken_quota_in_balanced_ones() -> None:
    free = [swapped(draw, {9, 19, 29, 39, 49}) for draw in history(Random(3))]
    balanced = [
        swapped(draw, {9, 19, 29, 39, 49}) for draw in history(Random(3), method=DrawMethod.STRATIFIED)
    ]

    assert compare(free, town).finding is Finding.DEVIATES
    assert len(quota_faults(balanced)) >= 10
    assert quota_faults(history(Random(3), method=DrawMethod.STRATIFIED)) == ()


def test_a_place_too_many_is_a_fault_of_its_own() -> None:
    [draw] = history(Random(3), draws=1)
    more = next(entry.enterprise for entry in draw.entries if not entry.is_drawn)
    entries = tuple(
        entry._replace(is_drawn=entry.is_drawn or entry.enterprise == more) for entry in draw.entries
    )

    assert quota_faults([FairDraw(draw.code, entries, draw.places)]) == ("2022-01-1抽中13户，名额是12户",)


@METHODS
def test_expected_and_observed_add_up_to_the_same(method: DrawMethod) -> None:
    draws = history(Random(3), method=method)

    for found in (compare(draws, town), compare_repeats(draws)):
        assert sum(cell.expected for cell in found.cells) == pytest.approx(120)
        assert sum(cell.observed for cell in found.cells) == 120
        assert sum(cell.entries for cell in found.cells) == 1500
    assert sum(each.expected for each in exposures(draws)) == pytest.approx(120)


def test_balanced_towns_leave_nothing_to_chance() -> None:
    found = compare(history(Random(3), method=DrawMethod.STRATIFIED), town)

    assert found.finding is Finding.TOO_FEW
    assert all(abs(cell.expected - cell.observed) < 10 for cell in found.cells)


def test_small_cells_are_put_together() -> None:
    found = compare(history(Random(3), draws=3), lambda entry: str(entry.enterprise))

    assert len(found.merged) > 50
    assert found.freedom < 10


@pytest.mark.parametrize("draws", [0, 1])
def test_too_little_is_called_too_little(draws: int) -> None:
    found = history(Random(3), draws=draws, number=20)

    assert compare(found, town).finding is Finding.TOO_FEW
    assert compare_repeats(found).finding is Finding.TOO_FEW
    assert compare_officers(officer_history(Random(3), draws=draws)).finding is Finding.TOO_FEW


def test_since_it_was_drawn_last_an_enterprise_counts_the_chances_it_missed() -> None:
    draws = [
        FairDraw(
            f"2022-01-{number}",
            (FairEntry(1, "", "", number == 2), FairEntry(2, "", "", number != 2)),
            {"": 1},
        )
        for number in range(1, 5)
    ]

    first, second = exposures(draws)

    assert (first.draws, first.observed, first.missed_draws, first.missed_chance) == (4, 1, 2, 0.75)
    assert (second.observed, second.missed_draws) == (3, 0)


@pytest.mark.parametrize("mode", list(OfficerMode))
def test_fair_draws_of_officers_are_suspected_as_seldom_as_promised(mode: OfficerMode) -> None:
    random = Random(13)

    found = [compare_officers(officer_history(random, mode=mode)).chance for _ in range(80)]

    assert share_below(found, 0.05) <= 0.12
    assert share_below(found, 0.005) <= 0.03


@pytest.mark.parametrize("mode", list(OfficerMode))
def test_an_officer_who_is_always_spared_is_found(mode: OfficerMode) -> None:
    bent: list[list[FairOfficer]] = []
    for draw in officer_history(Random(3), draws=40, mode=mode):
        plain = [officer for officer in draw if not officer.leader]
        loads = sorted(officer.load for officer in plain)
        rest = Random(len(bent)).sample(loads[1:], len(loads) - 1)
        bent.append(
            [officer for officer in draw if officer.leader]
            + [officer._replace(load=load) for officer, load in zip(plain, [loads[0], *rest], strict=True)]
        )

    assert compare_officers(bent).finding is Finding.DEVIATES


def test_leaders_are_compared_with_leaders() -> None:
    found = compare_officers(officer_history(Random(3)))

    leaders, others = found.cells[:5], found.cells[5:]
    assert len({round(cell.expected, 6) for cell in leaders}) == 1
    assert len({round(cell.expected, 6) for cell in others}) == 1
    assert sum(cell.observed for cell in found.cells) == 12 * 20 * 2


def test_recused_officers_stand_in_the_list_but_not_in_the_verdict() -> None:
    bent = [
        [
            officer._replace(
                is_recused=officer.officer == 11, load=0 if officer.officer == 11 else officer.load
            )
            for officer in draw
        ]
        for draw in officer_history(Random(3))
    ]

    assert compare_officers(bent).finding is Finding.AGREES
    assert compare_officers(bent).cells[11].observed == 0


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.342, "约34%"), (0.0131, "约1%"), (0.0031, "约0.3%"), (0.00099, "不到0.1%"), (0.0, "不到0.1%")],
)
def test_a_chance_is_said_in_no_more_digits_than_it_deserves(chance: float, words: str) -> None:
    assert percent_words(chance) == words


def test_the_verdicts_are_plain_sentences() -> None:
    fair = compare(history(Random(3)), town)
    bent = compare([swapped(draw, {9, 19, 29, 39, 49}) for draw in history(Random(3))], town)
    few = compare([], town)

    assert verdict_words(fair).startswith("与抽取规程的期望一致（这样大的偏差，偶然出现的概率约")
    assert verdict_words(bent) == (
        "偏差大于偶然所能解释（概率不到0.1%），建议核对各次封存单、抽取证书和作废记录"
    )
    assert verdict_words(few) == "数据太少，不作结论"
    assert worst([few.finding, fair.finding]) is Finding.AGREES
    assert worst([]) is Finding.TOO_FEW
    assert overall_words(worst([fair.finding, bent.finding])).startswith("有的项偏差大于偶然所能解释")
