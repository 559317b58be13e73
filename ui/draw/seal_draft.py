"""What the clerk decides before a seal: the days of inspection, where the seed comes from, who operates and who watches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.rules.roster_age import RosterAge, find_age_problem
from models.rules.seed import Dice, SeedRule, normalise, rule_faults
from models.vocab import SeedSource
from services.draw.seal_rows import DirectAppointment, PoolRow, SealChoices

OFFERED = (SeedSource.DICE, SeedSource.LOTTERY, SeedSource.WORDS, SeedSource.SYSTEM)

_ANY_DICE = Dice(20, "甲")


@dataclass(frozen=True, slots=True)
class SealDraft:
    """The form of the first step."""

    window_from: date | None
    window_to: date | None
    seed_rule: SeedRule
    operator: str
    supervisor: str
    stale_roster_reason: str = ""
    """Why a roster older than a year is drawn from all the same."""
    platform_draw_key: int | None = None
    """The list of the provincial platform that takes the place of our draw of objects."""
    direct: DirectAppointment | None = None
    """直接委派, where the officers cannot be drawn."""
    seals_assignment: bool = False

    @property
    def choices(self) -> SealChoices:
        """The part that the service takes as choices."""
        return SealChoices(
            self.window_from,
            self.window_to,
            self.stale_roster_reason,
            self.platform_draw_key,
            self.direct,
            self.seals_assignment and self.direct is None,
        )


def check_seal(
    draft: SealDraft, pool: Iterable[PoolRow] = (), age: RosterAge | None = None
) -> dict[str, str]:
    """Return what is wrong, one sentence for each field of the form; nobody of the ``pool`` may watch his own draw."""
    problems: dict[str, str] = {}
    if draft.window_from is None or draft.window_to is None:
        problems["window"] = "请填写检查期限的起止日期，如 2022-05-25。"
    elif draft.window_from > draft.window_to:
        problems["window"] = "检查期限的开始日期晚于结束日期。"
    problems |= _rule_problems(draft.seed_rule)
    if age is not None and find_age_problem(age, draft.stale_roster_reason):
        problems["stale_roster_reason"] = "请写明为什么现在就要抽取；也可以先到“名录库”更新或核对名录。"
    operator, supervisor = draft.operator.strip(), draft.supervisor.strip()
    if not operator:
        problems["operator"] = "请填写操作人。"
    if not supervisor:
        problems["supervisor"] = "请填写现场监督人。"
    elif normalise(operator) == normalise(supervisor):
        problems["supervisor"] = "监督人不能与操作人是同一人。"
    elif any(officer.in_pool and officer.name == supervisor for officer in pool):
        problems["supervisor"] = f"{supervisor}在本次可抽人员中，请另请监督人。"
    return problems


def _rule_problems(rule: SeedRule) -> dict[str, str]:
    """Ask the rule part by part, so that each sentence stands beside its field."""
    faults = {
        "dice": rule_faults(SeedRule(SeedSource.DICE, dice=rule.dice)) if rule.dice else (),
        "lottery": rule_faults(SeedRule(SeedSource.LOTTERY, lottery=rule.lottery)) if rule.lottery else (),
        "witnesses": rule_faults(SeedRule(SeedSource.WORDS, dice=_ANY_DICE, witnesses=rule.witnesses))
        if rule.source is SeedSource.WORDS
        else (),
    }
    problems = {key: "".join(sentences) for key, sentences in faults.items() if sentences}
    rest = () if problems else rule_faults(rule)
    return problems | ({"source": "".join(rest)} if rest else {})
