"""The columns of the 文书登记簿: every serial of a 文种 and year, papers and gaps."""

from services.papers.rows import RegisterRow
from ui.table.model import RIGHT, Chip, Column


def serial_text(row: RegisterRow) -> str:
    """Return 17, or 18—20 for a span of serials without papers."""
    return str(row.first) if row.first == row.last else f"{row.first}—{row.last}"


def number_text(row: RegisterRow) -> str:
    """Return the number, or the first and last of a span: …〔2022〕4号至6号."""
    return row.number if row.first == row.last or not row.number else f"{row.number}至{row.last}号"


def state_chip(row: RegisterRow) -> Chip:
    """Return how a line of the register stands."""
    if row.paper is None:
        return Chip("空号", "warn")
    if row.paper.is_voided:
        return Chip("作废", "bad")
    return Chip("已签收", "ok") if row.paper.received_on is not None else Chip("未签收", "neutral")


def is_unreceived(row: RegisterRow) -> bool:
    """Whether a line is a paper in force that nobody has signed for (R53)."""
    return row.paper is not None and not row.paper.is_voided and row.paper.received_on is None


def _is_voided(row: RegisterRow) -> bool:
    return row.paper is not None and row.paper.is_voided


def _tone(row: RegisterRow) -> str | None:
    return None if row.paper is not None and not row.paper.is_voided else "secondary"


def _received(row: RegisterRow) -> str:
    paper = row.paper
    if paper is None or paper.received_on is None:
        return ""
    return f"{paper.received_on} {paper.received_by}".strip()


REGISTER_COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column("号", serial_text, lambda row: row.first, width=54, align=RIGHT, tone=_tone, is_struck=_is_voided),
    Column("文号", number_text, lambda row: row.first, width=214, tone=_tone, is_struck=_is_voided),
    Column(
        "对象",
        lambda row: row.paper.subject if row.paper is not None else "",
        width=180,
        tone=_tone,
        is_struck=_is_voided,
        stretches=True,
    ),
    Column(
        "状态",
        lambda row: state_chip(row).text,
        width=76,
        chips=lambda row: [state_chip(row)],
        is_searched=False,
    ),
    Column(
        "发文日期",
        lambda row: str(row.paper.issued_on) if row.paper is not None else "",
        lambda row: row.paper.issued_on if row.paper is not None else None,
        width=96,
    ),
    Column("制发人", lambda row: row.paper.issued_by if row.paper is not None else "", width=84),
    Column(
        "签收",
        _received,
        lambda row: row.paper.received_on if row.paper is not None else None,
        width=140,
    ),
    Column(
        "打印",
        lambda row: str(row.paper.prints or "") if row.paper is not None else "",
        lambda row: row.paper.prints if row.paper is not None else None,
        width=48,
        align=RIGHT,
        is_searched=False,
    ),
    Column(
        "扫描件",
        lambda row: str(row.paper.scans or "") if row.paper is not None else "",
        lambda row: row.paper.scans if row.paper is not None else None,
        width=58,
        align=RIGHT,
        is_searched=False,
    ),
    Column("说明", lambda row: row.explanation, width=200, tone=_tone),
)
