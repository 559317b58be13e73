"""Writing one record on the spot: which one, checked while it is typed, saved once, given up only when asked."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from services.changes import Changes
from ui.desk import Desk
from ui.operations import Job
from ui.roster.draft_editor import DraftEditor
from ui.roster.draft_form import DraftForm
from ui.roster.filter_bar import RosterRow

R = TypeVar("R", bound=RosterRow)
D = TypeVar("D", bound=Any)
Seen = TypeVar("Seen", bound=RosterRow, contravariant=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says to a draft: problems by field, notes, and what it would fill in."""

    problems: dict[str, str]
    notes: tuple[str, ...] = ()
    suggestion: Any = None


class DraftKind(Protocol[Seen, D]):
    """What a list knows of its own drafts; ``answer`` and ``store`` run in the database thread."""

    def make_form(self, row: Seen | None) -> DraftForm[D]:
        """Make the form of a row, or of a new record."""
        ...

    def lead_of(self, row: Seen | None) -> str:
        """Return what saving will do, where that is not plain."""
        ...

    def first_field(self, row: Seen | None) -> str:
        """Return the field in which writing begins."""
        ...

    def answer(self, draft: D, key: int | None) -> Answer:
        """Check a draft."""
        ...

    def show_answer(self, answer: Answer) -> None:
        """Show what the office says to the draft on screen."""
        ...

    def store(self, draft: D, row: Seen | None, why: str = "") -> Changes:
        """Add the draft or change the row, and write down why."""
        ...

    def asks_why(self, row: Seen | None) -> bool:
        """Whether the form has a line for the reason of a change."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Editing(Generic[R]):
    """Which record is being written: ``row`` is None for a new one; ``beside`` is the row that was in use when it began."""

    row: R | None
    beside: int | None

    @property
    def key(self) -> int | None:
        """The key of the record, None for a new one."""
        return self.row.key if self.row is not None else None


class RecordWriter(QObject, Generic[R, D]):
    """Leads the editor of one list."""

    begun = Signal()
    ended = Signal()
    saved = Signal(object, bool, object)
    """Carries the draft, whether the record is new, and the Changes."""

    def __init__(self, desk: Desk, editor: DraftEditor, kind: DraftKind[R, D], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._kind = kind
        self._editing: Editing[R] | None = None
        self._asking: Job[Answer] | None = None
        self._is_storing = False
        editor.asked.connect(self._ask)
        editor.save_requested.connect(self._save)
        editor.left.connect(self.leave)

    @property
    def is_open(self) -> bool:
        """Whether a record is being written."""
        return self._editing is not None

    def is_writing(self, row: R) -> bool:
        """Whether this very record is being written."""
        return self._editing is not None and self._editing.key == row.key

    def begin(self, row: R | None, title: str, *, beside: int | None) -> None:
        """Open the form of a row, or of a new record; what is unsaved is given up only when the clerk agrees."""
        if self._editor.is_changed and not self._gives_up():
            return
        self._editing = Editing(row, beside)
        self.begun.emit()
        form = self._kind.make_form(row)
        lead, asks_why = self._kind.lead_of(row), self._kind.asks_why(row)
        self._editor.begin(title, form, lead=lead, asks_why=asks_why)
        form.field(self._kind.first_field(row)).setFocus()

    def look_away(self, beside: int | None) -> None:
        """Follow the list to another row: an untouched form gives way, another says what holds it."""
        if self._editing is None:
            return
        has_moved = self._editing.beside != beside
        if has_moved and not self._editor.is_changed:
            self._end()
        else:
            self._editor.warn("这里的内容还没有保存：请先保存或取消。" if has_moved else "")

    def leave(self) -> None:
        """Close the form, asking when there is anything to lose."""
        if self.is_open and (not self._editor.is_changed or self._gives_up()):
            self._end()

    def _end(self) -> None:
        self._editing = None
        self._editor.end()
        self.ended.emit()

    def _gives_up(self) -> bool:
        return self._desk.messages.confirm(
            "放弃尚未保存的内容？",
            detail=f"“{self._editor.title}”中有尚未保存的改动。",
            yes="放弃改动",
            is_dangerous=True,
        )

    def _ask(self, draft: D) -> None:
        """Check the draft; only the latest question is worth an answer."""
        if self._editing is None:
            return
        if self._asking is not None:
            self._asking.cancel()
        work = partial(self._kind.answer, draft, self._editing.key)
        self._asking = self._desk.operations.query(work, partial(self._take_answer, self._editing))

    def _take_answer(self, asked: Editing[R], answer: Answer) -> None:
        if self._editing is asked:
            self._kind.show_answer(answer)

    def _save(self, draft: D) -> None:
        if self._editing is None:
            return
        self._editor.set_working(is_working=True)
        work = partial(self._kind.answer, draft, self._editing.key)
        self._desk.operations.query(
            work, partial(self._store, self._editing, draft), on_end=self._stop_checking
        )

    def _store(self, editing: Editing[R], draft: D, answer: Answer) -> None:
        if self._editing is not editing:
            return
        if answer.problems:
            self._editor.form.show_problems(answer.problems)
            return
        self._is_storing = True
        self._desk.operations.change(
            partial(self._kind.store, draft, editing.row, self._editor.why),
            partial(self._say_saved, editing, draft),
            on_end=self._stop_storing,
        )

    def _say_saved(self, editing: Editing[R], draft: D, changes: Changes) -> None:
        if self._editing is editing:
            self._end()
        self.saved.emit(draft, editing.row is None, changes)

    def _stop_checking(self) -> None:
        if not self._is_storing:
            self._editor.set_working(is_working=False)

    def _stop_storing(self) -> None:
        self._is_storing = False
        self._editor.set_working(is_working=False)
