"""企业监督反馈表 for an inspection (R70): handed over at the visit, filled in by the enterprise."""

from models.vocab import PaperKind, RecordStage
from services.files.forms.supervision import SupervisionView
from services.papers.facts import PaperFacts
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    if facts.record.stage is RecordStage.ENDED:
        return f"该户的检查已终止，不必发{PaperKind.SUPERVISION.label}。"
    if facts.draw.is_assignment_sealed and facts.place.opened_at is None:
        return f"该户的派人结果尚未启封，启封后才能发{PaperKind.SUPERVISION.label}。"
    if not facts.officers:
        return f"该户没有检查人员，不必发{PaperKind.SUPERVISION.label}。"
    return None


def _freeze(facts: PaperFacts, making: Making) -> SupervisionView:
    inspected_from, inspected_to = facts.visit
    return SupervisionView(
        bureau=facts.office.bureau_name,
        enterprise=facts.enterprise_line,
        task_name=facts.task.name,
        inspected_from=inspected_from,
        inspected_to=inspected_to,
        officers=facts.officer_lines,
        supervision_phone=facts.office.supervision_phone,
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=making.wording,
    )


PAPER = RecordPaper(kind=PaperKind.SUPERVISION, freeze=_freeze, obstacle=_obstacle)
