"""One fixed text of a form: its name, its field, the placeholders that can be put in, what is wrong with it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from services.papers.wording_rows import WordingText
from ui.theme import roles
from ui.widgets.buttons import link_button
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import ChipLabel, secondary, strong, toned

_MOST_LINES = 9


class WordingField(QWidget):
    """Shows a text and gives it back; a click on a placeholder puts it where the cursor stands."""

    changed = Signal()

    def __init__(self, text: WordingText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.field = GrowingText(most_lines=_MOST_LINES, name=text.name, keeps_lines=text.has_lines)
        self.field.setText(text.text.strip())
        self.own_button = link_button("恢复程序文字", hint="这一段改回程序自带的文字")
        self.own_button.clicked.connect(self.take_own)
        self._chip = ChipLabel("已改", "info")
        self.problem_label = toned("", "bad")
        self.problem_label.setWordWrap(True)
        self.problem_label.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._head())
        layout.addWidget(self.field)
        layout.addWidget(self.problem_label)
        self.chips = self._chips()
        if text.placeholders:
            layout.addWidget(self.chips)
        if text.help:
            words = secondary(text.help)
            words.setWordWrap(True)
            layout.addWidget(words)
        self.field.changed.connect(self._on_changed)
        self._show_state()

    @property
    def key(self) -> str:
        """The key of the text in its form."""
        return self._text.key

    @property
    def name(self) -> str:
        """What the text is called."""
        return self._text.name

    def text(self) -> str:
        """Return what is written; the program's own text where only blanks around it differ."""
        written = self.field.text()
        return self._text.own if written == self._text.own.strip() else written

    def take_own(self) -> None:
        """Write the program's own text."""
        self.field.setText(self._text.own.strip())

    def put_in(self, placeholder: str) -> None:
        """Put a placeholder where the cursor stands, in place of what is selected."""
        self.field.insertPlainText(f"{{{placeholder}}}")
        self.field.setFocus()

    def show_problem(self, problem: str) -> None:
        """Write a problem beneath the field, or none."""
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))
        if self.field.property("problem") != bool(problem):
            self.field.setProperty("problem", bool(problem))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(strong(self._text.name))
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self.own_button)
        return head

    def _chips(self) -> QLabel:
        """Return the placeholders as links that wrap with the width; those that may be left out say so."""
        colors = roles()
        look = f"color:{colors.accent}; background-color:{colors.accent_soft}; text-decoration:none"
        chips = [
            f"<a href='{escape(name)}' style='{look}'>&nbsp;{{{escape(name)}}}&nbsp;</a>"
            + ("<small>可不写</small>" if name in self._text.may_omit else "")
            for name in self._text.placeholders
        ]
        label = QLabel("插入：" + "&nbsp; ".join(chips))
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self.put_in)
        label.setToolTip("点一下，插入到光标处；打印时换成该户的内容")
        return label

    def _on_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        differs = self.text() != self._text.own
        self._chip.setVisible(differs)
        self.own_button.setVisible(differs)
