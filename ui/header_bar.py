"""The top of the window: whose office, which year, the tabs, 设置."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from ui.widgets.buttons import quiet_button
from ui.widgets.chooser import YearChooser
from ui.widgets.labels import rule, strong


class HeaderBar(QWidget):
    """Real tabs, so that keyboard and screen readers know them as tabs."""

    tab_changed = Signal(int)
    year_chosen = Signal(int)
    settings_clicked = Signal()

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._office = strong()
        self._office.setMaximumWidth(260)
        self._years = YearChooser([year])
        self._years.setFixedWidth(112)
        self._years.currentIndexChanged.connect(self._tell_year)
        self._tabs = QTabBar()
        self._tabs.setObjectName("tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._tabs.setAccessibleName("页面")
        self._tabs.currentChanged.connect(self.tab_changed)
        self._settings = quiet_button("设置", icon_name="settings")
        self._settings.clicked.connect(self.settings_clicked)
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(12)
        line.addWidget(self._office)
        line.addWidget(self._years)
        line.addSpacing(4)
        line.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        line.addWidget(self._settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line, 1)
        layout.addWidget(rule())
        self.setFixedHeight(49)

    def set_office(self, name: str) -> None:
        """Show the bureau's name."""
        self._office.setText(self._office.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 256))
        self._office.setToolTip(name)

    def set_titles(self, titles: Sequence[str]) -> None:
        """Show these tabs, the first one in front."""
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for number, title in enumerate(titles):
            self._tabs.addTab(title)
            self._tabs.setTabToolTip(number, f"{title}（Ctrl+{number + 1}）")
        self._tabs.blockSignals(False)

    def set_working(self, is_working: bool) -> None:
        """Let tabs, year and settings be used only while the database is open."""
        for part in (self._tabs, self._years, self._settings):
            part.setEnabled(is_working)

    def set_years(self, years: Iterable[int], current: int) -> None:
        """Offer these years."""
        self._years.blockSignals(True)
        self._years.offer({*years, current})
        self._years.set_value(current)
        self._years.blockSignals(False)

    def go_to(self, number: int) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(number)

    @property
    def current(self) -> int:
        """The number of the tab in front."""
        return self._tabs.currentIndex()

    @property
    def titles(self) -> list[str]:
        """The titles of the tabs."""
        return [self._tabs.tabText(number) for number in range(self._tabs.count())]

    @property
    def year(self) -> int | None:
        """The year that is chosen."""
        return self._years.value()

    def choose_year(self, year: int) -> None:
        """Choose a year as a click would."""
        self._years.set_value(year)

    def _tell_year(self) -> None:
        year = self._years.value()
        if year is not None:
            self.year_chosen.emit(year)
