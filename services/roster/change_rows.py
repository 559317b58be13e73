"""变更记录 as screens and papers see it: one line a changed field."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field that became another, in words; the line of a record's coming has ``field`` 新增 and no old value."""

    at: datetime
    who: str
    field: str
    old: str
    new: str
    why: str
    source: str
    """The file of the import that changed it, "" for a change by hand."""

    @property
    def reason(self) -> str:
        """Why, and by which import."""
        imported = f"导入“{self.source}”" if self.source else ""
        return "；".join(part for part in (self.why, imported) if part)
