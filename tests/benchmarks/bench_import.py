"""How long an import of 100,000 rows takes, against reading the sheet and inserting raw tuples, in one run.

    python -m tests.benchmarks.bench_import [rows] [repetitions]

The floor reads the same sheet with python-calamine into lists and inserts the very rows that the import stores, all columns,
into the same table with the same indexes by the driver's executemany, its tuples ready made. CPU seconds, medians of
interleaved runs: first import (read, check, commit) ≤ 1.25 × floor without the search index and ≤ 1.8 × with it, the same
file again ≤ 0.8 × the first; with preview and history ≤ 3 × floor. All but the first of these store 拼音 too.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from python_calamine import CalamineWorkbook

from models.rules.identity import ALPHABET, check_character
from models.rules.search_keys import NameKeys, PinyinTable
from services.container import open_services
from services.files.tables import Table, write_tables
from services.roster.search import SearchIndex

_WITHOUT_INDEX, _FIRST, _AGAIN, _WITH_PREVIEW = 1.25, 1.8, 0.8, 3.0
_HEADER = (
    "统一社会信用代码", "企业名称", "法定代表人", "登记机关", "乡镇街道", "住所", "所属行业", "企业类型",
    "成立日期", "登记状态", "联系电话", "信用风险等级", "从业人数", "经营范围", "备注",
)  # fmt: skip
_TOWNS = (
    "首阳山街道",
    "商城街道",
    "槐新街道",
    "伊洛街道",
    "翟镇镇",
    "岳滩镇",
    "顾县镇",
    "缑氏镇",
    "府店镇",
    "高龙镇",
    "大口镇",
)
_SYLLABLES = "华鑫盛源恒泰永兴隆昌顺达宏瑞祥金龙凤凰福安康宁和平新时代蓝天白云绿洲阳光春晖"
_TRADES = (("机械", "机械制造"), ("轻工", "塑料制品"), ("纺织", "针织服装"), ("建材", "耐火材料"))


def main() -> None:
    """Run the contest and print both times and their ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "roster.xlsx"
        write_tables(sheet, Table("名录", _HEADER, generated_rows(rows, random.Random(1))))
        ready = _stored_rows(sheet, Path(folder) / "ready", import_sheet)
        without_keys = _stored_rows(sheet, Path(folder) / "bare-ready", import_without_index)
        names = ("floor", "bare floor", "bare", "first", "again", "preview")
        runs: dict[str, list[float]] = {name: [] for name in names}
        for round_number in range(repetitions):
            for name, run in (
                ("floor", lambda data: floor(sheet, data, ready)),
                ("bare floor", lambda data: floor(sheet, data, without_keys)),
                ("bare", lambda data: import_without_index(sheet, data)),
                ("first", lambda data: import_sheet(sheet, data)),
                ("preview", lambda data: preview_and_import(sheet, data)),
            ):
                data = Path(folder) / f"{name}{round_number}"
                open_services(data).close()
                runs[name].append(_cpu_seconds(lambda run=run, data=data: run(data)))
            again = Path(folder) / f"first{round_number}"
            runs["again"].append(_cpu_seconds(lambda data=again: import_sheet(sheet, data)))
        lowest, bare_lowest, bare, first, again, preview = (
            statistics.median(times) for times in runs.values()
        )
        print(f"{rows} rows, CPU seconds: floor {lowest:.2f}, without the search's keys {bare_lowest:.2f}")
        print(
            f"without search index and 拼音 {bare:.2f}: {bare / bare_lowest:.2f} x its floor (goal {_WITHOUT_INDEX})"
        )
        print(f"first import {first:.2f}: {first / lowest:.2f} x floor (goal {_FIRST})")
        print(f"the same file again {again:.2f}: {again / first:.2f} x first (goal {_AGAIN})")
        print(f"preview and import {preview:.2f}: {preview / lowest:.2f} x floor (goal {_WITH_PREVIEW})")


def import_sheet(sheet: Path, data: Path) -> None:
    """Import without a preview, as the command line does."""
    services = open_services(data)
    report, _changes = services.enterprises.commit_import(path=sheet)
    services.close()
    assert not report.refused, report.refused[0]


def import_without_index(sheet: Path, data: Path) -> None:
    """Read, check and commit, without feeding the search by grams and 拼音: what they cost is the difference."""
    no_keys = NameKeys(b"-", "", "")
    with (
        patch.object(SearchIndex, "learn_after", lambda _index, key: key),
        patch.object(PinyinTable, "keys_of", lambda _table, _name: no_keys),
    ):
        import_sheet(sheet, data)


def preview_and_import(sheet: Path, data: Path) -> None:
    """Import as the button does, with its preview."""
    services = open_services(data)
    report = services.enterprises.preview_import(path=sheet)
    services.enterprises.commit_import(path=sheet, previewed=report)
    services.close()


def _stored_rows(
    sheet: Path, data: Path, run: Callable[[Path, Path], None]
) -> tuple[str, list[tuple[object, ...]]]:
    """Return the statement and the rows as an import of ours stores them."""
    run(sheet, data)
    with closing(sqlite3.connect(data / "office.db")) as database:
        found = database.execute("SELECT * FROM enterprises")
        names = [column[0] for column in found.description]
        place = names.index("id"), names.index("added_by_import_id")
        rows = [tuple(None if i in place else cell for i, cell in enumerate(row)) for row in found]
    return f"INSERT INTO enterprises ({','.join(names)}) VALUES ({','.join('?' * len(names))})", rows


def floor(sheet: Path, data: Path, ready: tuple[str, list[tuple[object, ...]]]) -> None:
    """Read the sheet into a list and insert ready rows raw, with the same columns, indexes and pragmas."""
    read = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    sql, rows = ready
    assert len(read) == len(rows) + 1
    database = sqlite3.connect(data / "office.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    database.executemany(sql, rows)
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def generated_rows(count: int, rng: random.Random) -> Iterable[list[str]]:
    """Yield made-up firms with valid codes."""
    for _number in range(count):
        body = "91410307" + "".join(rng.choices(ALPHABET, k=9))
        industry, product = rng.choice(_TRADES)
        town = rng.choice(_TOWNS)
        name = "".join(rng.choices(_SYLLABLES, k=4))
        yield [
            body + check_character(body),
            f"洛阳样例{name}{product}有限公司",
            f"样例{rng.choice(_SYLLABLES)}",
            "洛阳市偃师区市场监督管理局",
            town,
            f"洛阳市偃师区{town}{name[:2]}路{rng.randrange(1, 999)}号",
            industry,
            "有限责任公司",
            f"{rng.randrange(1990, 2022)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
            "存续",
            f"1390000{rng.randrange(10_000):04d}",
            rng.choice("ABCD"),
            str(rng.randrange(1, 500)),
            f"{product}的生产、加工、销售；从事货物及技术的进出口业务（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
            "",
        ]


def _cpu_seconds(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
