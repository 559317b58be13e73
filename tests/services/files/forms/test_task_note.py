"""派发单 and 任务通知书: whom to inspect, who goes, until when, and a line for who received it."""

from dataclasses import replace

import pytest

from models.errors import UnprintableTextError
from models.vocab import FormSet
from services.files.forms.form import Copy, blank_view, render_copies, sample_view
from services.files.forms.parts import OfficerLine
from services.files.forms.task_note import FORM, TaskNoteLine, TaskNoteView
from services.files.frozen_view import view_from_json, view_to_json
from tests.services.files.pdf_reading import boxes, page_texts, whole_text

VIEW = sample_view(FORM, FormSet.EMERGENCY)


def printed(view: TaskNoteView) -> str:
    return whole_text(render_copies([Copy(FORM, view)]))


def test_the_note_says_what_the_draw_gave_and_who_goes() -> None:
    text = printed(VIEW)

    assert "样例市样例区应急管理局随机抽查派发单" in text
    for told in (
        "承办科室样例综合行政执法大队检查期限2022年12月31日",
        "任务编号410307202206100001计划编号41030720220001",
        "抽取时间2022年6月10日9:30:00结果校验码A1B2-C3D4-E5F6-0718",
        "现将下列2户检查对象派发你单位",
        "样例耐火材料有限公司",
        "样例张三（组长）16030000001",
        "样例李四16030000002",
        "签收时间",
    ):
        assert told in text


def test_the_officers_carry_it_as_their_task_notice() -> None:
    text = printed(replace(VIEW, receiver="样例张三、样例李四", is_for_team=True))

    assert "随机抽查任务通知书" in text
    assert "现指派你组对下列2户检查对象实施检查" in text
    assert "派发单" not in text


def test_a_long_list_goes_over_pages_with_its_header_and_signs_once() -> None:
    line = VIEW.lines[0]
    lines = tuple(replace(line, name=f"样例第{number}机械有限公司") for number in range(60))

    pages = page_texts(render_copies([Copy(FORM, replace(VIEW, lines=lines))]))

    assert len(pages) > 3
    assert [page.count("检查人员（执法证号）") for page in pages[:-1]] == [1] * (len(pages) - 1)
    assert "".join(pages).count("签收人") == 1 + "".join(pages).count("交签收人")
    assert all(f"样例第{number}机械" in "".join(pages) for number in range(60))


def test_names_of_sixty_characters_and_twelve_officers_stay_within_the_margins() -> None:
    officers = tuple(
        OfficerLine(f"欧阳{number}", "大队", f"160302220{number}", "") for number in range(10, 22)
    )
    line = TaskNoteLine("洛阳偃师" * 15, "91410307MA9K000016", "河南省洛阳市偃师区" * 30, officers)

    ink = boxes(render_copies([Copy(FORM, replace(VIEW, lines=(line,)))]), 0, loose=False)

    assert min(box.left for box in ink) >= 27
    assert max(box.right for box in ink) <= 184.5


def test_an_empty_note_has_rows_to_write_on() -> None:
    text = printed(blank_view(FORM, FormSet.EMERGENCY))

    assert "样例" not in text
    assert "现将下列＿＿户检查对象" in text
    assert "共1页第1页" in text


def test_the_stored_view_gives_the_same_note() -> None:
    stored = view_from_json(TaskNoteView, view_to_json(VIEW))

    assert render_copies([Copy(FORM, stored)]) == render_copies([Copy(FORM, VIEW)])


def test_a_character_without_a_face_is_refused_by_field() -> None:
    lines = (replace(VIEW.lines[0], name="样例𪚥厂"),)

    with pytest.raises(
        UnprintableTextError, match="样例综合行政执法大队的随机抽查派发单无法打印：“检查对象名称”中的“𪚥”"
    ):
        printed(replace(VIEW, lines=lines))
