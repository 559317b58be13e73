"""抽查计划 as a sheet: the eight columns of the 汇总表, and behind them the conditions and the way of drawing.

The same columns drive export and import. A sheet that has the eight columns only (as other offices send it) is read
too: conditions are then found in the words of 检查对象.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.rules.class_ratios import parse_shares, read_ratio_words
from models.rules.planning import period_text
from models.rules.ratios import parse_percent, percent_text
from models.rules.scope import Scope
from models.vocab import (
    DrawMethod,
    EntityKind,
    Hazard,
    Industry,
    ItemCategory,
    OfficerMode,
    RiskClass,
    RosterGroup,
)
from services.plan.rows import TaskDraft, TaskRow
from services.roster import cells
from services.roster.cells import CellError
from services.roster.layout import Column, Layout

_PERIOD = re.compile(
    r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?(?:[—–\-至到~]+(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?)?"
)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """抽查比例 as one cell says it: one for all, or one for each risk class and ``plain`` for those without one."""

    plain: str
    classes: dict[str, str] | None = None


def _ratio(text: str) -> _Ratio:
    """Read 15%, 15, the 0.15 that a percent cell holds, or what the 汇总表 prints of a task with risk classes."""
    if worded := read_ratio_words(re.sub(r"\s", "", text)):
        return _Ratio(*worded)
    plain = cells.half_width(text)
    percent = parse_percent(plain)
    if percent is None:
        raise CellError(f"“{text}”不是百分数，请写成 15% 的样子。")
    if "%" not in plain and percent <= 1:
        percent *= 100
    return _Ratio(percent_text(percent.normalize() + Decimal(0)))


def _class_ratios(text: str) -> dict[str, str]:
    """Read the percentages of A/B/C/D such as 1/2/10/30."""
    shares = parse_shares(cells.half_width(text))
    if shares is None:
        raise CellError(f"“{cells.quoted(text)}”不是四类的抽查比例，请写成 1/2/10/30 的样子（A/B/C/D，%）。")
    return {str(risk): percent_text(share) for risk, share in shares.items()}


def _period(text: str) -> tuple[date, date]:
    """Read 2022年5月—12月, or with days."""
    found = _PERIOD.fullmatch(re.sub(r"\s", "", cells.half_width(text)))
    if found is None:
        raise CellError(f"“{text}”不是抽查时间，请写成 2022年5月—12月 的样子。")
    year, month, day, last_year, last_month, last_day = (int(part) if part else 0 for part in found.groups())
    last_year, last_month = last_year or year, last_month or month
    try:
        ends = date(last_year, last_month, last_day or monthrange(last_year, last_month)[1])
        return date(year, month, day or 1), ends
    except (ValueError, IndexError):
        raise CellError(f"“{text}”中的月份或日期不存在，请改正。") from None


def _positive(text: str) -> int:
    number = cells.whole_number(text)
    if number < 1:
        raise CellError("应为 1 或更大的整数。")
    return number


def _numbers(text: str) -> frozenset[int]:
    return frozenset(cells.whole_number(word) for word in cells.listed(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(cells.listed(text))


_CATEGORIES = {
    "一般": ItemCategory.GENERAL,
    "一般事项": ItemCategory.GENERAL,
    "重点": ItemCategory.KEY,
    "重点事项": ItemCategory.KEY,
}
_METHODS = {"定向抽查": DrawMethod.DIRECTED, "不定向抽查": DrawMethod.STRATIFIED}
_GROUP_WORDS = {word: group for group in RosterGroup for word in group.label.split("、")}
_RISK_WORDS = {word: one for one in RiskClass for word in one.label.split()}

PLAN_LAYOUT = Layout(
    title="抽查计划",
    anchors=(("subject",), ("name",), ("target",), ("ratio",), ("period",)),
    columns=(
        Column("number", "序号", cells.whole_number, width=6),
        Column("department", "区直部门名称", cells.name(50), ("部门名称", "实施部门", "发起部门"), width=14),
        Column("subject", "抽查事项", cells.prose(200), ("抽查事项名称",), is_required=True, width=26),
        Column("name", "抽查任务名称", cells.prose(200), ("任务名称",), is_required=True, width=26),
        Column("target", "检查对象", cells.prose(200), ("抽查对象", "抽查对象范围"), is_required=True, width=22),
        Column("category", "检查方式", cells.term(ItemCategory, _CATEGORIES), ("事项类别",), width=14),
        Column("ratio", "抽查比例", _ratio, is_required=True, width=10),
        Column("period", "抽查时间", _period, ("起止时间",), is_required=True, width=18),
        Column("industries", "行业条件", cells.terms(Industry), width=20),
        Column("hazards", "重点标记条件", cells.terms(Hazard), width=20),
        Column("without_hazards", "排除标记", cells.terms(Hazard), width=20),
        Column("towns", "镇街条件", _words, width=20),
        Column("kinds", "主体类型条件", cells.terms(EntityKind), width=14),
        Column("method", "抽查类型", cells.term(DrawMethod, _METHODS), width=10),
        Column("batches", "抽取批次", _positive, width=10),
        Column("officer_mode", "派员方式", cells.term(OfficerMode), width=10),
        Column("team_size", "每组人数", _positive, width=10),
        Column("teams", "检查组数", _positive, width=10),
        Column("need_leader", "需组长", cells.yes_or_no, width=8),
        Column("need_expert", "需专业人员", cells.yes_or_no, width=10),
        Column("section", "承办科室", cells.name(50), width=16),
        Column("inspection_method", "检查方法", cells.prose(100), width=16),
        Column("items", "检查内容序号", _numbers, width=14),
        Column("ratio_reason", "低于下限理由", cells.prose(500), width=20),
        Column("remark", "备注", cells.prose(500), width=20),
        Column("groups", "名录类别条件", cells.terms(RosterGroup, _GROUP_WORDS), width=20),
        Column("risk_classes", "信用风险条件", cells.terms(RiskClass, _RISK_WORDS), width=14),
        Column("licences", "许可证条件", _words, width=20),
        Column("tags", "标签条件", _words, width=14),
        Column("only_abnormal", "限经营异常", cells.yes_or_no, width=10),
        Column("class_ratios", "分类比例", _class_ratios, ("分类抽查比例",), width=14),
        Column("officer_sections", "参加科室", _words, width=20),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What the names in a plan sheet refer to: town names → codes, section names (aliases too) → keys, item numbers → keys."""

    towns: dict[str, str]
    sections: dict[str, int]
    items: dict[int, int]


