"""The columns of the list of 执法检查人员: the certificate first, for without it nobody is drawn."""

from datetime import date

from models.vocab import OfficerStatus
from services.roster.officer_rows import OfficerRow
from ui.roster.roster_table import TableLook
from ui.table.model import RIGHT, Chip, Column

NAME = "专业行业"
EXPIRED = "expired"
SOON = "soon"
NO_DATE = "no_date"
DRAWABLE = "drawable"
BARRED = "barred"
SOON_DAYS = 60
URGENT_DAYS = 30

STATUS_TONES = {
    OfficerStatus.ON_DUTY: "ok",
    OfficerStatus.ON_LEAVE: "warn",
    OfficerStatus.SECONDED: "warn",
    OfficerStatus.LEFT: "neutral",
}
LOOK = TableLook(
    stretched=NAME,
    hidden=("职务", "联系电话", "第二证号", "第二证有效期至", "单位工号", "学历", "负责镇街", "备注"),
)


def expiry_words(row: OfficerRow) -> str:
    """Return the day the certificate ends, and how near that is once it is near (R3)."""
    return _day_words(row.draft.certificate_expires_on, row.days_to_expiry) or "未填写"


def second_expiry_words(row: OfficerRow) -> str:
    """Return the same of the 第二证; an officer may have none."""
    return _day_words(row.draft.second_certificate_expires_on, row.second_days_to_expiry)


def expiry_tone(row: OfficerRow) -> str | None:
    """Return the colour of the day: red when it is past or within 30 days, orange within 60."""
    return "warn" if row.days_to_expiry is None else days_tone(row.days_to_expiry)


def second_expiry_tone(row: OfficerRow) -> str | None:
    """Return the colour of the day on which the 第二证 ends."""
    return None if row.second_days_to_expiry is None else days_tone(row.second_days_to_expiry)


def days_tone(days: int) -> str | None:
    """Return the colour of a certificate that has so many days left."""
    if days <= URGENT_DAYS:
        return "bad"
    return "warn" if days <= SOON_DAYS else None


def expiry_values(row: OfficerRow) -> list[str]:
    """Return what the chooser of 证件 looks at: the 执法证 and the 第二证."""
    values = [NO_DATE] if row.days_to_expiry is None else []
    for days in (row.days_to_expiry, row.second_days_to_expiry):
        if days is not None and days <= SOON_DAYS:
            values.append(EXPIRED if days < 0 else SOON)
    return values


def _day_words(day: date | None, days: int | None) -> str:
    if day is None or days is None:
        return ""
    if days < 0:
        return f"{day} 已过期"
    return f"{day} 剩 {days} 天" if days <= SOON_DAYS else f"{day}"


def drawable_words(row: OfficerRow) -> str:
    """Return whether the officer can be drawn, and why not."""
    return "可抽取" if row.obstacle is None else f"不可抽取：{row.obstacle}"


def drawable_chips(row: OfficerRow) -> list[Chip]:
    """Return whether the officer can be drawn."""
    return [Chip("可抽取", "ok") if row.is_drawable else Chip("不可抽取", "bad")]


def status_chips(row: OfficerRow) -> list[Chip]:
    """Return 在岗 and its like, and whether the officer has left the roster."""
    chips = [Chip(row.draft.status.label, STATUS_TONES[row.draft.status])]
    return [*chips, Chip("已退出", "neutral")] if row.is_retired else chips


def industry_words(row: OfficerRow) -> str:
    """Return the 专业行业 in the order of the vocabulary."""
    chosen = row.draft.industries
    return "、".join(one.label for one in (type(next(iter(chosen))) if chosen else ()) if one in chosen)


def _retired_tone(row: OfficerRow) -> str | None:
    return "secondary" if row.is_retired else None


def _yes(claim: bool) -> str:
    return "是" if claim else ""


OFFICER_COLUMNS: tuple[Column[OfficerRow], ...] = (
    Column("姓名", lambda row: row.name, width=76, tone=_retired_tone),
    Column(
        "可抽取",
        drawable_words,
        lambda row: (not row.is_drawable, row.obstacle or ""),
        width=84,
        chips=drawable_chips,
        is_searched=False,
    ),
    Column("执法证号", lambda row: row.draft.certificate_number or "未填写", width=104, tone=_retired_tone),
    Column(
        "有效期至",
        expiry_words,
        lambda row: row.draft.certificate_expires_on,
        width=142,
        tone=expiry_tone,
        is_searched=False,
    ),
    Column("科室", lambda row: row.draft.section_name, width=120),
    Column("岗位", lambda row: row.draft.post, width=56),
    Column(
        "编制",
        lambda row: "正式" if row.draft.is_regular else "辅助",
        width=48,
        tone=lambda row: None if row.draft.is_regular else "warn",
        is_searched=False,
    ),
    Column("组长", lambda row: _yes(row.draft.is_leader_qualified), width=48, is_searched=False),
    Column("专家", lambda row: _yes(row.draft.is_expert), width=48, is_searched=False),
    Column(
        "状态",
        lambda row: "、".join(c.text for c in status_chips(row)),
        width=64,
        chips=status_chips,
        is_searched=False,
    ),
    Column(NAME, industry_words, width=96),
    Column(
        "回避",
        lambda row: str(row.recusals) if row.recusals else "",
        lambda row: row.recusals,
        width=46,
        align=RIGHT,
        is_searched=False,
    ),
    Column("职务", lambda row: row.draft.title, width=80),
    Column("联系电话", lambda row: row.draft.phone, width=116),
    Column("第二证号", lambda row: row.draft.second_certificate_number, width=104),
    Column(
        "第二证有效期至",
        second_expiry_words,
        lambda row: row.draft.second_certificate_expires_on,
        width=142,
        tone=second_expiry_tone,
        is_searched=False,
    ),
    Column("单位工号", lambda row: row.draft.staff_number, width=72),
    Column("学历", lambda row: row.draft.education, width=72, is_searched=False),
    Column("负责镇街", lambda row: "、".join(sorted(row.draft.towns)), width=140),
    Column("备注", lambda row: row.draft.remark, width=160),
)
