"""干预清单: the supervisor's sheet. Its first page always holds all the counts and the place to sign; the list follows.

A kind without lines is printed with 0: that nothing was done is what the supervisor wants to read.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from services.files.blocks import chinese_date
from services.files.draw_paper import Grid, PaperHead, Part, Signer, Signing, Text
from services.files.draw_parts import numbered_sections
from services.files.draw_sheet import render_draw_paper
from services.files.ruled_table import Column
from services.files.wording import fill, one_line, read_wording


@dataclass(frozen=True, slots=True)
class InterventionsWording:
    """The fixed texts, ``resources/forms/interventions.toml``."""

    title: str
    lead: str
    none: str
    statement: str


@dataclass(frozen=True, slots=True)
class InterventionLine:
    """One act: its printed kind, when, by whom, what, why."""

    kind: str
    at: datetime
    who: str
    text: str
    grounds: str


@dataclass(frozen=True, slots=True)
class InterventionsView:
    """The sheet of one draw: ``counts`` names every kind with its number, ``lines`` come kind by kind."""

    head: PaperHead
    days: int
    window_from: datetime
    counts: tuple[tuple[str, int], ...]
    lines: tuple[InterventionLine, ...]
    supervisor: str


@cache
def interventions_wording() -> InterventionsWording:
    """Return the fixed texts the program comes with."""
    return read_wording(InterventionsWording, "interventions")


def render_interventions(view: InterventionsView) -> bytes:
    """Return the sheet as PDF."""
    return render_draw_paper(view.head, _parts(view))


def _parts(view: InterventionsView) -> list[Part]:
    wording = interventions_wording()
    stated = {"抽取编号": view.head.draw_code, "校验码": view.head.short_digest}
    told = {
        **stated,
        "天数": str(view.days),
        "起始日期": chinese_date(view.window_from.date()),
    }
    supervisor = (Signer("监督人", view.supervisor),)
    signing = Signing(fill(wording.statement, stated), supervisor, "监督意见", has_opinion=True)
    lists = [(f"{kind}（{count}）", (_grid(view, kind),)) for kind, count in view.counts if count]
    return [
        Text(fill(wording.lead, told)),
        _counts_grid(view),
        *(() if lists else (Text(wording.none),)),
        signing,
        *numbered_sections(lists),
    ]


def _counts_grid(view: InterventionsView) -> Grid:
    """Return the counts, two kinds a line."""
    columns = (Column("事项", 150), Column("件数", 70, is_centred=True))
    half = (len(view.counts) + 1) // 2
    rows: list[tuple[str, ...]] = []
    for place in range(half):
        pair = [*view.counts[place::half], ("", 0)][:2]
        rows.append(tuple(cell for kind, count in pair for cell in (kind, str(count) if kind else "")))
    return Grid((*columns, *columns), tuple(rows))


def _grid(view: InterventionsView, kind: str) -> Grid:
    columns = (
        Column("时间", 66, is_centred=True),
        Column("操作人", 62, is_centred=True),
        Column("操作", 186),
        Column("理由、批准人、依据", 128),
    )
    rows = tuple(
        (f"{line.at:%Y-%m-%d %H:%M}", one_line(line.who) or "——", one_line(line.text), one_line(line.grounds))
        for line in view.lines
        if line.kind == kind
    )
    return Grid(columns, rows)
