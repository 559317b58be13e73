"""The roster a draw is held on: its version is sealed, and one older than a year needs a written reason (R11)."""

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.vocab import RosterNoun
from services.container import Services
from services.draw.seal_rows import SealChoices
from tests.services.draw.builders import add_enterprise, age_roster, draw_and_dispatch, lock_task, seal

SEED = "01382438112797316654"
REASON = "区划调整，名录正在移交"


@pytest.fixture
def old(district: Services) -> Services:
    """The district, 366 days after its roster was last changed."""
    age_roster(district, 366)
    return district


def logged_seal(services: Services) -> str:
    with services.workplace.database.reading() as session:
        return session.scalars(select(OperationLog.summary).where(OperationLog.action == "封存")).one()


def test_a_seal_stores_the_version_of_the_roster_and_makes_one_where_there_was_none(
    district: Services,
) -> None:
    draw_key = seal(district, lock_task(district))

    assert district.draws.get_draw(draw_key=draw_key).roster_version == "2022-1"
    assert "名录库 2022-1 版" in logged_seal(district)
    (version,) = district.versions.list_versions(RosterNoun.ENTERPRISE)
    assert version.record_count == 24


def test_a_second_draw_of_the_same_roster_carries_the_same_version(district: Services) -> None:
    task_key = lock_task(district, batches=3, ratio="25")
    first = draw_and_dispatch(district, task_key, SEED)
    second = draw_and_dispatch(district, task_key, SEED[::-1])
    add_enterprise(district, 99)
    third = seal(district, task_key)

    versions = [district.draws.get_draw(draw_key=key).roster_version for key in (first, second, third)]
    assert versions == ["2022-1", "2022-1", "2022-2"]


def test_the_preview_warns_from_the_330th_day(district: Services) -> None:
    age_roster(district, 330)
    task_key = lock_task(district)

    preview = district.draws.preview(task_key=task_key)

    assert preview.can_seal
    assert preview.notes == (preview.roster.warning,)
    assert "再过 35 天就满一年" in preview.roster.warning


def test_a_roster_older_than_a_year_is_not_sealed_without_a_reason(old: Services) -> None:
    task_key = lock_task(old)

    with pytest.raises(UserFacingError, match=r"名录库已 366 天没有更新.*写明理由"):
        seal(old, task_key, choices=SealChoices(stale_roster_reason="  "))

    assert old.draws.list_draws() == []
    assert old.versions.list_versions(RosterNoun.ENTERPRISE) == []


def test_a_written_reason_seals_an_old_roster_and_stays_with_the_draw_and_in_the_log(old: Services) -> None:
    draw_key = seal(old, lock_task(old), choices=SealChoices(stale_roster_reason=f" {REASON} "))

    assert old.draws.get_draw(draw_key=draw_key).stale_roster_reason == REASON
    assert f"366 天未更新，仍抽取的理由：{REASON}" in logged_seal(old)


def test_a_confirmed_roster_is_sealed_without_a_reason(old: Services) -> None:
    old.versions.confirm_roster(RosterNoun.ENTERPRISE, "年度核对更新")

    draw_key = seal(old, lock_task(old), choices=SealChoices(stale_roster_reason=REASON))

    detail = old.draws.get_draw(draw_key=draw_key)
    assert (detail.roster_version, detail.stale_roster_reason) == ("2022-1", "")
