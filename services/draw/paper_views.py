"""Turns a draw as it is stored into the lines that its papers print.

Names come from the sealed frame and the sealed pool, never from today's roster: a reprint says what was signed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.rules.class_ratios import group_label
from models.rules.draw import GroupCount
from models.rules.seed import SeedRule
from models.tables.draw import Draw, Substitution
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawMethod, DrawOrigin, DrawStage, EntryKind, OfficerMode, SeedSource
from services.draw.rows import DrawDetail
from services.draw.seal_rows import FrameRow, PoolRow
from services.files.blocks import chinese_date
from services.files.draw_lines import (
    PLATFORM,
    FrameLine,
    GroupLine,
    PoolLine,
    ReasonLine,
    SealLine,
    TaskLines,
    VoidLine,
)
from services.files.draw_paper import PaperHead, Signer
from services.files.draw_parts import draw_wording, moment_text
from services.files.wording import fill
from services.office.rows import SAMPLE_MARK

FRAME_DIGEST, RESULT_DIGEST = "名单指纹", "结果指纹"
_WITNESS, _OPERATOR, _SUPERVISOR = "见证人", "操作人", "监督人"


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What the papers of one draw are made from; ``earlier`` are the task's draws before it, in order."""

    office: Office
    plan: Plan
    task: PlanTask
    draw: Draw
    detail: DrawDetail
    earlier: tuple[Draw, ...]
    changes: tuple[Substitution, ...]
    recusals: int

    @property
    def is_platform(self) -> bool:
        """Whether the objects were drawn on the provincial platform."""
        return self.draw.origin is DrawOrigin.PLATFORM

    @property
    def has_classes(self) -> bool:
        """Whether the frame has risk classes."""
        return any(group.group for group in self.detail.groups) or any(
            row.group for row in self.detail.counts
        )

    @property
    def officer_names(self) -> dict[int, str]:
        """Names of the officers as sealed, by key."""
        return {row.officer_key: row.name for row in self.detail.pool}

    @property
    def names(self) -> dict[str, str]:
        """Names as sealed: enterprises by entry id, officers by 执法证号."""
        named = {row.certificate_number: row.name for row in self.detail.pool}
        return named | {row.entry_id: row.name for row in self.detail.frame}


def head_of(source: PaperSource, title: str, *, before_seed: bool = False) -> PaperHead:
    """Return the head of a paper; one that is printed before the seed never says anything of what came after it."""
    row, draw, wording = source.detail.row, source.draw, draw_wording()
    warnings: list[str] = []
    if draw.seed_source is SeedSource.SYSTEM:
        warnings.append(wording.unwitnessed)
    if draw.seed_source is SeedSource.COMMAND:
        warnings.append(wording.unwitnessed_command)
    if draw.voided_at is not None and not before_seed:
        named = {
            "作废时间": moment_text(draw.voided_at),
            "作废原因": draw.void_reason,
            "批准人": draw.void_approved_by,
        }
        warnings.append(fill(wording.voided, named))
    is_sealed_only = before_seed or draw.result_digest is None
    return PaperHead(
        title=title,
        bureau=source.office.bureau_name,
        draw_code=row.draw_code,
        attempt=row.title,
        digest=source.detail.seal.frame_digest if is_sealed_only else draw.result_digest or "",
        digest_name=FRAME_DIGEST if is_sealed_only else RESULT_DIGEST,
        dated_on=draw.sealed_at.date() if before_seed else last_moment(source).date(),
        mark=SAMPLE_MARK if source.office.is_sample else "",
        warnings=tuple(warnings),
    )


def last_moment(source: PaperSource) -> datetime:
    """Return when the last thing happened to a draw that its papers tell of."""
    draw = source.draw
    moments = [draw.sealed_at, draw.drawn_at, draw.dispatched_at, draw.voided_at]
    return max(moment for moment in (*moments, *(line.at for line in source.changes)) if moment is not None)


