"""干预清单: which human acts could have moved a draw, and how the supervisor's sheet words them.

Everything before the seal that could shape the frame or the pool counts for 30 days; everything about the draw itself
counts whenever it was done. An ordinary act is listed too: the sheet says what was done, never that it was wrong.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.ratios import parse_percent
from models.vocab import SeedSource, Term

WINDOW_DAYS = 30
_LONGEST = 6  # changed fields named on one line


class InterventionKind(Term):
    """The kinds of the sheet in its order: first the task's draws, then what was decided, then the rosters."""

    PRIOR_SEAL = "prior_seal", "此前的封存"
    VOID = "void", "作废"
    SUBSTITUTION = "substitution", "递补"
    REPLACEMENT = "replacement", "补抽"
    DIRECT = "direct", "直接委派"
    PLATFORM = "platform", "平台抽取"
    OVERRIDE = "override", "变通处理"
    ENTERPRISE = "enterprise", "检查对象名录变动"
    OFFICER = "officer", "人员名录变动"
    RECUSAL = "recusal", "回避变动"
    LEAVE = "leave", "请假公差变动"
    SETTING = "setting", "设置和分类变动"


_KIND_OF_NOUN = {
    "enterprise": InterventionKind.ENTERPRISE,
    "officer": InterventionKind.OFFICER,
    "recusal": InterventionKind.RECUSAL,
    "leave": InterventionKind.LEAVE,
    "office": InterventionKind.SETTING,
    "section": InterventionKind.SETTING,
    "town": InterventionKind.SETTING,
    "industry_code": InterventionKind.SETTING,
    "other_visit": InterventionKind.ENTERPRISE,
}
EDITED_NOUNS = frozenset(_KIND_OF_NOUN)
"""The nouns of the operation log whose acts can shape a frame or a pool."""
_HARMLESS = frozenset({"核对", "建库"})  # a roster was confirmed or founded: nothing in it became another


@dataclass(frozen=True, slots=True)
class Intervention:
    """One line of the sheet. ``who`` did it; ``grounds`` holds reason, approver and evidence, empty where none is kept."""

    kind: InterventionKind
    at: datetime
    who: str
    text: str
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class PriorDraw:
    """An earlier draw of the task: its seal, and the void where it was voided, with who voided it."""

    draw_code: str
    seal_number: int
    sealed_at: datetime
    operator: str
    was_drawn: bool
    voided_at: datetime | None = None
    voided_by: str = ""
    reason: str = ""
    approved_by: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One 递补 (``is_officer`` False) or 补抽; ``into`` is empty for a place that lapsed."""

    at: datetime
    who: str
    is_officer: bool
    out: str
    into: str
    about: str
    reason: str
    approved_by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """What was decided for this draw itself. ``ratios`` holds group → percent text as sealed."""

    draw_code: str
    sealed_at: datetime
    operator: str
    seed_source: SeedSource
    stale_roster_reason: str = ""
    ratio: str = ""
    ratio_floor: str = ""
    ratio_reason: str = ""
    direct_reason: str = ""
    direct_approved_by: str = ""
    direct_officers: str = ""
    platform: str = ""
    is_assignment_sealed: bool = False
    own_void: PriorDraw | None = None


@dataclass(frozen=True, slots=True)
class EditFacts:
    """One act of the operation log; ``fields`` are the changed fields in words, ``field_count`` how many changed in all."""

    noun: str
    at: datetime
    who: str
    action: str
    summary: str
    fields: tuple[str, ...] = ()
    why: str = ""


def window_begins(sealed_at: datetime) -> datetime:
    """Return the moment from which edits of the rosters count."""
    return sealed_at - timedelta(days=WINDOW_DAYS)


def interventions(
    draw: DrawFacts,
    prior: Iterable[PriorDraw],
    replacements: Iterable[Replacement],
    edits: Iterable[EditFacts],
) -> tuple[Intervention, ...]:
    """Return the lines of the sheet, kind by kind, each in the order of time."""
    found = [line for each in prior for line in _of_prior(each)]
    if draw.own_void is not None:
        found.append(_void(draw.own_void))
    found += [_of_replacement(each) for each in replacements]
    found += _decided(draw)
    begins = window_begins(draw.sealed_at)
    for edit in edits:
        line = _of_edit(edit)
        if line is not None and begins <= edit.at <= draw.sealed_at:
            found.append(line)
    order = list(InterventionKind)
    return tuple(sorted(found, key=lambda line: (order.index(line.kind), line.at)))


def counts_by_kind(lines: Iterable[Intervention]) -> tuple[tuple[InterventionKind, int], ...]:
    """Return how many lines each kind has, kinds without lines included: 0 is a statement too."""
    counts = Counter(line.kind for line in lines)
    return tuple((kind, counts[kind]) for kind in InterventionKind)


def is_below_floor(ratio: str, floor: str) -> bool:
    """Return whether a percentage lies below the office's floor (细则 art. 14 ¶2); unreadable texts do not."""
    percent, least = parse_percent(ratio), parse_percent(floor)
    return percent is not None and least is not None and percent < least


