"""The first part of 一企一档: who the enterprise is, what makes it a 重点, its licences; from the register alone."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.rules.roster_groups import is_in_force, roster_groups
from models.vocab import Hazard, RosterGroup
from services.files.dossier import DossierLine, DossierSection
from services.roster.change_rows import ChangeRow
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseRow

_LISTS = (
    ("严重失信主体", "is_dishonest", "dishonest"),
    ("安全生产黑名单", "is_blacklisted", "blacklist"),
    ("经营异常名录", "is_abnormal", "abnormal"),
)


def identity_section(row: EnterpriseRow, changes: Sequence[ChangeRow]) -> DossierSection:
    """Return 基本信息; former names and codes are those entered, and those that the changes know of."""
    draft = row.draft
    lines = [
        DossierLine("统一社会信用代码", draft.credit_code),
        DossierLine("注册号", draft.registration_number),
        DossierLine("曾用名", _former(draft.former_names, draft.name, changes, "企业名称")),
        DossierLine("曾用代码", _former(draft.former_codes, row.code, changes, "统一社会信用代码", "注册号")),
        DossierLine("主体类型", draft.kind.label),
        DossierLine("登记状态", _status(row), "" if not row.is_retired else "warn"),
        DossierLine("成立日期", _day(draft.established_on)),
        DossierLine("登记机关", draft.registrar),
        DossierLine("住所", draft.address),
        DossierLine("生产经营地址", draft.work_address),
        DossierLine("镇街", row.town_name),
        DossierLine("行业", _industry(draft)),
        DossierLine("法定代表人", draft.legal_representative),
        DossierLine("联系人", "　".join(part for part in (draft.contact, draft.phone) if part)),
        DossierLine("从业人数", f"{draft.employees:,} 人" if draft.employees is not None else ""),
        DossierLine("企业规模", draft.scale.label if draft.scale else ""),
        DossierLine("安全标准化", draft.standardization.label if draft.standardization else ""),
        DossierLine("经营范围", draft.business_scope),
        DossierLine("备注", draft.remark),
    ]
    return DossierSection("基本信息", tuple(line for line in lines if line.text))


def marks_section(draft: EnterpriseDraft, today: date) -> DossierSection:
    """Return 重点与信用: the groups of art. 5, hazards, risk class, and the lists with basis and period."""
    groups = roster_groups(draft)
    lines = [
        DossierLine("名录类别", "、".join(one.label for one in RosterGroup if one in groups)),
        DossierLine("重点标记", "、".join(one.label for one in Hazard if one in draft.hazards)),
        DossierLine("信用风险", _risk(draft)),
        *(_listed(draft, title, flag, prefix, today) for title, flag, prefix in _LISTS),
        DossierLine("其他重点", draft.focus_reason if draft.is_focus else ""),
        DossierLine("标签", "、".join(sorted(draft.tags))),
    ]
    return DossierSection("重点与信用", tuple(line for line in lines if line.text), "没有重点标记")


def licence_section(draft: EnterpriseDraft, today: date) -> DossierSection:
    """Return 许可证, each with its number and the day it ends; one that has ended says so."""
    lines: list[DossierLine] = []
    for licence in draft.licences:
        until = f"有效期至 {licence.expires_on.isoformat()}" if licence.expires_on else "有效期未填"
        has_ended = licence.expires_on is not None and licence.expires_on < today
        words = [part for part in (licence.number, until, "已过期" if has_ended else "") if part]
        lines.append(DossierLine(licence.kind, "，".join(words), "bad" if has_ended else ""))
    return DossierSection("许可证", tuple(lines), "没有登记许可证")


def _former(entered: str, present: str, changes: Iterable[ChangeRow], *fields: str) -> str:
    known = [word for word in entered.split("、") if word]
    known += [change.old for change in changes if change.field in fields and change.old != "空白"]
    return "、".join(dict.fromkeys(word for word in known if word != present))


def _status(row: EnterpriseRow) -> str:
    draft = row.draft
    words = [draft.status.label, _day(draft.status_on), draft.status_source]
    if row.retired_at is not None:
        words.append(f"已于 {row.retired_at:%Y-%m-%d} 退出名录：{row.retired_reason}")
    return "，".join(word for word in words if word)


def _industry(draft: EnterpriseDraft) -> str:
    name = f"{draft.industry.label}　{draft.industry_code}".rstrip("　")
    reason = f"（{draft.industry_reason}）" if draft.industry_reason else ""
    return f"{name}{reason}" + ("（推测，未确认）" if draft.industry_is_guess else "")


def _risk(draft: EnterpriseDraft) -> str:
    if draft.risk_class is None:
        return ""
    return "，".join(
        word for word in (draft.risk_class.label, _day(draft.risk_on), draft.risk_source) if word
    )


def _listed(draft: EnterpriseDraft, title: str, flag: str, prefix: str, today: date) -> DossierLine:
    """Return an entry on a list with its basis and period; one that has ended stays readable."""
    is_listed = bool(getattr(draft, flag))
    first: date | None = getattr(draft, f"{prefix}_from")
    last: date | None = getattr(draft, f"{prefix}_until")
    basis: str = getattr(draft, f"{prefix}_basis")
    if not (is_listed or basis or first):
        return DossierLine(title, "")
    holds = is_in_force(is_listed=is_listed, starts_on=first, ends_on=last, day=today)
    period = f"{_day(first) or '未填'} 至 {_day(last) or '今'}" if first or last else ""
    words = ["列入中" if holds else "已不在列", basis, period]
    return DossierLine(title, "，".join(word for word in words if word), "bad" if holds else "")


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
