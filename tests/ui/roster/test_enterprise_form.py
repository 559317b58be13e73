"""The form of a 检查对象: every field comes out as it went in, and what is asked only in some case is shown only then."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    RiskClass,
    Scale,
    Standardization,
)
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseWords, Licence
from tests.services.roster.workbooks import code
from tests.ui.roster.conftest import MACHINES
from ui.roster.enterprise_form import EnterpriseForm
from ui.roster.enterprise_list import EnterpriseList

DAY = date(2022, 3, 1)
FULL = EnterpriseDraft(
    name="洛阳样例锐捷机械有限公司",
    former_names="洛阳样例旧机械厂",
    credit_code=code(1),
    registration_number="410381000001234",
    former_codes="410381000009999",
    is_case_only=True,
    kind=EntityKind.INDIVIDUAL,
    established_on=DAY,
    status=EnterpriseStatus.SUSPENDED,
    status_on=DAY,
    status_source="现场走访",
    registrar="样例市场监管局",
    address="洛阳市偃师区岳滩镇样例路1号",
    work_address="洛阳市偃师区岳滩镇样例路2号",
    town_code="410307104",
    industry=Industry.LIGHT,
    industry_code="C3311",
    industry_is_guess=True,
    industry_reason="主要从事家具生产",
    business_scope="家具生产",
    legal_representative="样例甲某",
    contact="样例乙某",
    phone="0379-60000001",
    employees=36,
    scale=Scale.SMALL,
    standardization=Standardization.THIRD,
    risk_class=RiskClass.C,
    risk_on=DAY,
    risk_source="省平台",
    is_dishonest=True,
    dishonest_basis="样例决定1",
    dishonest_from=DAY,
    dishonest_until=date(2025, 3, 1),
    is_blacklisted=True,
    blacklist_basis="样例决定2",
    blacklist_from=DAY,
    blacklist_until=date(2022, 4, 1),
    is_abnormal=True,
    abnormal_basis="未公示年报",
    abnormal_from=DAY,
    abnormal_until=date(2025, 3, 1),
    is_focus=True,
    focus_reason="上级交办",
    hazards=frozenset({Hazard.DUST_EXPLOSION, Hazard.MAJOR_HAZARD}),
    licences=(Licence("排污许可证", "样例2号", DAY), Licence("食品生产许可证", "样例1号")),
    tags=frozenset({"园区", "夜间生产"}),
    remark="样例备注",
)


@pytest.fixture
def make(qtbot: QtBot, services: Services) -> Callable[[EnterpriseDraft], EnterpriseForm]:
    def made(draft: EnterpriseDraft) -> EnterpriseForm:
        words = EnterpriseWords(("食品生产许可证",), ("园区", "外贸"))
        form = EnterpriseForm(services.office.list_towns(), draft, words)
        qtbot.addWidget(form)
        form.show()
        return form

    return made


Make = Callable[[EnterpriseDraft], EnterpriseForm]


def test_every_field_of_a_draft_has_its_place_and_comes_out_as_it_went_in(make: Make) -> None:
    untouched = [one.name for one in fields(FULL) if getattr(FULL, one.name) == one.default]

    form = make(FULL)

    assert untouched == []
    assert form.draft() == FULL
    assert all(form.field(one.name) is not None for one in fields(FULL))


def test_a_new_record_asks_for_no_more_than_it_needs(make: Make) -> None:
    form = make(EnterpriseDraft())
    hidden = {one.name for one in fields(FULL) if form.field(one.name).isHidden()}

    form.dishonest.setChecked(True)
    form.status.set_value(EnterpriseStatus.CANCELLED)
    form.fold_button.click()
    still_hidden = {one.name for one in fields(FULL) if form.field(one.name).isHidden()}

    assert {
        "dishonest_basis",
        "blacklist_from",
        "status_on",
        "focus_reason",
        "former_names",
        "scale",
    } <= hidden
    assert not {"dishonest_basis", "dishonest_from", "status_on", "former_names", "scale"} & still_hidden
    assert "blacklist_basis" in still_hidden


def test_single_case_objects_are_offered_only_while_there_is_no_code(make: Make) -> None:
    form = make(EnterpriseDraft())
    was_offered = not form.case_only.isHidden()

    form.code.setText(code(1))

    assert was_offered
    assert form.case_only.isHidden()


def test_a_problem_in_a_folded_field_unfolds_it(make: Make) -> None:
    form = make(EnterpriseDraft())

    form.show_problems({"employees": "从业人数应为整数，例如 36。", "industry_reason": "请填写理由。"})

    assert not form.employees.isHidden()
    assert not form.field("industry_reason").isHidden()


def test_licences_are_added_and_removed(qtbot: QtBot, make: Make) -> None:
    form = make(replace(FULL, licences=(Licence("排污许可证", "样例2号", DAY),)))

    form.licences.add_button.click()
    entry = form.licences.entries[1]
    entry.number.setText("样例3号")
    without_kind = form.own_problems()["licences"]
    entry.kind.setEditText("食品生产许可证")
    entry.date.setText("2025-01-01")
    form.licences.entries[0].remove_button.click()

    assert without_kind == "请填写许可证类别，或移除这一项。"
    assert form.draft().licences == (Licence("食品生产许可证", "样例3号", date(2025, 1, 1)),)


def test_one_licence_written_twice_is_a_problem(make: Make) -> None:
    form = make(replace(FULL, licences=(Licence("排污许可证", "样例2号", DAY),)))

    form.licences.add_button.click()
    form.licences.entries[1].kind.setEditText("排污许可证")
    form.licences.entries[1].number.setText("样例2号")

    assert "填了两次" in form.own_problems()["licences"]


def test_tags_are_taken_by_enter_and_go_by_their_cross(qtbot: QtBot, make: Make) -> None:
    form = make(replace(FULL, tags=frozenset({"园区"})))
    form.guard_keys()

    qtbot.keyClicks(form.tags.line, "A1")
    qtbot.keyClick(form.tags.line, Qt.Key.Key_Return)
    with_both = form.draft().tags
    form.tags.chips[[chip.text() for chip in form.tags.chips].index("园区  ×")].click()

    assert with_both == {"园区", "A1"}
    assert form.draft().tags == {"A1"}


def test_a_tag_still_in_the_line_is_not_lost(make: Make) -> None:
    form = make(FULL)

    form.tags.line.setText("新标签")

    assert form.draft().tags == FULL.tags | {"新标签"}


def test_the_detail_shows_groups_lists_in_force_and_expired_licences(
    register: EnterpriseList,
    services: Services,
    enterprises: dict[str, int],
    click: Callable[[QWidget], None],
) -> None:
    key = enterprises[MACHINES.name]
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key,
        row_version=row.row_version,
        draft=replace(
            FULL,
            registration_number="",
            is_case_only=False,
            status=EnterpriseStatus.ACTIVE,
            kind=EntityKind.ENTERPRISE,
        ),
    )
    register.reload()
    register.table.select_keys([key])

    lines = dict(register.detail.lines())

    assert lines["抽取"] == "严重失信主体，必查，不占抽查名额"
    assert lines["严重失信"] == "样例决定1（2022-03-01 至 2025-03-01）"
    assert lines["黑名单"] == "样例决定2（2022-03-01 至 2022-04-01）（现不在列）"
    assert lines["信用风险"] == "C 较高（2022-03-01，省平台）"
    assert lines["许可证"] == "排污许可证 样例2号，已于 2022-03-01 过期"
    assert lines["曾用名"] == "洛阳样例旧机械厂"
    assert lines["企业规模"] == "小型"
