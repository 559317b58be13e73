"""依据材料 as the draw screen lists it: one line a file, and one line a ground that was written."""

from dataclasses import dataclass
from datetime import datetime

from models.vocab import EvidenceKind


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One kept file, or (``key`` None) the reason and 依据 that were written with an act."""

    key: int | None
    kind: EvidenceKind
    about: str  # of which act, in words
    text: str  # 依据 as written
    at: datetime
    name: str = ""
    size: int = 0  # bytes
    digest: str = ""
    by: str = ""

    @property
    def is_file(self) -> bool:
        """Whether there is a file to save."""
        return self.key is not None
