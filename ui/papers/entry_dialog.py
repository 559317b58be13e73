"""Making a paper that asks something: its 填写项, the day of issue, a look at it, and 制发. What was typed is kept.

For several inspections the line 全部 fills in what is the same for all; each enterprise has its own page after it.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from services.files.forms.entry import EntryField, EntryKind
from services.papers.signatures import SignatureRow
from ui.messages import Messages
from ui.papers.entry_form import LABEL_WIDTH, EntryForm
from ui.papers.entry_sheet import Checked, EntryDrafts, EntrySheet, Problems
from ui.theme import set_look
from ui.widgets.buttons import Button, button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, section_title

_LIST_WIDTH = 220
_ALL = -1
_OFFICER_SEAT = "检查人员"
_UNSIGNED = "不放，打印后手写"
_SIGNATURE_WIDTH = 220
_CHECKING = "正在核对…"
_FRAME_HEIGHT, _FIELD_HEIGHT, _LINES_HEIGHT, _SEAT_HEIGHT, _TALLEST = 220, 62, 108, 42, 640
KEEP, DROP = "保留，下次接着填", "不保留"


class EntryDialog(WorkDialog):
    """Asks for the 填写项 of one or several papers of one 文种."""

    submitted = Signal()
    """What is typed has no gap any more and the papers of ``keys`` are to be issued; hand the problems to ``answer``."""
    draft_left = Signal(object)
    """Carries record key → values of what was typed and is to be kept without being issued."""
    preview_asked = Signal()
    """Asks for a look at the papers of ``shown_keys``, after what was typed is kept."""

    def __init__(
        self, parent: QWidget | None, sheet: EntrySheet, issued_on: date, messages: Messages
    ) -> None:
        self.sheet = sheet
        self.drafts = EntryDrafts(sheet)
        self._messages = messages
        self._is_single = len(sheet.cases) == 1
        self._place = QVBoxLayout()
        self.form = self._make_form(sheet.cases[0].fields if self._is_single else sheet.common_fields)
        self.day = DateField(issued_on)
        self._dates = Form(label_width=LABEL_WIDTH)
        self.signatures = {seat: _chooser(sheet.signatures) for seat in self._seats()}
        self._heading = section_title()
        self._hint = secondary()
        self._hint.setWordWrap(True)
        self.cases = QListWidget()
        self.preview_button: Button = button("预览", icon_name="search")
        self.preview_button.set_hint("先看一看：没有文号，不登记")
        self.preview_button.clicked.connect(self._look)
        self._fill_cases()
        super().__init__(
            parent,
            f"制发{sheet.kind.label}",
            self._lay_out(),
            confirm="制发",
            size=(700, _height(sheet.cases[0].fields, len(self.signatures)))
            if self._is_single
            else (900, 600),
        )
        self.foot.insertWidget(1, self.preview_button)
        self.cases.currentRowChanged.connect(self._turn)
        self.cases.itemChanged.connect(self._count)
        self._turn(0)
        self._count()

    @property
    def issued_on(self) -> date | None:
        """The day of issue."""
        return self.day.value()

    @property
    def keys(self) -> list[int]:
        """The inspections that are ticked, in their order."""
        if self._is_single:
            return [self.sheet.cases[0].record_key]
        return [
            case.record_key
            for place, case in enumerate(self.sheet.cases, 1)
            if self.cases.item(place).checkState() is Qt.CheckState.Checked
        ]

    @property
    def signed_by(self) -> dict[str, int]:
        """Seat → the signature that is placed there; nobody's unless it was chosen here."""
        chosen = {seat: chooser.value() for seat, chooser in self.signatures.items()}
        return {seat: key for seat, key in chosen.items() if key is not None}

    @property
    def shown_keys(self) -> list[int]:
        """The inspection on screen, or all that are ticked."""
        return self.keys if self._shown == _ALL else [self._shown]

    def turn_to(self, place: int) -> None:
        """Show the page of an enterprise; 0 is 全部 where there are several."""
        self.cases.setCurrentRow(place)

    def confirm(self) -> None:
        """Submit what is complete; else go to the first enterprise with a problem."""
        if self._has_day() and not self._show_problems(self._own_problems(self.keys)) and self.keys:
            self.confirm_button.set_reason(_CHECKING)
            self.submitted.emit()

    def answer(self, checked: Checked) -> None:
        """Close when nothing keeps the papers from being issued, else show what does; nothing typed is lost."""
        self.drafts.note_saved(checked.kept)
        self._count()
        if self.drafts.is_changed:  # typed while it was checked
            self.confirm()
        elif not self._show_problems(checked.problems):
            self.accept()

    def unlock(self) -> None:
        """Let it be submitted again."""
        self._count()

    def reject(self) -> None:
        """Leave; ask first what becomes of what was typed."""
        if self.drafts.is_changed:
            kept = self._messages.choose("已填写的内容还没有制发，要保留吗？", [(KEEP, True), (DROP, False)])
            if kept is None:
                return
            if kept:
                self.draft_left.emit(self.drafts.changed)
        super().reject()

    # -- inside

    def _seats(self) -> list[str]:
        """Return the seats to sign; those of the officers only for one inspection, for each has others."""
        if not self.sheet.signatures:
            return []
        return [seat for seat in self.sheet.seats if self._is_single or not seat.startswith(_OFFICER_SEAT)]

    def _fill_cases(self) -> None:
        self._shown = self.sheet.cases[0].record_key
        if self._is_single:
            return
        self.cases.addItem(QListWidgetItem(f"全部 {len(self.sheet.cases)} 户"))
        for case in self.sheet.cases:
            item = QListWidgetItem(case.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(case.name)
            self.cases.addItem(item)
        self.cases.setCurrentRow(0)
        self._shown = _ALL

    def _lay_out(self) -> QWidget:
        self._dates.add("day", "发文日期", self.day, is_required=True)
        page = QWidget()
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(10)
        right.addWidget(self._heading)
        right.addWidget(self._hint)
        right.addLayout(self._place)
        for seat, chooser in self.signatures.items():
            self._dates.add(f"seat:{seat}", f"签名图：{seat}", chooser)
        right.addWidget(self._dates)
        right.addStretch(1)
        if self._is_single:
            return page
        content = QWidget()
        line = QHBoxLayout(content)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        set_look(self.cases, "options")
        self.cases.setFixedWidth(_LIST_WIDTH)
        self.cases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cases.setAccessibleName("检查对象")
        line.addWidget(self.cases)
        line.addWidget(page, 1)
        return content

    def _make_form(self, fields: Sequence[EntryField]) -> EntryForm:
        made = EntryForm(fields)
        made.edited.connect(self._write)
        made.setVisible(bool(fields))
        self._place.addWidget(made)
        return made

    def _show_fields(self, fields: Sequence[EntryField]) -> None:
        """Show these fields; one inspection may ask more than another."""
        if tuple(fields) != self.form.entries:
            self._place.removeWidget(self.form)
            self.form.deleteLater()
            self.form = self._make_form(fields)
            for line in self.form.findChildren(QLineEdit):
                line.installEventFilter(self)

    def _turn(self, place: int) -> None:
        is_all = not self._is_single and place <= 0
        if is_all:
            self._shown = _ALL
            self._heading.setText(f"全部 {len(self.sheet.cases)} 户")
            self._hint.setText("这里填写各户相同的内容；在左侧选一户，可以单独修改。")
            self._show_fields(self.sheet.common_fields)
            self.form.fill(self.drafts.common())
        else:
            case = self.sheet.cases[0 if self._is_single else place - 1]
            self._shown = case.record_key
            self._heading.setText(case.name)
            self._hint.setText("" if case.fields else "这种文书没有要填写的内容，由检查记录直接生成。")
            self._show_fields(case.fields)
            self.form.fill(self.drafts.values(case.record_key))
        self._hint.setVisible(bool(self._hint.text()))
        self.form.show_problems({})

    def _go_to(self, record_key: int) -> None:
        keys = [case.record_key for case in self.sheet.cases]
        if len(keys) > 1:
            self.cases.setCurrentRow(keys.index(record_key) + 1)

    def _write(self, key: str, text: str) -> None:
        if self._shown == _ALL:
            self.drafts.write_all(key, text)
            own = self.drafts.count_own(key)
            self.set_note(f"{own} 户单独改过，不随之改动" if own else "")
        else:
            self.drafts.write(self._shown, key, text)

    def _own_problems(self, keys: Sequence[int]) -> Problems:
        return {key: found for key in keys if (found := self.drafts.problems(key))}

    def _show_problems(self, problems: Problems) -> bool:
        """Show what is wrong at the first enterprise that has a problem; tell whether there is one."""
        self._mark(list(problems))
        if not problems:
            self.set_note("")
            return False
        key = self._shown if self._shown in problems else next(iter(problems))
        if key != self._shown:
            self._go_to(key)
        self.form.show_problems(problems[key])
        fields = {one.key for one in self.form.entries}
        rest = "".join(sentence for field, sentence in problems[key].items() if field not in fields)
        count = "" if self._is_single else f"{len(problems)} 户还没有填完；可以去掉勾选，先制发其余各户"
        self.set_note(rest or count)  # what belongs to no field stands beside the buttons
        return True

    def _has_day(self) -> bool:
        problem = "" if self.issued_on is not None else "请填写发文日期，例如 2022-06-10。"
        self._dates.show_problems({"day": problem} if problem else {})
        return not problem

    def _mark(self, missing: Sequence[int]) -> None:
        """Mark the enterprises that are not complete."""
        if self._is_single:
            return
        self.cases.blockSignals(True)
        for place, case in enumerate(self.sheet.cases, 1):
            mark = "（未填完）" if case.record_key in missing else ""
            self.cases.item(place).setText(f"{mark}{case.name}")
        self.cases.blockSignals(False)

    def _count(self) -> None:
        count = len(self.keys)
        self.confirm_button.setText(f"制发 {count} 份" if not self._is_single else "制发")
        self.confirm_button.set_reason(None if count else "请至少勾选一户")

    def _look(self) -> None:
        if (
            self._has_day()
            and self.shown_keys
            and not self._show_problems(self._own_problems(self.shown_keys))
        ):
            self.preview_asked.emit()


def _chooser(signatures: Sequence[SignatureRow]) -> Chooser[int]:
    made: Chooser[int] = Chooser([(one.key, one.person) for one in signatures], none_text=_UNSIGNED)
    made.setFixedWidth(_SIGNATURE_WIDTH)
    return made


def _height(fields: Sequence[EntryField], seats: int) -> int:
    """Return how tall a dialog of these fields is, so that a short form does not stand in an empty window."""
    lines = sum(_LINES_HEIGHT if one.kind is EntryKind.LINES else _FIELD_HEIGHT for one in fields)
    return min(_FRAME_HEIGHT + lines + seats * _SEAT_HEIGHT, _TALLEST)
