"""The columns of the draw screen's tables."""

from collections.abc import Sequence

from models.vocab import DrawOrigin, DrawStage, EntryKind
from services.draw.rows import DrawRow, PlaceRow
from ui.draw.facts import OfficerLine, RegisterLine
from ui.table.model import RIGHT, Chip, Column

_TICKET_CHARACTERS = 14  # 0. and twelve digits


def ticket_text(ticket: str) -> str:
    """Return the first twelve digits of a ticket."""
    return ticket[:_TICKET_CHARACTERS]


def place_kind(place: PlaceRow) -> Sequence[Chip]:
    """Return the chips of a place: 平台抽取, 必查, 抽中, 递补 or 换下."""
    if not place.is_live:
        return (Chip("换下", "neutral"),)
    if place.origin is DrawOrigin.PLATFORM:
        return (Chip(place.origin.label, "teal"),)
    if place.kind is EntryKind.COMPULSORY:
        return (Chip("必查", "bad"),)
    return (Chip("递补", "violet"),) if place.substitutes else (Chip("抽中", "info"),)


def officers_text(place: PlaceRow) -> str:
    """Return who inspects, leader first; in teams with the team's number."""
    if not place.is_live:
        return f"{place.replaced_reason}（{place.replaced_approved_by}批准）"
    team = f"第{place.team_number}组　" if place.team_number is not None else ""
    gone = [seat.name for seat in place.seats if seat.replaced_at is not None]
    replaced = f"（{'、'.join(gone)}已换下）" if gone else ""
    if not place.has_officers and not gone:
        return "未委派"
    direct = "（直接委派）" if any(seat.is_direct for seat in place.seats if seat.replaced_at is None) else ""
    return f"{team}{place.officer_names}{direct}{replaced}"


def also_in_text(place: PlaceRow) -> str:
    """Return which other draw holds the enterprise, or with which it is inspected in one visit."""
    if place.visit_with:
        return f"与 {place.visit_with} 合并"
    return "、".join(one.name for one in place.also_in)


def _place_tone(place: PlaceRow) -> str | None:
    return None if place.is_live else "secondary"


PLACES: tuple[Column[PlaceRow], ...] = (
    Column("序", lambda row: str(row.position), lambda row: row.position, 40, RIGHT, tone=_place_tone),
    Column(
        "号码",
        lambda row: ticket_text(row.ticket),
        lambda row: row.ticket,
        124,
        tone=_place_tone,
        is_searched=False,
    ),
    Column("类别", lambda row: place_kind(row)[0].text, width=84, chips=place_kind),
    Column("检查对象", lambda row: row.name, width=206, tone=_place_tone),
    Column("镇街", lambda row: row.town_name, width=88, tone=_place_tone),
    Column("检查人员（组长在前）", officers_text, width=144, tone=_place_tone, stretches=True),
    Column(
        "同时列入",
        also_in_text,
        width=136,
        tone=lambda row: "accent" if row.also_in else None,
        hides_empty=True,
    ),
)


def _seat_word(line: OfficerLine) -> str:
    words = [
        word for word, has in (("组长", line.officer.is_leader), ("专业", line.officer.is_expert)) if has
    ]
    return "、".join(words)


def _pool_chip(line: OfficerLine) -> Sequence[Chip]:
    return (Chip("可抽", "ok"),) if line.officer.in_pool else (Chip("不参加", "warn"),)


def _load_text(line: OfficerLine) -> str:
    return f"{line.load} 户" if line.officer.in_pool else "—"


def _load_key(line: OfficerLine) -> int | None:
    return line.load if line.officer.in_pool else None


_NAME = Column[OfficerLine]("姓名", lambda row: row.officer.name, width=80)
_NUMBER = Column[OfficerLine]("执法证号", lambda row: row.officer.certificate_number or "—", width=116)
_SEATS = Column[OfficerLine]("资格", _seat_word, width=92)
_STATE = Column[OfficerLine]("状态", lambda row: _pool_chip(row)[0].text, width=76, chips=_pool_chip)
_REASON = Column[OfficerLine]("不参加的原因", lambda row: row.officer.reason, width=220, stretches=True)
_SECTION = Column[OfficerLine]("科室", lambda row: row.officer.section or "—", width=120)
_LOAD = Column[OfficerLine]("本次户数", _load_text, _load_key, 80, RIGHT)
_BEFORE = Column[OfficerLine]("本年此前", lambda row: f"{row.before} 户", lambda row: row.before, 80, RIGHT)
_AFTER = Column[OfficerLine]("全年合计", lambda row: f"{row.after} 户", lambda row: row.after, 80, RIGHT)

POOL: tuple[Column[OfficerLine], ...] = (
    _NAME,
    _STATE,
    Column(
        "资格，或不参加的原因",
        lambda row: _seat_word(row) if row.officer.in_pool else row.officer.reason,
        width=240,
        tone=lambda row: None if row.officer.in_pool else "warn",
        stretches=True,
    ),
    _SECTION,
)

