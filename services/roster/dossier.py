"""一企一档: everything that ever happened to one enterprise, read in one go, shown and printed (issue: one page).

Draws that left it out are told with their reason; a draw that was voided says so; papers keep their numbers for good.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import cast

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace, FrameEntry
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.officer import Officer, Recusal
from models.tables.plan import PlanTask
from models.tables.roster import RosterChange, RosterImport
from models.vocab import DrawOrigin, DrawStage, EntryKind, RecordOutcome, RecordStage, ResultCode, RosterNoun
from services.files.dossier import DossierLine, DossierSection, DossierView, render_dossier
from services.files.wording import without_end_mark
from services.files.writing import write_file
from services.office.calendar import work_calendar
from services.office.rows import SAMPLE_MARK
from services.records.reading import record_rows, select_records
from services.records.rows import RecordRow
from services.roster.change_rows import ChangeRow
from services.roster.dossier_register import identity_section, licence_section, marks_section
from services.roster.enterprise_reading import read_rows
from services.roster.past import ADDED, record_changes_of
from services.roster.visits import read_ledger, years_of
from services.workplace import Workplace


class DossierService:
    """Use cases of 一企一档."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def get_dossier(self, key: int) -> DossierView:
        """Return everything about an enterprise; raises UserFacingError when there is none."""
        workplace = self._workplace
        today = workplace.clock.today()
        with workplace.database.reading() as session:
            office = workplace.office(session)
            rows = read_rows(session, office.id, Enterprise.id == key)
            if not rows:
                raise UserFacingError("该检查对象不在名录中，请刷新列表。")
            row = rows[0]
            changes = record_changes_of(session, office.id, RosterNoun.ENTERPRISE, key)
            sections = (
                identity_section(row, changes),
                marks_section(row.draft, today),
                licence_section(row.draft, today),
                _draw_section(session, key),
                _visit_section(session, office, key, today),
                self._record_section(session, key),
                _recusal_section(session, key),
                _import_section(session, key),
                _change_section(changes),
            )
            return DossierView(
                bureau=office.bureau_name,
                name=row.name,
                code=row.code,
                sections=sections,
                dated_on=today,
                mark=SAMPLE_MARK if office.is_sample else "",
            )

    def render(self, key: int) -> bytes:
        """Return 一企一档 as PDF."""
        return render_dossier(self.get_dossier(key))

    def save(self, key: int, path: Path) -> Path:
        """Write 一企一档 as PDF and return where; raises UnwritableFileError."""
        write_file(path, self.render(key))
        return path

    def _record_section(self, session: Session, key: int) -> DossierSection:
        query = select_records().where(InspectionRecord.enterprise_id == key)
        records = session.scalars(query.options(selectinload(InspectionRecord.findings))).all()
        office, today = self._workplace.office(session), self._workplace.clock.today()
        rows = {row.key: row for row in record_rows(session, records, office, work_calendar(), today)}
        wanted = {finding.item_id for record in records for finding in record.findings}
        query_items = select(InspectionItem.id, InspectionItem.title).where(InspectionItem.id.in_(wanted))
        titles = dict(session.execute(query_items).all())
        newest = sorted(records, key=lambda record: (record.dispatched_at, record.id), reverse=True)
        lines = tuple(line for record in newest for line in _record_lines(record, rows[record.id], titles))
        return DossierSection("检查记录", lines, "还没有检查记录", len(records))


def _draw_section(session: Session, key: int) -> DossierSection:
    """Return every draw that the enterprise stood in, the newest first."""
    query = (
        select(Draw, FrameEntry, PlanTask.name, DrawnPlace)
        .join(FrameEntry, and_(FrameEntry.draw_id == Draw.id, FrameEntry.enterprise_id == key))
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .outerjoin(DrawnPlace, and_(DrawnPlace.draw_id == Draw.id, DrawnPlace.enterprise_id == key))
        .order_by(Draw.sealed_at.desc(), Draw.id.desc())
    )
    lines: list[DossierLine] = []
    for draw, entry, task_name, found in session.execute(query):
        place = cast("DrawnPlace | None", found)
        fate = _fate(draw, entry, place)
        voided = f"（本次抽取已作废：{draw.void_reason}）" if draw.stage is DrawStage.VOIDED else ""
        tone = "accent" if place is not None and not voided else "secondary"
        text = f"{draw.draw_code}　{task_name}：{fate}{voided}"
        lines.append(DossierLine(f"{draw.drawn_at or draw.sealed_at:%Y-%m-%d}", text, tone))
    return DossierSection("抽取记录", tuple(lines), "还没有列入过抽取", len(lines))


def _visit_section(session: Session, office: Office, key: int, today: date) -> DossierSection:
    """Return the visits of each year over all kinds, with what the cap counts of them."""
    lines: list[DossierLine] = []
    count = 0
    for year in years_of(session, key):
        ledger = read_ledger(session, office, key, year, today)
        lines.append(DossierLine(f"{year}年度", ledger.summary))
        lines += [
            DossierLine(row.on.isoformat(), row.text, "" if row.counts else "secondary")
            for row in ledger.rows
        ]
        count += ledger.counted
    return DossierSection("历年检查台账", tuple(lines), "还没有列入检查", count)


