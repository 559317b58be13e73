"""What many 检查对象 may be given at once: one small form a field, each of which says its change and its words."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from models.vocab import EnterpriseStatus, Hazard, Industry, RiskClass, Standardization, Term
from services.office.rows import TownRow
from services.roster.bulk_rows import BulkChange
from services.roster.enterprise_rows import EnterpriseWords
from ui.roster.tag_field import TagField
from ui.widgets.chooser import Chooser
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.multi_chooser import MultiChooser

T = TypeVar("T", bound=Term)

_CHOOSE = "请选择"
_NONE = ""
_SHORT, _WIDE = 168, 320


class ValueForm(Form):
    """One field of a bulk edit. ``change`` is None until something is chosen; ``words`` goes into log and toast."""

    title = ""
    changed = Signal()

    def change(self) -> BulkChange | None:
        """Return what becomes of every record."""
        raise NotImplementedError

    def words(self) -> str:
        """Return the change in words: 镇街改为岳滩镇."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return what is wrong with the values themselves, "" for nothing."""
        dates = [one for one in self._fields.values() if isinstance(one, DateField)]
        return "" if all(one.is_valid for one in dates) else "日期请写成 2022-05-25 的样子。"

    def _add_chooser(self, key: str, label: str, options: Iterable[tuple[Any, str]]) -> Chooser[Any]:
        chooser = Chooser[Any](list(options), none_text=_CHOOSE, can_type=key == "town")
        chooser.setMinimumWidth(_SHORT)
        chooser.setMaximumWidth(_WIDE)
        chooser.currentIndexChanged.connect(self.changed)
        self.add(key, label, chooser)
        return chooser

    def _add_line(self, key: str, label: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(200 if key == "reason" else 100)
        line.setPlaceholderText(hint)
        line.setFixedWidth(_WIDE)
        line.textChanged.connect(self.changed)
        self.add(key, label, line)
        return line

    def _add_date(self, key: str, label: str, value: date | None) -> DateField:
        field = DateField(value)
        field.textChanged.connect(self.changed)
        self.add(key, label, field)
        return field

    def _add_many(self, key: str, label: str, options: Iterable[tuple[Any, str]]) -> MultiChooser:
        chooser = MultiChooser("", options, all_text="没有")
        chooser.setFixedWidth(_WIDE)
        chooser.changed.connect(self.changed)
        self.add(key, label, chooser)
        return chooser


class TownForm(ValueForm):
    """镇街."""

    title = "镇街"

    def __init__(self, towns: Iterable[TownRow]) -> None:
        super().__init__()
        names = [(one.code, one.name if one.in_district else f"{one.name}（区外）") for one in towns]
        self.town = self._add_chooser(
            "town", "改为", [(code, name.replace("（区外）（区外）", "（区外）")) for code, name in names]
        )

    def change(self) -> BulkChange | None:
        """Return the town, once one is chosen."""
        code = self.town.value()
        return BulkChange(values={"town_code": code}) if code is not None else None

    def words(self) -> str:
        """Name the town."""
        return f"镇街改为{self.town.currentText()}"


class IndustryForm(ValueForm):
    """行业; a confirmed one, so that 推测 goes."""

    title = "行业"

    def __init__(self) -> None:
        super().__init__()
        self.industry = self._add_chooser("industry", "改为", _options(Industry))
        self.reason = self._add_line("reason", "调整理由", "与行业代码对应的行业不同时必填")

    def change(self) -> BulkChange | None:
        """Return the industry, once one is chosen, with its reason where one is given."""
        industry = self.industry.value()
        if industry is None:
            return None
        values: dict[str, Any] = {"industry": Industry(industry), "industry_is_guess": False}
        if reason := self.reason.text().strip():
            values["industry_reason"] = reason
        return BulkChange(values=values)

    def words(self) -> str:
        """Name the industry."""
        return f"行业改为{self.industry.currentText()}"


class StatusForm(ValueForm):
    """登记状态 with the day and the source."""

    title = "登记状态"

    def __init__(self, today: date) -> None:
        super().__init__()
        self.status = self._add_chooser("status", "改为", _options(EnterpriseStatus))
        self.date = self._add_date("date", "状态日期", today)
        self.source = self._add_line("source", "状态来源", "例如：登记机关公示、现场走访")

    def change(self) -> BulkChange | None:
        """Return the state, once one is chosen."""
        status = self.status.value()
        if status is None:
            return None
        source = self.source.text().strip()
        return BulkChange(
            values={
                "status": EnterpriseStatus(status),
                "status_on": self.date.value(),
                "status_source": source,
            }
        )

    def words(self) -> str:
        """Name the state."""
        return f"登记状态改为{self.status.currentText()}"


class HazardForm(ValueForm):
    """重点标记 added and taken away."""

    title = "重点标记"

    def __init__(self) -> None:
        super().__init__()
        self.added = self._add_many("added", "加上", _options(Hazard))
        self.removed = self._add_many("removed", "去掉", _options(Hazard))

    def change(self) -> BulkChange | None:
        """Return the marks; what is in both lists is taken away."""
        added, removed = (
            frozenset(Hazard(str(one)) for one in part.values()) for part in (self.added, self.removed)
        )
        return _set_change("hazards", added, removed)

    def words(self) -> str:
        """Name the marks."""
        return _set_words("重点标记", self.added, self.removed)


class TagForm(ValueForm):
    """标签 added and taken away."""

    title = "标签"

    def __init__(self, tags: Iterable[str]) -> None:
        super().__init__()
        tags = list(tags)
        self.added = TagField(tags)
        self.added.setFixedWidth(_WIDE)
        self.added.changed.connect(self.changed)
        self.add("added", "加上", self.added)
        self.removed = self._add_many("removed", "去掉", [(tag, tag) for tag in tags])

    def change(self) -> BulkChange | None:
        """Return the tags."""
        return _set_change("tags", self.added.values(), frozenset(str(one) for one in self.removed.values()))

    def words(self) -> str:
        """Name the tags."""
        added = f"加上{'、'.join(sorted(self.added.values()))}" if self.added.values() else ""
        removed = f"去掉{self.removed.summary}" if self.removed.values() else ""
        return "标签" + "，".join(part for part in (added, removed) if part)


class RiskForm(ValueForm):
    """信用风险分类 with the day and the source."""

    title = "信用风险"

    def __init__(self, today: date) -> None:
        super().__init__()
        options = [*_options(RiskClass), (_NONE, "未分类")]
        self.risk = self._add_chooser("risk", "改为", options)
        self.date = self._add_date("date", "分类日期", today)
        self.source = self._add_line("source", "分类来源", "例如：省信用监管平台")

    def change(self) -> BulkChange | None:
        """Return the class, once one is chosen; 未分类 takes day and source with it."""
        risk = self.risk.value()
        if risk is None:
            return None
        if risk == _NONE:
            return BulkChange(values={"risk_class": None, "risk_on": None, "risk_source": ""})
        source = self.source.text().strip()
        return BulkChange(
            values={"risk_class": RiskClass(risk), "risk_on": self.date.value(), "risk_source": source}
        )

    def words(self) -> str:
        """Name the class."""
        return f"信用风险改为{self.risk.currentText()}"


class StandardizationForm(ValueForm):
    """安全生产标准化等级."""

    title = "标准化等级"

    def __init__(self) -> None:
        super().__init__()
        self.level = self._add_chooser("level", "改为", [*_options(Standardization), (_NONE, "未定级")])

    def change(self) -> BulkChange | None:
        """Return the level, once one is chosen."""
        level = self.level.value()
        if level is None:
            return None
        return BulkChange(values={"standardization": Standardization(level) if level else None})

    def words(self) -> str:
        """Name the level."""
        return f"标准化等级改为{self.level.currentText()}"


class FocusForm(ValueForm):
    """其他应当实施随机抽查的 (art. 5(六))."""

    title = "其他重点"

    def __init__(self) -> None:
        super().__init__()
        self.focus = self._add_chooser(
            "focus", "改为", [("yes", "列为其他应当实施随机抽查的"), ("no", "不再列为")]
        )
        self.reason = self._add_line("reason", "列入理由", "列入时必填")

    def change(self) -> BulkChange | None:
        """Return the claim, once it is made."""
        chosen = self.focus.value()
        if chosen is None:
            return None
        is_focus = chosen == "yes"
        reason = self.reason.text().strip() if is_focus else ""
        return BulkChange(values={"is_focus": is_focus, "focus_reason": reason})

    def words(self) -> str:
        """Say the claim."""
        return "列为其他重点" if self.focus.value() == "yes" else "不再列为其他重点"


def value_forms(
    towns: Iterable[TownRow], words: EnterpriseWords, today: date
) -> tuple[Callable[[], ValueForm], ...]:
    """Return what makes each form, in the order they are offered."""
    return (
        partial(TownForm, tuple(towns)),
        IndustryForm,
        partial(StatusForm, today),
        HazardForm,
        partial(TagForm, words.tags),
        partial(RiskForm, today),
        StandardizationForm,
        FocusForm,
    )


def _options(terms: type[T]) -> list[tuple[T, str]]:
    return [(term, term.label) for term in terms]


def _set_change(name: str, added: frozenset[Any], removed: frozenset[Any]) -> BulkChange | None:
    change = BulkChange(added={name: added}, removed={name: removed})
    return None if change.is_empty else change


def _set_words(title: str, added: MultiChooser, removed: MultiChooser) -> str:
    parts = [
        f"加上{added.summary}" if added.values() else "",
        f"去掉{removed.summary}" if removed.values() else "",
    ]
    return title + "，".join(part for part in parts if part)
