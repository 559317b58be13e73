"""What the five steps of the ceremony share: pages that a presenter's clicker turns, a hint, a reason not to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from services.draw.rows import DrawDetail
from services.draw.seal_rows import DrawPreview

Source = DrawDetail | DrawPreview
"""A sealed draw, or what a seal would fix."""


class CeremonyStep(QWidget):
    """One step; the window turns its pages before it goes to the next step."""

    changed = Signal()
    """Page, hint or obstacle changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stack = QStackedLayout(self)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(self.stack.count(), 1)

    @property
    def page(self) -> int:
        """The page on screen."""
        return max(self.stack.currentIndex(), 0)

    @property
    def hint(self) -> str:
        """What the operator can do, for the foot of the screen."""
        return ""

    @property
    def obstacle(self) -> str:
        """Why the next step cannot be reached yet, or an empty text."""
        return ""

    def show_draw(self, source: Source) -> None:
        """Show a draw; every step writes its own."""
        raise NotImplementedError

    def enter(self, *, at_end: bool = False) -> None:
        """Come on screen with the first page, or with the last one when coming back."""
        self.turn_to(self.pages - 1 if at_end else 0)

    def leave(self) -> None:
        """Go from the screen."""

    def fit_pages(self) -> None:
        """Give the pages in the back the room of the one in front, for they are counted by it."""
        for number in range(self.stack.count()):
            page = self.stack.widget(number)
            assert page is not None  # the stack was just counted
            page.setGeometry(self.rect())
            layout = page.layout()
            if layout is not None:
                layout.activate()

    def turn_to(self, page: int) -> None:
        """Turn to a page."""
        self.stack.setCurrentIndex(page)
        self.changed.emit()

    def go_forward(self) -> bool:
        """Turn to the next page; return False where the step has none."""
        if self.page + 1 >= self.pages:
            return False
        self.turn_to(self.page + 1)
        return True

    def go_back(self) -> bool:
        """Turn to the page before; return False where the step has none."""
        if self.page == 0:
            return False
        self.turn_to(self.page - 1)
        return True

    def confirm(self) -> None:
        """Do what Enter stands for."""
