"""种子: where the public text comes from that decides a draw, and how its contributions become one text (protocol, §3).

The rule is written on the 封存单 before anything is thrown; the joined text is used exactly as it stands ever after.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.errors import UserFacingError
from models.vocab import SeedSource

MIN_DICE_DIGITS = 20
WITNESS_DIGITS = 8
SEPARATOR = "；"
UNWITNESSED = "未经公开见证"

_SYSTEM = re.compile(r"[0-9a-f]{64}")
_DICE_RULE = re.compile(r"骰子：([0-9]{1,4})位")


@dataclass(frozen=True, slots=True)
class Dice:
    """骰子: exactly ``digits`` digits, and who throws."""

    digits: int
    thrower: str


@dataclass(frozen=True, slots=True)
class Lottery:
    """公开开奖号码: which lottery, which issue (drawn after the seal), in which order it is read."""

    name: str
    issue: str
    order: str


@dataclass(frozen=True, slots=True)
class SeedRule:
    """The source fixed on the 封存单. WORDS needs the witnesses in order and dice or a lottery as the last."""

    source: SeedSource
    dice: Dice | None = None
    lottery: Lottery | None = None
    witnesses: tuple[str, ...] = ()

    def to_stored(self) -> dict[str, object]:
        """Return the rule as stored with the draw."""
        return {
            "source": str(self.source),
            "dice": None if self.dice is None else asdict(self.dice),
            "lottery": None if self.lottery is None else asdict(self.lottery),
            "witnesses": list(self.witnesses),
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> "SeedRule":
        """Read the rule back."""
        dice, lottery = stored["dice"], stored["lottery"]
        return cls(
            source=SeedSource(stored["source"]),
            dice=None if dice is None else Dice(**dice),
            lottery=None if lottery is None else Lottery(**lottery),
            witnesses=tuple(stored["witnesses"]),
        )


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person or source gave; ``at`` is ISO 8601 with +08:00."""

    by: str
    text: str
    at: str = ""


