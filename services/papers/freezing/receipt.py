"""文书送达回执 from an inspection (F12): for the papers in force that no earlier receipt lists."""

from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.files.forms.entry import EntryField, entry_day
from services.files.forms.receipt import ENTRIES, DeliveredPaper, ReceiptView
from services.files.frozen_view import view_from_json
from services.papers.facts import PaperFacts
from services.papers.freezing.repeated import next_entry, next_fields
from services.papers.making import Making, RecordPaper

DELIVERED = (
    PaperKind.NOTICE,
    PaperKind.DECISION,
    PaperKind.ORDER,
    PaperKind.REVIEW,
    PaperKind.FEEDBACK,
)
"""The papers that an enterprise is given."""


def _undelivered(facts: PaperFacts) -> tuple[IssuedPaper, ...]:
    receipts = facts.papers_in_force(PaperKind.RECEIPT)
    listed = {
        line.number for receipt in receipts for line in view_from_json(ReceiptView, receipt.view).papers
    }
    return tuple(paper for paper in facts.papers_in_force(*DELIVERED) if paper.number not in listed)


def _obstacle(facts: PaperFacts) -> str | None:
    if not facts.papers_in_force(*DELIVERED):
        return f"该户还没有需要送达的文书，不必填{PaperKind.RECEIPT.label}。"
    if not _undelivered(facts):
        receipt = facts.paper(PaperKind.RECEIPT)
        number = receipt.number if receipt is not None else ""
        return f"该户的文书均已列入{PaperKind.RECEIPT.label} {number}；如需重印请用打印。"
    return None


def _entries(facts: PaperFacts) -> tuple[EntryField, ...]:
    return next_fields(facts, PaperKind.RECEIPT, ENTRIES)


def _freeze(facts: PaperFacts, making: Making) -> ReceiptView:
    entry = next_entry(facts, PaperKind.RECEIPT, making.entry)
    return ReceiptView(
        bureau=facts.office.bureau_name,
        number=making.number,
        task_name=facts.task.name,
        enterprise_name=facts.enterprise.name,
        papers=tuple(
            DeliveredPaper(title=paper.kind.label, number=paper.number) for paper in _undelivered(facts)
        ),
        place=entry.get("place", ""),
        delivered_on=entry_day(entry.get("delivered_on", "")),
        method=entry.get("method", ""),
        remark=entry.get("remark", ""),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


PAPER = RecordPaper(
    kind=PaperKind.RECEIPT, freeze=_freeze, obstacle=_obstacle, entries_of=_entries, is_single=False
)
