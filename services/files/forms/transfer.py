"""涉嫌违法线索移送函 (F11): what another authority must deal with, with the evidence, and the slip it sends back.

细则 art. 23; 安全生产法 art. 69: what others have to deal with is transferred to them in time and recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, Letterhead, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Centred,
    Field,
    FieldLine,
    Imprint,
    NewPage,
    Paragraph,
    Signature,
    Size,
    Title,
)
from services.files.fonts import Role
from services.files.forms.blanks import BLANK_DAY
from services.files.forms.enforcement import HAND, SEAL_PLACE, blank_or
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.form import Form
from services.files.forms.letters import letter_top
from services.files.forms.parts import EnterpriseLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE
from services.files.pdf_document import Numbering
from services.files.wording import (
    contact_sentence,
    fill,
    numbered,
    one_line,
    section_heading,
    without_end_mark,
)

USUAL_RECEIVERS = (
    "市场监督管理局",
    "消防救援大队",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "自然资源局",
    "交通运输局",
    "卫生健康委员会",
    "工业和信息化局",
)
"""Authorities of a district, without its name."""
_CELLS = 14


@dataclass(frozen=True, slots=True)
class TransferWording:
    """The fixed texts of the letter; their placeholders and defaults stand in ``resources/forms/transfer.toml``."""

    title: str
    letter_title: str
    opening: str
    task: str
    task_with_number: str
    party_heading: str
    party_name: str
    party_code: str
    party_address: str
    party_representative: str
    party_phone: str
    facts_heading: str
    provisions_heading: str
    provisions: str
    basis_heading: str
    basis: str
    evidence_heading: str
    contact_name: str
    contact_phone: str
    slip_title: str
    slip: str
    slip_receiver: str
    slip_signer: str
    slip_phone: str
    slip_day: str
    slip_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """All that one letter says; what is not known is a blank to write on, or left out where nothing needs it."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    receiver: str = said("受移送机关")
    task_name: str = said("抽查任务名称")
    task_number: str = said("抽查任务编号")
    inspected_from: date | None
    party: EnterpriseLine
    facts: tuple[str, ...] = said("涉嫌违法的事实")
    evidence: tuple[str, ...] = said("证据目录")
    provisions: tuple[str, ...] = said("认为涉嫌违反的规定")
    basis: tuple[str, ...] = said("移送依据")
    contact_name: str = said("联系人")
    contact_phone: str = said("联系电话")
    issued_on: date | None
    mark: str = said("标记")
    wording: TransferWording
    letterhead: Letterhead = Letterhead.PLAIN
    copies_to: str = said("抄送", "")
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: TransferView) -> Iterator[Block]:
    """Yield the letter, then the slip on a page of its own."""
    wording = view.wording
    yield from letter_top(view.letterhead, view.bureau, view.number, wording.title, wording.letter_title)
    yield Paragraph(f"{blank_or(view.receiver, _CELLS)}：", indent=0)
    yield Paragraph(_opening(view))
    hand = (HAND * 24,)
    sections = (
        (wording.party_heading, tuple(_party(view))),
        (wording.facts_heading, _entries(view.facts) or hand * 6),
        (wording.evidence_heading, _entries(view.evidence) or hand * 4),
        (wording.provisions_heading, (_sentence(wording.provisions, "规定", view.provisions),)),
        (wording.basis_heading, (_sentence(wording.basis, "移送依据", view.basis),)),
    )
    for number, (heading, texts) in enumerate(sections, start=1):
        yield Paragraph(section_heading(number, heading), role=Role.HEADING, is_heading=True)
        yield from (Paragraph(text) for text in texts)
    contact = contact_sentence(
        (wording.contact_name, "联系人", view.contact_name),
        (wording.contact_phone, "联系电话", view.contact_phone),
    )
    if contact:
        yield Blank()
        yield Paragraph(contact)
    yield Signature(one_line(view.bureau) or SEAL_PLACE, view.issued_on)
    if view.copies_to.strip():
        yield Imprint(one_line(view.copies_to), "", None)
    yield from _slip(view)


def _opening(view: TransferView) -> str:
    wording = view.wording
    template = wording.task_with_number if view.task_number.strip() else wording.task
    task = {"任务名称": blank_or(view.task_name, _CELLS), "抽查任务编号": one_line(view.task_number)}
    day = view.inspected_from
    named = f"{day.year}年{day.month}月{day.day}日" if day else f"{HAND * 2}年{HAND}月{HAND}日"
    return fill(
        wording.opening,
        {
            "检查时间": named,
            "抽查任务": fill(template, task),
            "当事人": blank_or(view.party.name, _CELLS),
        },
    )


