"""What all papers of a visit have in common: they hold whatever a record holds, and an empty one is fit to write on."""

import re
from dataclasses import replace
from typing import Any

import pytest

from models.errors import UnprintableTextError
from models.vocab import FormSet
from services.files.forms import approval, check_table, notice, site_record, visit_scheme
from services.files.forms.form import Form, blank_view, sample_view
from services.files.forms.parts import EnterpriseLine, SeatSignature
from services.files.frozen_view import view_from_json, view_to_json
from tests.services.files.pdf_reading import boxes, page_texts
from tests.services.files.visit_builders import (
    FIRM,
    LONG_ADDRESS,
    LONG_NAME,
    printed,
    render,
    seats,
)

FORMS = [
    pytest.param(form, form_set, id=f"{form.kind.value}-{form_set.value}")
    for form in (approval.FORM, visit_scheme.FORM, site_record.FORM, check_table.FORM)
    for form_set in form.wordings
]
WITH_NOTICE = [
    *FORMS,
    pytest.param(notice.FORM, FormSet.EMERGENCY, id="notice-emergency"),
    pytest.param(notice.FORM, FormSet.MINISTRY, id="notice-ministry"),
]
PAGES_OF_BLANK = {"approval": 1, "visit_scheme": 1, "site_record": 2, "check_table": 2, "notice": 3}
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def filled(form: Form[Any], form_set: FormSet, **changes: Any) -> Any:
    """Return the sample for the usual enterprise."""
    return replace(form.sample(form.default_wording(form_set)), **{"enterprise": FIRM, **changes})


@pytest.mark.parametrize(("form", "form_set"), WITH_NOTICE)
def test_an_empty_form_says_nothing_of_anybody(form: Form[Any], form_set: FormSet) -> None:
    text = printed(form, blank_view(form, form_set))

    assert re.findall(r"样例|None|\d{4}年|0379|True|False|■", text) == []
    assert re.findall(r"：：|、、|，，|；；|。。|（）(?!应急)|、。|，。|：；|：。", text) == []


@pytest.mark.parametrize(("form", "form_set"), WITH_NOTICE)
def test_an_empty_form_takes_as_many_pages_as_it_should(form: Form[Any], form_set: FormSet) -> None:
    pages = page_texts(render(form, blank_view(form, form_set)))

    assert len(pages) == PAGES_OF_BLANK[form.kind.value]


@pytest.mark.parametrize(("form", "form_set"), WITH_NOTICE)
def test_a_stored_paper_is_read_back_as_it_was(form: Form[Any], form_set: FormSet) -> None:
    view = sample_view(form, form_set)

    assert view_from_json(form.view, view_to_json(view)) == view


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_a_name_of_sixty_characters_and_an_address_of_three_hundred_are_printed_whole(
    form: Form[Any], form_set: FormSet
) -> None:
    view = filled(form, form_set, enterprise=replace(FIRM, name=LONG_NAME, address=LONG_ADDRESS))

    text = printed(form, view)

    assert (len(LONG_NAME), len(LONG_ADDRESS)) == (60, 300)
    assert LONG_NAME in text
    assert LONG_ADDRESS in text


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_line_feeds_tabs_and_marks_of_other_languages_in_a_name_are_only_text(
    form: Form[Any], form_set: FormSet
) -> None:
    view = filled(form, form_set, enterprise=replace(FIRM, name="洛阳<b>甲&乙</b>\n机械\t厂{监督电话}"))

    assert "洛阳<b>甲&乙</b>机械厂{监督电话}" in printed(form, view)


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_nothing_is_printed_outside_the_margins(form: Form[Any], form_set: FormSet) -> None:
    view = filled(form, form_set, enterprise=replace(FIRM, name=LONG_NAME, address=LONG_ADDRESS))
    pdf = render(form, view)

    ink = [box for page in range(len(page_texts(pdf))) for box in boxes(pdf, page, loose=False)]

    assert min(box.left for box in ink) >= 27.5
    assert max(box.right for box in ink) <= 184.5
    assert min(box.top for box in ink) >= 36


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_an_enterprise_of_which_only_the_name_is_known_leaves_blanks(
    form: Form[Any], form_set: FormSet
) -> None:
    text = printed(form, filled(form, form_set, enterprise=EnterpriseLine(name="洛阳甲公司")))

    assert "洛阳甲公司" in text
    assert re.findall(r"：：|、、|（）|None", text) == []


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_without_officers_their_places_are_blank(form: Form[Any], form_set: FormSet) -> None:
    text = printed(form, filled(form, form_set, officers=()))

    assert "样例张三" not in text.replace("承办人（签名）：样例张三", "")
    assert re.findall(r"：：|、、|（）|（执法证号|None", text) == []


@pytest.mark.parametrize(("form", "form_set"), FORMS)
def test_a_character_without_a_face_refuses_the_paper_and_names_firm_field_and_character(
    form: Form[Any], form_set: FormSet
) -> None:
    view = filled(form, form_set, enterprise=replace(FIRM, name="洛阳甲公司", address="偃师𪚥路"))

    with pytest.raises(UnprintableTextError) as refused:
        render(form, view)

    assert refused.value.message == (
        f"洛阳甲公司的{form.title}无法打印：“地址”中的“𪚥”（U+2A6A5）没有可用的字体。请改用规范的写法后重试。"
    )


@pytest.mark.parametrize(("form", "form_set"), WITH_NOTICE)
def test_each_blank_for_a_signature_takes_a_picture(form: Form[Any], form_set: FormSet) -> None:
    view = blank_view(form, form_set)
    places = seats(form, view)

    signed = replace(view, signatures=tuple(SeatSignature(seat, DOT) for seat in places))

    assert places
    assert len(set(places)) == len(places)
    assert render(form, signed).count(b"/Subtype /Image") > render(form, view).count(b"/Subtype /Image")
