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


def office_words(
    prefix: str, letter_prefix: str, notice_word: str, series_words: Mapping[str, str]
) -> NumberWords:
    """Return the words of an office: the notice has a setting of its own, ``series_words`` are by code of the 文种."""
    return NumberWords(prefix, letter_prefix, {**series_words, PaperKind.NOTICE.value: notice_word})


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


def counts_in(series: str) -> tuple[PaperKind, ...]:
    """Return the 文种 whose papers a counter must lie behind."""
    if series == SHARED_SERIES:
        return tuple(kind for kind in PaperKind if kind.series is PaperSeries.ENFORCEMENT)
    return (PaperKind(series),)


def series_sharing(series: str) -> tuple[str, ...]:
    """Return the counters, this one first, whose skipped serials hold for it too.

    Numbers given by hand while all 执法文书 shared one serial may be on paper of any of them, and the other way about.
    """
    if series == SHARED_SERIES:
        return (SHARED_SERIES, *(kind.value for kind in counts_in(SHARED_SERIES)))
    is_enforcement = PaperKind(series).series is PaperSeries.ENFORCEMENT
    return (series, SHARED_SERIES) if is_enforcement else (series,)


def repeated_heads(words: NumberWords) -> tuple[tuple[PaperKind, PaperKind], ...]:
    """Return pairs of 文种 whose numbers begin alike: their papers would bear one number twice."""
    heads: dict[str, PaperKind] = {}
    pairs: list[tuple[PaperKind, PaperKind]] = []
    for kind in PaperKind:
        head = words.head(kind).strip()
        if head and head in heads:
            pairs.append((heads[head], kind))
        elif head:
            heads[head] = kind
    return tuple(pairs)


@dataclass(frozen=True, slots=True)
class Skipped:
    """跳号: a span of serials that was given by hand, with the reason."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of serials that no paper of a 文种 bears, with the reason in words."""

    first: int
    last: int
    reason: str


SHARED_GAP = "共用流水号：该次检查未制发此种文书"
UNKNOWN_GAP = "登记簿没有记载，请查明原因"


def gaps(
    taken: Iterable[int], last: int, skipped: Iterable[Skipped] = (), borne_elsewhere: Iterable[int] = ()
) -> tuple[Gap, ...]:
    """Return the gaps in the register of a 文种, from 1 to ``last``, each with one reason.

    ``borne_elsewhere`` are serials that other 执法文书 of the year bear: where all share one serial, a 文种 has no paper
    for the inspections that needed none.
    """
    reasons = dict.fromkeys(borne_elsewhere, SHARED_GAP)
    for span in skipped:
        reasons |= dict.fromkeys(range(span.first, span.last + 1), f"跳号：{span.reason}")
    borne = set(taken)
    found: list[Gap] = []
    for serial in range(1, last + 1):
        if serial in borne:
            continue
        reason = reasons.get(serial, UNKNOWN_GAP)
        before = found[-1] if found else None
        if before is not None and before.last == serial - 1 and before.reason == reason:
            found[-1] = Gap(before.first, serial, reason)
        else:
            found.append(Gap(serial, serial, reason))
    return tuple(found)
