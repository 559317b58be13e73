"""Which 检查对象 a filter finds, in which order, and how many units of meaning that is; never a row, only keys."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from models.rules.search_keys import bare_text
from models.tables.enterprise import Enterprise, EnterpriseHazard, EnterpriseLicence, EnterpriseTag
from models.tables.office import Town
from models.vocab import EnterpriseStatus, Hazard, Industry, RosterGroup
from services.roster.code_tables import pinyin_table
from services.roster.enterprise_reading import is_only_office, only_of
from services.roster.enterprise_rows import EnterpriseFilter, EnterpriseOrder, EnterpriseWords, Mark
from services.roster.search import SearchIndex

_MANY = 50_000
_IS_GUESSED: ColumnElement[bool] = Enterprise.industry_is_guess.expression
_LONGEST_SORTED = 40


@dataclass(frozen=True, slots=True)
class FoundEnterprises:
    """What a filter found: the keys in order, and the counts of the line above the list."""

    keys: "array[int]"
    towns: int
    """镇街 of the district among them."""
    total: int
    """How many are on the roster at all."""
    stored: int
    """How many there are with the retired."""
    guessed: "array[int]"
    """All keys with an industry that nobody confirmed, ascending."""
    retired: "array[int]"
    """All keys that have left the roster, ascending."""


def find(session: Session, office_id: int, wanted: EnterpriseFilter, order: EnterpriseOrder) -> "array[int]":
    """Return the keys that the filter leaves, in order."""
    if order.by == "entered" and (alone := _by_grams_alone(session, wanted)) is not None:
        return _keys(session, alone.order_by(alone.selected_columns[0]))
    query = select(Enterprise.id).where(*conditions(session, office_id, wanted))
    keys = _keys(session, _ordered(query, order))
    if order.by in _BY_PINYIN and len(keys) <= _MANY:
        keys = _in_pinyin_order(session, office_id, keys, order)
    elif order.by == "rank":
        keys = array("q", _in_rank_order(keys, order))
    if wanted.keys:
        keys = array("q", (key for key in keys if key in wanted.keys))
    return keys


def count(session: Session, office_id: int, wanted: EnterpriseFilter) -> int:
    """Return how many the filter leaves; a count by one or two characters reads the search index only."""
    if (alone := _by_grams_alone(session, wanted)) is not None:
        return session.scalar(select(func.count()).select_from(alone.subquery())) or 0
    if wanted.keys:
        return len(find(session, office_id, wanted, EnterpriseOrder()))
    query = select(func.count()).select_from(Enterprise)
    if wanted == EnterpriseFilter() and is_only_office(session):
        gone = session.scalar(query.where(Enterprise.retired_at.is_not(None))) or 0
        return (session.scalar(query) or 0) - gone
    return session.scalar(query.where(*conditions(session, office_id, wanted))) or 0


def _by_grams_alone(session: Session, wanted: EnterpriseFilter) -> Select[int] | None:
    """Return the keys by the search index alone where a filter asks for one or two characters and nothing else."""
    words = wanted.text.split()
    is_one_word = len(words) == 1 and wanted == EnterpriseFilter(text=wanted.text)
    if not (is_one_word and SearchIndex.is_exact(words[0]) and is_only_office(session)):
        return None
    return SearchIndex.of(session).holding(bare_text(words[0]))


def summarise(
    session: Session, office_id: int, wanted: EnterpriseFilter, keys: "array[int]"
) -> FoundEnterprises:
    """Count what was found by its units."""
    retired = _keys(
        session, select(Enterprise.id).where(Enterprise.retired_at.is_not(None), *only_of(session, office_id))
    )
    guessed = _keys(
        session,
        select(Enterprise.id).where(Enterprise.industry_is_guess, *only_of(session, office_id)),
    )
    stored = (
        session.scalar(select(func.count()).select_from(Enterprise).where(*only_of(session, office_id))) or 0
    )
    return FoundEnterprises(
        keys=keys,
        towns=_count_towns(session, office_id, wanted, keys),
        total=stored - len(retired),
        stored=stored,
        guessed=array("q", sorted(guessed)),
        retired=array("q", sorted(retired)),
    )


def words(session: Session) -> EnterpriseWords:
    """Return the words in use, in pinyin order."""
    sort_key = pinyin_table().sort_key
    kinds, tags = (
        tuple(sorted(session.scalars(select(column).distinct()), key=sort_key))
        for column in (EnterpriseLicence.kind, EnterpriseTag.tag)
    )
    return EnterpriseWords(kinds, tags)


def conditions(session: Session, office_id: int, wanted: EnterpriseFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, its chosen keys apart; each word of the text must be found."""
    index = SearchIndex.of(session)
    parts: list[ColumnElement[bool]] = only_of(session, office_id)
    parts += [
        Enterprise.id.in_(index.keys_of(word, with_retired=wanted.with_retired))
        for word in wanted.text.split()
    ]
    parts += _column_conditions(wanted)
    parts += _detail_conditions(wanted)
    if wanted.groups:
        parts.append(or_(*(_group(one) for one in sorted(wanted.groups))))
    if wanted.marks:
        parts.append(or_(*(_mark(one) for one in sorted(wanted.marks, key=str))))
    if not wanted.with_retired:
        gone = select(Enterprise.id).where(Enterprise.retired_at.is_not(None))
        parts.append(Enterprise.id.not_in(gone))  # the few retired are looked up; no record is read for it
    return parts


