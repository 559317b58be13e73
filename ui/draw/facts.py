"""What the draw screen says of a draw: one view of a frame that is sealed or still to be sealed, and its sentences.

Nothing here decides anything: every figure is counted from rows that the service returned.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor

from models.rules.class_ratios import group_label, ratio_words
from models.rules.draw import GroupCount
from models.rules.remedy_wording import choice_text
from models.vocab import DrawMethod, DrawOrigin, DrawStage, EntryKind, OfficerMode
from services.draw.rows import DrawDetail, DrawRow, DrawTaskRow, OfficerLoadRow
from services.draw.seal_rows import DrawPreview, FrameRow, PoolRow
from services.plan.scheme_rows import SchemeState

SEAL, SEED, RESULT, CONFIRM, DONE = range(5)
COPIES = (
    "完整版含企业名单和检查人员，只供内部留存和监督核验，任务检查结束后才公开。\n"
    "公告版只有户数、封存、摘要和种子，可以立即公布。"
)
_MOST_OBSTACLES = 3  # lines of the banner, one of its four being kept for what would help
STEPS = ("封存名单", "公开种子", "抽取结果", "确认派发")


@dataclass(frozen=True, slots=True)
class TownLine:
    """One bar: the entries that may be drawn in a town, and how many of them are or will be drawn."""

    name: str
    available: int
    drawn: float  # as long as it is not drawn: the expected share, 0 where nothing is promised
    text: str


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """One officer with the number of enterprises that he or she inspects in this draw, and inspected before it."""

    officer: PoolRow
    load: int
    before: int = 0

    @property
    def after(self) -> int:
        """The enterprises of the year with this draw."""
        return self.before + self.load


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One enterprise of the register; ``ticket`` is empty before the seed and for one that is not in the frame."""

    entry: FrameRow
    ticket: str
    risk: str = ""  # A类, 未分类; "" where the task is not drawn by classes


@dataclass(frozen=True, slots=True)
class FrameView:
    """The frame of a draw, from what a seal would fix or from what it fixed."""

    method: DrawMethod
    register_count: int
    rows: tuple[FrameRow, ...]
    groups: tuple[GroupCount, ...]
    pool: tuple[PoolRow, ...]
    selectable: int
    compulsory: int
    excluded: int
    origin: DrawOrigin = DrawOrigin.OFFICE

    @property
    def is_platform(self) -> bool:
        """Whether the provincial platform drew the objects."""
        return self.origin is DrawOrigin.PLATFORM

    @property
    def total(self) -> int:
        """The entries of the frame."""
        return self.selectable + self.compulsory + self.excluded

    @property
    def places(self) -> int:
        """The number to draw."""
        return sum(group.places for group in self.groups)

    @property
    def in_pool(self) -> int:
        """The officers who may be drawn."""
        return sum(officer.in_pool for officer in self.pool)


def view_of(source: DrawPreview | DrawDetail) -> FrameView:
    """Return the frame of a preview or of a sealed draw."""
    return FrameView(
        method=source.method if isinstance(source, DrawPreview) else source.row.method,
        register_count=source.register_count,
        rows=source.frame,
        groups=source.groups,
        pool=source.pool,
        selectable=sum(count.selectable for count in source.counts),
        compulsory=sum(count.compulsory for count in source.counts),
        excluded=sum(count.excluded for count in source.counts),
        origin=origin_of(source),
    )


def town_lines(source: DrawPreview | DrawDetail) -> list[TownLine]:
    """Return the bars, the largest town first; what a town gives is exact once drawn, a share before."""
    towns: dict[str, str] = {}
    available: Counter[str] = Counter()
    is_platform = origin_of(source) is DrawOrigin.PLATFORM
    for count in source.counts:
        towns[count.town_code] = count.town_name
        available[count.town_code] += count.compulsory if is_platform else count.selectable
    if is_platform:
        lines = [
            TownLine(name, available[code], 0.0, f"{available[code]:,} 户") for code, name in towns.items()
        ]
    elif isinstance(source, DrawDetail) and source.places:
        drawn = _drawn_by_town(source)
        lines = [_drawn_line(name, available[code], drawn[name]) for code, name in towns.items()]
    else:
        lines = [_expected_line(source, code, name, available[code]) for code, name in towns.items()]
    return sorted(lines, key=lambda line: -line.available)


