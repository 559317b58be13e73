"""国民经济行业小类 → 工贸行业 as the office maps it: its own lines where it has any, else the bundled table."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from models.vocab import Industry
from services.roster.code_tables import industry_guesser
from services.roster.enterprise_rows import EnterpriseDraft

Settle = Callable[[str], Industry | None]
"""Takes a GB/T 4754 code and returns the 工贸行业, or None when it is no code."""


def industry_mapping(session: Session, office_id: int) -> Settle:
    """Return what settles the industry of a code."""
    return industry_guesser(session, office_id).settle


def mapped_otherwise(draft: EnterpriseDraft, settle: Settle) -> Industry | None:
    """Return the industry that the code of a draft maps to, where the draft says another without a reason; else None."""
    if not draft.industry_code or draft.industry_reason:
        return None
    mapped = settle(draft.industry_code)
    return None if mapped is None or mapped is draft.industry else mapped


def reason_sentence(draft: EnterpriseDraft, mapped: Industry) -> str:
    """Return what is asked for where the label departs from the code's."""
    return f"行业代码 {draft.industry_code} 对应“{mapped.label}”，改为“{draft.industry.label}”的，请填写行业调整理由。"
