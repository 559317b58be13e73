"""What the inspections of a rehearsed year find: invented, but the same for the same seed and enterprise."""

import tomllib
from datetime import timedelta
from hashlib import sha256

from models.rules.outcomes import Finding
from models.vocab import ResultCode
from services import program
from services.records.rows import FindingRow, RecordDetail, ResultDraft
from services.rehearsal.agenda import Visit

_WITH_PROBLEM = 65  # of a hundred inspections (domain, §9)
_PENDING = 3
_RECTIFY_WITHIN = timedelta(days=15)


def load_findings() -> dict[int, tuple[str, str]]:
    """Return item number → (what was found, what is to be done)."""
    text = program.resource("sample/findings.toml").read_text(encoding="utf-8")
    return {row["item"]: (row["text"], row["measure"]) for row in tomllib.loads(text)["findings"]}


def rehearsed_result(
    detail: RecordDetail, visit: Visit, seed: str, samples: dict[int, tuple[str, str]]
) -> ResultDraft:
    """Return the result of one rehearsed inspection."""
    chance = _hundredth(seed, detail.row.credit_code, "outcome")
    candidates = [row for row in detail.findings if row.number in samples]
    at_fault: FindingRow | None = None
    if chance < _WITH_PROBLEM and candidates:
        at_fault = candidates[_hundredth(seed, detail.row.credit_code, "item") % len(candidates)]
    findings = {row.item_key: Finding(row.title, ResultCode.NO_PROBLEM) for row in detail.findings}
    if at_fault is not None:
        text, measure = samples[at_fault.number]
        code = ResultCode.PENDING_ACTION if chance < _PENDING else ResultCode.CORRECTED
        rectify_by = (visit.ends_at + _RECTIFY_WITHIN).date()
        findings[at_fault.item_key] = Finding(at_fault.title, code, text, measure, rectify_by)
    return ResultDraft(
        inspected_from=visit.starts_at,
        inspected_to=visit.ends_at,
        result_on=visit.ends_at.date(),
        findings=findings,
    )


def _hundredth(*words: str) -> int:
    return int(sha256("/".join(words).encode()).hexdigest(), 16) % 100
