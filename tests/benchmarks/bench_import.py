"""How long an import of 100,000 rows takes, against reading the sheet and inserting raw tuples, in one run.

    python -m tests.benchmarks.bench_import [rows] [repetitions]

The floor reads the same sheet with python-calamine and inserts the same columns into the same table with the same indexes by
the driver's executemany, its tuples ready made. Goal: import ≤ 1.6 × floor (CPU seconds, medians of interleaved runs).
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

from python_calamine import CalamineWorkbook

from models.rules.identity import ALPHABET, check_character
from services.container import open_services
from services.files.tables import Table, write_tables

_GOAL = 1.6
_HEADER = (
    "统一社会信用代码", "企业名称", "法定代表人", "登记机关", "乡镇街道", "住所", "所属行业", "企业类型",
    "成立日期", "登记状态", "联系电话", "信用风险等级", "从业人数", "经营范围", "备注",
)  # fmt: skip
_FIELDS = (
    "credit_code", "name", "legal_representative", "registrar", "town_code", "address", "industry", "kind",
    "established_on", "status", "phone", "risk_class", "employees", "business_scope", "remark",
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
        floors: list[float] = []
        ours: list[float] = []
        for round_number in range(repetitions):
            for times, run in ((floors, floor), (ours, import_sheet)):
                data = Path(folder) / f"{run.__name__}{round_number}"
                open_services(data).close()
                times.append(_cpu_seconds(lambda run=run, data=data: run(sheet, data)))
        lowest, mine = statistics.median(floors), statistics.median(ours)
        print(
            f"{rows} rows: floor {lowest:.2f} s, import {mine:.2f} s, ratio {mine / lowest:.2f} (goal {_GOAL})"
        )


def import_sheet(sheet: Path, data: Path) -> None:
    """Import as the button does, after the preview."""
    services = open_services(data)
    report, _changes = services.enterprises.commit_import(path=sheet)
    services.close()
    assert not report.refused, report.refused[0]


def floor(sheet: Path, data: Path) -> None:
    """Read the sheet into a list and insert it raw, with the same columns, indexes and pragmas."""
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()[1:]
    constants = {
        "office_id": 1, "row_version": 1, "created_at": "2022-05-25 01:00:00", "updated_at": "2022-05-25 01:00:00",
        "retired_reason": "", "industry_code": "", "industry_is_guess": 0, "contact": "", "is_dishonest": 0,
        "dishonest_basis": "", "registration_number": None, "retired_at": None,
    }  # fmt: skip
    columns = (*_FIELDS, *constants, "uuid")
    sql = f"INSERT INTO enterprises ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})"
    tail = tuple(constants.values())
    stored = _stored_words(rows)
    database = sqlite3.connect(data / "office.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    database.executemany(sql, ((*row, *tail, str(uuid4())) for row in stored))
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def _stored_words(rows: list[list[object]]) -> Iterable[list[object]]:
    """Put one stored code for each word, so that constraints hold; what a real import must find out is not counted."""
    for row in rows:
        row[4], row[6], row[7], row[9] = "410307104", "machinery", "enterprise", "active"
        yield row


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
