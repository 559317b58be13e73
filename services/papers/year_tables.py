"""统计表 of a span and 考核表 of a year: counted from the records, looked at, issued, written as a workbook."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.statistics import Figures, count_inspections
from models.tables.office import Section, Town
from models.vocab import PaperKind
from services.files.forms.statistics import StatisticsView
from services.files.statistics_sheet import write_statistics_xlsx
from services.papers.freezing.statistics import CountedSpan, freeze_assessment, freeze_statistics
from services.papers.office_drafts import OfficeDraft, OfficePaperDesk
from services.papers.rows import IssueOutcome
from services.papers.year_facts import planned_by_section, planned_by_task, year_records


class YearTables(OfficePaperDesk):
    """The part of ``OfficePaperService`` that counts."""

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

    # -- inside

    def _statistics(self, session: Session, first: date, last: date) -> list[OfficeDraft]:
        office = self._workplace.office(session)
        span = self._span(session, first, last)
        made_by = self._workplace.operator
        return [
            OfficeDraft(
                subject=f"{span.name}年度" if span.is_year else span.name,
                freeze=lambda making: freeze_statistics(span, office, made_by, making),
            )
        ]

    def _assessments(self, session: Session, year: int, wanted: Sequence[str] | None) -> list[OfficeDraft]:
        office = self._workplace.office(session)
        span = self._span(session, date(year, 1, 1), date(year, 12, 31))
        counted = {figures.name: figures for figures in span.by_section_figures()}
        sections = list(dict.fromkeys((*span.sections, *counted)))

        def figures_of(section: str) -> Figures:
            return counted.get(section) or count_inspections(section, (), span.counted_on)

        return [
            OfficeDraft(
                subject=section,
                freeze=lambda making, section=section: freeze_assessment(
                    span, figures_of(section), office, making
                ),
            )
            for section in (sections if wanted is None else [name for name in wanted if name in sections])
        ]

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
