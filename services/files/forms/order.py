"""责令限期整改指令书 (F5): what an enterprise is ordered to put right, each item with its own deadline (R48, R49).

Every item stands in the list and in exactly one clause of the order; many items simply run on over pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import Block
from services.files.forms.enforcement import (
    blank_or,
    body,
    date_or_blank,
    enterprise_signature,
    form_head,
    joined,
    listed,
    officer_signatures,
    ordinals,
    remedy,
    signed,
    to_whom,
)
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import date_span, fill

_BLANK_ROWS = 4


@dataclass(frozen=True, slots=True)
class OrderWording:
    """The fixed texts of the order; their placeholders and defaults stand in ``resources/forms/order.toml``."""

    heading: str
    title: str
    opening: str
    opening_with_time: str
    item: str
    measure: str
    due: str
    command: str
    clause: str
    safety: str
    safety_measures: str
    consequence: str
    remedy: str
    officer: str
    certificate: str
    enterprise: str
    copies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """One problem with what is to be done about it and until when; ``number`` is its place in the list."""

    number: int
    problem: str = said("存在的问题")
    measure: str = said("整改要求")
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """All that one order says; what is not known is a blank to write on."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    enterprise_name: str = said("被检查单位")
    inspected_from: date | None
    inspected_to: date | None
    items: tuple[OrderItem, ...]
    safety: str = said("整改期间的安全措施")
    review_authority: str = said("复议机关")
    court: str = said("人民法院")
    officers: tuple[OfficerLine, ...]
    issued_on: date | None
    mark: str = said("标记")
    wording: OrderWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: OrderView) -> Iterator[Block]:
    """Yield the order from its head to the note on its copies."""
    wording = view.wording
    yield form_head(view.bureau, wording.title, view.number, wording.heading)
    yield to_whom(view.enterprise_name)
    yield body(_opening(view))
    yield listed([item_text(wording, item) for item in view.items], _BLANK_ROWS)
    yield body(fill(wording.command, {"各项期限": _clauses(view)}))
    yield body(_safety(view))
    yield body(wording.consequence)
    lines = [
        remedy(wording.remedy, view.review_authority, view.court),
        *officer_signatures(view.officers, wording.officer, wording.certificate),
        enterprise_signature(wording.enterprise),
    ]
    yield from signed(lines, view.bureau, view.issued_on, wording.copies)


def item_text(wording: OrderWording, item: OrderItem) -> str:
    """Return one entry of the list of problems; a full-width stop keeps 1．1号炉 from being read as 1.1."""
    text = f"{item.number}．{fill(wording.item, {'问题': joined(item.problem)})}"
    measure = joined(item.measure)
    if measure:
        text += fill(wording.measure, {"整改要求": measure})
    return text + fill(wording.due, {"整改期限": date_or_blank(item.due_on)})


def _opening(view: OrderView) -> str:
    if view.inspected_from is None or view.inspected_to is None:
        return view.wording.opening
    named = {"检查时间": date_span(view.inspected_from, view.inspected_to)}
    return fill(view.wording.opening_with_time, named)


def _clauses(view: OrderView) -> str:
    """Return the deadlines, earliest first, each with the items that it is for; undated ones last."""
    by_day: dict[date | None, list[int]] = {}
    for item in view.items:
        by_day.setdefault(item.due_on, []).append(item.number)
    if not by_day:
        by_day = {None: []}
    return "，".join(
        fill(
            view.wording.clause,
            {"项次": ordinals(by_day[day]) or blank_or("", 5), "整改期限": date_or_blank(day)},
        )
        for day in sorted(by_day, key=lambda day: (day is None, day or date.min))
    )


def _safety(view: OrderView) -> str:
    measures = joined(view.safety)
    return fill(view.wording.safety_measures, {"安全措施": measures}) if measures else view.wording.safety


def sample(wording: OrderWording) -> OrderView:
    """Return an order of the sample district."""
    return OrderView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急责改〔2022〕12号",
        enterprise_name=SAMPLE_ENTERPRISE.name,
        inspected_from=date(2022, 9, 14),
        inspected_to=date(2022, 9, 14),
        items=(
            OrderItem(number=1, problem="1号炉区未设置安全警示标志", measure="", due_on=date(2022, 9, 30)),
            OrderItem(
                number=2,
                problem="除尘器泄爆口压力表未按期检定",
                measure="送检并保存检定记录",
                due_on=date(2022, 10, 14),
            ),
        ),
        safety="",
        review_authority="样例市样例区人民政府",
        court="样例区人民法院",
        officers=SAMPLE_OFFICERS,
        issued_on=date(2022, 9, 15),
        mark="",
        wording=wording,
    )


def blank(wording: OrderWording) -> OrderView:
    """Return an empty order, to be written on by hand."""
    return OrderView(
        bureau="",
        number="（　　）应急责改〔　　　　〕　　号",
        enterprise_name="",
        inspected_from=None,
        inspected_to=None,
        items=(),
        safety="",
        review_authority="",
        court="",
        officers=(),
        issued_on=None,
        mark="",
        wording=wording,
    )


SAFETY = EntryField(
    "safety",
    "整改期间的安全措施",
    EntryKind.LINES,
    hint="例如：在1号炉区安排专人看护。不填则印“应当采取有效措施，确保安全生产”。",
)
DUE = EntryField(
    "due_on",
    "检查结果中未写明期限的各项的整改期限",
    EntryKind.DAY,
    is_required=True,
)

FORM = Form(
    kind=PaperKind.ORDER,
    view=OrderView,
    wording=OrderWording,
    wordings={FormSet.EMERGENCY: "order"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=(SAFETY,),
)
