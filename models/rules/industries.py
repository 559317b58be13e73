"""工贸行业 and 重点标记 of an enterprise, from its GB/T 4754 code where it has one, else guessed from name and 经营范围.

A guess is always marked as one (推测): the clerk confirms it. The last trade word of a Chinese firm's name is what it is:
塑料机械厂 makes machines. A business scope counts as a trade only when it says that something is made.
"""

import re
from collections.abc import Mapping, Sequence

from models.vocab import Hazard, Industry

_MAKING = re.compile("生产|制造|加工|铸造|冶炼|制作|织造|印刷")
_SELLING = re.compile("销售|批发|零售|购销|经营：|百货|日杂")
_NOT_DONE = ("不含", "不得", "禁止", "除", "非", "无", "不从事")


class IndustryGuesser:
    """Guesses the 工贸行业 by a table of words and settles it by a table of GB/T 4754 prefixes (应急厅〔2019〕17号).

    ``words`` maps each industry to words of names and scopes, ``codes`` a digit prefix to an industry (the longest prefix
    wins), ``hazard_words`` each hazard to words that leave no doubt.
    """

    def __init__(
        self,
        *,
        words: Mapping[Industry, Sequence[str]],
        codes: Mapping[str, Industry],
        hazard_words: Mapping[Hazard, Sequence[str]],
    ) -> None:
        self._industry_of = {word: industry for industry, group in words.items() for word in group}
        alternatives = "|".join(sorted(map(re.escape, self._industry_of), key=len, reverse=True))
        self._first_word = re.compile(alternatives)
        self._last_word = re.compile(rf".*({alternatives})", re.DOTALL)
        self._codes = codes
        self._hazard_of = {word: hazard for hazard, group in hazard_words.items() for word in group}
        self._hazard = re.compile("|".join(sorted(map(re.escape, self._hazard_of), key=len, reverse=True)))

    def guess(self, *, name: str, business_scope: str = "") -> Industry:
        """Guess from the name, else from what the scope says is made, else 商贸 where it only sells, else 其他."""
        if found := self._last_word.match(name):
            return self._industry_of[found[1]]
        if _MAKING.search(business_scope) and (found := self._first_word.search(business_scope)):
            return self._industry_of[found[0]]
        return Industry.COMMERCE if _SELLING.search(business_scope) else Industry.OTHER

    def settle(self, industry_code: str) -> Industry | None:
        """Return the 工贸行业 of a GB/T 4754 code (C3311, 3311, 33), or None when it is no code."""
        digits = industry_code.strip().lstrip("ABCDEFGHIJKLMNOPQRST")
        if not (2 <= len(digits) <= 4 and digits.isascii() and digits.isdigit()):
            return None
        for length in range(len(digits), 1, -1):
            if industry := self._codes.get(digits[:length]):
                return industry
        return Industry.OTHER

    def hazards(self, *, name: str, business_scope: str = "") -> frozenset[Hazard]:
        """Return the hazards that the words leave no doubt about; 不含冶炼 names none."""
        text = f"{name}\n{business_scope}"
        if not self._hazard.search(text):
            return frozenset()
        return frozenset(
            self._hazard_of[found[0]]
            for found in self._hazard.finditer(text)
            if not text[max(found.start() - 3, 0) : found.start()].endswith(_NOT_DONE)
        )
