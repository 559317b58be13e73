"""抽查事项 as screens and sheets see them: frozen rows, and the draft that the form edits."""

from dataclasses import dataclass
from datetime import date

from models.vocab import ItemCategory


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
