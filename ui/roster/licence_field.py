"""The 许可证 of one 检查对象: 类别, 证号, 有效期, two lines each, added and taken away."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from services.roster.enterprise_rows import Licence
from ui.theme import set_look
from ui.widgets.buttons import Button, link_button
from ui.widgets.date_field import DateField
from ui.widgets.labels import secondary

USUAL_KINDS = (
    "安全生产许可证",
    "危险化学品经营许可证",
    "危险化学品安全使用许可证",
    "烟花爆竹经营许可证",
    "排污许可证",
    "特种设备使用登记证",
)
_LONGEST_KIND = 50
_LONGEST_NUMBER = 100


class LicenceField(QWidget):
    """Shows licences and gives them back sorted; an entry without a 类别 counts as none (see ``problem``)."""

    changed = Signal()

    def __init__(self, kinds: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = tuple(dict.fromkeys((*kinds, *USUAL_KINDS)))
        self._entries: list[LicenceEntry] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add_button = link_button("添加许可证", icon_name="plus")
        self.add_button.setMaximumWidth(self.add_button.sizeHint().width())
        self.add_button.clicked.connect(self.add_entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._lines)
        layout.addWidget(self.add_button)

    @property
    def entries(self) -> Sequence["LicenceEntry"]:
        """The entries on screen."""
        return self._entries

    def values(self) -> tuple[Licence, ...]:
        """Return the licences, sorted by 类别 and 证号."""
        given = {(one.kind, one.number): one for entry in self._entries if (one := entry.value()).kind}
        return tuple(given[key] for key in sorted(given))

    def set_values(self, licences: Iterable[Licence]) -> None:
        """Show other licences."""
        for entry in list(self._entries):
            self._drop(entry)
        for licence in licences:
            self._put(licence)

    def problem(self) -> str:
        """Return what cannot be kept as it is written, "" when everything can."""
        values = [entry.value() for entry in self._entries]
        if any(not one.kind and (one.number or one.expires_on) for one in values):
            return "请填写许可证类别，或移除这一项。"
        if any(not entry.date.is_valid for entry in self._entries):
            return "有效期请写成日期，例如 2022-05-25。"
        named = [(one.kind, one.number) for one in values if one.kind]
        return "同一类别、同一证号填了两次，请移除一项。" if len(set(named)) < len(named) else ""

    def add_entry(self) -> None:
        """Add an empty entry and go there."""
        self._put(Licence("")).kind.setFocus()
        self.changed.emit()

    def _put(self, licence: Licence) -> "LicenceEntry":
        entry = LicenceEntry(self._kinds, licence)
        entry.changed.connect(self.changed)
        entry.removed.connect(self._remove)
        self._entries.append(entry)
        self._lines.addWidget(entry)
        return entry

    def _remove(self, entry: object) -> None:
        if isinstance(entry, LicenceEntry):
            self._drop(entry)
            self.changed.emit()

    def _drop(self, entry: "LicenceEntry") -> None:
        self._entries.remove(entry)
        self._lines.removeWidget(entry)
        entry.hide()
        entry.deleteLater()


class LicenceEntry(QFrame):
    """One licence; ``removed`` carries the entry itself."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, kinds: Sequence[str], licence: Licence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "clear")
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.kind.addItems(list(kinds))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.kind.setAccessibleName("许可证类别")
        line = self.kind.lineEdit()
        assert line is not None  # it is editable
        line.setMaxLength(_LONGEST_KIND)
        line.setPlaceholderText("类别，可选可填")
        self.kind.setCurrentIndex(-1)
        self.kind.setEditText(licence.kind)
        self.number = QLineEdit(licence.number)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self.number.setPlaceholderText("证号")
        self.number.setAccessibleName("证号")
        self.date = DateField(licence.expires_on)
        self.date.setFixedWidth(128)
        self.date.setAccessibleName("有效期至")
        self.date.setToolTip("有效期至")
        self.remove_button: Button = link_button("", icon_name="x", hint="移除这一项")
        self.remove_button.setAccessibleName("移除这一项")
        self.remove_button.setIconSize(QSize(16, 16))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self))
        self.kind.currentTextChanged.connect(self.changed)
        self.number.textChanged.connect(self.changed)
        self.date.textChanged.connect(self.changed)
        self._lay_out()

    def value(self) -> Licence:
        """Return what the entry says."""
        kind = self.kind.currentText().strip()
        return Licence(kind, self.number.text().strip(), self.date.value())

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.kind, 1)
        first.addWidget(self.remove_button)
        second.addWidget(self.number, 1)
        second.addWidget(secondary("有效期至"))
        second.addWidget(self.date)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (first, second):
            part.setSpacing(6)
            layout.addLayout(part)
