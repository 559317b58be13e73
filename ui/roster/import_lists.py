"""The lists of an import preview and what the clerk approved of them, all at once or row by row."""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from services.roster.import_rows import (
    ChangedRecord,
    GoneRecord,
    ImportReport,
    PossibleDuplicate,
    Problem,
    SheetRecord,
    UnplacedRow,
)
from ui.roster.import_columns import (
    CHANGED_COLUMNS,
    DUPLICATE_COLUMNS,
    GONE_COLUMNS,
    NEW_COLUMNS,
    PROBLEM_COLUMNS,
    UNCHANGED_COLUMNS,
    UNPLACED_COLUMNS,
    change_words,
    other_words,
)
from ui.roster.import_table import ApprovalTable
from ui.roster.roster_table import RosterTable, TableLook
from ui.settings_store import SettingsStore
from ui.theme import set_look
from ui.widgets.buttons import button, link_button
from ui.widgets.labels import secondary, value_label

NEW, CHANGED, UNCHANGED, DUPLICATES, PROBLEMS, UNPLACED, GONE = range(7)
_TABLE_HEIGHT = 150  # at least, on the smallest screen
_DETAIL_HEIGHT = 56
_CELLS = 400
_REASON_WIDTH = 320
_FEW_CHANGES = 3


class ImportLists(QWidget):
    """One list at a time; ``changed`` tells that rows were ticked or the reason was written."""

    changed = Signal()

    def __init__(self, settings: SettingsStore, measure: str, place: str) -> None:
        super().__init__()
        self._report: ImportReport | None = None
        self._is_filling = False
        self._measure, self._place = measure, place
        self._make_tables(settings)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(f"退出{place}的原因，如：已不在最新名录中")
        self.reason.setAccessibleName(f"退出{place}的原因")
        self.reason.setFixedWidth(_REASON_WIDTH)
        self.reason.textChanged.connect(self.changed)
        self.report_button = button(
            "导出不能导入的行…", icon_name="download", hint="带原因，改好后可以再导入"
        )
        self.open_button = link_button("打开文件")
        self.open_button.hide()
        self._detail = value_label()
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._detail.setMinimumHeight(_DETAIL_HEIGHT)
        self._stack = QStackedWidget()
        self._lay_out()

    @property
    def detail(self) -> str:
        """The line beneath the list: the row in use, in full."""
        return self._detail.text()

    @property
    def approved(self) -> int:
        """How many rows are to be written."""
        return self._possible() - len(self.left_out)

    @property
    def left_out(self) -> frozenset[int]:
        """The rows of the sheet that were not approved."""
        tables = (self.new, self.changed_records, self.duplicates)
        return frozenset(row.row for table in tables for row in _unticked(table))

    @property
    def retired(self) -> frozenset[int]:
        """The keys of the records to retire."""
        return frozenset(row.key for row in self.gone.selected_rows())

    @property
    def retire_reason(self) -> str:
        """Why they are retired."""
        return self.reason.text().strip()

    def show_report(self, report: ImportReport, *, is_same_sheet: bool) -> None:
        """Show other rows; of the same sheet, what was not approved stays so."""
        left_out = self.left_out if is_same_sheet else frozenset[int]()
        kept = self.retired if is_same_sheet else frozenset[int]()
        self._report = report
        self._is_filling = True
        twins = {one.row for one in report.duplicates}
        self.new.show_rows([one for one in report.new_records if one.row not in twins], left_out)
        self.changed_records.show_rows(report.changed_records, left_out)
        kept_out = {_twin_key(one) for one in report.duplicates if one.row in left_out}
        self.duplicates.show_rows(report.duplicates, kept_out)
        self.gone.show_rows(report.gone, {one.key for one in report.gone} - kept)
        self.unchanged.set_rows(report.unchanged_records)
        self.problems.set_rows(report.problems)
        self.unplaced.set_rows(report.unplaced)
        for table in (self.unchanged, self.problems, self.unplaced):
            table.select_first()
        self._is_filling = False
        self.report_button.set_reason(
            None if report.refused or report.unplaced else "没有不能导入的行，不需要导出。"
        )
        self._tell()

    def show_list(self, number: int) -> None:
        """Bring one list to the front."""
        self._stack.setCurrentIndex(number)
        self._show_detail()

    # -- inner steps

    def _possible(self) -> int:
        """How many rows of the sheet stand on lists with check boxes."""
        report = self._report
        return report.added + report.updated if report is not None else 0

    def _make_tables(self, settings: SettingsStore) -> None:
        def row_number(one: Any) -> Hashable:
            return one.row

        self.new = ApprovalTable[SheetRecord](
            NEW_COLUMNS, name="import-new", settings=settings, key=row_number
        )
        self.changed_records = ApprovalTable[ChangedRecord](
            CHANGED_COLUMNS, name="import-changed", settings=settings, key=row_number, lines=2
        )
        self.duplicates = ApprovalTable[PossibleDuplicate](
            DUPLICATE_COLUMNS, name="import-duplicates", settings=settings, key=_twin_key, lines=2
        )
        self.gone = ApprovalTable[GoneRecord](
            GONE_COLUMNS, name="import-gone", settings=settings, key=lambda one: one.key
        )
        self.unchanged = RosterTable[SheetRecord](
            UNCHANGED_COLUMNS, TableLook("名称"), name="import-unchanged", settings=settings, key=row_number
        )
        self.problems = RosterTable[Problem](
            PROBLEM_COLUMNS,
            TableLook("原因", lines=2),
            name="import-problems",
            settings=settings,
            key=lambda one: one,
        )
        self.unplaced = RosterTable[UnplacedRow](
            UNPLACED_COLUMNS, TableLook("地址"), name="import-unplaced", settings=settings, key=row_number
        )

    def _lay_out(self) -> None:
        place, measure = self._place, self._measure
        self._approvals = [
            self._approval(self.new, "没有新增的", "打勾的才会新增。"),
            self._approval(self.changed_records, "没有要变更的", "打勾的才会按文件变更。"),
            self._approval(
                self.duplicates, "没有疑似重复的", f"打勾的仍作为新增导入；确是同一{measure}的，请去掉勾。"
            ),
            self._approval(self.gone, f"{place}中没有文件里缺少的", f"打勾的会退出{place}：", self.reason),
        ]
        pages = {NEW: 0, CHANGED: 1, DUPLICATES: 2, GONE: 3}
        self.unchanged.set_empty(f"没有与{place}一致的行")
        self.problems.set_empty("每一行都可以导入")
        self.unplaced.set_empty("每一户的地址都写明了本区镇街")
        others: dict[int, QWidget] = {
            UNCHANGED: _page(self.unchanged, secondary(f"与{place}完全一致，不会改动。")),
            PROBLEMS: _page(
                self.problems,
                secondary("改好后可以再导入，不影响其他行。"),
                None,
                self.open_button,
                self.report_button,
            ),
            UNPLACED: _page(self.unplaced, secondary("会导入；镇街待定的请在导入后补填，区外的不纳入抽取。")),
        }
        for number in range(GONE + 1):
            self._stack.addWidget(self._approvals[pages[number]] if number in pages else others[number])
        for table in self._tables:
            table.current_changed.connect(self._show_detail)
        for table in (self.new, self.changed_records, self.duplicates, self.gone):
            table.selection_changed.connect(self._tell)
        self._stack.setMinimumHeight(_TABLE_HEIGHT)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._detail)

    @property
    def _tables(self) -> tuple[Any, ...]:
        return (
            self.new,
            self.changed_records,
            self.unchanged,
            self.duplicates,
            self.problems,
            self.unplaced,
            self.gone,
        )

    @staticmethod
    def _approval(table: ApprovalTable[Any], empty: str, words: str, *fields: QWidget) -> QWidget:
        table.set_empty(empty)
        count = secondary()
        toggle = link_button("")

        def say() -> None:
            ticked, total = len(table.selected_rows()), len(table.rows)
            count.setText(f"已勾选 {ticked:,} / {total:,}")
            toggle.setText("全不选" if total and ticked == total else "全选")
            toggle.set_reason(None if total else empty)

        def turn() -> None:
            if len(table.selected_rows()) == len(table.rows):
                table.approve_none()
            else:
                table.selectAll()

        table.selection_changed.connect(say)
        toggle.clicked.connect(turn)
        return _page(table, secondary(words), *fields, None, count, toggle)

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _show_detail(self) -> None:
        """Say of the row in use what its line has no room for."""
        if self._is_filling or self._report is None:
            return
        number = self._stack.currentIndex()
        row = self._tables[number].current_row()
        says: dict[int, Callable[[Any], str]] = {
            CHANGED: lambda one: ("\n" if len(one.changes) <= _FEW_CHANGES else "；").join(
                map(change_words, one.changes)
            ),
            DUPLICATES: lambda one: f"{one.name}（{one.code}）\n可能就是{other_words(one)}：{one.reason}",
            PROBLEMS: self._sheet_row,
        }
        text = says[number](row) if row is not None and number in says else ""
        self._detail.setText(text)
        self._detail.setVisible(number in says and row is not None)

    def _sheet_row(self, problem: Problem) -> str:
        """Return the sheet's own row, so that nobody has to look it up."""
        report = self._report
        assert report is not None
        cells = next((row.cells for row in report.refused if row.row == problem.row), ())
        pairs = zip(report.header, cells, strict=False)
        words = "　".join(f"{title.strip()}：{cell.strip()}" for title, cell in pairs if cell.strip())
        return f"第 {problem.row} 行　{words[:_CELLS]}"


def _page(table: QWidget, *parts: QWidget | None) -> QWidget:
    """Put a line of words and buttons over a table; None is the gap between left and right."""
    page = QWidget()
    set_look(page, "clear")
    line = QHBoxLayout()
    line.setSpacing(8)
    for part in parts if None in parts else (*parts, None):
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    layout.addLayout(line)
    layout.addWidget(table, 1)
    return page


def _unticked(table: ApprovalTable[Any]) -> list[Any]:
    ticked = table.selected_rows()
    if len(ticked) == len(table.rows):
        return []
    chosen = set(map(id, ticked))
    return [row for row in table.rows if id(row) not in chosen]


def _twin_key(one: PossibleDuplicate) -> Hashable:
    return one.row, one.other_key, one.other_row
