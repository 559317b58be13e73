"""The columns of the 随机抽查事项清单, and the line that stands for all editions of one item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocab import ItemCategory
from services.roster.cells import show
from services.roster.item_rows import ItemDraft, ItemRow
from ui.roster.roster_table import TableLook
from ui.table.model import CENTER, Chip, Column

CONTENT = "抽查内容"
CATEGORY_TONES = {ItemCategory.GENERAL: "info", ItemCategory.KEY: "violet"}
HIDDEN = ("抽查方式", "抽查对象", "检查主体", "内容种类", "比例和频次", "人员要求", "适用行业", "分值")
LOOK = TableLook(stretched=CONTENT, hidden=HIDDEN, lines=2)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the list: its latest edition, and the earlier ones, the newest first.

    ``is_of_then`` marks the line of a past list, whose edition may have ended since.
    """

    latest: ItemRow
    earlier: tuple[ItemRow, ...]
    is_of_then: bool = False

    @property
    def key(self) -> int:
        """The key of the latest edition."""
        return self.latest.key

    @property
    def is_retired(self) -> bool:
        """Whether no edition is in force."""
        return not self.latest.is_current and not self.is_of_then


def item_lines(editions: Iterable[ItemRow]) -> list[ItemLine]:
    """Return a line for each item, in the order of the list."""
    by_lineage: dict[str, list[ItemRow]] = {}
    for edition in editions:
        by_lineage.setdefault(edition.lineage, []).append(edition)
    lines = [_line(found) for found in by_lineage.values()]
    return sorted(lines, key=lambda line: (line.latest.draft.number or 0, line.key))


def edition_words(row: ItemRow) -> str:
    """Return which edition it is and since when it is in force."""
    return f"第 {row.edition} 版　{row.draft.effective_from}"


def state_chips(line: ItemLine) -> list[Chip]:
    """Return the category, and whether the item has left the list."""
    category = line.latest.draft.category
    chips = [Chip(category.label.removesuffix("检查"), CATEGORY_TONES[category])]
    return [*chips, Chip("已退出", "neutral")] if line.is_retired else chips


def mark_chips(draft: ItemDraft) -> list[Chip]:
    """Return 关键 and 否决; an item with such sub-items counts them."""
    keys = sum(sub.is_key for sub in draft.sub_items)
    vetoes = sum(sub.is_veto for sub in draft.sub_items)
    chips = [Chip("关键", "warn")] if draft.is_key else [Chip(f"关键 {keys}", "warn")] if keys else []
    return chips + (
        [Chip("否决", "bad")] if draft.is_veto else [Chip(f"否决 {vetoes}", "bad")] if vetoes else []
    )


def _line(editions: Sequence[ItemRow]) -> ItemLine:
    latest, *earlier = sorted(editions, key=lambda row: -row.edition)
    return ItemLine(latest, tuple(earlier))


def _retired_tone(line: ItemLine) -> str | None:
    return "secondary" if line.is_retired else None


ITEM_COLUMNS: tuple[Column[ItemLine], ...] = (
    Column(
        "序号",
        lambda line: str(line.latest.draft.number or ""),
        lambda line: line.latest.draft.number,
        width=48,
        align=CENTER,
        is_searched=False,
    ),
    Column("抽查事项", lambda line: line.latest.title, width=170, tone=_retired_tone),
    Column(
        "类别",
        lambda line: "、".join(chip.text for chip in state_chips(line)),
        lambda line: (line.is_retired, line.latest.draft.category),
        width=84,
        chips=state_chips,
        is_searched=False,
    ),
    Column(
        "标记",
        lambda line: "、".join(chip.text for chip in mark_chips(line.latest.draft)),
        width=136,
        chips=lambda line: mark_chips(line.latest.draft),
    ),
    Column(CONTENT, lambda line: line.latest.draft.content, width=190),
    Column("抽查方式", lambda line: line.latest.draft.method, width=96),
    Column("抽查依据", lambda line: line.latest.draft.basis, width=140),
    Column(
        "版本",
        lambda line: edition_words(line.latest),
        lambda line: line.latest.draft.effective_from,
        width=140,
        is_searched=False,
    ),
    Column("抽查对象", lambda line: line.latest.draft.target, width=180),
    Column("检查主体", lambda line: line.latest.draft.subject, width=120),
    Column("内容种类", lambda line: line.latest.draft.kind.label, width=84),
    Column("比例和频次", lambda line: line.latest.draft.ratio_frequency, width=140),
    Column("人员要求", lambda line: line.latest.draft.staff_requirement, width=180),
    Column("适用行业", lambda line: show(line.latest.draft.industries), width=120),
    Column(
        "分值",
        lambda line: "" if line.latest.draft.score_sum is None else str(line.latest.draft.score_sum),
        lambda line: line.latest.draft.score_sum,
        width=56,
        align=CENTER,
        is_searched=False,
    ),
)
