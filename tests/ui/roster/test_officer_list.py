"""执法检查人员, clicked as a clerk does: who can be drawn and why not, certificates that end, 回避."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.vocab import Industry
from services.container import Services
from services.roster.officer_rows import OfficerRow, RecusalDraft
from tests.ui.roster.conftest import FURNITURE, MACHINES, OFFICER
from ui.recorded_messages import RecordedMessages
from ui.roster.officer_columns import drawable_words, expiry_tone, expiry_words
from ui.roster.officer_form import OfficerForm
from ui.roster.officer_list import OfficerList
from ui.roster.recusal_dialog import RecusalDialog, RecusalForm
from ui.roster.tab import RosterTab

TODAY = date(2022, 5, 25)
Click = Callable[[QWidget], None]
OnDialog = Callable[[Callable[[QWidget], object]], None]


def row_of(crew: OfficerList, name: str) -> OfficerRow:
    return next(row for row in crew.rows if row.name == name)


def show(crew: OfficerList, name: str) -> None:
    crew.table.select_keys([row_of(crew, name).key])


def names(crew: OfficerList) -> list[str]:
    return [row.name for row in crew.table.rows]


def link_of(crew: OfficerList, text: str) -> QPushButton:
    return next(made for made in crew.detail.findChildren(QPushButton) if made.text() == text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("样例甲", "可抽取"),
        ("样例乙", "不可抽取：执法证2022年5月1日到期，不能覆盖检查期限"),
        ("样例丁", "不可抽取：人员状态为请假，不是在岗"),
        ("样例戊", "不可抽取：辅助人员，不是正式工作人员"),
    ],
)
def test_the_list_says_in_words_why_an_officer_cannot_be_drawn(
    crew: OfficerList, name: str, words: str
) -> None:
    assert drawable_words(row_of(crew, name)) == words


def test_the_detail_gives_the_reason_a_line_of_its_own(crew: OfficerList) -> None:
    show(crew, "样例丁")

    assert dict(crew.detail.lines())["原因"] == "人员状态为请假，不是在岗"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-24, "2022-05-01 已过期", "bad"),
        (0, "2022-05-25 剩 0 天", "bad"),
        (30, "2022-06-24 剩 30 天", "bad"),
        (31, "2022-06-25 剩 31 天", "warn"),
        (60, "2022-07-24 剩 60 天", "warn"),
        (61, "2022-07-25", None),
    ],
)
def test_a_certificate_that_ends_is_said_in_words_and_colour(
    crew: OfficerList, days: int, words: str, tone: str | None
) -> None:
    expires_on = date.fromordinal(date(2022, 5, 25).toordinal() + days)
    officer = row_of(crew, "样例甲")

    row = replace(
        officer,
        draft=replace(officer.draft, certificate_expires_on=expires_on),
        days_to_expiry=days,
    )

    assert (expiry_words(row), expiry_tone(row)) == (words, tone)


def test_a_missing_day_is_said_too(crew: OfficerList) -> None:
    officer = row_of(crew, "样例甲")

    row = replace(officer, draft=replace(officer.draft, certificate_expires_on=None), days_to_expiry=None)

    assert (expiry_words(row), expiry_tone(row)) == ("未填写", "warn")


def test_each_count_opens_the_officers_it_counts(crew: OfficerList) -> None:
    counted = crew.filter_bar.count_text

    crew.filter_bar.count_clicked.emit("expiry")
    ending = names(crew)
    crew.filter_bar.count_clicked.emit("all")
    crew.filter_bar.count_clicked.emit("drawable")
    drawable = names(crew)

    assert "人员 <b>5</b> 人" in counted
    assert "可抽取 2" in counted
    assert "证件待办 2" in counted
    assert ending == ["样例乙", "样例丙"]
    assert drawable == ["样例甲", "样例丙"]


def test_a_new_officer_is_told_while_typing_why_he_could_not_be_drawn(
    qtbot: QtBot, crew: OfficerList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    click(crew.add_button)
    form = crew.editor.form
    assert isinstance(form, OfficerForm)
    with qtbot.waitSignal(crew.editor.asked):
        form.name.setText("样例己")
    notes = crew.editor.notes
    form.certificate.setText("16030700001")

    click(crew.editor.save_button)
    problem = form.problem("certificate_number")
    form.certificate.setText("16030700006")
    form.expires_on.set_value(date(2025, 12, 31))
    click(crew.editor.save_button)

    assert notes == ["按现在填写的内容不可抽取：没有填写执法证号。"]
    assert problem == "该执法证号在名录中已属于“样例甲”，请核对。"
    assert messages.last.text == "已新增执法检查人员：样例己"
    assert [row.obstacle for row in services.officers.list_officers(text="样例己")] == [None]


def test_the_form_gives_back_the_draft_that_it_shows(qtbot: QtBot, services: Services) -> None:
    draft = replace(
        OFFICER,
        is_expert=True,
        industries=frozenset({Industry.MACHINERY, Industry.LIGHT}),
        section_name="",
        phone="0379-1",
    )
    form = OfficerForm(services.office.list_sections(), services.office.list_towns(), draft, TODAY)
    qtbot.addWidget(form)

    assert form.draft() == draft


def test_a_recusal_is_entered_by_typing_part_of_a_name_and_shown_on_both_sides(
    crew: OfficerList,
    enterprises: dict[str, int],
    services: Services,
    messages: RecordedMessages,
    click: Click,
    on_dialog: OnDialog,
) -> None:
    show(crew, "样例甲")
    offered: list[int] = []

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, RecusalDialog)
        completer = dialog.form.enterprise.completer()
        completer.setCompletionPrefix(FURNITURE.credit_code[-6:])
        offered.append(completer.completionCount())
        dialog.form.enterprise.lineEdit().setText(completer.currentCompletion())
        dialog.form.enterprise.lineEdit().editingFinished.emit()
        dialog.form.reason.setText("近亲属任职")
        dialog.form.basis.setText("本人申报")
        dialog.form.starts_on.set_value(date(2022, 1, 1))
        dialog.confirm()
        dialog.close()

    on_dialog(fill)
    click(crew.recusal_button)

    (recusal,) = services.officers.list_recusals()
    lines = dict(crew.detail.lines())
    assert offered == [1]
    assert recusal.draft == RecusalDraft(
        officer_key=row_of(crew, "样例甲").key,
        enterprise_key=enterprises[FURNITURE.name],
        reason="近亲属任职",
        basis="本人申报",
        starts_on=date(2022, 1, 1),
    )
    assert lines["检查对象"] == FURNITURE.name
    assert lines["原因"] == "近亲属任职，依据：本人申报（2022-01-01 起）"
    assert messages.last.text == "已登记样例甲的回避，抽取时不会派往该检查对象"


def test_a_recusal_without_enterprise_or_reason_is_held_back_with_both_problems(
    qtbot: QtBot, crew: OfficerList, services: Services
) -> None:
    form = RecusalForm(
        services.enterprises.list_enterprises(), RecusalDraft(officer_key=1, enterprise_key=0, reason="")
    )
    dialog = RecusalDialog(None, "样例甲", form, services.officers.check_recusal)
    qtbot.addWidget(dialog)

    dialog.confirm()

    assert form.problem("enterprise_key").startswith("请选择检查对象")
    assert form.problem("reason") == "请填写回避的原因。"
    assert dialog.result() == 0


def test_a_recusal_ends_on_a_day_and_stays_on_record(
    crew: OfficerList,
    enterprises: dict[str, int],
    services: Services,
    messages: RecordedMessages,
    click: Click,
) -> None:
    officer = row_of(crew, "样例甲").key
    draft = RecusalDraft(officer, enterprises[MACHINES.name], "曾在该企业任职")
    crew.desk.operations.change(lambda: services.officers.add_recusal(draft=draft))
    show(crew, "样例甲")
    messages.answers.append("2022-05-24")

    click(link_of(crew, "结束回避…"))

    (recusal,) = services.officers.list_recusals(with_ended=True)
    assert (recusal.draft.ends_on, recusal.is_in_force) == (date(2022, 5, 24), False)
    assert dict(crew.detail.lines())["原因"] == "曾在该企业任职（至 2022-05-24，已结束）"
    assert services.officers.list_recusals() == []


def test_an_officer_leaves_with_a_reason(
    crew: OfficerList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    show(crew, "样例乙")
    messages.answers.append("退休")

    click(crew.retire_button)

    assert names(crew) == ["样例甲", "样例丙", "样例丁", "样例戊"]
    assert messages.last.text == "“样例乙”已退出名录"


def test_the_export_reads_back_unchanged(
    crew: OfficerList,
    tab: RosterTab,
    services: Services,
    messages: RecordedMessages,
    target: Path,
    click: Click,
) -> None:
    messages.answers.append(target)

    click(tab.export_button)

    report = services.officers.preview_import(path=target)
    assert (report.read, report.unchanged, report.refused) == (5, 5, ())
