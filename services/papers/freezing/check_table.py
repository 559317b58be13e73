"""随机抽查情况记录表 from an inspection (F8): empty boxes before the visit, ticked from the findings after it."""

from collections.abc import Iterator, Sequence

from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import ItemFinding
from models.vocab import Industry, PaperKind, RecordOutcome, ResultCode
from services.files.forms import check_table as form
from services.files.forms.check_table import CheckedLine, CheckTableView
from services.files.forms.entry import entry_day
from services.files.wording import lines_of, without_end_mark
from services.office.founding import code_table
from services.papers.facts import PaperFacts
from services.papers.freezing.obstacles import visit_obstacle
from services.papers.making import Making, RecordPaper
from services.roster.item_reading import draft_of
from services.roster.item_rows import applies_to

_VERDICTS = {
    ResultCode.NO_PROBLEM: form.IN_ORDER,
    ResultCode.NOT_PUBLISHED: form.FAULTY,
    ResultCode.FALSE_PUBLICATION: form.FAULTY,
    ResultCode.CORRECTED: form.FAULTY,
    ResultCode.PENDING_ACTION: form.FAULTY,
    ResultCode.NOT_REACHED: form.NOT_APPLICABLE,
    ResultCode.REFUSED: form.NOT_APPLICABLE,
    ResultCode.NO_SUCH_ACTIVITY: form.NOT_APPLICABLE,
}
_WITHOUT_FAULT = frozenset({ResultCode.NO_PROBLEM, ResultCode.NO_SUCH_ACTIVITY})
_PAPERS = (
    (PaperKind.ORDER, form.ORDERED),
    (PaperKind.DECISION, form.DECIDED),
    (PaperKind.TRANSFER, form.TRANSFERRED),
)


def _obstacle(facts: PaperFacts) -> str | None:
    return visit_obstacle(facts, PaperKind.CHECK_TABLE.label)


def _suggest(facts: PaperFacts) -> dict[str, str]:
    """An inspection without a fault is closed on the day of its result."""
    record = facts.record
    values = {"entered_by": record.entered_by}
    if record.outcome is RecordOutcome.NORMAL and record.result_on is not None:
        values |= {"is_closed": form.YES, "closed_on": record.result_on.isoformat()}
    return values


def _freeze(facts: PaperFacts, making: Making) -> CheckTableView:
    record, entry = facts.record, making.entry
    materials = tuple(code_table("notice_materials")["materials"])
    return CheckTableView(
        bureau=facts.office.bureau_name,
        number=making.number,
        task_name=facts.task.name,
        task_number=facts.task_number,
        enterprise=facts.enterprise_line,
        lines=tuple(_lines(facts)),
        materials=materials,
        asked_materials=materials if facts.paper(PaperKind.NOTICE) is not None else (),
        results=_results(record.findings),
        actions=form.chosen_actions(entry.get("action", ""), _known_actions(facts)),
        action_note=entry.get("action_note", ""),
        is_closed={form.YES: True, form.NO: False}.get(entry.get("is_closed", "")),
        closed_on=entry_day(entry.get("closed_on", "")),
        department="、".join(dict.fromkeys(line.section for line in facts.officers if line.section)),
        officers=tuple(officer.name for officer in facts.officers),
        inspected_on=record.inspected_to.date() if record.inspected_to is not None else None,
        entered_by=entry.get("entered_by", ""),
        entered_on=entry_day(entry.get("entered_on", "")),
        review_result=entry.get("review_result", ""),
        reviewer=entry.get("reviewer", ""),
        review_opinion=entry.get("review_opinion", ""),
        reviewed_on=entry_day(entry.get("reviewed_on", "")),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
        form_set=making.form_set,
    )


def _lines(facts: PaperFacts) -> Iterator[CheckedLine]:
    """Yield each item with its sub-items that apply to the industry of the enterprise."""
    findings = {finding.item_id: finding for finding in facts.record.findings if finding.result is not None}
    for number, item in enumerate(facts.items, start=1):
        yield from _lines_of(number, item, findings.get(item.id), facts.enterprise.industry)


def _lines_of(
    number: int, item: InspectionItem, finding: ItemFinding | None, industry: Industry
) -> Iterator[CheckedLine]:
    result = finding.result if finding is not None else None
    draft = draft_of(item)
    subs = [sub for sub in draft.sub_items if applies_to(sub.industries, industry)]
    told = without_end_mark(item.content)
    content = item.title if subs or not told else f"{item.title}：{told}"
    verdict = _VERDICTS[result] if result is not None else ""
    yield CheckedLine(str(number), content, item.method, verdict, _found(finding))
    for sub in subs:
        yield CheckedLine(
            f"{number}.{sub.number}",
            without_end_mark(sub.content),
            sub.method or item.method,
            _of_sub_item(result),
        )


def _of_sub_item(result: ResultCode | None) -> str:
    """The finding stands for its sub-items where it holds of each; which of them is at fault nobody has entered."""
    return _VERDICTS[result] if result is not None and _VERDICTS[result] != form.FAULTY else ""


def _found(finding: ItemFinding | None) -> str:
    if finding is None or finding.result is None or finding.result is ResultCode.NO_PROBLEM:
        return ""
    told = "\n".join(lines_of(finding.text)) or finding.result.label
    measure = "\n".join(lines_of(finding.measure))
    return f"{told}\n处理：{measure}" if measure else told


def _results(findings: Sequence[ItemFinding]) -> tuple[ResultCode, ...]:
    """Return the results to tick: 未发现问题 and 未发现…经营活动 only where no item has a worse one."""
    found = {finding.result for finding in findings if finding.result is not None}
    worse = found - _WITHOUT_FAULT
    return tuple(code for code in ResultCode if code in (worse or found))


def _known_actions(facts: PaperFacts) -> list[str]:
    """Return the actions that the record and its papers show; what has a later deadline was not put right on the spot."""
    record = facts.record
    actions = [action for kind, action in _PAPERS if facts.paper(kind) is not None]
    if record.outcome is RecordOutcome.NORMAL:
        actions.append(form.NO_ACTION)
    visited_on = record.inspected_to.date() if record.inspected_to is not None else None
    corrected = [one for one in record.findings if one.result is ResultCode.CORRECTED]
    later = [one for one in corrected if one.rectify_by not in (None, visited_on)]
    if form.ORDERED not in actions:
        actions += [form.ORDERED] if later else []
        actions += [form.ON_THE_SPOT] if len(later) < len(corrected) else []
    return actions


PAPER = RecordPaper(kind=PaperKind.CHECK_TABLE, freeze=_freeze, obstacle=_obstacle, suggest=_suggest)
