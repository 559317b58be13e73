"""What keeps any paper of a visit from being made: the visit was ended, nobody may know who goes, or fewer than two go."""

from models.vocab import RecordStage
from services.papers.facts import PaperFacts


def visit_obstacle(facts: PaperFacts, paper: str) -> str | None:
    """Return the sentence, None where nothing stands against it; ``paper`` as the sentence names it."""
    if facts.record.stage is RecordStage.ENDED:
        return f"该户的检查已终止，不能再制发{paper}。"
    return unopened_obstacle(facts, paper) or officers_obstacle(facts, paper)


def unopened_obstacle(facts: PaperFacts, paper: str) -> str | None:
    """Return the sentence while the officers are sealed."""
    if facts.draw.is_assignment_sealed and facts.place.opened_at is None:
        return f"该户的派人结果尚未启封，请先由组长在“随机抽取”页启封，再发{paper}。"
    return None


def officers_obstacle(facts: PaperFacts, paper: str) -> str | None:
    """Return the sentence where fewer than two officers go (R46)."""
    if len(facts.officers) < 2:
        return f"检查人员不足 2 人，不能发出{paper}。"
    return None
