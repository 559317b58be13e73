"""The log: one rotating UTF-8 file in the data folder. A windowed Windows program has no stdout to print to."""

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "program.log"
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
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return path
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    if handler.stream is not None:
        faulthandler.enable(handler.stream)
    return path


def stop_logging() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    faulthandler.disable()
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
