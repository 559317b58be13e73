"""The pictures of the draw chapter of the manual: one draw of the sample district from the seal to the first notices.

It draws in a folder of its own: in a rehearsed year every draw is over, and nothing is left to be sealed or thrown.
"""

import os
import shutil
import subprocess
from datetime import date, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from models.rules.seed import Contribution, Dice, SeedRule
from models.vocab import DrawMethod, SeedSource
from services import program
from services.clock import SimulatedClock
from services.command_line import say
from services.container import Services, open_services
from services.draw.rows import AttendeeRow, DrawTaskRow
from services.files.certificate_copy import CertificateForm, render_certificate
from services.rehearsal.agenda import at
from services.rehearsal.preparing import YearInput, prepare
from tools.paper_pictures import take_issue_pictures
from ui.draw.ceremony.window import RESULT, SEED, CeremonyWindow
from ui.draw.facts import CONFIRM
from ui.draw.fairness_dialog import FairnessDialog, ask_fairness
from ui.draw.tab import DrawTab
from ui.main_window import MainWindow
from ui.pictures import shown_window, take_dialog, take_picture

_DAY = date(2022, 5, 27)
_DIGITS = "01382438112797316654"
_THROWER, _SUPERVISOR = "纪检组样例甲", "样例监督人"
_DICE = SeedRule(SeedSource.DICE, dice=Dice(len(_DIGITS), _THROWER))
_PRESENT = (
    AttendeeRow("样例操作人", "操作人", "区应急管理局（样例）"),
    AttendeeRow(_SUPERVISOR, "监督人", "区纪委监委派驻组（样例）"),
    AttendeeRow(_THROWER, "投掷人", "区纪委监委派驻组（样例）"),
    AttendeeRow("样例企业代表", "企业代表", "样例机械厂"),
)
_SIZE = (1366, 768)
_PAGE_SIZE = (1100, 1180)
_TOWNS = 1  # the page of the report


def take_draw_pictures(folder: Path) -> None:
    """Write the pictures of the four steps and of the ceremony."""
    with TemporaryDirectory() as work:
        clock = SimulatedClock(at(date(_DAY.year, 1, 4), time(9, 0)))
        services = open_services(Path(work), operator=_PRESENT[0].name, clock=clock)
        prepare(services, clock, YearInput(Path(work)), say)
        clock.move_to(at(_DAY, time(9, 30)))
        tasks = services.draws.list_tasks(year=_DAY.year)
        task = next(task for task in tasks if task.method is DrawMethod.STRATIFIED)
        with shown_window(services, _DAY.year) as window:
            tab = window.go_to("随机抽取")
            assert isinstance(tab, DrawTab)
            tab.choose_task(task.key)
            _take_course(services, clock, window, tab, task, folder)
        services.close()


def take_fairness_picture(services: Services, year: int, folder: Path) -> None:
    """Write the picture of the 公平性报告 on the rehearsed year."""
    with shown_window(services, year) as window:
        tab = window.go_to("随机抽取")
        assert isinstance(tab, DrawTab)
        take_dialog(window, partial(_show_towns, services, window, tab), folder / "draw-fairness.png")


def write_certificate(services: Services, year: int, folder: Path) -> None:
    """Write the certificate of the year's last draw in its three forms."""
    certificate = services.draws.certificate(draw_key=services.draws.list_draws(year=year)[-1].key)
    for form in CertificateForm:
        (folder / f"certificate{form.value}").write_bytes(render_certificate(certificate, form))


def take_page_picture(page: Path, target: Path) -> None:
    """Write the head of a web page as a browser shows it; without a browser the old picture stays."""
    browser = shutil.which("chromium")
    if browser is None:
        say(f"没有找到 chromium，{target.name} 没有重拍")
        return
    with TemporaryDirectory() as work:
        fonts = Path(program.__file__).parents[1] / "resources" / "fonts"
        settings = Path(work) / "fonts.conf"
        settings.write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{work}/cache</cachedir>"
            "<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias></fontconfig>",
            encoding="utf-8",
        )
        size = f"--window-size={_PAGE_SIZE[0]},{_PAGE_SIZE[1]}"
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            size,
            f"--user-data-dir={work}",
        ]
        subprocess.run(
            [
                *command,
                "--virtual-time-budget=20000",
                f"--screenshot={target.resolve()}",
                page.resolve().as_uri(),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(settings)},
            check=True,
            capture_output=True,
        )


def _show_towns(services: Services, window: MainWindow, tab: DrawTab) -> None:
    ask_fairness(tab, window.desk, services)
    dialog = window.findChild(FairnessDialog)
    assert isinstance(dialog, FairnessDialog)  # there are draws
    dialog.segments.set_current(_TOWNS)


def _take_course(
    services: Services,
    clock: SimulatedClock,
    window: MainWindow,
    tab: DrawTab,
    task: DrawTaskRow,
    folder: Path,
) -> None:
    """Live through one draw and take what the clerk and the room see of it."""
    form = tab.seal_page.form
    form.thrower.setText(_THROWER)
    form.supervisor.setText(_SUPERVISOR)
    take_picture(window, folder / "draw-seal.png")
    draw_key = (
        services.draws.seal(
            task_key=task.key, operator=_PRESENT[0].name, supervisor=_SUPERVISOR, seed_rule=_DICE
        ).key
        or 0
    )
    tab.reload()
    tab.choose_draw(draw_key)
    field = tab.seed_page.entries[0].field
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, _DIGITS)
    take_picture(window, folder / "draw-seed.png")
    ceremony = _open_ceremony(services, window, tab)
    take_picture(ceremony, folder / "ceremony-frame.png")
    ceremony.show_step(SEED)
    QTest.keyClicks(ceremony.seed_step.parts[0].field, _DIGITS[:-3])
    take_picture(ceremony, folder / "ceremony-seed.png")
    ceremony.close()
    clock.move_to(at(_DAY, time(9, 52)))
    services.draws.draw(draw_key=draw_key, contributions=[Contribution(_THROWER, _DIGITS)])
    services.draws.set_meeting(
        draw_key=draw_key, meeting_place="区应急管理局三楼会议室（样例）", attendees=_PRESENT
    )
    tab.reload()
    take_picture(window, folder / "draw-result.png")
    tab.show_step(CONFIRM)
    take_picture(window, folder / "draw-confirm.png")
    ceremony = _open_ceremony(services, window, tab)
    ceremony.show_step(RESULT)
    ceremony.result_step.skip()
    take_picture(ceremony, folder / "ceremony-result.png")
    ceremony.close()
    services.draws.dispatch(draw_key=draw_key)
    take_issue_pictures(window, folder)


def _open_ceremony(services: Services, window: MainWindow, tab: DrawTab) -> CeremonyWindow:
    assert tab.detail is not None  # it has been sealed
    ceremony = CeremonyWindow(window.desk, services, tab.detail, window)
    ceremony.resize(*_SIZE)
    ceremony.show()
    return ceremony
