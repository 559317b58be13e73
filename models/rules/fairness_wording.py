"""The verdicts of the 公平性报告 in plain Chinese: they say what chance explains, never that somebody cheated."""

from collections.abc import Iterable

from models.rules.fairness import BEYOND_CHANCE, NOTABLE, Comparison, Finding

_CHECK = "建议核对各次封存单、抽取证书和作废记录"
_RANKS = (Finding.TOO_FEW, Finding.AGREES, Finding.NOTABLE, Finding.DEVIATES)


def percent_words(chance: float) -> str:
    """Return 约34%, 约0.3% or 不到0.1%: no more digits than the figure deserves."""
    if chance < BEYOND_CHANCE / 5:
        return "不到0.1%"
    percent = 100 * chance
    return f"约{percent:.1f}%" if percent < 1 else f"约{percent:.0f}%"


def verdict_words(comparison: Comparison) -> str:
    """Return what χ² says of one comparison."""
    if comparison.chance is None:
        return "数据太少，不作结论"
    chance = percent_words(comparison.chance)
    match comparison.finding:
        case Finding.DEVIATES:
            return f"偏差大于偶然所能解释（概率{chance}），{_CHECK}"
        case Finding.NOTABLE:
            return f"偏差略大，仍可能出于偶然（概率{chance}），请在以后各次继续观察"
        case _:
            return f"与抽取规程的期望一致（这样大的偏差，偶然出现的概率{chance}）"


def outlier_finding(bound: float) -> Finding:
    """Return what the history of the one enterprise that stands out most amounts to."""
    if bound < BEYOND_CHANCE:
        return Finding.DEVIATES
    return Finding.NOTABLE if bound < NOTABLE else Finding.AGREES


def worst(findings: Iterable[Finding]) -> Finding:
    """Return the finding that matters most."""
    return max(findings, key=_RANKS.index, default=Finding.TOO_FEW)


def overall_words(finding: Finding) -> str:
    """Return the sentence at the head of the report."""
    return {
        Finding.AGREES: "数据足够的各项都与抽取规程的期望一致。",
        Finding.NOTABLE: "个别项偏差略大，仍可能出于偶然，请在以后各次继续观察。",
        Finding.DEVIATES: f"有的项偏差大于偶然所能解释，{_CHECK}。",
        Finding.TOO_FEW: "抽取的次数和户数还太少，不作结论。",
    }[finding]
