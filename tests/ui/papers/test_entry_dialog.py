"""The dialog that asks what a paper says: one enterprise, several, what is missing, what is kept."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from models.vocab import PaperKind
from services.changes import Changes
from services.files.forms.entry import EntryField, EntryKind
from ui.papers.entry_dialog import DROP, KEEP, EntryDialog
from ui.papers.entry_sheet import Checked, EntryCase, EntrySheet
from ui.recorded_messages import RecordedMessages
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.growing_text import GrowingText

FIELDS = (
    EntryField("facts", "发现的隐患", EntryKind.LINES, is_required=True),
    EntryField("by", "承办人", longest=30),
    EntryField("due_on", "期限", EntryKind.DAY),
    EntryField("method", "送达方式", EntryKind.CHOICE, choices=("直接送达", "邮寄送达")),
    EntryField("office", "受移送机关", choices=("样例局",), longest=60),
)
TODAY = date(2022, 6, 8)

Open = Callable[..., EntryDialog]


def forget(dialog: EntryDialog) -> None:
    dialog.drafts.note_saved(dialog.drafts.changed)  # else closing it asks what becomes of what was typed


@pytest.fixture
def open_dialog(qtbot: QtBot, messages: RecordedMessages) -> Open:
    def open_it(*values: dict[str, str], fields: tuple[EntryField, ...] = FIELDS) -> EntryDialog:
        cases = tuple(EntryCase(key, f"样例{key}厂", fields, one) for key, one in enumerate(values, 1))
        dialog = EntryDialog(None, EntrySheet(PaperKind.DECISION, cases), TODAY, messages)
        qtbot.addWidget(dialog, before_close_func=forget)
        dialog.show()
        return dialog

    return open_it


def test_each_kind_of_field_gets_its_own_widget_and_shows_what_is_suggested(open_dialog: Open) -> None:
    dialog = open_dialog(
        {"facts": "一、\n二、", "due_on": "2022-06-30", "method": "邮寄送达", "office": "样例市局"}
    )
    form = dialog.form

    kinds = [type(form.field(one.key)) for one in FIELDS]

    assert kinds == [GrowingText, QLineEdit, DateField, Chooser, QComboBox]
    assert [form.text(one.key) for one in FIELDS] == ["一、\n二、", "", "2022-06-30", "邮寄送达", "样例市局"]


def test_a_complete_entry_is_accepted_with_its_day(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"})
    dialog.form.type_text("by", "样例甲")

    with qtbot.waitSignal(dialog.submitted):
        dialog.confirm_button.click()

    assert dialog.drafts.changed == {
        1: {"facts": "样例隐患", "by": "样例甲", "due_on": "", "method": "", "office": ""}
    }
    assert (dialog.keys, dialog.issued_on) == ([1], TODAY)


def test_what_is_missing_is_told_beside_its_field(open_dialog: Open) -> None:
    dialog = open_dialog({"due_on": "2022-6"})

    dialog.confirm_button.click()

    assert dialog.isVisible()
    assert dialog.form.problem("facts") == "请填写发现的隐患。"
    assert "不是日期" in dialog.form.problem("due_on")


def test_a_paper_is_not_issued_without_a_day(open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"})
    dialog.day.set_value(None)

    dialog.confirm_button.click()

    assert dialog.isVisible()
    assert "请填写发文日期" in dialog._dates.problem("day")


def test_what_is_written_for_all_leaves_alone_what_was_changed_for_one(open_dialog: Open) -> None:
    dialog = open_dialog({}, {}, {})
    dialog.turn_to(2)
    dialog.form.type_text("by", "样例乙")

    dialog.turn_to(0)
    dialog.form.type_text("by", "样例甲")
    dialog.turn_to(2)

    assert [dialog.drafts.values(key)["by"] for key in (1, 2, 3)] == ["样例甲", "样例乙", "样例甲"]
    assert dialog.form.text("by") == "样例乙"


def test_fields_that_differ_say_so_until_they_are_written_for_all(open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患一"}, {"facts": "样例隐患二"})
    field = dialog.form.field("facts")
    assert isinstance(field, GrowingText)

    before = (field.text(), field.placeholderText())
    dialog.form.type_text("facts", "样例隐患三")

    assert before == ("", "各户不同；在此填写，各户改为相同")
    assert [dialog.drafts.values(key)["facts"] for key in (1, 2)] == ["样例隐患三", "样例隐患三"]


def test_the_first_enterprise_that_is_not_complete_is_shown(open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"}, {}, {})

    dialog.confirm_button.click()

    assert dialog.shown_keys == [2]
    assert dialog.form.problem("facts") == "请填写发现的隐患。"
    assert dialog.cases.item(2).text() == "（未填完）样例2厂"
    assert dialog.cases.item(1).text() == "样例1厂"


def test_enterprises_whose_tick_is_taken_away_are_left_out(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"}, {}, {})
    for place in (2, 3):
        dialog.cases.item(place).setCheckState(Qt.CheckState.Unchecked)

    with qtbot.waitSignal(dialog.submitted):
        dialog.confirm_button.click()

    assert dialog.keys == [1]
    assert dialog.confirm_button.text() == "制发 1 份"


def test_what_the_inspection_itself_objects_to_is_told_beside_the_field(open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"})
    dialog.confirm_button.click()
    while_checked = dialog.confirm_button.toolTip()

    dialog.answer(
        Checked({}, {1: {"by": "承办人不是该户的检查人员。", "stage": "该户还没有检查结果。"}}, Changes())
    )

    assert while_checked == "正在核对…"
    assert dialog.isVisible()
    assert dialog.form.problem("by") == "承办人不是该户的检查人员。"
    assert dialog._note.text() == "该户还没有检查结果。"
    assert dialog.confirm_button.isEnabled()


def test_what_is_typed_while_it_is_checked_is_checked_too(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"})
    dialog.confirm_button.click()
    dialog.form.type_text("by", "样例甲")

    with qtbot.waitSignal(dialog.submitted):
        dialog.answer(Checked({}, {}, Changes()))

    assert dialog.isVisible()
    assert dialog.drafts.changed[1]["by"] == "样例甲"


def test_it_closes_when_nothing_is_objected_to(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog({"facts": "样例隐患"})
    dialog.confirm_button.click()

    with qtbot.waitSignal(dialog.accepted):
        dialog.answer(Checked({}, {}, Changes()))

    assert not dialog.drafts.is_changed


def test_an_enterprise_that_is_asked_more_shows_it_on_its_own_page(
    qtbot: QtBot, messages: RecordedMessages
) -> None:
    more = (*FIELDS, EntryField("item-3", "第3项复查意见", EntryKind.LINES))
    cases = (EntryCase(1, "样例1厂", FIELDS, {}), EntryCase(2, "样例2厂", more, {}))
    dialog = EntryDialog(None, EntrySheet(PaperKind.REVIEW, cases), TODAY, messages)
    qtbot.addWidget(dialog)

    asked = [len(dialog.form.entries)]
    dialog.turn_to(2)
    asked.append(len(dialog.form.entries))

    assert asked == [5, 6]


@pytest.mark.parametrize(("answer", "kept"), [(KEEP, [{1: "样例丙"}]), (DROP, [])])
def test_who_leaves_is_asked_what_becomes_of_what_was_typed(
    open_dialog: Open, messages: RecordedMessages, answer: str, kept: list[dict[int, str]]
) -> None:
    dialog = open_dialog({})
    left: list[dict[int, str]] = []
    dialog.draft_left.connect(lambda drafts: left.append({key: one["by"] for key, one in drafts.items()}))
    dialog.form.type_text("by", "样例丙")
    messages.answers.append(answer)

    dialog.cancel_button.click()

    assert left == kept
    assert not dialog.isVisible()


def test_who_would_rather_stay_loses_nothing(open_dialog: Open, messages: RecordedMessages) -> None:
    dialog = open_dialog({})
    dialog.form.type_text("by", "样例丙")
    messages.answers.append(None)

    dialog.cancel_button.click()

    assert dialog.isVisible()
    assert dialog.form.text("by") == "样例丙"


def test_who_typed_nothing_is_asked_nothing(open_dialog: Open, messages: RecordedMessages) -> None:
    dialog = open_dialog({"facts": "样例隐患"})

    dialog.cancel_button.click()

    assert messages.said == []


def test_a_paper_that_asks_nothing_says_so(open_dialog: Open) -> None:
    dialog = open_dialog({}, fields=())

    assert dialog._hint.text() == "这种文书没有要填写的内容，由检查记录直接生成。"
    assert dialog.form.isHidden()
