"""In which order names stand, and what a search finds: the two things every list on screen has in common."""

from functools import cache
from typing import TYPE_CHECKING

from models.rules.search_keys import initial_runs, search_text

if TYPE_CHECKING:
    from models.rules.search_keys import PinyinTable

__all__ = ["Search", "pinyin_key", "search_text"]


def pinyin_key(text: str) -> bytes:
    """Return the sort key of a name: digits and letters first, then characters by syllable and tone."""
    return _table().sort_key(text)


class Search:
    """The typed words; a text is found when it holds each of them, or characters that are read so."""

    def __init__(self, typed: str) -> None:
        self._words = search_text(typed).split()
        self._readings = {word: _readings(word) for word in self._words if word.isascii() and word.isalpha()}

    def __bool__(self) -> bool:
        return bool(self._words)

    def finds(self, text: str) -> bool:
        """Whether a text, as ``search_text`` gives it, holds every word."""
        return all(
            word in text or (word in self._readings and self._is_read_so(word, text)) for word in self._words
        )

    def _is_read_so(self, word: str, text: str) -> bool:
        runs, spellings = self._readings[word]
        for line in text.split("\n"):
            initials, pinyin = _sounds_of(line)
            if any(_in_order(parts, initials) for parts in runs) or any(one in pinyin for one in spellings):
                return True
        return False


def _readings(word: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the initials and the syllables that a typed word may stand for; one letter stands for itself only."""
    return (initial_runs(word), _table().spellings(word)) if len(word) > 1 else ([], [])


def _in_order(parts: tuple[str, ...], text: str) -> bool:
    start = 0
    for part in parts:
        start = text.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return True


@cache
def _sounds_of(line: str) -> tuple[str, str]:
    table = _table()
    return table.initials(line), table.pinyin(line)


@cache
def _table() -> "PinyinTable":
    from services.roster.code_tables import pinyin_table  # deferred: no list is sorted before the first paint

    return pinyin_table()
