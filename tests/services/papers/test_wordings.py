"""固定文字 of the office: versions with who, when and why, in force for what is issued from then on and never for what was."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.office import OperationLog
from models.tables.paper import FormWording
from models.vocab import PaperKind
from services.clock import SimulatedClock
from services.container import Services
from services.files.forms.catalogue import FORMS
from services.papers.wording_rows import WordingState
from tests.services.files.pdf_reading import whole_text
from tests.services.records.acts import ISSUED_ON, VISIT
from tests.services.records.building import add_officers, add_task, dispatch


@pytest.fixture
def drawn_keys(services: Services) -> list[int]:
    officers = add_officers(services)
    return dispatch(
        services,
        add_task(services),
        ["洛阳样例一机械有限公司", "洛阳样例二机械有限公司"],
        [officers[:2], officers[2:]],
    )


def texts_of(state: WordingState) -> dict[str, str]:
    return {text.key: text.text for text in state.texts}


def log_rows(services: Services) -> list[OperationLog]:
    with services.workplace.database.reading() as session:
        rows = session.scalars(select(OperationLog).where(OperationLog.noun == "form_wording")).all()
        session.expunge_all()
        return list(rows)


def test_every_form_is_listed_in_each_of_its_sets(services: Services) -> None:
    rows = services.wordings.list_forms()

    assert {row.name for row in rows} == {name for form in FORMS.values() for name in form.wordings.values()}
    assert {row.version for row in rows} == {0}
    assert {row.kind for row in rows if row.is_in_use} == set(FORMS)


def test_the_texts_come_in_the_order_of_the_form_with_names_and_placeholders(services: Services) -> None:
    state = services.wordings.get("notice")

    opening = next(text for text in state.texts if text.key == "opening")

    assert [text.key for text in state.texts[:3]] == ["title", "credit_code", "registration_number"]
    assert opening.name == "开头段"
    assert opening.text == opening.own
    assert opening.placeholders == ("计划文件", "抽取方式", "抽查任务", "抽取说明")
    assert opening.may_omit == ("抽取说明",)
    assert state.texts[0].has_lines


def test_a_saved_version_keeps_only_what_differs_and_is_logged_with_before_and_after(
    services: Services,
) -> None:
    texts = texts_of(services.wordings.get("notice")) | {"items_heading": "检查的事项"}

    services.wordings.save("notice", texts=texts, note="按法制科意见")

    with services.workplace.database.reading() as session:
        stored = session.scalars(select(FormWording)).one()
        assert stored.texts == {"items_heading": "检查的事项"}
        assert (stored.version, stored.note, stored.saved_by) == (1, "按法制科意见", "样例操作人")
    (row,) = log_rows(services)
    assert row.before == {"小标题：检查事项": "检查事项"}
    assert row.after == {"小标题：检查事项": "检查的事项"}
    assert texts_of(services.wordings.get("notice"))["items_heading"] == "检查的事项"


def test_words_with_a_problem_are_not_kept(services: Services) -> None:
    with pytest.raises(UserFacingError, match="不是可用的占位符"):
        services.wordings.save("notice", texts={"methods": "{检查方式}"})

    assert services.wordings.history("notice") == []


def test_words_without_a_change_are_not_kept_twice(services: Services) -> None:
    services.wordings.save("notice", texts={"items_heading": "检查的事项"})

    with pytest.raises(UserFacingError, match="没有改动"):
        services.wordings.save("notice", texts={"items_heading": "检查的事项"})


def test_an_issued_paper_keeps_the_words_it_was_issued_with(
    services: Services, drawn_keys: list[int]
) -> None:
    issued, waiting = drawn_keys
    paper = services.papers.issue(PaperKind.NOTICE, [issued], issued_on=ISSUED_ON, **VISIT).issued[0]
    before = services.papers.render(paper.key)

    services.wordings.save("notice", texts={"items_heading": "检查的事项"})

    assert services.papers.render(paper.key) == before
    later = services.papers.issue(PaperKind.NOTICE, [waiting], issued_on=ISSUED_ON, **VISIT).issued[0]
    assert "一、检查的事项" in whole_text(services.papers.render(later.key))


def test_the_history_tells_who_changed_what_and_when(services: Services, clock: SimulatedClock) -> None:
    services.wordings.save("notice", texts={"items_heading": "检查的事项"}, note="第一次")
    clock.move_to(datetime(2022, 6, 1, 9, 0, tzinfo=BEIJING))
    services.wordings.save("notice", texts={"time_heading": "时间和方法"}, note="第二次")

    second, first = services.wordings.history("notice")

    assert [(change.name, change.before, change.after) for change in first.changes] == [
        ("小标题：检查事项", "检查事项", "检查的事项")
    ]
    assert [(change.before, change.after) for change in second.changes] == [
        ("检查的事项", "检查事项"),
        ("检查时间和方法", "时间和方法"),
    ]
    assert (second.note, second.saved_by, second.is_in_force) == ("第二次", "样例操作人", True)
    assert second.saved_at > first.saved_at


def test_an_earlier_version_comes_back_as_a_new_one(services: Services) -> None:
    services.wordings.save("notice", texts={"items_heading": "检查的事项"})
    services.wordings.save("notice", texts={"items_heading": "检查哪些事项"})

    services.wordings.restore("notice", version=1)

    assert texts_of(services.wordings.get("notice"))["items_heading"] == "检查的事项"
    assert services.wordings.history("notice")[0].note == "恢复第 1 版"


def test_the_words_of_the_program_can_be_brought_back(services: Services) -> None:
    services.wordings.save("notice", texts={"items_heading": "检查的事项"})

    services.wordings.restore("notice", version=0)

    state = services.wordings.get("notice")
    assert [text.key for text in state.texts if text.text != text.own] == []
    assert state.form.version == 2


def test_a_version_that_does_not_exist_is_refused_in_words(services: Services) -> None:
    with pytest.raises(UserFacingError, match="没有第 7 版"):
        services.wordings.restore("notice", version=7)


def test_a_trial_gives_the_sample_with_the_new_words_and_stores_nothing(services: Services) -> None:
    trial = services.wordings.try_out("notice", {"items_heading": "检查的事项"})

    assert trial.problems == {}
    assert trial.pdf is not None
    assert "一、检查的事项" in whole_text(trial.pdf)
    assert services.wordings.history("notice") == []


def test_a_trial_that_cannot_be_printed_has_its_problem_and_no_pages(services: Services) -> None:
    trial = services.wordings.try_out("notice", {"methods": "{检查方式}"})

    assert list(trial.problems) == ["methods"]
    assert trial.pdf is None


def test_words_of_one_form_leave_the_others_alone(services: Services) -> None:
    before = services.wordings.get("feedback")

    services.wordings.save("notice", texts={"items_heading": "检查的事项"})

    assert services.wordings.get("feedback") == replace(before)
