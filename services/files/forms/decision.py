"""现场处理措施决定书 (F7): what is ordered on the spot because the hazards found leave no safety (安全生产法 art. 65)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import Block
from services.files.forms.enforcement import (
    HAND,
    body,
    date_or_blank,
    enterprise_signature,
    form_head,
    listed,
    officer_signatures,
    remedy,
    signed,
    to_whom,
)
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.parts import OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.wording import date_span, fill, lines_of, without_end_mark

_HAZARD_ROWS = 3
_DECISION_ROWS = 3
_BASIS_CELLS = 14


@dataclass(frozen=True, slots=True)
class DecisionWording:
    """The fixed texts of the decision; their placeholders and defaults stand in ``resources/forms/decision.toml``."""

    heading: str
    title: str
    opening: str
    basis: str
    remedy: str
    officer: str
    certificate: str
    enterprise: str
    copies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """All that one decision says; what is not known is a blank to write on."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    enterprise_name: str = said("被检查单位")
    inspected_from: date | None
    inspected_to: date | None
    hazards: tuple[str, ...] = said("发现的隐患")
    basis: str = said("处理依据")
    decision: tuple[str, ...] = said("处理决定")
    review_authority: str = said("复议机关")
    court: str = said("人民法院")
    officers: tuple[OfficerLine, ...]
    issued_on: date | None
    mark: str = said("标记")
    wording: DecisionWording
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: DecisionView) -> Iterator[Block]:
    """Yield the decision from its head to the seal."""
    wording = view.wording
    yield form_head(view.bureau, wording.title, view.number, wording.heading)
    yield to_whom(view.enterprise_name)
    yield body(fill(wording.opening, {"检查时间": _time(view)}))
    yield listed(_numbered(view.hazards), _HAZARD_ROWS)
    basis = "、".join(without_end_mark(line) for line in lines_of(view.basis))
    yield body(fill(wording.basis, {"处理依据": basis or HAND * _BASIS_CELLS}))
    yield listed(_numbered(view.decision), _DECISION_ROWS)
    lines = [
        remedy(wording.remedy, view.review_authority, view.court),
        *officer_signatures(view.officers, wording.officer, wording.certificate),
        enterprise_signature(wording.enterprise),
    ]
    yield from signed(lines, view.bureau, view.issued_on, wording.copies)


def _time(view: DecisionView) -> str:
    if view.inspected_from is None or view.inspected_to is None:
        return date_or_blank(view.inspected_from)
    return date_span(view.inspected_from, view.inspected_to)


def _numbered(entries: tuple[str, ...]) -> list[str]:
    """Number several entries, with a full-width stop as in the 指令书; one stands alone."""
    texts = [f"{without_end_mark(' '.join(entry.split()))}。" for entry in entries]
    return [f"{n}．{text}" for n, text in enumerate(texts, start=1)] if len(texts) > 1 else texts


def sample(wording: DecisionWording) -> DecisionView:
    """Return a decision of the sample district."""
    return DecisionView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急现决〔2022〕2号",
        enterprise_name=SAMPLE_ENTERPRISE.name,
        inspected_from=date(2022, 9, 14),
        inspected_to=date(2022, 9, 14),
        hazards=("2号除尘器泄爆装置失效", "抛光车间地面、设备表面积尘严重，未停机清扫"),
        basis="《中华人民共和国安全生产法》第六十五条第一款第三项",
        decision=("责令立即停止使用2号除尘器及相连的抛光设备", "从抛光车间撤出作业人员，清扫积尘"),
        review_authority="样例市样例区人民政府",
        court="样例区人民法院",
        officers=SAMPLE_OFFICERS,
        issued_on=date(2022, 9, 14),
        mark="",
        wording=wording,
    )


def blank(wording: DecisionWording) -> DecisionView:
    """Return an empty decision, to be written on by hand."""
    return DecisionView(
        bureau="",
        number="（　　）应急现决〔　　　　〕　　号",
        enterprise_name="",
        inspected_from=None,
        inspected_to=None,
        hazards=(),
        basis="",
        decision=(),
        review_authority="",
        court="",
        officers=(),
        issued_on=None,
        mark="",
        wording=wording,
    )


ENTRIES = (
    EntryField(
        "hazards", "发现的隐患", EntryKind.LINES, is_required=True, hint="每行一项；只留下需要当场处理的。"
    ),
    EntryField("basis", "处理依据", EntryKind.LINES, is_required=True, hint="写明法律、条、款、项。"),
    EntryField(
        "decision",
        "处理决定",
        EntryKind.LINES,
        is_required=True,
        hint="每行一项，例如：责令立即停止使用2号除尘器。",
    ),
)

FORM = Form(
    kind=PaperKind.DECISION,
    view=DecisionView,
    wording=DecisionWording,
    wordings={FormSet.EMERGENCY: "decision"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
