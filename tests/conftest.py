"""What every test may use: a data folder of its own, services on a real database, a clock that stands still."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from models.tables.base import BEIJING
from services.clock import SimulatedClock
from services.container import Services, open_services


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(datetime(2022, 5, 25, 9, 0, tzinfo=BEIJING))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture
def services(data_dir: Path, clock: SimulatedClock) -> Iterator[Services]:
    opened = open_services(data_dir, operator="样例操作人", clock=clock)
    yield opened
    opened.close()
