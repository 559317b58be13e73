"""The 检查对象 in use, read first: whether it can be drawn, where it lies, whom to call, and its file over the years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from models.rules.eligibility import EligibilityRules, EnterpriseFacts, judge, rest_begins_on
from models.rules.roster_groups import roster_groups
from models.rules.scope import Scope
from models.vocab import EntryKind, RecordOutcome, RecordStage, RosterGroup
from services.office.rows import OfficeSettings
from services.records.rows import RecordRow
from services.roster.draw_facts import facts_of_draft
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseRow
from services.roster.officer_rows import RecusalRow
from services.roster.visit_rows import LedgerRow, YearLedger
from ui.roster.enterprise_columns import (
    OUTCOME_TONES,
    PENDING,
    STATUS_TONES,
    VisitBook,
    guess_chips,
    mark_chips,
    town_text,
    town_value,
)
from ui.roster.wording import chip_line, period_words, person_words
from ui.table.model import Chip
from ui.widgets.buttons import link_button
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary

_FEW = 6
_GROUP_WORDS = {
    RosterGroup.TRADES: "工贸",
    RosterGroup.HAZARDS: "粉尘空间液氨",
    RosterGroup.MAJOR_HAZARD: "重大危险源",
    RosterGroup.DISHONEST: "严重失信",
    RosterGroup.BLACKLIST: "黑名单",
    RosterGroup.OTHER: "其他重点",
}
"""The six groups of art. 5, short enough for a narrow detail."""


@dataclass(frozen=True, slots=True)
class EnterpriseBackground:
    """What the detail shows beside the row itself."""

    settings: OfficeSettings
    book: VisitBook
    recusals: Sequence[RecusalRow]
    today: date
    notes: Sequence[str] = ()
    ledger: YearLedger | None = None


@dataclass(frozen=True, slots=True)
class LedgerActs:
    """What the links of the year's ledger do."""

    add: Callable[[], object]
    cancel: Callable[[LedgerRow], object]


def show_enterprise(
    pane: DetailPane, row: EnterpriseRow, background: EnterpriseBackground, acts: LedgerActs
) -> None:
    """Fill the detail pane."""
    draft = row.draft
    pane.begin(row.name)
    if row.is_retired:
        pane.add_note(f"已于 {row.retired_at:%Y-%m-%d} 退出名录：{row.retired_reason}", tone="warn")
    title = "注册号" if draft.registration_number and not draft.credit_code else "信用代码"
    pane.add(title, row.code or "没有代码")
    _show_drawing(pane, row, background)
    pane.add("地址", draft.address)
    if draft.work_address:
        pane.add("经营地址", draft.work_address)
    pane.add("镇街", town_text(row), tone="warn" if town_value(row) == PENDING else "")
    industry = Chip(f"{draft.industry.label} {draft.industry_code}".strip(), "info")
    pane.add_widget("行业", chip_line([industry, *guess_chips(row)]))
    if draft.industry_reason:
        pane.add("调整理由", draft.industry_reason)
    if marks := mark_chips(row):
        pane.add_widget("标记", chip_line(marks))
    _show_supervision(pane, row, background)
    pane.add("法定代表人", draft.legal_representative)
    pane.add("联系人", person_words(draft.contact, draft.phone))
    _show_notes(pane, background.notes)
    _show_ledger(pane, background, acts)
    _show_visits(pane, background.book.of(row.key))
    _show_recusals(pane, background.recusals)
    _show_register(pane, row)
    pane.end()


