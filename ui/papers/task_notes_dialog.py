"""派发单 and 任务通知书 of one draw: who has one, how it stands, those that are missing issued and printed (R36)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.vocab import PaperKind
from services.changes import Changes
from services.container import Services
from services.papers.office_rows import NoteGroupRow, NoteReceiver
from services.papers.rows import PaperRow
from ui.desk import Desk
from ui.papers.giving_out import stack_title
from ui.papers.issue_first import Issue, IssueFirst
from ui.papers.paper_acts import PaperActs
from ui.papers.preview import show_pdf
from ui.table.model import RIGHT, Chip, Column
from ui.table.view import RecordTableView
from ui.widgets.buttons import Button, button, primary_button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.labels import secondary
from ui.widgets.reading_dialog import ReadingDialog

_SIZE = (960, 520)
_KIND = PaperKind.TASK_NOTE
_RECEIVER = "task-notes/receiver"
_NAMES = {NoteReceiver.SECTION: "按承办科室（派发单）", NoteReceiver.TEAM: "按检查组（任务通知书）"}


def note_chip(row: NoteGroupRow) -> Chip:
    """Return how the note of a receiver stands."""
    if row.paper is not None:
        return Chip("已签收", "ok") if row.paper.received_on is not None else Chip("未签收", "warn")
    return Chip("不能制发", "bad") if row.obstacle else Chip("未制发", "neutral")


def _explanation(row: NoteGroupRow) -> str:
    paper = row.paper
    if paper is None:
        return row.obstacle
    if paper.received_on is None:
        return f"{paper.issued_on} 制发"
    return f"{paper.issued_on} 制发，{paper.received_on} {paper.received_by}签收"


COLUMNS: tuple[Column[NoteGroupRow], ...] = (
    Column("发给", lambda row: row.name, width=190),
    Column("户数", lambda row: str(row.objects), lambda row: row.objects, width=56, align=RIGHT),
    Column("状态", lambda row: note_chip(row).text, width=84, chips=lambda row: [note_chip(row)]),
    Column("编号", lambda row: row.paper.name if row.paper is not None else "", width=180),
    Column("打印", lambda row: str(row.paper.prints or "") if row.paper is not None else "", width=52, align=RIGHT),
    Column("说明", _explanation, width=220, stretches=True),
)  # fmt: skip


class TaskNotesDialog(ReadingDialog):
    """The receivers of a draw's notes; what is selected is meant, all where nothing is."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, services: Services, draw_key: int, draw_code: str
    ) -> None:
        self._desk, self._services, self._draw_key = desk, services, draw_key
        self.receiver: Chooser[NoteReceiver] = Chooser([(one, _NAMES[one]) for one in NoteReceiver])
        self.receiver.setAccessibleName("发给谁")
        self.receiver.set_value(_remembered(desk.settings.choice(_RECEIVER, "")))
        self.issued_on = DateField(services.workplace.clock.today())
        self.issued_on.setAccessibleName("制发日期")
        self.table: RecordTableView[NoteGroupRow] = RecordTableView(
            COLUMNS, name="task-notes", settings=desk.settings, key=lambda row: row.name
        )
        self.table.set_empty("这次抽取没有派发的检查对象。")
        self.look_button: Button = button("预览", icon_name="search")
        self.receive_button: Button = button("登记签收…")
        self.save_button: Button = button("存为 PDF…")
        self.print_button: Button = primary_button("制发并打印")
        buttons = (self.look_button, self.receive_button, self.save_button, self.print_button)
        super().__init__(
            parent, f"派发单、任务通知书　{draw_code}", self._content(), buttons=buttons, size=_SIZE
        )
        self.setProperty("carries_toasts", True)  # what is done here is said here
        self.acts = PaperActs(desk, services, self)
        self.first = IssueFirst(desk, self, self.acts.giving_out)
        self.receiver.currentIndexChanged.connect(self._turn)
        self.issued_on.textChanged.connect(self._show_state)
        self.table.selection_changed.connect(self._show_state)
        self.table.opened.connect(self._open)
        self.look_button.clicked.connect(self.look)
        self.receive_button.clicked.connect(self._receive)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        desk.operations.changed.connect(self._on_changed)
        self._show_state()
        self.reload()

    def reload(self) -> None:
        """Read the receivers and what they have."""
        self._desk.operations.query(
            partial(self._services.office_papers.list_note_groups, self._draw_key, receiver=self._receiver),
            self._show_rows,
        )

    def look(self) -> None:
        """Show the notes as the next print will be; those that are not issued yet without it."""
        missing = self._missing()
        keys = [paper.key for paper in self._papers()]
        if not missing:
            self.acts.giving_out.look(stack_title(_KIND, keys), keys)
            return
        issued_on = self.issued_on.value()
        assert issued_on is not None  # the button says so
        work = partial(
            self._services.office_papers.preview_task_notes,
            self._draw_key,
            receiver=self._receiver,
            issued_on=issued_on,
            names=tuple(row.name for row in missing),
        )
        title = f"{_KIND.label}（未制发 {len(missing)} 份）"
        self._desk.operations.query(work, partial(show_pdf, self._desk, title), label="正在生成预览")

    # -- inside

    @property
    def _receiver(self) -> NoteReceiver:
        return self.receiver.value() or NoteReceiver.SECTION

    def _chosen(self) -> Sequence[NoteGroupRow]:
        return self.table.selected_rows() or self.table.rows

    def _papers(self) -> list[PaperRow]:
        return [row.paper for row in self._chosen() if row.paper is not None]

    def _missing(self) -> list[NoteGroupRow]:
        return [row for row in self._chosen() if row.paper is None and not row.obstacle]

    def _content(self) -> QWidget:
        content = QWidget()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.receiver)
        head.addSpacing(16)
        head.addWidget(secondary("制发日期"))
        head.addWidget(self.issued_on)
        head.addStretch(1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        return content

    def _turn(self) -> None:
        self._desk.settings.set_choice(_RECEIVER, self._receiver.name)
        self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("paper") or changes.touches("draw"):
            self.reload()

    def _show_rows(self, rows: Sequence[NoteGroupRow]) -> None:
        self.table.set_rows(rows)
        self._show_state()

    def _show_state(self) -> None:
        chosen, papers, missing = self._chosen(), self._papers(), self._missing()
        total = len(papers) + len(missing)
        undated = "请填写制发日期，例如 2022-05-25。" if missing and self.issued_on.value() is None else None
        obstacle = next((row.obstacle for row in chosen if row.paper is None and row.obstacle), None)
        nothing = None if total else obstacle or "没有可以制发的派发单。"
        for one in (self.look_button, self.save_button, self.print_button):
            one.set_reason(nothing or undated)
        fresh = f"制发 {len(missing)} 份并" if missing else ""
        self.print_button.setText(f"{fresh}打印 {total} 份")
        self.receive_button.set_reason(None if papers else "还没有制发，制发并送达后登记签收。")
        waiting = sum(paper.received_on is None for paper in papers)
        scope = "所选" if self.table.selected_rows() else "全部"
        self.set_note(f"{scope} {len(chosen)} 份：已制发 {len(papers)}，未签收 {waiting}")

    def _open(self, row: NoteGroupRow) -> None:
        if row.paper is not None:
            self.acts.look(row.paper)

    def _receive(self) -> None:
        self.acts.receive(self._papers())

    def _save(self) -> None:
        self.first.save_all(_KIND, [paper.key for paper in self._papers()], self._issue())

    def _print(self) -> None:
        self.first.print_all(_KIND, [paper.key for paper in self._papers()], self._issue())

    def _issue(self) -> Issue | None:
        """Return what issues the missing ones."""
        missing, issued_on = self._missing(), self.issued_on.value()
        if not missing or issued_on is None:
            return None
        return partial(
            self._services.office_papers.issue_task_notes,
            self._draw_key,
            receiver=self._receiver,
            issued_on=issued_on,
            names=tuple(row.name for row in missing),
        )


def _remembered(name: str) -> NoteReceiver:
    return NoteReceiver[name] if name in NoteReceiver.__members__ else NoteReceiver.SECTION
