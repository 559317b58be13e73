"""Whose signature is placed where, asked while a paper is issued: a chooser for each seat, 手签 unless another is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from services.papers.signatures import SignatureRow
from ui.widgets.chooser import Chooser


class SigningField(QWidget):
    """The seats of a form; ``value`` is what ``PaperService.issue`` takes as ``signed_by``."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choosers: dict[str, Chooser[int]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)

    def offer(self, seats: Sequence[str], signatures: Sequence[SignatureRow]) -> None:
        """Offer the signatures for the seats of another form; the field hides where there is nothing to choose."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.choosers = {}
        options = [(row.key, row.person) for row in signatures if not row.is_withdrawn]
        for place, seat in enumerate(seats if options else ()):
            chooser = Chooser[int](options, none_text="手签")
            chooser.setAccessibleName(f"{seat}的签名")
            chooser.currentIndexChanged.connect(self.changed)
            self.choosers[seat] = chooser
            self._grid.addWidget(QLabel(seat), place, 0)
            self._grid.addWidget(chooser, place, 1)
        self.setVisible(bool(self.choosers))

    def value(self) -> dict[str, int]:
        """Return seat → signature, without the seats that are signed by hand."""
        chosen = {seat: chooser.value() for seat, chooser in self.choosers.items()}
        return {seat: key for seat, key in chosen.items() if key is not None}
