"""What a changed field is called and how its values read: 联系电话, 空白 → 0379-…."""

import json
from collections.abc import Mapping
from typing import Any

from models.vocab import RosterNoun
from services.roster.cells import show
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT, show_licences
from services.roster.history import RETIRED
from services.roster.item_rows import ItemDraft
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.officer_rows import OfficerDraft
from services.roster.officer_sheet import OFFICER_LAYOUT, PRIVATE_FIELDS
from services.roster.stored_values import value_from_json
from services.roster.sub_item_text import show_cell

BLANK = "空白"

_DRAFTS: dict[RosterNoun, type] = {
    RosterNoun.ENTERPRISE: EnterpriseDraft,
    RosterNoun.OFFICER: OfficerDraft,
    RosterNoun.ITEM: ItemDraft,
}
_LAYOUTS = {
    RosterNoun.ENTERPRISE: ENTERPRISE_LAYOUT,
    RosterNoun.OFFICER: OFFICER_LAYOUT,
    RosterNoun.ITEM: ITEM_LAYOUT,
}
_TITLES = {
    RETIRED: "名录",
    "retired_reason": "退出原因",
    "town_code": "镇街",
    "towns": "负责镇街",
    "town_codes": "负责镇街",
    "section": "科室",
    "section_id": "科室",
    "section_name": "科室",
    "second_certificate_number": "部门执法证号",
    "second_certificate_expires_on": "部门执法证有效期至",
    "staff_number": "单位工号",
    "id_number": "身份证号",
    "education": "学历",
    "aliases": "曾用名称",
    "kind": "类别",
    "subject": "检查主体",
    "ratio_frequency": "抽查比例和频次",
    "staff_requirement": "人员要求",
    "is_key": "关键项",
    "is_veto": "否决项",
    "score": "分值",
    "industries": "适用行业",
    "sub_items": "检查子项",
    "effective_to": "停用日期",
    "edition": "版本",
    "starts_on": "开始日期",
    "ends_on": "结束日期",
    "reason": "原因",
    "basis": "依据",
    "cancelled_at": "撤销",
    "name": "名称",
}
_OTHER = "其他事项"


def field_title(noun: RosterNoun, field: str) -> str:
    """Return what a field is called in the office."""
    layout = _LAYOUTS.get(noun)
    columns = layout.columns if layout is not None else ()
    titles = {column.field: column.title for column in columns}
    return titles.get(field) or _TITLES.get(field, _OTHER)


def value_words(noun: RosterNoun, field: str, text: str, towns: Mapping[str, str]) -> str:
    """Return the value of a change as a person reads it; ``towns`` is code → name."""
    if field == RETIRED:
        return "已退出" if json.loads(text) else "在册"
    if field in PRIVATE_FIELDS:
        return "已填写" if json.loads(text) else BLANK
    draft = _DRAFTS.get(noun)
    try:
        value = value_from_json(draft, field, text) if draft is not None else json.loads(text)
    except (ValueError, TypeError, KeyError):  # a word or a shape of an older program
        value = json.loads(text)
    return _words(field, value, towns) or BLANK


def _words(field: str, value: Any, towns: Mapping[str, str]) -> str:
    if field == "town_code":
        return towns.get(value or "", value or "待定")
    if field == "sub_items" and isinstance(value, tuple):
        return show_cell(value)
    if field == "licences":
        return show_licences(value)
    if isinstance(value, dict):
        return "，".join(words for part in value.values() if (words := _words("", part, towns)))
    if isinstance(value, list):
        return "、".join(_words("town_code" if part in towns else "", part, towns) for part in value)
    if isinstance(value, frozenset | tuple) and any(part in towns for part in value):
        return "、".join(sorted(towns.get(part, str(part)) for part in value))
    return show(value)