def _column_conditions(wanted: EnterpriseFilter) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    for column, values in (
        (Enterprise.industry, wanted.industries),
        (Enterprise.status, wanted.statuses),
        (Enterprise.kind, wanted.kinds),
        (Enterprise.risk_class, wanted.risk_classes),
        (Enterprise.scale, wanted.scales),
        (Enterprise.standardization, wanted.standardizations),
    ):
        if values:
            parts.append(column.in_(sorted(values)))
    if wanted.towns or wanted.is_outside:
        parts.append(_in_towns(wanted))
    for is_wanted, condition in (
        (wanted.only_dishonest, Enterprise.is_dishonest.is_(True)),
        (wanted.only_guessed, _IS_GUESSED),
        (wanted.only_abnormal, Enterprise.is_abnormal.is_(True)),
        (wanted.only_without_code, Enterprise.credit_code.is_(None)),
    ):
        if is_wanted:
            parts.append(condition)
    return parts


def _in_towns(wanted: EnterpriseFilter) -> ColumnElement[bool]:
    codes = sorted(code for code in wanted.towns if code is not None)
    parts = [Enterprise.town_code.in_(codes)] if codes else []
    if None in wanted.towns:
        parts.append(Enterprise.town_code.is_(None))
    if wanted.is_outside:
        outside = select(Town.code).where(Town.in_district.is_(False))
        parts.append(Enterprise.town_code.in_(outside))
    return or_(*parts)


def _detail_conditions(wanted: EnterpriseFilter) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    for key, column, values in (
        (EnterpriseHazard.enterprise_id, EnterpriseHazard.hazard, wanted.hazards),
        (EnterpriseLicence.enterprise_id, EnterpriseLicence.kind, wanted.licence_kinds),
        (EnterpriseTag.enterprise_id, EnterpriseTag.tag, wanted.tags),
    ):
        if values:
            parts.append(Enterprise.id.in_(select(key).where(column.in_(sorted(values)))))
    return parts


def _with_hazard(*hazards: Hazard) -> ColumnElement[bool]:
    flagged = select(EnterpriseHazard.enterprise_id).where(EnterpriseHazard.hazard.in_(hazards))
    return Enterprise.id.in_(flagged)


def _group(group: RosterGroup) -> ColumnElement[bool]:
    """Return who belongs to one of the six groups of the 细则 (art. 5)."""
    if group is RosterGroup.TRADES:
        return Enterprise.industry != Industry.OTHER
    if group is RosterGroup.HAZARDS:
        return _with_hazard(Hazard.DUST_EXPLOSION, Hazard.CONFINED_SPACE, Hazard.AMMONIA)
    if group is RosterGroup.MAJOR_HAZARD:
        return _with_hazard(Hazard.MAJOR_HAZARD)
    if group is RosterGroup.DISHONEST:
        return Enterprise.is_dishonest.is_(True)
    if group is RosterGroup.BLACKLIST:
        return Enterprise.is_blacklisted.is_(True)
    return Enterprise.is_focus.is_(True)


_MARKS: Mapping[Mark, ColumnElement[bool]] = {
    Mark.DISHONEST: Enterprise.is_dishonest.is_(True),
    Mark.BLACKLISTED: Enterprise.is_blacklisted.is_(True),
    Mark.ABNORMAL: Enterprise.is_abnormal.is_(True),
    Mark.FOCUS: Enterprise.is_focus.is_(True),
    Mark.CASE_ONLY: Enterprise.is_case_only.is_(True),
    Mark.WITHOUT_CODE: Enterprise.credit_code.is_(None),
    Mark.GUESSED: _IS_GUESSED,
}


