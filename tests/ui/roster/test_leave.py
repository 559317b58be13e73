"""请假、公差、培训 of an officer, entered and taken back as a clerk does; what the form of an officer tells of a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.vocab import LeaveKind
from services.container import Services
from services.roster.officer_rows import LeaveDraft, SectionPeriod
from tests.models.rules.test_person import number_of
from tests.ui.roster.conftest import OFFICER
from ui.recorded_messages import RecordedMessages
from ui.roster.leave_dialog import LeaveDialog, LeaveForm
from ui.roster.officer_detail import section_words
from ui.roster.officer_form import OfficerForm
from ui.roster.officer_list import OfficerList
from ui.roster.year_of_leave import YearOfLeave

TODAY = date(2022, 5, 25)
OnDialog = Callable[[Callable[[QWidget], object]], None]


def shown(crew: OfficerList, name: str) -> int:
    key = next(row.key for row in crew.rows if row.name == name)
    crew.table.select_keys([key])
    return key


def test_a_leave_is_entered_in_a_dialog_and_keeps_the_officer_from_being_drawn(
    crew: OfficerList,
    services: Services,
    messages: RecordedMessages,
    click: Callable[[QWidget], None],
    on_dialog: OnDialog,
) -> None:
    key = shown(crew, "样例甲")
    problems: list[str] = []

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, LeaveDialog)
        dialog.confirm()
        problems.append(dialog.form.problem("starts_on"))
        dialog.form.kind.set_value(LeaveKind.ERRAND)
        dialog.form.starts_on.set_value(date(2022, 5, 20))
        dialog.form.ends_on.set_value(date(2022, 5, 30))
        dialog.confirm()

    on_dialog(fill)
    click(crew.leave_button)

    assert problems == ["请填写第一天。"]
    assert len(services.leaves.list_leaves(officer_key=key)) == 1
    assert dict(crew.detail.lines())["公差"] == "2022-05-20 至 2022-05-30，11 天"
    assert dict(crew.detail.lines())["原因"] == "2022年5月20日至30日公差"
    assert messages.last.text == "已登记：样例甲 2022-05-20 至 2022-05-30 公差"


def test_a_leave_is_taken_back_and_brought_back_from_the_toast(
    crew: OfficerList, services: Services, messages: RecordedMessages, click: Callable[[QWidget], None]
) -> None:
    key = shown(crew, "样例甲")
    draft = LeaveDraft(key, LeaveKind.TRAINING, TODAY, TODAY)
    crew.desk.operations.change(lambda: services.leaves.add_leave(draft=draft))

    click(next(made for made in crew.detail.findChildren(QPushButton) if made.text() == "撤销"))
    after_cancel = services.leaves.list_leaves(officer_key=key)
    messages.links[0].on_click()

    assert after_cancel == []
    assert len(services.leaves.list_leaves(officer_key=key)) == 1
    assert messages.last.text == "已恢复样例甲 2022-05-25 至 2022-05-25 的培训"


def test_the_year_shows_the_days_away_and_those_being_typed(qtbot: QtBot, services: Services) -> None:
    key = services.officers.add_officer(draft=OFFICER).key or 0
    services.leaves.add_leave(
        draft=LeaveDraft(key, LeaveKind.LEAVE, date(2021, 12, 30), date(2022, 1, 3), "样例：探亲")
    )
    dialog = LeaveDialog(None, "样例甲", LeaveForm(LeaveDraft(key)), services.leaves.list_leaves(), 2022)
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.year.grab().toImage()

    dialog.form.starts_on.set_value(date(2022, 1, 3))
    dialog.form.ends_on.set_value(date(2022, 1, 4))
    dialog.confirm()

    assert dialog.year.days_away == 3
    assert dialog.year.grab().toImage() != before
    assert "2021-12-30 至 2022-01-03 的请假重叠" in dialog.form.problem("starts_on")


def test_a_day_says_why_the_officer_is_away(qtbot: QtBot, services: Services) -> None:
    key = services.officers.add_officer(draft=OFFICER).key or 0
    services.leaves.add_leave(
        draft=LeaveDraft(key, LeaveKind.LEAVE, date(2022, 1, 1), date(2022, 1, 1), "探亲")
    )
    year = YearOfLeave(services.leaves.list_leaves(), 2022)
    qtbot.addWidget(year)
    first = year.rect().topLeft() + year.place_of(date(2022, 1, 1))

    assert year.words_at(first) == "2022-01-01 请假：探亲"
    assert year.words_at(year.place_of(date(2022, 3, 1))) == "2022-03-01"


def test_the_form_keeps_the_new_fields_and_tells_sex_and_age(qtbot: QtBot, services: Services) -> None:
    draft = replace(
        OFFICER,
        second_certificate_number="AJ-1",
        second_certificate_expires_on=date(2024, 1, 1),
        staff_number="0317",
        education="大学本科",
        id_number=number_of(date(1990, 5, 25), 2),
        towns=frozenset({"岳滩镇"}),
    )
    form = OfficerForm(services.office.list_sections(), services.office.list_towns(), draft, TODAY)
    qtbot.addWidget(form)
    words = form.person_words

    form.id_number.setText("123")

    assert words == "女，32 岁"
    assert form.person_words == "按身份证号算出"
    assert replace(form.draft(), id_number=draft.id_number) == draft


def test_the_sections_of_an_officer_are_told_in_order() -> None:
    periods = [
        SectionPeriod(date(2022, 1, 1), "政策法规科"),
        SectionPeriod(date(2022, 7, 4), "综合行政执法大队"),
        SectionPeriod(date(2022, 9, 1), ""),
    ]

    assert section_words(periods) == "政策法规科，2022-07-04 起 综合行政执法大队，2022-09-01 起 未定"
