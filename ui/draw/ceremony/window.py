"""投影演示: the draw before everybody's eyes, full screen, driven by a presenter's clicker or the keyboard.

On a sealed draw it acts; on a drawn one it is a replay that changes nothing. What it shows of a result is what is stored.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserFacingError
from services.changes import Changes
from services.container import Services
from services.draw.rows import DrawDetail
from ui.desk import Desk
from ui.draw import actions
from ui.draw.ceremony.draw_step import DrawStep
from ui.draw.ceremony.frame_step import FrameStep
from ui.draw.ceremony.look import sheet, unit_of, words
from ui.draw.ceremony.result_step import ResultStep
from ui.draw.ceremony.seed_step import SeedStep
from ui.draw.ceremony.sign_step import SignStep
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.ceremony.step_strip import StepStrip
from ui.draw.ceremony.telling import head_text, state_mark
from ui.draw.printing import open_confirmation, open_minutes, open_seal_sheet
from ui.theme import set_look
from ui.widgets.buttons import Button, button

FRAME, SEED, DRAW, RESULT, SIGN = range(5)
_FORWARD = {Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up}
_LEAVE = {Qt.Key.Key_F11, Qt.Key.Key_Escape}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CeremonyWindow(QWidget):
    """Five steps on the projector."""

    closed = Signal()

    def __init__(self, desk: Desk, services: Services, source: Source, parent: QWidget | None = None) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle("抽取投影演示")
        self._desk, self._services = desk, services
        self._source = source
        self._is_replay = isinstance(source, DrawDetail) and source.row.drawn_at is not None
        self._unit = 0
        self.frame_step, self.seed_step, self.draw_step = FrameStep(), SeedStep(), DrawStep()
        self.result_step, self.sign_step = ResultStep(desk.settings), SignStep()
        self.steps: Sequence[CeremonyStep] = (
            self.frame_step,
            self.seed_step,
            self.draw_step,
            self.result_step,
            self.sign_step,
        )
        self.strip = StepStrip()
        self._title, self._mark = words(look="strong"), words(size="accent", wraps=False)
        self._hint, self._place = words(look="secondary"), words(look="secondary", wraps=False)
        self.back_button: Button = button("◀ 上一页")
        self.next_button: Button = button("下一页 ▶")
        self.screen_button: Button = button("换屏幕")
        self.leave_button: Button = button("退出 Esc")
        self._lay_out()
        self._connect()
        self._show(source)
        self.show_step(FRAME)

    # -- what is shown

    @property
    def step(self) -> int:
        """The step on screen."""
        return self.strip.current

    @property
    def hint(self) -> str:
        """The line at the foot."""
        return self._hint.text()

    @property
    def mark(self) -> str:
        """回放, 已作废 or 尚未封存; empty while a sealed draw waits for its seed."""
        return self._mark.text()

    @property
    def reach(self) -> int:
        """The last step that can be seen: a draw that is not sealed has one, one that is not drawn three."""
        if not isinstance(self._source, DrawDetail):
            return FRAME
        return SIGN if self._source.row.drawn_at is not None else DRAW

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def show_step(self, number: int, *, at_end: bool = False) -> None:
        """Go to a step that can be reached."""
        number = min(number, self.reach)
        if number != self.step:
            self.steps[self.step].leave()
        self.strip.show_step(number, reach=self.reach)
        self._stack.setCurrentWidget(self.steps[number])
        self._show_seed()
        self.setFocus()
        self.steps[number].enter(at_end=at_end)
        self._refresh()

    def go_forward(self) -> None:
        """Turn the page, or go to the next step; say why not."""
        step = self.steps[self.step]
        if step.go_forward():
            return
        if step.obstacle:
            self._say(step.obstacle, "bad")
        elif self.step < self.reach:
            self.show_step(self.step + 1)

    def go_back(self) -> None:
        """Turn the page back, or go to the step before."""
        if not self.steps[self.step].go_back() and self.step > FRAME:
            self.show_step(self.step - 1, at_end=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the clicker: pages, Enter, Esc and F11."""
        key = Qt.Key(event.key())
        if key in _FORWARD:
            self.go_forward()
        elif key in _BACK:
            self.go_back()
        elif key in _LEAVE:
            if not event.isAutoRepeat():  # F11 held down would open and close it in turn
                self.close()
        elif key in _ENTER:
            self._enter()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set every size anew from the height."""
        super().resizeEvent(event)
        unit = unit_of(self.height())
        if unit != self._unit:
            self._unit = unit
            self._body.setStyleSheet(sheet(unit))
            self._space(unit)
        for layout in (self.layout(), self._body.layout()):
            if layout is not None:
                layout.activate()
        for step in self.steps:
            step.setGeometry(self._stack.rect())
            step.fit_pages()
        self._refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave; a draw that runs is stored all the same."""
        self.steps[self.step].leave()
        super().closeEvent(event)
        self.closed.emit()

    def _show(self, source: Source) -> None:
        before = self._source
        self._source = source
        self._title.setText(head_text(source))
        word, tone = state_mark(source, is_replay=self._is_replay)
        self._mark.setText(word)
        self._mark.setVisible(bool(word))
        set_look(self._mark, tone)
        for step in self.steps:
            step.show_draw(source)
        self.strip.show_step(self.step, reach=self.reach)
        self._show_seed()
        was_open = isinstance(before, DrawDetail) and before.row.drawn_at is None
        if was_open and self.reach == SIGN:
            self.show_step(RESULT)

    def _show_seed(self) -> None:
        seed = self.seed_step
        self.draw_step.show_seed(seed.seed, is_system=seed.is_system, fault=seed.obstacle)

    def _refresh(self) -> None:
        step = self.steps[self.step]
        self._say(step.hint, "secondary")
        self._place.setText(f"{step.page + 1} / {step.pages}" if step.pages > 1 else "")
        self.back_button.setEnabled(self.step > FRAME or step.page > 0)
        self.next_button.setEnabled(self.step < self.reach or step.page + 1 < step.pages)

    def _say(self, text: str, tone: str) -> None:
        set_look(self._hint, tone)
        self._hint.setText(text)

    # -- what is done

    def _enter(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Button):
            focused.click()
        else:
            self.steps[self.step].confirm()

    def _draw(self) -> None:
        detail = self._source
        if not isinstance(detail, DrawDetail) or self.seed_step.obstacle:
            return
        self.draw_step.show_working()
        actions.draw_now(
            self._desk, self._services, detail, self.seed_step.contributions, on_refusal=self._refuse
        )

    def _refuse(self, error: UserFacingError) -> None:
        self.draw_step.show_refusal(error.message)

    def _ask_attendees(self) -> None:
        if isinstance(self._source, DrawDetail):
            actions.ask_attendees(self._desk, self._services, self, self._source)

    def _print(self, open_paper: Callable[[Desk, Services, DrawDetail], object]) -> None:
        if isinstance(self._source, DrawDetail):
            open_paper(self._desk, self._services, self._source)

    def _on_changed(self, changes: Changes) -> None:
        detail = self._source
        if isinstance(detail, DrawDetail) and changes.touches("draw"):
            key = detail.row.key
            self._desk.operations.query(lambda: self._services.draws.get_draw(draw_key=key), self._show)

    def _change_screen(self) -> None:
        screens = QGuiApplication.screens()
        self.open_on(screens[(screens.index(self.screen()) + 1) % len(screens)])

    # -- building

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._mark)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._place)
        for made in (self.back_button, self.next_button, self.screen_button, self.leave_button):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the space bar turns the page
            foot.addWidget(made)
        self.screen_button.setVisible(len(QGuiApplication.screens()) > 1)
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
        self._body = QWidget()  # has the large letters, which a dialog over the window must not inherit
        self._body.setObjectName("ceremony")
        self._body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
        layout = QVBoxLayout(self._body)
        layout.addLayout(head)
        layout.addWidget(self.strip)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _space(self, unit: int) -> None:
        for layout in self.findChildren(QLayout):
            layout.setSpacing(round(0.45 * unit))
        inner = self._body.layout()
        if inner is not None:
            inner.setContentsMargins(round(1.4 * unit), unit // 2, round(1.4 * unit), unit // 2)

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_step)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_forward)
        self.screen_button.clicked.connect(self._change_screen)
        self.leave_button.clicked.connect(self.close)
        self.seed_step.finished.connect(self.go_forward)
        self.draw_step.draw_clicked.connect(self._draw)
        self.frame_step.print_clicked.connect(partial(self._print, open_seal_sheet))
        self.sign_step.confirmation_clicked.connect(partial(self._print, open_confirmation))
        self.sign_step.minutes_clicked.connect(partial(self._print, open_minutes))
        self.sign_step.attendees_clicked.connect(self._ask_attendees)
        self.sign_step.done_clicked.connect(self.close)
        for step in self.steps:
            step.changed.connect(self._refresh)
        self._desk.operations.changed.connect(self._on_changed)


def toggle_ceremony(desk: Desk, services: Services, source: Source, parent: QWidget) -> None:
    """Open the ceremony on the projector, or leave the one that is open there, as F11 does on either screen."""
    window = parent.window()
    open_ones = [old for old in window.findChildren(CeremonyWindow) if old.isVisible()]
    for old in open_ones:
        old.close()
    if not open_ones:
        made = CeremonyWindow(desk, services, source, window)
        made.open_on(projector_of(QGuiApplication.screens(), window.screen()))


def projector_of(screens: Sequence[QScreen], window: QScreen) -> QScreen:
    """Return the screen to fill: another one than the window's where there is one."""
    return next((screen for screen in screens if screen is not window), window)