def _mark(mark: Hazard | Mark) -> ColumnElement[bool]:
    return _with_hazard(mark) if isinstance(mark, Hazard) else _MARKS[mark]


# -- order

_BY_PINYIN = {
    "address": Enterprise.address,
    "legal_representative": Enterprise.legal_representative,
    "contact": Enterprise.contact,
    "business_scope": Enterprise.business_scope,
}
"""Texts without a stored sort key: sorted after they are found; so many that it would be felt, by the code of the characters."""


def _first_hazard() -> Any:
    ranks = case({str(one): rank for rank, one in enumerate(Hazard)}, value=EnterpriseHazard.hazard)
    mine = EnterpriseHazard.enterprise_id == Enterprise.id
    return select(func.min(ranks)).where(mine).correlate(Enterprise).scalar_subquery()


def _sorting(by: str) -> list[Any]:
    """Return what an order sorts by; the first says whether there is a value at all: rows without one stand last."""
    if by == "name":
        return [Enterprise.sort_key]
    if by == "code":
        return [func.coalesce(Enterprise.credit_code, Enterprise.registration_number, "")]
    if by == "industry":
        return [case({one: rank for rank, one in enumerate(Industry)}, value=Enterprise.industry)]
    if by == "status":
        ranks = case({one: rank for rank, one in enumerate(EnterpriseStatus)}, value=Enterprise.status)
        return [Enterprise.retired_at.is_not(None), ranks]
    if by == "marks":
        return [case((Enterprise.is_dishonest.is_(True), -1), else_=_first_hazard())]
    return {
        "updated": [Enterprise.updated_at],
        "phone": [Enterprise.phone],
        "risk": [Enterprise.risk_class],
    }.get(by, [_BY_PINYIN[by]] if by in _BY_PINYIN else [])


_MAY_BE_NULL = {"town", "marks", "risk"}
_MAY_BE_EMPTY = {"phone", *_BY_PINYIN}


def _ordered(query: Select[Any], order: EnterpriseOrder) -> Select[Any]:
    parts = _sorting(order.by)
    if order.by == "town":
        query, parts = query.outerjoin(Town, Town.code == Enterprise.town_code), [Town.position]
    if order.by in _MAY_BE_NULL:
        query = query.order_by(parts[0].is_(None))
    elif order.by in _MAY_BE_EMPTY:
        query = query.order_by(parts[0] == "")
    descends = order.descends and order.by != "rank"
    return query.order_by(*((one.desc() if descends else one) for one in (*parts, Enterprise.id)))


def _in_pinyin_order(
    session: Session, office_id: int, keys: "array[int]", order: EnterpriseOrder
) -> "array[int]":
    column = _BY_PINYIN[order.by]
    query = select(Enterprise.id, func.substr(column, 1, _LONGEST_SORTED)).where(
        column != "", *only_of(session, office_id)
    )
    if len(keys) <= _MANY // 100:
        query = query.where(Enterprise.id.in_(list(keys)))
    sort_key = pinyin_table().sort_key
    ranks = {key: sort_key(text) for key, text in session.execute(query)}
    having = sorted((key for key in keys if key in ranks), key=ranks.__getitem__, reverse=order.descends)
    return array("q", (*having, *(key for key in keys if key not in ranks)))


def _in_rank_order(keys: Sequence[int], order: EnterpriseOrder) -> list[int]:
    ranks = dict(order.ranks)
    return sorted(keys, key=lambda key: ranks.get(key, 0), reverse=order.descends)


# -- counts


def _count_towns(session: Session, office_id: int, wanted: EnterpriseFilter, keys: "array[int]") -> int:
    inside = Town.in_district.is_(True)
    if len(keys) <= _MANY // 100:
        here = select(Enterprise.town_code).where(Enterprise.id.in_(list(keys)))
        query = select(func.count()).select_from(Town).where(inside, Town.code.in_(here))
    else:
        here = exists().where(Enterprise.town_code == Town.code, *conditions(session, office_id, wanted))
        query = select(func.count()).select_from(Town).where(inside, here)
    return session.scalar(query) or 0


def _keys(session: Session, query: Select[Any]) -> "array[int]":
    """Return the keys of a query straight from the driver: a million of them in the time the database needs."""
    result = session.connection().execute(query)
    return array("q", (row[0] for row in result.cursor))  # type: ignore[union-attr]
