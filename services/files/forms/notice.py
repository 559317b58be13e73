"""检查通知书 (F2): what a drawn enterprise is told before its inspection.

The view holds all that the paper says, the office's fixed texts included, so that a stored view gives the same
letter again, byte for byte, whatever the office has changed since.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.vocab import FormSet, PaperKind, SeedSource
from services.files.blocks import (
    Blank,
    Block,
    Centred,
    Field,
    FieldLine,
    Paragraph,
    Signature,
    Size,
    Title,
    Together,
)
from services.files.fonts import Role
from services.files.forms.blanks import BLANK_MOMENT, blank_number
from services.files.forms.form import Form
from services.files.forms.parts import OfficerLine, SeatSignature
from services.files.forms.samples import SAMPLE_OFFICERS
from services.files.pdf_document import Numbering
from services.files.wording import (
    addressee,
    contact_sentence,
    date_span,
    fill,
    numbered,
    one_line,
    printed_texts,
    section_heading,
    without_end_mark,
)

_HAND, _HAND_NAME, _HAND_COUNT = "_" * 30, "_" * 10, "_" * 4  # to be written on
_HAND_CODE = "_" * 18  # as long as a 统一社会信用代码, and printed as one
_HAND_SPAN = "______年____月____日至____月____日"


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """The fixed texts of the notice; their placeholders and defaults stand in ``resources/forms/notice.toml``."""

    title: str
    credit_code: str
    registration_number: str
    opening: str
    plan_document: str
    task: str
    task_with_number: str
    drawn: str
    compulsory: str
    unwitnessed_system: str
    unwitnessed: str
    draw_ordinal: str
    items_heading: str
    time_heading: str
    time: str
    methods: str
    officers_heading: str
    officer: str
    seat: str
    rights: str
    materials_heading: str
    duties_heading: str
    duty: str
    visit: str
    visit_with_cap: str
    discipline: str
    supervision: str
    contact_name: str
    contact_phone: str
    address: str
    platform: str = ""
    platform_unwitnessed_system: str = ""
    platform_unwitnessed: str = ""
    receipt: str = (
        ""  # the heading of the 送达回执 at the foot; none where empty, as on notices issued before it
    )
    receipt_ways: str = ""
    receipt_told: str = ""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """All that one notice says. Empty texts and None leave their sentence out."""

    bureau: str
    number: str
    enterprise_name: str
    credit_code: str
    task_name: str
    task_number: str
    plan_document: str
    items: tuple[str, ...]
    inspect_from: date | None
    inspect_to: date | None
    methods: tuple[str, ...]
    materials: tuple[str, ...]
    officers: tuple[OfficerLine, ...]
    visit_ordinal: int | None
    yearly_cap: int | None
    contact_name: str
    contact_phone: str
    supervision_phone: str
    bureau_address: str
    draw_ordinal: int
    publicly_witnessed: bool
    issued_on: date | None
    mark: str
    wording: NoticeWording
    seed_source: SeedSource = SeedSource.SYSTEM
    is_compulsory: bool = False
    platform_number: str | None = None  # 平台任务号 where the provincial platform drew the enterprise
    prints_discipline: bool = True
    is_empty_form: bool = False
    form_set: FormSet = FormSet.EMERGENCY
    signatures: tuple[SeatSignature, ...] = ()


def _texts(view: NoticeView) -> Iterator[tuple[str, str]]:
    """Yield each printed field with its name on the screen."""
    single = {
        "检查机关": view.bureau,
        "文号": view.number,
        "检查对象名称": view.enterprise_name,
        "统一社会信用代码": view.credit_code,
        "抽查任务名称": view.task_name,
        "抽查任务编号": view.task_number,
        "抽查依据": view.plan_document,
        "联系人": view.contact_name,
        "联系电话": view.contact_phone,
        "监督电话": view.supervision_phone,
        "机关地址": view.bureau_address,
        "平台任务号": view.platform_number or "",
        "标记": view.mark,
    }
    several = {"检查事项": view.items, "检查方法": view.methods, "需要准备的材料": view.materials}
    yield from ((field, one_line(text)) for field, text in single.items())
    yield from ((field, one_line(text)) for field, texts in several.items() for text in texts)
    for officer in view.officers:
        yield "检查人员姓名", one_line(officer.name)
        yield "检查人员单位", one_line(officer.section)
        yield "执法证号", one_line(officer.certificate_number)
        yield "检查人员职责", one_line(officer.seat)
    yield from printed_texts(view.wording)


def blocks(view: NoticeView) -> Iterator[Block]:
    """Yield the notice from its title to its 落款."""
    wording = view.wording
    yield Title(fill(wording.title, {"检查机关": one_line(view.bureau)}))
    yield Centred(view.number)
    yield Blank()
    yield from addressee(
        view.enterprise_name, view.credit_code, wording.credit_code, wording.registration_number
    )
    yield Paragraph(_opening(view))
    sections = [
        (wording.items_heading, numbered([one_line(item) for item in view.items])),
        (wording.time_heading, _time_and_methods(view)),
        (wording.officers_heading, (*_officers(view), wording.rights)),
        (wording.materials_heading, numbered([one_line(text) for text in view.materials])),
        (wording.duties_heading, tuple(_duties(view))),
    ]
    kept = [section for section in sections if section[1]]
    for number, (heading, texts) in enumerate(kept, start=1):
        yield Paragraph(section_heading(number, heading), role=Role.HEADING, is_heading=True)
        yield from (Paragraph(text) for text in texts)
    yield Signature(one_line(view.bureau), view.issued_on)
    if wording.receipt:
        yield _receipt(view)


def _receipt(view: NoticeView) -> Block:
    """Return the slip on which the enterprise signs for the notice: 送达方式, 时间, 签收人."""
    wording = view.wording
    told = {"文号": view.number, "检查对象": one_line(view.enterprise_name)}
    return Together(
        (
            Paragraph(f"{wording.receipt}{fill(wording.receipt_told, told)}", indent=0, size=Size.SMALL_FOUR),
            Paragraph(f"送达方式：{wording.receipt_ways}", indent=0, size=Size.SMALL_FOUR),
            FieldLine((Field("送达时间", BLANK_MOMENT),), Size.SMALL_FOUR, is_for_hand=True),
            FieldLine(
                (Field("送达人（签名）", seat="送达人"), Field("签收人（签名）", seat="签收人")),
                Size.SMALL_FOUR,
                is_for_hand=True,
            ),
        ),
        is_slip=True,
    )


def _opening(view: NoticeView) -> str:
    wording = view.wording
    task = wording.task_with_number if view.task_number else wording.task
    named = {"任务名称": one_line(view.task_name), "抽查任务编号": one_line(view.task_number)}
    plan = {"抽查依据": one_line(view.plan_document)}
    return fill(
        wording.opening,
        {
            "计划文件": fill(wording.plan_document, plan) if view.plan_document else "",
            "抽取方式": _chosen_how(view),
            "抽查任务": fill(task, named),
            "抽取说明": _draw_note(view),
        },
    )


def _chosen_how(view: NoticeView) -> str:
    if view.platform_number is not None:
        return fill(view.wording.platform, {"平台任务号": one_line(view.platform_number)})
    return view.wording.compulsory if view.is_compulsory else view.wording.drawn


def _draw_note(view: NoticeView) -> str:
    """Say what the paper owes about the draw (protocol, §3): no public witness, and which draw of the task it is.

    Where the platform drew the enterprise, our seed drew its officers alone.
    """
    note, wording = "", view.wording
    if not view.publicly_witnessed:
        is_system, is_platform = view.seed_source is SeedSource.SYSTEM, view.platform_number is not None
        system = wording.platform_unwitnessed_system if is_platform else wording.unwitnessed_system
        other = wording.platform_unwitnessed if is_platform else wording.unwitnessed
        note += system if is_system else other
    if view.draw_ordinal > 1:
        note += fill(view.wording.draw_ordinal, {"抽取次数": str(view.draw_ordinal)})
    return note


def _time_and_methods(view: NoticeView) -> tuple[str, ...]:
    span = _HAND_SPAN
    if view.inspect_from is not None and view.inspect_to is not None:
        span = date_span(view.inspect_from, view.inspect_to)
    time = fill(view.wording.time, {"检查时间": span})
    if not view.methods:
        return (time,)
    methods = "、".join(without_end_mark(one_line(method)) for method in view.methods)
    return (time, fill(view.wording.methods, {"检查方法": methods}))


def _officers(view: NoticeView) -> tuple[str, ...]:
    wording = view.wording
    return numbered(
        [
            fill(
                wording.officer,
                {
                    "姓名": one_line(officer.name),
                    "职责": fill(wording.seat, {"职责": one_line(officer.seat)}) if officer.seat else "",
                    "单位": one_line(officer.section),
                    "执法证号": one_line(officer.certificate_number),
                },
            )
            for officer in view.officers
        ]
    )


def _duties(view: NoticeView) -> Iterator[str]:
    wording = view.wording
    if wording.duty:
        yield wording.duty
    if view.is_empty_form:
        yield fill(wording.visit_with_cap, {"检查次数": _HAND_COUNT, "频次上限": _HAND_COUNT})
    elif view.visit_ordinal is not None:
        template = wording.visit if view.yearly_cap is None else wording.visit_with_cap
        yield fill(template, {"检查次数": str(view.visit_ordinal), "频次上限": str(view.yearly_cap)})
    if view.prints_discipline:
        phone = {"监督电话": one_line(view.supervision_phone)}
        yield wording.discipline + (fill(wording.supervision, phone) if view.supervision_phone else "")
    contact = contact_sentence(
        (wording.contact_name, "联系人", view.contact_name),
        (wording.contact_phone, "联系电话", view.contact_phone),
        (wording.address, "机关地址", view.bureau_address),
    )
    if contact:
        yield contact


def sample(wording: NoticeWording) -> NoticeView:
    """Return a notice of the sample district."""
    return NoticeView(
        bureau="样例市样例区应急管理局",
        number="（样例）应急抽通〔2022〕12号",
        enterprise_name="样例耐火材料有限公司",
        credit_code="91410307MA9K000016",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        plan_document="《样例区应急管理局关于印发2022年度抽查计划的通知》（样应急〔2022〕17号）",
        items=("安全生产责任制的建立和落实情况", "隐患排查治理情况", "警示标志设置情况"),
        inspect_from=date(2022, 9, 14),
        inspect_to=date(2022, 9, 16),
        methods=("实地核查", "书面检查"),
        materials=("营业执照", "安全生产责任制文件", "隐患排查治理台账"),
        officers=SAMPLE_OFFICERS,
        visit_ordinal=1,
        yearly_cap=2,
        contact_name="样例联系人",
        contact_phone="0379-00000001",
        supervision_phone="0379-00000002",
        bureau_address="样例区样例路1号",
        draw_ordinal=1,
        publicly_witnessed=True,
        issued_on=date(2022, 9, 8),
        mark="",
        wording=wording,
    )


def blank(wording: NoticeWording) -> NoticeView:
    """Return an empty notice, to be written on by hand."""
    return replace(
        sample(wording),
        bureau=_HAND,
        number=blank_number(PaperKind.NOTICE),
        enterprise_name=_HAND,
        credit_code=_HAND_CODE,
        task_name=_HAND,
        task_number="",
        plan_document="",
        items=(_HAND,) * 3,
        inspect_from=None,
        inspect_to=None,
        methods=(_HAND,),
        materials=(_HAND,) * 2,
        officers=(OfficerLine(_HAND_NAME, _HAND_NAME, _HAND_NAME, ""),) * 2,
        visit_ordinal=None,
        contact_name=_HAND_NAME,
        contact_phone=_HAND_NAME,
        supervision_phone=_HAND_NAME,
        bureau_address="",
        issued_on=None,
        is_empty_form=True,
    )


FORM = Form(
    kind=PaperKind.NOTICE,
    view=NoticeView,
    wording=NoticeWording,
    wordings={FormSet.EMERGENCY: "notice", FormSet.MINISTRY: "notice_ministry"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    numbering=Numbering.DASHED,
    texts=_texts,
)
