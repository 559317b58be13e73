"""科室报送 clicked as the office does: list the year, hand out templates, take in, send back, merge, see what is missing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from models.vocab import SubmissionKind, SubmissionState
from services.container import Services
from services.submissions.rows import SubmissionDraft
from tests.services.submissions.forms import blank, filled, line
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.roster.submission_columns import state_chip
from ui.roster.submission_dialog import SubmissionDialog
from ui.roster.submission_page import SubmissionPage
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]
DRAFT = SubmissionDraft(submitted_on=date(2022, 5, 20), submitted_by="样例甲")


@pytest.fixture
def page(tab: RosterTab) -> SubmissionPage:
    """The page of a year that is not opened yet."""
    shown = tab.open_list("科室报送")
    assert isinstance(shown, SubmissionPage)
    return shown


@pytest.fixture
def opened(page: SubmissionPage) -> SubmissionPage:
    page.table.empty_page.click()
    return page


def go_to(page: SubmissionPage, kind: SubmissionKind, section: str = "政策法规科") -> None:
    page.table.go_to_cell(line(page.services, kind, section).section_key, kind)


def submit(page: SubmissionPage, kind: SubmissionKind) -> None:
    page.desk.operations.change(
        lambda: page.services.submissions.submit(key=line(page.services, kind).key, draft=DRAFT)
    )


def plain(page: SubmissionPage) -> str:
    return re.sub("<[^>]+>", "", page.counts.text())


def shown_cells(page: SubmissionPage) -> int:
    """Count the chips on screen."""
    columns = [column for column in page.table.columns if column.chips is not None]
    return sum(len(column.chips(row)) for row in page.table.rows for column in columns if column.chips)


def opened_dialog(page: SubmissionPage, click: Click) -> SubmissionDialog:
    click(page.take_button)
    return page.findChildren(SubmissionDialog)[-1]


def test_a_year_without_lines_says_so_and_one_click_lists_them(
    page: SubmissionPage, tab: RosterTab, messages: RecordedMessages
) -> None:
    text, can_hand_out = page.table.empty_page.text, page.hand_out_button.isEnabled()

    page.table.empty_page.click()

    assert text.startswith("2022 年度还没有列出各科室应报的项目")
    assert not can_hand_out
    assert [row.name for row in page.table.rows] == ["政策法规科", "综合行政执法大队"]
    assert plain(page) == "应报 10 项 · 已报 0 · 未报 10 · 逾期 10"
    assert "截止 2022-02-28" in page.due.text()
    assert messages.last.text == "已列出 2022 年度各科室应报的项目，下一步可以发放模板"
    assert tab.export_button.isEnabled()


def test_each_count_opens_the_cells_it_counts(opened: SubmissionPage) -> None:
    submit(opened, SubmissionKind.ITEMS)
    counts = opened.services.submissions.get_year(2022).counts
    wanted = {
        "submitted": counts.submitted,
        "missing": counts.missing,
        "overdue": counts.overdue,
        "expected": 10,
    }

    found: dict[str, int] = {}
    for target in wanted:
        opened.counts.linkActivated.emit(target)
        found[target] = shown_cells(opened)

    assert found == wanted


def test_a_submission_without_a_file_is_put_on_record_with_name_and_day(
    opened: SubmissionPage, click: Click, messages: RecordedMessages
) -> None:
    go_to(opened, SubmissionKind.ITEMS)
    dialog = opened_dialog(opened, click)
    click(dialog.confirm_button)
    problem = dialog.form.problem("submitted_by")
    dialog.submitted_by.setText("样例甲")

    click(dialog.confirm_button)

    assert problem == "请填写报送人姓名。"
    assert line(opened.services, SubmissionKind.ITEMS).state is SubmissionState.SUBMITTED
    assert messages.last.text == "已登记：政策法规科的随机抽查事项清单"
    assert dict(opened.detail.lines())["报送"] == "2022-05-25（迟 86 天）　样例甲"


def test_a_filled_template_is_previewed_read_and_put_on_record(
    opened: SubmissionPage, click: Click, messages: RecordedMessages, tmp_path: Path
) -> None:
    go_to(opened, SubmissionKind.OFFICERS)
    messages.answers.append(filled(opened.services, tmp_path, line(opened.services, SubmissionKind.OFFICERS)))
    dialog = opened_dialog(opened, click)
    click(dialog.file_button)
    dialog.submitted_by.setText("样例甲")
    before = len(opened.services.officers.list_officers())
    offered = (dialog.found.text(), dialog.confirm_button.text())

    click(dialog.confirm_button)

    assert offered == ("共 2 行，新增 2，更新 0，未变 0，未导入 0", "读入 2 行并登记已报")
    assert (before, len(opened.services.officers.list_officers())) == (0, 2)
    assert messages.last.text == "已登记：政策法规科的执法人员名录库，读入 2 行"
    assert dict(opened.detail.lines())["内容"] == "共 2 行，新增 2，更新 0，未变 0，未导入 0"


def test_an_empty_template_says_so_and_can_only_be_put_on_record_unread(
    opened: SubmissionPage, click: Click, messages: RecordedMessages, tmp_path: Path
) -> None:
    go_to(opened, SubmissionKind.PLAN)
    messages.answers.append(blank(opened.services, tmp_path, line(opened.services, SubmissionKind.PLAN)))
    dialog = opened_dialog(opened, click)
    click(dialog.file_button)
    said, could_confirm = dialog.failed.text(), dialog.confirm_button.isEnabled()
    dialog.submitted_by.setText("样例甲")

    click(dialog.reads)
    click(dialog.confirm_button)

    assert "还没有填写" in said
    assert not could_confirm
    assert dict(opened.detail.lines())["内容"] == "只登记文件，没有读入"


def test_refused_rows_stand_in_the_dialog_with_their_number(
    opened: SubmissionPage, click: Click, messages: RecordedMessages, tmp_path: Path
) -> None:
    go_to(opened, SubmissionKind.PARTNERS)
    records = [{"partner": "样例消防部门"}, {"partner": "样例市场监管部门", "matter": "样例事项"}]
    row = line(opened.services, SubmissionKind.PARTNERS)
    messages.answers.append(filled(opened.services, tmp_path, row, records))
    dialog = opened_dialog(opened, click)

    click(dialog.file_button)

    assert [(one.row, one.column) for one in dialog.problems.rows] == [(4, "联合事项")]
    assert dialog.confirm_button.text() == "读入 1 行并登记已报"
    click(dialog.cancel_button)


def test_sending_back_asks_for_the_reason_and_shows_it(
    opened: SubmissionPage, click: Click, messages: RecordedMessages
) -> None:
    submit(opened, SubmissionKind.ITEMS)
    go_to(opened, SubmissionKind.ITEMS)
    messages.answers.append("样例：缺检查依据")

    click(opened.return_button)

    row = line(opened.services, SubmissionKind.ITEMS)
    assert (row.state, row.returned_reason) == (SubmissionState.RETURNED, "样例：缺检查依据")
    assert state_chip(row).text == "退回 逾期86天"
    assert opened.return_button.toolTip() == "这一项还没有报来，不需要退回。"
    assert "（退回 1）" in plain(opened)


def test_merging_is_taken_back_by_the_link_and_the_cell_in_use_stays(
    opened: SubmissionPage, click: Click, messages: RecordedMessages
) -> None:
    submit(opened, SubmissionKind.PLAN)
    go_to(opened, SubmissionKind.PLAN)
    click(opened.merge_button)
    merged = line(opened.services, SubmissionKind.PLAN).state
    take_reason = opened.take_button.toolTip()

    messages.links[0].on_click()

    used = opened.table.current_submission()
    assert merged is SubmissionState.MERGED
    assert take_reason == "这一项已汇总，要重新报送，请先退回或撤销汇总。"
    assert used is not None
    assert (used.kind, used.state) == (SubmissionKind.PLAN, SubmissionState.SUBMITTED)


def test_another_due_date_is_asked_for_and_moves_what_is_missing(
    opened: SubmissionPage, click: Click, messages: RecordedMessages
) -> None:
    messages.answers.append("2022-06-30")

    click(opened.due_button)

    assert "截止 2022-06-30" in opened.due.text()
    assert plain(opened).endswith("逾期 0")


def test_templates_are_handed_out_as_folders_or_archives(
    opened: SubmissionPage, click: Click, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers.extend(["每个科室一个文件夹", tmp_path, "只给综合行政执法大队", tmp_path / "单独"])
    click(opened.hand_out_button)
    said = messages.last.text
    go_to(opened, SubmissionKind.ITEMS, "综合行政执法大队")

    click(opened.hand_out_button)

    assert said == "已生成 2 个科室的报送模板，共 10 份"
    assert len(list(tmp_path.glob("2022年_*/*.xlsx"))) == 10
    assert [path.name for path in (tmp_path / "单独").iterdir()] == ["2022年_综合行政执法大队_报送模板"]


def test_the_buttons_of_the_tab_take_in_the_cell_in_use_and_export_the_matrix(
    opened: SubmissionPage,
    tab: RosterTab,
    click: Click,
    messages: RecordedMessages,
    tmp_path: Path,
    target: Path,
) -> None:
    go_to(opened, SubmissionKind.PARTNERS)
    row = line(opened.services, SubmissionKind.PARTNERS)
    messages.answers.extend([filled(opened.services, tmp_path, row), target])

    click(tab.import_button)
    dialog = opened.findChildren(SubmissionDialog)[-1]
    read = dialog.found.text()
    click(dialog.cancel_button)
    click(tab.export_button)

    assert read == "共 2 行，新增 2，未导入 0"
    assert target.exists()
    assert messages.last.text == f"已导出 2022 年度科室报送情况：{target.name}"


def test_a_file_dropped_on_the_page_is_read_for_the_cell_in_use(
    opened: SubmissionPage, tab: RosterTab, click: Click, tmp_path: Path
) -> None:
    go_to(opened, SubmissionKind.PARTNERS)

    dialog = opened.import_path(
        filled(opened.services, tmp_path, line(opened.services, SubmissionKind.PARTNERS))
    )

    assert dialog is not None
    assert dialog.found.text() == "共 2 行，新增 2，未导入 0"
    assert not (tab.versions_button.isVisible() or tab.more_button.isVisible())
    click(dialog.cancel_button)


def test_the_page_follows_the_year_of_the_desk(
    opened: SubmissionPage, desk: Desk, services: Services
) -> None:
    desk.set_year(2023)

    assert opened.table.rows == []
    assert opened.table.empty_page.text.startswith("2023 年度")
    assert services.submissions.get_year(2023).rows == ()
