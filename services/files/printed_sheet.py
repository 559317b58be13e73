"""What workbooks made to be printed have in common: texts that stay texts, and landscape pages."""

import unicodedata
from typing import Any


def put_text(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a text that never becomes a formula, without characters that a workbook cannot hold."""
    cell = sheet.cell(row, column)
    cell.value = "".join(char for char in text if char.isprintable() or char in "\n　")
    cell.data_type = "s"


def half_widths(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def set_up_landscape(sheet: Any, *, header_row: int, area: str, mark: str) -> None:
    """Print on A4 landscape, one page wide, with the header and a page number on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"
    if mark:
        sheet.oddHeader.right.text = mark.replace("&", "&&")
    sheet.freeze_panes = f"A{header_row + 1}"
