"""① 封存名单: the counts, the towns and classes with their exact chances, and the 封存单 with both digests."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.rules.class_ratios import quota_notes
from models.vocab import EntryKind
from services.draw.rows import DrawDetail
from services.draw.seal_rows import DrawPreview
from ui.draw.ceremony.big_table import BigColumn, BigTable
from ui.draw.ceremony.look import words
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.ceremony.telling import (
    chance_sentence,
    class_rows,
    compulsory_word,
    outside_text,
    tiles,
    town_rows,
)
from ui.draw.ceremony.tiles import TileStrip
from ui.draw.facts import grouped, method_text, team_text, view_of
from ui.widgets.buttons import Button, action_button

_COUNTS, _TOWNS, _CLASSES, _SHEET = range(4)
_CLASS_COLUMNS = (
    BigColumn("风险类别", 7.0, size=1.2, is_bold=True),
    BigColumn("基数（户）", 6.0, is_right=True, size=1.2),
    BigColumn("可抽", 6.0, is_right=True, size=1.2),
    BigColumn("应抽", 5.0, is_right=True, size=1.2, is_bold=True),
    BigColumn("　　每户中签机会", 0.0, is_right=True, size=1.2),
)
_UNSEALED = "这份名单还没有封存。请按 Esc 退出演示，在“封存名单”页填写封存单并封存，再回到这里。"


class FrameStep(CeremonyStep):
    """Four pages; the classes only where there are several."""

    print_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TileStrip()
        self.chance = words(size="accent")
        self.reasons = words()
        self.method = words(look="secondary")
        self.warning = words(look="warn")
        self.towns = BigTable(_town_columns("必查"), blocks=2)
        self.classes = BigTable(_CLASS_COLUMNS)
        self.sheet_title = words(size="title")
        self.sheet = SheetFacts()
        self.unsealed = words(_UNSEALED, size="mark")
        self.print_button: Button = action_button("打印封存单…")
        self._has_classes = False
        self._is_sealed = False
        for page in (self._count_page(), self._town_page(), self._class_page(), self._sheet_page()):
            self.stack.addWidget(page)
        self.print_button.clicked.connect(self.print_clicked)
        self.towns.paged.connect(self.changed)

    @property
    def obstacle(self) -> str:
        """Nothing is drawn from a list that is not sealed."""
        return "" if self._is_sealed else "名单还没有封存，不能取得种子。"

    @property
    def pages(self) -> int:
        """Count the pages of the towns too."""
        return 2 + self.towns.pages + (1 if self._has_classes else 0)

    @property
    def page(self) -> int:
        """The page on screen, those of the towns counted one by one."""
        current = self.stack.currentIndex()
        if current <= _TOWNS:
            return current + (self.towns.page if current == _TOWNS else 0)
        return self.towns.pages + (1 if current == _CLASSES else self.pages - 1 - self.towns.pages)

    def turn_to(self, page: int) -> None:
        """Turn to a page."""
        if page == 0:
            self.stack.setCurrentIndex(_COUNTS)
        elif page <= self.towns.pages:
            self.stack.setCurrentIndex(_TOWNS)
            self.towns.go_to(page - 1)
        else:
            is_last = page == self.pages - 1
            self.stack.setCurrentIndex(_SHEET if is_last else _CLASSES)
        self.changed.emit()

    def show_draw(self, source: Source) -> None:
        """Show what was sealed, or what a seal would fix."""
        view = view_of(source)
        self._is_sealed = isinstance(source, DrawDetail)
        self._has_classes = sum(group.base > 0 for group in view.groups) > 1
        self.tiles.set_tiles(tiles(source))
        self.chance.setText(chance_sentence(source))
        outside = (
            outside_text(view.rows, None, "未列入"),
            outside_text(view.rows, EntryKind.EXCLUDED, "不抽"),
            outside_text(view.rows, EntryKind.COMPULSORY, compulsory_word(source)),
        )
        self.reasons.setText("\n".join(text for text in outside if text))
        self.method.setText(
            f"{method_text(view.method)}抽取　检查人员 {view.in_pool} 人，{team_text(source)}"
        )
        self.warning.setText("\n".join(quota_notes(view.groups)))
        self.warning.setVisible(bool(self.warning.text()))
        self.towns.set_columns(_town_columns(compulsory_word(source)))
        self.towns.set_rows(town_rows(source))
        self.classes.set_rows(class_rows(source))
        self.unsealed.setVisible(not self._is_sealed)
        self.sheet.setVisible(self._is_sealed)
        self.print_button.setVisible(self._is_sealed)
        if isinstance(source, DrawPreview):
            self.sheet_title.setText(f"封存单　{source.draw_code}")
        else:
            self.sheet_title.setText(f"封存单　第 {source.seal.number} 号封存")
            self.sheet.show_seal(source)

    def _count_page(self) -> QWidget:
        page, layout = _page()
        layout.addStretch(1)
        layout.addWidget(self.tiles)
        layout.addStretch(1)
        for part in (self.chance, self.method, self.reasons, self.warning):
            layout.addWidget(part)
        layout.addStretch(1)
        return page

    def _town_page(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(self.towns, 1)
        return page

    def _class_page(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(self.classes, 1)
        layout.addWidget(words("同一类别中，每一户的中签机会完全相同。", look="secondary"))
        return page

    def _sheet_page(self) -> QWidget:
        page, layout = _page()
        head = QHBoxLayout()
        head.addWidget(self.sheet_title, 1)
        head.addWidget(self.print_button)
        layout.addLayout(head)
        layout.addStretch(1)
        layout.addWidget(self.unsealed)
        layout.addWidget(self.sheet)
        layout.addStretch(2)
        return page


class SheetFacts(QWidget):
    """The lines of the 封存单, the digests in blocks of four as they are read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._values = {
            key: words(size="large" if "指纹" in key else "body")
            for key in ("封存时间", "种子来源", "操作人", "名单指纹", "参数指纹", "上一封存")
        }
        for number, (key, label) in enumerate(self._values.items()):
            self._grid.addWidget(
                words(key, look="secondary", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(label, number, 1)

    @property
    def texts(self) -> dict[str, str]:
        """What the lines say."""
        return {key: label.text() for key, label in self._values.items()}

    def show_seal(self, detail: DrawDetail) -> None:
        """Show the seal that counts."""
        seal, row = detail.seal, detail.row
        said = {
            "封存时间": f"{seal.sealed_at:%Y-%m-%d %H:%M:%S}",
            "种子来源": seal.seed_rule,
            "操作人": f"{row.operator}　　监督人 {row.supervisor}",
            "名单指纹": _two_lines(seal.frame_digest),
            "参数指纹": _two_lines(seal.parameters_digest),
            "上一封存": _two_lines(seal.previous) or "本局的第一次封存",
        }
        for key, text in said.items():
            self._values[key].setText(text)


def _two_lines(digest: str) -> str:
    half = len(digest) // 2
    return f"{grouped(digest[:half])}\n{grouped(digest[half:])}" if digest else ""


def _town_columns(compulsory: str) -> tuple[BigColumn, ...]:
    return (
        BigColumn("镇街"),
        BigColumn("可抽", 3.2, is_right=True),
        BigColumn("不抽", 2.6, is_right=True),
        BigColumn(compulsory, 2.6 if len(compulsory) < 3 else 4.2, is_right=True),
        BigColumn("应抽", 3.2, is_right=True, is_bold=True),
    )


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    return page, layout
