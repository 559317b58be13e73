"""The columns of the 随机抽查事项清单, and the line that stands for all editions of one item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.vocab import ItemCategory
from services.roster.item_rows import ItemRow
from ui.roster.roster_table import TableLook
from ui.table.model import CENTER, Chip, Column

CONTENT = "抽查内容"
CATEGORY_TONES = {ItemCategory.GENERAL: "info", ItemCategory.KEY: "violet"}
LOOK = TableLook(stretched=CONTENT, hidden=("抽查对象",), lines=2)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the list: its latest edition, and the earlier ones, the newest first."""

    latest: ItemRow
    earlier: tuple[ItemRow, ...]

    @property
    def key(self) -> int:
        """The key of the latest edition."""
        return self.latest.key

    @property
    def is_retired(self) -> bool:
        """Whether no edition is in force."""
        return not self.latest.is_current


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
    Column("抽查事项", lambda line: line.latest.title, width=176, tone=_retired_tone),
    Column(
        "类别",
        lambda line: "、".join(chip.text for chip in state_chips(line)),
        lambda line: (line.is_retired, line.latest.draft.category),
        width=84,
        chips=state_chips,
        is_searched=False,
    ),
    Column(CONTENT, lambda line: line.latest.draft.content, width=228),
    Column("抽查方式", lambda line: line.latest.draft.method, width=96),
    Column("抽查依据", lambda line: line.latest.draft.basis, width=164),
    Column(
        "版本",
        lambda line: edition_words(line.latest),
        lambda line: line.latest.draft.effective_from,
        width=140,
        is_searched=False,
    ),
    Column("抽查对象", lambda line: line.latest.draft.target, width=180),
)
