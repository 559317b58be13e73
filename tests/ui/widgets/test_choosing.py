"""Search, choosers and the filter bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from ui.widgets.chooser import Chooser, YearChooser
from ui.widgets.filter_bar import FilterBar
from ui.widgets.multi_chooser import CheckListPopup, MultiChooser

TOWNS = [
    (str(number), name)
    for number, name in enumerate(
        ("岳滩镇", "顾县镇", "缑氏镇", "翟镇镇", "大口镇", "府店镇", "高龙镇", "山化镇")
    )
]


@pytest.fixture
def towns(qtbot: QtBot) -> MultiChooser:
    chooser = MultiChooser("镇街", TOWNS)
    qtbot.addWidget(chooser)
    chooser.show()
    return chooser


def popup_list(chooser: MultiChooser) -> tuple[CheckListPopup, QListWidget]:
    popup = chooser.findChild(CheckListPopup)
    assert popup is not None
    shown = popup.findChild(QListWidget)
    assert shown is not None
    return popup, shown


def test_nothing_ticked_means_no_condition(towns: MultiChooser) -> None:
    assert towns.values() == frozenset()
    assert towns.summary == "全部"
    assert towns.accepts("3")
    assert towns.accepts_any([])


def test_ticks_in_the_pop_up_are_the_condition(qtbot: QtBot, towns: MultiChooser) -> None:
    told: list[frozenset[object]] = []
    towns.changed.connect(lambda: told.append(towns.values()))

    towns.click()
    popup, shown = popup_list(towns)
    shown.item(0).setCheckState(Qt.CheckState.Checked)
    shown.item(2).setCheckState(Qt.CheckState.Checked)
    popup.close()

    assert told == [frozenset({"0"}), frozenset({"0", "2"})]
    assert towns.summary == "岳滩镇、缑氏镇"
    assert (towns.accepts("2"), towns.accepts("3")) == (True, False)
    assert towns.accepts_any(["3", "0"])


def test_a_click_on_a_line_ticks_it_and_a_second_one_unticks_it(qtbot: QtBot, towns: MultiChooser) -> None:
    towns.click()
    popup, shown = popup_list(towns)
    place = shown.visualItemRect(shown.item(1)).center()

    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    after_one = towns.values()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    popup.close()

    assert after_one == {"1"}
    assert towns.values() == frozenset()


def test_typing_in_the_pop_up_narrows_it_and_all_takes_what_is_left(
    qtbot: QtBot, towns: MultiChooser
) -> None:
    towns.click()
    popup, shown = popup_list(towns)
    typed = popup.findChild(QLineEdit)
    assert typed is not None

    typed.setText("店")
    next(one for one in popup.findChildren(QPushButton) if one.text() == "全选").click()
    popup.close()

    assert [shown.item(row).text() for row in range(shown.count()) if not shown.item(row).isHidden()] == [
        "府店镇"
    ]
    assert towns.values() == {"5"}


def test_a_value_no_longer_offered_is_no_longer_chosen(towns: MultiChooser) -> None:
    towns.set_values(["0", "1"])

    towns.set_options(TOWNS[1:])

    assert towns.values() == {"1"}


def test_the_bar_tells_what_is_typed_once_the_typing_pauses(qtbot: QtBot) -> None:
    bar = FilterBar("名称、代码")
    qtbot.addWidget(bar)

    with qtbot.waitSignal(bar.changed):
        bar.set_typed("机械")

    assert bar.typed == "机械"
    assert bar.is_set


def test_clear_drops_every_condition_and_tells_once(qtbot: QtBot) -> None:
    towns = MultiChooser("镇街", TOWNS)
    bar = FilterBar("名称、代码", [towns])
    qtbot.addWidget(bar)
    towns.set_values(["0"])
    with qtbot.waitSignal(bar.changed):
        bar.set_typed("机械")
    told: list[bool] = []
    bar.changed.connect(lambda: told.append(bar.is_set))

    bar.clear()

    assert told == [False]
    assert towns.values() == frozenset()


def test_the_bar_shows_its_counts(qtbot: QtBot) -> None:
    bar = FilterBar("名称")
    qtbot.addWidget(bar)

    bar.set_count("企业 <b>132</b> 户", "已选 <b>1</b>")

    assert bar.count_text == "企业 <b>132</b> 户 · 已选 <b>1</b>"


def test_a_chooser_keeps_its_value_when_the_offer_changes(qtbot: QtBot) -> None:
    chooser = Chooser[str]([("a", "甲"), ("b", "乙")], none_text="未选择")
    qtbot.addWidget(chooser)
    first = chooser.value()
    chooser.set_value("b")

    chooser.set_options([("c", "丙"), ("b", "乙")])
    kept = chooser.value()
    chooser.set_options([("c", "丙")])

    assert (first, kept, chooser.value()) == (None, "b", None)


def test_a_text_that_is_no_line_gives_way_to_the_line_chosen_before(qtbot: QtBot) -> None:
    chooser = Chooser[str](TOWNS, can_type=True)
    qtbot.addWidget(chooser)
    field = chooser.lineEdit()
    assert field is not None

    field.setText("府店镇")
    field.editingFinished.emit()
    typed = chooser.value()
    field.setText("没有的镇")
    field.editingFinished.emit()

    assert typed == "5"
    assert (chooser.value(), chooser.currentText()) == ("5", "府店镇")


def test_the_years_stand_with_the_latest_first(qtbot: QtBot) -> None:
    chooser = YearChooser([2021, 2023, 2022, 2022])
    qtbot.addWidget(chooser)

    assert [chooser.itemText(n) for n in range(chooser.count())] == ["2023 年度", "2022 年度", "2021 年度"]
