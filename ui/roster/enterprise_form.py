"""The form of one 检查对象: who it is, where it lies, what it makes, what deserves special care, whom to call."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.vocab import EnterpriseStatus, EntityKind, Hazard, Industry, RiskClass
from services.office.rows import TownRow
from services.roster.enterprise_rows import EnterpriseDraft
from ui.roster.draft_form import MEDIUM, SHORT, DraftForm, term_chooser
from ui.widgets.buttons import link_button
from ui.widgets.chooser import Chooser

PENDING_TOWN = "待定（地址未写明镇街）"
_SUGGESTED = ("town_code", "industry", "industry_is_guess", "hazards", "kind")


class EnterpriseForm(DraftForm[EnterpriseDraft]):
    """Fields for a whole EnterpriseDraft. What the clerk has set is never overwritten by a suggestion."""

    suggestion_wanted = Signal()
    """The clerk asks to have town and industry filled in from name and address."""

    def __init__(
        self, towns: Iterable[TownRow], draft: EnterpriseDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(draft, parent)
        self._settled: set[str] = set()
        self._add_identity()
        self._add_place(towns)
        self._add_care()
        self._add_people()
        self._add_register()
        self.add_stretch()
        self.show_draft(draft)
        self._show_dependents()

    def own_problems(self) -> dict[str, str]:
        """Return what cannot even be put into a draft."""
        problems = super().own_problems()
        typed = self.employees.text().strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 8):
            problems["employees"] = "从业人数应为整数，例如 36。"
        return problems

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
        self._show_dependents()
        self.changed.emit()

    def _add_identity(self) -> None:
        self.name = self.add_text("name", "企业名称", is_required=True, hint="与营业执照一致")
        self.code = self.add_line("credit_code", "信用代码", is_required=True, hint="18 位统一社会信用代码")
        self.number = self.add_line(
            "registration_number", "注册号", width=SHORT + 24, hint="没有代码的老户填 15 位"
        )
        self.status = self.add_chooser("status", "登记状态", term_chooser(EnterpriseStatus))

    def _add_place(self, towns: Iterable[TownRow]) -> None:
        self.add_section("所在地与行业")
        self.address = self.add_text("address", "注册地址")
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
        self.town.currentIndexChanged.connect(lambda: self._settle("town_code"))
        self.industry.currentIndexChanged.connect(self._settle_industry)
        self.guess.toggled.connect(self._show_dependents)

    def _add_care(self) -> None:
        self.add_section("监管")
        self.hazards = self.add_terms("hazards", "重点标记", Hazard, none_text="没有")
        self.add_chooser("risk_class", "信用风险", term_chooser(RiskClass, none_text="未分类"))
        self.dishonest = self.add_check("is_dishonest", "严重失信", "列入严重失信主体（必查）")
        self.add_text("dishonest_basis", "失信依据", is_required=True)
        self.hazards.changed.connect(lambda: self._settle("hazards"))
        self.dishonest.toggled.connect(self._show_dependents)

    def _add_people(self) -> None:
        self.add_section("联系")
        self.add_line("legal_representative", "法定代表人", width=MEDIUM)
        self.add_line("contact", "联系人", width=MEDIUM)
        self.add_line("phone", "联系电话", width=MEDIUM)

    def _add_register(self) -> None:
        self.add_section("其他登记事项")
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
        self.add_text("remark", "备注", lines=2)

    def _settle(self, key: str) -> None:
        """Note that the clerk has decided on a field."""
        if not self._is_filling:
            self._settled.add(key)

    def _settle_industry(self) -> None:
        if not self._is_filling:
            self._settled.add("industry")
            self.guess.setChecked(False)

    def _show_dependents(self) -> None:
        """Show what is asked only in its case."""
        was_guess = self._draft.industry_is_guess
        self.set_shown("industry_is_guess", is_shown=self.guess.isChecked() or was_guess)
        self.set_shown("dishonest_basis", is_shown=self.dishonest.isChecked())


def _outside(name: str) -> str:
    return name if "区外" in name else f"{name}（区外）"


def _number(typed: str) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() else None
