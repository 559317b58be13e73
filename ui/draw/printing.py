"""The papers of a draw from the screen: made anew each time, put into the temporary folder or where the clerk says.

A paper that is opened is opened in the reader of the desk, to be looked at and printed there.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from services import program
from services.container import Services
from services.draw.rows import DrawDetail
from services.files.writing import safe_file_name, write_file
from ui.desk import Desk


def paper_file_name(name: str, code: str) -> str:
    """Return the file name of a paper: 封存单 2022-01-1.pdf."""
    return f"{safe_file_name(f'{name} {code}')}.pdf"


def temporary_path(file_name: str) -> Path:
    """Return where a paper lies that is only to be read and printed."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    return Path(folder) / program.APP_ID / file_name


def write_paper(
    desk: Desk, name: str, path: Path, render: Callable[[], bytes], on_written: Callable[[Path], object]
) -> None:
    """Make a paper in the background, write it to a file and tell where it is."""

    def work() -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, render())
        return path

    desk.operations.query(work, on_written, label=f"正在生成{name}")


def open_seal_sheet(desk: Desk, services: Services, detail: DrawDetail) -> None:
    """Open the 封存单."""
    _open(desk, detail, "封存单", services.draw_papers.seal_sheet)


def open_confirmation(desk: Desk, services: Services, detail: DrawDetail) -> None:
    """Open the 抽取结果确认单."""
    _open(desk, detail, "抽取结果确认单", services.draw_papers.confirmation)


def open_minutes(desk: Desk, services: Services, detail: DrawDetail) -> None:
    """Open the 抽取会议记录."""
    _open(desk, detail, "抽取会议记录", services.draw_papers.minutes)


def _open(desk: Desk, detail: DrawDetail, name: str, make: Callable[[int], bytes]) -> None:
    path = temporary_path(paper_file_name(name, detail.row.draw_code))
    write_paper(desk, name, path, partial(make, detail.row.key), desk.messages.open_path)
