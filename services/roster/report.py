"""The workbook that goes back to whoever sent the sheet: the refused rows with the reasons, and the rows without a 镇街."""

from collections.abc import Sequence
from pathlib import Path

from services.files.tables import Table, write_tables
from services.roster.headers import OUR_TITLES
from services.roster.import_rows import ImportReport, Problem

REFUSED = "未导入的行"
ROW_NUMBER, REASON = OUR_TITLES
_CELL_LIMIT = 32_767


def write_import_report(path: Path, report: ImportReport) -> None:
    """Write the refused rows in the sender's own columns with 原因 in red, so that they can be corrected and sent again.

    Raises UnwritableFileError.
    """
    refused = Table(
        title=REFUSED,
        header=(*_own(report, report.header), ROW_NUMBER, REASON),
        rows=[
            (
                *_own(report, _padded(row.cells, len(report.header))),
                str(row.row),
                "".join(_reasons(row.problems))[:_CELL_LIMIT],
            )
            for row in report.refused
        ],
        widths=(*(16 for _title in _own(report, report.header)), 8, 60),
        red=(REASON,),
    )
    unplaced = Table(
        title="镇街待定与区外",
        header=(ROW_NUMBER, "企业名称", "地址", "说明"),
        rows=[(str(row.row), row.name, row.address, row.reason) for row in report.unplaced],
        widths=(8, 36, 50, 30),
    )
    write_tables(path, *(table for table in (refused, unplaced) if table.rows))


def _own(report: ImportReport, cells: Sequence[str]) -> list[str]:
    """Return the cells of the sender's own columns, as long as Excel allows, without our two of an earlier round."""
    return [
        cell[:_CELL_LIMIT]
        for title, cell in zip(report.header, cells, strict=True)
        if title not in OUR_TITLES
    ]


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells, *("" for _ in range(width - len(cells))))[:width]


def _reasons(problems: tuple[Problem, ...]) -> list[str]:
    return [f"【{problem.column}】{problem.message}" for problem in problems]
