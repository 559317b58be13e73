"""名录版本 as screens see them: frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.roster_age import RosterAge, age_sentence
from models.vocab import RosterNoun


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of one roster; ``file_name`` is that of the import it came from, "" for none."""

    key: int
    noun: RosterNoun
    code: str
    at: datetime
    who: str
    reason: str
    record_count: int
    file_name: str


@dataclass(frozen=True, slots=True)
class RosterStanding:
    """Where a roster stands: its newest version, and how long ago it was renewed."""

    noun: RosterNoun
    version: str
    """"" where none was made yet."""
    record_count: int
    updated_at: datetime | None
    """When it was last renewed: by a change, an import or a confirmation."""
    age: RosterAge
    is_changed: bool
    """Whether anything changed since the newest version."""

    @property
    def warning(self) -> str:
        """What is to be said of its age, "" while it is young enough."""
        return age_sentence(self.age)
