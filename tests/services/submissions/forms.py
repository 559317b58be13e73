"""Templates filled in as a 科室 would, for tests: the samples of the sheet 填写说明 become rows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from models.vocab import SubmissionKind
from services.container import Services
from services.submissions.receiving import template_words
from services.submissions.rows import SubmissionRow
from services.submissions.samples import SAMPLES
from services.submissions.templates import LAYOUTS, render_template

HEADER_ROW = 3


def line(
    services: Services, kind: SubmissionKind, section: str = "政策法规科", year: int = 2022
) -> SubmissionRow:
    """Return one line of an opened year."""
    rows = services.submissions.get_year(year).rows
    return next(row for row in rows if row.kind is kind and row.section_name == section)


def blank(services: Services, folder: Path, row: SubmissionRow) -> Path:
    """Write the template of a line."""
    path = folder / f"{row.kind.value}.xlsx"
    path.write_bytes(render_template(row.kind, template_words(services, row.year, row.section_name)))
    return path


def filled(
    services: Services, folder: Path, row: SubmissionRow, records: Sequence[Mapping[str, str]] | None = None
) -> Path:
    """Write the template of a line with records under its header; the two samples without any."""
    path = blank(services, folder, row)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[HEADER_ROW]]
    places = {
        column.field: titles.index(column.title) + 1
        for column in LAYOUTS[row.kind].columns
        if column.title in titles
    }
    rows = records if records is not None else SAMPLES[row.kind](row.year, row.section_name)
    for number, record in enumerate(rows, HEADER_ROW + 1):
        for name, text in record.items():
            sheet.cell(number, places[name]).value = text
    book.save(path)
    return path
