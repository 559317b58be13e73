"""The plan tab, clicked as a clerk clicks it: from the empty year to the locked plan and its 汇总表."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.vocab import Industry, PlanStatus
from services.container import Services
from services.plan.rows import TaskDraft
from tests.services.files.pdf_reading import page_texts
from tests.ui.papers.previews import shown_preview
from tests.ui.plan.conftest import write_task
from ui.desk import Desk
from ui.operations import Operations
from ui.plan.tab import PlanTab
from ui.recorded_messages import RecordedMessages
from ui.settings_store import SettingsStore

Click = Callable[[QPushButton], None]
OnDialog = Callable[[Callable[..., object]], None]


def test_a_year_without_a_plan_offers_to_make_one(tab: PlanTab, messages: RecordedMessages) -> None:
    sentence = tab.empty.text

    tab.empty.click()

    assert "2022 年度还没有抽查计划" in sentence
    assert tab.header.texts == (
        "2022年度市场监管领域“双随机、一公开”监管抽查计划汇总表",
        "编制中",
        "文号未填写",
    )
    assert messages.texts("toast") == ["已建立 2022 年度抽查计划"]


def test_the_two_tasks_of_the_annex_are_written_and_counted(
    qtbot: QtBot, annex: tuple[TaskDraft, TaskDraft], tab: PlanTab, click: Click
) -> None:
    tab.empty.click()

    click(tab.add_button)
    write_task(tab.editor.form, annex[0])
    qtbot.waitUntil(lambda: "15% 应抽 4 户" in tab.editor.count_text)
    click(tab.editor.save_button)
    click(tab.add_button)
    write_task(tab.editor.form, annex[1])
    qtbot.waitUntil(lambda: "6% 应抽 52 户" in tab.editor.count_text)
    click(tab.editor.save_button)

    assert [row.draft.name for row in tab.table.rows] == [annex[0].name, annex[1].name]
    assert [row.count.inspections for row in tab.table.rows] == [5, 53]
    assert tab.totals.text() == "任务 2 项 · 预计检查 58 户次"
    assert tab.detail.title == annex[1].name
    assert ("抽取条件", "行业：建材、机械、轻工、纺织；排除标记：金属冶炼、液氨制冷") in tab.detail.lines()


def test_a_new_task_starts_like_the_last_one(
    planned: tuple[int, int], annex: tuple[TaskDraft, TaskDraft], tab: PlanTab, click: Click
) -> None:
    click(tab.add_button)
    draft = tab.editor.form.draft()

    assert (draft.subject, draft.name, draft.ratio) == (annex[1].subject, "", "")
    assert (draft.batches, draft.items) == (annex[1].batches, annex[1].items)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_saved(
    services: Services, tab: PlanTab, click: Click
) -> None:
    tab.empty.click()
    click(tab.add_button)
    form = tab.editor.form
    form.conditions["industries"].set_values([Industry.MACHINERY])
    form.ratio.setText("4%")

    click(tab.editor.save_button)

    plan = services.plans.get_plan(2022)
    assert plan is not None and plan.tasks == ()
    assert form.fields.problem("name") == "请填写抽查任务名称。"
    assert form.fields.problem("target") == "请填写检查对象。"
    assert "低于 5%" in form.fields.problem("ratio_reason")


def test_a_task_is_changed_on_the_spot(
    services: Services, planned: tuple[int, int], tab: PlanTab, click: Click, messages: RecordedMessages
) -> None:
    tab.table.select_keys([planned[1]])

    click(tab.edit_button)
    tab.editor.form.ratio.setText("8%")
    click(tab.editor.save_button)

    assert services.plans.get_task(planned[1]).draft.ratio == "8"
    assert not tab.editor.is_open
    assert tab.table.current_row() == services.plans.get_task(planned[1])
    assert messages.last.text == "已保存任务：机械、轻工、纺织、建材等工贸行业随机抽查"


def test_ctrl_enter_saves_and_esc_leaves(
    qtbot: QtBot, services: Services, planned: tuple[int, int], tab: PlanTab, click: Click
) -> None:
    tab.activateWindow()
    tab.edit_task()
    tab.editor.form.texts["remark"].setText("首批")

    qtbot.keyClick(tab.editor.form.texts["remark"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved = services.plans.get_task(planned[0]).draft.remark
    tab.edit_task()
    qtbot.keyClick(tab.editor.form.texts["remark"], Qt.Key.Key_Escape)

    assert saved == "首批"
    assert not tab.editor.is_open


def test_unsaved_work_is_given_up_only_when_the_clerk_says_so(
    planned: tuple[int, int], tab: PlanTab, click: Click, messages: RecordedMessages
) -> None:
    tab.edit_task()
    tab.editor.form.ratio.setText("20%")

    messages.answers.extend([False, True])
    click(tab.editor.cancel_button)
    was_kept = tab.editor.is_open
    click(tab.editor.cancel_button)

    assert was_kept
    assert not tab.editor.is_open
    assert messages.texts("confirm") == ["放弃尚未保存的内容？"] * 2


def test_a_change_elsewhere_leaves_the_task_being_written_alone(
    services: Services, planned: tuple[int, int], tab: PlanTab, desk: Desk
) -> None:
    tab.edit_task()
    tab.editor.form.ratio.setText("20%")

    desk.operations.change(lambda: services.plans.remove_task(task_key=planned[1]))
    tab.table.select_keys([planned[0]])

    assert len(tab.table.rows) == 1
    assert tab.editor.form.ratio.text() == "20%"


def test_while_a_task_is_written_the_other_buttons_say_why_they_wait(
    planned: tuple[int, int], tab: PlanTab
) -> None:
    tab.edit_task()

    assert not tab.add_button.isEnabled()
    assert tab.add_button.toolTip() == "正在编辑任务，请先保存或取消。"
    assert tab.approve_button.toolTip() == "正在编辑任务，请先保存或取消。"


def test_a_task_is_deleted_only_after_the_question(
    services: Services, planned: tuple[int, int], tab: PlanTab, click: Click, messages: RecordedMessages
) -> None:
    messages.answers.extend([False, True])

    click(tab.remove_button)
    after_no = len(tab.table.rows)
    click(tab.remove_button)

    assert after_no == 2
    assert [row.key for row in tab.table.rows] == [planned[1]]
    assert messages.texts("confirm") == ["删除任务 1？"] * 2


def test_number_and_titles_of_the_plan_are_changed(
    services: Services, planned: tuple[int, int], tab: PlanTab, click: Click, on_dialog: OnDialog
) -> None:
    def fill(dialog: object) -> None:
        dialog.document_number.setText("偃应急〔2022〕17号")
        dialog.confirm_button.click()

    on_dialog(fill)
    click(tab.header.texts_button)

    assert tab.header.texts[2] == "偃应急〔2022〕17号"


def test_an_approval_needs_a_name_and_a_day_that_has_come(
    planned: tuple[int, int], tab: PlanTab, click: Click, on_dialog: OnDialog
) -> None:
    problems: list[str] = []

    def fill(dialog: object) -> None:
        dialog.approved_on.set_value(date(2022, 5, 26))
        dialog.confirm_button.click()
        problems.extend(dialog.form.problem(key) for key in ("approved_by", "approved_on"))
        dialog.cancel_button.click()

    on_dialog(fill)
    click(tab.approve_button)

    assert problems == ["请填写审批人姓名。", "审批日期不能晚于今天。"]
    assert tab.header.texts[1] == "编制中"


def test_a_plan_is_approved_then_locked_and_then_fixed(
    services: Services,
    planned: tuple[int, int],
    tab: PlanTab,
    click: Click,
    on_dialog: OnDialog,
    messages: RecordedMessages,
) -> None:
    def fill(dialog: object) -> None:
        dialog.approved_by.setText("样例局长")
        dialog.confirm_button.click()

    on_dialog(fill)
    click(tab.approve_button)
    approved = tab.header.texts[1:]
    messages.answers.append(True)
    click(tab.lock_button)

    assert approved == ("已审批", "文号未填写 · 样例局长 2022-05-25 审批")
    plan = services.plans.get_plan(2022)
    assert plan is not None and plan.status is PlanStatus.LOCKED
    assert tab.header.texts[1] == "已锁定"
    assert not tab.edit_button.isEnabled()
    assert tab.edit_button.toolTip() == "计划已锁定，不能再改动。"


def test_the_numbers_of_the_platform_are_entered_after_the_lock(
    services: Services,
    planned: tuple[int, int],
    tab: PlanTab,
    click: Click,
    on_dialog: OnDialog,
    messages: RecordedMessages,
) -> None:
    (plan,) = [found for found in [services.plans.get_plan(2022)] if found is not None]
    services.plans.approve(plan_key=plan.key, approved_by="样例局长", approved_on=date(2022, 5, 26))
    services.plans.lock(plan_key=plan.key)
    tab.reload()

    def fill(dialog: object) -> None:
        dialog.plan_number.setText("4103072022001")
        dialog.task_number.setText("41030720220610001")
        dialog.confirm_button.click()

    on_dialog(fill)
    click(tab.platform_button)

    draft = services.plans.get_task(planned[0]).draft
    assert (draft.platform_plan_number, draft.platform_task_number) == ("4103072022001", "41030720220610001")
    assert messages.last.text == "已保存任务 1 的平台编号"


def test_the_summary_of_a_locked_plan_is_shown_in_the_preview_to_be_printed(
    services: Services, planned: tuple[int, int], tab: PlanTab, click: Click
) -> None:
    plan = tab.plan
    assert plan is not None
    services.plans.approve(plan_key=plan.key, approved_by="样例局长", approved_on=date(2022, 5, 25))
    services.plans.lock(plan_key=plan.key)
    tab.reload()

    click(tab.print_button)

    preview = shown_preview()
    assert preview.note.text() == "A4 横向 · 共 1 页"
    assert "监管抽查计划汇总表" in page_texts(preview.pages.content)[0]
    preview.reject()


def test_an_approved_plan_goes_back_with_a_reason(
    services: Services, planned: tuple[int, int], tab: PlanTab, click: Click, messages: RecordedMessages
) -> None:
    plan = tab.plan
    assert plan is not None
    services.plans.approve(plan_key=plan.key, approved_by="样例局长", approved_on=date(2022, 5, 25))
    tab.reload()

    messages.answers.append("比例有误")
    click(tab.withdraw_button)

    assert tab.header.texts[1] == "编制中"
    assert tab.add_button.isEnabled()


def test_the_summary_is_written_where_the_clerk_wants_it(
    tmp_path: Path, planned: tuple[int, int], tab: PlanTab, messages: RecordedMessages
) -> None:
    target = tmp_path / "汇总表.xlsx"

    messages.answers.append(target)
    tab.header.export_action("汇总表（Excel）…").trigger()

    sheet = load_workbook(target).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]] == [
        2,
        "区应急管理局",
        "金属冶炼等工矿商贸单位安全生产的随机抽查",
        "机械、轻工、纺织、建材等工贸行业随机抽查",
        "机械、轻工、纺织、建材等工贸企业",
        "一般事项检查",
        0.06,
        "2022年5月—12月",
    ]
    assert messages.last.text == "已导出汇总表：汇总表.xlsx"
    assert [link.text for link in messages.links] == ["打开文件", "打开文件夹"]


def test_the_summary_is_written_as_a_pdf_too(
    tmp_path: Path, planned: tuple[int, int], tab: PlanTab, messages: RecordedMessages
) -> None:
    target = tmp_path / "汇总表.pdf"

    messages.answers.append(target)
    tab.header.export_action("汇总表（PDF）…").trigger()

    assert target.read_bytes().startswith(b"%PDF")


def test_an_exported_plan_reads_back_in(
    tmp_path: Path,
    services: Services,
    planned: tuple[int, int],
    annex: tuple[TaskDraft, TaskDraft],
    tab: PlanTab,
    click: Click,
    on_dialog: OnDialog,
    messages: RecordedMessages,
) -> None:
    sheet = tmp_path / "计划.xlsx"
    messages.answers.extend([sheet, True, sheet])
    tab.header.export_action("抽查计划（可再导入）…").trigger()
    click(tab.remove_button)
    on_dialog(lambda dialog: dialog.confirm_button.click())

    click(tab.header.import_button)

    # the second task is still in the plan, so only the first comes back
    assert [row.draft.name for row in tab.table.rows] == [annex[1].name, annex[0].name]
    assert tab.table.rows[1].draft.scope == annex[0].scope
    assert messages.last.text == "已导入 1 项任务"


def test_an_import_that_is_left_writes_nothing(
    tmp_path: Path,
    planned: tuple[int, int],
    tab: PlanTab,
    click: Click,
    on_dialog: OnDialog,
    messages: RecordedMessages,
) -> None:
    sheet = tmp_path / "计划.xlsx"
    messages.answers.extend([sheet, sheet])
    tab.header.export_action("抽查计划（可再导入）…").trigger()
    seen: list[object] = []

    def look(dialog: object) -> None:
        seen.extend((row.row, row.message) for row in dialog.refused.rows)
        seen.append(dialog.confirm_button.isEnabled())
        dialog.reject()

    on_dialog(look)
    click(tab.header.import_button)

    assert seen == [(2, "计划中已有同名任务，不重复导入。"), (3, "计划中已有同名任务，不重复导入。"), False]
    assert len(tab.table.rows) == 2


def test_a_file_that_is_no_plan_gets_its_sentence(
    tmp_path: Path, planned: tuple[int, int], tab: PlanTab, click: Click, messages: RecordedMessages
) -> None:
    text = tmp_path / "通讯录.csv"
    text.write_text("姓名,电话\n样例甲,1\n", encoding="utf-8")

    messages.answers.append(text)
    click(tab.header.import_button)

    assert messages.last.kind == "error"
    assert "通讯录.csv" in messages.last.text


def test_another_year_shows_its_own_plan(planned: tuple[int, int], tab: PlanTab, desk: Desk) -> None:
    desk.set_year(2023)

    assert "2023 年度还没有抽查计划" in tab.empty.text
    assert tab.empty.isVisible()


def test_with_the_database_thread_a_saved_task_is_the_one_in_use(
    qtbot: QtBot,
    services: Services,
    planned: tuple[int, int],
    operations: Operations,
    messages: RecordedMessages,
    settings: SettingsStore,
) -> None:
    desk = Desk(operations=operations, messages=messages, settings=settings)
    desk.set_year(2022)
    tab = PlanTab(desk, services)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: len(tab.table.rows) == 2)
    tab.table.select_keys([planned[1]])

    tab.edit_task()
    tab.editor.form.ratio.setText("7%")
    tab.editor.save()
    qtbot.waitUntil(lambda: tab.table.rows[1].draft.ratio == "7" and not operations.is_busy)

    current = tab.table.current_row()
    assert current is not None and current.key == planned[1]
    assert not tab.editor.is_open


@pytest.mark.parametrize("size", [(1334, 640), (1061, 486)])
def test_every_button_stays_within_the_tab(
    planned: tuple[int, int], tab: PlanTab, size: tuple[int, int]
) -> None:
    tab.resize(*size)
    tab.edit_task()

    outside = [
        button.text()
        for button in tab.findChildren(QPushButton)
        if button.isVisible()
        and not tab.editor.form.isAncestorOf(button)  # the form scrolls
        and not tab.rect().contains(button.rect().translated(button.mapTo(tab, button.rect().topLeft())))
    ]
    assert tab.size().width() == size[0]
    assert outside == []
