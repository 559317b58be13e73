"""文书登记簿: every number of a 文种 and year, the gaps explained; papers are opened, received, voided and found by 校验码 here."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from models.errors import UserFacingError
from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.rows import PaperRow, RegisterRow
from ui.desk import Desk
from ui.papers.opening import open_dialog
from ui.papers.paper_acts import PaperAct, PaperActs, act_obstacle
from ui.papers.register_columns import REGISTER_COLUMNS, is_unreceived
from ui.papers.scans_dialog import ScansDialog
from ui.papers.skip_dialog import SkipDialog
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser, YearChooser
from ui.widgets.labels import ChipLabel, secondary
from ui.widgets.reading_dialog import ReadingDialog
from ui.widgets.search_field import SearchField

_SIZE = (1264, 640)
_CODE_WIDTH = 208
_KIND = "register/kind"


class RegisterDialog(ReadingDialog):
    """The register, with what can be done with its lines at the foot."""

    def __init__(self, parent: QWidget | None, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        self._wanted: int | None = None
        self._rows: Sequence[RegisterRow] = ()
        self._years = {desk.year}
        self.year = YearChooser([desk.year])
        self.year.set_value(desk.year)
        self.kind: Chooser[PaperKind] = Chooser([(kind, kind.label) for kind in PaperKind])
        self.kind.set_value(_remembered(desk.settings.choice(_KIND, "")))
        self.search = SearchField("文号、对象、说明")
        self.unreceived = QCheckBox("只看未签收")
        self.code = QLineEdit()
        self.code.setPlaceholderText("查文书：输入或扫描校验码")
        self.code.setAccessibleName("校验码")
        self.code.setMaxLength(200)
        self.code.setFixedWidth(_CODE_WIDTH)
        self.found_chip = ChipLabel()
        self.found = secondary()
        self.table: RecordTableView[RegisterRow] = RecordTableView(
            REGISTER_COLUMNS, name="paper-register", settings=desk.settings, key=lambda row: row.first
        )
        self.open_button: Button = button("预览", icon_name="search")
        self.receive_button: Button = button("登记签收…")
        self.void_button: Button = button("作废…")
        self.more: Button = button("更多　　")
        buttons = (self.open_button, self.receive_button, self.void_button, self.more)
        super().__init__(parent, "文书登记簿", self._content(), buttons=buttons, size=_SIZE)
        self.setProperty("carries_toasts", True)  # what is done here is said here
        self.acts = PaperActs(desk, services, self)
        self._fill_more()
        self._connect()
        self._desk.operations.query(services.plans.list_years, self._offer_years)
        self.reload()

    def reload(self) -> None:
        """Read the register of the chosen 文种 and year."""
        year, kind = self._chosen
        self._desk.operations.query(
            partial(self._services.papers.register, year=year, kind=kind), self._show_rows
        )

    def find(self) -> None:
        """Go to the paper of the 校验码 that was typed or scanned."""
        typed = self.code.text().strip()
        self.code.selectAll()  # the next scan replaces it
        if typed:
            self._desk.operations.query(
                partial(self._services.papers.find, typed), self._go_to, self._say_not_found
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in the fields from pressing a button of the dialog."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not isinstance(self.focusWidget(), Button):
            return
        super().keyPressEvent(event)

    # -- inside

    @property
    def _chosen(self) -> tuple[int, PaperKind]:
        return self.year.value() or self._desk.year, self.kind.value() or PaperKind.NOTICE

    @property
    def _papers(self) -> list[PaperRow]:
        return [row.paper for row in self.table.selected_rows() if row.paper is not None]

    def _content(self) -> QWidget:
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.year, self.kind, self.search, self.unreceived):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.code)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.found_chip)
        line.addWidget(self.found, 1)
        self._found_line = QWidget()
        self._found_line.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self._found_line.hide()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._found_line)
        layout.addWidget(self.table, 1)
        self.kind.setAccessibleName("文种")
        return content

    def _fill_more(self) -> None:
        menu = QMenu(self.more)
        menu.setToolTipsVisible(True)
        self.act_actions = {
            act: menu.addAction(act.value, partial(self._take, act))
            for act in (PaperAct.REPRINT, PaperAct.SAVE, PaperAct.WORD, PaperAct.SCANS, PaperAct.LOG)
        }
        menu.addSeparator()
        menu.addAction("跳号…", self._ask_skip)
        menu.addAction("导出登记簿…", self._export)
        menu.addSeparator()
        self.scans_action = menu.addAction("扫描件归档…", self._file_scans)
        self.more.setMenu(menu)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(self._turn)
        self.kind.currentIndexChanged.connect(self._turn)
        self.search.searched.connect(self._filter)
        self.code.returnPressed.connect(self.find)
        self.unreceived.toggled.connect(self._filter)
        self.table.selection_changed.connect(self._show_selection)
        self.table.opened.connect(self._open)
        self.table.set_drop_filter(self._drop_filter)
        self.open_button.clicked.connect(partial(self._take, PaperAct.LOOK))
        self.void_button.clicked.connect(partial(self._take, PaperAct.VOID))
        self.receive_button.clicked.connect(self._receive)
        self._desk.operations.changed.connect(self._on_changed)

    def _offer_years(self, years: Sequence[int]) -> None:
        self._years = {*years, self._chosen[0]}
        with QSignalBlocker(self.year):
            self.year.offer(self._years)

    def _turn(self) -> None:
        self._desk.settings.set_choice(_KIND, self._chosen[1].value)
        self._wanted = None
        self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("paper"):
            self.reload()

    def _show_rows(self, rows: Sequence[RegisterRow]) -> None:
        year, kind = self._chosen
        self.table.set_empty(f"{year} 年还没有制发{kind.label}。")
        self.table.set_rows(rows)
        if self._wanted is not None:
            self.table.select_keys([self._wanted])
            self._wanted = None
        self._rows = rows
        self._filter()

    def _filter(self) -> None:
        self.table.set_filter(self.search.text(), is_unreceived if self.unreceived.isChecked() else None)
        self._say_counts()
        self._show_selection()

    def _drop_filter(self) -> None:
        self.unreceived.setChecked(False)
        self.search.clear()

    def _say_counts(self) -> None:
        papers = [row.paper for row in self._rows if row.paper is not None]
        voided = sum(paper.is_voided for paper in papers)
        gaps = sum(row.last - row.first + 1 for row in self._rows if row.paper is None)
        waiting = sum(is_unreceived(row) for row in self._rows)
        parts = [f"{len(papers):,} 份", f"作废 {voided:,}", f"空号 {gaps:,}", f"未签收 {waiting:,}"]
        self.set_note("　".join(parts) if self._rows else "")

    def _show_selection(self) -> None:
        rows, papers = self.table.selected_rows(), self._papers
        nothing = None if papers else "这些号没有文书" if rows else "请先在登记簿中选择文书"
        single = nothing or (None if len(papers) == 1 else "请只选一份")
        self.open_button.set_reason(nothing)
        self.receive_button.set_reason(nothing or _first_obstacle(PaperAct.RECEIVED, papers))
        self.void_button.set_reason(single or _first_obstacle(PaperAct.VOID, papers))
        for act, action in self.act_actions.items():
            reason = nothing if act is PaperAct.REPRINT else single
            reason = reason or _first_obstacle(act, papers)
            action.setEnabled(reason is None)
            action.setToolTip(reason or "")

    def _open(self, row: RegisterRow) -> None:
        if row.paper is not None:
            self.acts.look(row.paper)

    def _take(self, act: PaperAct) -> None:
        papers = self._papers
        if len(papers) == 1:
            self.acts.take(act, papers[0])
        elif papers:
            self.acts.take_several(act, papers)

    def _receive(self) -> None:
        self.acts.receive(self._papers)

    def _file_scans(self) -> None:
        ScansDialog(self, self._desk, self._services).stand_over()

    def _ask_skip(self) -> None:
        year, kind = self._chosen
        first = max((row.last for row in self._rows), default=0) + 1
        dialog = SkipDialog(self, kind, year, first)
        dialog.accepted.connect(partial(self._skip, dialog, year, kind))
        open_dialog(dialog)

    def _skip(self, dialog: SkipDialog, year: int, kind: PaperKind) -> None:
        last, reason = dialog.last, dialog.reason.text()
        work = partial(self._services.papers.skip_numbers, kind=kind, year=year, last=last, reason=reason)
        self._desk.operations.change(work, partial(self._on_skipped, kind, last))

    def _on_skipped(self, kind: PaperKind, last: int, changes: Changes) -> None:
        del changes
        self._desk.messages.toast(f"{kind.label}已跳号，下一份从第 {last + 1} 号编起")

    def _export(self) -> None:
        year, kind = self._chosen
        path = self._desk.messages.ask_save_file(
            "导出登记簿", f"{year}年{kind.label}登记簿.xlsx", "Excel 工作簿 (*.xlsx)", purpose="export"
        )
        if path is not None:
            work = partial(self._services.papers.export_register, year=year, kind=kind, path=path)
            self._desk.operations.query(work, partial(self._on_exported, path), label="正在导出")

    def _on_exported(self, path: Path, written: object) -> None:
        del written
        self._desk.messages.toast_file(f"已导出登记簿“{path.name}”", path)

    def _go_to(self, paper: PaperRow | None) -> None:
        if paper is None:
            self._say("没有找到", "warn", "登记簿里没有这个校验码的文书：可能不是本单位制发的。")
            return
        self.search.clear()
        self.unreceived.setChecked(False)
        self._wanted = paper.serial
        with QSignalBlocker(self.kind), QSignalBlocker(self.year):
            self.kind.set_value(paper.kind)
            self.year.offer({*self._years, paper.year})
            self.year.set_value(paper.year)
        self.reload()
        about = f"{paper.kind.label}　{paper.name}　{paper.subject}　{paper.issued_on}"
        if paper.is_voided:
            self._say("已作废", "bad", f"{about}；作废理由：{paper.void_reason}")
        else:
            self._say("有效", "ok", about)

    def _say_not_found(self, error: UserFacingError) -> None:
        self._say("不能查", "warn", error.message)

    def _say(self, word: str, tone: str, sentence: str) -> None:
        self.found_chip.show_state(word, tone)
        self.found.setText(sentence)
        self._found_line.show()


def _first_obstacle(act: PaperAct, papers: Sequence[PaperRow]) -> str | None:
    return next((reason for paper in papers if (reason := act_obstacle(act, paper)) is not None), None)


def _remembered(code: str) -> PaperKind:
    return PaperKind(code) if code in set(PaperKind) else PaperKind.NOTICE
