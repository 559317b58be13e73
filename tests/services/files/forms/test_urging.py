"""督办单: what, since when, until when to answer, with room for the answer."""

from dataclasses import replace
from datetime import date

from models.vocab import FormSet
from services.files.forms.form import Copy, blank_view, render_copies, sample_view
from services.files.forms.urging import FORM, UrgingLine, UrgingView
from services.files.frozen_view import view_from_json, view_to_json
from tests.services.files.pdf_reading import page_texts, whole_text

VIEW = sample_view(FORM, FormSet.EMERGENCY)


def printed(view: UrgingView) -> str:
    return whole_text(render_copies([Copy(FORM, view)]))


def test_it_names_every_matter_with_its_day_and_the_day_to_answer() -> None:
    text = printed(VIEW)

    assert "“双随机、一公开”工作督办单（样例）应急督〔2022〕3号样例综合行政执法大队：" in text
    assert "截至2022年10月10日，你单位承办的“双随机、一公开”监管工作有下列2项超过规定期限" in text
    assert "2022年9月23日17天" in text
    assert "并于2022年10月14日前将落实情况书面报局双随机领导小组办公室" in text
    assert "联系人：样例联系人，联系电话：0379-00000001。" in text
    assert "落实情况" in text


def test_it_stands_on_one_page_with_its_answer() -> None:
    assert len(page_texts(render_copies([Copy(FORM, VIEW)]))) == 1
    assert len(page_texts(render_copies([Copy(FORM, blank_view(FORM, FormSet.EMERGENCY))]))) == 1


def test_forty_matters_are_all_there_and_the_answer_is_not_torn_apart() -> None:
    lines = tuple(
        UrgingLine(subject=f"样例第{number}厂", matter="责令整改到期未复查", due_on=date(2022, 9, 1), days=39)
        for number in range(40)
    )

    pages = page_texts(render_copies([Copy(FORM, replace(VIEW, lines=lines))]))

    assert all(f"样例第{number}厂" in "".join(pages) for number in range(40))
    assert "落实情况" in pages[-1]
    assert "核销意见" in pages[-1]


def test_an_empty_one_leaves_blanks_to_write_on() -> None:
    text = printed(blank_view(FORM, FormSet.EMERGENCY))

    assert "样例" not in text
    assert "截至＿＿＿＿年＿＿月＿＿日" in text


def test_the_stored_view_gives_the_same_paper() -> None:
    stored = view_from_json(UrgingView, view_to_json(VIEW))

    assert render_copies([Copy(FORM, stored)]) == render_copies([Copy(FORM, VIEW)])
