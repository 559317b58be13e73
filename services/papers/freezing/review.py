"""整改复查意见书 from an inspection (F6): on the items of the order in force, as often as the officers come back."""

from models.vocab import PaperKind
from services.files.forms.entry import EntryField, EntryKind
from services.files.forms.review import DONE, OPINION, STATES, ReviewItem, ReviewView
from services.files.frozen_view import view_from_json
from services.papers.facts import PaperFacts
from services.papers.freezing.order import order_in_force
from services.papers.making import Making, RecordPaper

_NAME_LENGTH = 24  # characters of a problem that its field on the screen names


def _obstacle(facts: PaperFacts) -> str | None:
    order = order_in_force(facts)
    if order is None:
        return f"该户没有生效的{PaperKind.ORDER.label}，不能发{PaperKind.REVIEW.label}。"
    paper = facts.paper(PaperKind.REVIEW)
    if paper is not None:
        last = view_from_json(ReviewView, paper.view)
        if last.order_number == order.number and all(item.state == DONE for item in last.items):
            return f"{paper.number} 已认定各项问题均已整改，不必再次复查。"
    return None


def _entries(facts: PaperFacts) -> tuple[EntryField, ...]:
    """Ask for each item of the order how it stands."""
    order = order_in_force(facts)
    return (
        *(
            EntryField(
                _key(item.number),
                f"第{item.number}项：{_shortened(item.problem)}",
                EntryKind.CHOICE,
                is_required=True,
                choices=STATES,
            )
            for item in (order.items if order is not None else ())
        ),
        OPINION,
    )


def _key(number: int) -> str:
    return f"item_{number}"


def _shortened(problem: str) -> str:
    return problem if len(problem) <= _NAME_LENGTH else f"{problem[:_NAME_LENGTH]}…"


def _freeze(facts: PaperFacts, making: Making) -> ReviewView:
    order = order_in_force(facts)
    return ReviewView(
        bureau=facts.office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        order_on=order.issued_on if order is not None else None,
        order_title=PaperKind.ORDER.label,
        order_number=order.number if order is not None else "",
        items=tuple(
            ReviewItem(
                number=item.number,
                problem=item.problem,
                due_on=item.due_on,
                state=making.entry.get(_key(item.number), ""),
            )
            for item in (order.items if order is not None else ())
        ),
        opinion=making.entry.get("opinion", ""),
        officers=facts.officer_lines,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


PAPER = RecordPaper(
    kind=PaperKind.REVIEW, freeze=_freeze, obstacle=_obstacle, entries_of=_entries, is_single=False
)