def drawing_words(row: EnterpriseRow, background: EnterpriseBackground) -> tuple[str, str]:
    """Return whether the enterprise can be drawn now, as the rule of the draw says it, with its tone."""
    if row.is_retired:
        return "已退出名录，不再参加抽取", "bad"
    settings = background.settings
    facts = _facts(row, background)
    verdict = judge(
        facts,
        EligibilityRules(
            Scope(),
            settings.yearly_cap,
            settings.cap_exempts_industries,
            settings.includes_individuals,
            rest_begins_on(background.today, settings.exclusion_months),
        ),
    )
    if verdict.kind is EntryKind.SELECTABLE:
        return "可以抽取", "ok"
    if verdict.kind is EntryKind.COMPULSORY:
        return f"{verdict.reason}，不占抽查名额", "bad"
    return f"不参加抽取：{verdict.reason}", "bad"


def _facts(row: EnterpriseRow, background: EnterpriseBackground) -> EnterpriseFacts:
    facts = facts_of_draft(
        row.draft,
        is_outside=not row.is_in_district,
        day=background.today,
        visits=background.book.count(row.key),
    )
    return replace(facts, last_visit_on=background.book.standings.last.get(row.key))


def _show_drawing(pane: DetailPane, row: EnterpriseRow, background: EnterpriseBackground) -> None:
    draft = row.draft
    pane.add_widget("登记状态", chip_line([Chip(draft.status.label, STATUS_TONES[draft.status])]))
    if draft.status_on or draft.status_source:
        pane.add("状态依据", "，".join(part for part in (_day(draft.status_on), draft.status_source) if part))
    words, tone = drawing_words(row, background)
    pane.add("抽取", words, tone=tone)


def _show_supervision(pane: DetailPane, row: EnterpriseRow, background: EnterpriseBackground) -> None:
    """Show what deserves special care: the groups of art. 5, the lists with their periods, the licences."""
    draft, today = row.draft, background.today
    facts = _facts(row, background)
    groups = [Chip(_GROUP_WORDS[one], "info") for one in RosterGroup if one in roster_groups(facts.scope)]
    if groups:
        pane.add_widget("名录类别", chip_line(groups))
    for title, is_listed, in_force, words in _list_lines(draft, facts):
        if is_listed:
            pane.add(
                title, words if in_force else f"{words}（现不在列）", tone="bad" if in_force else "secondary"
            )
    if draft.is_focus:
        pane.add("其他重点", draft.focus_reason)
    if draft.risk_class is not None:
        dated = "，".join(part for part in (_day(draft.risk_on), draft.risk_source) if part)
        pane.add("信用风险", f"{draft.risk_class.label}（{dated}）" if dated else draft.risk_class.label)
    if draft.standardization is not None:
        pane.add("标准化", draft.standardization.label)
    for number, licence in enumerate(draft.licences):
        is_expired = licence.expires_on is not None and licence.expires_on < today
        until = f"，{'已于' if is_expired else '有效期至'} {licence.expires_on}" if licence.expires_on else ""
        words = f"{licence.kind} {licence.number}".strip() + until + (" 过期" if is_expired else "")
        pane.add("" if number else "许可证", words, tone="bad" if is_expired else "")
    if draft.tags:
        pane.add_widget("标签", chip_line([Chip(tag, "neutral") for tag in sorted(draft.tags)]))


def _list_lines(draft: EnterpriseDraft, facts: EnterpriseFacts) -> Sequence[tuple[str, bool, bool, str]]:
    """Return each list: its name, whether the enterprise stands on it, whether that holds today, basis and period."""
    return (
        (
            "严重失信",
            draft.is_dishonest,
            facts.scope.is_dishonest,
            _entry_words(draft.dishonest_basis, draft.dishonest_from, draft.dishonest_until),
        ),
        (
            "黑名单",
            draft.is_blacklisted,
            facts.scope.is_blacklisted,
            _entry_words(draft.blacklist_basis, draft.blacklist_from, draft.blacklist_until),
        ),
        (
            "经营异常",
            draft.is_abnormal,
            facts.scope.is_abnormal,
            _entry_words(draft.abnormal_basis, draft.abnormal_from, draft.abnormal_until),
        ),
    )


