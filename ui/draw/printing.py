"""The papers of a draw from the screen: made anew, put into the temporary folder and opened to be printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from services import program
from services.container import Services
from services.draw.rows import DrawDetail
from services.files.writing import safe_file_name, write_file
from ui.desk import Desk


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
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    target = Path(folder) / program.APP_ID / f"{safe_file_name(f'{name} {detail.row.draw_code}')}.pdf"
    key = detail.row.key

    def work() -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, make(key))
        return target

    desk.operations.query(work, desk.messages.open_path, label=f"正在生成{name}")
