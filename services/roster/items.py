"""随机抽查事项清单: each change is a new edition; plans and records keep the one they used (细则 art. 8)."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.inspection_item import InspectionItem
from models.vocab import RosterNoun
from services.changes import Changes
from services.files.tables import Table, write_tables
from services.progress import Progress, silent
from services.roster.cells import show
from services.roster.import_rows import ImportChoices, ImportReport, ImportRow
from services.roster.item_editions import add_edition, amend, is_same, item_draft
from services.roster.item_import import ItemImport
from services.roster.item_rows import ItemDraft, ItemRow
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.layout import text_problems
from services.roster.sheet_import import commit_sheet, preview_sheet
from services.roster.undoing import list_imports, undo_import
from services.workplace import Workplace

_AS_FOUND = ImportChoices()


class ItemService:
    """Use cases of the list of 抽查事项."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def list_items(self, *, text: str = "", with_ended: bool = False) -> list[ItemRow]:
        """Return the editions in force, in the order of the list; with the ended ones if asked."""
        searched = (InspectionItem.title, InspectionItem.content, InspectionItem.basis)
        conditions: list[ColumnElement[bool]] = [
            or_(*(column.icontains(word, autoescape=True) for column in searched)) for word in text.split()
        ]
        if not with_ended:
            conditions.append(InspectionItem.effective_to.is_(None))
        with self._workplace.database.reading() as session:
            return [_row(item) for item in self._items(session, *conditions)]

    def list_editions(self, *, lineage: str) -> list[ItemRow]:
        """Return all editions of one item, the newest first."""
        with self._workplace.database.reading() as session:
            found = [_row(item) for item in self._items(session, InspectionItem.lineage == lineage)]
        return sorted(found, key=lambda row: -row.edition)

    def get_item(self, key: int) -> ItemRow:
        """Return one edition; raises UserFacingError when there is none."""
        with self._workplace.database.reading() as session:
            return _row(self._item(session, key))

    def check(self, draft: ItemDraft, *, key: int | None = None) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the draft from being saved."""
        draft = _normalised(draft)
        problems = text_problems(ITEM_LAYOUT, draft)
        if not draft.title:
            problems["title"] = "请填写抽查事项名称。"
        if not draft.content:
            problems["content"] = "请填写抽查内容。"
        if draft.number is not None and draft.number < 1:
            problems["number"] = "序号应从 1 开始。"
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

    # -- changes

    def add_item(self, *, draft: ItemDraft) -> Changes:
        """Put a new item on the list; raises UserFacingError with the first thing that is wrong."""
        self._refuse(draft, None)
        with self._workplace.database.transaction() as session:
            item = self._add(session, _normalised(draft))
            return Changes.of("item", key=item.id)

    def update_item(self, *, key: int, draft: ItemDraft) -> Changes:
        """Bring a new edition into force; the former one ends the day before and stays with the plans that used it."""
        draft = _normalised(draft)
        self._refuse(draft, key)
        with self._workplace.database.transaction() as session:
            item = self._current(session, key)
            if is_same(item_draft(item), draft):
                return Changes()
            return Changes.of("item", key=self._amend(session, item, draft).id)

    def retire_item(self, *, key: int) -> Changes:
        """Take an item off the list from today on; plans and records keep it."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            item = self._current(session, key)
            item.effective_to = max(workplace.clock.today(), item.effective_from)
            workplace.touch(item)
            workplace.log(
                session,
                action="退出",
                noun="item",
                summary=f"抽查事项“{item.title}”退出清单",
                record_uuid=item.uuid,
                after={"effective_to": item.effective_to},
            )
        return Changes.of("item", key=key)

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
        records = (ITEM_LAYOUT.record(row.draft, show) for row in rows)
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
            after=asdict(draft),
        )
        return item

    def _amend(self, session: Session, old: InspectionItem, draft: ItemDraft) -> InspectionItem:
        item = amend(self._workplace, session, old, draft)
        self._workplace.log(
            session,
            action="修改",
            noun="item",
            summary=f"修改抽查事项“{draft.title}”，第 {item.edition} 版",
            record_uuid=item.uuid,
            before=asdict(item_draft(old)),
            after=asdict(item_draft(item)),
        )
        return item


def _row(item: InspectionItem) -> ItemRow:
    return ItemRow(
        key=item.id,
        uuid=item.uuid,
        lineage=item.lineage,
        edition=item.edition,
        draft=item_draft(item),
        effective_to=item.effective_to,
    )


def _normalised(draft: ItemDraft) -> ItemDraft:
    texts = {
        field.name: value.strip()
        for field in fields(draft)
        if type(value := getattr(draft, field.name)) is str
    }
    return replace(draft, **texts)