def draft_of(values: dict[str, Any], words: OfficeWords) -> TaskDraft:
    """Make a task of the values of one sheet row; what the sheet does not say gets its default.

    Raises CellError when a name is not known to this office.
    """
    values = dict(values)
    starts_on, ends_on = values["period"]
    scope = _scope(values, words)
    numbers = values.get("items") or frozenset(words.items)
    if unknown := sorted(numbers - words.items.keys()):
        raise CellError(f"检查内容序号 {unknown[0]} 不在随机抽查事项清单中。")
    officer_mode = values.get("officer_mode", OfficerMode.EACH)
    draft = TaskDraft(
        subject=values["subject"],
        name=values["name"],
        target=values["target"],
        scope=scope,
        ratio=values["ratio"].plain,
        class_ratios=values.get("class_ratios", values["ratio"].classes),
        starts_on=starts_on,
        ends_on=ends_on,
        method=values.get("method", DrawMethod.DIRECTED if scope.hazards else DrawMethod.STRATIFIED),
        officer_mode=officer_mode,
        teams=values.get("teams", 1 if officer_mode is OfficerMode.TEAMS else None),
        section_key=_section(values.get("section"), words),
        items=frozenset(words.items[number] for number in numbers),
        officer_sections=frozenset(
            key for name in values.get("officer_sections", ()) if (key := _section(name, words)) is not None
        ),
    )
    plain = ("department", "category", "inspection_method", "ratio_reason", "batches", "team_size", "need_leader",
             "need_expert", "remark")  # fmt: skip
    return replace(draft, **{name: values[name] for name in plain if name in values})


def record_of(task: TaskRow, words: OfficeWords) -> list[str]:
    """Return the cells of one task in the order of the layout."""
    draft = task.draft
    towns = {code: name for name, code in words.towns.items()}
    numbers = {key: number for number, key in words.items.items()}
    special: dict[str, Any] = {
        "number": task.number,
        "ratio": f"{draft.ratio}%",
        "period": _period_cell(draft.starts_on, draft.ends_on),
        "industries": draft.scope.industries,
        "hazards": draft.scope.hazards,
        "without_hazards": draft.scope.without_hazards,
        "towns": tuple(towns.get(code, code) for code in sorted(draft.scope.towns)),
        "kinds": draft.scope.kinds,
        "groups": draft.scope.groups,
        "risk_classes": draft.scope.risk_classes,
        "licences": draft.scope.licences,
        "tags": draft.scope.tags,
        "only_abnormal": draft.scope.only_abnormal or None,
        "section": task.section_name,
        "class_ratios": "/".join(share for _, share in sorted((draft.class_ratios or {}).items())),
        "officer_sections": task.officer_section_names,
        "items": tuple(sorted(numbers[key] for key in draft.items if key in numbers)),
    }
    return [
        cells.show(special[column.field] if column.field in special else getattr(draft, column.field))
        for column in PLAN_LAYOUT.columns
    ]


def _period_cell(starts_on: date, ends_on: date) -> str:
    """Return 抽查时间, with days where it does not run over whole months."""
    if starts_on.day == 1 and ends_on.day == monthrange(ends_on.year, ends_on.month)[1]:
        return period_text(starts_on, ends_on)
    return "—".join(f"{day.year}年{day.month}月{day.day}日" for day in (starts_on, ends_on))


_SAME_IN_SCOPE = (
    "industries",
    "hazards",
    "without_hazards",
    "kinds",
    "groups",
    "risk_classes",
    "only_abnormal",
)


def _scope(values: dict[str, Any], words: OfficeWords) -> Scope:
    given = {name: values[name] for name in _SAME_IN_SCOPE if name in values}
    for name in ("licences", "tags"):
        if name in values:
            given[name] = frozenset(values[name])
    towns = frozenset(_town(name, words) for name in values.get("towns", ()))
    if given or towns:
        return Scope(**given, towns=towns)
    return scope_from_words(values["target"])


def scope_from_words(target: str) -> Scope:
    """Find the conditions in the words of 检查对象: hazards when it names any, else industries."""
    hazards = frozenset(hazard for hazard in Hazard if hazard.label in target)
    if "涉氨" in target:
        hazards |= {Hazard.AMMONIA}
    if hazards:
        return Scope(hazards=hazards)
    named = {industry for industry in Industry if industry is not Industry.OTHER and industry.label in target}
    return Scope(industries=frozenset(named))


def _town(name: str, words: OfficeWords) -> str:
    if name not in words.towns:
        raise CellError(f"镇街“{name}”不在镇街表中。")
    return words.towns[name]


def _section(name: str | None, words: OfficeWords) -> int | None:
    if not name:
        return None
    if name not in words.sections:
        raise CellError(f"科室“{name}”不在科室表中。")
    return words.sections[name]
