"""变更记录: what a person reads of a record's changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from models.errors import UserFacingError
from models.tables.roster import RosterChange, RosterImport
from models.vocab import Hazard, Industry, ItemCategory, RosterNoun
from services.clock import SimulatedClock
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft, Licence
from services.roster.item_rows import ItemDraft
from services.roster.officer_rows import OfficerDraft
from tests.models.rules.test_person import number_of
from tests.services.roster.workbooks import code

DRAFT = EnterpriseDraft(name="洛阳样例机械有限公司", credit_code=code(1), town_code="410307104")


@pytest.fixture
def key(services: Services) -> int:
    return services.enterprises.add_enterprise(draft=DRAFT).key or 0


def update(services: Services, key: int, *, why: str = "", **changes: object) -> None:
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key, row_version=row.row_version, draft=replace(row.draft, **changes), why=why
    )


def told(services: Services, key: int) -> list[tuple[str, str, str]]:
    changes = services.history.list_changes(RosterNoun.ENTERPRISE, key)
    return [(change.field, change.old, change.new) for change in changes]


def test_each_field_is_told_in_words_the_newest_first_and_the_coming_last(
    services: Services, key: int, clock: SimulatedClock
) -> None:
    clock.move_to(clock.now() + timedelta(days=1))
    update(services, key, phone="0379-60000001")
    clock.move_to(clock.now() + timedelta(days=1))
    update(services, key, town_code="410307106", industry=Industry.LIGHT)

    lines = told(services, key)

    assert sorted(lines[:2]) == [("行业", "其他", "轻工"), ("镇街", "岳滩镇", "缑氏镇")]
    assert lines[2:] == [
        ("联系电话", "空白", "0379-60000001"),
        ("新增", "", "洛阳样例机械有限公司"),
    ]


def test_a_change_says_who_made_it_when_and_why(services: Services, key: int, clock: SimulatedClock) -> None:
    clock.move_to(clock.now() + timedelta(days=1))
    services.workplace.operator = "样例乙"

    update(services, key, why="企业来函更正", contact="样例甲某")

    change = services.history.list_changes(RosterNoun.ENTERPRISE, key)[0]
    assert (change.at, change.who, change.reason) == (clock.now(), "样例乙", "企业来函更正")


def test_sets_licences_and_yes_or_no_are_told_in_words(services: Services, key: int) -> None:
    update(
        services,
        key,
        hazards=frozenset({Hazard.DUST_EXPLOSION, Hazard.CONFINED_SPACE}),
        licences=(Licence("危化品经营", "豫001"),),
        is_dishonest=True,
        dishonest_basis="样例决定",
    )

    lines = {field: (old, new) for field, old, new in told(services, key)}

    assert lines["许可证"] == ("空白", "危化品经营（豫001）")
    assert lines["严重失信"] == ("否", "是")
    assert set(lines["重点标记"][1].split("、")) == {Hazard.DUST_EXPLOSION.label, Hazard.CONFINED_SPACE.label}


def test_the_line_of_the_coming_names_the_record_as_it_was_then(services: Services, key: int) -> None:
    update(services, key, name="洛阳样例改制机械有限公司")
    update(services, key, name="洛阳样例再改机械有限公司")

    assert told(services, key)[-1] == ("新增", "", "洛阳样例机械有限公司")


def test_leaving_the_roster_and_coming_back_are_told_with_the_reason(services: Services, key: int) -> None:
    services.enterprises.retire_enterprise(key=key, reason="注销")
    services.enterprises.restore_enterprise(key=key)

    changes = services.history.list_changes(RosterNoun.ENTERPRISE, key)

    told = [(change.field, change.old, change.new, change.why) for change in changes[:2]]
    assert told == [("名录", "已退出", "在册", ""), ("名录", "在册", "已退出", "注销")]


def test_a_change_by_an_import_names_its_file(services: Services, key: int) -> None:
    workplace = services.workplace
    with workplace.database.transaction() as session:
        brought = workplace.add(
            session,
            RosterImport(
                noun=RosterNoun.ENTERPRISE,
                at=workplace.clock.now(),
                who="样例",
                file_name="年报.xlsx",
                counts={},
            ),
        )
        session.flush()
        session.execute(
            insert(RosterChange).values(
                office_id=workplace.office_id,
                noun=RosterNoun.ENTERPRISE,
                record_id=key,
                field="employees",
                old="null",
                new="120",
                at=workplace.clock.now(),
                who="样例",
                why="",
                import_id=brought.id,
            )
        )

    change = services.history.list_changes(RosterNoun.ENTERPRISE, key)[0]

    assert (change.field, change.old, change.new) == ("从业人数", "空白", "120")
    assert change.reason == "导入“年报.xlsx”"


def test_a_value_of_an_older_program_is_shown_as_it_stands(services: Services, key: int) -> None:
    workplace = services.workplace
    with workplace.database.transaction() as session:
        session.add(
            RosterChange(
                office_id=workplace.office_id,
                noun=RosterNoun.ENTERPRISE,
                record_id=key,
                field="industry",
                old='"textiles-of-old"',
                new='"machinery"',
                at=workplace.clock.now(),
                who="样例",
            )
        )

    assert told(services, key)[0][:2] == ("行业", "textiles-of-old")


def test_an_item_is_followed_through_its_editions(services: Services, clock: SimulatedClock) -> None:
    draft = ItemDraft(title="样例事项", content="样例内容")
    first = services.items.add_item(draft=draft).key or 0
    clock.move_to(clock.now() + timedelta(days=40))
    stored = services.items.get_item(first).draft
    changed = replace(stored, category=ItemCategory.KEY, effective_from=None)
    second = services.items.update_item(key=first, draft=changed).key or 0

    changes = services.history.list_changes(RosterNoun.ITEM, second)

    assert changes == services.history.list_changes(RosterNoun.ITEM, first)
    lines = {change.field: (change.old, change.new) for change in changes}
    assert lines["事项类别"] == (ItemCategory.GENERAL.label, ItemCategory.KEY.label)
    assert (changes[-1].field, changes[-1].new) == ("新增", "样例事项")


def test_an_officer_has_a_history_and_an_unknown_record_is_refused_in_words(services: Services) -> None:
    officer = services.officers.add_officer(draft=OfficerDraft(name="样例甲")).key or 0

    (coming,) = services.history.list_changes(RosterNoun.OFFICER, officer)

    assert (coming.field, coming.new, coming.who) == ("新增", "样例甲", "样例操作人")
    with pytest.raises(UserFacingError, match="该执法检查人员已不在名录中"):
        services.history.list_changes(RosterNoun.OFFICER, 999)


def test_an_identity_number_is_never_told_only_that_it_was_filled_in(services: Services) -> None:
    officer = OfficerDraft(name="样例甲", certificate_number="16030220001")
    key = services.officers.add_officer(draft=officer).key or 0
    row = services.officers.get_officer(key)
    number = number_of(date(1990, 5, 25), 1)

    services.officers.update_officer(
        key=key, row_version=row.row_version, draft=replace(row.draft, id_number=number), why="补充"
    )

    change = services.history.list_changes(RosterNoun.OFFICER, key)[0]
    assert (change.field, change.old, change.new, change.why) == ("身份证号", "空白", "已填写", "补充")