def _fate(draw: Draw, entry: FrameEntry, place: DrawnPlace | None) -> str:
    """Return what became of the enterprise in a draw."""
    if place is not None:
        drawn = "必查" if place.kind is EntryKind.COMPULSORY else "抽中"
        words = [] if draw.origin is DrawOrigin.PLATFORM else [drawn]
        words = ["递补抽中"] if place.substitutes_id is not None else words
        words += [entry.reason] if entry.reason and entry.kind is EntryKind.COMPULSORY else []
        if place.replaced_at is not None:
            words.append(f"{place.replaced_at:%Y-%m-%d} 换下：{place.replaced_reason}")
        return "，".join(words)
    if entry.kind is None:
        return f"未列入，{entry.reason}"
    if entry.kind is EntryKind.EXCLUDED:
        return f"不抽，{entry.reason}"
    if draw.origin is DrawOrigin.PLATFORM:
        return f"{entry.reason}，本局尚未派人"
    listed = "列为必查" if entry.kind is EntryKind.COMPULSORY else "可抽"
    return f"{listed}，尚未抽取" if draw.drawn_at is None else f"{listed}，未抽中"


def _record_lines(record: InspectionRecord, row: RecordRow, titles: dict[int, str]) -> Iterator[DossierLine]:
    """Yield one inspection: its day with task and outcome, then officers, faults, papers, publication."""
    day = f"{record.inspected_from or record.dispatched_at:%Y-%m-%d}"
    yield DossierLine(day, f"{row.task_name}（{row.draw_code}）：{_outcome(record)}", _tone(record))
    yield DossierLine("检查人员", row.officer_names)
    for finding in record.findings:
        if finding.result is not None and finding.result is not ResultCode.NO_PROBLEM:
            due = f"{finding.rectify_by.isoformat()} 前整改" if finding.rectify_by else ""
            said = (finding.result.label, finding.text, finding.measure, due)
            words = "；".join(without_end_mark(text) for text in said if text.strip())
            yield DossierLine("单项结果", f"{titles.get(finding.item_id, '抽查事项')}：{words}")
    for paper in record.papers:
        voided = f"，已作废：{paper.void_reason}" if paper.voided_at else ""
        text = f"{paper.kind.label} {paper.number}，{paper.issued_on.isoformat()}{voided}"
        yield DossierLine("文书", text, "secondary" if voided else "")
    for one in sorted(record.publications, key=lambda one: one.published_on):
        proof = f"，{one.reference}" if one.reference else ""
        yield DossierLine("公示", f"{one.published_on.isoformat()} {one.channel.label}{proof}")
    if record.remark:
        yield DossierLine("备注", record.remark)


def _outcome(record: InspectionRecord) -> str:
    if record.stage is RecordStage.ENDED:
        return f"已终止，{record.ended_reason}"
    if record.outcome is None:
        return f"{record.stage.label}，最迟 {record.due_on.isoformat()}"
    label = "未发现问题" if record.outcome is RecordOutcome.NORMAL else record.outcome.label
    return f"{label}，{record.stage.label}"


def _tone(record: InspectionRecord) -> str:
    if record.stage is RecordStage.ENDED:
        return "secondary"
    return "" if record.outcome in (None, RecordOutcome.NORMAL) else "warn"


def _recusal_section(session: Session, key: int) -> DossierSection:
    query = (
        select(Recusal, Officer.name)
        .join(Officer, Officer.id == Recusal.officer_id)
        .where(Recusal.enterprise_id == key)
        .order_by(Recusal.id.desc())
    )
    lines: list[DossierLine] = []
    for recusal, name in session.execute(query):
        first = recusal.starts_on.isoformat() if recusal.starts_on else ""
        last = recusal.ends_on.isoformat() if recusal.ends_on else ""
        period = f"{first or '登记之日'} 至 {last or '今'}" if first or last else "长期"
        basis = f"，依据：{recusal.basis}" if recusal.basis else ""
        lines.append(DossierLine(name, f"{recusal.reason}{basis}（{period}）"))
    return DossierSection("回避", tuple(lines), "没有登记回避")


def _import_section(session: Session, key: int) -> DossierSection:
    """Return the imports that brought the enterprise or changed it."""
    brought = select(Enterprise.added_by_import_id).where(Enterprise.id == key)
    changed = select(RosterChange.import_id).where(
        RosterChange.noun == RosterNoun.ENTERPRISE, RosterChange.record_id == key
    )
    query = select(RosterImport).where(or_(RosterImport.id.in_(brought), RosterImport.id.in_(changed)))
    lines = tuple(
        DossierLine(
            f"{one.at:%Y-%m-%d %H:%M}",
            f"“{one.file_name}”，{one.who}"
            + (f"（{one.undone_at:%Y-%m-%d} 由{one.undone_by}撤销）" if one.undone_at else ""),
        )
        for one in session.scalars(query.order_by(RosterImport.id.desc()))
    )
    return DossierSection("导入", lines, "没有经过导入")


def _change_section(changes: list[ChangeRow]) -> DossierSection:
    lines = tuple(_change_line(change) for change in changes)
    return DossierSection("变更记录", lines, count=len(lines))


def _change_line(change: ChangeRow) -> DossierLine:
    key = _moment(change.at)
    author = "，".join(part for part in (change.who, change.reason) if part)
    aside = f"（{author}）" if author else ""
    if change.field == ADDED:
        return DossierLine(key, f"列入名录：{change.new}{aside}")
    return DossierLine(key, f"{change.field}：{change.old} → {change.new}{aside}")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
