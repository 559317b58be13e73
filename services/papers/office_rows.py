"""The papers of the office as screens see them: for whom a 派发单 can be made, which 科室 is late with what."""

from dataclasses import dataclass
from enum import Enum

from services.files.forms.urging import UrgingLine
from services.papers.rows import PaperRow


class NoteReceiver(Enum):
    """Who is given a 派发单: a 科室, or a 检查组 that carries it as its 任务通知书."""

    SECTION = "承办科室"
    TEAM = "检查组"


@dataclass(frozen=True, slots=True)
class NoteGroupRow:
    """One receiver of a draw's 派发单; ``obstacle`` says why it cannot be made now, empty when it can."""

    name: str
    objects: int
    obstacle: str
    paper: PaperRow | None
    """The note in force that it has."""


@dataclass(frozen=True, slots=True)
class OverdueSectionRow:
    """One 科室 with everything it is late with."""

    section: str
    lines: tuple[UrgingLine, ...]
