"""The 检查对象 in use, read first: whether it can be drawn, where it lies, whom to call, and its file over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.eligibility import EligibilityRules, EnterpriseFacts, judge
from models.rules.scope import Scope, ScopeFacts
from models.vocab import EntryKind, RecordOutcome, RecordStage
from services.office.rows import OfficeSettings
from services.records.rows import RecordRow
from services.roster.enterprise_rows import EnterpriseRow
from services.roster.officer_rows import RecusalRow
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
from ui.widgets.detail_pane import DetailPane
from ui.widgets.labels import secondary

_FEW = 6


@dataclass(frozen=True, slots=True)
class EnterpriseBackground:
    """What the detail shows beside the row itself."""

    settings: OfficeSettings
    book: VisitBook
    recusals: Sequence[RecusalRow]
    notes: Sequence[str] = ()


def show_enterprise(pane: DetailPane, row: EnterpriseRow, background: EnterpriseBackground) -> None:
    """Fill the detail pane."""
    draft = row.draft
    pane.begin(row.name)
    if row.is_retired:
        pane.add_note(f"已于 {row.retired_at:%Y-%m-%d} 退出名录：{row.retired_reason}", tone="warn")
    title = "信用代码" if draft.credit_code else "注册号"
    pane.add(title, row.code)
    _show_drawing(pane, row, background)
    pane.add("地址", draft.address)
    pane.add("镇街", town_text(row), tone="warn" if town_value(row) == PENDING else "")
    industry = Chip(f"{draft.industry.label} {draft.industry_code}".strip(), "info")
    pane.add_widget("行业", chip_line([industry, *guess_chips(row)]))
    if marks := mark_chips(row):
        pane.add_widget("标记", chip_line(marks))
    if draft.is_dishonest:
        pane.add("失信依据", draft.dishonest_basis)
    if draft.risk_class is not None:
        pane.add("信用风险", draft.risk_class.label)
    pane.add("法定代表人", draft.legal_representative)
    pane.add("联系人", person_words(draft.contact, draft.phone))
    _show_notes(pane, background.notes)
    _show_visits(pane, background.book.of(row.key))
    _show_recusals(pane, background.recusals)
    _show_register(pane, row)
    pane.end()


def drawing_words(row: EnterpriseRow, background: EnterpriseBackground) -> tuple[str, str]:
    """Return whether the enterprise can be drawn now, as the rule of the draw says it, with its tone."""
    if row.is_retired:
        return "已退出名录，不再参加抽取", "bad"
    draft, settings = row.draft, background.settings
    facts = EnterpriseFacts(
        code=row.code,
        status=draft.status,
        is_outside=not row.is_in_district,
        scope=ScopeFacts(draft.industry, draft.kind, draft.town_code, draft.hazards, draft.is_dishonest),
        risk_class=draft.risk_class,
        visits=background.book.count(row.key),
    )
    verdict = judge(
        facts,
        EligibilityRules(
            Scope(), settings.yearly_cap, settings.cap_exempts_industries, settings.includes_individuals
        ),
    )
    if verdict.kind is EntryKind.SELECTABLE:
        return "可以抽取", "ok"
    if verdict.kind is EntryKind.COMPULSORY:
        return f"{verdict.reason}，不占抽查名额", "bad"
    return f"不参加抽取：{verdict.reason}", "bad"


def _show_drawing(pane: DetailPane, row: EnterpriseRow, background: EnterpriseBackground) -> None:
    pane.add_widget("登记状态", chip_line([Chip(row.draft.status.label, STATUS_TONES[row.draft.status])]))
    words, tone = drawing_words(row, background)
    pane.add("抽取", words, tone=tone)


def _show_notes(pane: DetailPane, notes: Sequence[str]) -> None:
    if notes:
        pane.add_section("请核对")
        for note in notes:
            pane.add_note(note, tone="secondary")


def _show_visits(pane: DetailPane, visits: Sequence[RecordRow]) -> None:
    pane.add_section("一企一档")
    for visit in visits[:_FEW]:
        words, tone = visit_words(visit)
        pane.add(_day_of(visit), words, tone=tone)
    if not visits:
        pane.add_note("还没有检查记录", tone="secondary")
    elif len(visits) > _FEW:
        pane.add_note(f"另有 {len(visits) - _FEW} 次较早的检查，见“检查记录”", tone="secondary")


def visit_words(visit: RecordRow) -> tuple[str, str]:
    """Return what came of an inspection, with its tone."""
    kind = "双随机检查（必查）" if visit.kind is EntryKind.COMPULSORY else "双随机检查"
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
        ("成立日期", draft.established_on.isoformat() if draft.established_on else ""),
        ("登记机关", draft.registrar),
        ("从业人数", f"{draft.employees:,} 人" if draft.employees is not None else ""),
        ("经营范围", draft.business_scope),
        ("备注", draft.remark),
    ):
        if value:
            pane.add(key, value)
    pane.add_widget("更新", secondary(f"{row.updated_at:%Y-%m-%d %H:%M}"))
