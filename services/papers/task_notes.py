"""派发单 and 任务通知书 of a dispatched draw (F9, R36): who is given one, who has it, issued and looked at."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.draw import Draw
from models.tables.paper import IssuedPaper
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, PaperKind
from services.papers.freezing.task_note import (
    DispatchedDraw,
    freeze_task_note,
    group_records,
    note_obstacle,
)
from services.papers.office_drafts import OfficeDraft, OfficePaperDesk
from services.papers.office_rows import NoteGroupRow, NoteReceiver
from services.papers.reading import paper_rows
from services.papers.rows import IssueOutcome, PaperRow
from services.papers.year_facts import draw_records


class TaskNotes(OfficePaperDesk):
    """The part of ``OfficePaperService`` that tells 科室 and 检查组 what they are to inspect."""

    def list_note_groups(self, draw_key: int, *, receiver: NoteReceiver) -> list[NoteGroupRow]:
        """Return to whom a 派发单 of a dispatched draw goes, and why one cannot be made now."""
        with self._workplace.database.reading() as session:
            source = self._dispatched(session, draw_key)
            issued = {
                paper.subject: paper for paper in paper_rows(session, _notes_in_force(session, draw_key))
            }
            return [
                NoteGroupRow(
                    name, len(records), note_obstacle(records) or _already(name, issued), issued.get(name)
                )
                for name, records in group_records(source.records, receiver).items()
            ]

    def issue_task_notes(
        self, draw_key: int, *, receiver: NoteReceiver, issued_on: date, names: Collection[str] | None = None
    ) -> IssueOutcome:
        """Issue the 派发单 of a draw to each 科室 or 检查组, or to those named; one that has one or can have none is listed."""
        return self._issue(
            PaperKind.TASK_NOTE, lambda session: self._notes(session, draw_key, receiver, names), issued_on
        )

    def preview_task_notes(
        self, draw_key: int, *, receiver: NoteReceiver, issued_on: date, names: Collection[str] | None = None
    ) -> bytes:
        """Return what would be issued; raises UserFacingError where nothing can be."""
        return self._preview(
            PaperKind.TASK_NOTE, lambda session: self._notes(session, draw_key, receiver, names), issued_on
        )

    # -- inside

    def _notes(
        self, session: Session, draw_key: int, receiver: NoteReceiver, names: Collection[str] | None
    ) -> list[OfficeDraft]:
        source = self._dispatched(session, draw_key)
        issued = {paper.subject: paper for paper in paper_rows(session, _notes_in_force(session, draw_key))}
        return [
            OfficeDraft(
                subject=name,
                freeze=lambda making, name=name, records=records: freeze_task_note(
                    source, receiver, name, records, making
                ),
                draw_key=draw_key,
                obstacle=note_obstacle(records) or _already(name, issued),
            )
            for name, records in group_records(source.records, receiver).items()
            if names is None or name in names
        ]

    def _dispatched(self, session: Session, draw_key: int) -> DispatchedDraw:
        draw = session.scalars(
            select(Draw).where(Draw.id == draw_key, Draw.office_id == self._workplace.office_id)
        ).first()
        if draw is None:
            raise UserFacingError("这次抽取已不存在，请刷新后重试。")
        if draw.stage is not DrawStage.DISPATCHED:
            raise UserFacingError(f"抽取 {draw.draw_code} 还没有派发，派发以后才有派发单。")
        task = session.get_one(PlanTask, draw.task_id)
        return DispatchedDraw(
            draw=draw,
            task=task,
            plan=session.get_one(Plan, task.plan_id),
            office=self._workplace.office(session),
            records=tuple(draw_records(session, self._workplace, draw_key, self._workplace.clock.today())),
        )


def _notes_in_force(session: Session, draw_key: int) -> Sequence[IssuedPaper]:
    return session.scalars(
        select(IssuedPaper).where(
            IssuedPaper.draw_id == draw_key,
            IssuedPaper.kind == PaperKind.TASK_NOTE,
            IssuedPaper.voided_at.is_(None),
        )
    ).all()


def _already(name: str, issued: Mapping[str, PaperRow]) -> str:
    return f"{name}的派发单已制发，如需改发请先作废。" if name in issued else ""
