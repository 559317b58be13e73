"""Import of 抽查事项: matched by their title; a changed item becomes a new edition, so that plans keep the one they used."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.inspection_item import InspectionItem
from models.vocab import RosterNoun
from services.roster.cells import show
from services.roster.history import record_changes, record_retirement
from services.roster.import_rows import ChangedRecord, GoneRecord, ImportChoices, Problem
from services.roster.importing import ParsedRow
from services.roster.item_editions import add_edition, amend
from services.roster.item_reading import draft_of, same_but_for_the_day
from services.roster.item_rows import ItemDraft
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.sheet_import import SheetImport, difference, field_changes
from services.roster.sub_item_text import show_cell
from services.workplace import Workplace


class ItemImport(SheetImport):
    """One reading of one sheet of the 清单."""

    noun = RosterNoun.ITEM
    layout = ITEM_LAYOUT
    changed_nouns = ("item",)

    def __init__(self, workplace: Workplace, session: Session, path: Path, choices: ImportChoices) -> None:
        super().__init__(workplace, session, path, choices)
        self._seen: dict[str, int] = {}
        mine = select(InspectionItem).where(
            InspectionItem.office_id == workplace.office_id, InspectionItem.effective_to.is_(None)
        )
        self._items = {item.title: item for item in session.scalars(mine.order_by(InspectionItem.id))}

    def _take(self, rows: list[ParsedRow]) -> None:
        for row in rows:
            if self._accept(row):
                self._take_row(row)

    def _accept(self, row: ParsedRow) -> bool:
        title = row.values.get("title", "")
        if not row.problems and (first := self._seen.setdefault(title, row.number)) != row.number:
            message = f"第 {row.number} 行与第 {first} 行的事项重复，以先出现的第 {first} 行为准，第 {row.number} 行没有导入。"
            row.problems.append(Problem(row.number, self._title("title"), message))
        if row.problems:
            self._tally.refuse(row)
        return not row.problems

    def _take_row(self, row: ParsedRow) -> None:
        values = row.values
        stored = self._items.get(values["title"])
        if stored is not None:
            self._matched.add(stored.id)
        if self._is_left_out(row):
            return
        before = draft_of(stored) if stored else ItemDraft()
        draft = replace(before, **values)
        number = show(draft.number)
        if stored is None:
            self._count_new(row, draft.title, number)
            if not self._is_preview:
                add_edition(self._workplace, self._session, draft, import_key=self._import_key)
        elif same_but_for_the_day(before, draft):
            self._count_unchanged(row, stored.id, draft.title, number)
        else:
            self._tally.updated += 1
            draft = replace(draft, effective_from=values.get("effective_from"))
            self._change(row, stored, before, draft)

    def _change(self, row: ParsedRow, stored: InspectionItem, before: ItemDraft, draft: ItemDraft) -> None:
        old, new = difference(replace(before, effective_from=None), replace(draft, effective_from=None))
        if self._is_preview:
            changes = field_changes(self.layout, old, new, _shown)
            record = ChangedRecord(row.number, stored.id, draft.title, show(draft.number), changes)
            self._tally.changed_records.append(record)
            return
        amend(self._workplace, self._session, stored, draft, import_key=self._import_key)
        why = f"导入“{self._path.name}”"[:200]
        record_changes(
            self._workplace,
            self._session,
            self.noun,
            stored.id,
            old,
            new,
            why=why,
            import_id=self._import_key,
        )

    def _present(self) -> Iterator[GoneRecord]:
        for item in self._items.values():
            yield GoneRecord(item.id, item.title, show(item.number))

    def _retire_record(self, key: int, reason: str) -> None:
        item = next(item for item in self._items.values() if item.id == key)
        item.effective_to = max(self._workplace.clock.today(), item.effective_from)
        self._workplace.touch(item)
        record_retirement(
            self._workplace, self._session, self.noun, key,
            is_retired=True, why=reason, import_id=self._import_key,
        )  # fmt: skip


def _shown(_field: str, value: Any) -> str:
    return show_cell(value)
