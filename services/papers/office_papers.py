"""Papers of the office that are not about one inspection alone: 派发单, 督办单, 统计表, 考核表; and the whole 卷宗 as one file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.overdue import receipt_is_overdue
from models.rules.statistics import Figures, count_inspections
from models.tables.draw import Draw
from models.tables.office import Section, Town
from models.tables.paper import IssuedPaper
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, PaperKind
from services.files.forms import bundle as bundle_form
from services.files.forms.bundle import BundleView
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, render_copies
from services.files.forms.statistics import StatisticsView
from services.files.forms.task_note import TaskNoteView
from services.files.forms.urging import UrgingLine
from services.files.frozen_view import on_plain_lines, view_from_json
from services.files.statistics_sheet import write_statistics_xlsx
from services.office.calendar import work_calendar
from services.papers.copies import copy_of
from services.papers.facts import load_facts
from services.papers.freezing.bundle import bundle_papers
from services.papers.freezing.statistics import CountedSpan, freeze_assessment, freeze_statistics
from services.papers.freezing.task_note import (
    DispatchedDraw,
    freeze_task_note,
    group_records,
    note_obstacle,
)
from services.papers.freezing.urging import freeze_urging, overdue_lines, sort_lines
from services.papers.making import Making
from services.papers.office_rows import NoteGroupRow, NoteReceiver, OverdueSectionRow
from services.papers.reading import paper_rows
from services.papers.rows import IssueOutcome, PaperRow
from services.papers.storing import PaperOf, store_paper
from services.papers.wording import set_in_use, wording_in_force
from services.papers.year_facts import draw_records, planned_by_section, planned_by_task, year_records
from services.workplace import Workplace

_UNNUMBERED = "（预览，未编号）"


@dataclass(frozen=True)
class _Draft:
    """A paper that could be made: its subject, its draw if it has one, why not, and how its view is frozen."""

    subject: str
    freeze: Callable[[Making], Any]
    draw_key: int | None = None
    obstacle: str = ""


class OfficePaperService:
    """Use cases of the papers that the office writes to its own 科室 and 检查组."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- 派发单

    def list_note_groups(self, draw_key: int, *, receiver: NoteReceiver) -> list[NoteGroupRow]:
        """Return to whom a 派发单 of a dispatched draw goes, and why one cannot be made now."""
        with self._workplace.database.reading() as session:
            source = self._dispatched(session, draw_key)
            issued = {paper.subject for paper in _notes_in_force(session, draw_key)}
            return [
                NoteGroupRow(name, len(records), note_obstacle(records) or _already(name, issued))
                for name, records in group_records(source.records, receiver).items()
            ]

    def issue_task_notes(self, draw_key: int, *, receiver: NoteReceiver, issued_on: date) -> IssueOutcome:
        """Issue the 派发单 of a draw to each 科室 or 检查组 that has none yet; those that cannot be made are listed."""
        return self._issue(
            PaperKind.TASK_NOTE, lambda session: self._notes(session, draw_key, receiver), issued_on
        )

    def preview_task_notes(self, draw_key: int, *, receiver: NoteReceiver, issued_on: date) -> bytes:
        """Return what would be issued; raises UserFacingError where nothing can be."""
        return self._preview(
            PaperKind.TASK_NOTE, lambda session: self._notes(session, draw_key, receiver), issued_on
        )

    # -- 督办单

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

    # -- 统计表

    def figures(self, *, first: date, last: date) -> StatisticsView:
        """Return the 统计表 of a span as it stands now; a whole calendar year is compared with its plan."""
        with self._workplace.database.reading() as session:
            (draft,) = self._statistics(session, first, last)
            return draft.freeze(
                self._making(session, PaperKind.STATISTICS, "", self._workplace.clock.today())
            )

    def issue_statistics(self, *, first: date, last: date, issued_on: date) -> IssueOutcome:
        """Issue the 统计表 of a span, to be signed and filed."""
        return self._issue(
            PaperKind.STATISTICS, lambda session: self._statistics(session, first, last), issued_on
        )

    def preview_statistics(self, *, first: date, last: date, issued_on: date) -> bytes:
        """Return the 统计表 of a span as PDF."""
        return self._preview(
            PaperKind.STATISTICS, lambda session: self._statistics(session, first, last), issued_on
        )

    def export_statistics(self, *, first: date, last: date, path: Path) -> None:
        """Write the 统计表 as a workbook; raises UnwritableFileError."""
        write_statistics_xlsx(self.figures(first=first, last=last), path)

    # -- 考核表

    def list_assessed(self, *, year: int) -> list[str]:
        """Return the 科室 that a year's 考核表 can be made for."""
        with self._workplace.database.reading() as session:
            return [draft.subject for draft in self._assessments(session, year, None)]

    def issue_assessments(self, sections: Sequence[str], *, year: int, issued_on: date) -> IssueOutcome:
        """Issue the 考核表 of a year to each of the 科室."""
        return self._issue(
            PaperKind.ASSESSMENT, lambda session: self._assessments(session, year, sections), issued_on
        )

    def preview_assessments(self, sections: Sequence[str], *, year: int, issued_on: date) -> bytes:
        """Return the 考核表 of a year as PDF."""
        return self._preview(
            PaperKind.ASSESSMENT, lambda session: self._assessments(session, year, sections), issued_on
        )

    # -- 卷宗

    def bundle_pdf(self, record_key: int) -> bytes:
        """Return the whole 卷宗 of an inspection as one PDF: cover, 目录, every paper on it in order, 备考表.

        It holds the papers that the issued 目录 lists, whatever was issued since. Raises UserFacingError before there
        is one.
        """
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            paper = facts.paper(PaperKind.BUNDLE)
            if paper is None:
                raise UserFacingError("该户还没有检查卷宗，请先制发检查卷宗，再生成全卷。")
            view = view_from_json(BundleView, paper.view)
            listed = {line.digest for line in view.lines if line.digest}
            held = [one for one in bundle_papers(facts) if one.view_digest in listed]
            has_qr = facts.office.prints_qr
            front = replace(bundle_form.FORM, blocks=bundle_form.front_blocks)
            back = replace(bundle_form.FORM, blocks=bundle_form.back_blocks)
            cover = copy_of(paper, has_qr=has_qr)
            copies = [
                replace(cover, form=front),
                *(copy_of(one, has_qr=has_qr) for one in held),
                Copy(back, view),
            ]
        return render_copies(copies)

    # -- drafts

    def _notes(self, session: Session, draw_key: int, receiver: NoteReceiver) -> list[_Draft]:
        source = self._dispatched(session, draw_key)
        issued = {paper.subject for paper in _notes_in_force(session, draw_key)}
        return [
            _Draft(
                subject=name,
                freeze=lambda making, name=name, records=records: freeze_task_note(
                    source, receiver, name, records, making
                ),
                draw_key=draw_key,
                obstacle=note_obstacle(records) or _already(name, issued),
            )
            for name, records in group_records(source.records, receiver).items()
        ]

    def _urgings(
        self, session: Session, sections: Sequence[str], counted_on: date, answer_by: date
    ) -> list[_Draft]:
        office = self._workplace.office(session)
        found = self._overdue(session, counted_on)
        return [
            _Draft(
                subject=section,
                freeze=lambda making, section=section: freeze_urging(
                    office, section, found[section], counted_on, answer_by, making
                ),
                obstacle="" if found.get(section) else "没有逾期事项，不需要督办。",
            )
            for section in sections
        ]

    def _statistics(self, session: Session, first: date, last: date) -> list[_Draft]:
        office = self._workplace.office(session)
        span = self._span(session, first, last)
        made_by = self._workplace.operator
        return [
            _Draft(
                subject=f"{span.name}年度" if span.is_year else span.name,
                freeze=lambda making: freeze_statistics(span, office, made_by, making),
            )
        ]

    def _assessments(self, session: Session, year: int, wanted: Sequence[str] | None) -> list[_Draft]:
        office = self._workplace.office(session)
        span = self._span(session, date(year, 1, 1), date(year, 12, 31))
        counted = {figures.name: figures for figures in span.by_section_figures()}
        sections = list(dict.fromkeys((*span.sections, *counted)))

        def figures_of(section: str) -> Figures:
            return counted.get(section) or count_inspections(section, (), span.counted_on)

        return [
            _Draft(
                subject=section,
                freeze=lambda making, section=section: freeze_assessment(
                    span, figures_of(section), office, making
                ),
            )
            for section in (sections if wanted is None else [name for name in wanted if name in sections])
        ]

    # -- inside

    def _span(self, session: Session, first: date, last: date) -> CountedSpan:
        if last < first:
            raise UserFacingError("统计期间的结束日期早于开始日期，请改正。")
        today = self._workplace.clock.today()
        facts = tuple(one.facts() for one in year_records(session, self._workplace, first, last, today))
        sections, towns = self._sections(session), self._towns(session)
        span = CountedSpan(first, last, today, facts, {}, {}, sections, towns)
        if not span.is_year:
            return span
        planned = planned_by_task(session, self._workplace, first.year)
        by_task = {label: number for label, (_, number) in planned.items()}
        by_section = planned_by_section(planned, sorted({one.section for one in facts}))
        return replace(span, by_task=by_task, by_section=by_section)

    def _sections(self, session: Session) -> tuple[str, ...]:
        query = (
            select(Section.name)
            .where(Section.office_id == self._workplace.office_id, Section.is_active)
            .order_by(Section.position, Section.id)
        )
        return tuple(session.scalars(query))

    def _towns(self, session: Session) -> tuple[str, ...]:
        query = select(Town.name).where(Town.office_id == self._workplace.office_id).order_by(Town.position)
        return tuple(session.scalars(query))

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

    def _issue(
        self, kind: PaperKind, drafts: Callable[[Session], list[_Draft]], issued_on: date
    ) -> IssueOutcome:
        """Issue each draft that has no obstacle, each in a transaction of its own; the others are listed."""
        with self._workplace.database.reading() as session:
            wanted = [(draft.subject, draft.obstacle) for draft in drafts(session)]
        issued: list[PaperRow] = []
        failed: list[tuple[str, str]] = []
        for subject, obstacle in wanted:
            if obstacle:
                failed.append((subject, obstacle))
                continue
            try:
                issued.append(self._issue_one(kind, drafts, subject, issued_on))
            except UserFacingError as error:
                failed.append((subject, error.message))
        return IssueOutcome(tuple(issued), tuple(failed))

    def _issue_one(
        self, kind: PaperKind, drafts: Callable[[Session], list[_Draft]], subject: str, issued_on: date
    ) -> PaperRow:
        with self._workplace.database.transaction() as session:
            draft = next((one for one in drafts(session) if one.subject == subject), None)
            if draft is None or draft.obstacle:
                raise UserFacingError(draft.obstacle if draft else "该项已不存在，请刷新后重试。")
            stored = store_paper(
                self._workplace,
                session,
                kind,
                PaperOf(draft.subject, draw_id=draft.draw_key),
                issued_on,
                lambda number: draft.freeze(self._making(session, kind, number, issued_on)),
            )
            return paper_rows(session, [stored])[0]

    def _preview(self, kind: PaperKind, drafts: Callable[[Session], list[_Draft]], issued_on: date) -> bytes:
        with self._workplace.database.reading() as session:
            found = drafts(session)
            possible = [draft for draft in found if not draft.obstacle]
            if not possible:
                sentence = found[0].obstacle if found else f"没有可以制作的{kind.label}。"
                raise UserFacingError(sentence)
            making = self._making(session, kind, _UNNUMBERED if kind.word else "", issued_on)
            copies = [Copy(FORMS[kind], on_plain_lines(draft.freeze(making))) for draft in possible]
        return render_copies(copies, shows_seal=True)

    def _making(self, session: Session, kind: PaperKind, number: str, issued_on: date) -> Making:
        office, form = self._workplace.office(session), FORMS[kind]
        return Making(
            number=number,
            issued_on=issued_on,
            wording=wording_in_force(session, office, form),
            form_set=set_in_use(office, form),
            calendar=work_calendar(),
        )


def _notes_in_force(session: Session, draw_key: int) -> Sequence[IssuedPaper]:
    return session.scalars(
        select(IssuedPaper).where(
            IssuedPaper.draw_id == draw_key,
            IssuedPaper.kind == PaperKind.TASK_NOTE,
            IssuedPaper.voided_at.is_(None),
        )
    ).all()


def _already(name: str, issued: set[str]) -> str:
    return f"{name}的派发单已制发，如需改发请先作废。" if name in issued else ""
