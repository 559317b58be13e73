"""双随机工作台: the composition root. Without a command the window; with one, a tool that needs no window.

Only Qt is imported before the first paint; each command imports what it uses.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import DataFolderInUseError, UserFacingError
from services.command_line import Arguments, answer, parse_arguments, say

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from services.roster.import_rows import ImportReport


def main(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; return the exit code: 0 done, 1 a known failure, 2 wrong arguments."""
    wanted = parse_arguments(arguments)
    try:
        return _COMMANDS[wanted.command](wanted)
    except UserFacingError as error:
        _tell(error.message)
        return 1


def open_window(wanted: Arguments) -> int:
    """Open the window on the given or the user's own data folder; a second start raises the first window."""
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        raise UserFacingError("没有图形界面，不能打开窗口；各个命令不需要窗口，用 --help 查看。")
    gc.disable()  # for good: ui.collector collects on the main thread once the window is painted
    from services.log_file import start_logging
    from ui.application import run_window
    from ui.single_instance import lock_data_dir, ring, user_data_dir
    from ui.theme import make_application

    data_dir = wanted.data or user_data_dir()
    qt = make_application()
    lock = lock_data_dir(data_dir)
    if lock is None:
        (say if ring(data_dir) else _tell)(_in_use(data_dir))
        return 1
    return run_window(qt, data_dir, lock, start_logging(data_dir))


def rehearse_year(wanted: Arguments) -> int:
    """Run a whole year into a folder and print what came of it as one JSON line."""
    import json

    from services.rehearsal.year import YearInput, rehearse

    lock = _locked(wanted.out)
    year = rehearse(
        YearInput(wanted.out, wanted.enterprises, wanted.officers, wanted.items, wanted.plan, wanted.seed),
        say,
    )
    try:
        _offscreen()
        from ui.pictures import take_tab_pictures

        say("正在拍摄四个页面的画面")
        take_tab_pictures(year.services, year.year, wanted.out / "screenshots")
    finally:
        year.services.close()
        lock.unlock()
    say(year.describe())
    answer(json.dumps(year.figures(), ensure_ascii=False))
    return 0


def import_roster(wanted: Arguments) -> int:
    """Do what the import button does, without questions; possible duplicates are taken and listed."""
    from services.container import open_services
    from services.roster.report import write_import_report

    data_dir = wanted.data
    assert data_dir is not None  # the parser demands it
    lock = _locked(data_dir)
    services = open_services(data_dir, operator="命令行")
    noun = (wanted.command or "").removeprefix("import-")
    service = {"enterprises": lambda: services.enterprises, "officers": lambda: services.officers}.get(
        noun, lambda: services.items
    )()
    try:
        report, _ = service.commit_import(path=wanted.file)
    finally:
        services.close()
        lock.unlock()
    if wanted.errors is not None and (report.refused or report.unplaced):
        write_import_report(wanted.errors, report)
    _tell_import(report, as_json=wanted.json)
    return 0


def _tell_import(report: "ImportReport", *, as_json: bool) -> None:
    import json
    from dataclasses import asdict

    if not as_json:
        say(report.summary)
        for note in report.notes:
            say(note)
        for problem in report.problems:
            say(f"第 {problem.row} 行“{problem.column}”：{problem.message}")
        for one in report.duplicates:
            where = f"本表第 {one.other_row} 行" if one.other_row else "名录"
            say(f"第 {one.row} 行“{one.name}”疑似与{where}的“{one.other_name}”重复：{one.reason}")
    counts = {name: getattr(report, name) for name in ("read", "added", "updated", "unchanged")}
    refused = [asdict(problem) for problem in report.problems]
    duplicates = [asdict(one) for one in report.duplicates]
    answer(json.dumps(counts | {"refused": refused, "duplicates": duplicates}, ensure_ascii=False))


