"""文书 behind one button: what can be printed now, why the rest cannot, and where the files go."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from services.container import Services
from tests.services.draw.builders import (
    TASK,
    draw_and_dispatch,
    found_district,
    lock_task,
    seal,
)
from tests.services.files.pdf_reading import page_texts
from tests.ui.draw.conftest import OpenTab
from tests.ui.papers.previews import preview_title, shown_preview
from ui.draw.interventions_dialog import InterventionsDialog, counts_text
from ui.draw.paper_menu import DrawPaper
from ui.draw.tab import DrawTab
from ui.recorded_messages import RecordedMessages

DIGITS = "01382438112797316654"
AFTER_SEAL = {DrawPaper.SCHEME, DrawPaper.SEAL_SHEET, DrawPaper.INTERVENTIONS}


def lock_task_without_scheme(services: Services, plan_key: int) -> None:
    services.plans.add_task(plan_key=plan_key, draft=TASK)
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 24))
    services.plans.lock(plan_key=plan_key)


def offered(tab: DrawTab) -> set[DrawPaper]:
    return {paper for paper, action in tab.papers.actions.items() if action.isEnabled()}


def dialog_of(tab: QWidget) -> InterventionsDialog:
    found = tab.window().findChildren(InterventionsDialog)
    return found[-1]


def test_before_the_seal_only_the_scheme_can_be_printed(tab: DrawTab) -> None:
    assert offered(tab) == {DrawPaper.SCHEME}
    assert tab.papers.actions[DrawPaper.SEAL_SHEET].toolTip() == "名单还没有封存，封存以后才有封存单。"


def test_after_the_seal_the_result_papers_say_what_they_wait_for(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    seal(services, task_key)

    tab = open_tab()

    assert offered(tab) == AFTER_SEAL
    reason = "2022-01-1 还没有抽取，抽取以后才有抽取会议记录。"
    assert tab.papers.actions[DrawPaper.MINUTES].toolTip() == reason


def test_a_task_without_a_scheme_says_so(services: Services, open_tab: OpenTab) -> None:
    found_district(services)
    plan_key = services.plans.add_plan(year=2022).key
    assert plan_key is not None
    lock_task_without_scheme(services, plan_key)

    tab = open_tab()

    assert tab.papers.actions[DrawPaper.SCHEME].toolTip() == "本任务还没有工作方案。"
    assert not tab.papers.save_all_action.isEnabled()


@pytest.mark.parametrize("paper", [DrawPaper.SEAL_SHEET, DrawPaper.CONFIRMATION, DrawPaper.MINUTES])
def test_a_paper_opens_and_can_be_kept(
    open_tab: OpenTab,
    services: Services,
    task_key: int,
    messages: RecordedMessages,
    tmp_path: Path,
    paper: DrawPaper,
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()

    tab.papers.actions[paper].trigger()

    preview = shown_preview()
    assert preview_title() == f"{paper.value} 2022-01-1"
    assert paper.value in page_texts(preview.pages.content)[0]
    kept = tmp_path / "留存.pdf"
    messages.answers.append(kept)
    preview.save_button.click()
    assert kept.read_bytes() == preview.pages.content
    assert messages.last.text == "已存为“留存.pdf”"
    preview.reject()


def test_the_scheme_is_named_after_its_task(tab: DrawTab) -> None:
    tab.papers.actions[DrawPaper.SCHEME].trigger()

    assert preview_title() == "工作方案 2022-01"
    shown_preview().reject()


def test_all_papers_go_into_one_folder(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages, tmp_path: Path
) -> None:
    draw_and_dispatch(services, task_key, DIGITS)
    tab = open_tab()
    messages.answers.append(tmp_path)

    tab.papers.save_all_action.trigger()

    names = {path.name for path in tmp_path.glob("*.pdf")}
    assert names == {
        "工作方案 2022-01.pdf",
        *(f"{paper.value} 2022-01-1.pdf" for paper in DrawPaper if paper is not DrawPaper.SCHEME),
    }
    assert messages.last.text == f"已保存 5 份文书到“{tmp_path.name}”"


def test_leaving_the_file_dialog_writes_nothing(
    open_tab: OpenTab, services: Services, task_key: int, messages: RecordedMessages
) -> None:
    seal(services, task_key)
    tab = open_tab()
    messages.answers.append(None)

    tab.papers.save_all_action.trigger()

    assert messages.last.kind == "folder"


def test_the_interventions_are_shown_in_a_table_and_can_be_printed(
    open_tab: OpenTab,
    services: Services,
    task_key: int,
    messages: RecordedMessages,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    first = seal(services, task_key)
    services.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长")
    seal(services, task_key)
    tab = open_tab()

    tab.papers.actions[DrawPaper.INTERVENTIONS].trigger()

    dialog = dialog_of(tab)
    assert [line.kind for line in dialog.table.rows] == ["此前的封存", "作废"]
    assert "此前的封存 1，作废 1，递补 0" in dialog.counts.text()
    assert dialog.note == "共 2 项，交监督人 样例监督人 查阅"
    dialog.print_button.click()
    assert preview_title() == "干预清单 2022-01-2"
    shown_preview().reject()
    kept = tmp_path / "干预清单.pdf"
    messages.answers.append(kept)
    dialog.save_button.click()
    assert "作废" in page_texts(kept.read_bytes())[0]
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not dialog_is_open(tab))


def dialog_is_open(tab: DrawTab) -> bool:
    return any(dialog.isVisible() for dialog in tab.window().findChildren(InterventionsDialog))


def test_turning_to_another_draw_offers_its_papers(
    open_tab: OpenTab, services: Services, task_key: int
) -> None:
    first = draw_and_dispatch(services, task_key, DIGITS)
    services.draws.void(draw_key=first, reason="漏录一户", approved_by="样例局长")
    tab = open_tab()
    assert offered(tab) == {DrawPaper.SCHEME}

    tab.choose_draw(first)
    tab.papers.actions[DrawPaper.CONFIRMATION].trigger()

    preview = shown_preview()
    assert "本次抽取已于2022年5月25日09:00:00作废" in page_texts(preview.pages.content)[0]
    preview.reject()


def test_the_counts_name_every_kind(services: Services) -> None:
    found_district(services)
    draw_key = seal(services, lock_task(services))

    text = counts_text(services.draw_papers.list_interventions(draw_key))

    assert text.startswith("此前的封存 0，作废 0")
    assert text.endswith("设置和分类变动 0")
