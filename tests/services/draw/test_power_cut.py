"""The power goes off in the middle of a draw: whatever the moment, there is the whole draw or nothing of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.rules.verification import verify
from models.vocab import DrawStage
from services.clock import SimulatedClock
from services.container import Services, open_services
from tests.services.draw.builders import SEED, lock_task, seal, thrown

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import event
from models.rules.seed import Contribution
from models.tables.base import BEIJING
from services.clock import SimulatedClock
from services.container import open_services

folder, key, seed, moment = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
clock = SimulatedClock(datetime(2022, 5, 25, 9, 30, tzinfo=BEIJING))
services = open_services(folder, operator="样例操作人", clock=clock)
passed = 0

def pull_the_plug():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def pass_moment(*_):
    global passed
    passed += 1
    if str(passed) == moment:
        pull_the_plug()

def pass_commit(*_):
    if moment == "commit":
        pull_the_plug()

engine = services.workplace.database.engine
event.listen(engine, "before_cursor_execute", pass_moment)
event.listen(engine, "after_cursor_execute", pass_moment)
event.listen(engine, "commit", pass_commit)
event.listen(engine, "checkout", lambda connection, *_: connection.set_progress_handler(pass_moment, 500))
services.draws.draw(draw_key=key, contributions=[Contribution("纪检组样例甲", seed)])
if moment != "never":
    pull_the_plug()
print(passed)
"""


def draw_in_child(folder: Path, draw_key: int, moment: str) -> subprocess.CompletedProcess[str]:
    """Draw in another process, which dies at the given moment at the latest after its commit.

    ``never`` lets it live and say how many moments there are.
    """
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), str(draw_key), SEED, moment],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def sealed(district: Services, data_dir: Path) -> tuple[Path, int]:
    """A data folder with a sealed draw, closed."""
    key = seal(district, lock_task(district))
    district.close()
    return data_dir, key


def test_a_draw_killed_at_any_moment_is_wholly_there_or_not_at_all(
    sealed: tuple[Path, int], tmp_path: Path, clock: SimulatedClock
) -> None:
    folder, key = sealed
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    unharmed = draw_in_child(whole, key, "never")
    assert unharmed.returncode == 0, unharmed.stderr
    parts = [str(int(unharmed.stdout) * part // 4) for part in (1, 2, 3)]

    stages = [
        kill_and_judge(folder, tmp_path / f"cut-{moment}", key, moment, clock)
        for moment in (*parts, "commit", "after")
    ]

    assert stages == [DrawStage.SEALED] * 4 + [DrawStage.DRAWN]


def kill_and_judge(folder: Path, copy: Path, key: int, moment: str, clock: SimulatedClock) -> DrawStage:
    shutil.copytree(folder, copy)
    killed = draw_in_child(copy, key, moment)
    assert killed.returncode != 0
    assert killed.stdout == ""
    services = open_services(copy, operator="样例操作人", clock=clock)
    detail = services.draws.get_draw(draw_key=key)
    if detail.row.stage is DrawStage.SEALED:
        assert (detail.row.seed, detail.row.drawn_at, detail.row.result_digest) == (None, None, None)
        assert (detail.places, detail.contributions, detail.quotas, detail.teams_drawn) == ((), (), (), ())
        services.draws.draw(draw_key=key, contributions=thrown(SEED))
    assert all(check.is_ok for check in verify(services.draws.certificate(draw_key=key)))
    services.close()
    return detail.row.stage
