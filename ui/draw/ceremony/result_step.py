"""④ 结果: the stored numbers rolled out name by name, the list in ticket order, then the teams and who goes where.

Everything here is read from the draw as it is stored; the timer only decides how much of it is on screen.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from services.draw.rows import DrawDetail
from ui.draw.ceremony.big_table import BigColumn, BigTable, Cell, Row
from ui.draw.ceremony.look import words
from ui.draw.ceremony.roll import Roll
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.ceremony.telling import (
    drawn_places,
    drawn_text,
    officer_cells,
    place_cells,
    remarks,
    short_ticket,
    team_rows,
)
from ui.draw.facts import load_text, officer_lines
from ui.settings_store import SettingsStore

INTERVAL = 40  # ms
STILL = "ceremony/still"
_PLACES = (
    BigColumn("序", 3.0, is_right=True),
    BigColumn("号码", 8.0, size=1.2, is_bold=True),
    BigColumn("检查对象", 0.0, size=1.25, is_bold=True),
    BigColumn("镇街", 8.0),
    BigColumn("类别", 4.1),
)
_TEAMS = (
    BigColumn("组", 4.0, size=1.2, is_bold=True),
    BigColumn("组长在前", size=1.2),
    BigColumn("户数", 6.0),
)
_OFFICERS = (
    BigColumn("序", 3.0, is_right=True),
    BigColumn("检查对象"),
    BigColumn("检查人员（组长在前）", 19.0),
)
_NOTHING = (Cell(""), Cell(""))


class ResultStep(CeremonyStep):
    """Pages of the list, then of the teams, then of the officers; 跳过 shows all at once."""

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._detail: DrawDetail | None = None
        self._roll = Roll.of(())
        self._tick = 0
        self.title = words(size="accent")
        self.remark = words(look="bad")
        self.places, self.teams, self.officers = BigTable(_PLACES), BigTable(_TEAMS), BigTable(_OFFICERS)
        self.still = QCheckBox("以后不滚动，直接显示")
        self.still.setChecked(settings.choice(STILL, "no") == "yes")
        self.timer = QTimer(self, interval=INTERVAL)
        self.timer.timeout.connect(self.advance)
        self.still.toggled.connect(self._remember)
        self._lay_out()

    @property
    def is_rolling(self) -> bool:
        """Whether part of the list is still to be shown."""
        return self._tick < self._roll.ticks

    @property
    def hint(self) -> str:
        """What the operator can do."""
        return "空格或翻页键：跳过" if self.is_rolling else ""

    @property
    def pages(self) -> int:
        """Count the pages of all lists."""
        return sum(table.pages for table in self._tables)

    @property
    def page(self) -> int:
        """The page on screen."""
        number = self._tables.index(self._front)
        return sum(table.pages for table in self._tables[:number]) + self._front.page

    def turn_to(self, page: int) -> None:
        """Turn to a page."""
        for table in self._tables:
            if page < table.pages or table is self._tables[-1]:
                self._show_table(table)
                table.go_to(page)
                break
            page -= table.pages
        self.changed.emit()

    def show_draw(self, source: Source) -> None:
        """Show a drawn draw."""
        if not isinstance(source, DrawDetail) or source.row.drawn_at is None:
            return
        is_new = self._detail is None or self._detail.row.key != source.row.key
        self._detail = source
        self._roll = Roll.of([short_ticket(place.ticket) for place in drawn_places(source)])
        if is_new:
            self._tick = self._roll.ticks
        self.teams.set_rows(team_rows(source))
        self.officers.set_rows([officer_cells(place) for place in source.places if place.is_live])
        self.remark.setText("\n".join(remarks(source)))
        self.remark.setVisible(bool(self.remark.text()))
        self._show_places()

    def fit_pages(self) -> None:
        """Give the lists in the back the room of the one in front."""
        super().fit_pages()
        for table in (self.places, self.teams, self.officers):
            table.setGeometry(self._stacked.rect())

    def enter(self, *, at_end: bool = False) -> None:
        """Roll from the first name on; coming back shows everything."""
        super().enter(at_end=at_end)
        if at_end or self.still.isChecked():
            self.skip()
        else:
            self._tick = 0
            self.timer.start()
            self._show_places()

    def leave(self) -> None:
        """Stop the show."""
        self.timer.stop()

    def advance(self) -> None:
        """Show a little more."""
        self._tick += 1
        self.places.show_row(min(self._roll.settled(self._tick), max(len(self._roll.numbers) - 1, 0)))
        if not self.is_rolling:
            self.skip()
        else:
            self._show_places()

    def skip(self) -> None:
        """Show all."""
        was_rolling = self.timer.isActive()
        self.timer.stop()
        self._tick = self._roll.ticks
        self._show_places()
        if was_rolling:
            self.places.go_to(0)
        self.changed.emit()

    def go_forward(self) -> bool:
        """Skip the roll, or turn the page."""
        if self.is_rolling:
            self.skip()
            return True
        return super().go_forward()

    def confirm(self) -> None:
        """Skip the roll."""
        if self.is_rolling:
            self.skip()

    @property
    def _tables(self) -> list[BigTable]:
        detail = self._detail
        if detail is None:
            return [self.places]
        shown = [self.places]
        if detail.teams_drawn:
            shown.append(self.teams)
        if any(place.seats or place.is_unopened for place in detail.places):
            shown.append(self.officers)
        return shown

    @property
    def _front(self) -> BigTable:
        current = self._stacked.currentWidget()
        return next((table for table in self._tables if table is current), self.places)

    def _show_table(self, table: BigTable) -> None:
        self._stacked.setCurrentWidget(table)
        detail = self._detail
        if detail is None:
            return
        if table is self.places:
            self.title.setText(f"抽取结果　{drawn_text(detail)}")
        elif table is self.teams:
            self.title.setText("检查组")
        else:
            self.title.setText(f"谁去哪里　{load_text(officer_lines(detail.pool, detail.loads))}")

    def _show_places(self) -> None:
        detail = self._detail
        if detail is None:
            return
        if not self.is_rolling:
            self.places.set_rows([place_cells(place) for place in detail.places])
            return
        final = [place_cells(place) for place in drawn_places(detail)]
        settled = self._roll.settled(self._tick)
        rows: list[Row] = []
        for number, row in enumerate(final):
            if number < settled:
                rows.append(row)
            elif number == settled:
                rows.append((row[0], Cell(self._roll.rolling(self._tick), "accent"), Cell("……"), *_NOTHING))
            else:
                rows.append((row[0], Cell(""), Cell(""), *_NOTHING))
        self.places.set_rows(rows, final=final)

    def _remember(self, is_still: bool) -> None:
        self._settings.set_choice(STILL, "yes" if is_still else "no")
        if is_still and self.is_rolling:
            self.skip()

    def _lay_out(self) -> None:
        self._stacked = QStackedWidget()
        for table in (self.places, self.teams, self.officers):
            self._stacked.addWidget(table)
            table.paged.connect(self.changed)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.still)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.remark)
        layout.addWidget(self._stacked, 1)
        self.stack.addWidget(page)
