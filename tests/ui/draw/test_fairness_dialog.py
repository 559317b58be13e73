"""公平性报告 on screen: opened from the head of the draw screen, read, turned to other years, saved."""

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from models.rules.fairness import Finding
from services.container import Services
from services.files.fairness import CoverageLine
from tests.services.draw.builders import OTHER_SEED, SEED, draw_and_dispatch, found_district, lock_task
from tests.ui.draw.conftest import OpenTab
from tests.ui.papers.previews import preview_title, shown_preview
from ui.draw.fair_bars import FairBars, coverage_bars
from ui.draw.fairness_dialog import FairnessDialog
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages


def opened(tab: DrawTab) -> FairnessDialog:
    tab.bar.fairness_action.trigger()
    [dialog] = [each for each in QApplication.topLevelWidgets() if isinstance(each, FairnessDialog)]
    return dialog


def drawn_twice(services: Services) -> None:
    found_district(services)
    task = lock_task(services, batches=2, ratio="60")
    for digits in (SEED, OTHER_SEED):
        draw_and_dispatch(services, task, digits)


def test_without_a_draw_there_is_nothing_to_report(tab: DrawTab, messages: RecordedMessages) -> None:
    tab.bar.fairness_action.trigger()

    assert messages.texts("error") == ["还没有完成的抽取，抽取之后才有公平性报告。"]


def test_the_report_says_the_verdict_and_shows_what_was_counted(
    open_tab: OpenTab, services: Services
) -> None:
    drawn_twice(services)

    dialog = opened(open_tab())

    assert dialog.verdict == "2022年：数据足够的各项都与抽取规程的期望一致。"
    assert dialog.counts.startswith("随机抽取 2次；可抽 39户次；随机抽中 14户次")
    assert [line.split()[0] for line in dialog.parts[1].bars.texts] == ["首阳山街道", "商城街道", "翟镇镇"]
    assert dialog.parts[4].bars.texts[0].startswith("样例检查员0 应为 ")
    assert len(dialog.enterprises.rows) == 23
    assert [line.observed for line in dialog.undrawn.rows] == [0] * 9
    dialog.close()


def test_what_stands_out_is_named_at_the_head_and_broken_quotas_on_their_page(
    open_tab: OpenTab, services: Services
) -> None:
    drawn_twice(services)
    view = services.fairness.report(first_year=2022, last_year=2022)
    towns = replace(view.parts[1], finding=Finding.DEVIATES, faults=("2022-01-1抽中8户，名额是7户",))
    parts = (view.parts[0], towns, *view.parts[2:])
    dialog = opened(open_tab())

    dialog.show_view(
        replace(view, finding=Finding.DEVIATES, standout="“样例厂”可抽5次、抽中5次。", parts=parts)
    )

    assert dialog.standout == "“样例厂”可抽5次、抽中5次。"
    assert "× 2022-01-1抽中8户，名额是7户" in dialog.parts[1].text
    dialog.close()


def test_all_pages_can_be_turned_to(open_tab: OpenTab, services: Services) -> None:
    drawn_twice(services)
    dialog = opened(open_tab())

    shown = []
    for number in range(7):
        dialog.segments.set_current(number)
        shown.append(
            dialog.undrawn.isVisible() or dialog.coverage.isVisible() or dialog.parts[number % 5].isVisible()
        )

    assert shown == [True] * 7
    assert dialog.coverage.text.startswith("现有存续企业24家，三年内")
    dialog.close()


def test_years_are_turned_together_when_they_would_cross(open_tab: OpenTab, services: Services) -> None:
    drawn_twice(services)
    dialog = opened(open_tab())
    dialog.first.set_options([(2021, "2021 年"), (2022, "2022 年")])
    dialog.last.set_options([(2021, "2021 年"), (2022, "2022 年")])
    dialog.first.set_value(2022)

    dialog.last.set_value(2021)

    assert dialog.first.value() == 2021
    assert dialog.verdict.startswith("2021年：")
    assert dialog.counts.startswith("随机抽取 0次")
    dialog.close()


def test_the_report_is_saved_as_paper_and_as_workbook(
    open_tab: OpenTab, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    drawn_twice(services)
    dialog = opened(open_tab())
    messages.answers += [tmp_path / "报告.pdf", tmp_path / "报告.xlsx"]

    dialog.save_button.click()
    dialog.xlsx_button.click()

    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    assert load_workbook(tmp_path / "报告.xlsx").sheetnames[0] == "总的结论"
    dialog.close()


def test_printing_shows_the_report_in_the_preview(open_tab: OpenTab, services: Services) -> None:
    drawn_twice(services)
    dialog = opened(open_tab())

    dialog.print_button.click()

    assert preview_title().startswith(dialog._view.title)
    shown_preview().reject()
    dialog.close()


def test_years_are_drawn_as_their_share_of_the_register() -> None:
    bars = FairBars(most=1.0)

    bars.set_bars(coverage_bars([CoverageLine(2021, 30, 120), CoverageLine(2022, 0, 0)]))

    assert bars.texts == ["2021 年 30 家，25.0%", "2022 年 0 家，0.0%"]
