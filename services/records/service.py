"""检查记录: from the dispatch list to the feedback letter and the publication of each drawn enterprise."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.outcomes import check_finding, check_refusal, outcome_of
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord, ItemFinding, Publication
from models.tables.plan import PlanTask
from models.vocab import PublicationChannel, RecordStage
from services.changes import Changes
from services.office.calendar import work_calendar
from services.papers.reading import paper_rows
from services.records.reading import record_rows, select_records
from services.records.rows import (
    FindingRow,
    PublicationRow,
    RecordDetail,
    RecordRow,
    ResultDraft,
)
from services.workplace import Workplace

_RESULT_MAY_BE_ENTERED = frozenset({RecordStage.NOTIFIED, RecordStage.INSPECTED})


class RecordService:
    """Use cases of the record tab."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_records(self, *, year: int) -> list[RecordRow]:
        """Return the year's inspections in the order of task, draw and dispatch list."""
        with self._workplace.database.reading() as session:
            query = select_records().where(
                InspectionRecord.year == year, InspectionRecord.office_id == self._workplace.office_id
            )
            return self._rows(session, session.scalars(query).all())

    def get_record(self, record_key: int) -> RecordDetail:
        """Return everything about one inspection."""
        with self._workplace.database.reading() as session:
            record = self._record(session, record_key)
            row = self._rows(session, [record])[0]
            task = self._task(session, record.task_id)
            enterprise = session.get_one(Enterprise, record.enterprise_id)
            return RecordDetail(
                row=row,
                item_subject=task.subject,
                legal_representative=enterprise.legal_representative,
                contact=enterprise.contact,
                phone=enterprise.phone,
                findings=_finding_rows(task.items, record.findings),
                refusal_ground=record.refusal_ground,
                remark=record.remark,
                entered_by=record.entered_by,
                papers=tuple(paper_rows(session, record.papers)),
                publications=tuple(
                    PublicationRow(line.channel, line.published_on, line.published_by, line.reference)
                    for line in record.publications
                ),
            )

    def check_result(self, *, record_key: int, draft: ResultDraft) -> dict[str, str]:
        """Return field name (``finding:KEY`` for items) → sentence for everything that keeps the result from being stored."""
        with self._workplace.database.reading() as session:
            return self._result_problems(session, self._record(session, record_key), draft)

    def count_due(self, *, today: date | None = None, year: int | None = None) -> tuple[int, int]:
        """Return how many inspections, of one year or of all, have something due today and how many something overdue."""
        today = today or self._workplace.clock.today()
        with self._workplace.database.reading() as session:
            query = select_records().where(
                InspectionRecord.office_id == self._workplace.office_id,
                InspectionRecord.stage != RecordStage.ENDED,
            )
            if year is not None:
                query = query.where(InspectionRecord.year == year)
            rows = self._rows(session, session.scalars(query).all(), today)
        return sum(row.next_due_on == today for row in rows), sum(row.is_overdue for row in rows)

    # -- changes

    def enter_result(self, *, record_key: int, draft: ResultDraft) -> Changes:
        """Store the result of every item; raises UserFacingError with the first thing that is missing."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            record = self._record(session, record_key)
            for sentence in self._result_problems(session, record, draft).values():
                raise UserFacingError(sentence)
            before = {str(finding.item_id): finding.result for finding in record.findings}
            self._store_findings(session, record, draft)
            results = [finding.result for finding in draft.findings.values() if finding.result is not None]
            record.inspected_from = draft.inspected_from
            record.inspected_to = draft.inspected_to
            record.result_on = draft.result_on
            record.refusal_ground = draft.refusal_ground
            record.remark = draft.remark.strip()
            outcome = record.outcome = outcome_of(results)
            record.entered_by = workplace.operator
            record.stage = RecordStage.INSPECTED
            workplace.touch(record)
            workplace.log(
                session,
                action="录入结果",
                noun="inspection_record",
                summary=f"录入检查结果：{outcome.label}",
                record_uuid=record.uuid,
                before=before,
                after={str(key): finding.result for key, finding in draft.findings.items()},
            )
        return Changes.of("record", key=record_key)

    def publish(
        self,
        *,
        record_keys: Sequence[int],
        channel: PublicationChannel,
        published_on: date,
        published_by: str | Mapping[int, str],
        reference: str,
    ) -> Changes:
        """Record the publication of results on one channel; all of them or none (R56).

        ``published_by`` is one person, or for each record key its own.
        """
        if not reference.strip():
            raise UserFacingError("请填写公示凭据（编号或网址）。")
        with self._workplace.database.transaction() as session:
            for key in dict.fromkeys(record_keys):
                record = self._record(session, key)
                name = session.get_one(Enterprise, record.enterprise_id).name
                named = published_by if isinstance(published_by, str) else published_by.get(key, "")
                line = Publication(
                    record_id=key,
                    channel=channel,
                    published_on=published_on,
                    published_by=named.strip(),
                    reference=reference.strip(),
                )
                self._check_publication(session, record, name, line)
                self._add_publication(session, name, line)
        return Changes.of("record")

    # -- inside

    def _rows(
        self, session: Session, records: Sequence[InspectionRecord], today: date | None = None
    ) -> list[RecordRow]:
        office = self._workplace.office(session)
        return record_rows(session, records, office, work_calendar(), today or self._workplace.clock.today())

    def _record(self, session: Session, key: int) -> InspectionRecord:
        query = (
            select_records()
            .where(InspectionRecord.id == key)
            .options(selectinload(InspectionRecord.findings))
        )
        record = session.scalars(query).first()
        if record is None:
            raise UserFacingError("这条检查记录已不存在，请刷新后重试。")
        return record

    def _task(self, session: Session, task_key: int) -> PlanTask:
        return session.scalars(
            select(PlanTask).where(PlanTask.id == task_key).options(selectinload(PlanTask.items))
        ).one()

    def _result_problems(
        self, session: Session, record: InspectionRecord, draft: ResultDraft
    ) -> dict[str, str]:
        if record.stage not in _RESULT_MAY_BE_ENTERED:
            return {"stage": f"该户状态为“{record.stage.label}”，{_why_no_result(record.stage)}"}
        now = self._workplace.clock.now()
        problems = _time_problems(draft, now)
        ended_on = draft.inspected_to.date() if draft.inspected_to else None
        for item in self._task(session, record.task_id).items:
            finding = draft.findings.get(item.id)
            sentence = (
                f"「{item.title}」还没有选择检查结果。"
                if finding is None
                else check_finding(finding, ended_on)
            )
            if sentence:
                problems[f"finding:{item.id}"] = sentence
        refusal = check_refusal([finding.result for finding in draft.findings.values()], draft.refusal_ground)
        if refusal:
            problems["refusal_ground"] = refusal
        return problems

    def _store_findings(self, session: Session, record: InspectionRecord, draft: ResultDraft) -> None:
        stored = {finding.item_id: finding for finding in record.findings}
        for item in self._task(session, record.task_id).items:
            entered = draft.findings[item.id]
            row = stored.get(item.id)
            if row is None:
                row = ItemFinding(record_id=record.id, item_id=item.id, position=item.number)
                self._workplace.add(session, row)
            row.result = entered.result
            row.text = entered.text.strip()
            row.measure = entered.measure.strip()
            row.rectify_by = entered.rectify_by
            self._workplace.touch(row)

    def _check_publication(
        self, session: Session, record: InspectionRecord, name: str, line: Publication
    ) -> None:
        channel, published_on = line.channel, line.published_on
        if not line.published_by:
            raise UserFacingError(f"请填写{name}的公示（录入）人。")
        if record.result_on is None:
            raise UserFacingError(f"{name}还没有检查结果，不能登记公示。")
        if published_on < record.result_on:
            raise UserFacingError(f"{name}的公示日期早于结果产生日期（{record.result_on}），请改正。")
        if published_on > self._workplace.clock.today():
            raise UserFacingError("公示日期晚于今天，请在公示之后登记。")
        if any(known.channel is channel for known in record.publications):
            raise UserFacingError(f"{name}已在{channel.label}登记公示，不必重复登记。")
        officers = [officer.name for officer in self._rows(session, [record])[0].officers]
        if channel is PublicationChannel.CREDIT_SYSTEM and line.published_by not in officers:
            raise UserFacingError(
                f"按“谁检查、谁录入、谁公开”，{name}的结果应由检查人员（{'、'.join(officers)}）录入信用公示系统。"
            )

    def _add_publication(self, session: Session, name: str, line: Publication) -> None:
        self._workplace.add(session, line)
        session.flush()
        self._workplace.log(
            session,
            action="公示",
            noun="publication",
            summary=f"{name}的检查结果于 {line.published_on} 在{line.channel.label}公示",
            record_uuid=line.uuid,
            after={
                "channel": line.channel,
                "published_on": line.published_on,
                "published_by": line.published_by,
                "reference": line.reference,
            },
        )


def _why_no_result(stage: RecordStage) -> str:
    if stage is RecordStage.PENDING:
        return "请先发出检查通知书。"
    if stage is RecordStage.FED_BACK:
        return "反馈函已经发出，结果不能再改。"
    return "不能录入结果。"


def _time_problems(draft: ResultDraft, now: datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    if draft.inspected_from is None or draft.inspected_to is None:
        problems["inspected_to"] = "请填写检查开始和结束时间。"
    elif draft.inspected_to < draft.inspected_from:
        problems["inspected_to"] = "检查结束时间早于开始时间，请改正。"
    elif draft.inspected_to > now + timedelta(minutes=1):
        problems["inspected_to"] = "检查结束时间晚于现在，请改正。"
    if draft.result_on is None:
        problems["result_on"] = "请填写检查结果产生日期。"
    elif draft.inspected_to is not None and draft.result_on < draft.inspected_to.date():
        problems["result_on"] = "检查结果产生日期早于检查结束日期，请改正。"
    return problems


def _finding_rows(items: Sequence[InspectionItem], findings: Sequence[ItemFinding]) -> tuple[FindingRow, ...]:
    stored = {finding.item_id: finding for finding in findings}
    rows: list[FindingRow] = []
    for item in items:
        finding = stored.get(item.id)
        rows.append(
            FindingRow(
                item_key=item.id,
                number=item.number,
                title=item.title,
                content=item.content,
                result=finding.result if finding else None,
                text=finding.text if finding else "",
                measure=finding.measure if finding else "",
                rectify_by=finding.rectify_by if finding else None,
            )
        )
    return tuple(rows)
