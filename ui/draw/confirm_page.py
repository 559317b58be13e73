"""④ 确认: who signs for what, and the two copies of the certificate; 派发 opens the inspection records."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.vocab import DrawOrigin, DrawStage
from services.draw.rows import DrawDetail
from ui.draw.banner import Banner
from ui.draw.columns import SHORT_LOADS
from ui.draw.draw_card import DrawCard
from ui.draw.facts import COPIES, OfficerLine, count_text, grouped, load_text, officer_lines, standing_texts
from ui.draw.foot import foot_line
from ui.draw.recheck import Recheck
from ui.draw.town_bars import scrolling
from ui.settings_store import SettingsStore
from ui.table.view import RecordTableView
from ui.theme import font
from ui.widgets.buttons import Button, action_button, link_button, primary_button
from ui.widgets.labels import card, secondary, section_title, strong, value_label

_BEFORE = "派发之前，请监督人与操作人核对名单并签字；派发后每户生成一条“待检查”记录，由检查组开出检查通知书。"
_PLATFORM_COPIES = (
    "对象由省平台抽取，证书不证明对象是怎样抽出的，只证明名单录入后没有改动、检查人员由种子抽取。\n" + COPIES
)


class ConfirmPage(QWidget):
    """Left the draw, right what is confirmed."""

    dispatch_clicked = Signal()
    records_clicked = Signal()
    full_clicked = Signal()
    public_clicked = Signal()
    attendees_clicked = Signal()
    void_clicked = Signal()

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = DrawCard()
        self.banner = Banner()
        self.loads = RecordTableView[OfficerLine](
            SHORT_LOADS, name="draw-confirm/loads", settings=settings, key=lambda row: row.officer.officer_key
        )
        self._headline = QLabel()
        self._headline.setFont(font(16.0, bold=True))
        self._note = secondary(_BEFORE)
        self._note.setWordWrap(True)
        self._copies = secondary(COPIES)
        self._facts = QGridLayout()
        self._values: dict[str, QLabel] = {}
        self._load_title = strong()
        self._reasons = secondary()
        self._reasons.setWordWrap(True)
        self.dispatch_button: Button = primary_button("派发到检查记录")
        self.records_button: Button = primary_button("去开检查通知书")
        self.full_button: Button = action_button("导出抽取证书（完整版）…", icon_name="download")
        self.public_button: Button = action_button("导出公告版…", icon_name="download")
        self.attendees_button: Button = link_button("在场人员…")
        self.void_button: Button = link_button("作废本次抽取…")
        self._lay_out()
        self.dispatch_button.clicked.connect(self.dispatch_clicked)
        self.records_button.clicked.connect(self.records_clicked)
        self.full_button.clicked.connect(self.full_clicked)
        self.public_button.clicked.connect(self.public_clicked)
        self.attendees_button.clicked.connect(self.attendees_clicked)
        self.void_button.clicked.connect(self.void_clicked)

    @property
    def headline(self) -> str:
        """The sentence in large type."""
        return self._headline.text()

    @property
    def load_reasons(self) -> str:
        """Why the work is shared unevenly, a line each."""
        return self._reasons.text()

    def show_draw(self, detail: DrawDetail) -> None:
        """Show a drawn draw, to be dispatched or dispatched already."""
        row = detail.row
        lines = officer_lines(detail.pool, detail.loads)
        self.card.show_draw(detail)
        is_open = row.stage is DrawStage.DRAWN
        verb = "派发" if is_open else "已派发"
        self._headline.setText(f"{verb} {row.drawn_count} 户到检查记录")
        self._copies.setText(_PLATFORM_COPIES if row.origin is DrawOrigin.PLATFORM else COPIES)
        self._note.setText(
            _BEFORE if is_open else "每户已生成一条“待检查”记录，请到“检查记录”开出检查通知书。"
        )
        for key, value in self._lines(detail):
            self._say(key, value)
        self._load_title.setText(load_text(lines))
        self.loads.set_rows(lines)
        self._reasons.setText("\n".join(detail.load_reasons))
        self._reasons.setVisible(bool(detail.load_reasons))
        self.dispatch_button.setText(f"派发 {row.drawn_count} 户到检查记录")
        self.dispatch_button.setVisible(is_open)
        waiting = detail.without_officers
        self.dispatch_button.set_reason(
            f"还有 {waiting} 户没有检查人员，请先在“抽取结果”中委派。" if waiting else None
        )
        self.attendees_button.set_reason(None if is_open else "已派发，在场人员不能再改。")
        self.banner.say(standing_texts(detail), "warn")
        self.records_button.setVisible(row.stage is DrawStage.DISPATCHED)
        self.void_button.setVisible(row.stage is not DrawStage.VOIDED)

    def show_recheck(self, checked: Recheck) -> None:
        """Bar the way where the repeated computation disagrees with what is stored."""
        if not checked.is_ok:
            self.banner.say(["复算与入库结果不一致，请停止派发并报告监督人。", checked.lines[-1]], "bad")
            self.dispatch_button.set_reason("复算不一致，不能派发。")

    @staticmethod
    def _lines(detail: DrawDetail) -> list[tuple[str, str]]:
        row = detail.row
        lines = [
            ("户数", count_text(detail)),
            ("抽取编号", f"{row.draw_code}　{row.title}"),
            ("检查期限", f"{detail.window_from.isoformat()} 至 {detail.window_to.isoformat()}"),
            ("抽取时间", f"{row.drawn_at:%Y-%m-%d %H:%M:%S}" if row.drawn_at else "—"),
            ("操作人", f"{row.operator}　　监督人 {row.supervisor}"),
            ("种子来源", row.seed_rule),
            ("结果指纹", grouped(row.result_digest or "")),
        ]
        at = f"{row.dispatched_at:%Y-%m-%d %H:%M:%S}" if row.dispatched_at else "尚未派发"
        return [*lines, ("派发时间", at)]

    def _say(self, key: str, value: str) -> None:
        if key not in self._values:
            number = self._facts.rowCount()
            self._values[key] = value_label()
            self._facts.addWidget(secondary(key), number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(self._values[key], number, 1)
        self._values[key].setText(value)

    def _lay_out(self) -> None:
        right = QHBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._summary_card(), 4)
        right.addWidget(self._load_card(), 3)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.card, 3)
        columns.addLayout(right, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)
        left = (self.dispatch_button, self.records_button, self.full_button, self.public_button)
        layout.addLayout(foot_line(left, (self.attendees_button, self.void_button)))

    def _summary_card(self) -> QFrame:
        made = card()
        self._facts.setContentsMargins(0, 4, 0, 4)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._headline.setWordWrap(True)
        self._copies.setWordWrap(True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._note)
        layout.addLayout(self._facts)
        layout.addSpacing(8)
        layout.addWidget(section_title("抽取证书"))
        layout.addWidget(self._copies)
        layout.addStretch(1)
        outer = QVBoxLayout(made)
        outer.setContentsMargins(20, 14, 12, 12)
        outer.setSpacing(8)
        outer.addWidget(self._headline)
        outer.addWidget(scrolling(inside), 1)
        return made

    def _load_card(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._load_title)
        layout.addWidget(self._reasons)
        layout.addWidget(self.loads, 1)
        return holder
