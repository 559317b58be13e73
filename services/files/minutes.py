"""抽取会议记录: who was present, what happened when, and what came out; signed by all of them.

Only what was written down with its time is told; what the meeting said beside it has its place on the signed sheet by hand.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from services.files.draw_lines import ResultLines, SealLine, TaskLines
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
    change_parts,
    digest_lines,
    draw_wording,
    load_parts,
    moment_text,
    numbered_sections,
    place_grid,
    seed_parts,
    task_facts,
    void_parts,
)
from services.files.draw_sheet import render_draw_paper
from services.files.ruled_table import Column
from services.files.wording import fill, one_line, read_wording


@dataclass(frozen=True, slots=True)
class MinutesWording:
    """The fixed texts, ``resources/forms/minutes.toml``."""

    title: str
    sealed: str
    contributed: str
    drawn: str
    drawn_platform: str
    dispatched: str
    voided: str
    statement: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """All that the minutes of one draw say; ``present`` are all who sign. What has not happened yet is None."""

    head: PaperHead
    task: TaskLines
    seal: SealLine
    result: ResultLines
    in_frame: int
    meeting_place: str
    present: tuple[Signer, ...]
    dispatched_at: datetime | None
    voided: tuple[datetime, str, str] | None  # when, why, approved by whom


@cache
def minutes_wording() -> MinutesWording:
    """Return the fixed texts the program comes with."""
    return read_wording(MinutesWording, "minutes")


def render_minutes(view: MinutesView) -> bytes:
    """Return the minutes as PDF."""
    return render_draw_paper(view.head, _parts(view))


def _parts(view: MinutesView) -> list[Part]:
    result, task = view.result, view.task
    named = {"抽取编号": view.head.draw_code, "校验码": view.head.short_digest}
    tickets = Text(draw_wording().tickets)
    return [
        *numbered_sections(
            [
                ("会议", (_meeting_facts(view),)),
                ("抽查任务", (task_facts(task),)),
                ("在场人员", (_present_grid(view),)),
                ("抽取经过", (_course_grid(view),)),
                ("种子", seed_parts(result, view.seal.seed_rule)),
                ("名额和机会", chance_parts(task, result.groups, result.quotas)),
                ("抽取结果", (place_grid(result, has_classes=len(result.groups) > 1), tickets)),
                ("检查人员工作量", load_parts(result) if result.officers else ()),
                ("递补和补抽", change_parts(result.changes)),
                ("此前作废的抽取", void_parts(result.voided)),
            ]
        ),
        Signing(fill(minutes_wording().statement, named), view.present),
    ]


def _meeting_facts(view: MinutesView) -> Facts:
    begun, ended = view.seal.sealed_at, view.result.drawn_at
    return Facts(
        (
            ("时间", f"{moment_text(begun)}封存，{moment_text(ended)}抽取"),
            ("地点", view.meeting_place or "　"),
            ("操作人", view.task.operator),
            ("监督人", view.task.supervisor),
            ("封存", f"第{view.seal.number}号"),
            *digest_lines(view.seal),
            ("结果指纹\n（SHA-256）", two_lines(view.result.result_digest)),
        )
    )


def _present_grid(view: MinutesView) -> Grid:
    columns = (
        Column("序号", 40, is_centred=True),
        Column("身份", 110, is_centred=True),
        Column("姓名", 110, is_centred=True),
        Column("单位", 182),
    )
    rows = tuple(
        (str(number), one.role, one.name, one.unit) for number, one in enumerate(view.present, start=1)
    )
    return Grid(columns, rows)


def _course_grid(view: MinutesView) -> Grid:
    columns = (Column("时间", 130, is_centred=True), Column("事项", 312))
    rows = [(moment_text(at), one_line(text)) for at, text in _course(view)]
    return Grid(columns, tuple(rows))


def _course(view: MinutesView) -> list[tuple[datetime, str]]:
    """Return what was stored with its time, in order; things of one moment in the order in which they must have come."""
    wording, result = minutes_wording(), view.result
    counts = {
        "封存号": str(view.seal.number),
        "列入户数": str(view.in_frame),
        "抽中户数": str(result.sampled),
        "必查户数": str(result.given),
    }
    course = [(view.seal.sealed_at, fill(wording.sealed, counts))]
    course += [
        (part.at, fill(wording.contributed, {"提供人": part.by, "内容": part.text}))
        for part in result.seed_parts
    ]
    drawn = wording.drawn_platform if view.task.platform else wording.drawn
    course.append((result.drawn_at, fill(drawn, counts)))
    if view.dispatched_at is not None:
        course.append((view.dispatched_at, wording.dispatched))
    if view.voided is not None:
        at, reason, approved_by = view.voided
        course.append((at, fill(wording.voided, {"作废原因": reason, "批准人": approved_by})))
    return sorted(course, key=lambda line: line[0])
