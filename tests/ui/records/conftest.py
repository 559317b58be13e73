"""The record tab on a real database: four enterprises drawn for two teams, waiting to be inspected."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from models.rules.outcomes import Finding
from models.tables.base import BEIJING
from models.vocab import PaperKind, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.records.rows import ResultDraft
from tests.services.records.building import add_officers, add_task, dispatch
from ui.desk import Desk
from ui.papers.preview_window import PreviewWindow
from ui.pdf_text import read_pdf_pages
from ui.records.tab import RecordTab
from ui.settings_store import SettingsStore

D = TypeVar("D", bound=QDialog)

NAMES = ("样例锐捷机械厂", "样例金鑫铸造厂", "样例恒通制鞋厂", "样例远航纺织厂")


def text_of(preview: PreviewWindow) -> str:
    """Return all that stands on the pages of a preview."""
    return "".join(read_pdf_pages(preview.pages.content))


@pytest.fixture
def record_keys(services: Services) -> list[int]:
    officers = add_officers(services)
    return dispatch(services, add_task(services), NAMES, [officers[:2], officers[2:]], compulsory=1)


@pytest.fixture
def tab(
    qtbot: QtBot,
    desk: Desk,
    services: Services,
    settings: SettingsStore,
    tmp_path: Path,
    record_keys: list[int],
) -> Iterator[RecordTab]:
    settings.operator = "样例操作人"
    made = RecordTab(desk, services)
    qtbot.addWidget(made)
    made.resize(1334, 650)
    made.show()
    yield made
    while isinstance(left_open := QApplication.activeModalWidget(), QDialog):
        left_open.done(QDialog.DialogCode.Rejected)


@pytest.fixture
def notify(services: Services) -> Callable[[list[int]], None]:
    """Return what issues notices to some enterprises."""

    def issue(keys: list[int]) -> None:
        outcome = services.papers.issue(
            PaperKind.NOTICE,
            keys,
            visit_from=date(2022, 6, 6),
            visit_to=date(2022, 6, 17),
            issued_on=date(2022, 5, 25),
        )
        assert not outcome.failed

    return issue


@pytest.fixture
def inspect(
    services: Services, clock: SimulatedClock, notify: Callable[[list[int]], None]
) -> Callable[[list[int]], None]:
    """Return what notifies some enterprises and enters their results: nothing found, on 2022-06-08."""

    def enter(keys: list[int]) -> None:
        notify(keys)
        clock.move_to(datetime(2022, 6, 8, 17, 0, tzinfo=BEIJING))
        for key in keys:
            items = services.records.get_record(key).findings
            draft = ResultDraft(
                inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
                inspected_to=datetime(2022, 6, 8, 11, 0, tzinfo=BEIJING),
                result_on=date(2022, 6, 8),
                findings={item.item_key: Finding(item.title, ResultCode.NO_PROBLEM) for item in items},
            )
            services.records.enter_result(record_key=key, draft=draft)

    return enter


@pytest.fixture
def dialog(qapp: QApplication) -> Callable[[type[D]], D]:
    """Return what finds the dialog that stands on the screen."""

    def find(kind: type[D]) -> D:
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    return find
