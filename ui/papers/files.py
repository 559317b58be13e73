"""Where the PDFs of the preview go: a place the clerk names, or the temporary folder for another program."""

from functools import partial
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QStandardPaths

from services import program
from services.files.writing import safe_file_name, write_file
from ui.desk import Desk

PURPOSE = "papers"
_PDF = "PDF 文件 (*.pdf)"


def temporary_path(file_name: str) -> Path:
    """Return where a paper lies that is only to be read in another program."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
    return Path(folder) / program.APP_ID / file_name


def save_pdf(desk: Desk, title: str, content: bytes) -> None:
    """Ask where, and write the PDF; the folder is remembered."""
    path = desk.messages.ask_save_file("存为 PDF", f"{safe_file_name(title)}.pdf", _PDF, purpose=PURPOSE)
    if path is not None:
        desk.operations.query(
            partial(_write, path, content),
            partial(desk.messages.toast_file, f"已存为“{path.name}”"),
            label="正在保存 PDF",
        )


def open_elsewhere(desk: Desk, title: str, content: bytes) -> None:
    """Hand the PDF to the program the system has for it.

    Other bytes get another name: a reader that has the earlier file open keeps Windows from replacing it.
    """
    path = temporary_path(f"{safe_file_name(title)[:60]}-{crc32(content):08x}.pdf")
    desk.operations.query(partial(_write, path, content), desk.messages.open_path, label="正在打开 PDF")


def _write(path: Path, content: bytes) -> Path:
    if not (path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content):
        write_file(path, content)
    return path
