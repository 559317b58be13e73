"""现场处理措施决定书 from an inspection (F7): made on the spot, before or after its result has been entered."""

from models.vocab import PaperKind, RecordStage
from services.files.forms.decision import DecisionView
from services.files.wording import lines_of
from services.papers.facts import PaperFacts
from services.papers.freezing.problems import problem_lines
from services.papers.making import Making, RecordPaper

_BASIS = "《中华人民共和国安全生产法》第六十五条第一款第三项"  # hazards that leave no safety
_ON_SITE = frozenset({RecordStage.NOTIFIED, RecordStage.INSPECTED, RecordStage.FED_BACK})


def _obstacle(facts: PaperFacts) -> str | None:
    stage = facts.record.stage
    if stage not in _ON_SITE:
        return f"该户状态为“{stage.label}”，发出检查通知书后才能作{PaperKind.DECISION.label}。"
    return None


def _suggest(facts: PaperFacts) -> dict[str, str]:
    return {"hazards": "\n".join(problem_lines(facts)), "basis": _BASIS}


def _freeze(facts: PaperFacts, making: Making) -> DecisionView:
    office = facts.office
    inspected_from, inspected_to = facts.visit
    return DecisionView(
        bureau=office.bureau_name,
        number=making.number,
        enterprise_name=facts.enterprise.name,
        inspected_from=inspected_from,
        inspected_to=inspected_to,
        hazards=lines_of(making.entry.get("hazards", "")),
        basis=making.entry.get("basis", ""),
        decision=lines_of(making.entry.get("decision", "")),
        review_authority=office.review_authority,
        court=office.court,
        officers=facts.officer_lines,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


PAPER = RecordPaper(kind=PaperKind.DECISION, freeze=_freeze, obstacle=_obstacle, suggest=_suggest)
