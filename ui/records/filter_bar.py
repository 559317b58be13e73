"""The line above the list: search, task, stage, officer, town, 期限; and counts that open what they count."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from models.vocab import RecordStage
from services.records.rows import RecordRow
from ui.theme import roles
from ui.widgets.chooser import Chooser
from ui.widgets.filter_bar import FilterBar
from ui.widgets.multi_chooser import MultiChooser

OVERDUE, TODAY, WEEK = "overdue", "today", "week"
_WEEK = timedelta(days=7)
_AFTER_SEARCH = 5  # the place in the line behind the four choosers


class RecordFilterBar(FilterBar):
    """Conditions on record rows; ``only_selected`` asks the tab to narrow the list to the selection."""

    only_selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.task = MultiChooser("任务", width=116)
        self.stage = MultiChooser("状态", [(stage, stage.label) for stage in RecordStage], width=108)
        self.officer = MultiChooser("人员", width=108)
        self.town = MultiChooser("镇街", width=108)
        self.due: Chooser[str] = Chooser(
            [(OVERDUE, "只看逾期"), (TODAY, "今日到期"), (WEEK, "7 日内到期")], none_text="期限：全部"
        )
        self._keys: frozenset[int] = frozenset()
        choosers = (self.task, self.stage, self.officer, self.town)
        super().__init__("企业、人员、文号", choosers, parent)
        for chooser in choosers:
            chooser.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.due.setAccessibleName("期限")
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(_AFTER_SEARCH, self.due)
        self.due.currentIndexChanged.connect(self._tell)
        self._count.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._count.linkActivated.connect(self._follow)

    @property
    def is_set(self) -> bool:
        """Whether anything is filtered."""
        return super().is_set or self.due.value() is not None or bool(self._keys)

    def offer(self, rows: Sequence[RecordRow]) -> None:
        """Offer the tasks, officers and towns that the rows have; what is chosen stays."""
        tasks = {row.task_key: f"{row.task_number} {row.task_name}" for row in rows}
        officers = {officer.key: officer.name for row in rows for officer in row.officers}
        self.task.set_options(tasks.items())
        self.officer.set_options(sorted(officers.items(), key=lambda pair: pair[1]))
        self.town.set_options((name, name) for name in sorted({row.town_name for row in rows}))

    def accepts(self, row: RecordRow, today: date) -> bool:
        """Whether a row meets the conditions, the search apart."""
        return (
            (not self._keys or row.key in self._keys)
            and self.task.accepts(row.task_key)
            and self.stage.accepts(row.stage)
            and self.officer.accepts_any(officer.key for officer in row.officers)
            and self.town.accepts(row.town_name)
            and self._meets_due(row, today)
        )

    def narrow_to(self, keys: Sequence[int]) -> None:
        """Show these rows only, until the filter is cleared."""
        self._keys = frozenset(keys)
        self._tell()

    def clear(self) -> None:
        """Drop every condition and tell once."""
        self.due.blockSignals(True)
        self.due.set_value(None)
        self.due.blockSignals(False)
        self._keys = frozenset()
        super().clear()

    def show_only(self, due: str) -> None:
        """Drop every other condition and show what is overdue or due."""
        self.blockSignals(True)
        self.clear()
        self.due.set_value(due)
        self.blockSignals(False)
        self._tell()

    def show_counts(self, rows: Sequence[RecordRow], total: int, selected: int) -> None:
        """Count what is on screen; each number is a link to the list it counts."""
        pending = sum(row.stage is RecordStage.PENDING for row in rows)
        overdue = sum(row.is_overdue for row in rows)
        all_of = _link("all", f"{total:,}") if self.is_set else f"{total:,}"
        parts = [
            f"检查 <b>{len(rows):,}</b> / {all_of} 户次" if self.is_set else f"检查 <b>{total:,}</b> 户次"
        ]
        if pending:
            parts.append(_link("pending", f"待检查 {pending:,}"))
        if overdue:
            parts.append(_link("overdue", f"逾期 {overdue:,}", roles().bad))
        parts.append(_link("selected", f"已选 {selected:,}") if selected else "已选 0")
        self.set_count(*parts)

    def _meets_due(self, row: RecordRow, today: date) -> bool:
        wanted = self.due.value()
        if wanted is None:
            return True
        if wanted == OVERDUE:
            return row.is_overdue
        last = today if wanted == TODAY else today + _WEEK
        due_on = row.next_due_on
        return row.stage is not RecordStage.ENDED and due_on is not None and today <= due_on <= last

    def _follow(self, target: str) -> None:
        if target == "all":
            self.clear()
        elif target == "pending":
            self.stage.set_values([RecordStage.PENDING])
        elif target == "overdue":
            self.due.set_value(OVERDUE)
        else:
            self.only_selected.emit()


def _link(target: str, text: str, tint: str = "") -> str:
    return f"<a href='{target}' style='text-decoration:none; color:{tint or roles().accent}'>{text}</a>"
