"""检查结果: what a finding needs before it may be stored, and the result of the whole inspection (domain, §6.1).

Nothing counts as normal by default: an item without a result is an item that was not inspected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.vocab import RecordOutcome, RefusalGround, ResultCode

FAULTS = frozenset(
    {ResultCode.NOT_PUBLISHED, ResultCode.FALSE_PUBLICATION, ResultCode.NOT_REACHED, ResultCode.CORRECTED}
)
_NEED_TEXT = FAULTS | {ResultCode.REFUSED, ResultCode.PENDING_ACTION}


@dataclass(frozen=True, slots=True)
class Finding:
    """One item as the officers entered it."""

    title: str
    result: ResultCode | None
    text: str = ""
    measure: str = ""
    rectify_by: date | None = None


def check_finding(finding: Finding, inspected_on: date | None) -> str | None:
    """Return what the finding lacks, as a sentence that names the item; None when it is complete."""
    if finding.result is None:
        return f"「{finding.title}」还没有选择检查结果。"
    if finding.result in _NEED_TEXT and not finding.text.strip():
        return f"「{finding.title}」结果为“{finding.result.label}”，请写明发现的情况。"
    if finding.result is ResultCode.CORRECTED and not finding.measure.strip():
        return f"「{finding.title}」已责令改正，请写明整改要求（或指令书文号）。"
    if finding.rectify_by and inspected_on and finding.rectify_by < inspected_on:
        return f"「{finding.title}」的整改期限早于检查日期，请改正。"
    return None


def outcome_of(results: Sequence[ResultCode]) -> RecordOutcome:
    """Return the result of the inspection: any 6 → 不配合, else any 8 → 待后续处理, else any of 2–5 → 发现问题."""
    if not results:
        raise ValueError("an inspection without items has no outcome")
    if ResultCode.REFUSED in results:
        return RecordOutcome.REFUSED
    if ResultCode.PENDING_ACTION in results:
        return RecordOutcome.PENDING_ACTION
    return RecordOutcome.PROBLEM if FAULTS.intersection(results) else RecordOutcome.NORMAL


def is_fault(result: ResultCode | None) -> bool:
    """Tell whether a result says that something was found wrong."""
    return result in _NEED_TEXT


def is_to_rectify(result: ResultCode | None, measure: str, rectify_by: date | None) -> bool:
    """Tell whether a finding belongs into the 责令限期整改指令书: ordered to be corrected, or with a demand or a deadline.

    What was demanded is ordered, whatever its result is called: none is lost (R48).
    """
    if result is None:
        return False
    return result is ResultCode.CORRECTED or bool(measure.strip()) or rectify_by is not None


def check_refusal(results: Sequence[ResultCode | None], ground: RefusalGround | None) -> str | None:
    """Return a sentence when result 6 stands without one of the four grounds of 细则 art. 21 (R51)."""
    if ResultCode.REFUSED in results and ground is None:
        return "结果为“不配合检查情节严重”，请选择细则第二十一条的情形之一。"
    return None
