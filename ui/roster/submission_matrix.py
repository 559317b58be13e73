"""The matrix on screen: a table whose cell in use is framed, for the buttons act on that one submission."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from models.vocab import SubmissionKind
from services.submissions.rows import SubmissionRow
from ui.roster.roster_table import RosterTable
from ui.roster.submission_columns import LOOK, CellFilter, SectionLine, submission_columns
from ui.settings_store import SettingsStore
from ui.theme import color

_KINDS = list(SubmissionKind)
_FIRST_KIND = 1  # behind the column 科室
Index = QModelIndex | QPersistentModelIndex


class SubmissionMatrix(RosterTable[SectionLine]):
    """科室 × five kinds; ``cell_changed`` tells that another submission is in use."""

    cell_changed = Signal()

    def __init__(self, cells: CellFilter, settings: SettingsStore) -> None:
        super().__init__(
            submission_columns(cells), LOOK, name="submissions", settings=settings, key=lambda line: line.key
        )
        self._cells = cells
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.selectionModel().currentChanged.connect(self._tell_cell)

    def current_submission(self) -> SubmissionRow | None:
        """Return the submission in use; on the 科室 itself, none."""
        line = self.current_row()
        number = self.currentIndex().column() - _FIRST_KIND
        if line is None or not 0 <= number < len(_KINDS):
            return None
        return self._cells.shown(line, _KINDS[number])

    def go_to_cell(self, section_key: int, kind: SubmissionKind) -> None:
        """Put the submission of a 科室 and kind in use."""
        for place, line in enumerate(self.rows):
            if line.key == section_key:
                self.setCurrentIndex(self._model.index(place, _KINDS.index(kind) + _FIRST_KIND))

    def go_to_first(self) -> None:
        """Put the first submission on screen in use."""
        for line in self.rows:
            for kind in _KINDS:
                if self._cells.shown(line, kind) is not None:
                    self.go_to_cell(line.key, kind)
                    return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the cell in use."""
        super().paintEvent(event)
        if self.current_submission() is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1))
            painter.end()

    def _rearrange(self, act: Callable[[], object]) -> None:
        """Keep the column of the cell in use too; the table itself finds the row again."""
        column = self.currentIndex().column()
        super()._rearrange(act)
        here = self.currentIndex()
        if here.isValid() and column > 0:
            self._is_restoring = True
            place = self._model.index(here.row(), column)
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._is_restoring = False

    def _tell_cell(self, _now: Index, _before: Index) -> None:
        self.viewport().update()
        if not self._is_restoring:
            self.cell_changed.emit()
