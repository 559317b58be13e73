"""How a paper of an inspection comes about: when it may be made, what it asks, how its view is frozen, what it changes.

Each 文种 has a module in ``services/papers/freezing`` that ends in ``PAPER = RecordPaper(…)``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.rules.deadlines import WorkCalendar
from models.vocab import FormSet, PaperKind, RecordStage
from services.files.forms.catalogue import FORMS
from services.files.forms.entry import EntryField, entry_problems
from services.papers.facts import PaperFacts


@dataclass(frozen=True, slots=True)
class Making:
    """What is known of a paper only while it is made: number, day, fixed texts in force, 文书 set and what was typed."""

    number: str
    issued_on: date
    wording: Any
    form_set: FormSet
    calendar: WorkCalendar
    entry: Mapping[str, str] = field(default_factory=dict[str, str])


def _no_obstacle(facts: PaperFacts) -> str | None:
    del facts
    return None


def _nothing(facts: PaperFacts) -> dict[str, str]:
    del facts
    return {}


def _no_problems(facts: PaperFacts, values: Mapping[str, str]) -> dict[str, str]:
    del facts, values
    return {}


@dataclass(frozen=True)
class RecordPaper:
    """One 文种 that is made from an inspection.

    ``obstacle`` gives the sentence that keeps it from being made now; ``suggest`` what the program can fill in of its
    entry; ``entries_of`` the fields of its entry where they depend on the inspection, such as one for each item;
    ``check`` key → sentence for what an entry lacks in this case besides what its fields ask; ``moves_to`` the stage the
    inspection reaches with it. Where ``is_single`` only one may be in force.
    """

    kind: PaperKind
    freeze: Callable[[PaperFacts, Making], Any]
    obstacle: Callable[[PaperFacts], str | None] = _no_obstacle
    suggest: Callable[[PaperFacts], dict[str, str]] = _nothing
    check: Callable[[PaperFacts, Mapping[str, str]], dict[str, str]] = _no_problems
    moves_to: RecordStage | None = None
    is_single: bool = True
    entries_of: Callable[[PaperFacts], tuple[EntryField, ...]] | None = None

    def problems(
        self, fields: Sequence[EntryField], facts: PaperFacts, values: Mapping[str, str]
    ) -> dict[str, str]:
        """Return key → sentence for everything that keeps an entry from being used."""
        return {**self.check(facts, values), **entry_problems(fields, values)}

    def entries(self, facts: PaperFacts) -> tuple[EntryField, ...]:
        """Return the fields of its entry for one inspection: those of its form unless they depend on it."""
        return FORMS[self.kind].entries if self.entries_of is None else self.entries_of(facts)
