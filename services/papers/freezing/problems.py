"""What an inspection found that a paper has to tell, in the order of its items."""

from collections.abc import Iterator

from models.rules.outcomes import is_fault
from services.files.forms.enforcement import joined
from services.papers.facts import PaperFacts


def problem_lines(facts: PaperFacts) -> tuple[str, ...]:
    """Return what was found at fault, a line an item: what was written, or else the name of the item."""
    return tuple(_lines(facts))


def _lines(facts: PaperFacts) -> Iterator[str]:
    titles = {item.id: item.title for item in facts.items}
    for finding in facts.record.findings:
        if is_fault(finding.result):
            yield joined(finding.text) or titles[finding.item_id]
