"""What the links of the year's ledger do: enter an inspection that no draw led to, take one back with the reason."""

from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.visit_rows import LedgerRow, OtherVisitDraft
from ui.desk import Desk
from ui.roster.visit_dialog import VisitDialog


def add_visit(desk: Desk, services: Services, parent: QWidget, row: EnterpriseRow) -> None:
    """Ask for an inspection of this enterprise and store it."""
    today = services.workplace.clock.today()
    draft = VisitDialog.ask(parent, row.name, OtherVisitDraft(row.key), today)
    if draft is not None:
        desk.operations.change(
            partial(services.other_visits.add_visit, draft=draft),
            lambda _: desk.messages.toast(f"已登记“{row.name}”{draft.visited_on} 的{draft.kind.label}"),
        )


def cancel_visit(desk: Desk, services: Services, line: LedgerRow) -> None:
    """Ask why, and take a visit back."""
    if line.other_key is None:
        return
    reason = desk.messages.ask_text(
        "撤销检查登记",
        f"请写明撤销 {line.on} 的{line.kind}的理由。撤销后不计入频次，登记仍然保留。",
        is_long=True,
        check=lambda text: None if text else "请写明撤销的理由。",
        confirm="撤销登记",
    )
    if reason is not None:
        desk.operations.change(
            partial(services.other_visits.cancel_visit, key=line.other_key, reason=reason),
            lambda _: desk.messages.toast(f"已撤销 {line.on} 的{line.kind}"),
        )
