"""What a bulk edit is, what it would do and what it did: frozen rows between the services and the dialogs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from services.changes import Changes
from services.roster.enterprise_rows import EnterpriseDraft

SET_FIELDS = ("hazards", "tags")
"""The fields of which single values may be added and taken away."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What becomes of every record: ``values`` replaces fields, ``added`` and ``removed`` change 重点标记 and 标签."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    added: Mapping[str, frozenset[Any]] = field(default_factory=dict[str, frozenset[Any]])
    removed: Mapping[str, frozenset[Any]] = field(default_factory=dict[str, frozenset[Any]])

    def apply(self, draft: EnterpriseDraft) -> EnterpriseDraft:
        """Return the draft as it would be."""
        sets = {
            name: (getattr(draft, name) | self.added.get(name, frozenset()))
            - self.removed.get(name, frozenset())
            for name in {*self.added, *self.removed}
        }
        return replace(draft, **self.values, **sets)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.values or any(self.added.values()) or any(self.removed.values()))


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One record that would change: its fields in words, before and after."""

    key: int
    name: str
    code: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BulkRefusal:
    """One record that cannot be changed so, and why."""

    key: int
    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a bulk edit would do; every record asked about is in exactly one of the three."""

    changed: tuple[BulkLine, ...]
    unchanged: int
    refused: tuple[BulkRefusal, ...]

    @property
    def total(self) -> int:
        """How many records were asked about."""
        return len(self.changed) + self.unchanged + len(self.refused)


@dataclass(frozen=True, slots=True)
class Restoration:
    """What puts one record back: its row version after the edit, and the values of the fields before it."""

    key: int
    row_version: int
    before: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What a bulk edit wrote, and what takes it back."""

    preview: BulkPreview
    title: str
    restorations: tuple[Restoration, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class BulkUndone:
    """What the taking back did: ``kept`` records were changed by somebody since and stay as they are."""

    restored: int
    kept: int
    changes: Changes


def changed_fields(before: EnterpriseDraft, after: EnterpriseDraft) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the draft."""
    names = (one.name for one in fields(EnterpriseDraft))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
