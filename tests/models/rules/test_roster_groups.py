"""The six groups of 细则 art. 5, and when an entry on a list is in force."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.roster_groups import is_in_force, roster_groups
from models.rules.scope import ScopeFacts
from models.vocab import EntityKind, Hazard, Industry, RosterGroup

PLAIN = ScopeFacts(Industry.OTHER, EntityKind.ENTERPRISE, None)
DAY = date(2022, 5, 25)
days = st.none() | st.dates(date(2020, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        (replace(PLAIN, industry=Industry.TOBACCO), RosterGroup.TRADES),
        (replace(PLAIN, hazards=frozenset({Hazard.DUST_EXPLOSION})), RosterGroup.HAZARDS),
        (replace(PLAIN, hazards=frozenset({Hazard.CONFINED_SPACE})), RosterGroup.HAZARDS),
        (replace(PLAIN, hazards=frozenset({Hazard.AMMONIA})), RosterGroup.HAZARDS),
        (replace(PLAIN, hazards=frozenset({Hazard.MAJOR_HAZARD})), RosterGroup.MAJOR_HAZARD),
        (replace(PLAIN, is_dishonest=True), RosterGroup.DISHONEST),
        (replace(PLAIN, is_blacklisted=True), RosterGroup.BLACKLIST),
        (replace(PLAIN, is_focus=True), RosterGroup.OTHER),
    ],
)
def test_r10_each_flag_puts_an_object_into_its_group_of_article_5(
    facts: ScopeFacts, group: RosterGroup
) -> None:
    assert roster_groups(facts) == {group}


def test_r10_an_object_may_belong_to_all_groups_or_to_none() -> None:
    everything = ScopeFacts(
        Industry.METALLURGY,
        EntityKind.ENTERPRISE,
        None,
        frozenset(Hazard),
        is_dishonest=True,
        is_blacklisted=True,
        is_focus=True,
    )

    assert roster_groups(everything) == set(RosterGroup)
    assert roster_groups(replace(PLAIN, hazards=frozenset({Hazard.GAS}))) == set()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (None, None, True),
        (DAY, None, True),
        (date(2022, 5, 26), None, False),
        (None, DAY, True),
        (None, date(2022, 5, 24), False),
        (DAY, DAY, True),
    ],
)
def test_an_entry_on_a_list_holds_from_its_first_to_its_last_day(
    starts_on: date | None, ends_on: date | None, holds: bool
) -> None:
    assert is_in_force(is_listed=True, starts_on=starts_on, ends_on=ends_on, day=DAY) is holds


@given(days, days, st.dates())
def test_who_is_not_on_the_list_is_never_held_to_it(
    starts_on: date | None, ends_on: date | None, day: date
) -> None:
    assert not is_in_force(is_listed=False, starts_on=starts_on, ends_on=ends_on, day=day)
