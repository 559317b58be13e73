"""The sections that several papers of a draw share, worded once: so that the 确认单 and the 会议记录 cannot differ.

The chance of an enterprise is printed as the exact fraction first; the percentage beside it is rounded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from models.rules.chances import chance_text, share_text, shown_ticket
from services.files.blocks import chinese_date
from services.files.draw_lines import (
    ChangeLine,
    GroupLine,
    PlaceLine,
    PoolLine,
    QuotaLine,
    ResultLines,
    SealLine,
    SeatLine,
    TaskLines,
    VoidLine,
)
from services.files.draw_paper import Facts, Grid, Heading, Part, Text, two_lines
from services.files.ruled_table import Column
from services.files.wording import date_span, fill, one_line, read_wording, section_heading

SCHEMELESS = "没有登记工作方案"


@dataclass(frozen=True, slots=True)
class DrawWording:
    """The sentences that the papers of a draw share, ``resources/forms/draw_paper.toml``."""

    unwitnessed: str
    unwitnessed_command: str
    voided: str
    meaning_stratified: str
    meaning_directed: str
    meaning_platform: str
    officers_drawn: str
    officers_direct: str
    tickets: str
    unopened: str


@cache
def draw_wording() -> DrawWording:
    """Return the fixed texts the program comes with."""
    return read_wording(DrawWording, "draw_paper")


def numbered_sections(sections: Sequence[tuple[str, Sequence[Part]]]) -> Iterator[Part]:
    """Yield the sections that have something to say, their headings numbered 一、二、三."""
    kept = [(title, parts) for title, parts in sections if parts]
    for number, (title, parts) in enumerate(kept, start=1):
        yield Heading(section_heading(number, title))
        yield from parts


def moment_text(moment: datetime) -> str:
    """Return a time as a paper prints it: 2022年5月25日 9:05:07."""
    return f"{chinese_date(moment.date())} {moment:%H:%M:%S}"


def task_facts(task: TaskLines) -> Facts:
    """Return the ruled lines of what is drawn, as sealed."""
    number = "，".join(part for part in (task.number, task.platform_number) if part)
    return Facts(
        (
            ("抽查任务", f"{one_line(task.name)}（{number}）"),
            ("工作方案", task.scheme or SCHEMELESS),
            ("检查对象条件", one_line(task.scope)),
            ("抽查类型", task.method),
            ("批次", task.batch),
            ("检查期限", date_span(task.window_from, task.window_to)),
            ("名录库版本", f"{task.roster_version} 版" if task.roster_version else ""),
            ("名录库超过一年仍抽取的理由", one_line(task.stale_roster_reason)),
            ("平台抽取", task.platform),
            ("检查人员", task.team_rules),
            ("直接委派", one_line(task.direct)),
            (
                "派人封存",
                "检查对象的人员派发封存，由检查组组长启封后才可查看" if task.is_assignment_sealed else "",
            ),
        )
    )


def digest_lines(seal: SealLine) -> tuple[tuple[str, str], ...]:
    """Return both digests in full."""
    return (
        ("名单指纹\n（SHA-256）", two_lines(seal.frame_digest)),
        ("参数指纹\n（SHA-256）", two_lines(seal.parameters_digest)),
    )


def group_grid(groups: Sequence[GroupLine], quotas: Sequence[QuotaLine] = ()) -> Grid:
    """Return the quotas of the groups with the exact chance of each enterprise; with ``quotas`` the last ticket too."""
    cutoffs = {line.group: line.cutoff for line in quotas}
    columns = (
        Column("风险类别", 62, is_centred=True),
        Column("抽查比例", 58, is_centred=True),
        Column("基数（户）", 60, is_centred=True),
        Column("可抽（户）", 60, is_centred=True),
        Column("应抽（户）", 60, is_centred=True),
        Column("每户中签机会", 104, is_centred=True),
        *([Column("末位号码", 80, is_centred=True)] if quotas else []),
    )
    rows = tuple(
        (
            line.group,
            line.share,
            str(line.base),
            str(line.available),
            str(line.places),
            chance_text(line.places, line.available),
            *([_cutoff(cutoffs.get(line.group, ""))] if quotas else []),
        )
        for line in groups
    )
    return Grid(columns, rows)


def quota_grid(quotas: Sequence[QuotaLine]) -> Grid:
    """Return the places of each town and class: the exact share, what it became, and the last ticket that was drawn."""
    has_classes = len({line.group for line in quotas}) > 1
    columns = (
        Column("镇街", 80),
        *([Column("类别", 46, is_centred=True)] if has_classes else []),
        Column("可抽（户）", 60, is_centred=True),
        Column("应得份额（户）", 110, is_centred=True),
        Column("名额（户）", 60, is_centred=True),
        Column("末位号码", 92, is_centred=True),
    )
    rows = tuple(
        (
            line.town,
            *([line.group] if has_classes else []),
            str(line.available),
            share_text(line.available, line.group_places, line.of_group),
            str(line.quota),
            _cutoff(line.cutoff),
        )
        for line in quotas
    )
    return Grid(columns, rows)


def _cutoff(ticket: str) -> str:
    return shown_ticket(ticket) or "——"


def chance_parts(
    task: TaskLines, groups: Sequence[GroupLine], quotas: Sequence[QuotaLine] = ()
) -> tuple[Part, ...]:
    """Return the exact chances and what they mean, in the words that the protocol demands (§6)."""
    wording = draw_wording()
    officers = wording.officers_direct if task.direct else wording.officers_drawn
    if task.platform:
        return (Text(wording.meaning_platform + officers),)
    if task.is_stratified:
        by_town = (quota_grid(quotas),) if quotas else ()
        return (group_grid(groups), *by_town, Text(wording.meaning_stratified + officers))
    return (group_grid(groups, quotas), Text(wording.meaning_directed + officers))


def seed_parts(result: ResultLines, seed_rule: str) -> tuple[Part, ...]:
    """Return the seed exactly as it was used, with who gave each part and when."""
    columns = (
        Column("次序", 32, is_centred=True),
        Column("提供人", 90),
        Column("内容", 198),
        Column("时间", 122, is_centred=True),
    )
    rows = tuple(
        (str(number), part.by, part.text, moment_text(part.at))
        for number, part in enumerate(result.seed_parts, start=1)
    )
    seed = Facts((("种子来源", f"{seed_rule}（封存时确定）"), ("种子（原文）", result.seed)))
    return (Grid(columns, rows), seed)


def place_grid(result: ResultLines, *, has_classes: bool) -> Grid:
    """Return the list in the order of the tickets; what was replaced is struck through and says why."""
    columns = (
        Column("序号", 32, is_centred=True),
        Column("号码", 74, is_centred=True),
        Column("检查对象", 131),
        Column("镇街、类别" if has_classes else "镇街", 61, is_centred=True),
        Column("产生方式", 50, is_centred=True),
        Column("检查人员", 94),
    )
    rows = tuple(_place_row(place, has_classes=has_classes) for place in result.places)
    struck = frozenset(number for number, place in enumerate(result.places) if place.is_replaced)
    return Grid(columns, rows, struck, empty="本次没有抽中对象。")


def _place_row(place: PlaceLine, *, has_classes: bool) -> tuple[str, ...]:
    where = f"{place.town}\n{place.group}" if has_classes else place.town
    note = f"{place.kind}\n{place.note}" if place.note else place.kind
    name = f"{one_line(place.name)}\n{place.code}"
    return (str(place.position), shown_ticket(place.ticket), name, where, note, _officers(place))


def _officers(place: PlaceLine) -> str:
    if place.is_replaced:
        return "——"
    if place.is_unopened:
        return "（未启封）"
    if not place.seats:
        return "（未派）"
    names = "\n".join(_seat(seat) for seat in place.seats)
    return f"第{place.team}组\n{names}" if place.team is not None else names


def _seat(seat: SeatLine) -> str:
    name = f"{seat.seat}：{seat.name}" if seat.seat else seat.name
    return f"{name}（{seat.note}）" if seat.note else name


def load_parts(result: ResultLines) -> tuple[Part, ...]:
    """Return how many objects each officer of the pool has and why unevenly; nothing of a sealed assignment."""
    if result.unopened:
        return (Text(fill(draw_wording().unopened, {"未启封户数": str(result.unopened)})),)
    columns = (
        Column("姓名", 61, is_centred=True),
        Column("执法证号", 70, is_centred=True),
        Column("资格", 58, is_centred=True),
        Column("户数", 32, is_centred=True),
    )
    officers = sorted(result.officers, key=lambda row: (-row.load, row.certificate))
    half = (len(officers) + 1) // 2
    rows: list[tuple[str, ...]] = []
    for place in range(half):
        rows.append((*_load_cells(officers, place), *_load_cells(officers, place + half)))
    reasons = (Text("".join(result.load_reasons)),) if result.load_reasons else ()
    return (Grid((*columns, *columns), tuple(rows)), *reasons) if rows else ()


def _load_cells(officers: Sequence[PoolLine], place: int) -> tuple[str, str, str, str]:
    if place >= len(officers):
        return ("", "", "", "")
    officer = officers[place]
    return (officer.name, officer.certificate, officer.seats, str(officer.load))


def change_parts(changes: Sequence[ChangeLine]) -> tuple[Part, ...]:
    """Return every 递补 and 补抽 so far, in the order in which they happened."""
    columns = (
        Column("时间", 66, is_centred=True),
        Column("事项", 34, is_centred=True),
        Column("被替换", 112),
        Column("接替", 112),
        Column("理由、批准人、依据", 130),
    )
    rows = tuple(
        (
            f"{change.at:%Y-%m-%d %H:%M}",
            change.kind,
            _about(change.out, change.about),
            change.into or "无可递补，名额作废",
            _grounds(change.reason, change.approved_by, change.evidence),
        )
        for change in changes
    )
    return (Grid(columns, rows),) if rows else ()


def void_parts(voided: Sequence[VoidLine]) -> tuple[Part, ...]:
    """Return the earlier attempts of the task that were voided, each with its reason."""
    columns = (
        Column("抽取编号", 72, is_centred=True),
        Column("作废时间", 82, is_centred=True),
        Column("程序错误和依据", 220),
        Column("批准人", 66, is_centred=True),
    )
    rows = tuple(
        (
            line.draw_code,
            f"{line.voided_at:%Y-%m-%d %H:%M}",
            _grounds(line.reason, "", line.evidence),
            one_line(line.approved_by),
        )
        for line in voided
    )
    return (Grid(columns, rows),) if rows else ()


def _about(out: str, about: str) -> str:
    return f"{out}\n（{about}）" if about else out


def _grounds(reason: str, approved_by: str, evidence: str) -> str:
    told = [one_line(reason)]
    if approved_by.strip():
        told.append(f"批准人：{one_line(approved_by)}")
    if evidence.strip():
        told.append(f"依据：{one_line(evidence)}")
    return "\n".join(told)
