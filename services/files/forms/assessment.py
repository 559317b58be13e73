"""考核表: a 科室's year against the office's indicators, what the program measured filled in, the scores left to the hand.

(细则 art. 30; 抽查计划的通知 五（一）: part of the 年终责任目标考核.)
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Cell,
    CellRow,
    Field,
    FieldLine,
    FootNote,
    FormHead,
    FormTable,
    Grid,
    GridColumn,
    Size,
    Together,
    chinese_date,
)
from services.files.forms.form import Form
from services.files.forms.parts import SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU
from services.files.wording import fill, one_line
from services.program import resource

_COLUMNS = (
    GridColumn("序号", 30, is_centred=True),
    GridColumn("考核指标", 82),
    GridColumn("考核内容和评分标准", 208),
    GridColumn("分值", 32, is_centred=True),
    GridColumn("实测", 54, is_centred=True),
    GridColumn("得分", 36, is_centred=True),
)


@dataclass(frozen=True, slots=True)
class AssessmentWording:
    """The fixed texts; their placeholders and defaults stand in ``resources/forms/assessment.toml``."""

    title: str
    section: str
    sum: str
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator with its points; ``measured`` is empty where the program does not measure it."""

    name: str = said("考核指标")
    standard: str = said("评分标准")
    points: int
    measured: str = said("实测值")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the office; ``measure`` names what the program measures of it, empty where it measures nothing."""

    name: str
    standard: str
    points: int
    measure: str


@cache
def default_indicators() -> tuple[Indicator, ...]:
    """Return the indicators the program comes with, 100 points together."""
    text = resource("code_tables/assessment_indicators.toml").read_text(encoding="utf-8")
    return tuple(Indicator(**one) for one in tomllib.loads(text)["indicators"])


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """All that the sheet of one 科室 says."""

    bureau: str = said("机关名称")
    number: str = said("文号")
    section: str = said("被考核科室")
    year: int | None
    lines: tuple[IndicatorLine, ...] = said("考核指标")
    counted_on: date | None
    issued_on: date | None
    mark: str = said("标记")
    wording: AssessmentWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: AssessmentView) -> Iterator[Block]:
    """Yield the sheet with blanks for scores, opinions and signatures."""
    wording = view.wording
    year = str(view.year) if view.year is not None else "＿＿＿"
    yield FormHead(one_line(view.bureau), fill(wording.title, {"年度": year}))
    counted = chinese_date(view.counted_on) if view.counted_on is not None else ""
    yield FieldLine(
        (Field(wording.section, one_line(view.section), 1.4), Field("数据截至", counted, 1.0)),
        size=Size.SMALL_FOUR,
    )
    yield Blank(Size.FIVE)
    rows = tuple(
        (
            str(number),
            one_line(line.name),
            one_line(line.standard),
            str(line.points),
            one_line(line.measured),
            "",
        )
        for number, line in enumerate(view.lines, start=1)
    )
    total = str(sum(line.points for line in view.lines))
    yield Grid(_COLUMNS, (*rows, ("", wording.sum, "", total, "", "")), size=Size.FIVE, least=22.0)
    yield Together((_signing(),))
    if wording.foot:
        yield FootNote(wording.foot)


def _signing() -> FormTable:
    return FormTable(
        (
            CellRow((Cell("加减分事项", 108, is_label=True), Cell("", 334)), 26.0),
            CellRow((Cell("考核意见和等次", 108, is_label=True), Cell("", 334)), 26.0),
            CellRow(
                (
                    Cell("科室负责人（签名）", 108, is_label=True),
                    Cell("", 126, seat="科室负责人"),
                    Cell("考核人（签名）", 82, is_label=True),
                    Cell("", 126, seat="考核人"),
                ),
                30.0,
            ),
            CellRow(
                (
                    Cell("分管领导（签名）", 108, is_label=True),
                    Cell("", 126, seat="分管领导"),
                    Cell("考核日期", 82, is_label=True),
                    Cell("　　　　年　　月　　日", 126, is_centred=True),
                ),
                30.0,
            ),
        ),
        Size.FIVE,
    )


def sample(wording: AssessmentWording) -> AssessmentView:
    """Return the sheet of the sample district's first 科室."""
    return AssessmentView(
        bureau=SAMPLE_BUREAU,
        number="",
        section="样例综合行政执法大队",
        year=2022,
        lines=tuple(
            IndicatorLine(
                name=one.name,
                standard=one.standard,
                points=one.points,
                measured="96.7%（29/30）" if one.measure else "",
            )
            for one in default_indicators()
        ),
        counted_on=date(2022, 12, 20),
        issued_on=date(2022, 12, 20),
        mark="",
        wording=wording,
    )


def blank(wording: AssessmentWording) -> AssessmentView:
    """Return the sheet without a 科室 and without measured values."""
    filled = sample(wording)
    return replace(
        filled,
        bureau="",
        section="",
        year=None,
        lines=tuple(replace(line, measured="") for line in filled.lines),
        counted_on=None,
        issued_on=None,
    )


FORM = Form(
    kind=PaperKind.ASSESSMENT,
    view=AssessmentView,
    wording=AssessmentWording,
    wordings={FormSet.EMERGENCY: "assessment"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    subject=lambda view: view.section,
)
