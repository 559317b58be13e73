"""Papers that an inspection may have several of: what was typed for one is never taken for the next.

The entry of an inspection and 文种 is kept for good; the keys of a further paper therefore bear how many are in force before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.vocab import PaperKind
from services.files.forms.entry import EntryField
from services.papers.facts import PaperFacts


def next_fields(facts: PaperFacts, kind: PaperKind, fields: Sequence[EntryField]) -> tuple[EntryField, ...]:
    """Return the fields of the next paper of a 文种 under keys of its own."""
    ending = _ending(facts, kind)
    return tuple(replace(field, key=f"{field.key}{ending}") for field in fields)


def next_texts(facts: PaperFacts, kind: PaperKind, texts: Mapping[str, str]) -> dict[str, str]:
    """Return what is suggested for the next paper under its own keys."""
    ending = _ending(facts, kind)
    return {f"{key}{ending}": text for key, text in texts.items()}


def next_entry(facts: PaperFacts, kind: PaperKind, entry: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed for the next paper, under the keys of its form."""
    ending = _ending(facts, kind)
    return {
        key.removesuffix(ending): text
        for key, text in entry.items()
        if (key.endswith(ending) if ending else "@" not in key)
    }


def _ending(facts: PaperFacts, kind: PaperKind) -> str:
    before = len(facts.papers_in_force(kind))
    return f"@{before}" if before else ""
