"""R12: an item has basis, content, method, category and days of effect; editing makes a new edition, users keep theirs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.tables.roster import RosterChange
from models.vocab import Industry, ItemCategory, ItemKind, RosterNoun
from services.container import Services
from services.plan.sample import sample_tasks
from services.roster.field_words import value_words
from services.roster.history import to_json
from services.roster.item_rows import ItemDraft, ItemListDraft, SubItem

FULL = ItemDraft(
    title="样例事项",
    content="样例内容甲；样例内容乙。",
    number=11,
    category=ItemCategory.KEY,
    target="样例企业",
    method="实地核查",
    basis="《样例条例》第一条",
    effective_from=date(2022, 6, 1),
    kind=ItemKind.PUBLICATION,
    subject="区应急管理局",
    ratio_frequency="5%，每年一次",
    staff_requirement="2名以上持有效执法证件的执法人员",
    is_key=True,
    is_veto=True,
    score=20,
    industries=frozenset({Industry.METALLURGY}),
    sub_items=(
        SubItem(1, "样例内容甲；", "查阅", "第二条", frozenset({Industry.METALLURGY}), is_key=True, score=15),
        SubItem(2, "样例内容乙。", is_veto=True, score=5),
    ),
)


def changes(services: Services) -> list[tuple[str, str | None, str | None]]:
    with services.workplace.database.reading() as session:
        query = select(RosterChange).where(RosterChange.noun == RosterNoun.ITEM).order_by(RosterChange.id)
        return [(row.field, row.old, row.new) for row in session.scalars(query)]


def test_r12_a_task_keeps_the_edition_it_was_planned_with(services: Services) -> None:
    items = services.items.list_items()
    plan = services.plans.add_plan(year=2022).key or 0
    services.plans.add_task(plan_key=plan, draft=sample_tasks(frozenset(row.key for row in items))[0])

    services.items.update_item(
        key=items[0].key, draft=replace(items[0].draft, basis="《样例条例》第九条", effective_from=None)
    )

    planned = services.plans.get_plan(2022)
    assert planned is not None
    assert items[0].key in planned.tasks[0].draft.items
    assert services.items.get_item(items[0].key).draft.basis == items[0].draft.basis
    assert services.items.list_items()[0].draft.basis == "《样例条例》第九条"


def test_r12_every_column_of_an_item_is_kept(services: Services) -> None:
    key = services.items.add_item(draft=FULL).key or 0

    assert services.items.get_item(key).draft == FULL


def test_every_column_of_an_item_goes_out_in_a_sheet_and_comes_back(
    services: Services, tmp_path: Path
) -> None:
    key = services.items.add_item(draft=FULL).key or 0
    path = tmp_path / "清单.xlsx"
    services.items.export_items(path=path, rows=services.items.list_items())
    blank = ItemDraft(title=FULL.title, content="别的", effective_from=FULL.effective_from)
    services.items.update_item(key=key, draft=blank)

    report, _ = services.items.commit_import(path=path)

    assert (report.updated, report.unchanged, report.refused) == (1, 10, ())
    assert services.items.list_items()[-1].draft == FULL


def test_r12_a_past_day_and_a_past_year_show_the_editions_of_then(services: Services) -> None:
    first = services.items.list_items()[0]
    services.items.update_item(
        key=first.key, draft=replace(first.draft, method="书面检查", effective_from=date(2022, 8, 1))
    )
    services.items.add_item(draft=replace(FULL, effective_from=date(2023, 1, 1)))

    assert [len(services.items.list_items(year=year)) for year in (2021, 2022, 2023)] == [0, 10, 11]
    assert services.items.list_items(on=date(2022, 7, 31))[0].draft.method == first.draft.method
    assert services.items.list_items(on=date(2022, 8, 1))[0].draft.method == "书面检查"
    assert services.items.list_items(year=2022)[0].edition == 2
    assert services.items.list_years() == [2023, 2022]


def test_an_item_changed_twice_in_a_day_stands_once_on_the_list_of_that_day(services: Services) -> None:
    key = services.items.list_items()[0].key
    for method in ("甲", "乙"):
        draft = replace(services.items.get_item(key).draft, method=method, effective_from=None)
        key = services.items.update_item(key=key, draft=draft).key or 0

    today = services.items.list_items(on=date(2022, 5, 25))

    assert len(today) == 10
    assert today[0].draft.method == "乙"


def test_each_changed_field_and_the_end_of_an_item_are_written_down(services: Services) -> None:
    old = services.items.list_items()[9]
    key = services.items.update_item(
        key=old.key, draft=replace(old.draft, score=10, sub_items=(SubItem(7, " 甲 "),), effective_from=None)
    ).key
    services.items.retire_item(key=key or 0)

    found = {field: (before, after) for field, before, after in changes(services)}

    assert found["score"] == ("null", "10")
    assert '"content": "甲"' in str(found["sub_items"][1])
    assert found["is_retired"] == ("false", "true")
    assert "title" not in found


def test_a_law_without_its_article_is_a_note_and_no_refusal(services: Services) -> None:
    draft = replace(FULL, basis="《样例条例》", sub_items=(SubItem(1, "甲", basis="《样例办法》"),))

    notes = services.items.notes(draft)

    assert services.items.check(draft) == {}
    assert [note.split("写了")[0] for note in notes] == ["抽查依据", "第 1 个子项的依据"]


def test_faults_of_sub_items_and_points_stand_beside_their_fields(services: Services) -> None:
    problems = services.items.check(replace(FULL, score=-1, sub_items=(SubItem(1, ""),)))

    assert problems == {"score": "分值应在 0 到 9999 之间。", "sub_items": "第 1 个子项没有写检查内容。"}


def test_the_built_in_items_fall_into_sub_items_in_the_words_of_the_document(services: Services) -> None:
    items = services.items.list_items()

    assert [len(row.draft.sub_items) for row in items] == [6, 2, 3, 0, 3, 0, 0, 2, 0, 0]
    parted = [row.draft for row in items if row.draft.sub_items]
    assert all("".join(sub.content for sub in draft.sub_items) == draft.content for draft in parted)
    assert {row.draft.subject for row in items} == {"区应急管理局"}
    assert {row.draft.staff_requirement for row in items} == {"2名以上持有效执法证件的执法人员"}


def test_the_list_of_a_year_keeps_its_number_basis_and_day(services: Services) -> None:
    draft = ItemListDraft(2022, " 偃应急〔2022〕17号 ", "细则第八条", date(2022, 5, 20))

    services.items.save_list(draft=draft)
    again = services.items.save_list(draft=draft)

    assert services.items.get_list(year=2022) == replace(draft, document_number="偃应急〔2022〕17号")
    assert services.items.get_list(year=2023) == ItemListDraft(2023)
    assert not again.nouns
    with services.workplace.database.reading() as session:
        logged = session.scalars(select(OperationLog).where(OperationLog.noun == "item_list")).all()
    assert [row.action for row in logged] == ["新增"]


def test_a_list_is_not_published_in_the_future(services: Services) -> None:
    with pytest.raises(UserFacingError, match="不能晚于今天"):
        services.items.save_list(draft=ItemListDraft(2022, published_on=date(2022, 6, 1)))


def test_an_import_that_changed_sub_items_shows_old_and_new_and_can_be_undone(
    services: Services, tmp_path: Path
) -> None:
    key = services.items.add_item(draft=FULL).key or 0
    services.items.update_item(key=key, draft=replace(FULL, sub_items=(SubItem(1, "新的", score=9),)))
    path = tmp_path / "清单.xlsx"
    services.items.export_items(path=path, rows=services.items.list_items()[10:])
    present = services.items.list_items()[-1]
    services.items.update_item(key=present.key, draft=replace(FULL, effective_from=None))

    preview = services.items.preview_import(path=path)
    services.items.commit_import(path=path)
    imported = services.items.list_items()[-1].draft.sub_items
    services.items.undo_import(key=services.items.list_imports()[0].key)

    changed = {change.title: (change.old, change.new) for change in preview.changed_records[0].changes}
    assert changed["检查子项"][1] == "1. 新的｜9分"
    assert imported == (SubItem(1, "新的", score=9),)
    assert services.items.list_items()[-1].draft.sub_items == FULL.sub_items


def test_the_history_tells_sub_items_as_a_sheet_writes_them(services: Services) -> None:
    old = to_json((SubItem(1, "旧"),))
    new = to_json((SubItem(1, "新", score=5),))

    words = [value_words(RosterNoun.ITEM, "sub_items", text, {}) for text in (old, new)]

    assert words == ["1. 旧", "1. 新｜5分"]
