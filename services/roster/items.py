"""随机抽查事项清单: each change is a new edition; plans and records keep the one they used (细则 art. 8)."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.sub_items import names_law_without_article
from models.tables.inspection_item import InspectionItem, ItemList
from models.vocab import RosterNoun
from services.changes import Changes
from services.files.tables import Table, write_tables
from services.progress import Progress, silent
from services.roster.history import record_changes, record_retirement
from services.roster.import_rows import ImportChoices, ImportReport, ImportRow
from services.roster.item_editions import add_edition, amend
from services.roster.item_import import ItemImport
from services.roster.item_reading import (
    draft_of,
    fields_of,
    logged,
    newest_of_each,
    normalised,
    row_of,
    same_but_for_the_day,
)
from services.roster.item_rows import ItemDraft, ItemListDraft, ItemRow
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.layout import text_problems
from services.roster.sheet_import import commit_sheet, preview_sheet
from services.roster.sub_item_text import show_cell, sub_item_problem
from services.roster.undoing import list_imports, undo_import
from services.workplace import Workplace

_AS_FOUND = ImportChoices()


class ItemService:
    """Use cases of the list of 抽查事项."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_items(
        self, *, text: str = "", with_ended: bool = False, on: date | None = None, year: int | None = None
    ) -> list[ItemRow]:
        """Return the editions that the list consists of, in its order.

        Without a day these are the newest edition of each item still on the list, also one that begins later; with
        ``with_ended`` all editions there ever were. ``on`` gives the list as it was in force on that day; ``year``
        that of a year, with every adjustment made for it, which is how it stands on 31 December.
        """
        searched = (InspectionItem.title, InspectionItem.content, InspectionItem.basis)
        conditions: list[ColumnElement[bool]] = [
            or_(*(column.icontains(word, autoescape=True) for column in searched)) for word in text.split()
        ]
        day = date(year, 12, 31) if year is not None else on
        if day is not None:
            ended = InspectionItem.effective_to
            conditions += [InspectionItem.effective_from <= day, or_(ended.is_(None), ended >= day)]
        elif not with_ended:
            conditions.append(InspectionItem.effective_to.is_(None))
        with self._workplace.database.reading() as session:
            found = [row_of(item) for item in self._items(session, *conditions)]
        return found if day is None else newest_of_each(found)

    def list_years(self) -> list[int]:
        """Return the years of which there is a list, the latest first: from the first edition to this year."""
        mine = InspectionItem.office_id == self._workplace.office_id
        with self._workplace.database.reading() as session:
            first = session.scalar(select(func.min(InspectionItem.effective_from)).where(mine))
            last = session.scalar(select(func.max(InspectionItem.effective_from)).where(mine))
        this = self._workplace.clock.today().year
        if first is None or last is None:
            return [this]
        return list(range(max(last.year, this), first.year - 1, -1))

    def list_editions(self, *, lineage: str) -> list[ItemRow]:
        """Return all editions of one item, the newest first."""
        with self._workplace.database.reading() as session:
            found = [row_of(item) for item in self._items(session, InspectionItem.lineage == lineage)]
        return sorted(found, key=lambda row: -row.edition)

    def get_item(self, key: int) -> ItemRow:
        """Return one edition; raises UserFacingError when there is none."""
        with self._workplace.database.reading() as session:
            return row_of(self._item(session, key))

    def check(self, draft: ItemDraft, *, key: int | None = None) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the draft from being saved."""
        draft = normalised(draft)
        problems = text_problems(ITEM_LAYOUT, draft)
        if not draft.title:
            problems["title"] = "请填写抽查事项名称。"
        if not draft.content:
            problems["content"] = "请填写抽查内容。"
        if draft.number is not None and draft.number < 1:
            problems["number"] = "序号应从 1 开始。"
        if draft.score is not None and not 0 <= draft.score <= 9999:
            problems["score"] = "分值应在 0 到 9999 之间。"
        if sentence := sub_item_problem(draft.sub_items):
            problems["sub_items"] = sentence
        with self._workplace.database.reading() as session:
            twins = self._items(
                session, InspectionItem.effective_to.is_(None), InspectionItem.title == draft.title
            )
            current = self._item(session, key) if key is not None else None
        if any(current is None or twin.lineage != current.lineage for twin in twins):
            problems["title"] = f"清单中已有“{draft.title}”，请修改原事项或换一个名称。"
        if current is not None and draft.effective_from and draft.effective_from < current.effective_from:
            problems["effective_from"] = f"新版本的生效日期不能早于现行版本的 {current.effective_from}。"
        return problems

    def notes(self, draft: ItemDraft) -> tuple[str, ...]:
        """Return what deserves a look and keeps nothing from being saved: a law named without its article (R12)."""
        bases = [("抽查依据", draft.basis)]
        bases += [(f"第 {place} 个子项的依据", sub.basis) for place, sub in enumerate(draft.sub_items, 1)]
        return tuple(
            f"{what}写了法律法规名称，没有写到条。请尽量写明第几条。"
            for what, basis in bases
            if names_law_without_article(basis)
        )

    # -- changes

    def add_item(self, *, draft: ItemDraft) -> Changes:
        """Put a new item on the list; raises UserFacingError with the first thing that is wrong."""
        self._refuse(draft, None)
        with self._workplace.database.transaction() as session:
            item = self._add(session, normalised(draft))
            return Changes.of("item", key=item.id)

    def update_item(self, *, key: int, draft: ItemDraft) -> Changes:
        """Bring a new edition into force; the former one ends the day before and stays with the plans that used it."""
        draft = normalised(draft)
        self._refuse(draft, key)
        with self._workplace.database.transaction() as session:
            item = self._current(session, key)
            if same_but_for_the_day(draft_of(item), draft):
                return Changes()
            return Changes.of("item", key=self._amend(session, item, draft).id)

    def retire_item(self, *, key: int) -> Changes:
        """Take an item off the list from today on; plans and records keep it."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            item = self._current(session, key)
            item.effective_to = max(workplace.clock.today(), item.effective_from)
            workplace.touch(item)
            record_retirement(workplace, session, RosterNoun.ITEM, item.id, is_retired=True)
            workplace.log(
                session,
                action="退出",
                noun="item",
                summary=f"抽查事项“{item.title}”退出清单",
                record_uuid=item.uuid,
                after={"effective_to": item.effective_to},
            )
        return Changes.of("item", key=key)

    # -- the 清单 of a year

    def get_list(self, *, year: int) -> ItemListDraft:
        """Return what is known of the decision and publication of a year's 清单; blank when nothing was entered."""
        with self._workplace.database.reading() as session:
            return _list_draft(self._list(session, year), year)

    def check_list(self, draft: ItemListDraft) -> dict[str, str]:
        """Return field name → sentence for what keeps the year's texts from being saved."""
        problems: dict[str, str] = {}
        if len(draft.document_number.strip()) > 50:
            problems["document_number"] = "文号最多 50 字。"
        if len(draft.basis.strip()) > 5000:
            problems["basis"] = "制定依据最多 5000 字。"
        if draft.published_on is not None and draft.published_on > self._workplace.clock.today():
            problems["published_on"] = "公布日期不能晚于今天。"
        return problems

    def save_list(self, *, draft: ItemListDraft) -> Changes:
        """Keep how the 清单 of a year was decided and made public (art. 8); raises UserFacingError."""
        if problems := self.check_list(draft):
            raise UserFacingError(next(iter(problems.values())))
        workplace = self._workplace
        with workplace.database.transaction() as session:
            stored = self._list(session, draft.year)
            before = _list_draft(stored, draft.year)
            wanted = replace(draft, document_number=draft.document_number.strip(), basis=draft.basis.strip())
            if wanted == before:
                return Changes()
            record = stored or workplace.add(session, ItemList(year=draft.year))
            for name in ("document_number", "basis", "published_on"):
                setattr(record, name, getattr(wanted, name))
            workplace.touch(record)
            session.flush()
            workplace.log(
                session,
                action="修改" if stored else "新增",
                noun="item_list",
                summary=f"登记 {draft.year} 年随机抽查事项清单的文号、依据和公布日期",
                record_uuid=record.uuid,
                before=asdict(before) if stored else None,
                after=asdict(wanted),
            )
        return Changes.of("item")

    # -- files

    def preview_import(
        self, *, path: Path, choices: ImportChoices = _AS_FOUND, progress: Progress = silent
    ) -> ImportReport:
        """Say what an import would do; nothing is written. Raises UnreadableFileError."""
        return preview_sheet(ItemImport, self._workplace, path=path, choices=choices, progress=progress)

    def commit_import(
        self,
        *,
        path: Path,
        choices: ImportChoices = _AS_FOUND,
        progress: Progress = silent,
        previewed: ImportReport | None = None,
    ) -> tuple[ImportReport, Changes]:
        """Add new items and new editions and end what was approved, in one transaction; items are matched by their title.

        Raises UnreadableFileError, and UserFacingError when the file is not the one ``previewed``.
        """
        return commit_sheet(
            ItemImport, self._workplace, path=path, choices=choices, progress=progress, previewed=previewed
        )

    def list_imports(self) -> list[ImportRow]:
        """Return the imports of this list, the newest first."""
        return list_imports(self._workplace, RosterNoun.ITEM)

    def undo_import(self, *, key: int) -> Changes:
        """Take an import back, all of it; raises UserFacingError naming what was used or changed since."""
        return undo_import(self._workplace, RosterNoun.ITEM, key=key)

    def export_items(self, *, path: Path, rows: Sequence[ItemRow]) -> None:
        """Write the rows as .xlsx in the layout that the import reads; raises UnwritableFileError."""
        records = (ITEM_LAYOUT.record(row.draft, show_cell) for row in rows)
        widths = [column.width for column in ITEM_LAYOUT.columns]
        write_tables(path, Table(ITEM_LAYOUT.title, ITEM_LAYOUT.header, records, widths))

    # -- inner steps

    def _items(self, session: Session, *conditions: ColumnElement[bool]) -> list[InspectionItem]:
        query = select(InspectionItem).where(
            InspectionItem.office_id == self._workplace.office_id, *conditions
        )
        return list(session.scalars(query.order_by(InspectionItem.number, InspectionItem.id)))

    def _item(self, session: Session, key: int) -> InspectionItem:
        found = self._items(session, InspectionItem.id == key)
        if not found:
            raise UserFacingError("该抽查事项不在清单中，请刷新列表。")
        return found[0]

    def _current(self, session: Session, key: int) -> InspectionItem:
        item = self._item(session, key)
        if item.effective_to is not None:
            raise UserFacingError(f"“{item.title}”的这一版本已停用，请在现行版本上修改。")
        return item

    def _list(self, session: Session, year: int) -> ItemList | None:
        mine = ItemList.office_id == self._workplace.office_id
        return session.scalars(select(ItemList).where(mine, ItemList.year == year)).first()

    def _refuse(self, draft: ItemDraft, key: int | None) -> None:
        if problems := self.check(draft, key=key):
            raise UserFacingError(next(iter(problems.values())))

    def _add(self, session: Session, draft: ItemDraft) -> InspectionItem:
        item = add_edition(self._workplace, session, draft)
        self._workplace.log(
            session,
            action="新增",
            noun="item",
            summary=f"新增抽查事项“{draft.title}”",
            record_uuid=item.uuid,
            after=logged(draft),
        )
        return item

    def _amend(self, session: Session, old: InspectionItem, draft: ItemDraft) -> InspectionItem:
        before = draft_of(old)
        item = amend(self._workplace, session, old, draft)
        after = draft_of(item)
        record_changes(self._workplace, session, RosterNoun.ITEM, old.id, fields_of(before), fields_of(after))
        self._workplace.log(
            session,
            action="修改",
            noun="item",
            summary=f"修改抽查事项“{draft.title}”，第 {item.edition} 版",
            record_uuid=item.uuid,
            before=logged(before),
            after=logged(after),
        )
        return item


def _list_draft(stored: ItemList | None, year: int) -> ItemListDraft:
    if stored is None:
        return ItemListDraft(year)
    return ItemListDraft(year, stored.document_number, stored.basis, stored.published_on)
