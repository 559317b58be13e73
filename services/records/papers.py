"""Issues 检查通知书 and 检查结果反馈函, and prints what was issued, as often as asked, always the same letter."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserCancelled, UserFacingError
from models.tables.draw import Draw, DrawnPlace, PlatformDraw
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord, IssuedPaper
from models.tables.plan import PlanTask
from models.vocab import PaperKind, RecordStage
from services.changes import Changes
from services.files.feedback import FeedbackView, render_feedback, render_feedbacks
from services.files.frozen_view import view_from_json, view_to_json
from services.files.notice import NoticeView, render_notice, render_notices
from services.files.writing import safe_file_name, write_file
from services.office.calendar import work_calendar
from services.progress import Progress, silent
from services.records.numbers import take_number
from services.records.reading import officers_of, paper_row
from services.records.rows import IssueOutcome, PaperRow
from services.records.views import PaperFacts, feedback_view, notice_view
from services.workplace import Workplace


class PaperOffice:
    """The desk where papers are numbered, issued and printed."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def issue_notices(
        self,
        record_keys: Sequence[int],
        *,
        visit_from: date,
        visit_to: date,
        issued_on: date,
        progress: Progress = silent,
    ) -> IssueOutcome:
        """Issue the notices of several inspections; what cannot be issued is listed and the rest is done."""
        if visit_to < visit_from:
            raise UserFacingError("检查时间的结束日期早于开始日期，请改正。")
        if issued_on > visit_to:
            raise UserFacingError("发文日期晚于检查时间的结束日期，请改正。")

        def issue(key: int) -> PaperRow:
            return self._issue_notice(key, visit_from, visit_to, issued_on)

        return self._each(record_keys, issue, progress)

    def issue_letters(
        self, record_keys: Sequence[int], *, issued_on: date, progress: Progress = silent
    ) -> IssueOutcome:
        """Issue the feedback letters of several inspections."""
        return self._each(record_keys, lambda key: self._issue_letter(key, issued_on), progress)

    def list_papers(self, *, year: int, kind: PaperKind) -> list[PaperRow]:
        """Return the register of one 文种 and year in the order of numbers, voided ones included."""
        with self._workplace.database.reading() as session:
            query = (
                select(IssuedPaper, Enterprise.name)
                .join(InspectionRecord, InspectionRecord.id == IssuedPaper.record_id)
                .join(Enterprise, Enterprise.id == InspectionRecord.enterprise_id)
                .where(IssuedPaper.year == year, IssuedPaper.kind == kind)
                .order_by(IssuedPaper.serial)
            )
            return [paper_row(paper, name) for paper, name in session.execute(query)]

    def void_paper(self, paper_key: int, *, reason: str) -> Changes:
        """Void an issued paper: its number stays in the register with the reason, the inspection goes one step back."""
        if not reason.strip():
            raise UserFacingError("请写明作废的理由。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            paper = session.get(IssuedPaper, paper_key)
            if paper is None or paper.voided_at is not None:
                raise UserFacingError("这份文书不存在或已经作废。")
            record = session.get(InspectionRecord, paper.record_id)
            assert record is not None
            if paper.kind is PaperKind.NOTICE and record.stage is not RecordStage.NOTIFIED:
                raise UserFacingError(f"{paper.number} 的检查已经录入结果，通知书不能再作废。")
            paper.voided_at = workplace.clock.now()
            paper.void_reason = reason.strip()
            if record.stage is not RecordStage.ENDED:
                record.stage = (
                    RecordStage.PENDING if paper.kind is PaperKind.NOTICE else RecordStage.INSPECTED
                )
            workplace.touch(paper)
            workplace.touch(record)
            workplace.log(
                session,
                action="作废",
                noun="issued_paper",
                summary=f"作废{paper.kind.label} {paper.number}：{paper.void_reason}",
                record_uuid=paper.uuid,
            )
        return Changes.of("record", key=paper.record_id)

    def render(self, paper_key: int) -> bytes:
        """Return one issued paper as PDF, from the view it was issued with."""
        return self.render_merged([paper_key])

    def render_merged(self, paper_keys: Sequence[int]) -> bytes:
        """Return several papers of one 文种 as one PDF with a bookmark for each enterprise."""
        papers = self._load(paper_keys)
        if not papers:
            raise UserFacingError("没有可打印的文书。")
        kinds = {paper.kind for paper in papers}
        if len(kinds) > 1:
            raise UserFacingError("请一次只打印一种文书。")
        return _render([paper.view for paper in papers], kinds.pop())

    def save_each(self, paper_keys: Sequence[int], folder: Path, progress: Progress = silent) -> list[Path]:
        """Write each paper into the folder under a name that sorts by number; return the files written."""
        written: list[Path] = []
        papers = self._load(paper_keys)
        for done, paper in enumerate(papers):
            progress(done, len(papers), "正在生成文书")
            view = _view(paper.kind, paper.view)
            name = f"〔{paper.year}〕{paper.serial}号-{view.enterprise_name}-{paper.kind.label}.pdf"
            target = folder / safe_file_name(name)
            write_file(target, _render([paper.view], paper.kind))
            written.append(target)
        progress(len(papers), len(papers), "正在生成文书")
        return written

    def save_merged(self, paper_keys: Sequence[int], target: Path) -> Path:
        """Write several papers of one 文种 into one file; one that already says the same is left alone.

        The file may be open in a viewer, which on Windows lets nobody write to it.
        """
        content = self.render_merged(paper_keys)
        if not (target.is_file() and target.read_bytes() == content):
            write_file(target, content)
        return target

    # -- inside

    def _each(
        self, record_keys: Sequence[int], issue: Callable[[int], PaperRow], progress: Progress
    ) -> IssueOutcome:
        """Issue one after the other, each in a transaction of its own; 取消 keeps those that have left the office."""
        issued: list[PaperRow] = []
        failed: list[tuple[str, str]] = []
        total = len(record_keys)
        for done, key in enumerate(record_keys):
            try:
                progress(done, total, "正在制发文书")
            except UserCancelled:
                return IssueOutcome(tuple(issued), tuple(failed), left=total - done)
            try:
                issued.append(issue(key))
            except UserFacingError as error:
                failed.append((self._enterprise_name(key), error.message))
        return IssueOutcome(tuple(issued), tuple(failed))

    def _issue_notice(self, key: int, visit_from: date, visit_to: date, issued_on: date) -> PaperRow:
        with self._workplace.database.transaction() as session:
            record = self._record(session, key)
            if record.stage is not RecordStage.PENDING:
                raise UserFacingError(
                    f"该户状态为“{record.stage.label}”，不能再发检查通知书；如需重印请用打印。"
                )
            if visit_to > record.due_on:
                raise UserFacingError(f"检查时间超出任务期限（{record.due_on}），请改早。")
            record.visit_from, record.visit_to = visit_from, visit_to
            facts = self._facts(session, record)
            place = session.get_one(DrawnPlace, record.place_id)
            if facts.draw.is_assignment_sealed and place.opened_at is None:
                raise UserFacingError(
                    "该户的派人结果尚未启封，请先由组长在“随机抽取”页启封，再发检查通知书。"
                )
            if len(facts.officers) < 2:
                raise UserFacingError("检查人员不足 2 人，不能发出检查通知书。")
            return self._store(
                session,
                facts,
                PaperKind.NOTICE,
                issued_on,
                lambda number: notice_view(facts, number, issued_on),
            )

    def _issue_letter(self, key: int, issued_on: date) -> PaperRow:
        with self._workplace.database.transaction() as session:
            record = self._record(session, key)
            if record.stage is not RecordStage.INSPECTED:
                raise UserFacingError(
                    f"该户状态为“{record.stage.label}”，录入检查结果后才能发反馈函，且只发一次。"
                )
            facts = self._facts(session, record)
            return self._store(
                session,
                facts,
                PaperKind.FEEDBACK,
                issued_on,
                lambda number: feedback_view(facts, number, issued_on, work_calendar()),
            )

    def _store(
        self,
        session: Session,
        facts: PaperFacts,
        kind: PaperKind,
        issued_on: date,
        freeze: Callable[[str], NoticeView | FeedbackView],
    ) -> PaperRow:
        workplace, record = self._workplace, facts.record
        serial, number = take_number(session, facts.office, kind, issued_on.year)
        view = view_to_json(freeze(number))
        _render([view], kind)  # a paper that cannot be printed is not issued and takes no number
        paper = workplace.add(
            session,
            IssuedPaper(
                kind=kind,
                year=issued_on.year,
                serial=serial,
                number=number,
                record_id=record.id,
                view=view,
                view_digest=sha256(view.encode()).hexdigest(),
                issued_at=workplace.clock.now(),
                issued_on=issued_on,
                issued_by=workplace.operator or "未署名",
            ),
        )
        record.stage = RecordStage.NOTIFIED if kind is PaperKind.NOTICE else RecordStage.FED_BACK
        workplace.touch(record)
        session.flush()
        workplace.log(
            session,
            action="制发",
            noun="issued_paper",
            summary=f"向{facts.enterprise.name}制发{kind.label} {number}",
            record_uuid=paper.uuid,
            after={"number": number, "view_digest": paper.view_digest},
        )
        return paper_row(paper, facts.enterprise.name)

    def _record(self, session: Session, key: int) -> InspectionRecord:
        record = session.scalars(
            select(InspectionRecord)
            .where(InspectionRecord.id == key)
            .options(
                selectinload(InspectionRecord.officers),
                selectinload(InspectionRecord.findings),
                selectinload(InspectionRecord.papers),
            )
        ).first()
        if record is None:
            raise UserFacingError("这条检查记录已不存在，请刷新后重试。")
        return record

    def _facts(self, session: Session, record: InspectionRecord) -> PaperFacts:
        task = session.scalars(
            select(PlanTask)
            .where(PlanTask.id == record.task_id)
            .options(selectinload(PlanTask.items), selectinload(PlanTask.plan))
        ).one()
        earlier = select(func.count()).where(
            InspectionRecord.year == record.year,
            InspectionRecord.enterprise_id == record.enterprise_id,
            InspectionRecord.stage != RecordStage.ENDED,
            InspectionRecord.id <= record.id,
        )
        notices = [
            paper.number
            for paper in record.papers
            if paper.kind is PaperKind.NOTICE and paper.voided_at is None
        ]
        return PaperFacts(
            record=record,
            enterprise=session.get_one(Enterprise, record.enterprise_id),
            task=task,
            plan=task.plan,
            draw=session.get_one(Draw, record.draw_id),
            place_kind=session.get_one(DrawnPlace, record.place_id).kind,
            office=self._workplace.office(session),
            officers=officers_of(session, record),
            items=tuple(task.items),
            visit_ordinal=session.scalar(earlier) or 1,
            notice_number=notices[0] if notices else "",
            platform_number=session.scalars(
                select(PlatformDraw.number)
                .join(Draw, Draw.platform_draw_id == PlatformDraw.id)
                .where(Draw.id == record.draw_id)
            ).first(),
        )

    def _enterprise_name(self, record_key: int) -> str:
        with self._workplace.database.reading() as session:
            query = (
                select(Enterprise.name)
                .join(InspectionRecord, InspectionRecord.enterprise_id == Enterprise.id)
                .where(InspectionRecord.id == record_key)
            )
            return session.scalar(query) or f"记录 {record_key}"

    def _load(self, paper_keys: Sequence[int]) -> list[IssuedPaper]:
        with self._workplace.database.reading() as session:
            papers = {key: session.get(IssuedPaper, key) for key in paper_keys}
            session.expunge_all()
        return [paper for key in paper_keys if (paper := papers[key]) is not None]


def _view(kind: PaperKind, text: str) -> NoticeView | FeedbackView:
    return view_from_json(NoticeView if kind is PaperKind.NOTICE else FeedbackView, text)


def _render(views: Sequence[str], kind: PaperKind) -> bytes:
    if kind is PaperKind.NOTICE:
        notices = [view_from_json(NoticeView, view) for view in views]
        return render_notice(notices[0]) if len(notices) == 1 else render_notices(notices)
    letters = [view_from_json(FeedbackView, view) for view in views]
    return render_feedback(letters[0]) if len(letters) == 1 else render_feedbacks(letters)
