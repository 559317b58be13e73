"""What the program is called, which version it is, and where its own files and the user's data lie.

The folder of a frozen program is not the folder of its source: always ask ``resource()``.
"""

import sys
from pathlib import Path

NAME = "双随机工作台"
APP_ID = "Shuangsuiji"
VERSION = "0.1.0"
DATABASE_NAME = "office.db"

_ROOT = Path(getattr(sys, "_MEIPASS", "") or Path(__file__).resolve().parent.parent)


def resource(relative: str) -> Path:
    """Return the path of a bundled file, e.g. ``fonts/manifest.json``."""
    return _ROOT / "resources" / relative
