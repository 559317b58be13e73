"""现场检查方案 from an inspection (F3): only reviewed and approved by name and day (R44)."""

from collections.abc import Mapping

from models.vocab import PaperKind
from services.files.forms.entry import entry_day
from services.files.forms.visit_scheme import VisitSchemeView
from services.files.wording import numbered
from services.papers.facts import PaperFacts
from services.papers.freezing.approval import order_problems
from services.papers.freezing.obstacles import visit_obstacle
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    return visit_obstacle(facts, PaperKind.VISIT_SCHEME.label)


def _suggest(facts: PaperFacts) -> dict[str, str]:
    """The items of the task are what is looked at, in the way that the plan says."""
    return {
        "content": "\n".join(numbered([item.title for item in facts.items])),
        "way": facts.task.inspection_method,
    }


def _check(facts: PaperFacts, values: Mapping[str, str]) -> dict[str, str]:
    del facts
    return order_problems(values)


def _freeze(facts: PaperFacts, making: Making) -> VisitSchemeView:
    entry = making.entry
    return VisitSchemeView(
        bureau=facts.office.bureau_name,
        number=making.number,
        enterprise=facts.enterprise_line,
        time=facts.visit_time,
        officers=facts.officer_lines,
        content=entry.get("content", ""),
        way=entry.get("way", ""),
        review_opinion=entry.get("review_opinion", ""),
        reviewer=entry.get("reviewer", ""),
        reviewed_on=entry_day(entry.get("reviewed_on", "")),
        approval_opinion=entry.get("approval_opinion", ""),
        approver=entry.get("approver", ""),
        approved_on=entry_day(entry.get("approved_on", "")),
        remark=entry.get("remark", ""),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
        task_name=facts.task.name,
        form_set=making.form_set,
    )


PAPER = RecordPaper(
    kind=PaperKind.VISIT_SCHEME, freeze=_freeze, obstacle=_obstacle, suggest=_suggest, check=_check
)