def _party(view: TransferView) -> Iterator[str]:
    """Yield what is known of the enterprise; its name always."""
    wording, party = view.wording, view.party
    yield fill(wording.party_name, {"名称": blank_or(party.name, _CELLS)})
    for template, name, value in (
        (wording.party_code, "代码", party.code),
        (wording.party_address, "地址", party.address),
        (wording.party_representative, "法定代表人", party.legal_representative),
        (wording.party_phone, "联系电话", party.phone),
    ):
        if value.strip() or not party.name:
            yield fill(template, {name: blank_or(value, _CELLS)})


def _entries(entries: tuple[str, ...]) -> tuple[str, ...]:
    """Number several entries; one stands alone."""
    texts = [one_line(entry) for entry in entries if entry.strip()]
    if len(texts) == 1:
        return (f"{without_end_mark(texts[0])}。",)
    return numbered(texts)


def _sentence(template: str, name: str, texts: tuple[str, ...]) -> str:
    known = "、".join(without_end_mark(one_line(text)) for text in texts if text.strip())
    return fill(template, {name: known or HAND * _CELLS})


def _slip(view: TransferView) -> Iterator[Block]:
    wording = view.wording
    yield NewPage()
    yield Title(wording.slip_title)
    yield Centred(view.number.strip())
    yield Blank()
    yield Paragraph(f"{one_line(view.bureau) or HAND * _CELLS}：", indent=0)
    yield Paragraph(
        fill(
            wording.slip,
            {
                "当事人": blank_or(view.party.name, _CELLS),
                "文号": view.number.strip(),
            },
        )
    )
    yield Blank()
    for field in (
        Field(wording.slip_receiver),
        Field(wording.slip_signer, seat="签收人"),
        Field(wording.slip_phone),
        Field(wording.slip_day, BLANK_DAY),
    ):
        yield FieldLine((field,), is_for_hand=True)
    yield Blank()
    yield Paragraph(wording.slip_note, indent=0, size=Size.FOUR)


def sample(wording: TransferWording) -> TransferView:
    """Return a letter of the sample district."""
    return TransferView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急移〔2022〕1号",
        receiver="样例区市场监督管理局",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        inspected_from=date(2022, 9, 14),
        party=SAMPLE_ENTERPRISE,
        facts=(
            "该单位在用的2台叉车未办理使用登记",
            "场（厂）内专用机动车辆作业人员2人未取得特种设备作业人员证",
        ),
        evidence=("现场检查记录复印件1份", "现场照片4张", "叉车铭牌照片2张"),
        provisions=("《中华人民共和国特种设备安全法》第十四条、第三十三条",),
        basis=("《中华人民共和国安全生产法》第六十九条",),
        contact_name="样例联系人",
        contact_phone="0379-00000001",
        issued_on=date(2022, 9, 20),
        mark="",
        wording=wording,
    )


def blank(wording: TransferWording) -> TransferView:
    """Return an empty letter, to be written on by hand."""
    return TransferView(
        bureau="",
        number="（　　）应急移〔　　　　〕　　号",
        receiver="",
        task_name="",
        task_number="",
        inspected_from=None,
        party=EnterpriseLine(),
        facts=(),
        evidence=(),
        provisions=(),
        basis=(),
        contact_name=HAND * 4,
        contact_phone=HAND * 8,
        issued_on=None,
        mark="",
        wording=wording,
    )


ENTRIES = (
    EntryField(
        "receiver",
        "受移送机关",
        is_required=True,
        choices=USUAL_RECEIVERS,
        hint="写全称。",
        longest=60,
    ),
    EntryField("facts", "涉嫌违法的事实", EntryKind.LINES, is_required=True, hint="每行一项。"),
    EntryField(
        "provisions",
        "认为涉嫌违反的规定",
        EntryKind.LINES,
        is_required=True,
        hint="每行一项，例如：《中华人民共和国特种设备安全法》第三十三条。",
    ),
    EntryField("basis", "移送依据", EntryKind.LINES, is_required=True, hint="每行一项。"),
    EntryField(
        "evidence",
        "证据目录",
        EntryKind.LINES,
        is_required=True,
        hint="每行一项，例如：现场照片4张。",
    ),
)

FORM = Form(
    kind=PaperKind.TRANSFER,
    view=TransferView,
    wording=TransferWording,
    wordings={FormSet.EMERGENCY: "transfer"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
    numbering=Numbering.DASHED,
    subject=lambda view: view.party.name,
)
