"""Real papers, printers that write files, and the preview on the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.vocab import FormSet
from services.files.forms import notice
from services.files.plan_summary import render_plan_summary_pdf
from tests.services.files.paper_builders import notice_view, plan_summary_view, render_notice, render_notices
from tests.ui.papers.printers_to_files import PrintersToFiles
from ui.desk import Desk
from ui.papers.pdf_pages import PdfPages
from ui.papers.preview import show_pdf
from ui.papers.preview_window import PreviewWindow

LASER, NEEDLE = "样例激光打印机", "样例针式打印机"
NAMES = (
    "洛阳样例甲耐火材料有限公司",
    "洛阳样例乙𬭎业有限公司",
    "洛阳样例丙机械有限公司",
    "洛阳样例丁建材有限公司",
)

PLAIN = replace(notice.FORM.default_wording(FormSet.EMERGENCY), receipt="")
"""The words of a notice without the slip at its foot."""

OpenPages = Callable[[bytes], PdfPages]
ShowPreview = Callable[..., PreviewWindow]


@dataclass
class PrintedCopies:
    """What the caller was told of printed copies."""

    told: list[int] = field(default_factory=list)

    def note(self, copies: int) -> None:
        self.told.append(copies)


@pytest.fixture(scope="session")
def notice_pdf() -> bytes:
    """One notice of three pages, the last one short."""
    return render_notice(notice_view(mark="", wording=PLAIN))


@pytest.fixture(scope="session")
def merged_pdf() -> bytes:
    """Four notices in one file, an entry of the outline each, three pages each."""
    return render_notices(
        [
            notice_view(enterprise_name=name, number=f"（豫偃）应急抽通〔2022〕{place}号", wording=PLAIN)
            for place, name in enumerate(NAMES, start=1)
        ]
    )


@pytest.fixture(scope="session")
def table_pdf() -> bytes:
    """One landscape page."""
    return render_plan_summary_pdf(plan_summary_view())


@pytest.fixture
def open_pages() -> Iterator[OpenPages]:
    opened: list[PdfPages] = []

    def open_them(pdf: bytes) -> PdfPages:
        opened.append(PdfPages(pdf))
        return opened[-1]

    yield open_them
    for pages in opened:
        pages.close()


@pytest.fixture
def paper_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "纸"
    folder.mkdir()
    return folder


@pytest.fixture
def printers(paper_folder: Path) -> PrintersToFiles:
    return PrintersToFiles(paper_folder, (LASER, NEEDLE), simplex=(NEEDLE,))


@pytest.fixture
def printed() -> PrintedCopies:
    return PrintedCopies()


@pytest.fixture
def preview(
    qtbot: QtBot, desk: Desk, printers: PrintersToFiles, printed: PrintedCopies
) -> Iterator[ShowPreview]:
    shown: list[PreviewWindow] = []

    def show(pdf: bytes, title: str = "检查通知书", **changes: Any) -> PreviewWindow:
        window = show_pdf(desk, title, pdf, **({"on_printed": printed.note, "printers": printers} | changes))
        assert window is not None
        window.resize(1100, 700)
        window.activateWindow()  # shortcuts belong to the active window
        qtbot.waitUntil(window.isActiveWindow)
        shown.append(window)
        return window

    yield show
    for window in shown:
        if isValid(window) and window.isVisible():
            window.reject()
