"""① 封存: what would be fixed now, or what was fixed; and the form that must be filled in before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.vocab import DrawMethod, EntryKind
from services.draw.platform_rows import PlatformDrawRow
from services.draw.rows import DrawDetail
from services.draw.seal_rows import DrawPreview
from services.plan.scheme_rows import SchemeState
from ui.draw.banner import Banner
from ui.draw.class_counts import ClassCounts
from ui.draw.facts import (
    FrameView,
    chance_texts,
    grouped,
    how_text,
    in_the_way_of,
    town_lines,
    view_of,
)
from ui.draw.figures import Figure, FigureStrip
from ui.draw.foot import foot_line
from ui.draw.frame_facts import class_lines, reason_counts
from ui.draw.lists import FRAME_KINDS, OUTSIDE, DrawLists, ListRows
from ui.draw.reason_links import ReasonLinks
from ui.draw.seal_draft import SealDraft
from ui.draw.seal_form import SealForm
from ui.draw.town_bars import TownBars, scrolling
from ui.settings_store import SettingsStore
from ui.widgets.buttons import Button, primary_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import card, secondary, section_title, strong

_FORM_WIDTH = 376
_DIRECT_ACT = "无法随机派人时直接委派…"
_SCHEME_ACTS = {SchemeState.MISSING: "写工作方案…", SchemeState.WRITTEN: "批准工作方案…"}
_LISTED: dict[str, tuple[str, ...]] = {
    "register": (),
    "frame": FRAME_KINDS,
    "places": (str(EntryKind.SELECTABLE),),
}


class SealPage(QWidget):
    """Left the frame by towns, in the middle the lists, right the form; the figures across the top."""

    seal_clicked = Signal()
    scheme_clicked = Signal()
    direct_clicked = Signal()
    choices_changed = Signal()

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.figures = FigureStrip()
        self.bars = TownBars()
        self.classes = ClassCounts()
        self.reasons = ReasonLinks()
        self.lists = DrawLists("draw-seal", settings, with_result=False)
        self.form = SealForm()
        self.seal_button: Button = primary_button("封存名单", icon_name="lock")
        self._offers_direct = False
        self._promise = secondary("封存后名单、人员和种子来源不能再改，只能公开作废")
        self._chance = secondary()
        self._chance.setWordWrap(True)
        self.sealed = DetailPane()
        self._right = QStackedWidget()
        self._lay_out()
        self.figures.clicked.connect(self._open_list)
        self.bars.clicked.connect(self._open_town)
        self.classes.clicked.connect(self._open_town)
        self.reasons.clicked.connect(self._open_reason)
        self.seal_button.clicked.connect(self.seal_clicked)
        self.banner.acted.connect(self._act)
        self.form.choices_changed.connect(self.choices_changed)

    @property
    def draft(self) -> SealDraft:
        """What was filled in."""
        return self.form.draft()

    @property
    def chance(self) -> str:
        """The sentence of the chances."""
        return self._chance.text()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Leave out the towns on a narrow screen: the form must be seen whole, and the lists name the towns too."""
        self._towns.setVisible(not is_narrow)

    def show_preview(
        self, preview: DrawPreview, rows: ListRows, lists: Sequence[PlatformDrawRow] = ()
    ) -> None:
        """Show what a seal would fix now; nothing can be sealed while something stands in the way."""
        view = view_of(preview)
        self._show_frame(preview, view, rows)
        if preview.recusals:
            self._team.setText(f"{self._team.text()}，避开 {preview.recusals} 对回避")
        in_the_way = in_the_way_of(preview)
        if in_the_way:
            self._offers_direct = preview.can_appoint and not preview.blocked
            direct = _DIRECT_ACT if self._offers_direct else ""
            self.banner.say(in_the_way, "bad", action=_SCHEME_ACTS.get(preview.scheme, direct))
        else:
            self.banner.say(preview.notes, "warn")
        self.form.set_window(preview.window_from, preview.window_to)
        self.form.set_roster(preview.roster)
        self.form.set_platform_lists(lists, preview.choices.platform_draw_key)
        self.form.set_direct(preview.choices.direct)
        self._right.setCurrentIndex(0)
        self.seal_button.setText(f"封存 {view.total:,} 户名单")
        self.seal_button.set_reason("".join(in_the_way) or None)
        self._set_sealable(True)

    def show_sealed(self, detail: DrawDetail, rows: ListRows) -> None:
        """Look back at what was sealed."""
        self._show_frame(detail, view_of(detail), rows)
        self.banner.say((), "info")
        self._fill_sealed(detail)
        self._right.setCurrentIndex(1)
        self._set_sealable(False)

    def _act(self) -> None:
        (self.direct_clicked if self._offers_direct else self.scheme_clicked).emit()

    def _set_sealable(self, can_seal: bool) -> None:
        self.seal_button.setVisible(can_seal)
        self._promise.setVisible(can_seal)

    def _show_frame(self, source: DrawPreview | DrawDetail, view: FrameView, rows: ListRows) -> None:
        self.figures.set_figures(_figures(view))
        shares = "可抽 → 应抽" if view.method is DrawMethod.STRATIFIED else "可抽"
        shares = "平台抽取" if view.is_platform else shares
        self._title.setText(f"镇街分布　{shares}")
        self._team.setText(how_text(source))
        self._chance.setText("；".join(chance_texts(view.groups)))
        self.classes.set_lines(class_lines(source))
        self._chance.setVisible(not self.classes.texts)
        self.reasons.set_counts(reason_counts(source))
        self.bars.set_lines(town_lines(source))
        self.lists.set_rows(rows)

    def _fill_sealed(self, detail: DrawDetail) -> None:
        seal, row = detail.seal, detail.row
        pane = self.sealed
        pane.begin(f"第 {seal.number} 号封存")
        pane.add("抽取编号", row.draw_code)
        pane.add("封存时间", f"{seal.sealed_at:%Y-%m-%d %H:%M:%S}")
        pane.add("工作方案", f"{detail.scheme_title}　{detail.scheme_approval}".strip())
        if detail.platform is not None:
            pane.add("平台抽取", f"平台任务号 {detail.platform.number}")
        if detail.direct is not None:
            pane.add("直接委派", f"{detail.direct.reason}（{detail.direct.approved_by}批准）", tone="warn")
        if detail.is_assignment_sealed:
            pane.add("派人结果", "封存，由组长启封")
        pane.add("检查期限", f"{detail.window_from.isoformat()} 至 {detail.window_to.isoformat()}")
        pane.add("名录版本", f"{detail.roster_version} 版" if detail.roster_version else "")
        if detail.stale_roster_reason:
            pane.add("逾期理由", detail.stale_roster_reason, tone="warn")
        pane.add("种子来源", seal.seed_rule)
        pane.add("操作人", row.operator)
        pane.add("监督人", row.supervisor)
        pane.add("名单指纹", grouped(seal.frame_digest))
        pane.add("参数指纹", grouped(seal.parameters_digest))
        pane.add("上一封存", grouped(seal.previous) or "本局的第一次封存")
        pane.end()

    def _open_list(self, key: str) -> None:
        if key == "pool":
            self.lists.show_list("检查人员")
        else:
            kinds = _LISTED.get(key, (key,))
            self.lists.show_register(kinds=kinds)

    def _open_town(self, town: str) -> None:
        self.lists.show_register(kinds=FRAME_KINDS, typed=town)

    def _open_reason(self, word: str) -> None:
        self.lists.show_register(why=word)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        self._towns = self._towns_card()
        columns.addWidget(self._towns, 2)
        columns.addWidget(self.lists, 4)
        self._right.addWidget(self._form_card())
        self._right.addWidget(self.sealed)
        self._right.setFixedWidth(_FORM_WIDTH)
        columns.addWidget(self._right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.banner)
        layout.addWidget(self.figures)
        layout.addLayout(columns, 1)
        layout.addLayout(foot_line((self.seal_button, self._promise)))

    def _towns_card(self) -> QFrame:
        made = card()
        made.setMinimumWidth(228)
        made.setMaximumWidth(400)
        self._title, self._team = strong(), secondary()
        self._team.setWordWrap(True)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(16, 12, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._team)
        layout.addWidget(self._chance)
        layout.addWidget(self.classes)
        layout.addWidget(scrolling(self.bars), 1)
        layout.addWidget(self.reasons)
        return made

    def _form_card(self) -> QFrame:
        made = card()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(16, 12, 4, 10)
        layout.setSpacing(8)
        layout.addWidget(section_title("封存单"))
        layout.addWidget(scrolling(self.form), 1)
        return made


