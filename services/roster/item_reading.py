"""From the stored editions of 抽查事项 to their frozen rows and back."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from models.tables.inspection_item import InspectionItem
from models.vocab import Industry
from services.roster.item_rows import ItemDraft, ItemRow, SubItem
from services.roster.sub_item_text import normalised_sub_item, show_cell

_PLAIN = tuple(field.name for field in fields(ItemDraft) if field.name not in {"industries", "sub_items"})


def row_of(item: InspectionItem) -> ItemRow:
    """Return an edition as a row."""
    return ItemRow(
        key=item.id,
        uuid=item.uuid,
        lineage=item.lineage,
        edition=item.edition,
        draft=draft_of(item),
        effective_to=item.effective_to,
    )


def draft_of(item: InspectionItem) -> ItemDraft:
    """Return what an edition says."""
    return ItemDraft(
        **{name: getattr(item, name) for name in _PLAIN},
        industries=_industries(item.industries),
        sub_items=tuple(_sub_item(values) for values in item.sub_items),
    )


def values_of(draft: ItemDraft) -> dict[str, Any]:
    """Return the columns of an edition that says this."""
    return {
        **{name: getattr(draft, name) for name in _PLAIN},
        "industries": _codes(draft.industries),
        "sub_items": [sub_item_values(sub) for sub in draft.sub_items],
    }


def sub_item_values(sub: SubItem) -> dict[str, object]:
    """Return a sub-item as it is stored."""
    values: dict[str, object] = {field.name: getattr(sub, field.name) for field in fields(sub)}
    return {**values, "industries": _codes(sub.industries)}


def fields_of(draft: ItemDraft) -> dict[str, Any]:
    """Return field → value, for the history."""
    return {field.name: getattr(draft, field.name) for field in fields(draft)}


def logged(draft: ItemDraft) -> dict[str, Any]:
    """Return field → value, for the operation log: the sub-items as a sheet writes them."""
    return {**fields_of(draft), "sub_items": show_cell(draft.sub_items)}


def newest_of_each(rows: Iterable[ItemRow]) -> list[ItemRow]:
    """Return one row an item, its newest edition: two share a day when an item is changed twice in it."""
    newest: dict[str, ItemRow] = {}
    for row in rows:
        known = newest.get(row.lineage)
        if known is None or known.edition < row.edition:
            newest[row.lineage] = row
    return sorted(newest.values(), key=lambda row: (row.draft.number or 0, row.key))


def same_but_for_the_day(stored: ItemDraft, wanted: ItemDraft) -> bool:
    """Say whether nothing but the day of effect would change: that alone is no new edition."""
    return replace(stored, effective_from=None) == replace(wanted, effective_from=None)


def normalised(draft: ItemDraft) -> ItemDraft:
    """Return a draft with its texts trimmed and its sub-items numbered from 1."""
    texts = {
        field.name: value.strip()
        for field in fields(draft)
        if type(value := getattr(draft, field.name)) is str
    }
    subs = tuple(normalised_sub_item(place, sub) for place, sub in enumerate(draft.sub_items, 1))
    return replace(draft, **texts, sub_items=subs)


def _sub_item(values: dict[str, Any]) -> SubItem:
    known: dict[str, Any] = {**values, "industries": _industries(values.get("industries", ()))}
    return SubItem(**known)


def _industries(codes: Iterable[str]) -> frozenset[Industry]:
    return frozenset(Industry(code) for code in codes)


def _codes(industries: frozenset[Industry]) -> list[str]:
    return [industry.value for industry in Industry if industry in industries]
