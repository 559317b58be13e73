"""封存单: printed and signed before the seed exists; it fixes what nobody may change afterwards (protocol, §2).

It says the same whenever it is printed again: nothing of the seed or the result ever comes onto it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from services.files.draw_lines import (
    FrameLine,
    GroupLine,
    PoolLine,
    ReasonLine,
    SealLine,
    TaskLines,
    VoidLine,
)
from services.files.draw_paper import (
    Facts,
    Grid,
    PaperHead,
    Part,
    Signer,
    Signing,
    Text,
    two_lines,
)
from services.files.draw_parts import (
    chance_parts,
    digest_lines,
    moment_text,
    numbered_sections,
    task_facts,
    void_parts,
)
from services.files.draw_sheet import render_draw_paper
from services.files.ruled_table import Column
from services.files.wording import fill, one_line, read_wording


@dataclass(frozen=True, slots=True)
class SealSheetWording:
    """The fixed texts, ``resources/forms/seal_sheet.toml``."""

    title: str
    lead: str
    register: str
    register_platform: str
    pool: str
    statement: str


@dataclass(frozen=True, slots=True)
class SealSheetView:
    """All that one 封存单 says. ``officers`` is the roster: those in the pool without a reason, the others with one."""

    head: PaperHead
    task: TaskLines
    seal: SealLine
    register_count: int
    frame: tuple[FrameLine, ...]
    reasons: tuple[ReasonLine, ...]
    groups: tuple[GroupLine, ...]
    officers: tuple[PoolLine, ...]
    recusals: int
    leaders: int
    experts: int
    voided: tuple[VoidLine, ...]
    signers: tuple[Signer, ...]

    @property
    def in_frame(self) -> int:
        """The entries of the frame."""
        return sum(line.selectable + line.compulsory + line.excluded for line in self.frame)


@cache
def seal_sheet_wording() -> SealSheetWording:
    """Return the fixed texts the program comes with."""
    return read_wording(SealSheetWording, "seal_sheet")


def render_seal_sheet(view: SealSheetView) -> bytes:
    """Return the 封存单 as PDF."""
    return render_draw_paper(view.head, _parts(view))


def _parts(view: SealSheetView) -> list[Part]:
    wording, seal = seal_sheet_wording(), view.seal
    stated = {
        "抽取编号": view.head.draw_code,
        "封存号": str(seal.number),
        "校验码": view.head.short_digest,
    }
    return [
        Text(wording.lead),
        *numbered_sections(
            [
                ("封存", (_seal_facts(seal),)),
                ("抽查任务", (task_facts(view.task),)),
                ("抽样框", (Text(_register_text(view)), *_frame_parts(view), *_reason_parts(view))),
                ("名额和机会", chance_parts(view.task, view.groups)),
                ("检查人员", _officer_parts(view)),
                ("此前作废的抽取", void_parts(view.voided)),
            ]
        ),
        Signing(fill(wording.statement, stated), view.signers),
    ]


def _seal_facts(seal: SealLine) -> Facts:
    return Facts(
        (
            ("封存号", f"第{seal.number}号（本局全部封存连续编号）"),
            ("封存时间", moment_text(seal.sealed_at)),
            *digest_lines(seal),
            (
                "上一号指纹\n（SHA-256）",
                two_lines(seal.previous) if seal.previous else "无，本次是本局第一次封存",
            ),
            ("种子来源", seal.seed_rule),
        )
    )


def _register_text(view: SealSheetView) -> str:
    wording = seal_sheet_wording()
    template = wording.register_platform if view.task.platform else wording.register
    return fill(
        template,
        {
            "名录户数": str(view.register_count),
            "列入户数": str(view.in_frame),
            "未列入户数": str(view.register_count - view.in_frame),
            "可抽户数": str(sum(line.selectable for line in view.frame)),
            "必查户数": str(sum(line.compulsory for line in view.frame)),
            "不抽户数": str(sum(line.excluded for line in view.frame)),
        },
    )


def _frame_parts(view: SealSheetView) -> tuple[Part, ...]:
    """Return the counts of the frame: a line a town; where there are risk classes, a column a class."""
    given = "平台抽取" if view.task.platform else "必查"
    groups = list(dict.fromkeys(line.group for line in sorted(view.frame, key=lambda line: line.group)))
    towns = list(dict.fromkeys(line.town for line in view.frame))
    if len(groups) == 1:
        columns = [Column("镇街", 120), *(_figure(title) for title in ("可抽", given, "不抽", "合计"))]
        sums = [_sum(line for line in view.frame if line.town == town) for town in towns]
        rows = [(town, *map(str, kinds), str(sum(kinds))) for town, kinds in zip(towns, sums, strict=True)]
        whole = _sum(view.frame)
        return (Grid(tuple(columns), (*rows, ("合计", *map(str, whole), str(sum(whole))))),)
    columns = [Column("镇街", 84), *(_figure(group) for group in groups), _figure("合计")]
    lines: list[tuple[str, ...]] = []
    for town in [*towns, None]:
        here = [line for line in view.frame if town in (line.town, None)]
        by_group = [_sum(line for line in here if line.group == group) for group in groups]
        lines.append((town or "合计", *map(_cell, by_group), _cell(_sum(here))))
    legend = Text(f"下表各格依次为可抽、{given}、不抽的户数。")
    return (legend, Grid(tuple(columns), tuple(lines)))


def _figure(title: str) -> Column:
    return Column(title, 64, is_centred=True)


def _sum(lines: Iterable[FrameLine]) -> tuple[int, int, int]:
    """Return how many may be drawn, are compulsory and are out of the draw."""
    counted = [(line.selectable, line.compulsory, line.excluded) for line in lines]
    return (
        sum(each[0] for each in counted),
        sum(each[1] for each in counted),
        sum(each[2] for each in counted),
    )


def _cell(kinds: tuple[int, int, int]) -> str:
    return "/".join(map(str, kinds)) if any(kinds) else "——"


def _reason_parts(view: SealSheetView) -> tuple[Part, ...]:
    columns = (
        Column("处理", 70, is_centred=True),
        Column("理由", 290),
        Column("户数", 60, is_centred=True),
    )
    rows = tuple((line.kind, one_line(line.reason), str(line.count)) for line in view.reasons)
    return (Grid(columns, rows),) if rows else ()


def _officer_parts(view: SealSheetView) -> tuple[Part, ...]:
    away = [officer for officer in view.officers if officer.reason]
    told = fill(
        seal_sheet_wording().pool,
        {
            "名录人数": str(len(view.officers)),
            "可抽人数": str(len(view.officers) - len(away)),
            "组长人数": str(view.leaders),
            "专业人数": str(view.experts),
            "未参加人数": str(len(away)),
            "回避对数": str(view.recusals),
        },
    )
    columns = (
        Column("不参加人员", 74, is_centred=True),
        Column("执法证号", 86, is_centred=True),
        Column("理由", 270),
    )
    rows = tuple((officer.name, officer.certificate or "——", one_line(officer.reason)) for officer in away)
    return (Text(told), Grid(columns, rows)) if rows else (Text(told),)
