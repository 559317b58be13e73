"""In which order names stand, and what a search finds: the two things every list on screen has in common."""

import unicodedata


def pinyin_key(text: str) -> bytes:
    """Return the sort key of a name: pinyin order for the 3,755 common characters (GB 2312, first level), as GB 18030 has them."""
    return text.encode("gb18030", "replace")


def search_text(text: str) -> str:
    """Return a text as a search sees it: full-width letters and digits narrowed, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def search_words(typed: str) -> list[str]:
    """Return the words of a search; a row is found when it contains each of them."""
    return search_text(typed).split()
