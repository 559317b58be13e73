"""The list of 检查对象 as clerks use it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import IndustryCode, OperationLog
from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter, EnterpriseRow
from services.roster.sample import add_sample_enterprises
from tests.services.roster.workbooks import code


def draft(number: int = 1) -> EnterpriseDraft:
    return EnterpriseDraft(
        name=f"洛阳样例{number}机械有限公司",
        credit_code=code(number),
        address="洛阳市偃师区岳滩镇样例路1号",
        town_code="410307104",
        industry=Industry.MACHINERY,
        hazards=frozenset({Hazard.DUST_EXPLOSION}),
    )


def added(services: Services, wanted: EnterpriseDraft) -> EnterpriseRow:
    key = services.enterprises.add_enterprise(draft=wanted).key
    assert key is not None
    return services.enterprises.get_enterprise(key)


def actions(services: Services) -> list[str]:
    with services.workplace.database.reading() as session:
        query = select(OperationLog.action).where(OperationLog.noun == "enterprise").order_by(OperationLog.id)
        return list(session.scalars(query))


def test_an_added_enterprise_is_shown_as_it_was_entered(services: Services) -> None:
    row = added(services, draft())

    assert row.draft == draft()
    assert row.town_name == "岳滩镇"
    assert row.is_eligible


def test_codes_are_stored_half_width_and_the_kind_follows_from_them(services: Services) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in "92410381MA41C2FQ4D")

    row = added(services, replace(draft(), credit_code=f" {wide} "))

    assert row.code == "92410381MA41C2FQ4D"
    assert row.draft.kind is EntityKind.INDIVIDUAL


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": " "}, "name", "请填写企业名称"),
        ({"name": "样例\ue000"}, "name", "自造字"),
        ({"credit_code": ""}, "credit_code", "没有统一社会信用代码"),
        ({"credit_code": "91410307MA9K000017"}, "credit_code", "校验不通过"),
        ({"credit_code": "", "registration_number": "123"}, "registration_number", "15 位数字"),
        ({"is_dishonest": True}, "dishonest_basis", "请填写依据"),
    ],
)
def test_each_fault_of_a_form_stands_beside_its_field(
    services: Services, changed: dict[str, object], field: str, words: str
) -> None:
    problems = services.enterprises.check(replace(draft(), **changed))

    assert words in problems[field]


def test_a_code_already_on_the_roster_names_its_holder(services: Services) -> None:
    row = added(services, draft())

    problems = services.enterprises.check(replace(draft(), name="样例别名"))

    assert "洛阳样例1机械有限公司" in problems["credit_code"]
    assert services.enterprises.check(draft(), key=row.key) == {}
    with pytest.raises(UserFacingError, match="已属于"):
        services.enterprises.add_enterprise(draft=draft())


def test_a_change_is_stored_with_its_values_before_and_after(services: Services) -> None:
    row = added(services, draft())
    wanted = replace(draft(), status=EnterpriseStatus.CANCELLED, hazards=frozenset({Hazard.GAS}))

    services.enterprises.update_enterprise(key=row.key, row_version=row.row_version, draft=wanted)

    changed = services.enterprises.get_enterprise(row.key)
    assert changed.draft == wanted
    assert not changed.is_eligible
    with services.workplace.database.reading() as session:
        entry = session.scalars(select(OperationLog).where(OperationLog.action == "修改")).one()
    assert entry.before == {"status": "active", "hazards": ["dust_explosion"]}
    assert entry.after == {"status": "cancelled", "hazards": ["gas"]}


def test_two_clerks_do_not_save_over_each_other(services: Services) -> None:
    row = added(services, draft())
    services.enterprises.update_enterprise(
        key=row.key, row_version=row.row_version, draft=replace(draft(), phone="1")
    )

    with pytest.raises(UserFacingError, match="刚被他人修改过"):
        services.enterprises.update_enterprise(
            key=row.key, row_version=row.row_version, draft=replace(draft(), phone="2")
        )
    assert services.enterprises.get_enterprise(row.key).draft.phone == "1"


def test_saving_without_a_change_writes_nothing(services: Services) -> None:
    row = added(services, draft())

    changes = services.enterprises.update_enterprise(key=row.key, row_version=row.row_version, draft=draft())

    assert not changes.nouns
    assert actions(services) == ["新增"]


def test_a_retired_enterprise_leaves_the_list_and_can_come_back(services: Services) -> None:
    row = added(services, draft())

    services.enterprises.retire_enterprise(key=row.key, reason="样例：已迁出")
    without = services.enterprises.list_enterprises()
    with_retired = services.enterprises.list_enterprises(EnterpriseFilter(with_retired=True))
    services.enterprises.restore_enterprise(key=row.key)

    assert without == []
    assert [(found.is_retired, found.retired_reason) for found in with_retired] == [(True, "样例：已迁出")]
    assert len(services.enterprises.list_enterprises()) == 1
    assert actions(services) == ["新增", "退出", "恢复"]


def test_retiring_needs_a_reason(services: Services) -> None:
    row = added(services, draft())

    with pytest.raises(UserFacingError, match="退出名录的原因"):
        services.enterprises.retire_enterprise(key=row.key, reason=" ")


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (EnterpriseFilter(text="样例2"), [2]),
        (EnterpriseFilter(text="样例 第三"), [3]),
        (EnterpriseFilter(text=code(1)[-6:].lower()), [1]),
        (EnterpriseFilter(text="%"), []),
        (EnterpriseFilter(towns=frozenset({"410307104"})), [1]),
        (EnterpriseFilter(towns=frozenset({None})), [3]),
        (EnterpriseFilter(towns=frozenset({None, "410307110"})), [2, 3]),
        (EnterpriseFilter(industries=frozenset({Industry.LIGHT})), [2]),
        (EnterpriseFilter(statuses=frozenset({EnterpriseStatus.CANCELLED})), [3]),
        (EnterpriseFilter(hazards=frozenset({Hazard.DUST_EXPLOSION})), [1]),
        (EnterpriseFilter(kinds=frozenset({EntityKind.INDIVIDUAL})), []),
        (EnterpriseFilter(only_dishonest=True), [2]),
        (EnterpriseFilter(only_guessed=True), [3]),
    ],
)
def test_the_list_is_narrowed_by_each_condition(
    services: Services, wanted: EnterpriseFilter, numbers: list[int]
) -> None:
    second = replace(draft(2), town_code="410307110", industry=Industry.LIGHT, hazards=frozenset(), is_dishonest=True, dishonest_basis="样例")  # fmt: skip
    third = replace(draft(3), town_code=None, address="第三路", status=EnterpriseStatus.CANCELLED, industry_is_guess=True, hazards=frozenset())  # fmt: skip
    codes = [added(services, each).code for each in (draft(), second, third)]

    found = services.enterprises.list_enterprises(wanted)

    assert [row.code for row in found] == [codes[number - 1] for number in numbers]


def test_the_form_is_helped_by_what_name_address_and_code_say(services: Services) -> None:
    typed = EnterpriseDraft(name="洛阳样例塑料机械厂", credit_code=code(1), address="偃师市大口镇样例村")

    suggested = services.enterprises.suggest(typed)

    assert suggested.town_code == "410307110"
    assert (suggested.industry, suggested.industry_is_guess) == (Industry.MACHINERY, True)


def test_notes_point_at_what_deserves_a_look(services: Services) -> None:
    odd = replace(
        draft(), credit_code="914403001922038216", address="偃师市李村镇样例村", industry_is_guess=True
    )

    notes = services.enterprises.notes(odd)

    assert [note[:5] for note in notes] == ["代码中的登", "地址写的是", "行业为推测"]


def test_an_export_reads_back_as_the_same_roster(services: Services, tmp_path: Path) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    added(services, replace(draft(), town_code=None, industry_is_guess=True, address="样例路"))
    rows = services.enterprises.list_enterprises()

    services.enterprises.export_enterprises(path=tmp_path / "名录.xlsx", rows=rows)
    report = services.enterprises.preview_import(path=tmp_path / "名录.xlsx")

    assert report.counts == {"read": 901, "added": 0, "updated": 0, "unchanged": 901, "refused": 0}


def test_the_day_of_the_last_change_is_known(services: Services) -> None:
    before = services.enterprises.last_changed_on()

    added(services, draft())

    assert before is None
    assert services.enterprises.last_changed_on() == services.workplace.clock.today()


def test_an_industry_other_than_its_code_says_needs_a_reason(services: Services) -> None:
    departing = replace(draft(), industry=Industry.LIGHT, industry_code="C3311")

    problems = services.enterprises.check(departing)

    assert problems == {"industry_reason": "行业代码 C3311 对应“机械”，改为“轻工”的，请填写行业调整理由。"}
    assert services.enterprises.check(replace(departing, industry_reason="主要从事家具生产")) == {}
    assert services.enterprises.check(replace(departing, industry=Industry.MACHINERY)) == {}


def test_the_office_s_own_lines_decide_what_a_code_maps_to(services: Services) -> None:
    with services.workplace.database.transaction() as session:
        session.add(
            IndustryCode(office_id=services.workplace.office_id, prefix="331", industry=Industry.LIGHT)
        )

    problems = services.enterprises.check(replace(draft(), industry=Industry.LIGHT, industry_code="C3311"))

    assert problems == {}
