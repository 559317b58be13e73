"""How the program looks: one set of colour roles, from which palette, style sheet, icons and chips take their colours.

A colour is never written anywhere else. ``resources/ui/theme.qss`` is a template over the role names.
"""

from functools import cache
from string import Template
from typing import NamedTuple

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from services import program
from services.program import resource

BASE_POINTS = 9.5
SECTION_POINTS = 12.0
TITLE_POINTS = 16.0
ROW_HEIGHT = 28
GAP = 8

_SYSTEM_FACE = "Microsoft YaHei UI"
_BUNDLED_FACE = "Noto Sans SC"


class Roles(NamedTuple):
    """The colours by what they are for; every text role reads at 4.5 : 1 or better on its ground."""

    text: str = "#1F2937"
    secondary: str = "#6B7280"
    disabled: str = "#9CA3AF"
    line: str = "#E5E7EB"
    border: str = "#D1D5DB"
    border_hover: str = "#9CA3AF"
    surface: str = "#FFFFFF"
    ground: str = "#F7F8FA"
    sunken: str = "#F3F4F6"
    stripe: str = "#FAFBFC"
    hover: str = "#F1F5F9"
    accent: str = "#1D5FBF"
    accent_hover: str = "#184F9F"
    accent_pressed: str = "#133F80"
    accent_soft: str = "#E4ECF7"
    accent_line: str = "#A9C4EA"
    on_accent: str = "#FFFFFF"
    ok: str = "#1E7F4F"
    ok_soft: str = "#EAF7EF"
    warn: str = "#B45309"
    warn_soft: str = "#FDF1E3"
    bad: str = "#B42318"
    bad_soft: str = "#FDECEA"
    info: str = "#1D5FBF"
    info_soft: str = "#E4ECF7"
    violet: str = "#6D28D9"
    violet_soft: str = "#F1EBFD"
    teal: str = "#0F6E84"
    teal_soft: str = "#E2F4F8"
    neutral: str = "#4B5563"
    neutral_soft: str = "#EEF0F3"
    hit: str = "#FFE58A"
    hit_now: str = "#FFB84D"
    shade: str = "#1F2937"
    on_shade: str = "#FFFFFF"
    on_shade_link: str = "#9CC2FF"


LIGHT = Roles()
_current = LIGHT


def roles() -> Roles:
    """Return the colours in use."""
    return _current


@cache
def color(role: str) -> QColor:
    """Return the colour of a role, e.g. ``color("accent")``."""
    return QColor(getattr(_current, role))


def make_application() -> QApplication:
    """Return the program's one QApplication, in its style and looks; its maker calls ``make_constants_immortal``.

    The window does so only when it is painted: the guard brings ctypes with it.
    """
    app = QApplication(
        [program.APP_ID, "-style", "Fusion"]
    )  # not by setStyle, which costs all enums of QStyle
    app.setApplicationName(program.NAME)
    _dress(app)
    return app


def apply_theme(app: QApplication) -> None:
    """Give an application that is there already, e.g. that of the tests, the guard and the looks of the program."""
    from ui.immortal import make_constants_immortal

    make_constants_immortal()
    _dress(app)


def _dress(app: QApplication) -> None:
    _speak_chinese(app)
    app.setPalette(_palette(_current))
    app.setFont(_base_font())
    QDir.setSearchPaths("look", [str(resource("ui"))])
    app.setStyleSheet(_style_sheet(_current))


def set_look(widget: QWidget, look: str) -> None:
    """Let the style sheet see the widget as ``look`` (``[look="primary"]``), also after it was shown."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    if widget.testAttribute(
        Qt.WidgetAttribute.WA_WState_Polished
    ):  # else the style sheet has yet to look at it
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def font(points: float = BASE_POINTS, *, bold: bool = False) -> QFont:
    """Return the program's face in another size or weight."""
    made = QFont(QApplication.font())
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _speak_chinese(app: QApplication) -> None:
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(chinese)
    if app.property("speaks_chinese"):
        return
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.setProperty("speaks_chinese", True)


def _base_font() -> QFont:
    base = QFont(_face())
    base.setPointSizeF(BASE_POINTS)
    base.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    base.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return base


@cache
def _face() -> str:
    if QFontDatabase.hasFamily(_SYSTEM_FACE):
        return _SYSTEM_FACE
    faces: list[str] = []
    for path in (*resource("ui").glob("NotoSansSC*.ttf"), *resource("fonts").glob("NotoSansSC*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if (
            number < 0
        ):  # a Chinese path on some Windows code pages; from data it works, ten milliseconds later
            number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
        faces += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return next((face for face in faces if face == _BUNDLED_FACE), (faces or [_BUNDLED_FACE])[0])


def _style_sheet(colors: Roles) -> str:
    return Template(resource("ui/theme.qss").read_text(encoding="utf-8")).substitute(colors._asdict())


def _palette(colors: Roles) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, "ground"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "ground"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "on_accent"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.PlaceholderText, "secondary"),
        (role.ToolTipBase, "shade"),
        (role.ToolTipText, "on_shade"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "surface"),
        (role.Midlight, "sunken"),
        (role.Mid, "border"),
        (role.Dark, "border_hover"),
        (role.Accent, "accent"),
    ):
        palette.setColor(where, QColor(getattr(colors, name)))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colors.disabled))
    return palette
