"""Why enterprises of the register are not drawn, counted: 频次上限 12 · 状态 20; each count opens the list it counts."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import roles, set_look


class ReasonLinks(QLabel):
    """A line of links; hidden where everybody of the register may be drawn."""

    clicked = Signal(str)
    """Carries the word of a reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "secondary")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._tell)
        self._counts: tuple[tuple[str, int], ...] = ()
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the links say."""
        return [f"{word} {number:,}" for word, number in self._counts]

    def set_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show other reasons."""
        self._counts = tuple(counts)
        style = f"color:{roles().accent}; text-decoration:none"
        links = [
            f'<a href="{quote(word)}" style="{style}">{escape(word)}&nbsp;{number:,}</a>'
            for word, number in self._counts
        ]
        self.setText(f"不抽的原因：{' · '.join(links)}")
        self.setVisible(bool(counts))

    def click(self, word: str) -> None:
        """Follow a link."""
        self.linkActivated.emit(quote(word))

    def _tell(self, link: str) -> None:
        self.clicked.emit(unquote(link))
