"""Details, steps, segments, splitters."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.settings_store import SettingsStore
from ui.widgets.buttons import SegmentBar, button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import ChipLabel
from ui.widgets.splitter import RememberedSplitter
from ui.widgets.step_bar import StepBar


def test_the_detail_pane_shows_one_row_after_another(qtbot: QtBot) -> None:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.begin("甲厂")
    pane.add("代码", "91A")
    pane.end()

    pane.begin("乙厂")
    pane.add("代码", "91B")
    pane.add("地址", "")
    pane.add_section("一企一档")
    pane.add_widget("状态", ChipLabel("存续", "ok"))
    pane.add_note("本年已检查 2 次", tone="bad")
    pane.end()

    assert pane.title == "乙厂"
    assert pane.lines() == [("代码", "91B"), ("地址", "—"), ("状态", "存续")]


def test_the_detail_pane_says_what_to_do_when_no_row_is_in_use(qtbot: QtBot) -> None:
    pane = DetailPane()
    qtbot.addWidget(pane)
    pane.begin("甲厂")
    pane.end()

    pane.show_nothing()

    assert pane.is_empty


def test_the_present_step_is_told_to_screen_readers(qtbot: QtBot) -> None:
    bar = StepBar(("封存", "种子", "抽取", "确认"))
    qtbot.addWidget(bar)

    bar.set_current(2)
    in_the_middle = bar.accessibleName()
    bar.set_current(4)
    bar.grab()

    assert in_the_middle == "步骤 3 / 4：抽取"
    assert bar.accessibleName() == "步骤 4 / 4：全部完成"


def test_one_list_of_a_tab_is_shown_at_a_time(qtbot: QtBot) -> None:
    bar = SegmentBar(("检查对象", "执法检查人员"))
    qtbot.addWidget(bar)
    told: list[int] = []
    bar.changed.connect(told.append)

    bar.set_count(0, 2345)
    bar.set_current(1)

    assert told == [1]
    assert bar.current == 1


def test_a_button_that_may_work_again_has_its_hint_back(qtbot: QtBot) -> None:
    made = button("导入…", hint="从表格导入")
    qtbot.addWidget(made)

    made.set_reason("正在导入")
    reason = made.toolTip()
    made.set_reason(None)

    assert reason == "正在导入"
    assert (made.isEnabled(), made.toolTip()) == (True, "从表格导入")


def test_the_dividing_line_comes_back_where_it_was_left(qtbot: QtBot, settings: SettingsStore) -> None:
    first = RememberedSplitter(QWidget(), QWidget(), name="roster", settings=settings)
    qtbot.addWidget(first)
    first.resize(1000, 400)
    first.show()
    usual = first.sizes()
    first.setSizes([500, 488])
    first.splitterMoved.emit(500, 1)

    again = RememberedSplitter(QWidget(), QWidget(), name="roster", settings=settings)
    qtbot.addWidget(again)
    again.resize(1000, 400)
    again.show()

    assert usual == [708, 280]
    assert again.sizes() == [500, 488]
