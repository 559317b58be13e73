"""抽查事项清单, clicked as a clerk does: a change is a new edition, what leaves stays with those who used it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from models.vocab import ItemCategory
from services.container import Services
from ui.recorded_messages import RecordedMessages
from ui.roster.item_detail import content_lines
from ui.roster.item_form import ItemForm
from ui.roster.item_list import ItemList
from ui.roster.tab import RosterTab

Click = Callable[[QWidget], None]


def form_of(catalogue: ItemList) -> ItemForm:
    form = catalogue.editor.form
    assert isinstance(form, ItemForm)
    return form


def test_a_new_database_has_the_ten_items_with_their_full_text(catalogue: ItemList) -> None:
    words = [label.text() for label in catalogue.detail.findChildren(QLabel)]

    assert len(catalogue.table.rows) == 10
    assert catalogue.detail.title == "1. 安全审批、机构制度与人员资格"
    assert "安全费用提取、使用情况及安全投入情况；" in words


def test_a_change_becomes_a_new_edition_says_so_and_keeps_the_former_one(
    catalogue: ItemList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    line = catalogue.table.rows[5]
    catalogue.table.select_keys([line.latest.lineage])
    click(catalogue.edit_button)
    form = form_of(catalogue)
    lead = catalogue.lead_of(line)
    form.content.setText("隐患排查治理制度建立和落实情况；")
    form.category.set_value(ItemCategory.KEY)

    click(catalogue.editor.save_button)

    newest, former = services.items.list_editions(lineage=line.latest.lineage)
    lines = dict(catalogue.detail.lines())
    assert lead.startswith("保存后成为第 2 版")
    assert (newest.edition, newest.draft.category, newest.draft.effective_from) == (
        2,
        ItemCategory.KEY,
        date(2022, 5, 25),
    )
    assert (former.edition, former.effective_to) == (1, date(2022, 5, 24))
    assert lines["版本"] == "第 2 版　2022-05-25 起施行"
    assert lines["第 1 版"].startswith("2022-01-01 至 2022-05-24\n抽查内容：")
    assert messages.last.text == "“隐患排查治理”已存为第 2 版，以前的版本保留"
    assert len(catalogue.table.rows) == 10


def test_saving_without_a_change_makes_no_edition(
    catalogue: ItemList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    click(catalogue.edit_button)

    click(catalogue.editor.save_button)

    assert len(services.items.list_items(with_ended=True)) == 10
    assert messages.last.text == "“安全审批、机构制度与人员资格”没有改动"


def test_a_new_item_goes_to_the_end_of_the_list(
    catalogue: ItemList, tab: RosterTab, messages: RecordedMessages, click: Click
) -> None:
    click(catalogue.add_button)
    form = form_of(catalogue)
    click(catalogue.editor.save_button)
    problems = (form.problem("title"), form.problem("content"))
    form.title.setText("有限空间作业")
    form.content.setText("有限空间作业审批情况；")

    click(catalogue.editor.save_button)

    assert problems == ("请填写抽查事项名称。", "请填写抽查内容。")
    assert [row.latest.title for row in catalogue.table.rows][-1] == "有限空间作业"
    assert catalogue.detail.title == "11. 有限空间作业"
    assert messages.last.text == "已新增抽查事项：有限空间作业"


def test_an_item_leaves_only_after_the_clerk_agreed(
    catalogue: ItemList, services: Services, messages: RecordedMessages, click: Click
) -> None:
    messages.answers.extend([False, True])

    click(catalogue.retire_button)
    kept = len(services.items.list_items())
    click(catalogue.retire_button)

    assert (kept, len(services.items.list_items())) == (10, 9)
    assert messages.texts("confirm")[0] == "“安全审批、机构制度与人员资格”退出清单？"
    assert len(catalogue.table.rows) == 9


def test_an_item_that_left_is_read_but_not_changed(
    catalogue: ItemList, messages: RecordedMessages, click: Click
) -> None:
    lineage = catalogue.table.rows[0].latest.lineage
    messages.answers.append(True)
    click(catalogue.retire_button)

    catalogue.filter_bar.retired.click()
    catalogue.table.select_keys([lineage])
    catalogue.edit()

    assert catalogue.detail.title == "1. 安全审批、机构制度与人员资格"
    assert not catalogue.editor.is_open
    assert catalogue.edit_button.toolTip() == "已退出清单，不能再改。"


def test_a_text_that_lists_several_things_is_shown_one_a_line() -> None:
    assert content_lines("甲；乙；丙。") == ["甲；", "乙；", "丙。"]
    assert content_lines("") == []


def test_the_export_reads_back_unchanged(
    catalogue: ItemList,
    tab: RosterTab,
    services: Services,
    messages: RecordedMessages,
    target: Path,
    click: Click,
) -> None:
    messages.answers.append(target)

    click(tab.export_button)

    report = services.items.preview_import(path=target)
    assert (report.read, report.unchanged, report.refused) == (10, 10, ())
