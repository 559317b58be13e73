"""What the ceremony says of a draw: rows and sentences, every figure counted from what the service returned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.vocab import DrawOrigin, DrawStage, EntryKind
from services.draw.rows import DrawDetail, PlaceRow
from services.draw.seal_rows import DrawPreview, FrameRow
from ui.draw.ceremony.big_table import Cell, Row
from ui.draw.columns import officers_text, place_kind
from ui.draw.facts import chance_texts, count_text, grouped, origin_of, town_lines, view_of, void_text
from ui.draw.frame_facts import class_lines

_SHORT = 8
_REASONS = 5
UNWITNESSED = "系统随机数，未经公开见证"


@dataclass(frozen=True, slots=True)
class Tile:
    """One count in huge figures."""

    number: str
    caption: str
    tone: str = "text"


def head_text(source: DrawDetail | DrawPreview) -> str:
    """Return the line above the steps: the task and which draw of it this is."""
    if isinstance(source, DrawPreview):
        return f"{source.task_name}　{source.draw_code}"
    return f"{source.row.task_name}　{source.row.draw_code}　{source.row.title}"


def tiles(source: DrawDetail | DrawPreview) -> list[Tile]:
    """Return the counts of the frame."""
    view = view_of(source)
    return [
        Tile(f"{view.register_count:,}", "名录库（户）"),
        Tile(f"{view.total:,}", "列入抽样框"),
        Tile(f"{view.selectable:,}", "可抽"),
        Tile(f"{view.compulsory:,}", compulsory_word(source), "bad" if view.compulsory else "text"),
        Tile(f"{view.excluded:,}", "不抽（计入基数）", "warn" if view.excluded else "text"),
        Tile(f"{view.places:,}", "本次应抽", "accent"),
    ]


def compulsory_word(source: DrawDetail | DrawPreview) -> str:
    """Return what the entries are that are inspected without being drawn here: 必查, or 平台抽取."""
    return DrawOrigin.PLATFORM.label if is_platform(source) else EntryKind.COMPULSORY.label


def is_platform(source: DrawDetail | DrawPreview) -> bool:
    """Whether the objects were drawn on the provincial platform."""
    return origin_of(source) is DrawOrigin.PLATFORM


def outside_text(frame: Sequence[FrameRow], kind: EntryKind | None, word: str) -> str:
    """Return why enterprises are out, the commonest reason first: 未列入 40 户：注销 12、区外 8."""
    rows = [row for row in frame if row.kind is kind]
    if not rows:
        return ""
    counts = Counter(row.why or row.reason.removesuffix("，必查") for row in rows)
    named = [f"{reason} {count:,}" for reason, count in counts.most_common(_REASONS)]
    rest = len(rows) - sum(count for _, count in counts.most_common(_REASONS))
    return f"{word} {len(rows):,} 户：{'、'.join([*named, *([f'其他 {rest:,}'] if rest else [])])}"


def chance_sentence(source: DrawDetail | DrawPreview) -> str:
    """Return the exact chance where there is one class, and what it means."""
    groups = view_of(source).groups
    shown = [group for group in groups if group.base]
    if not shown:
        return "对象已由平台抽出，本局只抽检查人员" if is_platform(source) else "本次没有可抽的对象"
    return chance_texts(shown)[0] if len(shown) == 1 else "各风险类别的中签机会见后页"


def town_rows(source: DrawDetail | DrawPreview) -> list[Row]:
    """Return a row for each town: 可抽, 不抽, 必查, and what it gives."""
    selectable: Counter[str] = Counter()
    excluded: Counter[str] = Counter()
    compulsory: Counter[str] = Counter()
    for count in source.counts:
        selectable[count.town_name] += count.selectable
        excluded[count.town_name] += count.excluded
        compulsory[count.town_name] += count.compulsory
    rows: list[Row] = []
    for line in town_lines(source):
        share = line.text.split(" → ")[1].removesuffix(" 户") if " → " in line.text else ""
        rows.append(
            (
                Cell(line.name),
                Cell(f"{selectable[line.name]:,}"),
                Cell(_count(excluded[line.name]), "warn"),
                Cell(_count(compulsory[line.name]), "bad"),
                Cell(share, "accent"),
            )
        )
    return rows


def class_rows(source: DrawDetail | DrawPreview) -> list[Row]:
    """Return a row for each risk class with its exact chance."""
    return [
        (
            Cell(line.name),
            Cell(f"{line.base:,}"),
            Cell(f"{line.available:,}"),
            Cell(f"{line.places:,}", "accent"),
            Cell(
                f"{line.places:,} / {line.available:,} = {line.chance}"
                if line.available
                else "没有可抽的对象"
            ),
        )
        for line in class_lines(source)
        if line.base
    ]


def short_ticket(ticket: str) -> str:
    """Return the first eight digits of a ticket in fours: 0.0138 2438."""
    return f"0.{grouped(ticket[2 : 2 + _SHORT])}"


def drawn_places(detail: DrawDetail) -> list[PlaceRow]:
    """Return the places as they were drawn, in ticket order, before any 递补."""
    return [place for place in detail.places if not place.substitutes]


def drawn_text(detail: DrawDetail) -> str:
    """Return what was drawn: 18 户 + 必查 2 户, or 平台抽取 20 户."""
    if not is_platform(detail):
        return count_text(detail)
    return f"{DrawOrigin.PLATFORM.label} {sum(place.is_live for place in detail.places)} 户"


def place_cells(place: PlaceRow) -> Row:
    """Return a place of the result: order, number, enterprise, town, how it came in."""
    tone = "text" if place.is_live else "secondary"
    chip = place_kind(place)[0]
    return (
        Cell(str(place.position), "secondary"),
        Cell(short_ticket(place.ticket), "accent" if place.is_live else tone),
        Cell(place.name, tone),
        Cell(place.town_name, tone),
        Cell(chip.text, chip.tone),
    )


def officer_cells(place: PlaceRow) -> Row:
    """Return who inspects a place."""
    tone = "text" if place.is_live else "secondary"
    return (Cell(str(place.position), "secondary"), Cell(place.name, tone), Cell(officers_text(place), tone))


def team_rows(detail: DrawDetail) -> list[Row]:
    """Return the teams as drawn, with the number of enterprises of each where it is open."""
    live = [place for place in detail.places if place.is_live]
    closed = sum(place.is_unopened for place in live)
    loads = Counter(place.team_number for place in live)
    return [
        (
            Cell(f"第{number}组", "accent"),
            Cell("、".join(team)),
            Cell("未启封" if closed else f"{loads[number]} 户", "warn" if closed else "text"),
        )
        for number, team in enumerate(detail.teams_drawn, start=1)
    ]


def remarks(detail: DrawDetail) -> list[str]:
    """Return what must be said beside a draw: voided, not witnessed, 直接委派, roster changed since the seal."""
    row = detail.row
    texts = [void_text(row)]
    if row.drawn_at is not None and not row.is_publicly_witnessed:
        texts.append(f"{UNWITNESSED}。")
    if detail.direct is not None:
        texts.append(f"检查人员直接委派（{detail.direct.approved_by}批准：{detail.direct.reason}）。")
    if detail.changed_since_seal and row.stage in (DrawStage.SEALED, DrawStage.DRAWN):
        texts.append(f"封存后名录有 {detail.changed_since_seal} 户变动，本次抽取仍用封存的名单。")
    return [text for text in texts if text]


def state_mark(source: DrawDetail | DrawPreview, *, is_replay: bool) -> tuple[str, str]:
    """Return the mark beside the title (word, tone): 尚未封存, 已作废, 回放, or none."""
    if isinstance(source, DrawPreview):
        return "尚未封存", "warn"
    if source.row.stage is DrawStage.VOIDED:
        return "已作废", "bad"
    return ("回放", "info") if is_replay else ("", "neutral")


def _count(number: int) -> str:
    return f"{number:,}" if number else "—"
