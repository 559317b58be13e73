"""The guard against PySide6 6.12's lost reference, Qt's Chinese, the colours."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from services.program import resource
from ui.icons import icon
from ui.immortal import make_constants_immortal
from ui.theme import LIGHT

TEXT_ON_GROUND = [
    ("text", "surface"),
    ("text", "accent_soft"),
    ("text", "sunken"),
    ("secondary", "surface"),
    ("secondary", "ground"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "bad"),
    ("on_shade", "shade"),
    ("on_shade_link", "shade"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("bad", "surface"),
    *((tone, f"{tone}_soft") for tone in ("ok", "warn", "bad", "info", "violet", "teal", "neutral")),
]


def luminance(value: str) -> float:
    parts = QColor(value).getRgbF()[:3]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Speaker(QObject):
    spoke = Signal(int)


def test_the_constants_outlive_what_qt_takes_from_them() -> None:
    make_constants_immortal()
    speaker = Speaker()

    for number in range(5_000):  # more than True has references in this process
        speaker.spoke.emit(number)

    assert sys.version_info >= (3, 12) or min(map(sys.getrefcount, (None, True, False))) > 1 << 39


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_every_text_colour_can_be_read_on_its_ground(text: str, ground: str) -> None:
    colors = LIGHT._asdict()
    dark, light = sorted((luminance(colors[text]), luminance(colors[ground])))

    ratio = (light + 0.05) / (dark + 0.05)

    assert ratio >= 4.5


def test_qt_speaks_chinese_and_writes_dates_the_chinese_way(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)

    assert [button.text().split("(")[0] for button in box.buttons()] == ["保存", "取消"]
    assert QLocale().toString(QDate(2026, 5, 25), "MMMM") == "五月"


def test_the_bundled_or_system_face_is_a_chinese_one(qapp: QApplication) -> None:
    assert qapp.font().family() in {"Noto Sans SC", "Microsoft YaHei UI"}
    assert qapp.font().pointSizeF() == 9.5


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_has_a_licence_a_tint_and_a_picture(path: Path) -> None:
    picture = icon(path.stem, "accent").pixmap(16, 16).toImage()

    pixels = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]
    drawn = [pixel for pixel in pixels if pixel.alpha() > 200]

    assert "currentColor" in path.read_text(encoding="utf-8")
    assert drawn
    assert all(abs(pixel.blue() - QColor(LIGHT.accent).blue()) <= 2 for pixel in drawn)
    assert resource("icons/LICENSE.txt").is_file()


def test_the_window_needs_no_database_library_to_be_imported() -> None:
    script = "import sys, ui.main_window, ui.theme; print([n for n in ('sqlalchemy', 'openpyxl', 'reportlab') if n in sys.modules])"

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert told.stdout.strip() == "[]"
