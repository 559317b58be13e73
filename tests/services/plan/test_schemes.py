"""工作方案: written, approved, and never changed once a seal rests on it (R24)."""

from dataclasses import replace
from datetime import date

import pytest

from models.errors import UserFacingError
from services.container import Services
from tests.services.draw.builders import found_district, lock_task, seal


@pytest.fixture
def task_key(services: Services) -> int:
    """A locked task; its scheme is approved, as every draw wants it."""
    found_district(services)
    return lock_task(services)


def test_a_suggestion_says_what_the_task_says(services: Services, task_key: int) -> None:
    draft = services.schemes.suggest(task_key=task_key)

    assert draft.title == "机械、轻工等工贸行业随机抽查工作方案"
    assert "抽查比例15%，定向抽取" in draft.objects
    assert draft.content.startswith("1．")
    assert "2022年5月1日至2022年12月31日" in draft.steps
    assert "{" not in "".join((draft.basis, draft.objects, draft.organisation, draft.requirements))


def test_no_draw_is_sealed_before_the_scheme_is_approved(services: Services, task_key: int) -> None:
    services.schemes.withdraw_approval(task_key=task_key, reason="需要补充组织分工")

    with pytest.raises(UserFacingError, match="工作方案第1稿尚未批准"):
        seal(services, task_key)


def test_a_draw_names_the_scheme_it_rests_on(services: Services, task_key: int) -> None:
    draw_key = seal(services, task_key)

    detail = services.draws.get_draw(draw_key=draw_key)

    assert detail.scheme_title == "机械、轻工等工贸行业随机抽查工作方案"
    assert detail.scheme_approval == "2022-05-25 样例局长批准"


def test_what_is_written_after_an_approval_is_a_further_edition(services: Services, task_key: int) -> None:
    seal(services, task_key)
    draft = replace(services.schemes.suggest(task_key=task_key), organisation="由样例科室组织实施")

    services.schemes.save(task_key=task_key, draft=draft)

    first, second = reversed(services.schemes.list_schemes(task_key=task_key))
    assert (first.edition, first.is_approved, first.is_sealed_on) == (1, True, True)
    assert (second.edition, second.is_approved, second.draft.organisation) == (2, False, "由样例科室组织实施")


def test_an_approval_that_a_seal_rests_on_is_not_taken_back(services: Services, task_key: int) -> None:
    seal(services, task_key)

    with pytest.raises(UserFacingError, match="不能撤回"):
        services.schemes.withdraw_approval(task_key=task_key, reason="有误")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"title": " "}, "方案名称"), ({"content": ""}, "检查内容"), ({"written_by": ""}, "拟稿人")],
)
def test_a_scheme_without_its_essentials_is_not_stored(
    services: Services, task_key: int, changes: dict[str, str], sentence: str
) -> None:
    draft = replace(services.schemes.suggest(task_key=task_key), **changes)

    with pytest.raises(UserFacingError, match=sentence):
        services.schemes.save(task_key=task_key, draft=draft)


def test_an_approval_needs_a_name_and_a_day_after_the_writing(services: Services, task_key: int) -> None:
    services.schemes.save(task_key=task_key, draft=services.schemes.suggest(task_key=task_key))

    with pytest.raises(UserFacingError, match="批准人"):
        services.schemes.approve(task_key=task_key, approved_by=" ", approved_on=date(2022, 5, 25))
    with pytest.raises(UserFacingError, match="早于拟稿日期"):
        services.schemes.approve(task_key=task_key, approved_by="样例局长", approved_on=date(2022, 5, 1))
