"""The task in use, read first: whom it is about in words, what that means in numbers, how it is drawn."""

from services.plan.rows import TaskRow
from ui.plan.wording import METHOD_TEXTS, batches_text, count_sentence, officers_text, quota_warnings
from ui.widgets.detail_pane import DetailPane


def show_task(pane: DetailPane, task: TaskRow) -> None:
    """Fill the detail pane."""
    draft = task.draft
    pane.begin(draft.name)
    pane.add("检查对象", draft.target)
    pane.add("抽取条件", task.scope_text)
    pane.add(
        "户数",
        count_sentence(task.count, draft),
        tone="" if task.count.base + task.count.compulsory else "warn",
    )
    for warning in quota_warnings(task.count, draft):
        pane.add("注意", warning, tone="warn")
    pane.add("抽查比例", task.ratio_text)
    pane.add("抽查时间", f"{draft.starts_on.isoformat()} 至 {draft.ends_on.isoformat()}")
    if task.drawn:
        pane.add("进度", f"已抽 {task.drawn:,} 户，已检 {task.done:,} 户")
    pane.add_section("抽取方式")
    pane.add("抽查类型", METHOD_TEXTS[draft.method])
    pane.add("批次", batches_text(draft))
    pane.add("派员", officers_text(draft))
    pane.add("参加科室", "、".join(task.officer_section_names) or "全部科室")
    pane.add("承办科室", task.section_name)
    if draft.ratio_reason:
        pane.add("低于下限", draft.ratio_reason)
    pane.add_section(f"检查内容 {len(task.item_titles)} 项")
    for place, title in enumerate(task.item_titles, 1):
        pane.add_note(f"{place}. {title}")
    _show_the_rest(pane, task)
    pane.end()


def _show_the_rest(pane: DetailPane, task: TaskRow) -> None:
    draft = task.draft
    pane.add_section("汇总表与平台")
    pane.add("抽查事项", draft.subject)
    pane.add("部门", draft.department)
    pane.add("检查方式", draft.category.label)
    pane.add("检查方法", draft.inspection_method)
    pane.add("计划编号", draft.platform_plan_number)
    pane.add("任务编号", draft.platform_task_number)
    pane.add("备注", draft.remark)
