"""镇街: a change of the table counts at once, in forms, imports and suggestions; what is in use stays."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from models.errors import UserFacingError
from models.tables.office import Town
from services.container import Services
from services.office.rows import TownDraft, TownLine
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.officer_rows import OfficerDraft
from tests.services.roster.workbooks import code

YUETAN = "410307104"
FIRM = EnterpriseDraft(name="洛阳样例机械厂", credit_code=code(1), town_code=YUETAN)


def line(services: Services, town_code: str) -> TownLine:
    return next(one for one in services.towns.list_lines() if one.code == town_code)


def suggested(services: Services, address: str) -> str | None:
    return services.enterprises.suggest(replace(FIRM, town_code=None, address=address)).town_code


def test_the_development_area_is_there_and_offered_to_an_office_that_lacks_it(services: Services) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(delete(Town).where(Town.name == "开发区"))

    [offer] = services.towns.list_offers()
    services.towns.add_town(draft=offer)

    assert (offer.name, offer.code) == ("开发区", "410307901")
    assert services.towns.list_offers() == []
    assert line(services, "410307901").draft == offer


def test_a_new_area_without_a_code_gets_one_and_is_found_in_addresses_at_once(services: Services) -> None:
    before = suggested(services, "偃师区样例园样例路1号")

    services.towns.add_town(draft=TownDraft("样例产业园", "样例园"))

    assert before is None
    assert suggested(services, "偃师区样例园样例路1号") == "410307902"
    assert [town.name for town in services.office.list_towns() if town.in_district][-1] == "样例产业园"


def test_a_renamed_town_is_renamed_everywhere(services: Services) -> None:
    key = services.enterprises.add_enterprise(draft=FIRM).key or 0
    officer = (
        services.officers.add_officer(draft=OfficerDraft("样例甲", towns=frozenset({"岳滩镇"}))).key or 0
    )

    services.towns.update_town(draft=TownDraft("岳滩街道", "岳滩", YUETAN))

    assert services.enterprises.get_enterprise(key).town_name == "岳滩街道"
    assert services.officers.get_officer(officer).draft.towns == {"岳滩街道"}
    assert (line(services, YUETAN).enterprises, line(services, YUETAN).officers) == (1, 1)


def test_a_town_given_to_another_district_puts_its_enterprises_outside(services: Services) -> None:
    key = services.enterprises.add_enterprise(draft=FIRM).key or 0

    services.towns.update_town(draft=TownDraft("岳滩镇（区外）", "岳滩", YUETAN, in_district=False))

    assert not services.enterprises.get_enterprise(key).is_eligible


def test_a_town_in_use_is_neither_closed_nor_deleted(services: Services) -> None:
    services.enterprises.add_enterprise(draft=FIRM)

    with pytest.raises(UserFacingError, match="还有 1 户检查对象，不能停用"):
        services.towns.set_active(code=YUETAN, is_active=False)
    with pytest.raises(UserFacingError, match="不能删除"):
        services.towns.delete_town(code=YUETAN)


def test_a_closed_town_is_neither_offered_nor_found_until_it_is_taken_up_again(services: Services) -> None:
    services.towns.set_active(code=YUETAN, is_active=False)
    offered = [town.code for town in services.office.list_towns()]
    found = suggested(services, "偃师区岳滩镇样例路1号")
    services.towns.set_active(code=YUETAN, is_active=True)

    assert YUETAN not in offered
    assert found is None
    assert suggested(services, "偃师区岳滩镇样例路1号") == YUETAN


def test_a_town_that_nothing_named_is_deleted(services: Services) -> None:
    services.towns.add_town(draft=TownDraft("样例产业园"))

    services.towns.delete_town(code="410307902")

    assert "样例产业园" not in [one.name for one in services.towns.list_lines()]


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (TownDraft(""), "name", "请填写名称"),
        (TownDraft("岳滩镇"), "name", "已有"),
        (TownDraft("样例镇", "岳滩"), "stem", "已是“岳滩镇”的地址用词"),
        (TownDraft("样例镇", "样"), "stem", "至少两个字"),
        (TownDraft("样例镇", "样例", "4103"), "code", "9 位或 12 位"),
        (TownDraft("样例镇", "样例", YUETAN), "code", "已在使用"),
    ],
)
def test_each_fault_stands_beside_its_field(
    services: Services, draft: TownDraft, field: str, words: str
) -> None:
    assert words in services.towns.check_town(draft, is_new=True)[field]
    with pytest.raises(UserFacingError, match=words):
        services.towns.add_town(draft=draft)


def test_even_without_any_town_an_address_is_only_unplaced(services: Services) -> None:
    for one in services.towns.list_lines():
        services.towns.set_active(code=one.code, is_active=False)

    assert suggested(services, "偃师区岳滩镇样例路1号") is None