def export_enterprises(wanted: Arguments) -> int:
    """Write the 检查对象 on the roster in the layout that the import reads, or in the platform's."""
    from services.container import open_services

    data_dir = wanted.data
    assert data_dir is not None  # the parser demands it
    lock = _locked(data_dir)
    services = open_services(data_dir, operator="命令行")
    try:
        keys = services.enterprises.find_enterprises()
        if wanted.platform:
            services.platform_export.export_enterprises(path=wanted.file, keys=keys)
        else:
            services.enterprises.export_found(path=wanted.file, keys=keys)
    finally:
        services.close()
        lock.unlock()
    say(f"已导出检查对象 {len(keys)} 户：{wanted.file}")
    return 0


def replay(wanted: Arguments) -> int:
    """Print the published cases with their results filled in."""
    import json

    from services.draw.replay import replay_cases

    answer(json.dumps(replay_cases(wanted.file), ensure_ascii=False, indent=1))
    return 0


def verify(wanted: Arguments) -> int:
    """Print one line a check; 0 all agree, 1 something differs, 2 not a certificate."""
    from services.draw.verify import verify_certificate

    outcome = verify_certificate(wanted.file)
    for line in outcome.lines:
        answer(line)
    return outcome.exit_code


def make_certificate(wanted: Arguments) -> int:
    """Make the PDF and the HTML page of a certificate again; exit codes as ``verify``."""
    from services.draw.remaking import remake_certificate
    from services.files.certificate_copy import CertificateForm

    targets = {CertificateForm.PDF: wanted.pdf, CertificateForm.HTML: wanted.html}
    outcome = remake_certificate(
        wanted.file, {form: path for form, path in targets.items() if path is not None}
    )
    for line in outcome.lines:
        say(line)
    return outcome.exit_code


def write_specimens(wanted: Arguments) -> int:
    """Write every paper of the program from the sample data, filled and empty, and all of them on one picture."""
    from services.rehearsal.forms import CONTACT_SHEET, write_forms

    count = write_forms(wanted.out, say)
    say(f"已生成 {count} 份样张和总览图 {CONTACT_SHEET}：{wanted.out.resolve()}")
    return 0


def self_test(_wanted: Arguments) -> int:
    """Prove that this very program, frozen or not, can do its work on this computer."""
    _offscreen()
    from services.self_test import run_self_test
    from ui.pdf_text import read_pdf_pages

    for line in run_self_test(read_pdf_pages):
        answer(line)
    return 0


def _tell(sentence: str) -> None:
    """Say a known failure on stderr; the windowed program on Windows has none and shows a box."""
    say(sentence)
    if sys.stderr is None:
        from PySide6.QtWidgets import QApplication

        from ui.sentence_box import SentenceBox
        from ui.theme import make_application

        global _qt  # noqa: PLW0603 - Qt needs the one application to stay alive
        _qt = QApplication.instance() or make_application()
        SentenceBox(None, "未能打开", sentence, icon_name="circle-alert", role="bad").exec()


def _offscreen() -> None:
    """Make a Qt application that opens no window, for what paints or reads pages without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.immortal import make_constants_immortal
    from ui.theme import make_application

    global _qt  # noqa: PLW0603 - Qt needs the one application to stay alive until the process ends
    _qt = make_application()
    make_constants_immortal()


_qt: object = None
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def _locked(data_dir: Path) -> "QLockFile":
    from ui.single_instance import lock_data_dir

    lock = lock_data_dir(data_dir)
    if lock is None:
        raise DataFolderInUseError(_in_use(data_dir))
    return lock


def _in_use(data_dir: Path) -> str:
    return f"数据文件夹 {data_dir} 已在另一个窗口或命令中打开，请先关闭它再试。"


_COMMANDS: dict[str | None, Callable[[Arguments], int]] = {
    None: open_window,
    "year": rehearse_year,
    "import-enterprises": import_roster,
    "import-officers": import_roster,
    "import-items": import_roster,
    "export-enterprises": export_enterprises,
    "replay": replay,
    "verify": verify,
    "certificate": make_certificate,
    "forms": write_specimens,
    "self-test": self_test,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
