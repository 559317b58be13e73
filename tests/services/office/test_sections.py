"""科室: names, former names, order, merging, closing."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.container import Services
from services.office.rows import SectionLine
from services.roster.officer_rows import OfficerDraft

BRIGADE, LEGAL = "综合行政执法大队", "政策法规科"


def line(services: Services, name: str) -> SectionLine:
    return next(one for one in services.sections.list_lines() if one.name == name)


def add_officer(services: Services, name: str, section: str) -> int:
    number = f"160302200{len(services.officers.list_officers()):02d}"
    draft = OfficerDraft(name, number, date(2025, 12, 31), section_name=section)
    return services.officers.add_officer(draft=draft).key or 0


def names(services: Services) -> list[str]:
    return [one.name for one in services.office.list_sections()]


def test_a_new_section_stands_at_the_end(services: Services) -> None:
    services.sections.add_section(name=" 样例监管科 ")

    assert names(services) == [LEGAL, BRIGADE, "样例监管科"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "请填写"), (LEGAL, "已有这个科室"), ("执法监察大队", "曾用名称"), ("样" * 51, "最多 50 字")],
)
def test_a_name_that_is_missing_or_taken_is_refused(services: Services, name: str, words: str) -> None:
    assert words in (services.sections.name_problem(name) or "")
    with pytest.raises(UserFacingError, match=words):
        services.sections.add_section(name=name)


def test_a_renamed_section_is_still_found_by_its_old_name(services: Services) -> None:
    key = line(services, LEGAL).key

    services.sections.rename_section(key=key, name="样例法制科")
    officer = services.officers.get_officer(add_officer(services, "样例甲", LEGAL))

    assert officer.draft.section_name == "样例法制科"
    assert line(services, "样例法制科").aliases == ("法规科", LEGAL)
    with services.workplace.database.reading() as session:
        changes = session.scalars(select(RosterChange).where(RosterChange.noun == RosterNoun.SECTION)).all()
    assert {change.field for change in changes} == {"name", "aliases"}


def test_a_section_named_as_before_drops_the_alias(services: Services) -> None:
    key = line(services, LEGAL).key
    services.sections.rename_section(key=key, name="样例法制科")

    services.sections.rename_section(key=key, name=LEGAL)

    assert line(services, LEGAL).aliases == ("法规科", "样例法制科")


def test_an_alias_belongs_to_one_section(services: Services) -> None:
    with pytest.raises(UserFacingError, match="请用“并入”"):
        services.sections.set_aliases(key=line(services, LEGAL).key, aliases=["执法大队"])


def test_merging_moves_the_officers_and_keeps_every_name(services: Services) -> None:
    services.sections.add_section(name="样例监察科")
    gone, kept = line(services, "样例监察科").key, line(services, BRIGADE).key
    officer = add_officer(services, "样例甲", "样例监察科")

    services.sections.merge_section(key=gone, into=kept)
    later = add_officer(services, "样例乙", "样例监察科")

    assert [services.officers.get_officer(key).draft.section_name for key in (officer, later)] == [
        BRIGADE
    ] * 2
    assert line(services, BRIGADE).aliases == ("执法监察大队", "执法大队", "样例监察科")
    assert (line(services, "样例监察科").is_active, line(services, "样例监察科").merged_into) == (
        False,
        BRIGADE,
    )
    assert [one.section_name for one in services.officers.list_section_periods()[officer]] == [
        "样例监察科",
        BRIGADE,
    ]
    with pytest.raises(UserFacingError, match="曾用名称"):
        services.sections.set_active(key=gone, is_active=True)


def test_a_section_with_officers_is_not_closed_and_says_who_they_are(services: Services) -> None:
    key = line(services, LEGAL).key
    add_officer(services, "样例甲", LEGAL)

    with pytest.raises(UserFacingError, match="还有 1 名执法检查人员（样例甲）"):
        services.sections.set_active(key=key, is_active=False)


def test_a_closed_section_is_no_longer_offered_and_takes_nobody_in(services: Services) -> None:
    key = line(services, LEGAL).key

    services.sections.set_active(key=key, is_active=False)
    offered = names(services)
    problems = services.officers.check(OfficerDraft("样例甲", section_name=LEGAL))
    services.sections.set_active(key=key, is_active=True)

    assert offered == [BRIGADE]
    assert "已停用" in problems["section_name"]
    assert names(services) == [LEGAL, BRIGADE]


@pytest.mark.parametrize(("by", "order"), [(1, [BRIGADE, LEGAL]), (-1, [LEGAL, BRIGADE])])
def test_a_section_moves_up_and_down_but_not_off_the_list(
    services: Services, by: int, order: list[str]
) -> None:
    services.sections.move_section(key=line(services, LEGAL).key, by=by)

    assert names(services) == order


@pytest.mark.parametrize(
    "act",
    [
        lambda services: services.sections.rename_section(key=99, name="样例"),
        lambda services: services.sections.set_active(key=99, is_active=False),
        lambda services: services.sections.merge_section(key=1, into=1),
    ],
)
def test_what_cannot_be_is_refused(services: Services, act: Callable[[Services], object]) -> None:
    with pytest.raises(UserFacingError):
        act(services)
