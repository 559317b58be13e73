"""检查对象 as a long list: sorted by the database, chosen by keys, filtered by rarer conditions and saved filters."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from models.errors import UserFacingError
from models.vocab import Industry, RiskClass, RosterGroup, RosterNoun, Scale
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter, EnterpriseOrder, Licence
from tests.services.roster.workbooks import code
from tests.ui.roster.conftest import FURNITURE, GONE, MACHINES, OUTSIDE, UNPLACED
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.enterprise_columns import ORDERS
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.paged_table import MOST_COPIED

Click = Callable[[QWidget], None]


def names(register: EnterpriseList) -> list[str]:
    return [row.name for row in register.table.rows]


def texts(menu: QMenu) -> list[str]:
    return [line.text() for line in menu.actions() if not line.isSeparator()]


def pick(menu: QMenu, text: str) -> None:
    next(line for line in menu.actions() if line.text() == text).trigger()


def test_every_column_has_an_order_of_the_database(register: EnterpriseList, services: Services) -> None:
    titles = [column.title for column in register.table.columns]

    found = {
        title: list(services.enterprises.find_enterprises(order=EnterpriseOrder(ORDERS[title])))
        for title in titles
    }

    assert all(sorted(keys) == [1, 2, 3, 4, 5] for keys in found.values())


@pytest.mark.parametrize(
    ("title", "descends", "expected"),
    [
        ("企业名称", False, [GONE, MACHINES, FURNITURE, UNPLACED, OUTSIDE]),
        ("企业名称", True, [OUTSIDE, UNPLACED, FURNITURE, MACHINES, GONE]),
        ("行业", True, [FURNITURE, GONE, OUTSIDE, UNPLACED, MACHINES]),
        ("标记", False, [FURNITURE, MACHINES, UNPLACED, OUTSIDE, GONE]),
        ("标记", True, [FURNITURE, GONE, OUTSIDE, UNPLACED, MACHINES]),
        ("注册地址", False, [FURNITURE, MACHINES, GONE, UNPLACED, OUTSIDE]),
    ],
)
def test_a_click_on_a_title_sorts_and_rows_without_a_value_stand_last(
    register: EnterpriseList, title: str, descends: bool, expected: list[EnterpriseDraft]
) -> None:
    register.table.sort_by(title, descends=descends)

    assert names(register) == [draft.name for draft in expected]


def test_the_order_survives_a_reload_and_comes_back_next_time(
    register: EnterpriseList, desk: Desk, services: Services
) -> None:
    register.table.sort_by("企业名称", descends=True)
    register.reload()

    again = EnterpriseList(desk, services)
    again.reload()

    assert names(register) == names(again)
    assert names(again)[0] == OUTSIDE.name


def test_a_search_by_initials_and_pinyin_finds_firms(register: EnterpriseList) -> None:
    found: dict[str, list[str]] = {}

    for typed in ("rjjx", "shunda", "lyjx jxc", "锐捷 zzz"):
        register.filter_bar.set_typed(typed)
        register.filter_bar.changed.emit()
        found[typed] = names(register)

    assert found == {
        "rjjx": [MACHINES.name],
        "shunda": [FURNITURE.name],
        "lyjx jxc": [UNPLACED.name, GONE.name],
        "锐捷 zzz": [],
    }


def test_a_further_condition_stands_on_a_second_line_while_it_is_set(
    register: EnterpriseList, services: Services
) -> None:
    bar = register.bar
    hidden_at_first = bar.further_line.isHidden()
    pick(bar.further_menu(), "名录类别")
    group = next(one.chooser for one in bar._conditions if one.title == "名录类别")
    group.set_values([str(RosterGroup.HAZARDS)])
    shown = (bar.further_line.isHidden(), names(register))

    bar.clear()

    assert hidden_at_first
    assert shown == (False, [FURNITURE.name])
    assert bar.further_line.isHidden()


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (EnterpriseFilter(groups=frozenset({RosterGroup.TRADES})), [1, 2, 3, 4, 5]),
        (EnterpriseFilter(groups=frozenset({RosterGroup.OTHER, RosterGroup.BLACKLIST})), [6]),
        (EnterpriseFilter(risk_classes=frozenset({RiskClass.C})), [6]),
        (EnterpriseFilter(scales=frozenset({Scale.SMALL})), [6]),
        (EnterpriseFilter(licence_kinds=frozenset({"样例许可"})), [6]),
        (EnterpriseFilter(tags=frozenset({"样例标签"})), [6]),
        (EnterpriseFilter(only_abnormal=True), [6]),
        (EnterpriseFilter(only_without_code=True), []),
        (EnterpriseFilter(is_outside=True), [4]),
        (EnterpriseFilter(towns=frozenset({None}), is_outside=True), [3, 4]),
        (EnterpriseFilter(keys=frozenset({2, 5, 99})), [2, 5]),
    ],
)
def test_each_condition_asks_its_own_question(
    enterprises: dict[str, int], services: Services, wanted: EnterpriseFilter, keys: list[int]
) -> None:
    special = replace(
        MACHINES,
        name="样例特殊厂",
        credit_code=code(9),
        industry=Industry.OTHER,
        is_focus=True,
        focus_reason="样例",
        is_abnormal=True,
        abnormal_basis="样例",
        risk_class=RiskClass.C,
        scale=Scale.SMALL,
        licences=(Licence("样例许可", "1"),),
        tags=frozenset({"样例标签"}),
    )
    services.enterprises.add_enterprise(draft=special)

    assert list(services.enterprises.find_enterprises(wanted)) == keys
    assert services.enterprises.count_enterprises(wanted) == len(keys)
    assert [row.key for row in services.enterprises.list_enterprises(wanted)] == keys


def test_all_of_a_list_can_be_selected_and_what_cannot_be_copied_at_once_is_said(
    register: EnterpriseList, messages: RecordedMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.table.selectAll()
    QGuiApplication.clipboard().setText("样例")
    monkeypatch.setattr("ui.roster.paged_table.MOST_COPIED", 3)

    register.table.copy()

    assert list(register.selected_keys) == [1, 2, 3, 4, 5]
    assert QGuiApplication.clipboard().text() == "样例"
    assert messages.last.text == "一次最多复制 3 户，更多的请用“导出”。"
    assert MOST_COPIED == 10_000


def test_a_filter_is_saved_applied_renamed_deleted_and_brought_back(
    register: EnterpriseList, messages: RecordedMessages, services: Services
) -> None:
    saved = register.saved_filters
    register.industry.set_values([str(Industry.LIGHT)])
    messages.answers.extend(["轻工企业", "轻工"])
    saved.save()
    register.filter_bar.clear()
    all_names = names(register)
    pick(saved.menu(), "轻工企业")
    applied = names(register)
    saved.rename(saved.filters[0])
    renamed = texts(saved.menu())
    saved.delete(saved.filters[0])
    deleted = texts(saved.menu())
    messages.links[-1].on_click()

    assert len(all_names) == 5
    assert applied == [FURNITURE.name]
    assert renamed[0] == "轻工"
    assert deleted == ["保存当前条件…"]
    assert [one.name for one in services.saved_filters.list_filters(RosterNoun.ENTERPRISE)] == ["轻工"]


def test_two_saved_filters_never_share_a_name(services: Services) -> None:
    service = services.saved_filters
    first = service.save_filter(noun=RosterNoun.ENTERPRISE, name="甲", conditions={"typed": "1"})
    service.save_filter(noun=RosterNoun.ENTERPRISE, name="乙", conditions={})
    service.save_filter(noun=RosterNoun.ENTERPRISE, name=" 甲 ", conditions={"typed": "2"})

    with pytest.raises(UserFacingError, match="已有名为“乙”"):
        service.rename_filter(key=first.key or 0, name="乙")
    with pytest.raises(UserFacingError, match="请填写"):
        service.save_filter(noun=RosterNoun.ENTERPRISE, name="  ", conditions={})

    listed = service.list_filters(RosterNoun.ENTERPRISE)
    assert [(one.name, dict(one.conditions)) for one in listed] == [("甲", {"typed": "2"}), ("乙", {})]
    assert service.list_filters(RosterNoun.OFFICER) == []
