"""Views as text: what was issued is stored and printed again, byte for byte."""

import json

import pytest

from services.files.forms.feedback import FeedbackView
from services.files.forms.notice import NoticeView
from services.files.frozen_view import on_plain_lines, view_from_json, view_to_json
from services.files.plan_summary import PlanSummaryView
from tests.services.files.paper_builders import (
    feedback_view,
    notice_view,
    plan_summary_view,
    render_feedback,
    render_notice,
)


def test_a_notice_comes_back_as_it_was() -> None:
    view = notice_view(visit_ordinal=None)

    assert view_from_json(NoticeView, view_to_json(view)) == view


def test_a_letter_comes_back_as_it_was() -> None:
    view = feedback_view()

    assert view_from_json(FeedbackView, view_to_json(view)) == view


def test_an_annex_comes_back_as_it_was() -> None:
    view = plan_summary_view()

    assert view_from_json(PlanSummaryView, view_to_json(view)) == view


def test_a_stored_notice_is_printed_again_as_the_same_bytes() -> None:
    view = notice_view()
    stored = view_to_json(view)

    assert render_notice(view_from_json(NoticeView, stored)) == render_notice(view)


def test_a_stored_letter_is_printed_again_as_the_same_bytes() -> None:
    view = feedback_view()
    stored = view_to_json(view)

    assert render_feedback(view_from_json(FeedbackView, stored)) == render_feedback(view)


def test_the_text_is_canonical() -> None:
    text = view_to_json(plan_summary_view(lines=(), mark="样例"))

    assert text == (
        '{"bureau":"洛阳市偃师区应急管理局","dated_on":"2022-05-25","lines":[],"mark":"样例","note":"附件：",'
        '"title":"2022年度市场监管领域“双随机、一公开”监管抽查计划汇总表"}'
    )


def test_a_field_that_came_later_takes_its_default() -> None:
    stored = json.loads(view_to_json(notice_view()))
    del stored["is_compulsory"]

    assert view_from_json(NoticeView, json.dumps(stored)) == notice_view()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unknown", 1),
        ("title", 1),
        ("title", None),
        ("lines", "text"),
        ("lines", [{}]),
        ("dated_on", "25.5.2022"),
    ],
)
def test_a_text_that_is_no_such_view_is_refused(name: str, value: object) -> None:
    stored = json.loads(view_to_json(plan_summary_view()))

    with pytest.raises(ValueError, match=r"."):
        view_from_json(PlanSummaryView, json.dumps({**stored, name: value}))


def test_what_a_view_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="a view holds no float"):
        view_to_json(plan_summary_view(mark=0.5))


def test_tabs_become_blanks_and_strange_line_ends_plain_ones_and_nothing_else_changes() -> None:
    view = notice_view(enterprise_name="甲\t公\r\n司\u2028乙", items=("一\x0b二", "三\u3000四"))

    plain = on_plain_lines(view)

    assert (plain.enterprise_name, plain.items) == ("甲 公\n司\n乙", ("一\n二", "三\u3000四"))
    assert on_plain_lines(plain) == plain
