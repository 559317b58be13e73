"""Editions of one 抽查事项 written: the first, and each that takes the place of the one before."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.tables.inspection_item import InspectionItem
from services.roster.item_reading import values_of
from services.roster.item_rows import ItemDraft
from services.workplace import Workplace


def add_edition(
    workplace: Workplace,
    session: Session,
    draft: ItemDraft,
    *,
    lineage: str | None = None,
    edition: int = 1,
    import_key: int | None = None,
) -> InspectionItem:
    """Write an edition; without a lineage it is the first of a new item, without a number the last of the list."""
    values = values_of(draft)
    if draft.number is None:
        mine = InspectionItem.office_id == workplace.office_id
        values["number"] = (session.scalar(select(func.max(InspectionItem.number)).where(mine)) or 0) + 1
    values["effective_from"] = draft.effective_from or workplace.clock.today()
    item = InspectionItem(
        **values, lineage=lineage or str(uuid4()), edition=edition, added_by_import_id=import_key
    )
    workplace.add(session, item)
    session.flush()
    return item


def amend(
    workplace: Workplace,
    session: Session,
    old: InspectionItem,
    draft: ItemDraft,
    *,
    import_key: int | None = None,
) -> InspectionItem:
    """Bring a new edition into force; the former one ends the day before."""
    starts = max(draft.effective_from or workplace.clock.today(), old.effective_from)
    old.effective_to = max(starts - timedelta(days=1), old.effective_from)
    workplace.touch(old)
    return add_edition(
        workplace,
        session,
        replace(draft, effective_from=starts),
        lineage=old.lineage,
        edition=old.edition + 1,
        import_key=import_key,
    )
