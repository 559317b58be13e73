"""② 公开种子: by the rule of the 封存单. Envelopes stay closed until the last is in and are opened together.

Nothing typed here is a seed before ③: it is what people said aloud, and it is checked by the program's own rules there.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.rules.seed import Contribution, join_contributions
from models.vocab import DrawStage, SeedSource
from services.draw.rows import DrawDetail
from ui.draw.ceremony.look import words
from ui.draw.ceremony.seed_part import SeedPart
from ui.draw.ceremony.step import CeremonyStep, Source
from ui.draw.facts import seed_text
from ui.draw.seed_places import lottery_lines, seed_places
from ui.draw.town_bars import scrolling
from ui.widgets.buttons import Button, primary_button

UNWITNESSED = "系统随机数，未经公开见证"
_SYSTEM = "下一步按下“抽取”时，由操作系统的随机源产生 32 字节作为种子。它不能证明没有人挑选过结果，以后每一份纸面都会写明。"
_EXACT = "种子原文（抽取时一字不差地使用）"
_NO_SEED = "本次没有取得种子。"


class SeedStep(CeremonyStep):
    """Typed one by one; shown again as given when the draw is looked back at."""

    finished = Signal()
    """Enter on a complete seed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: list[SeedPart] = []
        self.rule = words()
        self.mark = words(UNWITNESSED, size="mark")
        self.note = words(_SYSTEM)
        self.open_button: Button = primary_button("一起启封")
        self.seed_caption = words(_EXACT, look="secondary")
        self.seed_box = words(size="seed")
        self.seed_box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._detail: DrawDetail | None = None
        self._shown: tuple[int, bool] | None = None
        self._is_opened = False
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._lay_out()
        self.open_button.clicked.connect(self.open_envelopes)

    @property
    def is_system(self) -> bool:
        """Whether the seed comes from the system's random source."""
        return self._detail is not None and self._detail.row.seed_source is SeedSource.SYSTEM

    @property
    def envelopes(self) -> list[SeedPart]:
        """The witnesses' parts, which are opened together."""
        is_words = self._detail is not None and self._detail.row.seed_source is SeedSource.WORDS
        return self.parts[:-1] if is_words else []

    @property
    def contributions(self) -> Sequence[Contribution]:
        """What was given, in the fixed order; empty for the system's random source."""
        return [part.contribution() for part in self.parts]

    @property
    def seed(self) -> str:
        """The seed as it will be used, or as it was used; empty while something is missing."""
        if self._detail is not None and self._detail.row.seed is not None:
            return self._detail.row.seed
        return "" if self.obstacle or not self.parts else join_contributions(self.contributions)

    @property
    def obstacle(self) -> str:
        """What is still missing."""
        missing = [part for part in self.parts if part.fault]
        if self.envelopes and not self._is_opened:
            waiting = [part.place.by for part in self.envelopes if part.fault]
            return f"{waiting[0]}还没有交齐。" if waiting else "见证人数字已交齐，请按 Enter 一起启封。"
        return f"{missing[0].place.by}：{missing[0].fault}" if missing else ""

    @property
    def hint(self) -> str:
        """What the operator can do."""
        if not self.parts:
            return ""
        if not self.obstacle:
            return "请与现场逐位核对；无误后按 Enter 到下一步"
        if self.envelopes and not self._is_opened:
            return "各人依次输入，交齐之前不显示；交齐后按 Enter 一起启封"
        return "逐位输入数字，退格键更正"

    def show_draw(self, source: Source) -> None:
        """Show a sealed draw; what was typed stays while it is the same draw."""
        if not isinstance(source, DrawDetail):
            return
        is_open = source.row.stage is DrawStage.SEALED
        self._detail = source
        lottery = lottery_lines(source.seal.seed_rule)
        self.rule.setText(lottery or f"种子来源　{source.seal.seed_rule}")
        if self._shown != (source.row.key, is_open):
            self._shown = (source.row.key, is_open)
            self._is_opened = False
            self._fill(source, is_open=is_open)
        self.mark.setVisible(self.is_system)
        self.note.setVisible(self.is_system and is_open)
        self._refresh()

    def enter(self, *, at_end: bool = False) -> None:
        """Go to the first part that is missing."""
        super().enter(at_end=at_end)
        self._go_on()

    def confirm(self) -> None:
        """Open the envelopes, go to what is missing, or go on."""
        if self.envelopes and not self._is_opened:
            self.open_envelopes()
        elif self.obstacle:
            self._go_on()
            self.changed.emit()
        else:
            self.finished.emit()

    def open_envelopes(self) -> None:
        """Open all envelopes at once; refused while one is missing."""
        if not self.envelopes or any(part.fault for part in self.envelopes):
            self._go_on()
            return
        self._is_opened = True
        for part in self.envelopes:
            part.set_closed(False)
        self._refresh()
        self._go_on()

    def _fill(self, detail: DrawDetail, *, is_open: bool) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.parts = []
        if not is_open:
            self._fill_given(detail)
            return
        places = seed_places(detail)
        for number, place in enumerate(places, start=1):
            part = SeedPart(place, number, len(places))
            self.parts.append(part)
            self._list.addWidget(part)
        for part in self.envelopes:
            part.set_closed(True)
        for part in self.parts:
            part.changed.connect(self._on_typed)
        self._list.addStretch(1)

    def _fill_given(self, detail: DrawDetail) -> None:
        is_one = len(detail.contributions) == 1
        for number, given in enumerate(detail.contributions, start=1):
            head = given.by if is_one else f"{number}．{given.by}"
            text, at = seed_text(given.text), f"{given.at:%Y-%m-%d %H:%M:%S}"
            lines = [f"{head}　{at}", text] if is_one else [f"{head}　{text}　　{at}"]
            for line in lines:
                self._list.addWidget(words(line, size="large"))
        if not detail.contributions:
            self._list.addWidget(words(_NO_SEED))
        self._list.addStretch(1)

    def _on_typed(self) -> None:
        self._refresh()
        current = self.sender()
        if isinstance(current, SeedPart) and current in self.envelopes and not current.fault:
            self._go_on()

    def _refresh(self) -> None:
        is_waiting = bool(self.envelopes) and not self._is_opened
        if self.envelopes:
            self.parts[-1].setVisible(not is_waiting)
        self.open_button.setVisible(is_waiting)
        missing = sum(bool(part.fault) for part in self.envelopes)
        self.open_button.set_reason(f"还有 {missing} 位见证人没有交齐。" if missing else None)
        seed = self.seed
        self.seed_box.setText(seed)
        is_shown = bool(seed) and not self.envelopes  # several parts need the room; ③ shows the whole
        self.seed_box.setVisible(is_shown)
        self.seed_caption.setVisible(is_shown)
        self.changed.emit()

    def _go_on(self) -> None:
        """Put the focus where the next digit goes."""
        reachable = self.envelopes if self.envelopes and not self._is_opened else self.parts
        missing = next((part for part in reachable if part.fault), None)
        if missing is not None:
            missing.field.setFocus()
            self._area.ensureWidgetVisible(missing)
        elif self.parts:
            self.window().setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.rule, self.mark, self.note):
            layout.addWidget(part)
        self._area = scrolling(self._holder)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.seed_caption)
        layout.addWidget(self.seed_box)
        self.stack.addWidget(page)
