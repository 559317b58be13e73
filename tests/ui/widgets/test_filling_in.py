"""Dates, forms, dialogs."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateField, read_date
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.text_dialog import TextDialog


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-05-25", date(2026, 5, 25)),
        ("20260525", date(2026, 5, 25)),
        ("2026.5.7", date(2026, 5, 7)),
        ("2026/5/25", date(2026, 5, 25)),
        (" 2026年5月25日 ", date(2026, 5, 25)),
        ("2026-02-30", None),
        ("25-5-2026", None),
        ("明天", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_clerks_write_it(typed: str, day: date | None) -> None:
    assert read_date(typed) == day


def test_a_date_is_written_the_office_way_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    told: list[date | None] = []
    field.changed.connect(lambda: told.append(field.value()))

    qtbot.keyClicks(field, "20260525")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "2026-05-25"
    assert told == [date(2026, 5, 25)]


def test_a_text_that_is_no_date_stays_to_be_corrected(qtbot: QtBot) -> None:
    field = DateField(date(2026, 5, 25))
    qtbot.addWidget(field)

    field.setText("2026-02-30")

    assert (field.value(), field.is_valid) == (None, False)
    assert field.text() == "2026-02-30"


def test_a_date_may_be_empty(qtbot: QtBot) -> None:
    field = DateField(date(2026, 5, 25))
    qtbot.addWidget(field)

    field.set_value(None)

    assert (field.value(), field.is_valid, field.text()) == (None, True, "")


def test_the_calendar_gives_its_day_to_the_field(qtbot: QtBot) -> None:
    field = DateField(date(2026, 5, 25))
    qtbot.addWidget(field)
    field.show()
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None

    calendar.clicked.emit(calendar.selectedDate().addDays(3))

    assert field.value() == date(2026, 5, 28)


def test_each_problem_stands_beside_its_field_and_the_first_gets_the_focus(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    fields = {key: QLineEdit() for key in ("name", "code", "address")}
    form.add("name", "名称", fields["name"], is_required=True)
    form.add("code", "代码", fields["code"])
    form.add("address", "地址", fields["address"], hint="按营业执照填写")
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)

    form.show_problems({"code": "代码应为 18 位。", "address": "请填写地址。"})

    assert (form.problem("name"), form.problem("code")) == ("", "代码应为 18 位。")
    assert fields["code"].hasFocus()
    assert fields["code"].property("problem") is True


def test_problems_that_are_mended_go_away(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    field = QLineEdit()
    form.add("name", "名称", field)
    form.show_problems({"name": "请填写名称。"})

    form.show_problems({})

    assert form.problem("name") == ""
    assert field.property("problem") is False


def test_enter_goes_to_the_next_field_and_ctrl_enter_confirms(qtbot: QtBot) -> None:
    form = Form()
    first, second = QLineEdit(), QLineEdit()
    form.add("a", "名称", first)
    form.add("b", "代码", second)
    dialog = WorkDialog(None, "新增检查对象", form)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    is_open = dialog.isVisible()
    qtbot.keyClick(second, Qt.Key.Key_Return)
    focused_last = QApplication.focusWidget()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert focused is second
    assert focused_last is dialog.confirm_button
    assert is_open


def test_enter_confirms_a_dialog_with_a_single_field(qtbot: QtBot) -> None:
    dialog = TextDialog(None, "操作人", "请填写您的姓名", initial="样例甲")
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.findChild(QLineEdit)
    assert field is not None

    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    assert dialog.text() == "样例甲"


def test_escape_leaves_a_dialog(qtbot: QtBot) -> None:
    dialog = WorkDialog(None, "新增检查对象", QWidget())
    qtbot.addWidget(dialog)
    dialog.show()

    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_a_dialog_never_asks_for_more_than_the_screen_has(qtbot: QtBot) -> None:
    dialog = WorkDialog(None, "导入", QWidget(), size=(4000, 4000))
    qtbot.addWidget(dialog)

    room = dialog.screen().availableSize()

    assert dialog.sizeHint().width() < room.width()
    assert dialog.sizeHint().height() < room.height()
