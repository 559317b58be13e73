"""Import as the clerk steers it: which sheet, which column, which word, which rows; over a real database."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.vocab import EnterpriseStatus
from services.container import Services
from services.roster.enterprise_rows import EnterpriseFilter
from tests.services.roster.workbooks import HEADER, roster, row, workbook
from ui.recorded_messages import RecordedMessages
from ui.roster.import_dialog import ImportDialog

Click = Callable[[QWidget], None]
ALL = EnterpriseFilter(with_retired=True)


def test_a_later_file_shows_old_and_new_and_retires_what_it_lacks_when_that_is_approved(
    review: Callable[[Path], ImportDialog],
    tmp_path: Path,
    services: Services,
    click: Click,
    qtbot: QtBot,
    messages: RecordedMessages,
) -> None:
    click(review(roster(tmp_path / "上年.xlsx", row(1), row(2), row(3))).confirm_button)
    later = roster(tmp_path / "今年.xlsx", row(1), row(2, 注册地址="洛阳市偃师区岳滩镇样例路99号"), row(4))
    dialog = review(later)
    lists = dialog.preview.lists
    counts = dialog.preview.counts.texts[:5]
    detail = lists.detail

    dialog.preview.seeks_gone.setChecked(True)
    qtbot.waitUntil(lambda: bool(lists.gone.rows))
    lists.gone.selectAll()
    lists.reason.setText("已搬迁")
    text = dialog.confirm_button.text()
    click(dialog.confirm_button)

    by_name = {one.name: one for one in services.enterprises.list_enterprises(ALL)}
    assert counts == ["1", "1", "1", "0", "0"]
    assert "洛阳市偃师区岳滩镇样例路2号 → 洛阳市偃师区岳滩镇样例路99号" in detail
    assert text == "导入 2 户，退出 1 户"
    assert messages.last.text == "已导入 2 户：新增 1，变更 1，未变 1，退出 1"
    assert by_name["洛阳样例3机械有限公司"].is_retired
    assert by_name["洛阳样例2机械有限公司"].draft.address.endswith("99号")


def test_a_row_without_its_tick_is_not_written(
    review: Callable[[Path], ImportDialog],
    tmp_path: Path,
    services: Services,
    click: Click,
    messages: RecordedMessages,
) -> None:
    dialog = review(roster(tmp_path / "名录.xlsx", row(1), row(2), row(3)))

    dialog.preview.lists.new.approve_all_but({3})
    click(dialog.confirm_button)

    names = [one.name for one in services.enterprises.list_enterprises()]
    assert sorted(names) == ["洛阳样例1机械有限公司", "洛阳样例3机械有限公司"]
    assert messages.last.text == "已导入 2 户：新增 2，变更 0，未导入 1"


def test_words_of_another_office_are_read_as_the_clerk_says(
    begin: Callable[[Path], ImportDialog], tmp_path: Path, services: Services, click: Click, qtbot: QtBot
) -> None:
    dialog = begin(roster(tmp_path / "名录.xlsx", row(1, 状态="照常营业"), row(2)))
    asked = dialog.mapping.words.lines

    dialog.mapping.words.chooser("status", "照常营业").set_value(EnterpriseStatus.ACTIVE.value)
    qtbot.waitUntil(dialog.confirm_button.isEnabled)
    click(dialog.confirm_button)
    click(dialog.confirm_button)

    assert asked == ["状态“照常营业”（1 行）"]
    assert services.enterprises.count_enterprises() == 2


def test_a_column_with_a_title_nobody_knows_is_pointed_out_once(
    begin: Callable[[Path], ImportDialog], tmp_path: Path, services: Services, click: Click, qtbot: QtBot
) -> None:
    header = ("受检方", "统一社会信用代码", "注册地址", "行业", "状态")
    dialog = begin(workbook(tmp_path / "名录.xlsx", [["检查名录"], header, row(1), row(2)]))
    problem = dialog.mapping.problem

    dialog.mapping.columns.chooser("受检方").set_value("name")
    qtbot.waitUntil(dialog.confirm_button.isEnabled)
    click(dialog.confirm_button)
    click(dialog.confirm_button)
    again = begin(workbook(tmp_path / "名录二.xlsx", [["检查名录"], header, row(3)]))

    assert "企业名称" in problem
    assert services.enterprises.count_enterprises() == 2
    assert again.preview.isVisible()
    assert again.preview.counts.texts[0] == "1"


def test_the_sheet_of_a_workbook_can_be_chosen(
    begin: Callable[[Path], ImportDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "今年"
    second = book.create_sheet("上年")
    for sheet, numbers in ((first, (1, 2)), (second, (3,))):
        for cells in (HEADER, *(row(number) for number in numbers)):
            sheet.append(list(cells))
    book.save(tmp_path / "名录.xlsx")
    dialog = begin(tmp_path / "名录.xlsx")
    found = (dialog.bar.sheet.isVisible(), dialog.bar.sheet.value(), dialog.preview.counts.texts[0])

    dialog.bar.sheet.set_value("上年")
    qtbot.waitUntil(dialog.confirm_button.isEnabled)

    assert found == (True, "今年", "2")
    assert dialog.preview.counts.texts[0] == "1"
