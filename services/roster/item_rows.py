"""抽查事项 as screens and sheets see them: frozen rows, and the draft that the form edits."""

from dataclasses import dataclass
from datetime import date

from models.vocab import Industry, ItemCategory, ItemKind


@dataclass(frozen=True, slots=True)
class SubItem:
    """One line of a check sheet under an item; ``number`` is its place, from 1. No industries means all of them."""

    number: int
    content: str
    method: str = ""
    basis: str = ""
    industries: frozenset[Industry] = frozenset()
    is_key: bool = False
    is_veto: bool = False
    score: int | None = None


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """抽查事项 as the form edits it."""

    title: str = ""
    content: str = ""
    number: int | None = None
    category: ItemCategory = ItemCategory.GENERAL
    target: str = ""
    method: str = ""
    basis: str = ""
    effective_from: date | None = None
    kind: ItemKind = ItemKind.OPERATION
    subject: str = ""
    """检查主体."""
    ratio_frequency: str = ""
    """抽查比例和频次."""
    staff_requirement: str = ""
    """人员要求."""
    is_key: bool = False
    is_veto: bool = False
    score: int | None = None
    industries: frozenset[Industry] = frozenset()
    """工贸行业 it is for; none: all."""
    sub_items: tuple[SubItem, ...] = ()

    @property
    def score_sum(self) -> int | None:
        """The points of the sub-items together, else the item's own; None when nothing is scored."""
        scores = [sub.score for sub in self.sub_items if sub.score is not None]
        return sum(scores) if scores else self.score


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One edition of one 抽查事项."""

    key: int
    uuid: str
    lineage: str
    edition: int
    draft: ItemDraft
    effective_to: date | None

    @property
    def title(self) -> str:
        """抽查事项."""
        return self.draft.title

    @property
    def is_current(self) -> bool:
        """Whether this is the edition in force."""
        return self.effective_to is None


@dataclass(frozen=True, slots=True)
class ItemListDraft:
    """How the 清单 of one year was decided and made public."""

    year: int
    document_number: str = ""
    basis: str = ""
    published_on: date | None = None


def applies_to(industries: frozenset[Industry], industry: Industry | None) -> bool:
    """Say whether what is meant for these industries is meant for this one; no industries: for all."""
    return industry is None or not industries or industry in industries
