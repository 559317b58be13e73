"""The daily copy of the database, beside it: what a clerk puts back when the file is damaged.

A copy counts only when it was read back whole; it takes its name at the very end, so a half-made one is never found.
"""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from models.database import copy_database
from models.errors import UserFacingError

FOLDER = "backups"
KEPT = 10


def back_up_daily(database: Path, today: date) -> Path | None:
    """Copy the database once a day and keep the newest ten; return the new copy, None when today's is there.

    Raises UserFacingError when the copy cannot be written or does not read back.
    """
    folder = database.parent / FOLDER
    target = folder / f"{database.stem}-{today.isoformat()}.db"
    if target.exists():
        return None
    half_made = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        half_made.unlink(missing_ok=True)
        copy_database(database, half_made)
        _demand_whole(half_made)
        half_made.replace(target)
        for old in sorted(folder.glob(f"{database.stem}-*.db"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise UserFacingError(
            f"今天的数据备份没有做成（{error}）。请检查磁盘空间和 {folder} 的权限。"
        ) from error
    return target


def _demand_whole(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()
        connection.execute("PRAGMA journal_mode=DELETE")
    if verdict != ("ok",):
        raise sqlite3.DatabaseError(f"备份核对不通过：{verdict}")