LOADS: tuple[Column[OfficerLine], ...] = (
    _NAME,
    _BEFORE,
    _LOAD,
    _AFTER,
    _SECTION,
    _SEATS,
    _STATE,
    _NUMBER,
    _REASON,
)

SHORT_LOADS: tuple[Column[OfficerLine], ...] = (
    _NAME,
    Column("此前", lambda row: str(row.before), lambda row: row.before, 44, RIGHT),
    Column("本次", lambda row: str(row.load) if row.officer.in_pool else "—", _load_key, 44, RIGHT),
    Column("全年", lambda row: str(row.after), lambda row: row.after, 44, RIGHT),
    Column("资格", _seat_word, width=56, stretches=True),
)

_KIND_TONES = {
    EntryKind.SELECTABLE: "info",
    EntryKind.COMPULSORY: "bad",
    EntryKind.EXCLUDED: "warn",
    None: "neutral",
}


def _entry_chip(line: RegisterLine) -> Sequence[Chip]:
    is_listed = line.entry.kind is EntryKind.COMPULSORY and line.entry.origin is DrawOrigin.PLATFORM
    return (Chip(line.entry.kind_label, "teal" if is_listed else _KIND_TONES[line.entry.kind]),)


_ENTRY_NAME = Column[RegisterLine]("名录库中的企业", lambda row: row.entry.name, width=213)
_ENTRY_KIND = Column[RegisterLine]("类别", lambda row: row.entry.kind_label, width=84, chips=_entry_chip)
_ENTRY_TOWN = Column[RegisterLine]("镇街", lambda row: row.entry.town_name, width=88)
_ENTRY_CODE = Column[RegisterLine]("代码", lambda row: row.entry.entry_id, width=160)


def _reason(line: RegisterLine) -> str:
    return line.entry.reason


_RISK = Column[RegisterLine]("分类", lambda row: row.risk, width=60)

REGISTER: tuple[Column[RegisterLine], ...] = (
    _ENTRY_NAME,
    _ENTRY_KIND,
    Column("原因", _reason, width=312),
    Column("同时列入", lambda row: row.entry.also_in, width=104, hides_empty=True),
    _RISK,
    _ENTRY_TOWN,
    _ENTRY_CODE,
)

TICKETS: tuple[Column[RegisterLine], ...] = (
    Column(
        "号码",
        lambda row: ticket_text(row.ticket),
        lambda row: row.ticket or None,
        124,
        is_searched=False,
    ),
    _ENTRY_NAME,
    _ENTRY_KIND,
    _RISK,
    _ENTRY_TOWN,
    _ENTRY_CODE,
    Column("原因", _reason, width=228, stretches=True),
)

_STAGE_TONES = {
    DrawStage.SEALED: "warn",
    DrawStage.DRAWN: "info",
    DrawStage.DISPATCHED: "ok",
    DrawStage.VOIDED: "neutral",
}


def _stage_chip(row: DrawRow) -> Sequence[Chip]:
    return (Chip(row.stage.label, _STAGE_TONES[row.stage]),)


def _course(row: DrawRow) -> str:
    times = [
        ("封存", row.sealed_at),
        ("抽取", row.drawn_at),
        ("派发", row.dispatched_at),
        ("作废", row.voided_at),
    ]
    return "，".join(f"{word} {at:%Y-%m-%d %H:%M}" for word, at in times if at is not None)


def _remark(row: DrawRow) -> str:
    if row.stage is DrawStage.VOIDED:
        return f"{row.void_reason}（{row.void_approved_by}批准）"
    words = [row.origin.label] if row.origin is DrawOrigin.PLATFORM else []
    if not row.is_publicly_witnessed and row.drawn_at is not None:
        words.append("种子未经公开见证")
    return "，".join(words)


DRAWS: tuple[Column[DrawRow], ...] = (
    Column("第几次", lambda row: str(row.ordinal), lambda row: row.ordinal, 60, RIGHT),
    Column("抽取编号", lambda row: row.draw_code, width=104),
    Column("状态", lambda row: row.stage.label, width=84, chips=_stage_chip),
    Column("批次", lambda row: "" if row.batch_number is None else f"第{row.batch_number}批", width=64),
    Column(
        "户数",
        lambda row: str(row.drawn_count) if row.drawn_at else "",
        lambda row: row.drawn_count if row.drawn_at else None,
        56,
        RIGHT,
    ),
    Column("封存号", lambda row: str(row.seal_number), lambda row: row.seal_number, 60, RIGHT),
    Column("操作人", lambda row: row.operator, width=76),
    Column("监督人", lambda row: row.supervisor, width=76),
    Column("经过", _course, width=300),
    Column("备注", _remark, width=200, stretches=True),
)
