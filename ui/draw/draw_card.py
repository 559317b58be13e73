"""The left card of a sealed draw: what was sealed, the seed in large digits, the towns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import DrawOrigin
from services.draw.rows import DrawDetail
from ui.draw.class_counts import ClassCounts
from ui.draw.facts import (
    SEED,
    FrameView,
    chance_texts,
    grouped,
    seed_text,
    shortened,
    step_of,
    town_lines,
    view_of,
)
from ui.draw.frame_facts import class_lines
from ui.draw.town_bars import TownBars, scrolling
from ui.theme import font, roles, set_look
from ui.widgets.labels import secondary, strong, value_label

_LARGE_SEED = 24  # characters with blanks that still fit in large type
_KEY_WIDTH = 60


class SeedBox(QLabel):
    """The seed exactly as it stands, as large as it fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setContentsMargins(12, 6, 12, 6)
        self.setStyleSheet(f"background: {roles().sunken}; border-radius: 4px;")

    def show_seed(self, seed: str) -> None:
        """Show a seed: digits in blocks of four, any other text unchanged."""
        text = seed_text(seed)
        is_large = len(text) <= _LARGE_SEED
        self.setFont(font(18.0 if is_large else 12.0, bold=is_large))
        self.setText(text)
        self.setToolTip(f"种子原文（{len(seed)} 个字符）：{seed}")


class DrawCard(QFrame):
    """Read only; a click on a town or a class asks for its list."""

    town_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.setMinimumWidth(320)
        self.setMaximumWidth(420)
        self._title = strong()
        self._fact_box = QWidget()
        self._facts = QGridLayout(self._fact_box)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(8)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnMinimumWidth(0, _KEY_WIDTH)
        self._facts.setColumnStretch(1, 1)
        self._values: dict[str, QLabel] = {}
        self._keys: dict[str, QLabel] = {}
        self._seed_title = strong()
        self._seed_title.setWordWrap(True)
        self._seed = SeedBox()
        self._chance = strong()
        self._chance.setWordWrap(True)
        self._bars = TownBars()
        self._bars.clicked.connect(self.town_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 8)
        layout.setSpacing(5)
        layout.addWidget(self._title)
        layout.addWidget(self._fact_box)
        layout.addSpacing(2)
        self._classes = ClassCounts()
        self._classes.clicked.connect(self.town_clicked)
        for part in (self._seed_title, self._seed, self._chance, self._classes):
            layout.addWidget(part)
        layout.addWidget(scrolling(self._bars), 1)

    def set_compact(self, *, is_compact: bool) -> None:
        """Leave out the small print on a very low screen: seed and towns must not be cut."""
        self._fact_box.setVisible(not is_compact)

    @property
    def facts(self) -> QWidget:
        """The small print of the seal."""
        return self._fact_box

    @property
    def bars(self) -> TownBars:
        """The towns."""
        return self._bars

    @property
    def chance(self) -> str:
        """The sentence of the chances."""
        return self._chance.text()

    def show_draw(self, detail: DrawDetail) -> None:
        """Show a sealed draw."""
        row, seal = detail.row, detail.seal
        self._title.setText(f"封存名单　第 {seal.number} 号封存")
        facts = dict(_facts(detail, view_of(detail)))
        for key in self._values.keys() - facts.keys():
            self._show_line(key, is_shown=False)
        for key, value in facts.items():
            self._say(key, value)
        self._values["名单指纹"].setToolTip(f"SHA-256：{grouped(seal.frame_digest)}")
        self._seed_title.setText(f"公开种子　{seal.seed_rule}")
        self._seed.setVisible(row.seed is not None)
        self._seed_title.setVisible(step_of(detail) > SEED)
        self._seed.show_seed(row.seed or "")
        is_platform = detail.row.origin is DrawOrigin.PLATFORM
        chances = "平台抽取，本局不计机会" if is_platform else "；".join(chance_texts(detail.groups))
        self._chance.setText(f"镇街分布　{chances}" if is_platform else f"镇街分配　{chances}")
        self._classes.set_lines(class_lines(detail))
        self._chance.setVisible(not self._classes.texts)
        self._bars.set_lines(town_lines(detail))

    def _say(self, key: str, value: str) -> None:
        if key not in self._values:
            number = self._facts.rowCount()
            self._values[key], self._keys[key] = value_label(), secondary(key)
            self._facts.addWidget(self._keys[key], number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(self._values[key], number, 1)
        self._values[key].setText(value)
        self._show_line(key, is_shown=True)

    def _show_line(self, key: str, *, is_shown: bool) -> None:
        for part in (self._keys[key], self._values[key]):
            part.setVisible(is_shown)


def _facts(detail: DrawDetail, view: FrameView) -> Sequence[tuple[str, str]]:
    sealed = (
        ("名单指纹", shortened(detail.seal.frame_digest)),
        ("封存时间", f"{detail.seal.sealed_at:%Y-%m-%d %H:%M}　监督人 {detail.row.supervisor}"),
    )
    if detail.platform is not None:
        platform = detail.platform
        drawn = f"{platform.number}（{platform.drawn_at:%Y-%m-%d}，{platform.objects} 户）"
        return (("平台任务号", drawn), ("列入", f"{view.compulsory} 户（不是本局抽取）"), *sealed)
    excluded = f" · 不抽 {view.excluded:,}" if view.excluded else ""
    compulsory = f"{view.compulsory} 户（严重失信，不占名额）" if view.compulsory else "没有"
    return (
        ("抽查基数", f"{view.selectable + view.excluded:,} 户（可抽 {view.selectable:,}{excluded}）"),
        ("必查", compulsory),
        *sealed,
    )
