"""检查结果反馈函 (F10): what an enterprise is told after its inspection, item by item (细则 art. 19: 逐户反馈).

An enterprise without a fault gets a letter too, with words of its own. Letters stored before there were a 指令书, a 版记 and
a slip lack their fields and texts, and are printed as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, Letterhead, PaperKind, PublicationChannel, RecordOutcome
from services.files.blocks import (
    AttachmentNote,
    Blank,
    Block,
    Field,
    FieldLine,
    Imprint,
    Paragraph,
    Signature,
    Size,
    Together,
    chinese_date,
)
from services.files.fonts import Role
from services.files.forms.blanks import BLANK_DAY
from services.files.forms.enforcement import HAND, boxes, date_or_blank
from services.files.forms.form import Form
from services.files.forms.letters import letter_top
from services.files.forms.parts import OfficerLine, SeatSignature
from services.files.forms.samples import SAMPLE_OFFICERS
from services.files.pdf_document import Numbering
from services.files.wording import (
    addressee,
    contact_sentence,
    date_span,
    fill,
    lines_of,
    numbered,
    one_line,
    printed_texts,
    section_heading,
    without_end_mark,
)

_SHORT_DATE = f"{HAND * 2}年{HAND}月{HAND}日"  # keeps a channel of an empty letter on one line


@dataclass(frozen=True, slots=True)
class FeedbackWording:
    """The fixed texts of the letter; their placeholders and defaults stand in ``resources/forms/feedback.toml``."""

    title: str
    credit_code: str
    registration_number: str
    opening: str
    officer: str
    task: str
    task_with_number: str
    results_heading: str
    finding: str
    problem: str
    measure: str
    due: str
    conclusion_heading: str
    normal: str
    found_problem: str
    pending_action: str
    refused: str
    publication_heading: str
    publication: str
    channel: str
    objection_heading: str
    objection: str
    supervision: str
    contact_name: str
    contact_phone: str
    closing: str
    letter_title: str = ""  # under a head that names the office already
    category: str = ""
    order: str = ""
    attachment: str = ""
    slip_title: str = ""
    slip: str = ""
    slip_receiver: str = ""
    slip_signer: str = ""
    slip_day: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One 抽查事项: the printed result, what was found, what is to be done and until when."""

    item: str
    result: str
    text: str
    measure: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """Where the result is made public, and the last day for it."""

    channel: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """All that one letter says. Empty texts leave their sentence out."""

    bureau: str
    number: str
    enterprise_name: str
    credit_code: str
    task_name: str
    task_number: str
    notice_number: str
    inspected_from: date | None
    inspected_to: date | None
    officers: tuple[OfficerLine, ...]
    findings: tuple[FindingLine, ...]
    outcome: RecordOutcome | None
    publication: tuple[PublicationLine, ...]
    supervision_phone: str
    contact_name: str
    contact_phone: str
    issued_on: date | None
    mark: str
    wording: FeedbackWording
    order_number: str = ""  # of the 责令限期整改指令书 in force (F5)
    letterhead: Letterhead = Letterhead.PLAIN
    copies_to: str = ""
    signatures: tuple[SeatSignature, ...] = ()


def _texts(view: FeedbackView) -> Iterator[tuple[str, str]]:
    """Yield each printed field with its name on the screen."""
    single = {
        "检查机关": view.bureau,
        "文号": view.number,
        "检查对象名称": view.enterprise_name,
        "统一社会信用代码": view.credit_code,
        "抽查任务名称": view.task_name,
        "抽查任务编号": view.task_number,
        "通知书文号": view.notice_number,
        "监督电话": view.supervision_phone,
        "联系人": view.contact_name,
        "联系电话": view.contact_phone,
        "标记": view.mark,
        "指令书文号": view.order_number,
        "抄送": view.copies_to,
    }
    yield from ((field, one_line(text)) for field, text in single.items())
    for officer in view.officers:
        yield "检查人员姓名", one_line(officer.name)
        yield "执法证号", one_line(officer.certificate_number)
    for finding in view.findings:
        yield "检查事项", one_line(finding.item)
        yield "检查结果", one_line(finding.result)
        yield "问题", one_line(finding.text)
        yield "处理措施", one_line(finding.measure)
    yield from (("公示渠道", one_line(line.channel)) for line in view.publication)
    yield from printed_texts(view.wording)


