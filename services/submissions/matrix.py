"""科室报送情况 as a workbook to print or send on: 科室 × five kinds, each cell with its state and day."""

from datetime import datetime
from pathlib import Path

from models.vocab import SubmissionKind, SubmissionState
from services.files.form_sheet import FormColumn, FormSheet, render_form_sheet
from services.files.writing import write_file
from services.submissions.rows import SubmissionCounts, SubmissionRow, SubmissionYear


def counts_line(counts: SubmissionCounts) -> str:
    """Return 应报 25 项 · 已报 12 · 未报 13 · 逾期 3."""
    return (
        f"应报 {counts.expected} 项 · 已报 {counts.submitted} · 未报 {counts.missing} · 逾期 {counts.overdue}"
    )


def cell_words(row: SubmissionRow) -> str:
    """Return the state of one submission with its day, as the sheet prints it."""
    if row.state is SubmissionState.MERGED:
        return f"已汇总 {_short(row)}"
    if row.state is SubmissionState.SUBMITTED:
        return f"已报 {_short(row)}" + (f"（迟 {row.days_late} 天）" if row.days_late else "")
    late = f"（逾期 {row.days_late} 天）" if row.is_overdue else ""
    return row.state.label + late


def export_matrix(year: SubmissionYear, path: Path) -> None:
    """Write the matrix as .xlsx on one landscape page; raises UnwritableFileError."""
    sections = list(dict.fromkeys(row.section_name for row in year.rows))
    cells = {(row.section_name, row.kind): row for row in year.rows}
    rows: list[list[str]] = []
    for section in sections:
        found = [cells.get((section, kind)) for kind in SubmissionKind]
        came = sum(row is not None and not row.is_missing for row in found)
        due = max((row.due_on.isoformat() for row in found if row is not None), default="")
        rows.append(
            [section, *(cell_words(row) if row else "" for row in found), f"{came}/{len(found)}", due]
        )
    columns = (
        FormColumn("科室", 24),
        *(FormColumn(kind.label, 30) for kind in SubmissionKind),
        FormColumn("已报/应报", 10),
        FormColumn("截止日期", 13),
    )
    form = FormSheet(
        name="科室报送情况",
        title=f"{year.year}年度科室报送情况",
        lead=f"截止日期：{year.due_on.isoformat()}    统计日期：{year.today.isoformat()}    {counts_line(year.counts)}",
        columns=columns,
        moment=datetime(year.today.year, year.today.month, year.today.day),  # noqa: DTZ001 - a bare date
        rows=rows,
    )
    write_file(path, render_form_sheet(form))


def _short(row: SubmissionRow) -> str:
    return row.submitted_on.isoformat() if row.submitted_on is not None else ""
