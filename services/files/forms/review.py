"""整改复查意见书 (F6): what the officers found when they came back, item by item of the 指令书 that it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import Blank, Block, Grid, GridColumn, Size, Writing, chinese_date
from services.files.forms.enforcement import (
    blank_or,
    body,
    date_or_blank,
    enterprise_signature,
    form_head,
    joined,
    officer_signatures,
    ordinals,
    signed,
    to_whom,
)
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import fill, lines_of, one_line, without_end_mark

DONE, PARTLY, NOT_DONE = "已整改", "部分整改", "未整改"
STATES = (DONE, PARTLY, NOT_DONE)
_BLANK_ITEMS = 4
_OPINION_ROWS = 3
_ROW_TO_WRITE_IN = 30.0


@dataclass(frozen=True, slots=True)
class ReviewWording:
    """The fixed texts of the paper; their placeholders and defaults stand in ``resources/forms/review.toml``."""

    heading: str
    title: str
    opening: str
    ordinal_column: str
    problem_column: str
    due_column: str
    state_column: str
    opinion: str
    all_done: str
    state: str
    not_all_done: str
    enterprise: str
    officer: str
    certificate: str
    copies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """One item of the order and how it stands, one of ``STATES``; empty where nothing is said yet."""

    number: int
    problem: str = said("责令整改的问题")
    due_on: date | None = None
    state: str = said("复查情况", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """All that one review says; what is not known is a blank to write on."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    enterprise_name: str = said("被复查单位")
    order_on: date | None
    order_title: str = said("所复查的文书名称")
    order_number: str = said("所复查的文书文号")
    items: tuple[ReviewItem, ...]
    opinion: str = said("补充意见")
    officers: tuple[OfficerLine, ...]
    issued_on: date | None
    mark: str = said("标记")
    wording: ReviewWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: ReviewView) -> Iterator[Block]:
    """Yield the review from its head to the seal."""
    wording = view.wording
    yield form_head(view.bureau, wording.title, view.number, wording.heading)
    yield to_whom(view.enterprise_name)
    yield body(
        fill(
            wording.opening,
            {
                "作出日期": date_or_blank(view.order_on),
                "文书名称": one_line(view.order_title),
                "文号": blank_or(view.order_number, 10),
            },
        )
    )
    yield Blank(Size.FIVE)
    yield _grid(view)
    opinion = _opinion(view)
    lines = [
        Writing(wording.opinion, opinion, rows=0 if opinion else _OPINION_ROWS),
        enterprise_signature(wording.enterprise),
        *officer_signatures(view.officers, wording.officer, wording.certificate),
    ]
    yield from signed(lines, view.bureau, view.issued_on, wording.copies)


def _grid(view: ReviewView) -> Grid:
    wording = view.wording
    rows = tuple(
        (
            str(item.number),
            joined(item.problem),
            chinese_date(item.due_on) if item.due_on else "",
            item.state,
        )
        for item in view.items
    )
    columns = (
        GridColumn(wording.ordinal_column, 0.08, is_centred=True),
        GridColumn(wording.problem_column, 0.53),
        GridColumn(wording.due_column, 0.22, is_centred=True),
        GridColumn(wording.state_column, 0.17, is_centred=True),
    )
    return Grid(columns, rows, least_rows=0 if rows else _BLANK_ITEMS, least=_ROW_TO_WRITE_IN)


def _opinion(view: ReviewView) -> str:
    """Return the opinion: how the items stand, then what the officers add; empty where neither is known."""
    wording = view.wording
    by_state = {state: [item.number for item in view.items if item.state == state] for state in STATES}
    told = [
        fill(wording.state, {"项次": ordinals(numbers), "复查情况": state})
        for state, numbers in by_state.items()
        if numbers
    ]
    sentence = ""
    if told and len(by_state[DONE]) == len(view.items):
        sentence = wording.all_done
    elif told:
        sentence = "，".join(told) + "。" + wording.not_all_done
    added = "".join(f"{without_end_mark(line)}。" for line in lines_of(view.opinion))
    return sentence + added


def sample(wording: ReviewWording) -> ReviewView:
    """Return a review of the sample district."""
    return ReviewView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急复查〔2022〕9号",
        enterprise_name=SAMPLE_ENTERPRISE.name,
        order_on=date(2022, 9, 15),
        order_title=PaperKind.ORDER.label,
        order_number="（样例）应急责改〔2022〕12号",
        items=(
            ReviewItem(number=1, problem="1号炉区未设置安全警示标志", due_on=date(2022, 9, 30), state=DONE),
            ReviewItem(
                number=2, problem="除尘器泄爆口压力表未按期检定", due_on=date(2022, 10, 14), state=PARTLY
            ),
        ),
        opinion="压力表已送检，检定记录应当于2022年10月31日前报送",
        officers=SAMPLE_OFFICERS,
        issued_on=date(2022, 10, 17),
        mark="",
        wording=wording,
    )


def blank(wording: ReviewWording) -> ReviewView:
    """Return an empty review, to be written on by hand."""
    return ReviewView(
        bureau="",
        number="（　　）应急复查〔　　　　〕　　号",
        enterprise_name="",
        order_on=None,
        order_title=PaperKind.ORDER.label,
        order_number="",
        items=(),
        opinion="",
        officers=(),
        issued_on=None,
        mark="",
        wording=wording,
    )


OPINION = EntryField(
    "opinion", "补充意见", EntryKind.LINES, hint="逐项情况由程序写成复查意见，这里只写另外要说的话。"
)

FORM = Form(
    kind=PaperKind.REVIEW,
    view=ReviewView,
    wording=ReviewWording,
    wordings={FormSet.EMERGENCY: "review"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=(OPINION,),
)
