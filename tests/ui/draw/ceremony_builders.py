"""Opens the ceremony on a draw as the projector shows it, and works it with keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.rules.seed import Dice, Lottery, SeedRule
from models.vocab import SeedSource
from services.container import Services
from ui.desk import Desk
from ui.draw.ceremony.step import Source
from ui.draw.ceremony.window import CeremonyWindow

DIGITS = "01382438112797316654"
WORDS = SeedRule(SeedSource.WORDS, dice=Dice(20, "纪检组样例甲"), witnesses=("样例张某", "样例李某"))
LOTTERY = SeedRule(
    SeedSource.LOTTERY, lottery=Lottery("中国福利彩票双色球", "2022059", "红球按开出次序、末位蓝球")
)
PAGE_DOWN, PAGE_UP, SPACE = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space
ENTER, ESCAPE, F11 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F11
SIZES = [(1366, 768), (1920, 1080), (1093, 614), (1024, 768)]


class Stage:
    """A projector with a window behind it; the ceremony stands on it."""

    def __init__(self, qtbot: QtBot, desk: Desk, services: Services) -> None:
        self.behind = QWidget()
        qtbot.addWidget(self.behind)
        self._desk, self._services = desk, services

    def open(self, draw_key: int, size: tuple[int, int] = SIZES[0]) -> CeremonyWindow:
        return self.show(self._services.draws.get_draw(draw_key=draw_key), size)

    def show(self, source: Source, size: tuple[int, int] = SIZES[0]) -> CeremonyWindow:
        window = CeremonyWindow(self._desk, self._services, source, self.behind)
        window.resize(*size)
        window.show()
        QApplication.processEvents()
        return window


def press(window: CeremonyWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)
        QApplication.processEvents()


def type_into(window: CeremonyWindow, part: int, text: str) -> None:
    QTest.keyClicks(window.seed_step.parts[part].field, text)


def go_to(window: CeremonyWindow, step: int) -> None:
    while window.step < step:
        press(window, PAGE_DOWN)


def watch(window: CeremonyWindow) -> None:
    """Let the roll run to its end, tick by tick."""
    window.result_step.timer.stop()
    while window.result_step.is_rolling:
        window.result_step.advance()