def _of_prior(prior: PriorDraw) -> list[Intervention]:
    state = "已抽取" if prior.was_drawn else "未抽取"
    lines = [
        Intervention(
            InterventionKind.PRIOR_SEAL,
            prior.sealed_at,
            prior.operator,
            f"{prior.draw_code}，第{prior.seal_number}号封存，{state}",
        )
    ]
    return lines if prior.voided_at is None else [*lines, _void(prior)]


def _void(prior: PriorDraw) -> Intervention:
    assert prior.voided_at is not None  # asked for voided draws only
    when = "种子产生之后" if prior.was_drawn else "种子产生之前"
    return Intervention(
        InterventionKind.VOID,
        prior.voided_at,
        prior.voided_by,
        f"作废 {prior.draw_code}（{when}）",
        _grounds(prior.reason, prior.approved_by, prior.evidence),
    )


def _of_replacement(each: Replacement) -> Intervention:
    kind = InterventionKind.REPLACEMENT if each.is_officer else InterventionKind.SUBSTITUTION
    into = f"由{each.into}接替" if each.into else "无可递补，名额作废"
    about = f"（{each.about}）" if each.about else ""
    return Intervention(
        kind,
        each.at,
        each.who,
        f"{each.out}{about}，{into}",
        _grounds(each.reason, each.approved_by, each.evidence),
    )


def _decided(draw: DrawFacts) -> list[Intervention]:
    """Return what departed from the ordinary course of this draw."""
    lines: list[tuple[InterventionKind, str, str]] = []
    if draw.direct_reason:
        named = f"：{draw.direct_officers}" if draw.direct_officers else ""
        lines.append(
            (
                InterventionKind.DIRECT,
                f"检查人员不经抽取，由本局指定{named}",
                _grounds(draw.direct_reason, draw.direct_approved_by, ""),
            )
        )
    if draw.platform:
        lines.append((InterventionKind.PLATFORM, f"检查对象不由本局抽取：{draw.platform}", ""))
    if draw.stale_roster_reason:
        lines.append(
            (InterventionKind.OVERRIDE, "名录库超过一年未更新仍然抽取", _grounds(draw.stale_roster_reason))
        )
    if is_below_floor(draw.ratio, draw.ratio_floor):
        lines.append(
            (
                InterventionKind.OVERRIDE,
                f"抽查比例{draw.ratio}%低于下限{draw.ratio_floor}%",
                _grounds(draw.ratio_reason) or "没有写明理由",
            )
        )
    if draw.seed_source in (SeedSource.SYSTEM, SeedSource.COMMAND):
        lines.append((InterventionKind.OVERRIDE, f"种子来源为{draw.seed_source.label}，未经公开见证", ""))
    if draw.is_assignment_sealed:
        lines.append((InterventionKind.OVERRIDE, "人员派发封存，由检查组组长启封", ""))
    return [Intervention(kind, draw.sealed_at, draw.operator, text, why) for kind, text, why in lines]


def _of_edit(edit: EditFacts) -> Intervention | None:
    kind = _KIND_OF_NOUN.get(edit.noun)
    if kind is None or edit.action in _HARMLESS:
        return None
    named = "；".join(edit.fields[:_LONGEST])
    if len(edit.fields) > _LONGEST:
        named += f"；等{len(edit.fields)}项"
    text = f"{edit.summary}：{named}" if named else edit.summary
    return Intervention(kind, edit.at, edit.who, text, _grounds(edit.why))


def _grounds(reason: str, approved_by: str = "", evidence: str = "") -> str:
    told = [text for text in (reason.strip(),) if text]
    if approved_by.strip():
        told.append(f"批准人：{approved_by.strip()}")
    if evidence.strip():
        told.append(f"依据：{evidence.strip()}")
    return "；".join(told)