def blocks(view: FeedbackView) -> Iterator[Block]:
    """Yield the letter from its title to its 落款."""
    wording = view.wording
    yield from letter_top(view.letterhead, view.bureau, view.number, wording.title, wording.letter_title)
    yield from addressee(
        view.enterprise_name, view.credit_code, wording.credit_code, wording.registration_number
    )
    yield Paragraph(_opening(view))
    sections = [
        (wording.results_heading, tuple(_findings(view))),
        (wording.conclusion_heading, tuple(_conclusion(view))),
        (wording.publication_heading, _publication(view)),
        (wording.objection_heading, tuple(_objection(view))),
    ]
    kept = [section for section in sections if section[1]]
    for number, (heading, texts) in enumerate(kept, start=1):
        yield Paragraph(section_heading(number, heading), role=Role.HEADING, is_heading=True)
        yield from (Paragraph(text) for text in texts)
    if wording.closing:
        yield Paragraph(wording.closing)
    if view.order_number and wording.attachment:
        yield AttachmentNote((fill(wording.attachment, {"指令书文号": one_line(view.order_number)}),))
    yield Signature(one_line(view.bureau), view.issued_on)
    yield from _foot(view)


def _opening(view: FeedbackView) -> str:
    wording = view.wording
    officers = [
        fill(wording.officer, {"姓名": one_line(line.name), "执法证号": one_line(line.certificate_number)})
        for line in view.officers
    ]
    task = wording.task_with_number if view.task_number else wording.task
    named = {"任务名称": one_line(view.task_name), "抽查任务编号": one_line(view.task_number)}
    return fill(
        wording.opening,
        {
            "检查时间": _time(view),
            "检查人员": "、".join(officers),
            "抽查任务": fill(task, named),
            "通知书文号": one_line(view.notice_number),
        },
    )


def _time(view: FeedbackView) -> str:
    if view.inspected_from is None or view.inspected_to is None:
        return date_or_blank(view.inspected_from)
    return date_span(view.inspected_from, view.inspected_to)


def _findings(view: FeedbackView) -> Iterator[str]:
    """Yield the paragraphs of each finding: its result, then what was found and what is to be done."""
    wording = view.wording
    for number, finding in enumerate(view.findings, start=1):
        named = {"检查事项": without_end_mark(one_line(finding.item)), "检查结果": one_line(finding.result)}
        yield f"{number}.{fill(wording.finding, named)}"
        problem = "；".join(without_end_mark(line) for line in lines_of(finding.text))
        measure = "；".join(without_end_mark(line) for line in lines_of(finding.measure))
        told = ""
        if problem:
            told += fill(wording.problem, {"问题": problem})
        if measure:
            told += fill(wording.measure, {"处理措施": measure})
        if finding.due_on is not None:
            told += fill(wording.due, {"完成期限": chinese_date(finding.due_on)})
        if told:
            yield told


def _conclusion(view: FeedbackView) -> Iterator[str]:
    """Yield the class of the result and what it means, and the order that says until when what is to be put right."""
    wording, category = view.wording, ""
    if wording.category and view.outcome is None:
        yield from _categories(wording.category)
    elif wording.category and view.outcome:
        category = fill(wording.category, {"结果类别": view.outcome.label})
    ordered = fill(wording.order, {"指令书文号": one_line(view.order_number)}) if view.order_number else ""
    yield category + _meaning(view) + ordered


def _categories(template: str) -> tuple[str, str]:
    """Return the classes behind boxes on two lines, so that no box is parted from its word."""
    lead = template.partition("{结果类别}")[0]
    every = [outcome.label for outcome in RecordOutcome]
    return f"{lead}{boxes(every[:2])}", "　" * len(lead) + boxes(every[2:])


def _meaning(view: FeedbackView) -> str:
    match view.outcome:
        case RecordOutcome.NORMAL:
            return view.wording.normal
        case RecordOutcome.PROBLEM:
            return view.wording.found_problem
        case RecordOutcome.PENDING_ACTION:
            return view.wording.pending_action
        case RecordOutcome.REFUSED:
            return view.wording.refused
        case None:
            return HAND * 24


