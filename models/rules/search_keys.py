"""What a name is sorted and found by: its place in pinyin order, the initials of its syllables, its whole pinyin.

The table of readings is an argument (``resources/code_tables/pinyin.txt``: one reading a character, made by
``tools/make_pinyin.py``); the rules themselves know no file. One character has one reading here: 行 is always ``hang``, because
names of firms say 商行 and 车行 more often than 行 as xing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_KEY_BYTES = 400
MOST_INITIALS = 200
MOST_PINYIN = 1200

_FIRST_RANK = 0x2000
_NO_RANK = 0xF000
_LONGEST_SPLIT = 12
_MOST_SPELLINGS = 16
_NOISE = re.compile(r"[\W_]+")


def search_text(text: str) -> str:
    """Return a text as a search sees it: full-width letters and digits narrowed, case folded."""
    return text if text.isdecimal() and text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def bare_text(text: str) -> str:
    """Return a text as a search sees it, without spaces, brackets and other signs."""
    return _NOISE.sub("", search_text(text))


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What is derived from a name and stored beside it."""

    sort_key: bytes
    initials: str
    pinyin: str
    """Each syllable behind a space, so that a search begins where a syllable does: `` luo yang``."""


class PinyinTable:
    """The readings of the characters, from lines of a syllable and the characters read so, in pinyin order."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._readings: dict[int, str] = {}
        self._initials: dict[int, str] = {}
        self._ranks = _Ranks({code: chr(code) for code in range(0x80)})
        for line in lines:
            syllable, _, characters = line.strip().partition(" ")
            for character in characters:
                code = ord(character)
                self._ranks[code] = chr(_FIRST_RANK + len(self._readings))
                self._readings[code] = f" {syllable} "
                self._initials[code] = syllable[0]
        self._syllables = frozenset(reading.strip() for reading in self._readings.values())
        self._beginnings = frozenset(
            syllable[:length] for syllable in self._syllables for length in range(1, len(syllable) + 1)
        )

    def sort_key(self, text: str) -> bytes:
        """Return bytes that sort as names do: digits, letters, then characters by syllable, tone and code; others last."""
        return search_text(text).translate(self._ranks).encode("utf-16-be", "replace")[:MOST_KEY_BYTES]

    def initials(self, text: str) -> str:
        """Return the first letter of each syllable; letters and digits stand for themselves, signs for nothing."""
        return bare_text(text).translate(self._initials)[:MOST_INITIALS]

    def pinyin(self, text: str) -> str:
        """Return all syllables, each behind a space; a run of letters or of digits is one of them."""
        words = bare_text(text).translate(self._readings).split()
        return "".join(f" {word}" for word in words)[:MOST_PINYIN]

    def keys_of(self, name: str) -> NameKeys:
        """Return all that is derived from a name."""
        bare = bare_text(name)
        words = " ".join(bare.translate(self._readings).split())
        return NameKeys(
            self.sort_key(name), bare.translate(self._initials)[:MOST_INITIALS], f" {words}"[:MOST_PINYIN]
        )

    def spellings(self, typed: str) -> list[str]:
        """Return the ways to part typed letters into syllables, as they stand in ``pinyin``; the last may be begun only.

        ``luoya`` gives `` luo ya``; ``xian`` gives `` xian`` and `` xi an``; letters that spell nothing give nothing.
        """
        found: list[str] = []
        for spelling in self._spell(typed):
            found.append(spelling)
            if len(found) == _MOST_SPELLINGS:
                break
        return found

    def _spell(self, typed: str) -> Iterator[str]:
        if typed in self._beginnings:
            yield f" {typed}"
        for length in range(min(6, len(typed) - 1), 0, -1):
            if typed[:length] in self._syllables:
                for rest in self._spell(typed[length:]):
                    yield f" {typed[:length]}{rest}"


class _Ranks(dict[int, str]):
    """Places in the order of names; a character the table does not have stands behind all that it has."""

    def __missing__(self, code: int) -> str:
        self[code] = place = chr(_NO_RANK + (code & 0x7FF))
        return place


def initial_runs(typed: str) -> list[tuple[str, ...]]:
    """Return how typed initials may be parted into runs of two or three letters that follow each other in a name.

    ``lyjx`` gives ``("ly", "jx")`` and so finds 洛阳…机械…; four letters in one piece are found by it too. Longer than twelve
    letters are looked for in one piece only.
    """
    if len(typed) < 4 or len(typed) > _LONGEST_SPLIT:
        return [(typed,)]
    return list(_parted(typed))


def _parted(typed: str) -> Iterator[tuple[str, ...]]:
    if len(typed) in {2, 3}:
        yield (typed,)
    for length in (2, 3):
        if len(typed) - length >= 2:
            for rest in _parted(typed[length:]):
                yield (typed[:length], *rest)
