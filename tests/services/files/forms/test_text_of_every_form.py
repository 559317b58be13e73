"""Every form, filled and blank, in each 文书 set: its text copies and searches exactly, and nothing overlaps or leaves the page.

A form that is added to the catalogue is covered here without another line.
"""

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from models.vocab import FormSet
from services.files.flow import Sheet, compose
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, Form, blank_view, render_copies, sample_view
from services.files.page import HEIGHT, WIDTH, right_end
from services.files.pdf_document import Numbering
from services.files.pieces import RowMark, RuleMark
from tests.services.files.block_texts import headers, said
from tests.services.files.pdf_reading import page_texts

MAKERS = {"sample": sample_view, "blank": blank_view}
CASES = [
    pytest.param(form, form_set, filled, id=f"{kind.name}-{form_set.name}-{filled}")
    for kind, form in FORMS.items()
    for form_set in form.wordings
    for filled in MAKERS
]
HANG = 8.5  # points: the blank half of a closing mark may hang over the edge


def view_of(form: Form[Any], form_set: FormSet, filled: str) -> Any:
    return MAKERS[filled](form, form_set)


def rows_of(sheet: Sheet) -> list[RowMark]:
    return [mark for mark in sheet.marks if isinstance(mark, RowMark) and mark.row]


def text_of(row: RowMark) -> str:
    return "".join("".join(run.text for run in row.row).split())


def number_of(form: Form[Any], sheet: Sheet, page: int, total: int) -> str:
    if not sheet.has_number or form.numbering is Numbering.NONE:
        return ""
    return f"共{total}页第{page}页" if form.numbering is Numbering.OF_TOTAL else f"—{page}—"


@pytest.mark.parametrize(("form", "form_set", "filled"), CASES)
def test_the_pages_say_what_the_blocks_say(form: Form[Any], form_set: FormSet, filled: str) -> None:
    blocks = tuple(form.blocks(view_of(form, form_set, filled)))

    printed = Counter("".join(text_of(row) for sheet in compose(blocks) for row in rows_of(sheet)))

    told = Counter(said(blocks))
    assert told - printed == Counter()
    assert set(printed - told) <= set(headers(blocks))


@pytest.mark.parametrize(("form", "form_set", "filled"), CASES)
def test_each_row_is_read_back_and_found_as_it_was_set(
    form: Form[Any], form_set: FormSet, filled: str
) -> None:
    view = view_of(form, form_set, filled)
    sheets = compose(form.blocks(view))

    pages = page_texts(render_copies([Copy(form, view)]))

    assert len(pages) == len(sheets)
    for page, (sheet, text) in enumerate(zip(sheets, pages, strict=True), start=1):
        rows = [text_of(row) for row in rows_of(sheet)]
        assert [row for row in rows if row not in text] == []
        expected = Counter("".join(rows) + view.mark + number_of(form, sheet, page, len(sheets)))
        assert Counter(text) == expected


@pytest.mark.parametrize(("form", "form_set", "filled"), CASES)
def test_no_row_overlaps_another_or_leaves_the_page(form: Form[Any], form_set: FormSet, filled: str) -> None:
    for sheet in compose(form.blocks(view_of(form, form_set, filled))):
        width, height = (HEIGHT, WIDTH) if sheet.is_landscape else (WIDTH, HEIGHT)
        spans = [
            (row.x + row.row[0].x, row.x + right_end(row.row), row.baseline, text_of(row))
            for row in rows_of(sheet)
            if not row.is_red
        ]
        outside = [text for left, right, _y, text in spans if left < -HANG or right > width + HANG]
        overlapping = [
            (one[3], other[3])
            for one, other in combinations(spans, 2)
            if abs(one[2] - other[2]) < HANG and max(one[0], other[0]) < min(one[1], other[1]) - HANG
        ]
        assert (outside, overlapping) == ([], [])
        assert max((y for _l, _r, y, _t in spans), default=0) <= height + 1
        rules = [mark for mark in sheet.marks if isinstance(mark, RuleMark) and not mark.is_red]
        assert max((max(rule.y1, rule.y2) for rule in rules), default=0) <= height + HANG
