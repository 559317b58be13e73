"""The form of the first step. What it cannot know it does not fill in: who watches, who throws."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from models.rules.seed import MIN_DICE_DIGITS, WITNESS_DIGITS, Dice, Lottery, SeedRule
from models.vocab import SeedSource
from services.draw.platform_rows import PlatformDrawRow
from services.draw.seal_rows import DirectAppointment
from services.roster.version_rows import RosterStanding
from ui.draw.seal_draft import OFFERED, SealDraft
from ui.theme import set_look
from ui.widgets.buttons import Button, link_button
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.growing_text import GrowingText
from ui.widgets.labels import toned, value_label

_LABEL = 60
_MOST_DIGITS = 40
_LAST = ((SeedSource.DICE, "骰子"), (SeedSource.LOTTERY, "公开开奖号码"))
_UNWITNESSED = "系统随机数，未经公开见证：以后每一份纸面都会这样写明，它不能证明没有人挑选过结果。"


class SealForm(QWidget):
    """Days of inspection, source of the seed, people."""

    choices_changed = Signal()
    platform_clicked = Signal()
    withdraw_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "clear")
        self.window_from, self.window_to = DateField(), DateField()
        self.source = Chooser[SeedSource]([(source, source.label) for source in OFFERED])
        self.last = Chooser[SeedSource](_LAST)
        self.digits = QSpinBox()
        self.digits.setRange(MIN_DICE_DIGITS, _MOST_DIGITS)
        self.digits.setSuffix(" 位")
        self.digits.setFixedWidth(84)
        self.thrower, self.witnesses = QLineEdit(), QLineEdit()
        self.lottery_name, self.lottery_issue, self.lottery_order = QLineEdit(), QLineEdit(), QLineEdit()
        self.operator, self.supervisor = QLineEdit(), QLineEdit()
        self.stale_roster_reason = GrowingText(hint="如：区划调整，名录正在移交")
        self.objects = Chooser[int](none_text="本局随机抽取")
        self.platform_button: Button = link_button("按平台抽取的名单…")
        self.withdraw_button: Button = link_button("撤回所选名单…")
        self.seals_assignment = QCheckBox("派人结果封存，由组长启封")
        self._direct: DirectAppointment | None = None
        self._direct_words = value_label()
        self.undo_direct_button: Button = link_button("改回随机派人")
        self._is_filling = False
        self._version = value_label()
        self._forms = {
            "head": self._head_form(),
            "stale": self._stale_form(),
            "witnesses": self._witness_form(),
            "dice": self._dice_form(),
            "lottery": self._lottery_form(),
            "people": self._people_form(),
            "officers": self._officer_form(),
        }
        self._unwitnessed = toned(_UNWITNESSED, "warn")
        self._unwitnessed.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._show_source()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(10)
        for key in ("head", "stale", "witnesses", "dice", "lottery"):
            layout.addWidget(self._forms[key])
        layout.addWidget(self._unwitnessed)
        layout.addWidget(self._forms["people"])
        layout.addWidget(self._forms["officers"])
        layout.addWidget(self.seals_assignment)
        layout.addStretch(1)

    def draft(self) -> SealDraft:
        """Return what was filled in."""
        return SealDraft(
            window_from=self.window_from.value(),
            window_to=self.window_to.value(),
            seed_rule=self._rule(),
            operator=self.operator.text().strip(),
            supervisor=self.supervisor.text().strip(),
            stale_roster_reason=self.stale_roster_reason.text(),
            platform_draw_key=self.objects.value(),
            direct=self._direct,
            seals_assignment=self.seals_assignment.isChecked(),
        )

    def set_platform_lists(self, lists: Sequence[PlatformDrawRow], chosen: int | None) -> None:
        """Offer the lists of the platform that a seal may rest on, without telling."""
        self._is_filling = True
        self.objects.set_options([(each.key, each.label) for each in lists if each.is_open])
        self.objects.set_value(chosen)
        self._is_filling = False
        self.withdraw_button.setVisible(chosen is not None)

    def set_direct(self, direct: DirectAppointment | None) -> None:
        """Show that the officers are named, with reason and approver, or that they are drawn."""
        self._direct = direct
        words = "" if direct is None else f"直接委派（{direct.approved_by}批准）：{direct.reason}"
        self._direct_words.setText(words)
        self._forms["officers"].setVisible(direct is not None)
        self.seals_assignment.setVisible(direct is None)

    def set_roster(self, roster: RosterStanding) -> None:
        """Show which version of the roster a seal would fix, and ask why where it is older than a year."""
        renewed = "" if roster.age.updated_on is None else f"，{roster.age.updated_on.isoformat()} 更新"
        new = "封存时记为新版本" if roster.is_changed else f"{roster.version} 版"
        self._version.setText(f"{new}{renewed}")
        self._forms["stale"].setVisible(roster.age.is_stale)

    def set_window(self, first: date, last: date) -> None:
        """Write the days of inspection without telling."""
        for field, day in ((self.window_from, first), (self.window_to, last)):
            field.blockSignals(True)
            field.set_value(day)
            field.blockSignals(False)

    def suggest_operator(self, name: str) -> None:
        """Write who sits at the desk, where nobody was named yet."""
        if not self.operator.text():
            self.operator.setText(name)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem beside its field."""
        for form in self._forms.values():
            form.show_problems(problems)

    @property
    def version(self) -> str:
        """The version of the roster on screen."""
        return self._version.text()

    @property
    def problems(self) -> str:
        """The problems on screen."""
        keys = {
            "head": ("window", "source"),
            "stale": ("stale_roster_reason",),
            "people": ("operator", "supervisor"),
            "witnesses": ("witnesses",),
            "dice": ("dice",),
            "lottery": ("lottery",),
        }
        return "".join(self._forms[name].problem(key) for name, each in keys.items() for key in each)

    def _rule(self) -> SeedRule:
        source = self.source.value() or SeedSource.DICE
        last = self.last.value() if source is SeedSource.WORDS else source
        dice = Dice(self.digits.value(), self.thrower.text().strip())
        lottery = Lottery(
            self.lottery_name.text().strip(),
            self.lottery_issue.text().strip(),
            self.lottery_order.text().strip(),
        )
        names = tuple(name for name in re.split(r"[\s、，,；;]+", self.witnesses.text()) if name)
        return SeedRule(
            source=source,
            dice=dice if last is SeedSource.DICE else None,
            lottery=lottery if last is SeedSource.LOTTERY else None,
            witnesses=names if source is SeedSource.WORDS else (),
        )

    def _head_form(self) -> Form:
        form = Form(label_width=_LABEL)
        form.add("window", "检查期限", _side_by_side(self.window_from, QLabel("至"), self.window_to))
        self.window_from.setAccessibleName("检查期限开始")
        self.window_to.setAccessibleName("检查期限结束")
        for field in (self.window_from, self.window_to):
            field.setFixedWidth(120)
        form.add("version", "名录版本", self._version)
        form.add("objects", "检查对象", self.objects)
        form.add("platform", "", _side_by_side(self.platform_button, self.withdraw_button))
        form.add("source", "种子来源", self.source)
        return form

    def _officer_form(self) -> Form:
        form = Form(label_width=_LABEL)
        form.add("direct", "派人", self._direct_words)
        form.add("undo", "", self.undo_direct_button)
        form.hide()
        return form

    def _stale_form(self) -> Form:
        form = Form(label_width=_LABEL)
        form.add(
            "stale_roster_reason",
            "逾期理由",
            self.stale_roster_reason,
            is_required=True,
            hint="名录库超过一年没有更新（细则第五条），理由记入封存记录和操作日志。",
        )
        form.hide()
        return form

    def _witness_form(self) -> Form:
        form = Form(label_width=_LABEL)
        self.witnesses.setPlaceholderText("按次序写明，用顿号隔开")
        form.add(
            "witnesses",
            "见证人",
            self.witnesses,
            hint=f"各写 {WITNESS_DIGITS} 位数字，交齐后才启封；末项须是骰子或公开开奖。",
        )
        form.add("last", "末项", self.last)
        return form

    def _dice_form(self) -> Form:
        form = Form(label_width=_LABEL)
        self.thrower.setPlaceholderText("由谁投掷")
        self.thrower.setAccessibleName("由谁投掷")
        form.add("dice", "骰子", _side_by_side(self.digits, QLabel("由"), self.thrower, QLabel("投掷")))
        return form

    def _lottery_form(self) -> Form:
        form = Form(label_width=_LABEL)
        self.lottery_name.setPlaceholderText("如 中国福利彩票双色球")
        self.lottery_issue.setPlaceholderText("封存之后开奖的一期，如 2022059")
        self.lottery_order.setPlaceholderText("如 红球按开出次序，末位蓝球")
        form.add("lottery_name", "开奖名称", self.lottery_name)
        form.add("lottery_issue", "期号", self.lottery_issue)
        form.add("lottery", "读取顺序", self.lottery_order)
        return form

    def _people_form(self) -> Form:
        form = Form(label_width=_LABEL)
        self.supervisor.setPlaceholderText("现场监督，不参加本次检查")
        form.add("operator", "操作人", self.operator, is_required=True)
        form.add("supervisor", "监督人", self.supervisor, is_required=True)
        return form

    def _connect(self) -> None:
        self.source.currentIndexChanged.connect(self._show_source)
        self.last.currentIndexChanged.connect(self._show_source)
        self.window_from.changed.connect(self.choices_changed)
        self.window_to.changed.connect(self.choices_changed)
        self.objects.currentIndexChanged.connect(self._tell_objects)
        self.platform_button.clicked.connect(self.platform_clicked)
        self.withdraw_button.clicked.connect(self.withdraw_clicked)
        self.undo_direct_button.clicked.connect(self._undo_direct)
        self.seals_assignment.setToolTip("抽取后不显示谁去哪一户，由组长逐组启封，启封记入操作日志。")

    def _tell_objects(self) -> None:
        if not self._is_filling:
            self.choices_changed.emit()

    def _undo_direct(self) -> None:
        self.set_direct(None)
        self.choices_changed.emit()

    def _show_source(self) -> None:
        source = self.source.value()
        last = self.last.value() if source is SeedSource.WORDS else source
        self._forms["witnesses"].setVisible(source is SeedSource.WORDS)
        self._forms["dice"].setVisible(last is SeedSource.DICE)
        self._forms["lottery"].setVisible(last is SeedSource.LOTTERY)
        self._unwitnessed.setVisible(source is SeedSource.SYSTEM)


def _side_by_side(*parts: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(5)
    for part in parts:
        line.addWidget(part, 1 if isinstance(part, QLineEdit) and part.maximumWidth() > 1000 else 0)
    if not any(isinstance(part, QLineEdit) and part.maximumWidth() > 1000 for part in parts):
        line.addStretch(1)
    holder.setFocusProxy(next(part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus))
    return holder
