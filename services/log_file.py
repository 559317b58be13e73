"""The log: one rotating UTF-8 file in the data folder. A windowed Windows program has no stdout to print to.

What the interpreter itself says when it dies goes to a second file: it writes to a file number, and a log that rotates
gives its number back, perhaps to the database.
"""

import faulthandler
import logging
from pathlib import Path

FILE_NAME = "program.log"
FAULTS_NAME = "faults.log"
_BYTES = 1_000_000
_KEPT = 4


def start_logging(folder: Path) -> Path:
    """Send the log of the whole program to ``folder/program.log``, rotating, and return that path.

    A folder that cannot be written gets no log: the program must still start and say so in its window.
    """
    path = folder / FILE_NAME
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root.addHandler(_ProgramLog(folder))
    except OSError:
        root.addHandler(logging.NullHandler())
    return path


def stop_logging() -> None:
    """Close the log files, so that their folder can be moved or removed."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _ProgramLog)]:
        root.removeHandler(handler)
        handler.close()


class _ProgramLog(logging.Handler):
    """Catches faults from the start, but opens the log with its first line: the window is painted sooner without it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._faults = (folder / FAULTS_NAME).open("a", encoding="utf-8")
        self._file: logging.Handler | None = None
        super().__init__()
        faulthandler.enable(self._faults)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        if self._file is None:
            self._file = _open(self._path)
        self._file.emit(record)

    def close(self) -> None:
        """Let go of both files."""
        faulthandler.disable()
        self._faults.close()
        if self._file is not None:
            self._file.close()
        super().close()


def _open(path: Path) -> logging.Handler:
    from logging.handlers import (
        RotatingFileHandler,
    )  # deferred: it brings sockets, queues and pickles with it

    try:
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
