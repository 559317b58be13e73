"""The command line as an office or an auditor types it: exit codes, one clear line, results on stdout."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QLockFile

from tests.services.roster.workbooks import code
from ui.single_instance import lock_data_dir

ROOT = Path(__file__).resolve().parent.parent
DRAWS = ["2022-01-1", "2022-02-1", "2022-02-2", "2022-02-3"]
SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
CASES = ROOT / "resources" / "draw" / "cases.json"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def last(self) -> dict[str, object]:
        return json.loads(self.out.strip().splitlines()[-1])


def run(*arguments: object) -> Ran:
    command = [sys.executable, "-X", "utf8", str(ROOT / "main.py"), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=300)
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    out = tmp_path_factory.mktemp("year") / "样例 结果"
    return out, run("year", "--out", out, "--seed", "测试种子")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["企业名称", "统一社会信用代码", "地址"])
    page.append(["洛阳样例一机械有限公司", "91410307MA9K000016", "偃师市岳滩镇样例村"])
    page.append(["洛阳样例二机械有限公司", "91410307MA9K000017", "偃师市顾县镇样例村"])
    page.append(["洛阳样例三机械有限公司", "91410307MA9K000016", "偃师市顾县镇样例村"])
    path = tmp_path / "名录.xlsx"
    book.save(path)
    return path


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "已打开"
    lock = lock_data_dir(folder)
    assert isinstance(lock, QLockFile)
    yield folder
    lock.unlock()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["year"], "缺少参数：--out"),
        (["不存在的命令"], "没有“不存在的命令”这个命令"),
        (["year", "--out"], "--out 后面缺少内容"),
        (["import-enterprises", "名录.xlsx"], "缺少参数：--data"),
        (["import-officers", "人员.xlsx"], "缺少参数：--data"),
        (["export-enterprises", "名录.xlsx"], "缺少参数：--data"),
        (["replay"], "缺少参数"),
        (["verify", "a", "b"], "不认识的参数：b"),
        (["certificate", "a"], "缺少参数：--html 或 --pdf"),
        (["certificate", "a", "--pdf"], "--pdf 后面缺少内容"),
        (["forms"], "缺少参数：--out"),
        (["self-test", "--quick"], "不认识的参数：--quick"),
    ],
)
def test_wrong_arguments_get_one_clear_line_and_exit_2(arguments: list[str], words: str) -> None:
    ran = run(*arguments)

    assert ran.code == 2
    assert words in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert ran.out == ""


def test_without_a_screen_the_window_says_so(tmp_path: Path) -> None:
    screenless = {name: value for name, value in os.environ.items() if name not in SCREENS}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path)]

    ran = subprocess.run(command, capture_output=True, env=screenless, check=False, timeout=60)

    assert ran.returncode == 1
    assert "没有图形界面" in ran.stderr.decode("utf-8")


def test_the_year_of_the_sample_district_comes_out_as_the_annex_says(year: tuple[Path, Ran]) -> None:
    _, ran = year

    assert ran.code == 0, ran.err
    seconds = ran.last.pop("seconds")
    figures = {name: value for name, value in ran.last.items() if name != "seconds"}
    assert isinstance(seconds, float)
    assert figures == {
        "enterprises": 900,
        "officers": 18,
        "items": 10,
        "tasks": 2,
        "drawn": 58,
        "notices": 58,
        "feedback": 58,
    }
    assert len(ran.out.strip().splitlines()) == 1


def test_the_year_leaves_its_papers(year: tuple[Path, Ran]) -> None:
    out, _ = year

    merged = pypdfium2.PdfDocument(out / "notices.pdf")
    bookmarks = len(list(merged.get_toc()))
    merged.close()

    assert bookmarks == 58
    assert len(list((out / "notices").glob("*.pdf"))) == 58
    assert len(list((out / "feedback").glob("*.pdf"))) == 58
    for folder, kind in (
        ("certificates", "json"),
        ("certificates", "pdf"),
        ("certificates", "html"),
        ("minutes", "pdf"),
    ):
        assert sorted(path.stem for path in (out / folder).glob(f"*.{kind}")) == DRAWS
    others = {path.stem for path in (out / "papers").glob("*.pdf")}
    assert {"随机抽查派发单", "检查卷宗", "统计表", "考核表"} <= others
    assert len([name for name in others if name.startswith("全卷-")]) == 1
    assert len(list((out / "screenshots").glob("*.png"))) == 4
    assert not (out / "import-report.xlsx").exists()
    assert (out / "plan-summary.pdf").read_bytes().startswith(b"%PDF")


def test_the_summary_sheet_equals_the_annex(year: tuple[Path, Ran]) -> None:
    out, _ = year

    page = load_workbook(out / "plan-summary.xlsx").active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    start = next(place for place, row in enumerate(rows) if row[0] == "序号")

    assert rows[start - 1][0] == "2022年度市场监管领域“双随机、一公开”监管抽查计划汇总表"
    assert rows[start] == [
        "序号", "区直部门名称", "抽查事项", "抽查任务名称", "检查对象", "检查方式", "抽查比例", "抽查时间",
    ]  # fmt: skip
    assert rows[start + 1 :] == [
        [
            1, "区应急管理局", "金属冶炼等工矿商贸单位安全生产的随机抽查", "金属冶炼、涉氨制冷等重点监管工贸行业随机抽查",
            "金属冶炼、涉氨制冷等工贸企业", "一般事项检查", 0.15, "2022年5月—12月",
        ],
        [
            2, "区应急管理局", "金属冶炼等工矿商贸单位安全生产的随机抽查", "机械、轻工、纺织、建材等工贸行业随机抽查",
            "机械、轻工、纺织、建材等工贸企业", "一般事项检查", 0.06, "2022年5月—12月",
        ],
    ]  # fmt: skip


def test_every_certificate_of_the_year_verifies_and_a_changed_one_does_not(
    year: tuple[Path, Ran], tmp_path: Path
) -> None:
    out, _ = year
    original = out / "certificates" / "2022-02-1.json"
    changed = tmp_path / "改动.json"
    changed.write_text(original.read_text(encoding="utf-8").replace("测试种子", "别的种子"), encoding="utf-8")
    nonsense = tmp_path / "不是证书.json"
    nonsense.write_text("{}", encoding="utf-8")

    codes = [run("verify", path).code for path in (original, changed, nonsense)]

    assert codes == [0, 1, 2]
    assert "未经公开见证" in original.read_text(encoding="utf-8")


def test_the_papers_of_a_certificate_are_made_again_byte_by_byte_from_its_file_alone(
    year: tuple[Path, Ran], tmp_path: Path
) -> None:
    out, _ = year
    certificate = tmp_path / "别处的证书.json"
    certificate.write_bytes((out / "certificates" / "2022-02-1.json").read_bytes())
    html, pdf = tmp_path / "页.html", tmp_path / "纸.pdf"

    both = run("certificate", certificate, "--html", html, "--pdf", pdf)
    one = run("certificate", certificate, "--pdf", tmp_path / "又一份.pdf")

    assert (both.code, one.code, both.out) == (0, 0, "")
    assert both.err.splitlines() == [f"已生成 {pdf}", f"已生成 {html}"]
    assert html.read_bytes() == (out / "certificates" / "2022-02-1.html").read_bytes()
    assert pdf.read_bytes() == (out / "certificates" / "2022-02-1.pdf").read_bytes()
    assert (tmp_path / "又一份.pdf").read_bytes() == pdf.read_bytes()


def test_a_changed_certificate_gets_no_paper_and_no_file_is_no_certificate(
    year: tuple[Path, Ran], tmp_path: Path
) -> None:
    out, _ = year
    original = (out / "certificates" / "2022-02-1.json").read_text(encoding="utf-8")
    changed, cut = tmp_path / "改动.json", tmp_path / "截断.json"
    changed.write_text(original.replace("测试种子", "别的种子"), encoding="utf-8")
    cut.write_text(original[:5000], encoding="utf-8")

    ran = {path: run("certificate", path, "--pdf", tmp_path / "纸.pdf") for path in (changed, cut)}

    assert (ran[changed].code, ran[cut].code) == (1, 2)
    assert "证书前后不一致，没有生成文件" in ran[changed].err
    assert "应为" in ran[changed].err.splitlines()[-1]
    assert "不完整，在第" in ran[cut].err
    assert not (tmp_path / "纸.pdf").exists()


def test_an_earlier_rehearsal_is_replaced_but_real_data_never(year: tuple[Path, Ran], tmp_path: Path) -> None:
    real = tmp_path / "正式"
    run("import-enterprises", ROOT / "requirements.lock", "--data", real)  # founds the database

    refused = run("year", "--out", real)

    assert refused.code == 1
    assert "正式数据" in refused.err
    assert (real / "office.db").exists()


def test_the_import_answers_with_the_counts_and_every_refused_row(roster: Path, tmp_path: Path) -> None:
    data = tmp_path / "数据"

    first = run("import-enterprises", roster, "--data", data, "--json")
    again = run("import-enterprises", roster, "--data", data, "--json")

    refused = first.last["refused"]
    assert isinstance(refused, list)
    assert first.code == 0
    assert [first.last[name] for name in ("added", "updated", "unchanged")] == [1, 0, 0]
    assert [row["row"] for row in refused] == [3, 4]
    assert "第 2 行" in refused[1]["message"]
    assert [again.last[name] for name in ("added", "updated", "unchanged")] == [0, 0, 1]
    assert not first.err


def test_the_import_without_json_tells_a_person_on_stderr(roster: Path, tmp_path: Path) -> None:
    ran = run("import-enterprises", roster, "--data", tmp_path / "数据")

    assert "第 3 行“统一社会信用代码”" in ran.err
    assert len(ran.out.strip().splitlines()) == 1


def test_every_row_read_is_accounted_for_in_the_answer(roster: Path, tmp_path: Path) -> None:
    ran = run("import-enterprises", roster, "--data", tmp_path / "数据", "--json")

    refused = {row["row"] for row in ran.last["refused"]}
    assert (
        ran.last["read"]
        == ran.last["added"] + ran.last["updated"] + ran.last["unchanged"] + len(refused)
        == 3
    )
    assert ran.last["duplicates"] == []


def test_the_refused_rows_go_to_a_workbook_that_is_imported_once_corrected(
    roster: Path, tmp_path: Path
) -> None:
    data, errors = tmp_path / "数据", tmp_path / "退回.xlsx"
    run("import-enterprises", roster, "--data", data, "--errors", errors)
    book = load_workbook(errors)
    book.worksheets[0]["B2"] = code(5)
    book.save(errors)

    again = run("import-enterprises", errors, "--data", data, "--json")

    assert (again.last["read"], again.last["added"]) == (2, 1)


def test_officers_and_items_are_imported_and_enterprises_exported(roster: Path, tmp_path: Path) -> None:
    data, out = tmp_path / "数据", tmp_path / "导出.xlsx"
    officers, items = tmp_path / "人员.xlsx", tmp_path / "清单.xlsx"
    for path, rows in (
        (officers, [["姓名", "执法证号"], ["样例甲", "YL410307001"]]),
        (items, [["抽查事项", "抽查内容"], ["样例事项", "样例内容"]]),
    ):
        book = Workbook(write_only=True)
        page = book.create_sheet()
        for cells in rows:
            page.append(cells)
        book.save(path)

    added = [
        run(command, path, "--data", data, "--json").last["added"]
        for command, path in (("import-officers", officers), ("import-items", items))
    ]
    run("import-enterprises", roster, "--data", data)
    exported = run("export-enterprises", out, "--data", data)
    again = run("import-enterprises", out, "--data", data, "--json")
    for_platform = run("export-enterprises", tmp_path / "平台.xlsx", "--data", data, "--platform")

    assert added == [1, 1]
    assert for_platform.code == 0
    assert (tmp_path / "平台.xlsx").stat().st_size
    assert exported.code == 0
    assert "已导出检查对象 1 户" in exported.err
    assert (again.last["unchanged"], again.last["read"]) == (1, 1)


def test_a_file_that_cannot_be_read_ends_with_1_and_its_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")

    ran = run("import-enterprises", empty, "--data", tmp_path / "数据", "--json")

    assert ran.code == 1
    assert "空.xlsx" in ran.err
    assert ran.out == ""


def test_a_folder_that_is_open_in_a_window_is_refused(held: Path, roster: Path) -> None:
    imported = run("import-enterprises", roster, "--data", held, "--json")
    rehearsed = run("year", "--out", held)

    assert (imported.code, rehearsed.code) == (1, 1)
    assert "已在另一个窗口" in imported.err
    assert "已在另一个窗口" in rehearsed.err


def test_replay_prints_the_published_cases_with_their_results() -> None:
    ran = run("replay", CASES)

    assert ran.code == 0
    assert json.loads(ran.out) == json.loads(CASES.read_text(encoding="utf-8"))


def test_the_specimens_are_written_and_told_on_stderr(tmp_path: Path) -> None:
    ran = run("forms", "--out", tmp_path / "样张")

    assert ran.code == 0, ran.err
    assert "contact-sheet.png" in ran.err
    assert ran.out == ""
    assert (tmp_path / "样张" / "随机抽查派发单-空白.pdf").read_bytes().startswith(b"%PDF")


def test_the_self_test_passes_and_names_its_versions() -> None:
    ran = run("self-test")

    assert ran.code == 0, ran.err
    assert "SQLite" in ran.out
    assert ran.out.strip().endswith("自检全部通过")


KILL_AFTER_FIRST_ROWS = """
import os, signal, sys
from pathlib import Path
from services.container import open_services
services = open_services(Path(sys.argv[2]), operator="测试")
def progress(done, total=None, text=""):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)
services.enterprises.commit_import(path=Path(sys.argv[1]), progress=progress)
"""


def test_an_import_that_is_killed_leaves_the_roster_as_it_was(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["企业名称", "注册号"])
    for number in range(5_000):
        page.append([f"洛阳样例{number}机械有限公司", f"{410381000000000 + number}"])
    sheet = tmp_path / "大名录.xlsx"
    book.save(sheet)
    data = tmp_path / "数据"

    killed = subprocess.run(
        [sys.executable, "-c", KILL_AFTER_FIRST_ROWS, str(sheet), str(data)], cwd=ROOT, check=False
    )

    with closing(sqlite3.connect(data / "office.db")) as database:
        assert killed.returncode == -9
        assert database.execute("SELECT count(*) FROM enterprises").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
