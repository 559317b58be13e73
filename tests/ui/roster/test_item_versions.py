"""The 清单 of another year or day on screen, what is known of its publication, and what is printed from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QWidget

from models.vocab import Industry
from services.container import Services
from services.roster.item_rows import ItemListDraft
from tests.services.files.pdf_reading import page_texts
from tests.ui.papers.previews import shown_preview
from ui.recorded_messages import RecordedMessages
from ui.roster.item_dialogs import CheckSheetDialog, DayDialog, ItemListDialog
from ui.roster.item_list import ItemList

Click = Callable[[QWidget], None]
OnDialog = Callable[[Callable[[QWidget], object]], None]


def change_method(services: Services, starts: date) -> None:
    item = services.items.list_items()[0]
    services.items.update_item(
        key=item.key, draft=replace(item.draft, method="新方式", effective_from=starts)
    )


def method_on_screen(catalogue: ItemList) -> str:
    return catalogue.table.rows[0].latest.draft.method


def test_another_year_is_shown_as_it_stood_and_only_read(catalogue: ItemList, services: Services) -> None:
    change_method(services, date(2023, 2, 1))
    catalogue.reload()

    catalogue.versions.chooser.set_value("2022")

    reason = "2022 年的清单只供查看，修改请先选回“现行清单”。"
    assert method_on_screen(catalogue) == "实地核查、书面检查"
    assert catalogue.add_button.toolTip() == catalogue.retire_button.toolTip() == reason
    assert catalogue.edit_button.toolTip() == reason
    catalogue.edit()
    assert not catalogue.editor.is_open


def test_going_back_to_the_present_list_lets_the_clerk_work_again(
    catalogue: ItemList, services: Services
) -> None:
    change_method(services, date(2023, 2, 1))
    catalogue.versions.chooser.set_value("2022")

    catalogue.versions.chooser.set_value("now")

    assert method_on_screen(catalogue) == "新方式"
    assert catalogue.add_button.isEnabled()
    assert [catalogue.versions.chooser.itemText(n) for n in range(4)] == [
        "现行清单",
        "2023 年",
        "2022 年",
        "按日期查看…",
    ]


def test_a_day_is_asked_for_and_its_list_shown(
    catalogue: ItemList, services: Services, on_dialog: OnDialog
) -> None:
    change_method(services, date(2022, 8, 1))
    catalogue.reload()

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, DayDialog)
        dialog.confirm()
        assert dialog.form.problem("day") == "请填写日期，例如 2022-05-25。"
        dialog.day.set_value(date(2022, 7, 31))
        dialog.confirm()

    on_dialog(fill)
    catalogue.versions.chooser.set_value("day")

    assert method_on_screen(catalogue) == "实地核查、书面检查"
    assert catalogue.versions.chooser.currentText() == "2022-07-31 施行"


def test_leaving_the_question_for_a_day_changes_nothing(catalogue: ItemList, on_dialog: OnDialog) -> None:
    on_dialog(lambda dialog: dialog.close())

    catalogue.versions.chooser.set_value("day")

    assert catalogue.versions.version.is_present
    assert catalogue.versions.chooser.currentText() == "现行清单"


def test_the_version_stays_while_a_record_is_written(catalogue: ItemList, click: Click) -> None:
    click(catalogue.edit_button)

    assert not catalogue.versions.chooser.isEnabled()
    click(catalogue.editor.cancel_button)
    assert catalogue.versions.chooser.isEnabled()


def test_number_and_day_of_publication_are_entered_for_the_year(
    catalogue: ItemList, services: Services, messages: RecordedMessages, on_dialog: OnDialog, click: Click
) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ItemListDialog)
        dialog.document_number.setText("样例〔2022〕1号")
        dialog.published_on.set_value(date(2022, 6, 1))
        dialog.confirm()
        assert dialog.form.problem("published_on") == "公布日期不能晚于今天。"
        dialog.published_on.set_value(date(2022, 5, 20))
        dialog.confirm()

    on_dialog(fill)
    click(catalogue.versions.facts_button)

    assert services.items.get_list(year=2022) == ItemListDraft(2022, "样例〔2022〕1号", "", date(2022, 5, 20))
    assert catalogue.versions.facts == "2022 年：样例〔2022〕1号，2022-05-20 公布"
    assert messages.last.text == "已登记 2022 年清单的文号、依据和公布日期"


def test_the_published_list_is_saved_in_both_forms(
    catalogue: ItemList, services: Services, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.answers.extend([tmp_path / "清单.xlsx", tmp_path / "清单.pdf"])

    catalogue.versions.workbook_action.trigger()
    catalogue.versions.paper_action.trigger()

    title = f"{services.office.get_settings().bureau_name}2022年度随机抽查事项清单"
    assert openpyxl.load_workbook(tmp_path / "清单.xlsx").active["A1"].value == title
    assert title in page_texts((tmp_path / "清单.pdf").read_bytes())[0]
    assert "已保存：清单.pdf" in messages.last.text


def test_a_check_sheet_is_printed_for_the_chosen_industry(
    catalogue: ItemList, on_dialog: OnDialog, click: Click
) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, CheckSheetDialog)
        dialog.industry.set_value(Industry.MACHINERY)
        dialog.confirm()

    on_dialog(fill)
    click(catalogue.versions.check_button)

    preview = shown_preview()
    assert "机械行业随机抽查检查表" in page_texts(preview.pages.content)[0]
    preview.reject()
