"""The list of 抽查事项 and its editions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UserFacingError
from models.vocab import ItemCategory
from services.container import Services
from services.roster.item_rows import ItemDraft
from tests.services.roster.workbooks import workbook

DRAFT = ItemDraft(title="样例事项", content="样例内容；", method="实地核查", basis="样例依据")


def test_a_new_database_holds_the_ten_items_in_the_words_of_the_plan(services: Services) -> None:
    items = services.items.list_items()

    assert [row.draft.number for row in items] == list(range(1, 11))
    assert (
        items[5].draft.content == "生产经营单位实施隐患排查治理以及建立健全生产安全事故隐患排查治理制度情况；"
    )
    assert items[8].draft.content == "《河南省安全生产风险管控与隐患治理办法》规定检查的内容；"
    assert all(row.draft.basis and row.draft.method for row in items)


def test_a_new_item_goes_to_the_end_of_the_list(services: Services) -> None:
    services.items.add_item(draft=DRAFT)

    last = services.items.list_items()[-1]

    assert (last.title, last.draft.number, last.edition) == ("样例事项", 11, 1)
    assert last.draft.effective_from == date(2022, 5, 25)


def test_a_change_is_a_new_edition_and_the_old_one_stays(services: Services) -> None:
    old = services.items.list_items()[0]
    wanted = replace(old.draft, category=ItemCategory.KEY, effective_from=date(2022, 6, 1))

    key = services.items.update_item(key=old.key, draft=wanted).key or 0

    assert services.items.get_item(key).draft == wanted
    assert services.items.get_item(old.key).effective_to == date(2022, 5, 31)
    assert [row.edition for row in services.items.list_editions(lineage=old.lineage)] == [2, 1]
    assert len(services.items.list_items()) == 10


def test_an_old_edition_cannot_be_changed(services: Services) -> None:
    old = services.items.list_items()[0]
    services.items.update_item(key=old.key, draft=replace(old.draft, method="书面检查", effective_from=None))

    with pytest.raises(UserFacingError, match="已停用"):
        services.items.update_item(key=old.key, draft=replace(old.draft, method="别的", effective_from=None))


def test_saving_without_a_change_makes_no_edition(services: Services) -> None:
    old = services.items.list_items()[0]

    changes = services.items.update_item(
        key=old.key, draft=replace(old.draft, effective_from=date(2022, 7, 1))
    )

    assert not changes.nouns
    assert services.items.get_item(old.key).is_current


def test_a_retired_item_leaves_the_list(services: Services) -> None:
    old = services.items.list_items()[9]

    services.items.retire_item(key=old.key)

    assert len(services.items.list_items()) == 9
    assert len(services.items.list_items(with_ended=True)) == 10


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"title": ""}, "title", "请填写抽查事项名称"),
        ({"title": "隐患排查治理"}, "title", "清单中已有"),
        ({"content": " "}, "content", "请填写抽查内容"),
        ({"number": 0}, "number", "从 1 开始"),
    ],
)
def test_each_fault_of_a_form_stands_beside_its_field(
    services: Services, changed: dict[str, object], field: str, words: str
) -> None:
    problems = services.items.check(replace(DRAFT, **changed))

    assert words in problems[field]


def test_a_new_edition_cannot_begin_before_the_present_one(services: Services) -> None:
    item = services.items.list_items()[0]

    problems = services.items.check(replace(item.draft, effective_from=date(2021, 1, 1)), key=item.key)

    assert "不能早于" in problems["effective_from"]


def test_a_sheet_brings_new_items_and_new_editions(services: Services, tmp_path: Path) -> None:
    rows = [
        ("序号", "检查事项", "检查内容", "类别"),
        (1, "安全审批、机构制度与人员资格", "样例新内容", "重点"),
        (11, "样例事项", "样例内容", "一般"),
        (12, "样例事项", "样例内容", "一般"),
        (13, "没有内容", None, "一般"),
    ]
    path = workbook(tmp_path / "清单.xlsx", rows)
    preview = services.items.preview_import(path=path)

    report, _changes = services.items.commit_import(path=path, previewed=preview)

    items = services.items.list_items()
    assert (
        report.counts == preview.counts == {"read": 4, "added": 1, "updated": 1, "unchanged": 0, "refused": 2}
    )
    assert (items[0].draft.content, items[0].draft.category, items[0].edition) == (
        "样例新内容",
        ItemCategory.KEY,
        2,
    )
    assert "第 4 行与第 3 行" in report.problems[0].message


def test_an_export_reads_back_as_the_same_list(services: Services, tmp_path: Path) -> None:
    services.items.export_items(path=tmp_path / "清单.xlsx", rows=services.items.list_items())

    report = services.items.preview_import(path=tmp_path / "清单.xlsx")

    assert report.counts == {"read": 10, "added": 0, "updated": 0, "unchanged": 10, "refused": 0}
