"""统计表 and 考核表: the figures of ``models/rules/statistics.py`` put into the lines that the forms print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.statistics import Figures, InspectionFacts, Share, count_by, count_inspections, sum_of_plan
from models.tables.office import Office
from models.vocab import Industry, PublicationChannel
from services.files.forms.assessment import AssessmentView, IndicatorLine, default_indicators
from services.files.forms.statistics import FigureGroup, FigureLine, StatisticsView
from services.files.wording import fill
from services.office.rows import SAMPLE_MARK
from services.papers.making import Making

_NOTHING_YET = "——"
_INDUSTRIES = tuple(industry.label for industry in Industry)


@dataclass(frozen=True, slots=True)
class CountedSpan:
    """The inspections of a span and 计划户次 by 任务 and by 承办科室, empty where the span is no whole year."""

    first: date
    last: date
    counted_on: date
    facts: tuple[InspectionFacts, ...]
    by_task: Mapping[str, int | None]
    by_section: Mapping[str, int | None]
    sections: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    """科室 and 镇街 in the order of the office."""

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year, which alone has a plan."""
        return self.first == date(self.first.year, 1, 1) and self.last == date(self.first.year, 12, 31)

    @property
    def name(self) -> str:
        """2022, or 2022.5.1—6.30 for less or more than a year."""
        if self.is_year:
            return str(self.first.year)
        return f"{self.first.year}.{self.first.month}.{self.first.day}—{self.last.year}.{self.last.month}.{self.last.day}"

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks in the order of the plan."""
        return tuple(dict.fromkeys((*self.by_task, *(one.task for one in self.facts))))

    def total(self, name: str) -> Figures:
        """Count all inspections of the span once."""
        planned = sum_of_plan(self.by_task.values()) if self.is_year else None
        return count_inspections(name, self.facts, self.counted_on, planned)

    def by_section_figures(self) -> tuple[Figures, ...]:
        """Count by 承办科室."""
        return count_by(
            self.facts,
            lambda one: one.section,
            self.counted_on,
            order=self.sections,
            planned=self.by_section,
        )


def freeze_statistics(span: CountedSpan, office: Office, made_by: str, making: Making) -> StatisticsView:
    """Freeze the 统计表 of a span."""
    wording, today = making.wording, span.counted_on
    groups: Sequence[tuple[str, tuple[Figures, ...]]] = (
        (wording.by_section, span.by_section_figures()),
        (
            wording.by_task,
            count_by(span.facts, lambda one: one.task, today, order=span.tasks, planned=span.by_task),
        ),
        (wording.by_industry, count_by(span.facts, lambda one: one.industry, today, order=_INDUSTRIES)),
        (wording.by_town, count_by(span.facts, lambda one: one.town, today, order=span.towns)),
    )
    title = fill(wording.title, {"年度": span.name}) if span.is_year else wording.title_span
    return StatisticsView(
        bureau=office.bureau_name,
        number=making.number,
        heading=title,
        counted_from=span.first,
        counted_to=span.last,
        total=_line(span.total(wording.whole)),
        groups=tuple(FigureGroup(title, tuple(map(_line, lines))) for title, lines in groups),
        made_by=made_by,
        issued_on=making.issued_on,
        mark=SAMPLE_MARK if office.is_sample else "",
        wording=wording,
    )


def _line(figures: Figures) -> FigureLine:
    return FigureLine(
        name=figures.name,
        planned=figures.planned,
        drawn=figures.drawn,
        inspected=figures.inspected,
        problems=figures.problems,
        corrected=figures.corrected,
        pending=figures.pending,
        transferred=figures.transferred,
        published=figures.public.part,
        completion=figures.completion.percent,
    )


def freeze_assessment(span: CountedSpan, figures: Figures, office: Office, making: Making) -> AssessmentView:
    """Freeze the 考核表 of one 科室, whose figures are given."""
    measured = _measures(figures)
    return AssessmentView(
        bureau=office.bureau_name,
        number=making.number,
        section=figures.name,
        year=span.first.year,
        lines=tuple(
            IndicatorLine(
                name=one.name,
                standard=one.standard,
                points=one.points,
                measured=_told(measured[one.measure]) if one.measure else "",
            )
            for one in default_indicators()
        ),
        counted_on=span.counted_on,
        issued_on=making.issued_on,
        mark=SAMPLE_MARK if office.is_sample else "",
        wording=making.wording,
    )


def _measures(figures: Figures) -> dict[str, Share]:
    return {
        "completion": figures.completion,
        "fed_back": figures.fed_back,
        "reviewed": figures.reviewed,
        **{channel.value: figures.on_time[channel] for channel in PublicationChannel},
    }


def _told(share: Share) -> str:
    if share.percent is None:
        return _NOTHING_YET
    return f"{share.percent.normalize():f}%（{share.part}/{share.whole}）"