def task_lines(source: PaperSource) -> TaskLines:
    """Return what is drawn and under which conditions, as sealed."""
    draw, detail, task = source.draw, source.detail, source.task
    is_stratified = draw.method is DrawMethod.STRATIFIED
    direct = detail.direct
    scheme = f"“{detail.scheme_title}”，{detail.scheme_approval}" if detail.scheme_title else ""
    platform_number = f"抽查任务编号 {task.platform_task_number}" if task.platform_task_number else ""
    return TaskLines(
        name=task.name,
        number=f"{source.plan.year}年度第{task.number}项",
        platform_number=platform_number,
        method="不定向（按镇街均衡分配名额）" if is_stratified else "定向（不按镇街分配名额）",
        is_stratified=is_stratified,
        scope=detail.scope_text,
        window_from=draw.window_from,
        window_to=draw.window_to,
        scheme=scheme,
        roster_version=detail.roster_version,
        stale_roster_reason=detail.stale_roster_reason,
        batch=_batch_text(source),
        platform=platform_text(detail),
        direct="" if direct is None else f"{direct.reason}（{direct.approved_by}批准）",
        is_assignment_sealed=draw.is_assignment_sealed,
        team_rules=_team_rules(source),
        operator=draw.operator,
        supervisor=draw.supervisor,
    )


def platform_text(detail: DrawDetail) -> str:
    """Return which list of the provincial platform a draw rests on, "" where it drew its own objects."""
    platform = detail.platform
    if platform is None:
        return ""
    drawn_on = chinese_date(platform.drawn_at.date())
    return f"省双随机监管工作平台抽取，平台任务号 {platform.number}，{drawn_on}，共{platform.objects}户"


def seal_line(source: PaperSource) -> SealLine:
    """Return the seal that counts."""
    seal = source.detail.seal
    return SealLine(
        number=seal.number,
        sealed_at=seal.sealed_at,
        frame_digest=seal.frame_digest,
        parameters_digest=seal.parameters_digest,
        previous=seal.previous,
        seed_rule=seal.seed_rule,
    )


def frame_lines_of(source: PaperSource) -> tuple[FrameLine, ...]:
    """Return the counts of the frame by town and risk class."""
    return tuple(
        FrameLine(
            town=count.town_name,
            group=group_label(count.group, has_classes=source.has_classes),
            selectable=count.selectable,
            compulsory=count.compulsory,
            excluded=count.excluded,
        )
        for count in source.detail.counts
    )


def reason_lines(source: PaperSource) -> tuple[ReasonLine, ...]:
    """Count the enterprises that are not simply selectable by their reasons, the most frequent first in each kind.

    Those out of this draw are counted by the bare reason: 窗口期, whatever the day of the last visit.
    """
    order = {EntryKind.COMPULSORY: 0, EntryKind.EXCLUDED: 1, None: 2}
    given = PLATFORM if source.is_platform else EntryKind.COMPULSORY.label
    counts = Counter((order[row.kind], _bare(row)) for row in source.detail.frame if row.reason)
    labels = (given, EntryKind.EXCLUDED.label, "未列入")
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return tuple(ReasonLine(labels[kind], reason, count) for (kind, reason), count in ordered)


def group_lines(source: PaperSource) -> tuple[GroupLine, ...]:
    """Return the quota of each group."""
    return tuple(
        GroupLine(
            group=group_label(group.group, has_classes=source.has_classes),
            share=_share(source.draw, group),
            base=group.base,
            available=group.available,
            places=group.places,
        )
        for group in source.detail.groups
    )


def officer_rows(source: PaperSource, pool: Iterable[PoolRow]) -> tuple[PoolLine, ...]:
    """Return officers of the sealed roster with the objects that each has now."""
    loads = Counter(
        seat.officer_key
        for place in source.detail.places
        if place.is_live
        for seat in place.seats
        if seat.replaced_at is None
    )
    return tuple(
        PoolLine(
            name=row.name,
            certificate=row.certificate_number,
            section=row.section,
            seats="、".join(word for word, has in (("组长", row.is_leader), ("专业", row.is_expert)) if has),
            load=loads[row.officer_key],
            reason=row.reason if not row.in_pool else "",
        )
        for row in pool
    )


