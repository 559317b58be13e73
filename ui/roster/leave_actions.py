"""What the buttons of an officer's leave do: enter days, take them back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.roster.officer_rows import LeaveDraft, LeaveRow, OfficerRow
from ui.desk import Desk
from ui.roster.leave_dialog import LeaveDialog
from ui.widgets.toast import Link


def add_leave(desk: Desk, services: Services, parent: QWidget, row: OfficerRow) -> None:
    """Ask on which days an officer is away, and store them; the leaves already entered are read first."""
    desk.operations.query(
        partial(services.leaves.list_leaves, officer_key=row.key),
        partial(_ask, desk, services, parent, row),
    )


def _ask(
    desk: Desk, services: Services, parent: QWidget, row: OfficerRow, leaves: Sequence[LeaveRow]
) -> None:
    draft = LeaveDialog.ask(parent, row.name, LeaveDraft(row.key), leaves, desk.year)
    if draft is not None:
        words = f"{row.name} {draft.starts_on} 至 {draft.ends_on} {draft.kind.label}"
        desk.operations.change(
            partial(services.leaves.add_leave, draft=draft),
            lambda _: desk.messages.toast(f"已登记：{words}"),
        )


def cancel_leave(desk: Desk, services: Services, leave: LeaveRow) -> None:
    """Take a leave back; the toast can bring it back."""
    words = f"{leave.officer_name} {leave.starts_on} 至 {leave.ends_on} 的{leave.kind.label}"

    def restore() -> None:
        desk.operations.change(
            partial(services.leaves.restore_leave, key=leave.key),
            lambda _: desk.messages.toast(f"已恢复{words}"),
        )

    desk.operations.change(
        partial(services.leaves.cancel_leave, key=leave.key),
        lambda _: desk.messages.toast(f"已撤销{words}", Link("恢复", restore)),
    )
