"""What each button of the plan tab does: ask what has to be asked, then let the database thread work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.rules.class_ratios import parse_shares
from models.rules.ratios import percent_text
from models.rules.scope import Scope
from services.changes import Changes
from services.container import Services
from services.files.plan_summary import render_plan_summary_pdf
from services.files.writing import safe_file_name
from services.plan.exchange import export_plan_sheet, export_summary, office_words, summary_view
from services.plan.rows import PlanRow, ScopeCount, TaskDraft, TaskRow
from ui.desk import Desk
from ui.papers.preview import show_pdf
from ui.plan.import_dialog import TaskImportDialog
from ui.plan.importing import ImportedTasks, TaskPreview, preview_tasks, write_tasks
from ui.plan.plan_dialogs import ApprovalDialog, PlanTextsDialog, PlatformNumbersDialog
from ui.plan.task_form import FormChoices
from ui.plan.wording import plan_in_numbers
from ui.widgets.toast import Link

_SHEETS = "表格 (*.xlsx *.xls *.et *.csv);;所有文件 (*)"
_USUAL_SUBJECT = "金属冶炼等工矿商贸单位安全生产的随机抽查"


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the tab shows of one year."""

    year: int
    plan: PlanRow | None
    choices: FormChoices


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says to a draft being written; the count only when it was asked for."""

    draft: TaskDraft
    problems: dict[str, str]
    count: ScopeCount | None


def load_page(services: Services, year: int) -> PlanPage:
    """Read the plan and what its form offers."""
    words = services.enterprises.list_words()
    settings = services.office.get_settings()
    shares = parse_shares(settings.class_ratios) or {}
    choices = FormChoices(
        towns=tuple(services.office.list_towns()),
        sections=tuple(services.office.list_sections()),
        items=tuple(services.items.list_items()),
        department=settings.plan_department,
        licences=words.licence_kinds,
        tags=words.tags,
        class_ratios={str(risk): percent_text(share) for risk, share in shares.items()},
    )
    return PlanPage(year, services.plans.get_plan(year), choices)


def answer_draft(services: Services, year: int, draft: TaskDraft, is_counted: bool) -> Answer:
    """Check a draft and count it."""
    count = (
        services.plans.count_scope(scope=draft.scope, ratio=draft.ratio, class_ratios=draft.class_ratios)
        if is_counted
        else None
    )
    return Answer(draft, services.plans.check(year=year, draft=draft), count)


def new_draft(page: PlanPage, today: date) -> TaskDraft:
    """Return what a new task starts with: the last task's way of working, or what is usual."""
    assert page.plan is not None
    items = frozenset(item.key for item in page.choices.items)
    if page.plan.tasks:
        last = page.plan.tasks[-1].draft
        return replace(
            last,
            name="",
            target="",
            scope=Scope(),
            ratio="",
            ratio_reason="",
            items=last.items & items or items,
            platform_task_number="",
            remark="",
        )
    starts_on = today.replace(day=1) if today.year == page.year else date(page.year, 1, 1)
    return TaskDraft(
        subject=_USUAL_SUBJECT,
        name="",
        target="",
        scope=Scope(),
        ratio="",
        starts_on=starts_on,
        ends_on=date(page.year, 12, 31),
        items=items,
    )


def add_plan(desk: Desk, services: Services, on_done: Callable[[Changes], object]) -> None:
    """Open the plan of the desk's year."""
    desk.operations.change(partial(services.plans.add_plan, year=desk.year), on_done)


def save_task(
    desk: Desk,
    services: Services,
    *,
    plan_key: int,
    task_key: int | None,
    draft: TaskDraft,
    on_done: Callable[[Changes], object],
) -> None:
    """Add a task to the plan, or change the one of ``task_key``."""
    if task_key is None:
        work = partial(services.plans.add_task, plan_key=plan_key, draft=draft)
    else:
        work = partial(services.plans.update_task, task_key=task_key, draft=draft)
    desk.operations.change(work, on_done)


def remove_task(desk: Desk, services: Services, task: TaskRow) -> None:
    """Ask, then take a task out of the plan."""
    agrees = desk.messages.confirm(
        f"删除任务 {task.number}？",
        detail=f"{task.draft.name}\n删除后不能恢复，其后各项任务的序号前移。",
        yes="删除任务",
        is_dangerous=True,
    )
    if agrees:
        desk.operations.change(
            partial(services.plans.remove_task, task_key=task.key),
            lambda _: desk.messages.toast(f"已删除任务：{task.draft.name}"),
        )


def edit_platform_numbers(desk: Desk, services: Services, task: TaskRow, parent: QWidget) -> None:
    """Ask for the platform's numbers of a task and store them, whatever the state of the plan."""
    numbers = PlatformNumbersDialog.ask(parent, task)
    if numbers is not None:
        work = partial(
            services.plans.set_platform_numbers,
            task_key=task.key,
            plan_number=numbers[0],
            task_number=numbers[1],
        )
        desk.operations.change(work, lambda _: desk.messages.toast(f"已保存任务 {task.number} 的平台编号"))


def edit_texts(desk: Desk, services: Services, plan: PlanRow, parent: QWidget) -> None:
    """Ask for number and titles and store them."""
    texts = PlanTextsDialog.ask(parent, plan)
    if texts is not None:
        desk.operations.change(
            partial(
                services.plans.update_plan,
                plan_key=plan.key,
                title=texts.title,
                document_title=texts.document_title,
                document_number=texts.document_number,
            )
        )


