"""考核表: the office's indicators with what was measured, the scores left to the hand."""

from dataclasses import replace

from models.vocab import FormSet
from services.files.forms.assessment import FORM, AssessmentView, default_indicators
from services.files.forms.form import Copy, blank_view, render_copies, sample_view
from services.files.frozen_view import view_from_json, view_to_json
from tests.services.files.pdf_reading import page_texts, whole_text

VIEW = sample_view(FORM, FormSet.EMERGENCY)


def test_the_default_indicators_make_a_hundred_points() -> None:
    assert sum(one.points for one in default_indicators()) == 100
    assert len({one.name for one in default_indicators()}) == len(default_indicators())


def test_the_sheet_names_the_section_its_indicators_and_the_measured_values() -> None:
    text = whole_text(render_copies([Copy(FORM, VIEW)]))

    assert (
        "2022年度“双随机、一公开”工作考核表被考核科室：样例综合行政执法大队数据截至：2022年12月20日" in text
    )
    assert all(one.name in text for one in default_indicators())
    assert text.count("96.7%（29/30）") == sum(bool(one.measure) for one in default_indicators())
    assert "合计100" in text


def test_filled_and_empty_it_stands_on_one_page() -> None:
    empty = page_texts(render_copies([Copy(FORM, blank_view(FORM, FormSet.EMERGENCY))]))

    assert len(page_texts(render_copies([Copy(FORM, VIEW)]))) == len(empty) == 1
    assert "样例" not in empty[0]
    assert "96.7%" not in empty[0]


def test_long_standards_go_over_to_the_next_page_whole() -> None:
    lines = tuple(replace(line, standard="每少1个百分点扣1分。" * 20) for line in VIEW.lines)

    pages = page_texts(render_copies([Copy(FORM, replace(VIEW, lines=lines))]))

    assert len(pages) > 1
    assert "".join(pages).count("每少1个百分点扣1分。") == 20 * len(lines)


def test_the_stored_view_gives_the_same_sheet() -> None:
    stored = view_from_json(AssessmentView, view_to_json(VIEW))

    assert render_copies([Copy(FORM, stored)]) == render_copies([Copy(FORM, VIEW)])
