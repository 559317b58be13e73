"""The parts of the seed in their fixed order, as the sealed rule asks for them, and what is wrong with what was typed."""

import re
from dataclasses import dataclass

from models.rules.seed import WITNESS_DIGITS, normalise
from models.vocab import SeedSource
from services.draw.rows import DrawDetail

_DICE = re.compile(r"骰子：(\d+)位，由.+投掷$")
_LOTTERY = re.compile(r"公开开奖号码：(.+?)，期号(.+?)，读取顺序：(.+)$")


@dataclass(frozen=True, slots=True)
class SeedPlace:
    """One contribution: by whom or from which source; ``digits`` is None where any text with digits will do."""

    by: str
    digits: int | None
    act: str

    def fault(self, typed: str) -> str:
        """Return what is wrong with what was typed, or an empty text."""
        text = normalise(typed)
        if not text:
            return "还没有填写。"
        if self.digits is None:
            return "" if re.search(r"[0-9]", text) else "没有数字，请按读取顺序填写开奖号码。"
        missing = self.digits - len(text)
        if missing > 0:
            return f"还差 {missing} 位，须恰好 {self.digits} 位。"
        return f"多了 {-missing} 位，须恰好 {self.digits} 位。" if missing else ""


def seed_places(detail: DrawDetail) -> list[SeedPlace]:
    """Return who gives what, in the order of the 封存单; empty for a source that nobody types."""
    if detail.row.seed_source is SeedSource.SYSTEM:
        return []
    *witnesses, last = detail.contributors
    dice = _DICE.search(detail.seal.seed_rule) if detail.row.seed_source is not SeedSource.LOTTERY else None
    final = SeedPlace(last, int(dice[1]), "投掷骰子") if dice else SeedPlace(last, None, "开奖号码")
    return [*(SeedPlace(name, WITNESS_DIGITS, "写下的数字") for name in witnesses), final]


def lottery_lines(seed_rule: str) -> str:
    """Return name, issue and order of reading of a lottery, one a line; empty for another source."""
    found = _LOTTERY.search(seed_rule)
    if found is None:
        return ""
    witnesses = seed_rule[: found.start()]
    name, issue, order = found.groups()
    lines = (witnesses, f"公开开奖　{name}", f"期号　{issue}　　读取顺序　{order}")
    return "\n".join(line for line in lines if line)
