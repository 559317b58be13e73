"""② 种子: read aloud what was sealed, type what was thrown, draw. Nothing is drawn before every digit is there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.rules.seed import Contribution
from models.vocab import DrawMethod, DrawOrigin, DrawStage
from services.draw.rows import DrawDetail
from ui.draw.banner import Banner
from ui.draw.draw_card import DrawCard, SeedBox
from ui.draw.facts import chance_texts, changed_text, grouped, view_of, void_text
from ui.draw.foot import foot_line
from ui.draw.seed_entry import SeedEntry
from ui.draw.seed_places import seed_places
from ui.draw.town_bars import scrolling
from ui.theme import font, set_look
from ui.widgets.buttons import Button, action_button, link_button, primary_button
from ui.widgets.labels import card, rule, secondary, section_title, value_label

_SYSTEM = (
    "种子由操作系统的随机源产生 32 字节，未经公开见证；以后每一份纸面都会写明。按下按钮即产生种子并抽取。"
)
_PLATFORM = "对象已由省平台抽取，不再抽取；种子只决定名单次序和派哪些检查人员。"
_DIRECT = "检查人员直接委派，不由种子决定。"
_HOW = {
    DrawMethod.DIRECTED: "种子给每一户一个号码，按号码从小到大取够应抽户数；任何人用同一种子都得到同一名单。",
    DrawMethod.STRATIFIED: "种子给每一户一个号码，每个镇街分得其应有份额（舍入到整数），镇街内按号码从小到大取够；"
    "任何人用同一种子都得到同一名单。",
}


def _how(detail: DrawDetail) -> str:
    parts = [_PLATFORM if detail.row.origin is DrawOrigin.PLATFORM else _HOW[detail.row.method]]
    parts += [_DIRECT] if detail.direct is not None else []
    return "".join(parts)


class SeedPage(QWidget):
    """Left what was sealed, right the seed in large type."""

    draw_clicked = Signal()
    export_clicked = Signal()
    void_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = DrawCard()
        self.entries: list[SeedEntry] = []
        self.draw_button: Button = primary_button("用这个种子抽取")
        self.export_button: Button = action_button("导出封存名单…", icon_name="download")
        self.void_button: Button = link_button("作废本次抽取…")
        self.banner = Banner()
        self._title = section_title()
        self._rule = QLabel()
        self._rule.setWordWrap(True)
        self._rule.setFont(font(13.0))
        self._holder = QWidget()
        self._entries_layout = QVBoxLayout(self._holder)
        self._entries_layout.setContentsMargins(0, 0, 8, 0)
        self._entries_layout.setSpacing(12)
        self._how, self._chance = secondary(), QLabel()
        self._digests = value_label()
        self._shown_key: int | None = None
        self._detail: DrawDetail | None = None
        self._lay_out()
        self.draw_button.clicked.connect(self.draw_clicked)
        self.export_button.clicked.connect(self.export_clicked)
        self.void_button.clicked.connect(self.void_clicked)

    @property
    def contributions(self) -> Sequence[Contribution]:
        """What was typed, in the fixed order; empty for the system's random source."""
        return [entry.contribution() for entry in self.entries]

    def show_draw(self, detail: DrawDetail) -> None:
        """Show a sealed draw; what was typed already stays while it is the same draw."""
        row, seal = detail.row, detail.seal
        is_open = row.stage is DrawStage.SEALED
        self.card.show_draw(detail)
        self._title.setText(f"第 {seal.number} 号封存 · {row.draw_code}")
        self._rule.setText(f"种子来源　{seal.seed_rule}")
        if self._shown_key != row.key or not is_open:
            self._fill(detail, is_open=is_open)
        self._shown_key, self._detail = (row.key if is_open else None), detail
        self._how.setText(_how(detail))
        self._chance.setText("；".join(chance_texts(detail.groups)))
        self._digests.setText(
            f"名单指纹　{grouped(seal.frame_digest)}\n参数指纹　{grouped(seal.parameters_digest)}\n"
            f"封存时间　{seal.sealed_at:%Y-%m-%d %H:%M:%S}　操作人 {row.operator}　监督人 {row.supervisor}"
        )
        self.draw_button.setVisible(is_open)
        self.void_button.setVisible(row.stage is not DrawStage.VOIDED)
        self.refresh()

    def check(self) -> bool:
        """Put each problem beneath its field and go to the first; return whether there is none."""
        first: SeedEntry | None = None
        for entry in self.entries:
            entry.show_problem(entry.fault)
            first = first or (entry if entry.fault else None)
        if first is not None:
            first.field.setFocus()
        return first is None

    def show_problem(self, text: str) -> None:
        """Show what the service refused, beneath the last field."""
        if self.entries:
            self.entries[-1].show_problem(text)
        else:
            self.banner.say([text], "bad")

    def _fill(self, detail: DrawDetail, *, is_open: bool) -> None:
        while (item := self._entries_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.entries = []
        places = seed_places(detail)
        if not is_open:
            said = void_text(detail.row)
            self.banner.say([said] if said else (), "bad")
            self._fill_given(detail)
            return
        sentences = [*([] if places else [_SYSTEM]), *changed_text(detail)]
        self.banner.say(sentences, "warn")
        for number, place in enumerate(places, start=1):
            entry = SeedEntry(place, number, len(places))
            entry.changed.connect(self.refresh)
            self.entries.append(entry)
            self._entries_layout.addWidget(entry)
        if self.entries:
            self.entries[0].field.setFocus()

    def _fill_given(self, detail: DrawDetail) -> None:
        """Show the seed as it was given; a sealed draw that was voided has none."""
        for number, given in enumerate(detail.contributions, start=1):
            self._entries_layout.addWidget(secondary(f"{number}．{given.by}　{given.at:%Y-%m-%d %H:%M:%S}"))
            box = SeedBox()
            box.show_seed(given.text)
            self._entries_layout.addWidget(box)
        if not detail.contributions:
            self._entries_layout.addWidget(secondary("本次没有取得种子。"))

    def refresh(self) -> None:
        """Say on the button how many it draws, and what is still missing before it can."""
        if self._detail is None:
            return
        view = view_of(self._detail)
        count = f"{view.places} 户" + (f" + 必查 {view.compulsory} 户" if view.compulsory else "")
        how = "用这个种子抽取" if self.entries else "产生系统随机数并抽取"
        if view.is_platform:
            count = f"{view.compulsory} 户的检查人员"
        self.draw_button.setText(f"{how} {count}")
        missing = [entry for entry in self.entries if entry.fault]
        reason = f"{missing[0].place.by}：{missing[0].fault}" if missing else None
        self.draw_button.set_reason(reason)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.card, 3)
        columns.addWidget(self._seed_card(), 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(columns, 1)
        layout.addLayout(foot_line((self.draw_button, self.export_button), (self.void_button,)))

    def _seed_card(self) -> QFrame:
        made = card()
        self._how.setWordWrap(True)
        self._chance.setFont(font(12.0, bold=True))
        self._chance.setWordWrap(True)
        inside = QWidget()
        set_look(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.banner, self._holder, self._chance, self._how, rule(), self._digests):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(24, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._rule)
        layout.addWidget(scrolling(inside), 1)
        return made
