"""企业监督反馈表 (R70): the enterprise says whether those who inspected it kept the discipline of the plan (计划五(四))."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Cell,
    CellRow,
    Field,
    FieldLine,
    FootNote,
    FormTable,
    Grid,
    GridColumn,
    Paragraph,
    Size,
    Together,
    Writing,
)
from services.files.forms.blanks import BLANK_DAY
from services.files.forms.enforcement import boxes, form_head
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import date_span, fill, lines_of, one_line

_LABEL, _VALUE = 0.25, 0.75
_OPINION_ROWS = 3


@dataclass(frozen=True, slots=True)
class SupervisionWording:
    """The fixed texts of the form; their placeholders and defaults stand in ``resources/forms/supervision.toml``."""

    title: str
    name: str
    code: str
    task: str
    time: str
    officers: str
    officer: str
    introduction: str
    ordinal_column: str
    point_column: str
    answer_column: str
    points: str
    """The points of discipline, one a line, as the plan puts them."""
    answers: str
    """The answers to each, parted by 、."""
    opinion: str
    enterprise: str
    signer: str
    day: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionView:
    """All that the form says before the enterprise has filled it in."""

    bureau: str = said("检查机关")
    enterprise: EnterpriseLine
    task_name: str = said("抽查任务名称")
    inspected_from: date | None
    inspected_to: date | None
    officers: tuple[OfficerLine, ...]
    supervision_phone: str = said("监督电话")
    issued_on: date | None
    mark: str = said("标记")
    wording: SupervisionWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: SupervisionView) -> Iterator[Block]:
    """Yield the form from its head to where it is returned to."""
    wording = view.wording
    yield form_head(view.bureau, wording.title, "")
    yield _about(view)
    yield Blank(Size.FIVE)
    yield Paragraph(wording.introduction, size=Size.SMALL_FOUR)
    answer = boxes([choice for choice in wording.answers.split("、") if choice])
    yield Grid(
        (
            GridColumn(wording.ordinal_column, 0.08, is_centred=True),
            GridColumn(wording.point_column, 0.7),
            GridColumn(wording.answer_column, 0.22, is_centred=True),
        ),
        tuple((str(n), point, answer) for n, point in enumerate(lines_of(wording.points), start=1)),
    )
    phone = fill(wording.phone, {"监督电话": one_line(view.supervision_phone)})
    yield FootNote((phone if view.supervision_phone.strip() else "") + wording.note)
    yield Together(
        (
            Writing(wording.opinion, "", rows=_OPINION_ROWS),
            FieldLine((Field(wording.enterprise),), is_for_hand=True),
            FieldLine(
                (Field(wording.signer, seat="负责人"), Field(wording.day, BLANK_DAY)), is_for_hand=True
            ),
        )
    )


def _about(view: SupervisionView) -> FormTable:
    wording = view.wording
    officers = "、".join(
        fill(
            wording.officer,
            {"姓名": one_line(officer.name), "执法证号": one_line(officer.certificate_number)},
        )
        for officer in view.officers
    )
    time = ""
    if view.inspected_from is not None and view.inspected_to is not None:
        time = date_span(view.inspected_from, view.inspected_to)
    told = (
        (wording.name, one_line(view.enterprise.name)),
        (wording.code, one_line(view.enterprise.code)),
        (wording.task, one_line(view.task_name)),
        (wording.time, time),
        (wording.officers, officers),
    )
    return FormTable(
        tuple(CellRow((Cell(label, _LABEL, is_label=True), Cell(value, _VALUE))) for label, value in told)
    )


def sample(wording: SupervisionWording) -> SupervisionView:
    """Return a form of the sample district."""
    return SupervisionView(
        bureau=SAMPLE_BUREAU,
        enterprise=SAMPLE_ENTERPRISE,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        inspected_from=date(2022, 9, 14),
        inspected_to=date(2022, 9, 14),
        officers=SAMPLE_OFFICERS,
        supervision_phone="0379-00000002",
        issued_on=date(2022, 9, 14),
        mark="",
        wording=wording,
    )


def blank(wording: SupervisionWording) -> SupervisionView:
    """Return an empty form, to be written on by hand."""
    return SupervisionView(
        bureau="",
        enterprise=EnterpriseLine(),
        task_name="",
        inspected_from=None,
        inspected_to=None,
        officers=(),
        supervision_phone="",
        issued_on=None,
        mark="",
        wording=wording,
    )


FORM = Form(
    kind=PaperKind.SUPERVISION,
    view=SupervisionView,
    wording=SupervisionWording,
    wordings={FormSet.EMERGENCY: "supervision"},
    blocks=blocks,
    sample=sample,
    blank=blank,
)
