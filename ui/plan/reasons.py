"""Why a button of the plan tab cannot work now: a sentence by the button's name, None when it can."""

from models.vocab import PlanStatus
from services.plan.rows import PlanRow, TaskRow

_EDITING = "正在编辑任务，请先保存或取消。"
_EMPTY = "计划中还没有抽查任务，请先新增或导入任务。"
_NO_TASK = "请先在列表中选中一项任务。"
_FIXED = {
    PlanStatus.APPROVED: "计划已审批，不能再改动；确需改动，请先退回编制。",
    PlanStatus.LOCKED: "计划已锁定，不能再改动。",
}


def find_reasons(plan: PlanRow, task: TaskRow | None, *, is_editing: bool) -> dict[str, str | None]:
    """Return the reason for each button: add, texts, import, edit, remove, platform, approve, lock, withdraw, export."""
    status = plan.status
    editing = _EDITING if is_editing else None
    fixed = _FIXED.get(status)
    empty = None if plan.tasks else _EMPTY
    chosen = None if task is not None else _NO_TASK
    return {
        "add": fixed or editing,
        "texts": fixed or editing,
        "import": fixed or editing,
        "edit": fixed or chosen,
        "remove": fixed or chosen,
        "platform": chosen or editing,
        "approve": editing or empty if status is PlanStatus.DRAFT else f"计划{status.label}，不必再次审批。",
        "lock": _lock_reason(status),
        "withdraw": _withdraw_reason(status),
        "export": empty,
    }


def _lock_reason(status: PlanStatus) -> str | None:
    if status is PlanStatus.DRAFT:
        return "计划尚未审批：先审批，再锁定。"
    return "计划已经锁定。" if status is PlanStatus.LOCKED else None


def _withdraw_reason(status: PlanStatus) -> str | None:
    if status is PlanStatus.DRAFT:
        return "计划正在编制，不必退回。"
    return "计划已锁定，不能退回编制。" if status is PlanStatus.LOCKED else None
