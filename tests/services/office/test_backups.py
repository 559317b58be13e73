"""The daily copy that a damaged database is replaced by."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from models.errors import UserFacingError
from services.clock import WallClock
from services.container import Services, open_services
from services.office.backups import FOLDER, KEPT, back_up_daily


def test_the_first_start_of_a_day_makes_a_copy_that_opens(
    services: Services, data_dir: Path, tmp_path: Path
) -> None:
    services.plans.add_plan(year=2022)

    made = services.office.back_up_daily()
    again = services.office.back_up_daily()

    assert made == data_dir / FOLDER / "office-2022-05-25.db"
    assert again is None
    restored = tmp_path / "恢复"
    restored.mkdir()
    (restored / "office.db").write_bytes(made.read_bytes())
    opened = open_services(restored, clock=WallClock())
    assert opened.plans.list_years() == [2022]
    opened.close()


def test_only_the_newest_copies_are_kept(services: Services, data_dir: Path) -> None:
    for day in range(KEPT + 3):
        back_up_daily(data_dir / "office.db", date(2022, 5, 1) + timedelta(days=day))

    names = sorted(path.name for path in (data_dir / FOLDER).iterdir())

    assert len(names) == KEPT
    assert names[0] == "office-2022-05-04.db"


def test_a_copy_that_cannot_be_written_is_said(services: Services, data_dir: Path) -> None:
    (data_dir / FOLDER).write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(UserFacingError, match="备份没有做成"):
        services.office.back_up_daily()
