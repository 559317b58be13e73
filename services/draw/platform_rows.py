"""平台抽取 as screens see it: what a file of the provincial platform would bring, and the lists that were taken in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.files.sheets import SourceFile


@dataclass(frozen=True, slots=True)
class PlatformDraft:
    """What the clerk says of a list: its number on the platform, when it was drawn there, the image of the page."""

    number: str = ""
    drawn_at: datetime | None = None
    page: Path | None = None


@dataclass(frozen=True, slots=True)
class PlatformMatch:
    """A row that is an enterprise of the roster; ``note`` says what is worth knowing of it."""

    row: int
    enterprise_key: int
    name: str
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlatformMiss:
    """A row that is not taken in: it matches nobody, or an earlier row is the same enterprise."""

    row: int
    code: str
    name: str
    reason: str
    is_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class PlatformPreview:
    """What a file would bring. Nothing is written before the clerk has seen the rows that are left out."""

    file_name: str
    sheet_name: str
    source: SourceFile
    matches: tuple[PlatformMatch, ...]
    misses: tuple[PlatformMiss, ...]

    @property
    def read(self) -> int:
        """The rows of the list."""
        return len(self.matches) + len(self.misses)

    @property
    def unmatched(self) -> int:
        """The rows that match nobody."""
        return sum(not miss.is_duplicate for miss in self.misses)

    @property
    def noted(self) -> int:
        """The matches with something worth knowing."""
        return sum(bool(match.note) for match in self.matches)

    @property
    def summary(self) -> str:
        """The counts in words."""
        parts = [f"共 {self.read} 行，名录中有 {len(self.matches)} 户"]
        if self.unmatched:
            parts.append(f"{self.unmatched} 行对不上名录")
        if self.read - len(self.matches) - self.unmatched:
            parts.append(f"{self.read - len(self.matches) - self.unmatched} 行重复")
        if self.noted:
            parts.append(f"{self.noted} 户须留意")
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class PlatformDrawRow:
    """One list that was taken in; one that was withdrawn stays, with the reason."""

    key: int
    task_key: int
    number: str
    drawn_at: datetime
    objects: int
    file_name: str
    file_digest: str
    taken_in_by: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    draw_code: str  # the draw that rests on it, "" where none does

    @property
    def is_open(self) -> bool:
        """Whether a seal may rest on it."""
        return self.withdrawn_at is None

    @property
    def label(self) -> str:
        """Size, 平台任务号 and day, as a chooser shows it."""
        return f"平台抽取 {self.objects} 户　{self.number}　{self.drawn_at:%Y-%m-%d}"
