"""名录体检: each thing that deserves to be put right is found, and what is proposed puts it right."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from models.rules.identity import check_character
from models.tables.enterprise import Enterprise
from models.vocab import EnterpriseStatus, Industry
from services.container import Services
from services.roster.cleanup import Finding, FindingKind
from services.roster.enterprise_rows import EnterpriseDraft, Licence
from services.roster.sample import add_sample_enterprises
from tests.services.roster.workbooks import code

CLEAN = EnterpriseDraft(
    name="洛阳样例锐捷机械有限公司",
    credit_code=code(1),
    address="洛阳市偃师区岳滩镇样例路1号",
    town_code="410307104",
    industry=Industry.MACHINERY,
    phone="0379-60000001",
)


def add(services: Services, number: int = 1, **changes: object) -> int:
    draft = replace(CLEAN, **{"credit_code": code(number), "name": f"洛阳样例{number}机械厂"} | changes)
    return services.enterprises.add_enterprise(draft=draft).key or 0


def findings(services: Services) -> dict[FindingKind, Finding]:
    return {finding.kind: finding for finding in services.cleanup.examine()}


def outside_town(services: Services) -> str:
    return next(town.code for town in services.office.list_towns() if town.name.startswith("诸葛"))


def test_nothing_is_found_in_a_clean_roster(services: Services) -> None:
    add(services)

    assert findings(services) == {}


@pytest.mark.parametrize(
    ("changes", "kind", "now", "proposal"),
    [
        ({"town_code": None}, FindingKind.TOWN_UNKNOWN, "待定　洛阳市偃师区岳滩镇样例路1号", "岳滩镇"),
        (
            {"town_code": "410307106"},
            FindingKind.TOWN_CONTRADICTS,
            "缑氏镇　洛阳市偃师区岳滩镇样例路1号",
            "岳滩镇",
        ),
        (
            {"address": "偃师市诸葛镇样例村"},
            FindingKind.TOWN_GIVEN_AWAY,
            "岳滩镇　偃师市诸葛镇样例村",
            "诸葛镇",
        ),
        ({"industry": Industry.OTHER}, FindingKind.INDUSTRY_UNKNOWN, "其他", "机械（推测）"),
        ({"industry_is_guess": True}, FindingKind.INDUSTRY_GUESSED, "机械（推测）", "确认为机械"),
        ({"phone": ""}, FindingKind.PHONE_MISSING, "没有联系电话", ""),
        (
            {"licences": (Licence("排污许可证", "样例1号", date(2022, 5, 24)),)},
            FindingKind.LICENCE_EXPIRED,
            "排污许可证 样例1号，有效期至 2022-05-24",
            "",
        ),
    ],
)
def test_each_thing_is_found_with_the_correction_it_suggests(
    services: Services, changes: dict[str, object], kind: FindingKind, now: str, proposal: str
) -> None:
    add(services, **changes)

    found = findings(services)

    assert list(found) == [kind]
    [line] = found[kind].lines
    assert (line.now, line.proposal.split("（区外")[0]) == (now, proposal)
    assert found[kind].is_correctable == bool(proposal)


def test_an_industry_that_contradicts_its_code_is_corrected_by_the_code(services: Services) -> None:
    add(services)
    with (
        services.workplace.database.transaction() as session
    ):  # as an import, which is not refused for it, leaves it
        session.execute(update(Enterprise).values(industry=Industry.LIGHT, industry_code="C3311"))

    [line] = findings(services)[FindingKind.INDUSTRY_CONTRADICTS].lines

    assert (line.now, line.proposal) == ("轻工（代码 C3311）", "机械")


def test_a_wrong_check_digit_is_shown_with_the_likely_code(services: Services) -> None:
    key = add(services)
    with services.workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(credit_code="91410370MA9K000016"))

    [line] = findings(services)[FindingKind.CODE_WRONG].lines
    assert line.change is not None
    services.bulk_edits.apply_edits(edits={key: line.change}, title="更正代码")

    assert line.proposal.startswith("91410307MA9K000016")
    assert services.enterprises.get_enterprise(key).code == "91410307MA9K000016"


def test_a_likely_code_that_another_firm_holds_is_refused(services: Services) -> None:
    key = add(services)
    add(services, 2, credit_code="91410307MA9K000016")
    with services.workplace.database.transaction() as session:
        session.execute(
            update(Enterprise).where(Enterprise.id == key).values(credit_code="91410370MA9K000016")
        )
    [line] = findings(services)[FindingKind.CODE_WRONG].lines
    assert line.change is not None

    preview = services.bulk_edits.preview_edits(edits={key: line.change})

    assert [one.key for one in preview.refused] == [key]
    assert "请核对是否重复登记" in preview.refused[0].reason


def test_firms_of_one_name_are_shown_together(services: Services) -> None:
    add(services, 1, name="洛阳样例锐捷机械有限公司")
    add(services, 2, name="河南省洛阳市样例锐捷机械有限责任公司")
    add(services, 3, name="洛阳样例顺达家具厂")

    lines = findings(services)[FindingKind.DUPLICATE].lines

    assert [line.name for line in lines] == [
        "洛阳样例锐捷机械有限公司",
        "河南省洛阳市样例锐捷机械有限责任公司",
    ]
    assert "与“河南省洛阳市样例锐捷机械有限责任公司”名称相近" in lines[0].now


def test_a_code_of_another_district_is_only_to_be_looked_at(services: Services) -> None:
    body = "91410311MA9Y00001"
    add(services, 1, credit_code=body + check_character(body))
    add(services, 2, credit_code=f"91410381MA9Y00001{check_character('91410381MA9Y00001')}")

    finding = findings(services)[FindingKind.CODE_ELSEWHERE]

    assert [(line.now, line.change) for line in finding.lines] == [("登记机关区划 410311", None)]


def test_who_has_left_or_is_closed_needs_no_phone(services: Services) -> None:
    add(services, 1, phone="", status=EnterpriseStatus.CANCELLED)
    services.enterprises.retire_enterprise(key=add(services, 2, phone=""), reason="样例")

    assert findings(services) == {}


def test_what_is_corrected_is_not_found_again(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    add(services, 1, town_code=None)
    add(services, 2, address="偃师市诸葛镇样例村")
    found = findings(services)
    edits = {
        line.key: line.change
        for kind in (FindingKind.TOWN_UNKNOWN, FindingKind.TOWN_GIVEN_AWAY)
        for line in found[kind].lines
        if line.change is not None
    }

    done = services.bulk_edits.apply_edits(edits=edits, title="镇街按地址更正")

    assert not done.preview.refused
    assert not {FindingKind.TOWN_UNKNOWN, FindingKind.TOWN_GIVEN_AWAY} & findings(services).keys()
