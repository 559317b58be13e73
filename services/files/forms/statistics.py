"""统计表: a year or a span of inspections in figures, by 科室, 任务, 行业 and 镇街 (细则 art. 27).

The form prints what ``models/rules/statistics.py`` counted and counts nothing itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Field,
    FieldLine,
    FormHead,
    Grid,
    GridColumn,
    Paragraph,
    Size,
    Together,
)
from services.files.forms.blanks import day_or_blank
from services.files.forms.form import Form
from services.files.forms.parts import SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU
from services.files.wording import date_span, fill, one_line, section_heading

FIGURE_TITLES = (
    "计划户次",
    "已抽户次",
    "已检查",
    "发现问题",
    "责令改正",
    "待后续",
    "移送",
    "按期公示",
    "完成率",
)
UNKNOWN = "——"
_COLUMNS = (
    GridColumn("统计项目", 118),
    *(
        GridColumn(title, share, is_centred=True)
        for title, share in zip(FIGURE_TITLES, (34, 34, 41, 34, 34, 41, 30, 34, 44), strict=True)
    ),
)
_EMPTY_ROWS = 3
_BLANK_SPAN = "　　　　年　　月　　日至　　月　　日"


@dataclass(frozen=True, slots=True)
class StatisticsWording:
    """The fixed texts; their placeholders and defaults stand in ``resources/forms/statistics.toml``."""

    title: str
    title_span: str
    span: str
    whole: str
    by_section: str
    by_task: str
    by_industry: str
    by_town: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One line of figures; ``planned`` and ``completion`` (percent) are None where there is no such number."""

    name: str = said("统计项目")
    planned: int | None
    drawn: int
    inspected: int
    problems: int
    corrected: int
    pending: int
    transferred: int
    published: int
    completion: Decimal | None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The figures in the order of their columns, without the rate."""
        return (
            self.planned,
            self.drawn,
            self.inspected,
            self.problems,
            self.corrected,
            self.pending,
            self.transferred,
            self.published,
        )

    def texts(self) -> tuple[str, ...]:
        """Return the figures as they are printed."""
        rate = UNKNOWN if self.completion is None else f"{self.completion.normalize():f}%"
        return (*(UNKNOWN if number is None else str(number) for number in self.numbers), rate)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """A part of the table: by what it counts, and its lines."""

    title: str = said("统计口径")
    lines: tuple[FigureLine, ...] = said("统计项目")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The whole table; ``total`` counts all inspections of the span once."""

    bureau: str = said("机关名称")
    number: str = said("文号")
    heading: str = said("统计表名称")
    counted_from: date | None
    counted_to: date | None
    total: FigureLine | None
    groups: tuple[FigureGroup, ...] = said("统计口径")
    made_by: str = said("制表人")
    issued_on: date | None
    mark: str = said("标记")
    wording: StatisticsWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: StatisticsView) -> Iterator[Block]:
    """Yield the table, part by part, the total first."""
    wording = view.wording
    yield FormHead(one_line(view.bureau), one_line(view.heading))
    span = _BLANK_SPAN
    if view.counted_from is not None and view.counted_to is not None:
        span = date_span(view.counted_from, view.counted_to)
    yield Paragraph(fill(wording.span, {"统计期间": span}), indent=0, size=Size.SMALL_FOUR)
    yield Blank(Size.FIVE)
    yield Grid(_COLUMNS, tuple(_rows(view)), size=Size.FIVE)
    yield Blank(Size.FIVE)
    made_on = day_or_blank(view.issued_on)
    yield Together(
        (
            Paragraph(wording.note, size=Size.FIVE),
            FieldLine(
                (
                    Field("制表人", one_line(view.made_by), 1.0, seat="制表人"),
                    Field("审核人", "", 1.0, seat="审核人"),
                    Field("制表日期", made_on, 1.2),
                ),
                size=Size.SMALL_FOUR,
                is_for_hand=True,
            ),
        )
    )


def _rows(view: StatisticsView) -> Iterator[tuple[str, ...]]:
    """Yield the total, then each part under its name."""
    empty = ("",) * len(FIGURE_TITLES)
    yield (view.wording.whole, *(view.total.texts() if view.total is not None else empty))
    for number, group in enumerate(view.groups, start=1):
        yield (section_heading(number, one_line(group.title)), *empty)
        yield from ((one_line(line.name), *line.texts()) for line in group.lines)
        if not group.lines:
            yield from [("", *empty)] * _EMPTY_ROWS


def sample(wording: StatisticsWording) -> StatisticsView:
    """Return the table of the sample district's year."""
    line = _sample_line("样例综合行政执法大队", (30, 30, 27, 18, 17, 1, 1, 25), "90")
    other = _sample_line("样例工贸行业监管科", (28, 28, 28, 18, 18, 0, 0, 27), "100")
    whole = _sample_line(wording.whole, (58, 58, 55, 36, 35, 1, 1, 52), "94.8")
    by_other = replace(whole, planned=None)
    return StatisticsView(
        bureau=SAMPLE_BUREAU,
        number="",
        heading=fill(wording.title, {"年度": "2022"}),
        counted_from=date(2022, 1, 1),
        counted_to=date(2022, 12, 31),
        total=whole,
        groups=(
            FigureGroup(wording.by_section, (line, other)),
            FigureGroup(
                wording.by_task, (replace(whole, name="1.机械、轻工、纺织、建材等工贸行业随机抽查"),)
            ),
            FigureGroup(wording.by_industry, (replace(by_other, name="机械"),)),
            FigureGroup(wording.by_town, (replace(by_other, name="样例镇"),)),
        ),
        made_by="样例操作人",
        issued_on=date(2022, 12, 31),
        mark="",
        wording=wording,
    )


def _sample_line(name: str, numbers: tuple[int, int, int, int, int, int, int, int], rate: str) -> FigureLine:
    planned, drawn, inspected, problems, corrected, pending, transferred, published = numbers
    return FigureLine(
        name=name,
        planned=planned,
        drawn=drawn,
        inspected=inspected,
        problems=problems,
        corrected=corrected,
        pending=pending,
        transferred=transferred,
        published=published,
        completion=Decimal(rate),
    )


def blank(wording: StatisticsWording) -> StatisticsView:
    """Return an empty table, to be filled in by hand."""
    titles = (wording.by_section, wording.by_task, wording.by_industry, wording.by_town)
    return replace(
        sample(wording),
        bureau="",
        heading=fill(wording.title, {"年度": "＿＿＿"}),
        counted_from=None,
        counted_to=None,
        total=None,
        groups=tuple(FigureGroup(title, ()) for title in titles),
        made_by="",
        issued_on=None,
    )


FORM = Form(
    kind=PaperKind.STATISTICS,
    view=StatisticsView,
    wording=StatisticsWording,
    wordings={FormSet.EMERGENCY: "statistics"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    subject=lambda view: view.heading,
)
