"""What the three lists have in common: filter, table left, detail or form right, buttons below; writing on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.vocab import RosterNoun
from services.changes import Changes
from services.container import Services
from ui.desk import Desk
from ui.roster import actions
from ui.roster.draft_editor import DraftEditor
from ui.roster.draft_form import DraftForm
from ui.roster.filter_bar import RosterFilterBar, RosterRow
from ui.roster.history_dialog import ask_history
from ui.roster.import_dialog import ImportDialog, import_file, open_import
from ui.roster.import_history import ImportHistoryDialog, open_history, undo_links
from ui.roster.import_paste import paste_rows
from ui.roster.importing import Imported, Importer, outcome_words
from ui.roster.record_writer import Answer, RecordWriter
from ui.roster.roster_table import RosterTable
from ui.tab_page import TabPage
from ui.theme import set_look
from ui.widgets.buttons import Button, action_button, button, primary_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary
from ui.widgets.splitter import RememberedSplitter

R = TypeVar("R", bound=RosterRow)
D = TypeVar("D", bound=Any)

_EDITOR_WIDTH = 460


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list calls its things: 检查对象, counted in 户, kept in the 名录."""

    noun: str
    measure: str
    place: str
    name: str
    """Under which splitter sizes and table columns are remembered."""


class RosterList(TabPage, Generic[R, D]):
    """One list of the roster tab. A subclass reads its rows, makes its form, shows its detail and stores its drafts."""

    listed = Signal()
    """What is on screen has changed: rows, filter or selection."""

    def __init__(
        self,
        desk: Desk,
        services: Services,
        *nouns: str,
        words: ListWords,
        filter_bar: RosterFilterBar[R],
        table: RosterTable[R],
    ) -> None:
        super().__init__(desk, *nouns)
        self.services = services
        self.words = words
        self.filter_bar = filter_bar
        self.table = table
        self.detail = DetailPane(f"选中一{words.measure}，这里显示它的详情")
        self.editor = DraftEditor()
        self.writer = RecordWriter[R, D](desk, self.editor, self, self)
        self.add_button = primary_button(f"新增{words.noun}", hint="在右侧填写（Ctrl+N）")
        self.retire_button = action_button(f"退出{words.place}…")
        self.restore_button = action_button("恢复")
        self.edit_button = self.detail.add_button(button("修改", icon_name="pencil", hint="双击或按 Enter"))
        self.history_button = self.detail.add_button(
            button("变更记录", hint="谁在什么时候改了什么、为什么改")
        )
        self._all: Sequence[R] = ()
        self._wanted: int | None = None
        self._sizes: list[int] = []
        self._lay_out()
        self._connect()

    # -- what a subclass says

    roster_noun: ClassVar[RosterNoun]
    """Under which the list's changes are kept."""

    has_platform_sheet: ClassVar[bool] = False
    """Whether the provincial platform takes this list."""

    def make_form(self, row: R | None) -> DraftForm[D]:
        """Make the form of a row, or of a new record."""
        raise NotImplementedError

    def answer(self, draft: D, key: int | None) -> Answer:
        """Check a draft; runs in the database thread."""
        raise NotImplementedError

    def store(self, draft: D, row: R | None, why: str = "") -> Changes:
        """Add the draft or change the row, and write down why; runs in the database thread."""
        raise NotImplementedError

    def asks_why(self, row: R | None) -> bool:
        """Whether the form has a line for the reason of a change."""
        del row
        return False

    def show_detail(self, row: R) -> None:
        """Fill the detail pane."""
        raise NotImplementedError

    def retire(self, rows: Sequence[R]) -> None:
        """Ask for the reason and take rows off the list."""
        raise NotImplementedError

    def restore(self, rows: Sequence[R]) -> None:
        """Put retired rows back on the list."""
        raise NotImplementedError

    def importer(self) -> Importer:
        """Return how files come into this list."""
        raise NotImplementedError

    def say_imported(self, done: Imported) -> None:
        """Say what an import did, with the next step."""
        undo = undo_links(self.desk, self.importer(), done)
        self.desk.messages.toast(outcome_words(done.report, self.words.measure), *undo)

    def export(self) -> None:
        """Write the rows on screen as a workbook."""
        raise NotImplementedError

    def export_platform(self) -> None:
        """Write the rows on screen in the columns of the provincial platform (细则 art. 10), where it has such a sheet."""

    def _export_as(self, title: str, count: str, write: Callable[[Path], object]) -> None:
        today = self.services.workplace.clock.today()
        actions.export(self.desk, title=title, count=count, today=today, purpose="export-roster", write=write)

    def import_file(self) -> ImportDialog | None:
        """Ask for a file and show what it would bring."""
        return self._follow(import_file(self, self.desk, self.importer()))

    def import_path(self, path: Path) -> ImportDialog | None:
        """Show what a file would bring that was dropped here."""
        return self._follow(open_import(self, self.desk, self.importer(), path))

    def paste(self) -> ImportDialog | None:
        """Show what the rows on the clipboard would bring."""
        text = QGuiApplication.clipboard().text()
        return self._follow(paste_rows(self, self.desk, self.importer(), text))

    def show_imports(self) -> ImportHistoryDialog:
        """Show what was imported before, to be taken back if need be."""
        return open_history(self, self.desk, self.importer())

    def _follow(self, dialog: ImportDialog | None) -> ImportDialog | None:
        if dialog is not None:
            dialog.imported.connect(self.say_imported)
        return dialog

    @property
    def import_words(self) -> tuple[str, str | None]:
        """The hint of the tab's 导入, and why it cannot work."""
        return f"从 .xlsx、.xls、.et、.ods 或 .csv 导入{self.words.noun}，预览确认后才写入", None

    @property
    def export_words(self) -> tuple[str, str | None]:
        """The hint of the tab's 导出, and why it cannot work."""
        shown = len(self.table.rows)
        hint = f"把列表中的 {shown:,} {self.words.measure}导出为 .xlsx，可以再导入"
        return hint, None if shown else "列表是空的，没有可以导出的。"

    def show_counts(self) -> None:
        """Write how many there are."""
        raise NotImplementedError

    def follow_count(self, target: str) -> None:
        """Open the list that a count counts."""
        raise NotImplementedError

    def draft_name(self, draft: D) -> str:
        """Return what the draft is called."""
        raise NotImplementedError

    def row_name(self, row: R) -> str:
        """Return what the row is called."""
        raise NotImplementedError

    def lead_of(self, row: R | None) -> str:
        """Return what saving will do, where that is not plain."""
        del row
        return ""

    def first_field(self, row: R | None) -> str:
        """Return the field in which writing begins."""
        raise NotImplementedError

    def is_retirable(self, row: R) -> bool:
        """Whether a row can be taken off the list."""
        return not row.is_retired

    def why_not_edit(self, row: R) -> str | None:
        """Return why a row cannot be changed, None when it can."""
        del row
        return None

    # -- what is shown

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; selection, filter and place stay."""
        self._all = rows
        self.filter_bar.remember_in(self.desk.settings, self.words.name)
        self.table.set_rows(rows)
        self._select_wanted()
        self._show_current()

    def show_record(self, key: int) -> None:
        """Go to a record as soon as it is in the list; a filter that hides it is dropped."""
        self._wanted = key
        self._select_wanted()

    @property
    def rows(self) -> Sequence[R]:
        """All rows, the retired ones too."""
        return self._all

    def _apply_filter(self) -> None:
        self.table.set_filter(self.filter_bar.typed, self.filter_bar.accepts)
        self.table.select_first()
        self._show_state()

    def _show_current(self) -> None:
        """Show the row in use; a form with nothing to lose gives way."""
        row = self.table.current_row()
        self.writer.look_away(_key_of(row))
        if row is None:
            self.detail.show_nothing()
        else:
            self.show_detail(row)
        self._show_state()

    def _show_state(self) -> None:
        """Write the counts and say which buttons can work; while a form is open, its 保存 is the one blue button."""
        is_writing = self.writer.is_open
        set_look(self.add_button, "action" if is_writing else "primary")
        self.add_button.set_reason("正在填写，请先保存或取消。" if is_writing else None)
        chosen, active, gone = self._count_chosen()
        words = self.words
        many = f"（{active:,} {words.measure}）" if active > 1 else ""
        self.retire_button.setText(f"退出{words.place}{many}…")
        none = f"请先在列表中选中要退出{words.place}的{words.noun}。"
        self.retire_button.set_reason(
            None if active else f"所选的已经退出{words.place}。" if chosen else none
        )
        which = "再选中要恢复的" if self.filter_bar.with_retired else "先勾选“含已退出”，再选中要恢复的"
        self.restore_button.set_reason(None if gone else f"{which}{words.noun}。")
        row = self.table.current_row()
        self.edit_button.set_reason("请先在列表中选中一行。" if row is None else self.why_not_edit(row))
        self.show_counts()
        self.listed.emit()

    def _count_chosen(self) -> tuple[int, int, int]:
        """Return how many rows are selected, how many of them can leave the list and how many have left it."""
        chosen = self.table.selected_rows()
        active = sum(map(self.is_retirable, chosen))
        return len(chosen), active, sum(row.is_retired for row in chosen)

    def _advise(self, shown: int, total: int) -> None:
        """Say which condition to drop when there are rows but none is found."""
        if shown or not total:
            return
        advice = self.filter_bar.advise(self._all, self.table.columns, self.words.noun, self.words.measure)
        self.table.empty_page.say(advice.text, advice.button, advice.drop)

    def _select_wanted(self) -> None:
        """Go to the record that was just saved; else to the first row."""
        row = next((row for row in self._all if row.key == self._wanted), None)
        if row is not None:
            self._wanted = None
            if not any(shown.key == row.key for shown in self.table.rows):
                self.filter_bar.clear()
            self.table.select_keys([self.table.key_of(row)])
        self.table.select_first()

    # -- writing on the spot

    def show_history(self) -> None:
        """Show what became of the record in use."""
        row = self.table.current_row()
        if row is not None:
            name = self.row_name(row)
            ask_history(self, self.desk, self.services, self.roster_noun, row.key, name)

    def add(self) -> None:
        """Open the form for a new record."""
        self.writer.begin(None, f"新增{self.words.noun}", beside=_key_of(self.table.current_row()))

    def edit(self) -> None:
        """Open the form for the row in use."""
        row = self.table.current_row()
        if row is not None and not self.writer.is_writing(row):
            self.writer.begin(row, f"修改：{self.row_name(row)}", beside=row.key)

    def show_answer(self, answer: Answer) -> None:
        """Show what the office says to the draft."""
        self.editor.settle_problems(answer.problems)
        self.editor.show_notes(answer.notes)

    def _open_editor(self) -> None:
        if self.editor.isHidden():
            self._sizes = self._splitter.sizes()
            self.detail.hide()
            self.editor.show()
            total = sum(self._sizes)
            wanted = max(self._sizes[-1], min(_EDITOR_WIDTH, total // 2))
            self._splitter.setSizes([total - wanted, wanted])
        self._show_state()

    def _close_editor(self) -> None:
        self.editor.hide()
        self.detail.show()
        self._splitter.setSizes(self._sizes)
        self.table.setFocus()
        self._show_current()

    def _say_saved(self, draft: D, is_new: bool, changes: Changes) -> None:
        if changes.key is not None:
            self.show_record(changes.key)
        name = self.draft_name(draft)
        saved = self.saved_text(name, is_new=is_new) if changes.nouns else f"“{name}”没有改动"
        self.desk.messages.toast(saved)

    def saved_text(self, name: str, *, is_new: bool) -> str:
        """Return what the toast says after saving."""
        return f"已新增{self.words.noun}：{name}" if is_new else f"已保存：{name}"

    # -- layout

    def add_foot_button(self, made: Button) -> None:
        """Put a further button at the foot."""
        self._foot.insertWidget(self._foot.indexOf(self.retire_button), made)

    def _retire(self) -> None:
        self.retire([row for row in self.table.selected_rows() if self.is_retirable(row)])

    def _restore(self) -> None:
        self.restore([row for row in self.table.selected_rows() if row.is_retired])

    def _connect(self) -> None:
        self.filter_bar.changed.connect(self._apply_filter)
        self.filter_bar.count_clicked.connect(self.follow_count)
        self.table.counted.connect(self._advise)
        self.table.current_changed.connect(self._show_current)
        self.table.selection_changed.connect(self._show_state)
        self.table.opened.connect(self.edit)
        self.table.set_drop_filter(self.filter_bar.clear)
        self.table.set_filter("", self.filter_bar.accepts)
        self.writer.begun.connect(self._open_editor)
        self.writer.ended.connect(self._close_editor)
        self.writer.saved.connect(self._say_saved)
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self.edit)
        self.history_button.clicked.connect(self.show_history)
        self.retire_button.clicked.connect(self._retire)
        self.restore_button.clicked.connect(self._restore)
        self.add_button.setShortcut("Ctrl+N")
        keys = QKeySequence(QKeySequence.StandardKey.Paste)
        QShortcut(keys, self.table, self.paste, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        right = QWidget()
        sides = QVBoxLayout(right)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.addWidget(self.detail)
        sides.addWidget(self.editor)
        self._splitter = RememberedSplitter(
            self.table, right, name=self.words.name, settings=self.desk.settings
        )
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        for made in (self.add_button, self.retire_button, self.restore_button):
            self._foot.addWidget(made)
        self._foot.addStretch(1)
        self._foot.addWidget(secondary("双击修改 · Ctrl+C 复制到 Excel · Ctrl+V 粘贴导入"))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.filter_bar)
        self.body.addWidget(self._splitter, 1)
        self.body.addLayout(self._foot)


def _key_of(row: RosterRow | None) -> int | None:
    return row.key if row is not None else None
