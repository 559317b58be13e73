"""What a file would bring, before anything is written: how many of each kind, and the rows themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from services.roster.import_rows import ImportReport
from ui.roster.import_counts import Count, CountBar
from ui.roster.import_lists import CHANGED, DUPLICATES, NEW, PROBLEMS, UNCHANGED, UNPLACED, ImportLists
from ui.settings_store import SettingsStore
from ui.widgets.buttons import link_button
from ui.widgets.labels import value_label

_FEW_NOTES = 2


class ImportPreview(QWidget):
    """The second step: shows a report; ``approved_changed`` tells that other rows were ticked."""

    approved_changed = Signal()
    seeks_changed = Signal()
    """Whether to look for what the file does not have was decided anew."""

    def __init__(
        self, settings: SettingsStore, measure: str, place: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.counts = CountBar(
            (
                Count("新增", "ok", measure),
                Count("变更", "warn", measure),
                Count("未变", "secondary", measure),
                Count("疑似重复", "warn", measure),
                Count("不能导入", "bad", "行"),
                Count("镇街待定与区外", "warn", measure, is_always_shown=False),
                Count("拟退出", "bad", measure, is_always_shown=False),
            )
        )
        self.lists = ImportLists(settings, measure, place)
        self.seeks_gone = QCheckBox(f"同时列出{place}中有、文件中无的")
        self.seeks_gone.setToolTip(f"文件是完整的{place}时才用：文件中没有的，可以逐{measure}选定退出")
        self.note_lines = NoteLines()
        self.counts.changed.connect(self.lists.show_list)
        self.lists.changed.connect(self.approved_changed)
        self.seeks_gone.toggled.connect(self.seeks_changed)
        self._lay_out()

    @property
    def notes(self) -> list[str]:
        """The sentences that refuse nothing."""
        return self.note_lines.all

    def show_report(self, report: ImportReport, *, is_same_sheet: bool) -> None:
        """Show what the file would bring; the list in front stays in front while it holds anything."""
        self.lists.show_report(report, is_same_sheet=is_same_sheet)
        values = _values(report)
        self.counts.show_values(values)
        self.note_lines.show_notes(report.notes)
        current = self.counts.current
        if not is_same_sheet or not values[current]:
            order = (PROBLEMS, DUPLICATES, CHANGED, NEW, UNCHANGED)
            current = next((number for number in order if values[number]), NEW)
            self.counts.set_current(current)
        self.lists.show_list(current)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.note_lines, 1)
        line.addWidget(self.seeks_gone, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        layout.addLayout(line)
        layout.addWidget(self.lists, 1)


class NoteLines(QWidget):
    """Sentences that refuse nothing: the first few, and the others for whoever wants them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all: list[str] = []
        self._is_open = False
        self._label = value_label()
        self.more = link_button("")
        self.more.clicked.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._label)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def shown(self) -> list[str]:
        """The sentences on screen."""
        return [line.removeprefix("· ") for line in self._label.text().splitlines()]

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show other sentences."""
        self.all = list(notes)
        self._show()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        has_more = len(self.all) > _FEW_NOTES + 1
        shown = self.all if self._is_open or not has_more else self.all[:_FEW_NOTES]
        self._label.setText("\n".join(f"· {note}" for note in shown))
        self._label.setVisible(bool(shown))
        self.more.setText("收起" if self._is_open else f"另有 {len(self.all) - _FEW_NOTES} 条说明…")
        self.more.setVisible(has_more)


def _values(report: ImportReport) -> tuple[int, ...]:
    """Return the numbers of the seven lists; the first five are the rows read, each counted once."""
    twins = len({one.row for one in report.duplicates})
    values = {
        NEW: report.added - twins,
        CHANGED: report.updated,
        UNCHANGED: report.unchanged,
        DUPLICATES: twins,
        PROBLEMS: len(report.refused),
        UNPLACED: len(report.unplaced),
    }
    return (*(values[number] for number in range(UNPLACED + 1)), len(report.gone))
