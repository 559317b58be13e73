"""行业对照: the program's own table until the office changes a line; a change counts at once."""

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.roster import RosterChange
from models.vocab import Industry, RosterNoun
from services.container import Services
from services.roster.code_tables import bundled_industry_codes


def test_a_new_office_uses_the_bundled_table(services: Services) -> None:
    lines = services.industry_codes.list_lines()

    assert services.industry_codes.is_bundled()
    assert {line.prefix: line.industry for line in lines} == bundled_industry_codes()
    assert not any(line.is_own for line in lines)
    assert services.industry_codes.settle("C3311") is Industry.MACHINERY


def test_a_changed_line_counts_at_once_and_the_longest_prefix_decides(services: Services) -> None:
    services.industry_codes.set_line(prefix="3311", industry=Industry.BUILDING_MATERIALS)

    assert services.industry_codes.settle("C3311") is Industry.BUILDING_MATERIALS
    assert services.industry_codes.settle("C3312") is Industry.MACHINERY
    assert [line.prefix for line in services.industry_codes.list_lines() if line.is_own] == ["3311"]
    assert not services.industry_codes.is_bundled()


def test_a_removed_line_leaves_its_codes_to_the_shorter_prefix(services: Services) -> None:
    services.industry_codes.remove_line(prefix="338")

    assert services.industry_codes.settle("3381") is Industry.MACHINERY


def test_the_bundled_table_comes_back(services: Services) -> None:
    services.industry_codes.set_line(prefix="33", industry=Industry.OTHER)

    services.industry_codes.restore_bundled()

    assert services.industry_codes.is_bundled()
    assert services.industry_codes.settle("3311") is Industry.MACHINERY


def test_each_change_is_written_down_under_its_prefix(services: Services) -> None:
    services.industry_codes.set_line(prefix="33", industry=Industry.OTHER)
    services.industry_codes.set_line(prefix="33", industry=Industry.OTHER)

    with services.workplace.database.reading() as session:
        query = select(RosterChange).where(RosterChange.noun == RosterNoun.INDUSTRY_CODE)
        changes = [(one.field, one.old, one.new) for one in session.scalars(query)]

    assert changes == [("33", '"machinery"', '"other"')]


@pytest.mark.parametrize("prefix", ["", "3", "33111", "C33", "３３"])
def test_what_is_no_prefix_is_refused(services: Services, prefix: str) -> None:
    with pytest.raises(UserFacingError, match="2—4 位数字"):
        services.industry_codes.set_line(prefix=prefix, industry=Industry.LIGHT)


@pytest.mark.parametrize("code", ["", "制造业", "C", "33111"])
def test_what_is_no_code_settles_nothing(services: Services, code: str) -> None:
    assert services.industry_codes.settle(code) is None