def _publication(view: FeedbackView) -> tuple[str, ...]:
    if not view.publication:
        return ()
    channels = [
        fill(
            view.wording.channel,
            {
                "公示渠道": one_line(line.channel),
                "公示期限": chinese_date(line.due_on) if line.due_on else _SHORT_DATE,
            },
        )
        for line in view.publication
    ]
    return (view.wording.publication, *numbered(channels))


def _objection(view: FeedbackView) -> Iterator[str]:
    wording = view.wording
    yield wording.objection
    if view.supervision_phone:
        yield fill(wording.supervision, {"监督电话": one_line(view.supervision_phone)})
    contact = contact_sentence(
        (wording.contact_name, "联系人", view.contact_name),
        (wording.contact_phone, "联系电话", view.contact_phone),
    )
    if contact:
        yield contact


def _foot(view: FeedbackView) -> Iterator[Block]:
    """Yield the slip that the enterprise signs on the office's copy, and the 版记 under it."""
    wording = view.wording
    if view.copies_to.strip():
        yield Imprint(one_line(view.copies_to), "", None)
    if not wording.slip_title:
        return
    told = {"检查机关": one_line(view.bureau), "文号": view.number.strip()}
    size = Size.SMALL_FOUR
    signer = (Field(wording.slip_signer, seat="签收人"), Field(wording.slip_day, BLANK_DAY))
    yield Together(
        (
            Blank(size),
            FieldLine((Field(""),), Size.FIVE),
            Paragraph(wording.slip_title, role=Role.HEADING, indent=0, size=size),
            Paragraph(fill(wording.slip, told), size=size),
            FieldLine((Field(wording.slip_receiver),), size, is_for_hand=True),
            FieldLine(signer, size, is_for_hand=True),
        ),
        is_slip=True,
    )


def sample(wording: FeedbackWording) -> FeedbackView:
    """Return a letter of the sample district."""
    return FeedbackView(
        bureau="样例市样例区应急管理局",
        number="样应急函〔2022〕31号",
        enterprise_name="样例耐火材料有限公司",
        credit_code="91410307MA9K000016",
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        task_number="410307202206100001",
        notice_number="（样例）应急抽通〔2022〕12号",
        inspected_from=date(2022, 9, 14),
        inspected_to=date(2022, 9, 14),
        officers=SAMPLE_OFFICERS,
        findings=(
            FindingLine("警示标志设置情况", "发现问题已责令改正", "1号炉区无警示标志", "责令限期整改", None),
            FindingLine("除尘系统维护情况", "发现问题已责令改正", "泄爆口压力表未检定", "责令限期整改", None),
        ),
        outcome=RecordOutcome.PROBLEM,
        publication=(PublicationLine("国家企业信用信息公示系统", date(2022, 10, 20)),),
        supervision_phone="0379-00000002",
        contact_name="样例联系人",
        contact_phone="0379-00000001",
        issued_on=date(2022, 9, 15),
        mark="",
        wording=wording,
        order_number="（样例）应急责改〔2022〕12号",
    )


def blank(wording: FeedbackWording) -> FeedbackView:
    """Return an empty letter, to be written on by hand."""
    hand = HAND * 8
    return FeedbackView(
        bureau=HAND * 10,
        number=f"{HAND * 3}〔　　　　〕　　号",
        enterprise_name=HAND * 16,
        credit_code=HAND * 9,
        task_name=HAND * 12,
        task_number="",
        notice_number=HAND * 10,
        inspected_from=None,
        inspected_to=None,
        officers=tuple(OfficerLine(HAND * 4, "", HAND * 6, "") for _ in range(2)),
        findings=tuple(FindingLine(HAND * 10, hand, "", "", None) for _ in range(4)),
        outcome=None,
        publication=tuple(
            PublicationLine(channel, None)
            for channel in ("国家企业信用信息公示系统", PublicationChannel.PORTAL.label)
        ),
        supervision_phone=hand,
        contact_name=HAND * 5,
        contact_phone=hand,
        issued_on=None,
        mark="",
        wording=wording,
    )


FORM = Form(
    kind=PaperKind.FEEDBACK,
    view=FeedbackView,
    wording=FeedbackWording,
    wordings={FormSet.EMERGENCY: "feedback"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    numbering=Numbering.DASHED,
    texts=_texts,
)
