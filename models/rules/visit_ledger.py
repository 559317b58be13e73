"""What counts in the yearly cap of an enterprise, and the sentence that says why not (细则 art. 14 ¶4; R18–R20, R69).

Visits made and open drawn ones count, over all tasks and kinds; a visit that two tasks make together counts once.
"""

from dataclasses import dataclass

from models.vocab import RecordStage, VisitKind

_BY_SETTING = (VisitKind.REVIEW, VisitKind.CASE)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One line of the year's ledger; ``kind`` is None for a drawn visit, ``stage`` for one not yet dispatched."""

    kind: VisitKind | None = None
    stage: RecordStage | None = None
    is_voided: bool = False
    is_replaced: bool = False
    is_cancelled: bool = False
    is_made_with_another: bool = False


def counts_by_setting(kind: VisitKind, *, counts_reviews: bool) -> bool:
    """Whether visits of a kind count under the office's reading: 复查 and 个案检查 only if the setting says so (R20)."""
    return counts_reviews or kind not in _BY_SETTING


def why_not_counted(visit: VisitFacts, *, counts_reviews: bool) -> str:
    """Return why a visit does not count in the cap, "" for one that does."""
    if visit.is_cancelled:
        return "已撤销"
    if visit.is_voided:
        return "抽取已作废"
    if visit.is_replaced:
        return "已被递补替换"
    if visit.stage is RecordStage.ENDED:
        return "检查已终止"
    if visit.is_made_with_another:
        return "与另一任务合并检查，只计一次"
    if visit.kind is not None and not counts_by_setting(visit.kind, counts_reviews=counts_reviews):
        return f"按本局设置，{visit.kind.label}不计入频次"
    return ""
