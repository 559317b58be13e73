"""The code tables that importing reads: 镇街 with their address words, words and codes of the 工贸行业, and how characters are read.

镇街 and codes are the office's own, as the database holds them; what is built from them is kept by what they say, so that a
change counts at once and an import does not pay for it twice.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.duplicates import name_key
from models.rules.industries import IndustryGuesser
from models.rules.localities import Town, TownFinder
from models.rules.search_keys import PinyinTable
from models.tables.office import IndustryCode
from models.tables.office import Town as StoredTown
from models.vocab import Hazard, Industry
from services import program
from services.office.founding import code_table

_KEPT = 8


def town_finder(session: Session, office_id: int) -> TownFinder:
    """Return the finder of the office's 镇街 in use and of the 区外 places that addresses name."""
    query = select(StoredTown.code, StoredTown.name, StoredTown.stem, StoredTown.in_district).where(
        StoredTown.office_id == office_id, StoredTown.is_active
    )
    rows = session.execute(query.order_by(StoredTown.in_district.desc(), StoredTown.position))
    return _finder(tuple(Town(*row) for row in rows))


def industry_guesser(session: Session, office_id: int) -> IndustryGuesser:
    """Return the guesser of the 工贸行业 by words and by the office's mapping of GB/T 4754 codes."""
    codes = industry_codes(session, office_id)
    return _guesser(tuple(codes.items()))


def industry_codes(session: Session, office_id: int) -> Mapping[str, Industry]:
    """Return prefix → 工贸行业: the office's own lines, the bundled ones where it has none."""
    query = select(IndustryCode.prefix, IndustryCode.industry).where(IndustryCode.office_id == office_id)
    own = dict(session.execute(query.order_by(IndustryCode.prefix)).all())
    return own or bundled_industry_codes()


@cache
def bundled_industry_codes() -> Mapping[str, Industry]:
    """Return prefix → 工贸行业 as the program brings it."""
    codes = code_table("industry_codes")["industry"]
    return {prefix: Industry(name) for name, prefixes in codes.items() for prefix in prefixes}


@cache
def _words(name: str) -> Mapping[str, list[str]]:
    return code_table("industry_words")[name]


@cache
def _town_words() -> Mapping[str, list[str]]:
    table = code_table("towns")
    return {name: table[name] for name in ("districts", "heirs", "neighbours")}


@cache
def _elsewhere() -> Town:
    row = code_table("towns")["elsewhere"]
    return Town(row["code"], row["name"], "", is_in_district=False)


@lru_cache(maxsize=_KEPT)
def _finder(towns: tuple[Town, ...]) -> TownFinder:
    return TownFinder(towns, **_town_words(), elsewhere=_elsewhere())


@lru_cache(maxsize=_KEPT)
def _guesser(codes: tuple[tuple[str, Industry], ...]) -> IndustryGuesser:
    return IndustryGuesser(
        words={Industry(name): group for name, group in _words("industry").items()},
        codes=dict(codes),
        hazard_words={Hazard(name): group for name, group in _words("hazard").items()},
    )


@cache
def pinyin_table() -> PinyinTable:
    """Return the readings of the characters: one a character."""
    return PinyinTable(program.resource("code_tables/pinyin.txt").read_text(encoding="utf-8").splitlines())


def derived_columns(name: str, known_key: str | None = None) -> dict[str, Any]:
    """Return the columns of a 检查对象 that follow from its name and are searched and sorted by.

    ``known_key`` is the name's ``name_key`` where it has been made already.
    """
    keys = pinyin_table().keys_of(name)
    return {
        "name_key": name_key(name) if known_key is None else known_key,
        "sort_key": keys.sort_key,
        "initials": keys.initials,
        "pinyin": keys.pinyin,
    }
