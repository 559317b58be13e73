"""A chooser of one value; typing filters a long list."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.theme import set_look

V = TypeVar("V")


class Chooser(QComboBox, Generic[V]):
    """A combo box of values with their texts; ``none_text`` adds a first line that stands for no value."""

    def __init__(
        self,
        options: Iterable[tuple[V, str]] = (),
        *,
        none_text: str = "",
        can_type: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._none_text = none_text
        self._values: list[V | None] = []
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if can_type:
            self._let_type()
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[V, str]]) -> None:
        """Offer other values; the chosen one stays if it is still offered."""
        chosen = self.value()
        pairs: list[tuple[V | None, str]] = [(None, self._none_text)] if self._none_text else []
        pairs += list(options)
        self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in pairs]
        self.addItems([text for _, text in pairs])
        self.blockSignals(False)
        self.set_value(chosen)

    def value(self) -> V | None:
        """Return the chosen value."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: V | None) -> None:
        """Choose a value; one that is not offered chooses the first line."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def _let_type(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = completer.popup()
        assert popup is not None  # PopupCompletion makes one
        set_look(popup, "options")
        self.setCompleter(completer)
        field = self.lineEdit()
        assert field is not None  # an editable combo box has one
        field.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """Take the line that was typed; a text that is no line gives way to the line chosen before."""
        place = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            self.setCurrentIndex(place)
        self.setEditText(self.itemText(self.currentIndex()))


class YearChooser(Chooser[int]):
    """The year that rules every tab: 2022 年度."""

    def __init__(self, years: Iterable[int], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("年度")
        self.setToolTip("年度：各页都只看这一年")
        self.offer(years)

    def offer(self, years: Iterable[int]) -> None:
        """Offer these years, the latest first."""
        self.set_options([(year, f"{year} 年度") for year in sorted(set(years), reverse=True)])
