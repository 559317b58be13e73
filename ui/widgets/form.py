"""A form: a word, a field, and beneath the field what is wrong with it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import roles
from ui.widgets.labels import section_title, toned

_LABEL_WIDTH = 96


class Form(QWidget):
    """Rows of labelled fields. ``show_problems`` puts each problem beside its field and goes to the first."""

    def __init__(self, *, label_width: int = _LABEL_WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QWidget] = {}
        self._problems: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    def add(self, key: str, label: str, field: QWidget, *, is_required: bool = False, hint: str = "") -> None:
        """Add a field; ``key`` is the draft's field name, by which problems find it."""
        row = self._grid.rowCount()
        word = QLabel(f"{label}<span style='color:{roles().bad}'> *</span>" if is_required else label)
        word.setTextFormat(Qt.TextFormat.RichText)
        word.setBuddy(field)
        field.setAccessibleName(label)
        problem = toned("", "bad")
        problem.setWordWrap(True)
        problem.hide()
        stack = QVBoxLayout()
        stack.setSpacing(2)
        is_short = field.maximumWidth() < 16_000
        stack.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft if is_short else Qt.AlignmentFlag(0))
        if hint:
            words = toned(hint, "secondary")
            words.setWordWrap(True)
            stack.addWidget(words)
            self._hints[key] = words
        stack.addWidget(problem)
        self._grid.addWidget(word, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(stack, row, 1)
        word.setContentsMargins(0, 6, 0, 0)
        self._fields[key], self._problems[key], self._labels[key] = field, problem, word

    def add_section(self, text: str) -> None:
        """Begin a section of the form."""
        row = self._grid.rowCount()
        heading = section_title(text)
        heading.setContentsMargins(0, 8 if self._fields else 0, 0, 0)
        self._grid.addWidget(heading, row, 0, 1, 2)

    def field(self, key: str) -> QWidget:
        """Return the field of a key."""
        return self._fields[key]

    def problem(self, key: str) -> str:
        """Return the problem that stands beside a field."""
        return self._problems[key].text()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show these problems and no others; go to the first field that has one."""
        first: QWidget | None = None
        for key, label in self._problems.items():
            text = problems.get(key, "")
            label.setText(text)
            label.setVisible(bool(text))
            field = self._fields[key]
            if field.property("problem") != bool(text):
                field.setProperty("problem", bool(text))
                field.style().unpolish(field)
                field.style().polish(field)
            first = first or (field if text else None)
        if first is not None:
            first.setFocus()

    def add_stretch(self) -> None:
        """Keep the fields together at the top of a tall form."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)
