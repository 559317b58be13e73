"""What every test may use: a data folder of its own, services on a real database, a clock that stands still.

The database of a new office is made once a run for each moment, by the program itself, and copied for each test: its
migrations take longer than most tests.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from models.tables.base import BEIJING
from services import program
from services.clock import SimulatedClock
from services.container import Services, open_services

NewOffice = Callable[[Path, datetime], None]


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> NewOffice:
    """Put the database of an office that was founded at that moment into a data folder."""
    founded: dict[datetime, Path] = {}

    def put(folder: Path, moment: datetime) -> None:
        if moment not in founded:
            founded[moment] = tmp_path_factory.mktemp("新建")
            open_services(founded[moment], clock=SimulatedClock(moment)).close()
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(founded[moment] / program.DATABASE_NAME, folder / program.DATABASE_NAME)

    return put


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(datetime(2022, 5, 25, 9, 0, tzinfo=BEIJING))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def services(new_office: NewOffice, data_dir: Path, clock: SimulatedClock) -> Iterator[Services]:
    new_office(data_dir, clock.now())
    opened = open_services(data_dir, operator="样例操作人", clock=clock)
    yield opened
    opened.close()