def _figures(view: FrameView) -> list[Figure]:
    outside = view.register_count - view.total
    absent = len(view.pool) - view.in_pool
    if view.is_platform:
        return [
            Figure("register", f"{view.register_count:,}", "名录库（户）"),
            Figure(OUTSIDE, f"{outside:,}", "不在平台名单"),
            Figure(str(EntryKind.COMPULSORY), f"{view.compulsory:,}", "平台抽取", "accent"),
            Figure("pool", f"{view.in_pool} / {len(view.pool)}", "可抽人员", "warn" if absent else "text"),
        ]
    return [
        Figure("register", f"{view.register_count:,}", "名录库（户）"),
        Figure("frame", f"{view.total:,}", "列入抽样框"),
        Figure(OUTSIDE, f"{outside:,}", "未列入"),
        Figure(str(EntryKind.SELECTABLE), f"{view.selectable:,}", "可抽"),
        Figure(
            str(EntryKind.EXCLUDED),
            f"{view.excluded:,}",
            "不抽，计入基数",
            "warn" if view.excluded else "text",
        ),
        Figure(
            str(EntryKind.COMPULSORY), f"{view.compulsory:,}", "必查", "bad" if view.compulsory else "text"
        ),
        Figure("places", f"{view.places:,}", "本次应抽", "accent"),
        Figure("pool", f"{view.in_pool} / {len(view.pool)}", "可抽人员", "warn" if absent else "text"),
    ]
