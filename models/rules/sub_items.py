"""How the content of a 抽查事项 falls into sub-items: the enumerations of the documents part them by semicolons."""

import re

_PART = re.compile(r"[^；]+；?")


def split_content(text: str) -> tuple[str, ...]:
    """Return the parts of a content with their own marks, so that joined they are the content again but for blanks.

    The one part of a content without semicolons is that content.
    """
    return tuple(part for found in _PART.findall(text) if (part := found.strip()))


def names_law_without_article(basis: str) -> bool:
    """Say whether a basis names a law or regulation by its title 《…》 but no article of it (第…条).

    Documents with a 文号 are not meant; 办法, 条例, 法, 规定 and 规程 are. Each part between semicolons is looked at for itself.
    """
    return any(_LAW.search(part) and not _ARTICLE.search(part) for part in re.split(r"[；;。\n]", basis))


_LAW = re.compile(r"《[^》]*(?:法|条例|规定|办法|规程|标准)(?:（[^）]*）)?》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+(?:条|款|项|部分|章|节)")
