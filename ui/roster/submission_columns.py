"""科室报送 as a matrix: one line a 科室, one column a kind, each cell the state of one submission."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from models.vocab import SubmissionKind, SubmissionState
from services.submissions.rows import SubmissionRow
from ui.roster.roster_table import TableLook
from ui.table.model import CENTER, Chip, Column

SECTION = "科室"
LOOK = TableLook(stretched=SECTION)
SHORT_TITLES = {
    SubmissionKind.ITEMS: "抽查事项清单",
    SubmissionKind.OFFICERS: "执法人员名录",
    SubmissionKind.ENTERPRISES: "监管对象名录",
    SubmissionKind.PLAN: "全年抽查计划",
    SubmissionKind.PARTNERS: "联合部门名单",
}
_TONES = {
    SubmissionState.PENDING: "neutral",
    SubmissionState.SUBMITTED: "teal",
    SubmissionState.RETURNED: "warn",
    SubmissionState.MERGED: "ok",
}


@dataclass(frozen=True, slots=True)
class SectionLine:
    """The submissions of one 科室."""

    key: int
    name: str
    rows: Mapping[SubmissionKind, SubmissionRow]

    @property
    def came(self) -> int:
        """How many have come."""
        return sum(not row.is_missing for row in self.rows.values())


@dataclass
class CellFilter:
    """Which cells of the matrix are shown: those that a count counts."""

    accepts: Callable[[SubmissionRow], bool]

    def shown(self, line: SectionLine, kind: SubmissionKind) -> SubmissionRow | None:
        """Return the submission of a cell, None where it has none or is not counted."""
        row = line.rows.get(kind)
        return row if row is not None and self.accepts(row) else None

    def any_of(self, line: SectionLine) -> bool:
        """Whether a line has a cell to show."""
        return any(self.accepts(row) for row in line.rows.values())


def section_lines(rows: Sequence[SubmissionRow]) -> list[SectionLine]:
    """Return a line for each 科室, in the order of the rows."""
    by_section: dict[int, dict[SubmissionKind, SubmissionRow]] = {}
    for row in rows:
        by_section.setdefault(row.section_key, {})[row.kind] = row
    return [
        SectionLine(key, next(iter(kinds.values())).section_name, kinds) for key, kinds in by_section.items()
    ]


def state_chip(row: SubmissionRow) -> Chip:
    """Return the state; what is overdue says by how many days."""
    if row.is_overdue:
        word = "退回" if row.state is SubmissionState.RETURNED else "未报"
        return Chip(f"{word} 逾期{row.days_late}天", "bad")
    return Chip(row.state.label, _TONES[row.state])


def submission_columns(cells: CellFilter) -> tuple[Column[SectionLine], ...]:
    """Return the columns; a cell that the filter leaves out stays blank."""
    kinds = (
        Column[SectionLine](
            SHORT_TITLES[kind],
            partial(_text, cells, kind),
            partial(_order, kind),
            width=128,
            chips=partial(_chips, cells, kind),
            is_searched=False,
        )
        for kind in SubmissionKind
    )
    return (
        Column(SECTION, lambda line: line.name, width=150),
        *kinds,
        Column("已报", _progress, lambda line: line.came, width=56, align=CENTER, is_searched=False),
    )


def _text(cells: CellFilter, kind: SubmissionKind, line: SectionLine) -> str:
    row = cells.shown(line, kind)
    return state_chip(row).text if row is not None else ""


def _chips(cells: CellFilter, kind: SubmissionKind, line: SectionLine) -> list[Chip]:
    row = cells.shown(line, kind)
    return [state_chip(row)] if row is not None else []


def _order(kind: SubmissionKind, line: SectionLine) -> tuple[int, int] | None:
    row = line.rows.get(kind)
    return (list(SubmissionState).index(row.state), -row.days_late) if row is not None else None


def _progress(line: SectionLine) -> str:
    return f"{line.came}/{len(line.rows)}"
