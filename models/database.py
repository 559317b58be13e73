"""The one place that opens the database: engine, PRAGMAs, explicit BEGIN, migrations, a copy before each migration.

SQLite runs in WAL with synchronous=FULL, so that a power cut leaves each transaction whole or absent. The driver's own
transaction handling is switched off: with it, an exception would leave DDL behind (house style, trap 1).
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

import models.tables.draw
import models.tables.enterprise
import models.tables.inspection_item
import models.tables.inspection_record
import models.tables.office
import models.tables.officer
import models.tables.paper
import models.tables.plan
import models.tables.roster
from models.errors import BrokenDatabaseError, UserFacingError
from models.tables.base import Base

SCHEMA_REVISION = "0004"
"""The newest revision under ``models/migrations``; a test holds the two together."""

_WRITE_FAILURES = {
    "disk is full": "磁盘已满，这次操作没有保存，原有数据没有变化。请清理磁盘后重做。",
    "readonly database": "数据库文件是只读的，这次操作没有保存。请检查数据文件夹的权限后重做。",
    "database is locked": "数据库正被另一个程序使用，这次操作没有保存。请关闭那个程序后重做。",
}

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
metadata = Base.metadata


class Database:
    """An open database. ``reading()`` and ``transaction()`` are the only two ways to a session."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(ssj_write=True)

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database, None for a server."""
        name = self.engine.url.database
        return Path(name) if self.engine.dialect.name == "sqlite" and name else None

    @contextmanager
    def reading(self) -> Generator[Session]:
        """Give a session that sees one consistent state and writes nothing."""
        with Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def transaction(self) -> Generator[Session]:
        """Give a session whose work is stored whole when the block ends, and not at all when it raises.

        Raises UserFacingError where the disk is full, the file may not be written or another program holds it.
        """
        try:
            with Session(self._writing, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:
            for words, sentence in _WRITE_FAILURES.items():
                if words in str(error.orig):
                    raise UserFacingError(sentence) from error
            raise
        except StaleDataError as error:
            raise UserFacingError("这条记录刚被别人修改过，您的修改没有保存，请刷新后重做。") from error

    def close(self) -> None:
        """Fold the write-ahead log into the one file and let go of it."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        self.engine.dispose()


def open_database(path: Path) -> Database:
    """Open ``office.db`` (made when missing) and bring it to the newest revision.

    Raises BrokenDatabaseError when the file is damaged, is no database or comes from a newer program.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(_engine(f"sqlite:///{path}"))
    try:
        _bring_up_to_date(database)
    except DatabaseError as error:
        database.engine.dispose()
        raise BrokenDatabaseError(
            f"数据库文件 {path} 无法打开（{error.orig}）。请用最近的备份替换它，原文件请保留。"
        ) from error
    except BaseException:
        database.engine.dispose()
        raise
    return database


def connect_server(url: str) -> Database:
    """Open a database on a server and bring it to the newest revision; the URL names the driver."""
    database = Database(_engine(url))
    _bring_up_to_date(database)
    return database


def current_revision(database: Database) -> str | None:
    """Return the schema revision that the database is at, None when it is empty."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _bring_up_to_date(database: Database) -> None:
    revision = current_revision(database)
    if revision == SCHEMA_REVISION:
        return
    if revision is not None and revision > SCHEMA_REVISION:
        raise BrokenDatabaseError(
            f"数据库 {database.path or ''} 由较新版本的程序建立（版本 {revision}），请先升级本程序，数据未改动。"
        )
    if revision is not None and database.path is not None:
        copy_database(
            database.path, database.path.with_name(f"{database.path.stem}.before-{SCHEMA_REVISION}.db")
        )
    _upgrade(database)


def _upgrade(database: Database) -> None:
    from alembic import command  # deferred: a quarter of a second that only a new or old database pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database._writing.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite database through its backup interface; a plain file copy would lose what is in the log."""
    reader = sqlite3.connect(source)
    writer = sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        writer.close()
        reader.close()


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ssj_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
