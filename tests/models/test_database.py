"""The database file: made, reopened, refused when it is broken or from the future, whole after a kill."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from models.database import MIGRATIONS, SCHEMA_REVISION, current_revision, metadata, open_database
from models.errors import BrokenDatabaseError, UserFacingError
from models.tables.office import Office
from services.clock import WallClock
from services.office.founding import found_office


def test_the_newest_migration_is_the_revision_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA_REVISION


def test_migrations_make_exactly_the_tables_of_the_program(tmp_path: Path) -> None:
    database = open_database(tmp_path / "office.db")
    made = {
        table: {column["name"] for column in inspect(database.engine).get_columns(table)}
        for table in inspect(database.engine).get_table_names()
    }
    database.close()

    assert made.pop("alembic_version")
    for search_table in [table for table in made if table.startswith("enterprise_search")]:
        del made[search_table]  # SQLite's own index, and what it keeps beside it
    assert made == {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}


def test_a_database_of_the_first_revision_is_widened_with_its_rows_in_place(tmp_path: Path) -> None:
    """The first migration's tables, filled and referred to: SQLite cannot recreate such a table, only add to it."""
    path = tmp_path / "office.db"
    _make_first_revision(path)
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(FIRST_OFFICE)

    database = open_database(path)
    with database.reading() as session:
        firm = session.execute(text("SELECT name, former_names, is_case_only FROM enterprises")).one()
        hazard = session.scalar(text("SELECT hazard FROM enterprise_hazards"))
        stems = dict(session.execute(text("SELECT code, stem FROM towns")).all())
    database.close()

    assert tuple(firm) == ("洛阳样例机械厂", "", 0)
    assert hazard == "gas"
    assert stems == {"410307104": "岳滩", "410307103": "翟镇", "410307005": "商城", "410311901": "诸葛"}
    assert (tmp_path / "office.before-0004.db").exists()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


FIRST_OFFICE = """
INSERT INTO offices (id, uuid, row_version, created_at, updated_at, bureau_name, short_name, plan_department,
    district_code, address, contact_name, phone, supervision_phone, is_sample, number_prefix, notice_word, letter_prefix,
    review_authority, court, paper_set, redraw_approver, yearly_cap, cap_exempts_industries, cap_counts_reviews,
    platform_days, platform_day_count, credit_days, credit_day_count, portal_days, portal_day_count, notice_in_advance,
    ratio_floor, certificate_number_format, bundle_retention_years, platform_format, industry_notice,
    includes_individuals)
VALUES (1, 'a', 1, '2022-05-25', '2022-05-25', '样例局', '样例局', '样例局', '410307', '', '', '', '', 1, '（样）', '样', '样',
    '样例政府', '', '', '', 2, 0, 0, 7, 'working', 5, 'working', 5, 'natural', 1, '5', '', 30, '', '', 0);
INSERT INTO towns (code, office_id, name, in_district, position) VALUES ('410307104', 1, '岳滩镇', 1, 0),
    ('410307103', 1, '翟镇镇', 1, 1), ('410307005', 1, '商城街道', 1, 2), ('410311901', 1, '诸葛镇（区外）', 0, 3);
INSERT INTO enterprises (id, uuid, row_version, created_at, updated_at, office_id, credit_code, name, kind, status,
    registrar, address, town_code, industry, industry_code, industry_is_guess, business_scope, legal_representative,
    contact, phone, is_dishonest, dishonest_basis, remark, retired_reason)
VALUES (1, 'b', 1, '2022-05-25', '2022-05-25', 1, '91410307MA9K000016', '洛阳样例机械厂', 'enterprise', 'active', '', '',
    '410307104', 'machinery', '', 0, '', '', '', '', 0, '', '', '');
INSERT INTO enterprise_hazards (enterprise_id, hazard) VALUES (1, 'gas');
"""


def _make_first_revision(path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def test_a_closed_database_is_one_file_that_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "数据 一" / "office.db"
    first = open_database(path)
    office = found_office(first, WallClock())
    first.close()

    again = open_database(path)

    assert [file.name for file in path.parent.iterdir() if not file.name.endswith(("-wal", "-shm"))] == [
        "office.db"
    ]
    assert found_office(again, WallClock()) == office
    again.close()


def test_a_file_that_is_no_database_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(b"PK\x03\x04 this is a zip, not a database" * 100)

    with pytest.raises(BrokenDatabaseError, match="无法打开"):
        open_database(path)

    assert path.read_bytes().startswith(b"PK\x03\x04")


def test_a_database_from_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    database = open_database(path)
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()

    with pytest.raises(BrokenDatabaseError, match="较新版本"):
        open_database(path)


def test_every_table_can_be_made_by_a_postgresql_server_too() -> None:
    statements = [
        str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables
    ]

    assert len(statements) == len(metadata.tables)
    assert all("CREATE TABLE" in statement for statement in statements)


def test_a_transaction_that_raises_leaves_nothing_not_even_a_table(tmp_path: Path) -> None:
    database = open_database(tmp_path / "office.db")

    def do_half() -> None:
        with database.transaction() as session:
            session.execute(text("CREATE TABLE half_done (id INTEGER)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do_half()

    assert not inspect(database.engine).has_table("half_done")
    assert current_revision(database) == SCHEMA_REVISION
    database.close()


KILLED_MID_TRANSACTION = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import text
from models.database import open_database
from services.clock import WallClock
from services.office.founding import found_office
database = open_database(Path(sys.argv[1]))
found_office(database, WallClock())
with database.transaction() as session:
    session.execute(text("UPDATE offices SET bureau_name = '写了一半'"))
    session.execute(text("DELETE FROM towns"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_in_the_middle_of_a_transaction_leaves_it_absent(tmp_path: Path) -> None:
    path = tmp_path / "office.db"

    killed = subprocess.run([sys.executable, "-c", KILLED_MID_TRANSACTION, str(path)], check=False)
    database = open_database(path)
    with database.reading() as session:
        name = session.scalar(text("SELECT bureau_name FROM offices"))
        towns = session.scalar(text("SELECT count(*) FROM towns"))
    database.close()

    assert killed.returncode == -signal.SIGKILL
    assert name == "洛阳市偃师区应急管理局"
    assert (towns or 0) > 13
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_full_disk_is_said_in_words_and_changes_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "office.db")
    found_office(database, WallClock())
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0

    def fill() -> None:
        with database.transaction() as session:
            session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
            session.execute(text("UPDATE offices SET bureau_name = :name"), {"name": "写不下" * 40_000})

    with pytest.raises(UserFacingError, match="磁盘已满"):
        fill()

    with database.reading() as session:
        assert session.scalar(text("SELECT bureau_name FROM offices")) == "洛阳市偃师区应急管理局"
    database.close()


def test_two_clerks_do_not_save_over_each_other(tmp_path: Path) -> None:
    database = open_database(tmp_path / "office.db")
    key = found_office(database, WallClock())

    def change_what_another_changed() -> None:
        with database.transaction() as session:
            office = session.get_one(Office, key)
            session.execute(text("UPDATE offices SET row_version = row_version + 1"))
            office.phone = "0379-00000000"

    with pytest.raises(UserFacingError, match="刚被别人修改过"):
        change_what_another_changed()
    database.close()
