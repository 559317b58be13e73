"""A workbook that somebody fills in: title, a line that says whose it is, header, empty rows with drop-downs and prompts.

Lists of a drop-down stand on a hidden sheet: a list inside a validation may not be longer than 255 characters. Codes and
telephones are text cells, so that Excel does not turn them into numbers.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from services import program
from services.files.fixed_workbook import workbook_bytes
from services.files.printed_sheet import half_widths

_TITLE_ROW, _LEAD_ROW, HEADER_ROW = 1, 2, 3
_DRAWN_ROWS = 18
_CHECKED_ROWS = 20_000
_PAGE_CHARACTERS = 215  # of a landscape A4 page that is still read without a glass
_PROMPT_LIMIT, _PROMPT_TITLE_LIMIT = 250, 32
_LISTS = "选项"
_NOTE_WIDTHS = (20, 8, 64, 34, 34)


class CellKind(Enum):
    """What Excel should make of a cell."""

    TEXT = "@"
    DAY = "yyyy-mm-dd"
    COUNT = "0"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to be filled in. ``choices`` are offered; with ``is_free`` other texts are taken too (several words in a cell)."""

    title: str
    width: float = 12
    kind: CellKind = CellKind.TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_free: bool = False
    prompt: str = ""
    samples: tuple[str, ...] = ()
    """For the sheet 填写说明 only; they never stand among the rows."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One workbook: its sheet, and the sheet 填写说明 where there is something to explain."""

    name: str
    title: str
    lead: str
    columns: tuple[FormColumn, ...]
    moment: datetime
    rows: Sequence[Sequence[str]] = ()
    notes: tuple[str, ...] = ()
    frozen_columns: int = 0


def render_form_sheet(form: FormSheet) -> bytes:
    """Return the form as .xlsx; the same form gives the same bytes."""
    from openpyxl import Workbook  # deferred: a window that exports nothing pays nothing

    book = Workbook()
    sheet: Any = book.active
    sheet.title = form.name
    _fill(sheet, form)
    _offer_choices(book, sheet, form)
    _set_up_page(sheet, form)
    if form.notes:
        _explain(book.create_sheet("填写说明", 1), form)
    return workbook_bytes(book, title=form.title, creator=program.NAME, moment=form.moment)


