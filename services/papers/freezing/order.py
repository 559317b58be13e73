"""责令限期整改指令书 from an inspection (F5, R48): every finding that is to be put right, with its own deadline."""

from collections.abc import Iterator
from datetime import date

from models.errors import UserFacingError
from models.rules.outcomes import is_to_rectify
from models.tables.inspection_record import ItemFinding
from models.vocab import PaperKind, RecordStage
from services.files.blocks import chinese_date
from services.files.forms.enforcement import joined
from services.files.forms.entry import EntryField, entry_day
from services.files.forms.order import DUE, SAFETY, OrderItem, OrderView
from services.files.frozen_view import view_from_json
from services.papers.facts import PaperFacts
from services.papers.making import Making, RecordPaper

WITH_RESULT = frozenset({RecordStage.INSPECTED, RecordStage.FED_BACK})
"""The stages of an inspection whose result has been entered."""


def order_in_force(facts: PaperFacts) -> OrderView | None:
    """Return the order of an inspection as it was issued, None where there is none."""
    paper = facts.paper(PaperKind.ORDER)
    return view_from_json(OrderView, paper.view) if paper is not None else None


def _to_rectify(facts: PaperFacts) -> tuple[ItemFinding, ...]:
    return tuple(
        finding
        for finding in facts.record.findings
        if is_to_rectify(finding.result, finding.measure, finding.rectify_by)
    )


def _obstacle(facts: PaperFacts) -> str | None:
    stage = facts.record.stage
    if stage not in WITH_RESULT:
        return f"该户状态为“{stage.label}”，录入检查结果后才能发{PaperKind.ORDER.label}。"
    if not _to_rectify(facts):
        return f"该户的检查结果中没有需要整改的问题，不必发{PaperKind.ORDER.label}。"
    return None


def _entries(facts: PaperFacts) -> tuple[EntryField, ...]:
    """Ask for a deadline only where the result does not name one for every item."""
    lacks = any(finding.rectify_by is None for finding in _to_rectify(facts))
    return (DUE, SAFETY) if lacks else (SAFETY,)


def _freeze(facts: PaperFacts, making: Making) -> OrderView:
    office = facts.office
    inspected_from, inspected_to = facts.visit
    items = tuple(_items(facts, entry_day(making.entry.get("due_on", ""))))
    for item in items:
        if item.due_on is not None and item.due_on < making.issued_on:
            raise UserFacingError(
                f"{facts.enterprise.name}第{item.number}项问题的整改期限（{chinese_date(item.due_on)}）"
                f"早于{PaperKind.ORDER.label}的日期，请改正整改期限或者发文日期。"
            )
    return OrderView(
        bureau=office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        inspected_from=inspected_from,
        inspected_to=inspected_to,
        items=items,
        safety=making.entry.get("safety", ""),
        review_authority=office.review_authority,
        court=office.court,
        officers=facts.officer_lines,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


def _items(facts: PaperFacts, due_on: date | None) -> Iterator[OrderItem]:
    """Yield the items; ``due_on`` is the deadline of those for which the result names none."""
    titles = {item.id: item.title for item in facts.items}
    for number, finding in enumerate(_to_rectify(facts), start=1):
        yield OrderItem(
            number=number,
            problem=joined(finding.text) or titles[finding.item_id],
            measure=joined(finding.measure),
            due_on=finding.rectify_by or due_on,
        )


PAPER = RecordPaper(kind=PaperKind.ORDER, freeze=_freeze, obstacle=_obstacle, entries_of=_entries)
