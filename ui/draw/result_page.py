"""③ 抽取: the result in the order of the tickets. It was stored before it is shown; the screen decides nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import DrawStage
from services.draw.rows import DrawDetail, PlaceRow
from ui.draw.banner import Banner
from ui.draw.draw_card import DrawCard
from ui.draw.facts import absent_text, count_text, load_text, officer_lines, standing_texts, void_text
from ui.draw.foot import foot_line
from ui.draw.frame_facts import mergeable, mix_text
from ui.draw.lists import FRAME_KINDS, DrawLists, ListRows
from ui.draw.recheck import Recheck
from ui.settings_store import SettingsStore
from ui.theme import set_look
from ui.widgets.buttons import Button, action_button, link_button, primary_button
from ui.widgets.labels import secondary, strong

_CHECKING = "正在复算…"


class ResultPage(QWidget):
    """Left the draw, right its lists."""

    confirm_clicked = Signal()
    certificate_clicked = Signal()
    substitute_clicked = Signal()
    officer_clicked = Signal()
    appoint_clicked = Signal()
    open_clicked = Signal()
    evidence_clicked = Signal()
    void_clicked = Signal()
    merge_clicked = Signal()
    split_clicked = Signal()

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = DrawCard()
        self.lists = DrawLists("draw-result", settings, with_result=True)
        self.banner = Banner()
        self._count = strong()
        self._loads = secondary()
        self._verdict = QLabel()
        self._absent = secondary()
        self._absent.setWordWrap(True)
        self.confirm_button: Button = primary_button("核对完毕，进入确认")
        self.certificate_button: Button = action_button("抽取证书…", icon_name="download")
        self.substitute_button: Button = link_button("递补…")
        self.officer_button: Button = link_button("补抽人员…")
        self.split_button: Button = link_button("取消合并检查…")
        self.appoint_button: Button = action_button("委派检查人员…")
        self.open_button: Button = action_button("启封…", icon_name="lock")
        self.evidence_button: Button = link_button("依据材料…")
        self.void_button: Button = link_button("作废本次抽取…")
        self._detail: DrawDetail | None = None
        self._lay_out()
        self._connect()

    @property
    def summary(self) -> str:
        """What stands above the lists."""
        return f"{self._count.text()}　{self._loads.text()}"

    @property
    def load_reasons(self) -> str:
        """Why the work is shared unevenly, a line each."""
        return self._loads.toolTip()

    @property
    def verdict(self) -> str:
        """What the repeated computation said."""
        return self._verdict.text()

    @property
    def absent(self) -> str:
        """Who is not in the pool, with the reasons; and the mix of 科室."""
        return self._absent.text()

    @property
    def chosen_places(self) -> list[PlaceRow]:
        """The selected places that are still to be inspected."""
        return [place for place in self.lists.places.selected_rows() if place.is_live]

    def show_draw(self, detail: DrawDetail, rows: ListRows) -> None:
        """Show a drawn draw."""
        self._detail = detail
        self.card.show_draw(detail)
        self.lists.set_rows(rows)
        self._count.setText(f"{detail.row.title}：{count_text(detail)}")
        self._loads.setText(load_text(officer_lines(detail.pool, detail.loads)))
        self._loads.setToolTip("\n".join(detail.load_reasons))
        mix = mix_text(detail)
        self._absent.setText(f"{absent_text(detail.pool)}{mix}。" if mix else absent_text(detail.pool))
        self._absent.setVisible(bool(self._absent.text()))
        self.show_recheck(None)
        self._show_state(detail)

    def show_recheck(self, checked: Recheck | None) -> None:
        """Show what the repeated computation said; None while it runs."""
        if checked is None:
            self._verdict.setText(_CHECKING)
            self._verdict.setToolTip("")
            set_look(self._verdict, "secondary")
            return
        self._verdict.setText(f"{'●' if checked.is_ok else '×'} {checked.summary}")
        self._verdict.setToolTip("\n".join(checked.lines))
        set_look(self._verdict, "ok" if checked.is_ok else "bad")
        if not checked.is_ok:
            self.banner.say(["复算与入库结果不一致，请停止派发并报告监督人。", checked.lines[-1]], "bad")
            self.confirm_button.set_reason("复算不一致，不能派发。")

    def _show_state(self, detail: DrawDetail) -> None:
        row = detail.row
        is_void = row.stage is DrawStage.VOIDED
        sentences = [void_text(row)] if is_void else standing_texts(detail)
        if not row.is_publicly_witnessed:
            sentences.append("本次种子未经公开见证。")
        shared = [] if is_void else mergeable(detail)
        if shared:
            sentences.append(f"本次名单中 {len(shared)} 户同时列入其他任务，可合并为一次检查。")
        self.banner.say(sentences, "bad" if is_void else "warn", action="合并检查…" if shared else "")
        self.confirm_button.setVisible(row.stage in (DrawStage.DRAWN, DrawStage.DISPATCHED))
        self.confirm_button.setText(
            "核对完毕，进入确认" if row.stage is DrawStage.DRAWN else "查看派发与证书"
        )
        self.confirm_button.set_reason(None)
        is_direct = detail.direct is not None
        for link in (self.substitute_button, self.officer_button, self.void_button):
            link.setVisible(not is_void)
        self.officer_button.setVisible(not is_void and not is_direct)
        self.appoint_button.setVisible(is_direct and row.stage is DrawStage.DRAWN)
        self.open_button.setVisible(not is_void and detail.unopened > 0)
        self.evidence_button.setText(f"依据材料 {detail.evidence_count or ''}…".replace(" …", "…"))
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self.chosen_places
        if not chosen:
            self.substitute_button.setText("递补…")
            self.substitute_button.set_reason("请先在抽取结果中选中不能检查的对象。")
        else:
            self.substitute_button.setText(f"递补所选 {len(chosen)} 户…")
            self.substitute_button.set_reason(None)
        self.split_button.setVisible(len(chosen) == 1 and bool(chosen[0].visit_with))

    def _connect(self) -> None:
        self.lists.places.selection_changed.connect(self._show_choice)
        self.card.town_clicked.connect(self._open_town)
        self.confirm_button.clicked.connect(self.confirm_clicked)
        self.certificate_button.clicked.connect(self.certificate_clicked)
        self.substitute_button.clicked.connect(self.substitute_clicked)
        self.officer_button.clicked.connect(self.officer_clicked)
        self.appoint_button.clicked.connect(self.appoint_clicked)
        self.open_button.clicked.connect(self.open_clicked)
        self.evidence_button.clicked.connect(self.evidence_clicked)
        self.void_button.clicked.connect(self.void_clicked)
        self.banner.acted.connect(self.merge_clicked)
        self.split_button.clicked.connect(self.split_clicked)

    def _open_town(self, town: str) -> None:
        self.lists.show_register(kinds=FRAME_KINDS, typed=town)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._count)
        head.addWidget(self._loads)
        head.addStretch(1)
        self.lists.set_corner(self._verdict)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.lists, 1)
        right.addWidget(self._absent)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.card, 3)
        columns.addLayout(right, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)
        layout.addLayout(
            foot_line(
                (self.confirm_button, self.appoint_button, self.open_button, self.certificate_button),
                (
                    self.split_button,
                    self.substitute_button,
                    self.officer_button,
                    self.evidence_button,
                    self.void_button,
                ),
            )
        )