def approve(desk: Desk, services: Services, plan: PlanRow, parent: QWidget) -> None:
    """Ask who approved it and when, and record it."""
    approval = ApprovalDialog.ask(
        parent,
        plan,
        numbers=plan_in_numbers(plan),
        approver=desk.settings.choice("approver", ""),
        today=services.workplace.clock.today(),
    )
    if approval is None:
        return
    desk.settings.set_choice("approver", approval.approved_by)
    desk.operations.change(
        partial(
            services.plans.approve,
            plan_key=plan.key,
            approved_by=approval.approved_by,
            approved_on=approval.approved_on,
        ),
        lambda _: desk.messages.toast(
            f"{plan.year} 年度抽查计划已审批，锁定后即可抽取",
            Link("锁定计划", partial(lock, desk, services, plan)),
        ),
    )


def lock(desk: Desk, services: Services, plan: PlanRow) -> None:
    """Say what locking means, ask, and lock."""
    agrees = desk.messages.confirm(
        f"锁定 {plan.year} 年度抽查计划？",
        detail=f"{plan_in_numbers(plan)}。锁定后任务不能再增加、修改或删除，也不能退回编制；随后可在“随机抽取”中封存名单、公开抽取。",
        yes=f"锁定计划（{len(plan.tasks)} 项任务）",
        is_dangerous=True,
    )
    if agrees:
        desk.operations.change(
            partial(services.plans.lock, plan_key=plan.key),
            lambda _: desk.messages.toast(f"{plan.year} 年度抽查计划已锁定，可以到“随机抽取”封存名单"),
        )


def withdraw(desk: Desk, services: Services, plan: PlanRow) -> None:
    """Ask for the reason and take the plan back into work."""
    reason = desk.messages.ask_text(
        "退回编制",
        "请写明退回编制的理由（记入操作日志）。退回后须重新审批。",
        is_long=True,
        check=lambda text: None if text else "请写明退回编制的理由。",
        confirm="退回编制",
    )
    if reason is not None:
        desk.operations.change(
            partial(services.plans.withdraw_approval, plan_key=plan.key, reason=reason),
            lambda _: desk.messages.toast(f"{plan.year} 年度抽查计划已退回编制"),
        )


def print_plan_summary(desk: Desk, services: Services, plan: PlanRow) -> None:
    """Show the 汇总表 in the preview, to be printed."""

    def render() -> bytes:
        return render_plan_summary_pdf(summary_view(plan, services.office.get_settings()))

    desk.operations.query(render, partial(show_pdf, desk, plan.title), label="正在生成汇总表")


def export_plan_summary(desk: Desk, services: Services, plan: PlanRow, suffix: str) -> None:
    """Ask where, and write the 汇总表 as ``.xlsx`` or ``.pdf``."""
    kind = "PDF 文件 (*.pdf)" if suffix == ".pdf" else "Excel 工作簿 (*.xlsx)"
    path = desk.messages.ask_save_file(
        "导出汇总表", safe_file_name(plan.title) + suffix, kind, purpose="export-plan"
    )
    if path is None:
        return

    def write() -> Path:
        export_summary(summary_view(plan, services.office.get_settings()), path)
        return path

    desk.operations.query(
        write,
        lambda done: desk.messages.toast_file(f"已导出汇总表：{done.name}", done),
        label="正在导出汇总表",
    )


def export_tasks(desk: Desk, services: Services, plan: PlanRow) -> None:
    """Ask where, and write the plan as a sheet that reads back in."""
    name = safe_file_name(f"{plan.year}年度抽查计划（可再导入）") + ".xlsx"
    path = desk.messages.ask_save_file("导出抽查计划", name, "Excel 工作簿 (*.xlsx)", purpose="export-plan")
    if path is None:
        return

    def write() -> Path:
        words = office_words(services)
        used = frozenset().union(*(task.draft.items for task in plan.tasks))
        editions = services.items.list_items(with_ended=True)
        items = {
            row.draft.number: row.key for row in editions if row.key in used and row.draft.number is not None
        }
        export_plan_sheet(plan, replace(words, items={**words.items, **items}), path)
        return path

    desk.operations.query(
        write,
        lambda done: desk.messages.toast_file(f"已导出抽查计划：{done.name}", done),
        label="正在导出抽查计划",
    )


def import_sheet(desk: Desk, services: Services, page: PlanPage, parent: QWidget) -> None:
    """Ask for a sheet, show what it holds, and write its tasks when the clerk agrees."""
    path = desk.messages.ask_open_file("导入抽查任务", _SHEETS, purpose="import-plan")
    if path is None or page.plan is None:
        return

    def confirm(preview: TaskPreview) -> None:
        if TaskImportDialog.agrees(parent, preview, desk.settings):
            desk.operations.change(partial(write_tasks, services, preview), say, label="正在导入抽查任务")

    def say(done: ImportedTasks) -> None:
        desk.messages.toast(f"已导入 {done.added} 项任务")
        if done.refused:
            lines = [f"{problem.column}：{problem.message}" for problem in done.refused]
            desk.messages.error("未导入的任务：" + "；".join(lines))

    desk.operations.query(
        partial(preview_tasks, services, page.plan, page.choices, path), confirm, label="正在读取抽查任务"
    )
