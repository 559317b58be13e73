"""固定文字 as the screen shows them: the forms, the texts of one, its versions, what a trial came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.vocab import FormSet, PaperKind


@dataclass(frozen=True, slots=True)
class WordingFormRow:
    """A form in one of its sets; ``name`` is its key, ``version`` 0 where the program's own words are in force."""

    name: str
    kind: PaperKind
    form_set: FormSet
    title: str
    is_in_use: bool
    version: int
    changed: int
    """How many texts differ from the program's."""


@dataclass(frozen=True, slots=True)
class WordingText:
    """One text of a form: what it is called, what it says now, what the program would say."""

    key: str
    name: str
    help: str
    text: str
    own: str
    placeholders: tuple[str, ...]
    may_omit: tuple[str, ...]

    @property
    def has_lines(self) -> bool:
        """Whether line feeds are a part of it."""
        return "\n" in self.own


@dataclass(frozen=True, slots=True)
class WordingState:
    """The words of one form as they are in force."""

    form: WordingFormRow
    texts: tuple[WordingText, ...]


@dataclass(frozen=True, slots=True)
class WordingChange:
    """What a version changed in one text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WordingVersionRow:
    """A version: who saved it when and why, and what it changed against the one before."""

    version: int
    saved_at: datetime
    saved_by: str
    note: str
    changes: tuple[WordingChange, ...]
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class WordingTrial:
    """What words come to before they are saved: their problems, and the sample as PDF where it could be made."""

    problems: Mapping[str, str]
    pdf: bytes | None
