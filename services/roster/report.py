"""The workbook that goes back to whoever sent the sheet: the refused rows with the reasons, and the rows without a 镇街."""

from pathlib import Path

from services.files.tables import Table, write_tables
from services.roster.import_rows import ImportReport, Problem

REASON = "原因"


def write_import_report(path: Path, report: ImportReport) -> None:
    """Write the refused rows in the sender's own columns with 原因 in red, so that they can be corrected and sent again.

    Raises UnwritableFileError.
    """
    refused = Table(
        title="未导入的行",
        header=(*report.header, "原行号", REASON),
        rows=[
            (*_padded(row.cells, len(report.header)), str(row.row), "".join(_reasons(row.problems)))
            for row in report.refused
        ],
        widths=(*(16 for _title in report.header), 8, 60),
        red=(REASON,),
    )
    unplaced = Table(
        title="镇街待定与区外",
        header=("原行号", "企业名称", "地址", "说明"),
        rows=[(str(row.row), row.name, row.address, row.reason) for row in report.unplaced],
        widths=(8, 36, 50, 30),
    )
    write_tables(path, *(table for table in (refused, unplaced) if table.rows))


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))[:width]


def _reasons(problems: tuple[Problem, ...]) -> list[str]:
    return [f"【{problem.column}】{problem.message}" for problem in problems]
