"""涉嫌违法线索移送函 from an inspection (F11, 细则 art. 23): to one authority, a further one for each other."""

from dataclasses import replace

from models.vocab import PaperKind, RecordOutcome, ResultCode
from services.files.forms.entry import EntryField
from services.files.forms.transfer import ENTRIES, USUAL_RECEIVERS, TransferView
from services.files.wording import lines_of
from services.papers.facts import PaperFacts
from services.papers.freezing.order import WITH_RESULT
from services.papers.freezing.problems import problem_lines
from services.papers.freezing.repeated import next_entry, next_fields, next_texts
from services.papers.making import Making, RecordPaper

_BASIS = "《中华人民共和国安全生产法》第六十九条"  # what others have to deal with is transferred in time
_OWN = "应急管理局"
_MARKET_REGULATOR = USUAL_RECEIVERS[0]
_FOR_MARKET_REGULATOR = frozenset(
    {ResultCode.NOT_PUBLISHED, ResultCode.FALSE_PUBLICATION, ResultCode.NOT_REACHED}  # domain, §6.1
)
_EVIDENCE = (PaperKind.SITE_RECORD, PaperKind.ORDER, PaperKind.REVIEW, PaperKind.DECISION)


def _obstacle(facts: PaperFacts) -> str | None:
    record = facts.record
    if record.stage not in WITH_RESULT:
        return f"该户状态为“{record.stage.label}”，录入检查结果后才能发{PaperKind.TRANSFER.label}。"
    if record.outcome is RecordOutcome.NORMAL:
        return "该户的检查未发现问题，没有可以移送的线索。"
    return None


def _entries(facts: PaperFacts) -> tuple[EntryField, ...]:
    """Name the usual authorities of the office's own district."""
    receivers = tuple(_in_district(facts, name) for name in USUAL_RECEIVERS)
    fields = tuple(
        replace(entry, choices=receivers, hint="从常用的机关中选择，或者写其他机关的全称。")
        if entry.key == "receiver"
        else entry
        for entry in ENTRIES
    )
    return next_fields(facts, PaperKind.TRANSFER, fields)


def _in_district(facts: PaperFacts, name: str) -> str:
    own = facts.office.bureau_name
    return f"{own.removesuffix(_OWN)}{name}" if own.endswith(_OWN) else name


def _suggest(facts: PaperFacts) -> dict[str, str]:
    evidence = (f"{paper.kind.label}{paper.number}复印件1份" for paper in facts.papers_in_force(*_EVIDENCE))
    suggested = {
        "facts": "\n".join(problem_lines(facts)),
        "basis": _BASIS,
        "evidence": "\n".join(evidence),
    }
    if any(finding.result in _FOR_MARKET_REGULATOR for finding in facts.record.findings):
        suggested["receiver"] = _in_district(facts, _MARKET_REGULATOR)
    return next_texts(facts, PaperKind.TRANSFER, suggested)


def _freeze(facts: PaperFacts, making: Making) -> TransferView:
    office, entry = facts.office, next_entry(facts, PaperKind.TRANSFER, making.entry)
    return TransferView(
        bureau=office.bureau_name,
        number=making.number,
        receiver=entry.get("receiver", ""),
        task_name=facts.task.name,
        task_number=facts.task_number,
        inspected_from=facts.visit[0],
        party=facts.enterprise_line,
        facts=lines_of(entry.get("facts", "")),
        evidence=lines_of(entry.get("evidence", "")),
        provisions=lines_of(entry.get("provisions", "")),
        basis=lines_of(entry.get("basis", "")),
        contact_name=office.contact_name,
        contact_phone=office.phone,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
        letterhead=office.letterhead,
        copies_to=office.imprint_copies_to,
    )


PAPER = RecordPaper(
    kind=PaperKind.TRANSFER,
    freeze=_freeze,
    obstacle=_obstacle,
    suggest=_suggest,
    entries_of=_entries,
    is_single=False,
)
