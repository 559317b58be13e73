"""在场人员: where the draw is held, who is present and in which role. The minutes list them, and each signs.

The 监督人 is never among those who may be drawn: what the seal promised holds for this list too.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.vocab import SeedSource
from services.draw.rows import AttendeeRow, DrawDetail
from ui.theme import set_look
from ui.widgets.buttons import Button, link_button
from ui.widgets.dialog import WorkDialog
from ui.widgets.form import Form
from ui.widgets.labels import secondary, toned, value_label

OPERATOR, SUPERVISOR, WITNESS, THROWER = "操作人", "监督人", "见证人", "投掷人"
ROLES = (
    "主持人",
    OPERATOR,
    SUPERVISOR,
    "记录人",
    WITNESS,
    THROWER,
    "检查人员代表",
    "企业代表",
    "纪检监察人员",
    "公证员",
)
_MEANING = "按登记的次序印在会议记录上，各人在自己的姓名后签字；派发以后不能再改。"
_MOST = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where, and who."""

    place: str
    attendees: tuple[AttendeeRow, ...]


def suggest_attendees(detail: DrawDetail) -> list[AttendeeRow]:
    """Return who was there in any case: operator, 监督人, and the people who give the seed."""
    roles = {detail.row.operator: OPERATOR, detail.row.supervisor: SUPERVISOR}
    source = detail.row.seed_source
    people = list(detail.contributors) if source in (SeedSource.DICE, SeedSource.WORDS) else []
    has_dice = "骰子：" in detail.seal.seed_rule
    for number, name in enumerate(people, start=1):
        is_last = number == len(people)
        if not is_last or has_dice:
            roles.setdefault(name, THROWER if is_last else WITNESS)
    return [AttendeeRow(name, role) for name, role in roles.items()]


def check_meeting(meeting: Meeting, detail: DrawDetail) -> str:
    """Return what is wrong in one sentence, or an empty text."""
    if not meeting.attendees:
        return "请至少登记操作人和监督人。"
    drawable = {officer.name for officer in detail.pool if officer.in_pool}
    seen: set[AttendeeRow] = set()
    for number, one in enumerate(meeting.attendees, start=1):
        if not one.name or not one.role:
            return f"第 {number} 行须填写姓名和身份。"
        if one.role == SUPERVISOR and one.name in drawable:
            return f"{one.name}在本次可抽人员中，不能作监督人。"
        if one in seen:
            return f"第 {number} 行的{one.name}已经登记过。"
        seen.add(one)
    return ""


class AttendeesDialog(WorkDialog):
    """A line for each person; an empty line is left out."""

    def __init__(self, parent: QWidget | None, detail: DrawDetail) -> None:
        self._detail = detail
        self.place = QLineEdit(detail.meeting_place)
        self.place.setMaxLength(100)
        self.place.setPlaceholderText("如 区应急管理局三楼会议室")
        self.rows: list[_PersonRow] = []
        self.add_button: Button = link_button("添加一人", icon_name="plus")
        self._problem = toned("", "bad")
        self._problem.setWordWrap(True)
        self._grid = QGridLayout()
        for column, (word, stretch) in enumerate((("姓名", 2), ("身份", 2), ("单位", 3), ("", 0))):
            self._grid.addWidget(secondary(word), 0, column)
            self._grid.setColumnStretch(column, stretch)
        super().__init__(parent, f"在场人员　{detail.row.draw_code}", self._content(), size=(720, 520))
        for one in detail.attendees or suggest_attendees(detail):
            self.add_person(one)
        self.add_button.clicked.connect(self._add_empty)

    @classmethod
    def ask(cls, parent: QWidget | None, detail: DrawDetail) -> Meeting | None:
        """Show the dialog; None when the user left."""
        dialog = cls(parent, detail)
        return dialog.meeting() if dialog.exec() else None

    @property
    def problem(self) -> str:
        """The sentence beneath the list."""
        return self._problem.text()

    def meeting(self) -> Meeting:
        """Return what was filled in."""
        people = [row.person() for row in self.rows]
        named = tuple(one for one in people if one != AttendeeRow("", one.role))
        return Meeting(self.place.text().strip(), named)

    def add_person(self, one: AttendeeRow) -> None:
        """Add a line."""
        row = _PersonRow(one)
        number = self._grid.rowCount()
        for column, part in enumerate((row.name, row.role, row.unit, row.remove_button)):
            self._grid.addWidget(part, number, column)
        row.remove_button.clicked.connect(self._remove)
        for field in (row.name, row.unit):
            field.installEventFilter(self)
        self.rows.append(row)

    def confirm(self) -> None:
        """Accept when nothing is missing."""
        problem = check_meeting(self.meeting(), self._detail)
        self._problem.setText(problem)
        if not problem:
            self.accept()

    def _add_empty(self) -> None:
        self.add_person(AttendeeRow("", WITNESS))
        self.rows[-1].name.setFocus()

    def _remove(self) -> None:
        row = next(row for row in self.rows if row.remove_button is self.sender())
        self.rows.remove(row)
        for part in (row.name, row.role, row.unit, row.remove_button):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _content(self) -> QWidget:
        form = Form(label_width=64)
        form.add("place", "抽取地点", self.place)
        content = QWidget()
        set_look(content, "clear")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(value_label(_MEANING))
        layout.addWidget(form)
        layout.addLayout(self._grid)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        return content


class _PersonRow:
    """The fields of one line."""

    def __init__(self, one: AttendeeRow) -> None:
        self.name, self.unit = QLineEdit(one.name), QLineEdit(one.unit)
        self.role = QComboBox()
        self.role.setEditable(True)
        self.role.addItems(ROLES)
        self.role.setCurrentText(one.role)
        self.remove_button: Button = link_button("移除")
        for field, word in ((self.name, "姓名"), (self.role, "身份"), (self.unit, "单位")):
            field.setAccessibleName(word)
        for field in (self.name, self.unit):
            field.setMaxLength(_MOST)

    def person(self) -> AttendeeRow:
        """Return the person of the line."""
        one = AttendeeRow(self.name.text(), self.role.currentText(), self.unit.text())
        return replace(one, name=one.name.strip(), role=one.role.strip(), unit=one.unit.strip())
