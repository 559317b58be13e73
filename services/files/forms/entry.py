"""填写项: what a form says that no record knows, asked from the clerk before the paper is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum


class EntryKind(Enum):
    """How a field is filled in; every value is kept as text, a day as 2022-09-08."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field: its key in the entry, its name on the screen; ``longest`` in characters.

    The choices of a TEXT are the usual ones, to be picked or overwritten; those of a CHOICE are all there are.
    """

    key: str
    label: str
    kind: EntryKind = EntryKind.TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    longest: int = 200
    is_private: bool = False
    """Printed on the paper and written nowhere else: a number of an identity card."""


def entry_problems(fields: Sequence[EntryField], values: Mapping[str, str]) -> dict[str, str]:
    """Return key → sentence for everything that keeps an entry from being used."""
    problems: dict[str, str] = {}
    for field in fields:
        text = values.get(field.key, "").strip()
        if not text:
            if field.is_required:
                verb = "选择" if field.kind is EntryKind.CHOICE else "填写"
                problems[field.key] = f"请{verb}{field.label}。"
        elif field.kind is EntryKind.DAY and entry_day(text) is None:
            problems[field.key] = f"{field.label}“{text}”不是日期，请改正，例如 2022-09-08。"
        elif field.kind is EntryKind.CHOICE and text not in field.choices:
            problems[field.key] = f"{field.label}“{text}”不在可选之列：{'、'.join(field.choices)}。"
        elif len(text) > field.longest and field.kind is EntryKind.TEXT:
            problems[field.key] = f"{field.label}超过 {field.longest} 个字，请改短。"
    return problems


def loggable(fields: Sequence[EntryField], values: Mapping[str, str]) -> dict[str, str]:
    """Return what the operation log may keep of an entry: of a private field only that it was filled in."""
    private = {field.key for field in fields if field.is_private}
    return {key: "（已填写）" if key in private and text else text for key, text in values.items()}


def entry_day(text: str) -> date | None:
    """Return the day that an entry holds, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
