"""文号: （简称）应急X〔YYYY〕n号 for 执法文书, 代字〔YYYY〕n号 for letters; from 1 each year, never padded (domain, §5.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.vocab import PaperKind, PaperSeries

SHARED_SERIES = "inspection"
"""The counter of an office whose 执法文书 of one inspection all bear the same serial (R43)."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The office's words: 简称 with its parentheses, 代字 of its letters, and the 字 of a 文种 where it is another."""

    prefix: str
    letter_prefix: str
    words: Mapping[str, str]

    def head(self, kind: PaperKind) -> str:
        """Return what stands before the year; empty for a 文种 without a 文号."""
        if kind.series is PaperSeries.NONE:
            return ""
        if kind.series is PaperSeries.LETTER:
            return self.letter_prefix
        return f"{self.prefix}{self.words.get(kind.value) or kind.word}"


def paper_number(kind: PaperKind, year: int, serial: int, words: NumberWords) -> str:
    """Return the number of a paper; ``serial`` counts from 1 within its series and year. Empty where it bears none."""
    if serial < 1:
        raise ValueError("serials count from 1")
    head = words.head(kind)
    return f"{head}〔{year}〕{serial}号" if head else ""


def series_of(kind: PaperKind, *, shares_serial: bool) -> str:
    """Return the name of the counter that a 文种 takes its serial from."""
    is_shared = shares_serial and kind.series is PaperSeries.ENFORCEMENT
    return SHARED_SERIES if is_shared else kind.value


def missing_serials(taken: Iterable[int], last: int) -> tuple[tuple[int, int], ...]:
    """Return the gaps in a register as spans of serials, from 1 to ``last``."""
    gaps: list[tuple[int, int]] = []
    expected = 1
    for serial in sorted(set(taken)):
        if serial > expected:
            gaps.append((expected, serial - 1))
        expected = serial + 1
    if expected <= last:
        gaps.append((expected, last))
    return tuple(gaps)