def chance_texts(groups: Iterable[GroupCount]) -> list[str]:
    """Return the exact chance of each enterprise, group by group: 每户中签机会均为 18 / 852 = 2.11%."""
    shown = [group for group in groups if group.base]
    texts: list[str] = []
    for group in shown:
        who = f"{group_label(group.group)}每户" if len(shown) > 1 or group.group else "每户"
        if not group.available:
            texts.append(f"{who}中签机会：没有可抽的对象")
            continue
        texts.append(
            f"{who}中签机会均为 {group.places:,} / {group.available:,} = {percent_of(group.places, group.available)}"
        )
    return texts


def in_the_way_of(preview: DrawPreview) -> list[str]:
    """Return why nothing can be sealed now and what would help; what would help is never cut off."""
    obstacles = list(preview.obstacles)
    room = _MOST_OBSTACLES - bool(preview.blocked)
    if len(obstacles) > room:
        obstacles = [*obstacles[: room - 1], f"另有{len(obstacles) - room + 1}条同样的障碍。"]
    choice = choice_text(preview.remedies)
    return [text for text in (preview.blocked, *obstacles, choice) if text]


def officer_lines(pool: Iterable[PoolRow], loads: Iterable[OfficerLoadRow] = ()) -> list[OfficerLine]:
    """Return the officers with their loads; those who may not be drawn first, for they need an answer."""
    known = {load.officer_key: load for load in loads}
    lines: list[OfficerLine] = []
    for officer in sorted(pool, key=lambda officer: officer.in_pool):
        load = known.get(officer.officer_key)
        lines.append(OfficerLine(officer, load.added, load.before) if load else OfficerLine(officer, 0))
    return lines


def load_text(lines: Sequence[OfficerLine]) -> str:
    """Return how the work is shared: 执法人员 16 人，每人 2–3 户."""
    loads = [line.load for line in lines if line.officer.in_pool]
    if not loads:
        return "没有可抽的执法人员"
    working = [load for load in loads if load]
    idle = len(loads) - len(working)
    text = f"执法人员 {len(loads)} 人，每人 {span_text(min(working, default=0), max(working, default=0))} 户"
    return f"{text}（{idle} 人未派任务）" if idle and working else text


def absent_text(pool: Iterable[PoolRow]) -> str:
    """Return who is not in the pool and why, or an empty text."""
    absent = [officer for officer in pool if not officer.in_pool]
    if not absent:
        return ""
    named = "、".join(f"{officer.name}（{officer.reason}）" for officer in absent)
    return f"{len(absent)} 名执法人员未参加：{named}。"


def percent_of(places: int, available: int) -> str:
    """Return a chance as a percentage with two decimals, rounded as taught at school."""
    percent = (Decimal(100 * places) / available).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{percent}%"


def count_text(detail: DrawDetail) -> str:
    """Return what was drawn: 18 户 + 必查 2 户."""
    live = [place for place in detail.places if place.is_live]
    if origin_of(detail) is DrawOrigin.PLATFORM:
        return f"{len(live)} 户（平台抽取）"
    compulsory = sum(place.kind is EntryKind.COMPULSORY for place in live)
    drawn = f"{len(live) - compulsory} 户"
    return f"{drawn} + 必查 {compulsory} 户" if compulsory else drawn


def origin_of(source: DrawPreview | DrawDetail) -> DrawOrigin:
    """Return who drew the objects."""
    return source.origin if isinstance(source, DrawPreview) else source.row.origin


