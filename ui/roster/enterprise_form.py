"""The form of one 检查对象: who it is, where it lies, what it makes, what deserves special care, whom to call."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    RiskClass,
    Scale,
    Standardization,
)
from services.office.rows import TownRow
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseWords
from ui.roster.draft_form import MEDIUM, SHORT, DraftForm, term_chooser
from ui.roster.licence_field import LicenceField
from ui.roster.tag_field import TagField
from ui.widgets.buttons import link_button
from ui.widgets.chooser import Chooser

PENDING_TOWN = "待定（地址未写明镇街）"
_SUGGESTED = ("town_code", "industry", "industry_is_guess", "hazards", "kind")
_LISTS = (
    ("is_dishonest", "dishonest", "严重失信", "列入严重失信主体（必查）"),
    ("is_blacklisted", "blacklist", "黑名单", "列入安全生产黑名单（必查）"),
    ("is_abnormal", "abnormal", "经营异常", "列入经营异常名录"),
)
_RARE = (
    "former_names",
    "former_codes",
    "kind",
    "established_on",
    "registrar",
    "employees",
    "scale",
    "remark",
)
"""Folded until they are asked for: the rest of the register."""


class EnterpriseForm(DraftForm[EnterpriseDraft]):
    """Fields for a whole EnterpriseDraft. What the clerk has set is never overwritten by a suggestion.

    What is asked only in some case is shown only then; what is rarely looked at is folded under its count.
    """

    suggestion_wanted = Signal()
    """The clerk asks to have town and industry filled in from name and address."""

    def __init__(
        self,
        towns: Iterable[TownRow],
        draft: EnterpriseDraft,
        words: EnterpriseWords | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self._settled: set[str] = set()
        self._words = words or EnterpriseWords()
        self._is_unfolded = False
        self._add_identity()
        self._add_place(towns)
        self._add_care()
        self._add_lists()
        self._add_licences()
        self._add_people()
        self._add_register()
        self.add_stretch()
        self.show_draft(draft)
        self._show_dependents()
        self.changed.connect(self._show_dependents)

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft."""
        problems = super().own_problems()
        typed = self.employees.text().strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 8):
            problems["employees"] = "从业人数应为整数，例如 36。"
        if message := self.licences.problem():
            problems["licences"] = message
        return problems

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Unfold what has a problem, then put each beside its field."""
        self._uncover(problems)
        super().show_problems(problems)

    def drop_solved(self, problems: Mapping[str, str]) -> None:
        """Take away what is solved; ask for the reason as soon as the industry needs one."""
        super().drop_solved(problems)
        if "industry_reason" in problems:
            self.set_shown("industry_reason", is_shown=True)

    def unfold(self) -> None:
        """Show the rest of the register."""
        self._is_unfolded = True
        self._show_dependents()

    def show_suggestion(self, suggested: EnterpriseDraft, *, replaces: bool = False) -> None:
        """Fill town, industry, marks and kind as far as the clerk has left them.

        With ``replaces`` town and industry are filled anyway, where something was found.
        """
        if replaces:
            names = {"town_code"} if suggested.town_code is not None else set[str]()
            names |= {"industry", "industry_is_guess"} if suggested.industry is not Industry.OTHER else set()
        else:
            names = set(_SUGGESTED) - self._settled
            names -= {"industry_is_guess"} if "industry" in self._settled else set()
        values = {name: getattr(suggested, name) for name in _SUGGESTED if name in names}
        now = self.draft()
        if any(getattr(now, name) != value for name, value in values.items()):
            self._fill(values)

    def _fill(self, values: dict[str, object]) -> None:
        self._is_filling = True
        for name, value in values.items():
            self._bindings[name].write(value)
        self._is_filling = False
        self.changed.emit()

    def _add_identity(self) -> None:
        self.name = self.add_text("name", "企业名称", is_required=True, hint="与营业执照一致")
        self.code = self.add_line("credit_code", "信用代码", is_required=True, hint="18 位统一社会信用代码")
        self.number = self.add_line(
            "registration_number", "注册号", width=SHORT + 24, hint="没有代码的老户填 15 位"
        )
        self.case_only = self.add_check("is_case_only", "", "没有代码，仅用于个案检查，不参加抽取")
        self.status = self.add_chooser("status", "登记状态", term_chooser(EnterpriseStatus))
        self.add_date("status_on", "状态日期")
        self.add_line("status_source", "状态来源", hint="例如：登记机关公示、现场走访")

    def _add_place(self, towns: Iterable[TownRow]) -> None:
        self.add_section("所在地与行业")
        self.address = self.add_text("address", "注册地址")
        self.add_text("work_address", "经营地址", hint="生产经营地址与注册地址不同时填写")
        options = [(town.code, town.name if town.in_district else _outside(town.name)) for town in towns]
        self.town: Chooser[str] = self.add_chooser(
            "town_code", "镇街", Chooser[str](options, none_text=PENDING_TOWN, can_type=True)
        )
        self.industry = self.add_chooser("industry", "行业", term_chooser(Industry))
        self.guess = self.add_check("industry_is_guess", "", "行业为推测，尚未确认")
        self.suggest_button = link_button("按名称、经营范围和地址重新判断")
        self.suggest_button.setMaximumWidth(self.suggest_button.sizeHint().width())
        self.suggest_button.clicked.connect(self.suggestion_wanted)
        self.add("suggest", "", self.suggest_button)
        self.scope = self.add_text("business_scope", "经营范围", lines=2)
        self.add_line("industry_code", "行业代码", width=SHORT, hint="国民经济小类")
        self.add_text("industry_reason", "调整理由", is_required=True, hint="为什么与行业代码对应的行业不同")
        self.town.currentIndexChanged.connect(lambda: self._settle("town_code"))
        self.industry.currentIndexChanged.connect(self._settle_industry)

    def _add_care(self) -> None:
        self.add_section("监管")
        self.hazards = self.add_terms("hazards", "重点标记", Hazard, none_text="没有")
        self.add_chooser("standardization", "标准化", term_chooser(Standardization, none_text="未定级"))
        self.add_chooser("risk_class", "信用风险", term_chooser(RiskClass, none_text="未分类"))
        self.add_date("risk_on", "分类日期")
        self.add_line("risk_source", "分类来源", hint="例如：省信用监管平台")
        self.hazards.changed.connect(lambda: self._settle("hazards"))

    def _add_lists(self) -> None:
        self.lists = {}
        for flag, prefix, label, words in _LISTS:
            self.lists[prefix] = self.add_check(flag, label, words)
            self.add_text(f"{prefix}_basis", "列入依据", is_required=True, hint="决定文号或公示网址")
            self.add_date(f"{prefix}_from", "列入日期")
            self.add_date(f"{prefix}_until", "移出日期")
        self.dishonest = self.lists["dishonest"]
        self.focus = self.add_check("is_focus", "其他重点", "其他应当实施随机抽查的")
        self.add_text("focus_reason", "列入理由", is_required=True)

    def _add_licences(self) -> None:
        self.licences = LicenceField(self._words.licence_kinds)
        self.licences.changed.connect(self._tell)
        self.licences.add_button.clicked.connect(self.guard_keys)
        self._bind("licences", "许可证", self.licences, self.licences.values, self.licences.set_values)
        self.tags = TagField(self._words.tags)
        self.tags.changed.connect(self._tell)
        self._bind("tags", "标签", self.tags, self.tags.values, self.tags.set_values)

    def _add_people(self) -> None:
        self.add_section("联系")
        self.add_line("legal_representative", "法定代表人", width=MEDIUM)
        self.add_line("contact", "联系人", width=MEDIUM)
        self.add_line("phone", "联系电话", width=MEDIUM)

    def _add_register(self) -> None:
        self.add_section("其他登记事项")
        self.fold_button = link_button(
            "", hint="曾用名、曾用代码、主体类型、成立日期、登记机关、从业人数、规模、备注"
        )
        self.fold_button.clicked.connect(self.unfold)
        self.add("fold", "", self.fold_button)
        self.add_text("former_names", "曾用名", hint="多个用、分开")
        self.add_line("former_codes", "曾用代码", hint="旧代码或旧注册号，多个用、分开")
        self.kind = self.add_chooser("kind", "主体类型", term_chooser(EntityKind))
        self.kind.currentIndexChanged.connect(lambda: self._settle("kind"))
        self.add_date("established_on", "成立日期")
        self.add_line("registrar", "登记机关")
        self.employees = self.add_line("employees", "从业人数", width=SHORT)
        self._rebind(
            "employees",
            lambda: _number(self.employees.text()),
            lambda value: self.employees.setText("" if value is None else str(value)),
        )
        self.add_chooser("scale", "企业规模", term_chooser(Scale, none_text="未划型"))
        self.add_text("remark", "备注", lines=2)

    def _settle(self, key: str) -> None:
        """Note that the clerk has decided on a field."""
        if not self._is_filling:
            self._settled.add(key)

    def _settle_industry(self) -> None:
        if not self._is_filling:
            self._settled.add("industry")
            self.guess.setChecked(False)

    def _uncover(self, keys: Iterable[str]) -> None:
        """Show the fields that have something to say."""
        keys = set(keys)
        if keys & set(_RARE):
            self.unfold()
        for key in keys - set(_RARE):
            if key in self._fields:
                self.set_shown(key, is_shown=True)

    def _show_dependents(self) -> None:
        """Show what is asked only in its case."""
        draft = self.draft()
        has_code = bool(draft.credit_code or draft.registration_number)
        is_closed = draft.status is not EnterpriseStatus.ACTIVE
        shown = {
            "is_case_only": draft.is_case_only or not has_code,
            "status_on": is_closed or draft.status_on is not None,
            "status_source": is_closed or bool(draft.status_source),
            "industry_is_guess": draft.industry_is_guess or self._draft.industry_is_guess,
            "industry_reason": bool(draft.industry_reason or self.problem("industry_reason")),
            "risk_on": draft.risk_class is not None,
            "risk_source": draft.risk_class is not None,
            "focus_reason": draft.is_focus,
        }
        for prefix, box in self.lists.items():
            shown |= {f"{prefix}_{part}": box.isChecked() for part in ("basis", "from", "until")}
        shown |= dict.fromkeys(_RARE, self._is_unfolded) | {"fold": not self._is_unfolded}
        for key, is_shown in shown.items():
            if self._labels[key].isHidden() is is_shown:
                self.set_shown(key, is_shown=is_shown)
        filled = [key for key in _RARE if key != "kind" and getattr(draft, key)]
        count = f"（已填 {len(filled)} 项）" if filled else ""
        self.fold_button.setText(f"展开曾用名、规模、备注等{count}")
        self.fold_button.setMaximumWidth(self.fold_button.sizeHint().width())


def _outside(name: str) -> str:
    return name if "区外" in name else f"{name}（区外）"


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() else None
