"""Rows copied in Excel or WPS and pasted into a list: they enter the same import as a file.

They lie in a private folder while the dialog is open, for the import reads them twice; it goes when the dialog closes.
"""

from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.roster.import_dialog import ImportDialog, open_import
from ui.roster.importing import Importer

NAME = "粘贴的内容"
_NOTHING = "剪贴板里没有表格的行。请先在 Excel 或 WPS 中选中表头和要导入的行，复制后再粘贴。"
_NO_HEADER = (
    "只粘贴了一行。请在 Excel 或 WPS 中连同表头那一行一起选中、复制，再粘贴：程序靠表头认出每一列是什么。"
)


def why_not_paste(text: str) -> str | None:
    """Return why a text of the clipboard cannot be rows of a sheet, or None."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or (len(lines) == 1 and "\t" not in text):
        return _NOTHING
    return _NO_HEADER if len(lines) == 1 else None


def paste_rows(parent: QWidget, desk: Desk, importer: Importer, text: str) -> ImportDialog | None:
    """Open the import of rows as Excel copies them, header included; None when the text is none."""
    if problem := why_not_paste(text):
        desk.messages.error(problem)
        return None
    folder = Path(mkdtemp(prefix="paste-"))  # readable by this user only
    path = folder / f"{NAME}.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    dialog = open_import(parent, desk, importer, path, NAME)
    # in the database thread, after whatever still reads the file: Windows deletes no open file
    dialog.finished.connect(lambda _: desk.operations.query(partial(rmtree, folder, ignore_errors=True)))
    return dialog