def how_text(source: DrawPreview | DrawDetail) -> str:
    """Return how objects and officers come about: 定向，分 2 组，每组 2 人."""
    objects = (
        "对象由省平台抽取" if origin_of(source) is DrawOrigin.PLATFORM else method_text(view_method(source))
    )
    return f"{objects}，{team_text(source)}"


def is_direct(source: DrawPreview | DrawDetail) -> bool:
    """Return whether the officers are named, not drawn (R35)."""
    return (source.choices.direct if isinstance(source, DrawPreview) else source.direct) is not None


def team_text(source: DrawPreview | DrawDetail) -> str:
    """Return how officers are set to work: 逐户配对 2 人, or 分 4 组，每组 2 人."""
    if is_direct(source):
        return f"检查人员直接委派，每户不少于 {source.team_size} 人"
    mode = source.officer_mode if isinstance(source, DrawPreview) else source.row.officer_mode
    seats = [
        word for word, needed in (("组长", source.need_leader), ("专业人员", source.need_expert)) if needed
    ]
    if mode is OfficerMode.TEAMS:
        text = f"分 {source.teams} 组，每组 {source.team_size} 人"
    else:
        text = f"逐户配对 {source.team_size} 人"
    return f"{text}，须有{'、'.join(seats)}" if seats else text


def method_text(method: DrawMethod) -> str:
    """Return the method with what it means."""
    return "不定向（镇街均衡）" if method is DrawMethod.STRATIFIED else "定向"


def grouped(text: str) -> str:
    """Return digits or a digest in blocks of four, as they are read aloud."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def shortened(digest: str) -> str:
    """Return the ends of a digest for a narrow place: 3f9c 61d2 a0b7 … 8e41."""
    return digest if len(digest) < 20 else f"{grouped(digest[:12])} … {digest[-4:]}"


def seed_text(seed: str) -> str:
    """Return the seed as it is shown: digits in blocks of four, any other text exactly as it stands."""
    return grouped(seed) if seed.isdigit() else seed


def step_of(detail: DrawDetail | None) -> int:
    """Return the step that a draw has come to; without a draw it is the seal."""
    if detail is None:
        return SEAL
    if detail.row.stage is DrawStage.DISPATCHED:
        return DONE
    return RESULT if detail.row.drawn_at is not None else SEED


def standing_texts(detail: DrawDetail) -> list[str]:
    """Return what is worth knowing of a draw that stands: origin, 直接委派, 未启封, roster changed since the seal."""
    texts: list[str] = []
    if detail.platform is not None:
        texts.append(
            f"对象由省平台抽取（平台任务号 {detail.platform.number}），本局只抽取检查人员；证书不证明对象的抽取。"
        )
    if detail.direct is not None:
        waiting = f"，还有 {detail.without_officers} 户没有检查人员" if detail.without_officers else ""
        texts.append(
            f"检查人员直接委派（{detail.direct.approved_by}批准：{detail.direct.reason}）{waiting}。"
        )
    if detail.unopened:
        texts.append(f"派人结果封存，还有 {detail.unopened} 户未启封；启封之前不显示谁去哪一户。")
    return [*texts, *changed_text(detail)]


def changed_text(detail: DrawDetail) -> list[str]:
    """Return that the roster changed after the seal and that the draw keeps to what was sealed."""
    is_open = detail.row.stage in (DrawStage.SEALED, DrawStage.DRAWN)
    if not detail.changed_since_seal or not is_open:
        return []
    return [f"封存后名录有 {detail.changed_since_seal} 户变动，本次抽取仍用封存的名单。"]


def void_text(row: DrawRow) -> str:
    """Return that and why a draw was voided, or an empty text."""
    if row.stage is not DrawStage.VOIDED or row.voided_at is None:
        return ""
    at = f"{row.voided_at:%Y-%m-%d %H:%M}"
    return f"本次抽取已于 {at} 作废：{row.void_reason}（{row.void_approved_by}批准）。以下只供查阅。"


def draw_label(row: DrawRow) -> str:
    """Return one draw as the chooser of draws shows it."""
    batch = "" if row.batch_number is None else f"第{row.batch_number}批 · "
    if row.origin is DrawOrigin.PLATFORM:
        batch = f"{row.origin.label} · "
    count = f" {row.drawn_count} 户" if row.drawn_count and row.stage is not DrawStage.VOIDED else ""
    return f"{batch}{row.draw_code} · {row.stage.label}{count}"


def task_state(task: DrawTaskRow) -> tuple[str, str, str]:
    """Return a task's state as a chip (word, tone) and what is to be done, in words."""
    if task.open_draw_key is not None:
        if task.next_step == "待抽取":
            return "待抽取", "warn", "名单已封存，请在公开场合取得种子后抽取"
        return "待派发", "warn", "已抽取，请核对结果并派发"
    if task.batches_drawn >= task.batches:
        done = f"{task.batches} 批已全部派发" if task.batches > 1 else "已派发，本任务抽取完毕"
        return "已完成", "ok", done
    if task.blocked and task.scheme is SchemeState.APPROVED:
        return "不能抽取", "bad", task.blocked
    if task.blocked:
        return ("待写方案" if task.scheme is SchemeState.MISSING else "待批方案"), "warn", task.blocked
    done = f"第{task.batches_drawn}批已派发，" if task.batches_drawn else ""
    voided = task.attempts - task.batches_drawn
    again = f"（此前作废 {voided} 次）" if voided else ""
    return "待封存", "info", f"{done}可{next_act(task)}{again}"


