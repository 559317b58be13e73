"""The papers of a draw from the screen: made anew each time, shown in the preview or written where the clerk says."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from services.container import Services
from services.draw.rows import DrawDetail
from services.files.writing import safe_file_name, write_file
from ui.desk import Desk
from ui.papers.preview import show_pdf


def paper_file_name(name: str, code: str) -> str:
    """Return the file name of a paper: 封存单 2022-01-1.pdf."""
    return f"{safe_file_name(paper_title(name, code))}.pdf"


def paper_title(name: str, code: str) -> str:
    """Return what a paper is called: 封存单 2022-01-1."""
    return f"{name} {code}"


def write_paper(
    desk: Desk, name: str, path: Path, render: Callable[[], bytes], on_written: Callable[[Path], object]
) -> None:
    """Make a paper in the background, write it to a file and tell where it is."""

    def work() -> Path:
        write_file(path, render())
        return path

    desk.operations.query(work, on_written, label=f"正在生成{name}")


def show_paper(desk: Desk, name: str, code: str, render: Callable[[], bytes]) -> None:
    """Make a paper in the background and show it in the preview."""
    desk.operations.query(render, partial(show_pdf, desk, paper_title(name, code)), label=f"正在生成{name}")


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
    show_paper(desk, name, detail.row.draw_code, partial(make, detail.row.key))
