"""The code tables that importing reads: 镇街 with their address words, words and codes of the 工贸行业, and how characters are read."""

from functools import cache
from typing import Any

from models.rules.duplicates import name_key
from models.rules.industries import IndustryGuesser
from models.rules.localities import Town, TownFinder
from models.rules.search_keys import PinyinTable
from models.vocab import Hazard, Industry
from services import program
from services.office.founding import code_table


@cache
def town_finder() -> TownFinder:
    """Return the finder of the district's 镇街 and of the 区外 places that addresses name."""
    table = code_table("towns")
    towns = [
        Town(row["code"], row["name"], row["stem"], is_in_district)
        for group, is_in_district in (("town", True), ("outside", False))
        for row in table[group]
    ]
    elsewhere = Town(table["elsewhere"]["code"], table["elsewhere"]["name"], "", is_in_district=False)
    return TownFinder(
        towns,
        districts=table["districts"],
        heirs=table["heirs"],
        neighbours=table["neighbours"],
        elsewhere=elsewhere,
    )


@cache
def industry_guesser() -> IndustryGuesser:
    """Return the guesser of the 工贸行业 by words and by GB/T 4754 codes."""
    words = code_table("industry_words")
    codes = code_table("industry_codes")["industry"]
    return IndustryGuesser(
        words={Industry(name): group for name, group in words["industry"].items()},
        codes={prefix: Industry(name) for name, prefixes in codes.items() for prefix in prefixes},
        hazard_words={Hazard(name): group for name, group in words["hazard"].items()},
    )


@cache
def pinyin_table() -> PinyinTable:
    """Return the readings of the characters: one a character."""
    return PinyinTable(program.resource("code_tables/pinyin.txt").read_text(encoding="utf-8").splitlines())


def derived_columns(name: str) -> dict[str, Any]:
    """Return the columns of a 检查对象 that follow from its name and are searched and sorted by."""
    keys = pinyin_table().keys_of(name)
    return {
        "name_key": name_key(name),
        "sort_key": keys.sort_key,
        "initials": keys.initials,
        "pinyin": keys.pinyin,
    }