def void_lines(earlier: Sequence[Draw], until: datetime | None = None) -> tuple[VoidLine, ...]:
    """Return the earlier attempts that are voided, or that were by ``until``."""
    return tuple(
        VoidLine(draw.draw_code, draw.voided_at, draw.void_reason, draw.void_approved_by, draw.void_evidence)
        for draw in earlier
        if draw.stage is DrawStage.VOIDED
        and draw.voided_at is not None
        and (until is None or draw.voided_at <= until)
    )


def two_persons(source: PaperSource) -> list[Signer]:
    """Return the operator and the supervisor, with their units where those present were written down."""
    units = {attendee.name: attendee.unit for attendee in source.detail.attendees}
    draw = source.draw
    return [
        Signer(_OPERATOR, draw.operator, units.get(draw.operator, "")),
        Signer(_SUPERVISOR, draw.supervisor, units.get(draw.supervisor, "")),
    ]


def signers(source: PaperSource, *, before_seed: bool = False) -> tuple[Signer, ...]:
    """Return who signs: the two persons and the witnesses; a line stays free where none is named."""
    two = two_persons(source)
    witnesses = [] if before_seed else [one for one in source.detail.attendees if _WITNESS in one.role]
    named = [Signer(_WITNESS, one.name, one.unit) for one in witnesses]
    if not named:
        rule = SeedRule.from_stored(source.draw.seed_rule)
        named = [Signer(_WITNESS, name) for name in rule.witnesses]
    if before_seed:
        two = [Signer(one.role, one.name) for one in two]
    return (*two, *(named or [Signer(_WITNESS)]))


def everybody_present(source: PaperSource) -> tuple[Signer, ...]:
    """Return all who were present: the two persons, then the others in the order in which they were written down."""
    two = two_persons(source)
    known = {one.name for one in two}
    others = [one for one in source.detail.attendees if one.name not in known]
    return (*two, *(Signer(one.role, one.name, one.unit) for one in others))


def scheme_day(scheme_written_on: date | None, approved_on: date | None, created_at: datetime) -> date:
    """Return the day that stands under a scheme."""
    return approved_on or scheme_written_on or created_at.date()


def _bare(row: FrameRow) -> str:
    return re.split("[：（]", row.reason)[0] if row.kind is EntryKind.EXCLUDED else row.reason


def _share(draw: Draw, group: GroupCount) -> str:
    if draw.ratio is not None:
        return f"{draw.ratio.get(group.group, '')}%"
    return f"{(draw.count or {}).get(group.group, 0)}户"


def _batch_text(source: PaperSource) -> str:
    draw = source.draw
    if draw.batch_number is None:
        return ""
    text = f"第{draw.batch_number}批，共{draw.batch_of}批"
    if not draw.already:
        return text
    already = [
        f"{group_label(group)}{number}户" if source.has_classes else f"{number}户"
        for group, number in sorted(draw.already.items())
    ]
    return f"{text}；以前各批已抽{'、'.join(already)}"


def _team_rules(source: PaperSource) -> str:
    draw, task = source.draw, source.task
    if draw.officer_mode is None:
        return "不抽取，直接委派"
    if draw.officer_mode is OfficerMode.TEAMS:
        text = f"随机抽取，分{draw.teams}组，每组{draw.team_size}人"
    else:
        text = f"随机抽取，逐户配对，每户{draw.team_size}人"
    seats = [word for word, needed in (("组长", draw.need_leader), ("专业人员", draw.need_expert)) if needed]
    if seats:
        text += f"，其中须有{'、'.join(seats)}{'各' if len(seats) > 1 else ''}1人"
    if task.need_expert and not draw.need_expert:
        text += "；可抽人员中没有与任务行业相符的专业人员，本次不设专业人员席位"
    return text
