"""整改复查意见书 from an inspection (F6): on the items of the order in force, as often as the officers come back."""

from models.errors import UserFacingError
from models.vocab import PaperKind
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.order import OrderView
from services.files.forms.review import DONE, OPINION, STATES, ReviewItem, ReviewView
from services.files.frozen_view import view_from_json
from services.papers.facts import PaperFacts
from services.papers.freezing.order import order_in_force
from services.papers.freezing.repeated import next_entry, next_fields, next_texts
from services.papers.making import Making, RecordPaper

_NO_ORDER = f"该户没有生效的{PaperKind.ORDER.label}，不能发{PaperKind.REVIEW.label}。"
_NAME_LENGTH = 24  # characters of a problem that its field on the screen names


def _obstacle(facts: PaperFacts) -> str | None:
    order = order_in_force(facts)
    if order is None:
        return _NO_ORDER
    last = _last_review(facts)
    if last is None or last.order_number != order.number or any(item.state != DONE for item in last.items):
        return None
    return f"{last.number} 已认定各项问题均已整改，不必再次复查。"


def _entries(facts: PaperFacts) -> tuple[EntryField, ...]:
    """Ask for each item of the order how it stands."""
    order = order_in_force(facts)
    if order is None:
        return (OPINION,)
    fields = (
        *(
            EntryField(
                _key(order, item.number),
                f"第{item.number}项：{_shortened(item.problem)}",
                EntryKind.CHOICE,
                is_required=True,
                choices=STATES,
            )
            for item in order.items
        ),
        OPINION,
    )
    return next_fields(facts, PaperKind.REVIEW, fields)


def _suggest(facts: PaperFacts) -> dict[str, str]:
    """Take over from the last review what was put right by then."""
    order, last = order_in_force(facts), _last_review(facts)
    if order is None or last is None or last.order_number != order.number:
        return {}
    done = {_key(order, item.number): DONE for item in last.items if item.state == DONE}
    return next_texts(facts, PaperKind.REVIEW, done)


def _last_review(facts: PaperFacts) -> ReviewView | None:
    paper = facts.paper(PaperKind.REVIEW)
    return view_from_json(ReviewView, paper.view) if paper is not None else None


def _key(order: OrderView, number: int) -> str:
    """Return the key of an item: what was chosen for another order says nothing about this one."""
    return f"{order.number}#{number}"


def _shortened(problem: str) -> str:
    return problem if len(problem) <= _NAME_LENGTH else f"{problem[:_NAME_LENGTH]}…"


def _freeze(facts: PaperFacts, making: Making) -> ReviewView:
    order = order_in_force(facts)
    if order is None:
        raise UserFacingError(_NO_ORDER)
    entry = next_entry(facts, PaperKind.REVIEW, making.entry)
    return ReviewView(
        bureau=facts.office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        order_on=order.issued_on,
        order_title=PaperKind.ORDER.label,
        order_number=order.number,
        items=tuple(
            ReviewItem(
                number=item.number,
                problem=item.problem,
                due_on=item.due_on,
                state=entry.get(_key(order, item.number), ""),
            )
            for item in order.items
        ),
        opinion=entry.get("opinion", ""),
        officers=facts.officer_lines,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


PAPER = RecordPaper(
    kind=PaperKind.REVIEW,
    freeze=_freeze,
    obstacle=_obstacle,
    suggest=_suggest,
    entries_of=_entries,
    is_single=False,
)