def _fill(sheet: Any, form: FormSheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    _put(sheet, _TITLE_ROW, 1, form.title).font = Font(name="黑体", size=16)
    _put(sheet, _LEAD_ROW, 1, form.lead).font = Font(name="宋体", size=11, color="475467")
    sheet.row_dimensions[_TITLE_ROW].height, sheet.row_dimensions[_LEAD_ROW].height = 30, 22
    sheet.row_dimensions[HEADER_ROW].height = 32
    for place, column in enumerate(form.columns, 1):
        head = _put(sheet, HEADER_ROW, place, column.title)
        head.font = Font(name="黑体", size=11, color="B42318" if column.is_required else "101828")
        head.fill = PatternFill("solid", fgColor="F0F2F5")
        head.border = _border()
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = column.kind.value  # of the cells below the drawn ones
    for row in range(len(form.rows) if form.rows else _DRAWN_ROWS):
        texts = form.rows[row] if form.rows else ()
        _draw_row(sheet, HEADER_ROW + 1 + row, form, texts)
    sheet.freeze_panes = f"{get_column_letter(form.frozen_columns + 1)}{HEADER_ROW + 1}"


def _draw_row(sheet: Any, row: int, form: FormSheet, texts: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.row_dimensions[row].height = 20
    for place, column in enumerate(form.columns, 1):
        text = texts[place - 1] if place <= len(texts) else ""
        cell = _put(sheet, row, place, text) if text else sheet.cell(row, place)
        cell.number_format = column.kind.value
        cell.font = Font(name="宋体", size=11)
        cell.border = _border()
        cell.alignment = Alignment(vertical="center", wrap_text=bool(form.rows))


def _offer_choices(book: Any, sheet: Any, form: FormSheet) -> None:
    """Put the drop-downs, the limits of dates and counts, and the prompts on the columns."""
    from openpyxl.utils import get_column_letter

    lists: Any = None
    for place, column in enumerate(form.columns, 1):
        area = ""
        if column.choices:
            if lists is None:
                lists = book.create_sheet(_LISTS)
                lists.sheet_state = "hidden"
            letter = get_column_letter(place)
            _put(lists, 1, place, column.title)
            for row, word in enumerate(column.choices, 2):
                _put(lists, row, place, word)
            area = f"{_LISTS}!${letter}$2:${letter}${len(column.choices) + 1}"
        if rule := _validation(column, area):
            letter = get_column_letter(place)
            rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + _CHECKED_ROWS}")
            sheet.add_data_validation(rule)


def _validation(column: FormColumn, area: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    if area:
        rule = DataValidation(type="list", formula1=area, allow_blank=True)
        rule.showErrorMessage = not column.is_free
        rule.error = "请从下拉列表中选择。"
    elif column.kind is CellKind.DAY:
        rule = DataValidation(
            type="date", operator="between", formula1="1", formula2="73050", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.error = "请填写日期，例如 2022-05-25。"
    elif column.kind is CellKind.COUNT:
        rule = DataValidation(
            type="whole", operator="between", formula1="0", formula2="9999999", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.error = "请填写整数。"
    elif column.prompt:
        rule = DataValidation(allow_blank=True)
    else:
        return None
    rule.errorTitle = column.title[:_PROMPT_TITLE_LIMIT]
    if column.prompt:
        rule.showInputMessage = True
        rule.promptTitle = column.title[:_PROMPT_TITLE_LIMIT]
        rule.prompt = column.prompt[:_PROMPT_LIMIT]
    return rule


def _set_up_page(sheet: Any, form: FormSheet) -> None:
    """Print on landscape A4, the header on each page, a wide form over several pages."""
    from openpyxl.utils import get_column_letter

    pages = math.ceil(sum(column.width for column in form.columns) / _PAGE_CHARACTERS)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_title_rows = f"{_TITLE_ROW}:{HEADER_ROW}"
    if form.frozen_columns and pages > 1:  # a title would be cut off at the columns that are repeated
        sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        sheet.print_title_cols = f"A:{get_column_letter(form.frozen_columns)}"
    sheet.oddFooter.center.text = "— &P / &N —"


def _explain(sheet: Any, form: FormSheet) -> None:
    """Write 填写说明: sentences, then one line a column with what may stand in it and two samples in grey."""
    from openpyxl.styles import Alignment, Font, PatternFill

    _put(sheet, 1, 1, "填写说明").font = Font(name="黑体", size=16)
    for row, sentence in enumerate(form.notes, 2):
        _put(sheet, row, 1, sentence).font = Font(name="宋体", size=11)
    top = len(form.notes) + 3
    width = max((len(column.samples) for column in form.columns), default=0)
    header = ("栏目", "必填", "怎样填写", *(f"样例{number}" for number in range(1, width + 1)))
    for place, title in enumerate(header, 1):
        head = _put(sheet, top, place, title)
        head.font, head.fill, head.border = (
            Font(name="黑体", size=11),
            PatternFill("solid", fgColor="F0F2F5"),
            _border(),
        )
    for row, column in enumerate(form.columns, top + 1):
        samples = (*column.samples, *("" for _ in range(width - len(column.samples))))
        for place, text in enumerate(
            (column.title, "必填" if column.is_required else "", column.prompt, *samples), 1
        ):
            cell = _put(sheet, row, place, text)
            cell.font = Font(name="宋体", size=11, color="98A2B3" if place > 3 else "101828")
            cell.border = _border()
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="center", wrap_text=True)
        told = (column.title, "", column.prompt, *samples)
        lines = [
            math.ceil(half_widths(text) / (size - 2)) for text, size in zip(told, _NOTE_WIDTHS, strict=False)
        ]
        sheet.row_dimensions[row].height = max(*lines, 1) * 15 + 3
    for letter, size in zip("ABCDE", _NOTE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = size
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _border() -> Any:
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="98A2B3")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text that never becomes a formula."""
    cell = sheet.cell(row, column)
    cell.value = "".join(char for char in text if char.isprintable())
    cell.data_type = "s"
    return cell
