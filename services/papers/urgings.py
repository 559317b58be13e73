"""督办单: which 科室 is late with what (R64), and the papers that tell it so."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.overdue import receipt_is_overdue
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.files.forms.task_note import TaskNoteView
from services.files.forms.urging import UrgingLine
from services.files.frozen_view import view_from_json
from services.papers.freezing.urging import freeze_urging, overdue_lines, sort_lines
from services.papers.office_drafts import OfficeDraft, OfficePaperDesk
from services.papers.office_rows import OverdueSectionRow
from services.papers.rows import IssueOutcome
from services.papers.year_facts import year_records


class Urgings(OfficePaperDesk):
    """The part of ``OfficePaperService`` that urges 科室."""

    def list_overdue(self, *, today: date | None = None) -> list[OverdueSectionRow]:
        """Return the 科室 that are late, with what they are late with, the oldest first (R64)."""
        with self._workplace.database.reading() as session:
            lines = self._overdue(session, today or self._workplace.clock.today())
        return [OverdueSectionRow(section, tuple(found)) for section, found in lines.items()]

    def issue_urging(
        self, sections: Sequence[str], *, answer_by: date, issued_on: date, today: date | None = None
    ) -> IssueOutcome:
        """Issue a 督办单 to each of the 科室; one that is late with nothing is listed."""
        if answer_by < issued_on:
            raise UserFacingError("答复期限早于督办单的日期，请改晚。")
        counted_on = today or self._workplace.clock.today()
        return self._issue(
            PaperKind.URGING,
            lambda session: self._urgings(session, sections, counted_on, answer_by),
            issued_on,
        )

    def preview_urging(
        self, sections: Sequence[str], *, answer_by: date, issued_on: date, today: date | None = None
    ) -> bytes:
        """Return what would be issued, without numbers."""
        counted_on = today or self._workplace.clock.today()
        return self._preview(
            PaperKind.URGING,
            lambda session: self._urgings(session, sections, counted_on, answer_by),
            issued_on,
        )

    # -- inside

    def _urgings(
        self, session: Session, sections: Sequence[str], counted_on: date, answer_by: date
    ) -> list[OfficeDraft]:
        office = self._workplace.office(session)
        found = self._overdue(session, counted_on)
        return [
            OfficeDraft(
                subject=section,
                freeze=lambda making, section=section: freeze_urging(
                    office, section, found[section], counted_on, answer_by, making
                ),
                obstacle="" if found.get(section) else "没有逾期事项，不需要督办。",
            )
            for section in sections
        ]

    def _overdue(self, session: Session, today: date) -> dict[str, list[UrgingLine]]:
        """Return what each 科室 is late with: inspections of this year and the last, and 派发单 nobody signed for (R37)."""
        begins = date(today.year - 1, 1, 1)
        found = overdue_lines(year_records(session, self._workplace, begins, today, today), today)
        notes = session.scalars(
            select(IssuedPaper).where(
                IssuedPaper.office_id == self._workplace.office_id,
                IssuedPaper.kind == PaperKind.TASK_NOTE,
                IssuedPaper.voided_at.is_(None),
                IssuedPaper.received_on.is_(None),
                IssuedPaper.issued_on >= begins,
            )
        )
        for note in notes:
            matter = receipt_is_overdue(note.issued_on, note.received_on, today)
            view = view_from_json(TaskNoteView, note.view)
            if matter is not None and not view.is_for_team:
                line = UrgingLine(
                    subject=f"抽取{view.draw_code}",
                    matter=matter.text,
                    due_on=matter.due_on,
                    days=matter.days(today),
                )
                found[note.subject] = sort_lines([*found.get(note.subject, []), line])
        return found
