"""现场检查记录 (F4) and, in the 司法部 set, 现场检查笔录: what was seen on the spot, signed by both sides.

Before the visit it is a form for this enterprise to be filled in by hand, after it it says what was entered. The numbers of
identity cards stand on the paper and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files.blocks import (
    Blank,
    Block,
    Field,
    FieldLine,
    FootNote,
    FormHead,
    Paragraph,
    Size,
    Together,
    Writing,
)
from services.files.forms.blanks import BLANK_DAY, BLANK_TIME, blank_number, signing_lines
from services.files.forms.form import Form
from services.files.forms.parts import EnterpriseLine, OfficerLine, SeatSignature, said
from services.files.forms.samples import SAMPLE_BUREAU, SAMPLE_ENTERPRISE, SAMPLE_OFFICERS
from services.files.forms.site_record_entries import ENTRIES
from services.files.wording import fill, one_line

_BLANK_ROWS = {FormSet.EMERGENCY: 20, FormSet.MINISTRY: 17}  # two pages, the signatures at their end
_ROWS_WITH_SIGNATURES = 3
_SIZE = Size.SMALL_FOUR
_NOBODY = OfficerLine("", "", "", "")


@dataclass(frozen=True, slots=True)
class SiteRecordWording:
    """The fixed texts of the record; their placeholders and defaults stand in ``resources/forms/site_record*.toml``."""

    heading: str
    title: str
    opening: str
    opening_blank: str
    situation: str
    finding: str
    problem: str
    measure: str
    due: str
    refusal: str
    refused: str
    recording: str
    note: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody present at the visit; what is not known is room to write in."""

    name: str = said("在场人员姓名", "")
    sex: str = said("在场人员性别", "")
    identity_number: str = said("在场人员身份证号", "")
    post: str = said("在场人员职务", "")
    phone: str = said("在场人员电话", "")
    employer: str = said("在场人员单位", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecordView:
    """All that one record says; ``situation`` is a paragraph each, none before the visit."""

    bureau: str = said("检查机关")
    number: str = said("文号")
    enterprise: EnterpriseLine
    post: str = said("法定代表人职务")
    place: str = said("检查场所")
    time: str = said("检查时间")
    officers: tuple[OfficerLine, ...]
    reason: str = said("事由和目的")
    manager: Person
    witness: Person
    expert: Person
    recorder: str = said("记录人")
    situation: tuple[str, ...] = said("检查情况")
    refusal: str = said("拒签情况")
    issued_on: date | None
    mark: str = said("标记")
    wording: SiteRecordWording
    task_name: str = said("抽查任务名称", "")
    form_set: FormSet = FormSet.EMERGENCY
    signatures: tuple[SeatSignature, ...] = ()


def blocks(view: SiteRecordView) -> Iterator[Block]:
    """Yield the record from its head to the signatures."""
    wording = view.wording
    heading = fill(wording.heading, {"检查机关": one_line(view.bureau)})
    yield FormHead(heading, wording.title, view.number)
    is_ministry = view.form_set is FormSet.MINISTRY
    yield from _ministry_fields(view) if is_ministry else _emergency_fields(view)
    yield from _people(view)
    yield from _opening(view, is_ministry=is_ministry)
    *earlier, last = _situation(view)
    yield from earlier
    yield Together((last, *_signatures(view, is_ministry=is_ministry)))
    if wording.note:
        yield FootNote(wording.note)


def _situation(view: SiteRecordView) -> Iterator[Paragraph | Writing]:
    """Yield what was seen, or lines to write it on; the last part stands with the signatures: none signs an empty page."""
    label = view.wording.situation
    if not view.situation:
        yield Paragraph(f"{label}：", indent=0, size=_SIZE, is_heading=True)
        yield Writing("", "", rows=_BLANK_ROWS[view.form_set] - _ROWS_WITH_SIGNATURES)
        yield Writing("", "", rows=_ROWS_WITH_SIGNATURES)
    for place, paragraph in enumerate(view.situation):
        yield Writing(label if place == 0 else "", one_line(paragraph), size=_SIZE)


def _emergency_fields(view: SiteRecordView) -> Iterator[Block]:
    firm = view.enterprise
    yield _line(Field("被检查单位", one_line(firm.name)))
    yield _line(Field("地址", one_line(firm.address)))
    yield _head_of_firm(view)
    yield _line(Field("检查场所", one_line(view.place)))
    yield _line(Field("检查时间", one_line(view.time) or BLANK_TIME))
    yield _line(Field("事由和目的", one_line(view.reason)))


def _ministry_fields(view: SiteRecordView) -> Iterator[Block]:
    firm = view.enterprise
    if not view.bureau:  # else it heads the page
        yield _line(Field("检查机关"))
    yield _line(Field("检查对象", one_line(firm.name)))
    yield _line(Field("统一社会信用代码", one_line(firm.code)))
    yield _line(Field("住所（地址）", one_line(firm.address)))
    yield _head_of_firm(view)
    yield _line(Field("检查地点", one_line(view.place)))
    yield _line(Field("检查时间", one_line(view.time) or BLANK_TIME))
    yield _line(Field("检查事由", one_line(view.reason)))
    for line in view.officers or (_NOBODY, _NOBODY):
        yield _line(
            Field("检查人员", one_line(line.name), share=0.8),
            Field("单位", one_line(line.section)),
            Field("执法证号", one_line(line.certificate_number)),
        )
    yield _line(Field("记录人", one_line(view.recorder)))


def _head_of_firm(view: SiteRecordView) -> FieldLine:
    firm = view.enterprise
    return _line(
        Field("法定代表人（负责人）", one_line(firm.legal_representative), share=1.9),
        Field("职务", one_line(view.post)),
        Field("联系电话", one_line(firm.phone), share=1.5),
    )


def _people(view: SiteRecordView) -> Iterator[Block]:
    manager, witness, expert = view.manager, view.witness, view.expert
    yield _line(
        Field("现场负责人", one_line(manager.name), share=1.3),
        Field("性别", one_line(manager.sex), share=0.6),
        Field("职务", one_line(manager.post)),
    )
    yield _line(
        Field("身份证号", one_line(manager.identity_number), share=1.3),
        Field("电话", one_line(manager.phone)),
    )
    yield _line(
        Field("见证人", one_line(witness.name)),
        Field("单位或住址", one_line(witness.employer), share=1.4),
        Field("电话", one_line(witness.phone)),
    )
    yield _line(Field("检查专家", one_line(expert.name)), Field("单位", one_line(expert.employer), share=1.4))


def _opening(view: SiteRecordView, *, is_ministry: bool) -> Iterator[Block]:
    """Yield who comes and what he shows; without names their lines to write on come first."""
    wording = view.wording
    if not view.officers:
        if not is_ministry:
            yield _line(Field("检查机关", one_line(view.bureau)))
            yield from [_line(Field("行政执法人员"), Field("证件号码"))] * 2
        yield Blank(Size.FIVE)
        yield Paragraph(wording.opening_blank, size=_SIZE)
        return
    yield Blank(Size.FIVE)
    told = {
        "检查机关": one_line(view.bureau),
        "检查人员": "、".join(one_line(line.name) for line in view.officers),
        "证件号码": "、".join(one_line(line.certificate_number) for line in view.officers),
    }
    yield Paragraph(fill(wording.opening, told), size=_SIZE)


def _signatures(view: SiteRecordView, *, is_ministry: bool) -> Iterator[Block]:
    whose = "被检查对象" if is_ministry else "被检查单位"
    if view.refusal.strip():
        yield Writing(view.wording.refusal, one_line(view.refusal), size=_SIZE)
    else:
        yield _signed(Field(view.wording.refusal))
    if is_ministry:
        yield _signed(Field("核对意见"))
    yield from signing_lines("检查人员（签名）", len(view.officers), _SIZE)
    if is_ministry:
        yield _signed(Field("记录人（签名）", seat="记录人"), Field("见证人（签名）", seat="见证人"))
        yield _signed(Field(f"{whose}现场负责人（签名）", seat="负责人", share=1.7), Field("日期", BLANK_DAY))
    else:
        yield _signed(Field(f"{whose}现场负责人（签名）", seat="负责人"))
        yield _signed(Field("见证人（签名）", seat="见证人", share=1.3), Field("日期", BLANK_DAY))


def _line(*fields: Field) -> FieldLine:
    """Return fields on a line: higher where something is to be written by hand."""
    is_for_hand = not all(field.value and field.value != BLANK_TIME for field in fields)
    return FieldLine(fields, _SIZE, is_for_hand=is_for_hand)


def _signed(*fields: Field) -> FieldLine:
    return FieldLine(fields, _SIZE, is_for_hand=True)


def sample(wording: SiteRecordWording) -> SiteRecordView:
    """Return a record of the sample district after the visit."""
    is_ministry = "笔录" in wording.title
    return SiteRecordView(
        bureau=SAMPLE_BUREAU,
        number="（样例）应急检记〔2022〕12号",
        enterprise=SAMPLE_ENTERPRISE,
        post="总经理",
        place="1号炉区、成品仓库、配电室",
        time="2022年9月14日9时00分至11时30分",
        officers=SAMPLE_OFFICERS,
        reason="“双随机、一公开”随机抽查",
        manager=Person("样例负责人", "男", "410307190001010000", "生产厂长", "0379-00000004"),
        witness=Person(),
        expert=Person(),
        recorder="样例李四",
        situation=(
            "1.警示标志设置情况：发现问题已责令改正。情况：1号炉区未设置安全警示标志。处理：责令限期整改。"
            "完成期限：2022年9月30日。",
            "2.除尘系统维护情况：发现问题已责令改正。情况：除尘器泄爆口压力表未按期检定。处理：责令限期整改。"
            "完成期限：2022年10月14日。",
            "3.隐患排查治理情况：未发现问题。",
        ),
        refusal="",
        issued_on=date(2022, 9, 14),
        mark="",
        wording=wording,
        task_name="机械、轻工、纺织、建材等工贸行业随机抽查",
        form_set=FormSet.MINISTRY if is_ministry else FormSet.EMERGENCY,
    )


def blank(wording: SiteRecordWording) -> SiteRecordView:
    """Return an empty record."""
    return replace(
        sample(wording),
        bureau="",
        number=blank_number(PaperKind.SITE_RECORD),
        enterprise=EnterpriseLine(),
        post="",
        place="",
        time="",
        officers=(),
        reason="",
        manager=Person(),
        recorder="",
        situation=(),
        issued_on=None,
        task_name="",
    )


FORM = Form(
    kind=PaperKind.SITE_RECORD,
    view=SiteRecordView,
    wording=SiteRecordWording,
    wordings={FormSet.EMERGENCY: "site_record", FormSet.MINISTRY: "site_record_ministry"},
    blocks=blocks,
    sample=sample,
    blank=blank,
    entries=ENTRIES,
)
