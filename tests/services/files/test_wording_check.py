"""Words of the office before they are kept: placeholders, characters, and whether the form still holds them."""

import pytest

from models.vocab import FormSet, PaperKind
from services.files.forms.catalogue import FORMS
from services.files.wording_check import WHOLE, placeholders, wording_problems

SET = FormSet.EMERGENCY
NOTICE = FORMS[PaperKind.NOTICE]
OWN = NOTICE.default_wording(SET)


def problems(**texts: str) -> dict[str, str]:
    return wording_problems(NOTICE, SET, texts)


@pytest.mark.parametrize("kind", FORMS)
def test_the_words_of_the_program_have_no_problem(kind: PaperKind) -> None:
    form = FORMS[kind]

    found = {form_set: wording_problems(form, form_set, {}) for form_set in form.wordings}

    assert found == {form_set: {} for form_set in form.wordings}


def test_placeholders_are_named_once_in_their_order() -> None:
    assert placeholders("{乙}和{甲}，再到{乙}") == ("乙", "甲")


def test_an_unknown_placeholder_is_named_with_those_that_can_be_used() -> None:
    found = problems(methods="检查方法：{检查方式}。")

    assert found == {"methods": "“{检查方式}”不是可用的占位符，可用的有：“{检查方法}”。"}


def test_a_text_without_placeholders_says_that_it_has_none() -> None:
    found = problems(items_heading="{检查事项}")

    assert found == {"items_heading": "“{检查事项}”不是可用的占位符，这段文字没有可用的占位符。"}


def test_a_missing_placeholder_is_named() -> None:
    found = problems(supervision="请拨打监督电话。")

    assert found == {"supervision": "缺少占位符“{监督电话}”，打印时会少了这项内容，请补上。"}


def test_a_placeholder_that_may_be_left_out_is_not_missed() -> None:
    without = OWN.opening.replace("{抽取说明}", "")

    assert problems(opening=without) == {}


@pytest.mark.parametrize("text", ["检查方法：{检查方法。", "检查方法：检查方法}。", "{{检查方法}}"])
def test_braces_that_do_not_close_are_refused(text: str) -> None:
    assert problems(methods=text)["methods"].startswith("花括号不成对")


def test_a_character_without_a_face_is_named_with_its_code() -> None:
    found = problems(items_heading="检查\ue000事项")

    assert "U+E000" in found["items_heading"]


def test_a_text_that_is_needed_may_not_be_empty() -> None:
    assert problems(title=" ") == {"title": "“标题”不能为空，请填写，或恢复程序文字。"}


def test_a_title_has_three_lines_at_most() -> None:
    found = problems(title="{检查机关}\n" + "双随机监督管理工作" * 8 + "检查通知书")

    assert found.keys() == {"title"}
    assert found["title"].endswith(" 行，最多 3 行，请改短。")


def test_a_text_longer_than_the_programs_by_a_page_is_refused() -> None:
    found = problems(visit_with_cap=OWN.visit_with_cap + "请认真阅读。" * 120)

    assert found == {"visit_with_cap": "“第几次检查（有上限）”比程序文字长出一页以上，请改短。"}


def test_texts_that_together_make_the_sample_two_pages_longer_are_a_problem_of_the_whole() -> None:
    more = "请认真阅读，按照要求准备。" * 34

    found = problems(rights=OWN.rights + more, duty=OWN.duty + more, discipline=OWN.discipline + more)

    assert list(found) == [WHOLE]
    assert "页" in found[WHOLE]


def test_words_of_the_office_that_fit_have_no_problem() -> None:
    found = problems(title="{检查机关}\n双随机|检查通知书", rights=OWN.rights + "有疑问的请来电。")

    assert found == {}
