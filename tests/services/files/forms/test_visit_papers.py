"""Every paper after the visit: read back whole, right on hard input, fit to be filled in by hand."""

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from models.errors import UnprintableTextError
from services.files.flow import compose
from services.files.forms import decision, order, review
from services.files.forms.form import Copy, Form, render_copies
from services.files.forms.parts import EnterpriseLine, OfficerLine
from services.files.frozen_view import view_from_json, view_to_json
from services.files.pieces import SeatMark
from tests.services.files.forms.visit_papers import (
    FORMS,
    OFFICERS,
    bare_view,
    order_items,
    paper_view,
    pdf_of,
    printed,
    review_items,
)
from tests.services.files.pdf_reading import boxes, page_texts

EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind.value)
SIGNED = pytest.mark.parametrize(
    "form", [order.FORM, review.FORM, decision.FORM], ids=lambda form: form.kind.value
)

LONG_NAME = "洛阳偃师" + "耐火材料与特种铸造设备制造" * 4 + "有限公司"
LONG_ADDRESS = "河南省洛阳市偃师区首阳山街道" * 21 + "商都路12号"
STRAY = re.compile(r"[，、；：]{2}|[，、；]。|。。|（）|《》|“”|[（《][，。、；]|：。")


def hard(form: Form[Any]) -> dict[str, Any]:
    """Return the changes of a view that make every field as long as it gets."""
    enterprise = EnterpriseLine(
        LONG_NAME, "91410307MA9K000016", LONG_ADDRESS, "欧阳", "欧阳", "0379-1", "机械"
    )
    twelve = tuple(OfficerLine(f"欧阳{n}", "大队", f"160302220{n}", "") for n in range(10, 22))
    changes = {
        "enterprise_name": LONG_NAME,
        "enterprise": enterprise,
        "party": enterprise,
        "officers": twelve,
        "task_name": "机械行业随机抽查" * 10,
        "hazards": tuple(f"第{n}处{'防护栏缺失' * 12}" for n in range(1, 41)),
        "facts": tuple(f"第{n}处{'防护栏缺失' * 12}" for n in range(1, 41)),
        "items": review_items(40, "已整改", "未整改") if form.kind.value == "review" else order_items(40),
    }
    names = {part.name for part in fields(form.view)}
    return {name: value for name, value in changes.items() if name in names}


@EACH
def test_a_stored_paper_is_printed_again_as_the_same_bytes(form: Form[Any]) -> None:
    view = paper_view(form)

    again = view_from_json(form.view, view_to_json(view))

    assert again == view
    assert pdf_of(form, again) == pdf_of(form, view)


@EACH
def test_an_empty_form_stands_on_as_few_pages_as_it_can_and_says_nothing_of_the_sample(
    form: Form[Any],
) -> None:
    pages = page_texts(pdf_of(form, bare_view(form)))

    assert len(pages) == (3 if form.kind.value == "transfer" else 1)
    assert form.kind.label in pages[0]
    assert re.search(r"样例|2022|\{|None", "".join(pages)) is None


@EACH
def test_missing_facts_leave_blanks_and_no_stray_marks(form: Form[Any]) -> None:
    number = {"number": "（豫偃）应急〔2022〕1号"} if hasattr(bare_view(form), "number") else {}

    text = re.sub(r"_+", "甲", printed(form, bare_view(form, **number)))

    assert STRAY.findall(text) == []


@EACH
def test_long_names_addresses_and_lists_are_printed_whole_within_the_margins(form: Form[Any]) -> None:
    view = paper_view(form, **hard(form))

    pdf = pdf_of(form, view)

    text = printed(form, view)
    ink = [box for page in range(len(page_texts(pdf))) for box in boxes(pdf, page, loose=False)]
    assert (len(LONG_NAME), len(LONG_ADDRESS)) == (60, 300)
    assert LONG_NAME in text
    assert [
        n for n in range(1, 41) if hasattr(view, "items") and f"第{n}处{'防护栏缺失' * 12}" not in text
    ] == []
    assert [n for n in range(10, 22) if hasattr(view, "officers") and f"160302220{n}" not in text] == []
    assert (LONG_ADDRESS in text) is hasattr(view, "party")
    assert min(box.left for box in ink) >= 27
    assert max(box.right for box in ink) <= 185
    assert min(box.top for box in ink) >= 36


@EACH
def test_line_feeds_tabs_and_markup_in_a_name_are_plain_text(form: Form[Any]) -> None:
    name = "洛阳<b>甲</b>\n&乙\t有限公司"
    enterprise = EnterpriseLine(name=name)
    names = {part.name for part in fields(form.view)}
    changes = {"enterprise_name": name, "enterprise": enterprise, "party": enterprise}
    view = paper_view(form, **{key: value for key, value in changes.items() if key in names})

    assert "洛阳<b>甲</b>&乙有限公司" in printed(form, view)


@EACH
def test_a_character_without_a_face_refuses_the_paper_and_names_it(form: Form[Any]) -> None:
    names = {part.name for part in fields(form.view)}
    bad = {"enterprise_name": "甲𪚥", "enterprise": EnterpriseLine("甲𪚥"), "party": EnterpriseLine("甲𪚥")}
    view = paper_view(form, **{key: value for key, value in bad.items() if key in names})

    with pytest.raises(UnprintableTextError, match=rf"{form.kind.label}无法打印：.*“𪚥”（U\+2A6A5）"):
        render_copies([Copy(form, view)])


@SIGNED
def test_two_officers_have_a_seat_each_even_where_none_is_known(form: Form[Any]) -> None:
    view = paper_view(form, officers=())
    seats = {
        mark.seat
        for sheet in compose(tuple(form.blocks(view)))
        for mark in sheet.marks
        if isinstance(mark, SeatMark)
    }

    assert seats == {"检查人员1", "检查人员2", "负责人"}


@SIGNED
def test_each_officer_of_a_large_team_has_a_seat(form: Form[Any]) -> None:
    view = replace(paper_view(form), officers=OFFICERS * 6)
    seats = [
        mark.seat
        for sheet in compose(tuple(form.blocks(view)))
        for mark in sheet.marks
        if isinstance(mark, SeatMark)
    ]

    assert [seat for seat in seats if seat != "负责人"] == [f"检查人员{n}" for n in range(1, 13)]