def normalise(text: str) -> str:
    """Return a contribution as it enters the seed: NFKC, inner white space as one blank, ends stripped."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_publicly_witnessed(source: SeedSource) -> bool:
    """Return whether a seed of this source proves anything about choice."""
    return source not in (SeedSource.SYSTEM, SeedSource.COMMAND)


def rule_text(rule: SeedRule) -> str:
    """Return the sentence of the 封存单 that fixes the source; it is part of the sealed parameters."""
    if rule.source is SeedSource.WORDS:
        names = "、".join(normalise(name) for name in rule.witnesses)
        return f"见证人数字：{names}依次各写{WITNESS_DIGITS}位数字，启封前交齐；末项为{_public_text(rule)}"
    if rule.source in (SeedSource.DICE, SeedSource.LOTTERY):
        return _public_text(rule)
    return f"{rule.source.label}，{UNWITNESSED}"


def rule_faults(rule: SeedRule) -> tuple[str, ...]:
    """Return what is wrong with a seed rule, one sentence each."""
    faults: list[str] = []
    needs_dice = rule.source is SeedSource.DICE
    needs_lottery = rule.source is SeedSource.LOTTERY
    if rule.source is SeedSource.WORDS:
        faults += _witness_faults(rule.witnesses)
        if (rule.dice is None) == (rule.lottery is None):
            faults.append("见证人数字之后须以骰子或公开开奖号码作为最后一项，且只能选一种。")
        needs_dice, needs_lottery = rule.dice is not None, rule.lottery is not None
    if needs_dice:
        if rule.dice is None or rule.dice.digits < MIN_DICE_DIGITS:
            faults.append(f"骰子须掷出{MIN_DICE_DIGITS}位或更多数字，请修改位数。")
        if rule.dice is None or not normalise(rule.dice.thrower):
            faults.append("请写明由谁投掷骰子。")
    if needs_lottery and (
        rule.lottery is None
        or not all(normalise(text) for text in (rule.lottery.name, rule.lottery.issue, rule.lottery.order))
    ):
        faults.append("请写明开奖的名称、期号和号码的读取顺序。")
    return tuple(faults)


def contributors(rule: SeedRule) -> tuple[str, ...]:
    """Return who gives the contributions, in the fixed order."""
    if rule.source is SeedSource.SYSTEM:
        return (SeedSource.SYSTEM.label,)
    if rule.source is SeedSource.COMMAND:
        return (SeedSource.COMMAND.label,)
    last = rule.dice.thrower if rule.dice is not None else rule.lottery.name if rule.lottery else ""
    names = rule.witnesses if rule.source is SeedSource.WORDS else ()
    return tuple(normalise(name) for name in (*names, last))


def contribution_faults(rule: SeedRule, contributions: Sequence[Contribution]) -> tuple[str, ...]:
    """Return what is wrong with the contributions under the rule, one sentence each."""
    names = contributors(rule)
    if tuple(normalise(each.by) for each in contributions) != names:
        return (f"种子须按封存单由{'、'.join(names)}依次给出，共{len(names)}项。",)
    faults: list[str] = []
    for place, each in enumerate(contributions, start=1):
        fault = _content_fault(rule, normalise(each.text), is_last=place == len(names))
        if fault:
            faults.append(f"{names[place - 1]}：{fault}")
    return tuple(faults)


def make_seed(rule: SeedRule, contributions: Sequence[Contribution]) -> str:
    """Return the seed; a fault of the rule or of a contribution raises UserFacingError."""
    faults = rule_faults(rule) or contribution_faults(rule, contributions)
    if faults:
        raise UserFacingError("".join(faults))
    return join_contributions(contributions)


def join_contributions(contributions: Sequence[Contribution]) -> str:
    """Join normalised contributions in their order: the content alone, or ``名称 内容`` where there are several."""
    if len(contributions) == 1:
        return normalise(contributions[0].text)
    return SEPARATOR.join(f"{normalise(each.by)} {normalise(each.text)}" for each in contributions)


def seed_fault_by_text(seed_rule: str, seed: str) -> str | None:
    """Return how a seed contradicts the printed rule, where the rule is one of this program's sentences."""
    dice = _DICE_RULE.match(seed_rule)
    if dice is not None and not (re.fullmatch(r"[0-9]*", seed) and len(seed) == int(dice.group(1))):
        return f"{dice.group(1)}位数字"
    if seed_rule.startswith(SeedSource.SYSTEM.label) and _SYSTEM.fullmatch(seed) is None:
        return "64位十六进制数字"
    return None


def _public_text(rule: SeedRule) -> str:
    if rule.dice is not None and rule.source is not SeedSource.LOTTERY:
        return f"骰子：{rule.dice.digits}位，由{normalise(rule.dice.thrower)}投掷"
    if rule.lottery is None:
        return ""
    name, issue, order = (
        normalise(text) for text in (rule.lottery.name, rule.lottery.issue, rule.lottery.order)
    )
    return f"公开开奖号码：{name}，期号{issue}，读取顺序：{order}"


def _witness_faults(witnesses: tuple[str, ...]) -> list[str]:
    names = [normalise(name) for name in witnesses]
    if not names or not all(names):
        return ["请按次序写明各位见证人的姓名。"]
    if len(set(names)) != len(names):
        return ["见证人姓名重复，请加以区分。"]
    return []


def _content_fault(rule: SeedRule, text: str, *, is_last: bool) -> str | None:
    if rule.source is SeedSource.SYSTEM:
        return None if _SYSTEM.fullmatch(text) else "系统随机数须是32字节的小写十六进制数字（64位）。"
    if rule.source is SeedSource.COMMAND:
        return None if text else "种子不能为空。"
    if rule.source is SeedSource.WORDS and not is_last:
        digits = re.fullmatch(rf"[0-9]{{{WITNESS_DIGITS}}}", text)
        return None if digits else f"须恰好写{WITNESS_DIGITS}位数字。"
    if rule.dice is not None and rule.source is not SeedSource.LOTTERY:
        digits = re.fullmatch(rf"[0-9]{{{rule.dice.digits}}}", text)
        return None if digits else f"须恰好是{rule.dice.digits}位数字，现为{len(text)}个字符。"
    return None if re.search(r"[0-9]", text) else "开奖号码中没有数字，请按读取顺序填写。"