def _entry_words(basis: str, starts_on: date | None, ends_on: date | None) -> str:
    return f"{basis}（{period_words(starts_on, ends_on)}）" if starts_on or ends_on else basis


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _show_notes(pane: DetailPane, notes: Sequence[str]) -> None:
    if notes:
        pane.add_section("请核对")
        for note in notes:
            pane.add_note(note, tone="secondary")


def _show_ledger(pane: DetailPane, background: EnterpriseBackground, acts: LedgerActs) -> None:
    """Show the year over all kinds of inspection, what the cap counts of it, and the way to enter another one."""
    ledger = background.ledger
    pane.add_section(f"{background.book.year} 年度检查台账")
    if ledger is None:
        return
    pane.add_note(ledger.summary)
    for line in ledger.rows:
        pane.add(line.on.isoformat(), line.text, tone="" if line.counts else "secondary")
        if line.other_key is not None:
            link = link_button("撤销…", hint="登记有误时撤销，写明理由")
            link.clicked.connect(partial(acts.cancel, line))
            pane.add_widget("", link)
    link = link_button("登记其他检查…", hint="复查、个案、专项、联合检查：不是本程序抽取的检查")
    link.clicked.connect(acts.add)
    pane.add_widget("", link)


def _show_visits(pane: DetailPane, visits: Sequence[RecordRow]) -> None:
    pane.add_section("历次双随机检查")
    for visit in visits[:_FEW]:
        words, tone = visit_words(visit)
        pane.add(_day_of(visit), words, tone=tone)
    if not visits:
        pane.add_note("还没有检查记录", tone="secondary")
    elif len(visits) > _FEW:
        pane.add_note(f"另有 {len(visits) - _FEW} 次较早的检查，见“检查记录”", tone="secondary")


def visit_words(visit: RecordRow) -> tuple[str, str]:
    """Return what came of an inspection, with its tone."""
    kind = "双随机检查" if visit.kind_label == "抽中" else f"双随机检查（{visit.kind_label}）"
    if visit.stage is RecordStage.ENDED:
        return f"{kind} 已终止：{visit.ended_reason}", "secondary"
    if visit.outcome is None:
        late = "，已逾期" if visit.is_overdue else ""
        return f"{kind} {visit.stage.label}，最迟 {visit.due_on}{late}", "bad" if visit.is_overdue else ""
    number = f" {visit.letter_number or visit.notice_number}".rstrip()
    label = "未发现问题" if visit.outcome is RecordOutcome.NORMAL else visit.outcome.label
    return f"{kind} {label}{number}", OUTCOME_TONES[visit.outcome]


def _day_of(visit: RecordRow) -> str:
    if visit.inspected_from is not None:
        return visit.inspected_from.date().isoformat()
    return f"{visit.year} 年度"


def _show_recusals(pane: DetailPane, recusals: Sequence[RecusalRow]) -> None:
    if not recusals:
        return
    pane.add_section("回避")
    for recusal in recusals:
        words = f"{recusal.draft.reason}（{period_words(recusal.draft.starts_on, recusal.draft.ends_on)}）"
        pane.add(recusal.officer_name, words, tone="" if recusal.is_in_force else "secondary")


def _show_register(pane: DetailPane, row: EnterpriseRow) -> None:
    draft = row.draft
    pane.add_section("登记事项")
    pane.add("主体类型", draft.kind.label)
    for key, value in (
        ("注册号", draft.registration_number if draft.credit_code else ""),
        ("曾用名", draft.former_names),
        ("曾用代码", draft.former_codes),
        ("成立日期", _day(draft.established_on)),
        ("登记机关", draft.registrar),
        ("企业规模", draft.scale.label if draft.scale is not None else ""),
        ("从业人数", f"{draft.employees:,} 人" if draft.employees is not None else ""),
        ("经营范围", draft.business_scope),
        ("备注", draft.remark),
    ):
        if value:
            pane.add(key, value)
    pane.add_widget("更新", secondary(f"{row.updated_at:%Y-%m-%d %H:%M}"))
