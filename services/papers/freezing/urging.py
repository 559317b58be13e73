"""督办单 of one 科室: every matter that it is late with on the day of counting."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.rules.overdue import overdue_matters
from models.tables.office import Office
from services.files.forms.urging import UrgingLine, UrgingView
from services.office.rows import SAMPLE_MARK
from services.papers.making import Making
from services.papers.year_facts import YearRecord


def overdue_lines(records: Iterable[YearRecord], today: date) -> dict[str, list[UrgingLine]]:
    """Return what each 科室 is late with, the oldest first."""
    found: dict[str, list[UrgingLine]] = {}
    for one in records:
        for matter in overdue_matters(one.overdue(), today):
            line = UrgingLine(
                subject=one.row.enterprise_name,
                matter=matter.text,
                due_on=matter.due_on,
                days=matter.days(today),
            )
            found.setdefault(one.section, []).append(line)
    return {section: sort_lines(lines) for section, lines in found.items()}


def sort_lines(lines: Iterable[UrgingLine]) -> list[UrgingLine]:
    """Put the oldest first."""
    return sorted(lines, key=lambda line: (line.due_on, line.subject, line.matter))


def freeze_urging(
    office: Office,
    section: str,
    lines: Sequence[UrgingLine],
    counted_on: date,
    answer_by: date,
    making: Making,
) -> UrgingView:
    """Freeze the 督办单 of one 科室."""
    return UrgingView(
        bureau=office.bureau_name,
        number=making.number,
        section=section,
        counted_on=counted_on,
        lines=tuple(lines),
        answer_by=answer_by,
        contact_name=office.contact_name,
        contact_phone=office.phone,
        issued_on=making.issued_on,
        mark=SAMPLE_MARK if office.is_sample else "",
        wording=making.wording,
    )