def next_act(task: DrawTaskRow) -> str:
    """Return what can be sealed now: 封存第2批, 封存名单; empty where nothing can."""
    if task.blocked:
        return ""
    return f"封存第{task.batches_drawn + 1}批" if task.batches > 1 else "封存名单"


def task_facts(task: DrawTaskRow) -> str:
    """Return the small print of a task: number, method, ratio, officers, time."""
    mode = "分组派人" if task.officer_mode is OfficerMode.TEAMS else "逐户配对"
    parts = [
        f"任务 {task.year}-{task.number:02d}",
        method_text(task.method),
        ratio_words(task.ratio, task.class_ratios),
        mode,
        f"检查时间 {task.starts_on.isoformat()} 至 {task.ends_on.isoformat()}",
    ]
    if task.batches > 1:
        parts.append(f"共 {task.batches} 批，已抽 {task.batches_drawn} 批")
    return " · ".join(parts)


def span_text(low: int, high: int) -> str:
    """Return 2–3, or 2 where both ends are the same."""
    return str(low) if low == high else f"{low}–{high}"


def _drawn_by_town(detail: DrawDetail) -> Counter[str]:
    """Count the sampled places as drawn, before any 递补, by town."""
    return Counter(
        place.town_name
        for place in detail.places
        if place.kind is EntryKind.SELECTABLE and not place.substitutes
    )


def _drawn_line(name: str, available: int, drawn: int) -> TownLine:
    return TownLine(name, available, drawn, f"{available:,} 户 → {drawn} 户")


def _expected_line(source: DrawPreview | DrawDetail, code: str, name: str, available: int) -> TownLine:
    """Say what the town will give: certain to within one for 不定向, nothing certain for 定向."""
    shares = []
    for count in source.counts:
        group = next((each for each in source.groups if each.group == count.group), None)
        if count.town_code == code and group is not None and group.available:
            shares.append(Decimal(count.selectable * group.places) / group.available)
    expected = float(sum(shares))
    if view_method(source) is not DrawMethod.STRATIFIED:
        return TownLine(name, available, 0.0, f"{available:,} 户")
    low, high = sum(floor(share) for share in shares), sum(ceil(share) for share in shares)
    return TownLine(name, available, expected, f"{available:,} 户 → {span_text(low, high)} 户")


def view_method(source: DrawPreview | DrawDetail) -> DrawMethod:
    """Return 定向 or 不定向."""
    return source.method if isinstance(source, DrawPreview) else source.row.method
