"""New rows that may be firms that are there already: in the roster, or further up in the sheet. The clerk decides."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models.rules.duplicates import address_key, are_namesakes, organisation_code
from models.tables.enterprise import Enterprise
from services.roster.cells import listed
from services.roster.import_rows import PossibleDuplicate

_BATCH = 20_000


class _Newcomer(NamedTuple):
    """A new row, or a record of the roster (``row`` 0), as it is compared."""

    row: int
    key: int | None
    name: str
    code: str
    name_key: str
    town_code: str | None = None


class DuplicateFinder:
    """Remembers the new rows of one sheet and says at the end which may be duplicates, each once, by the surest reason."""

    def __init__(self, session: Session, office_id: int, import_key: int | None, *, has_roster: bool) -> None:
        self._session = session
        self._has_roster = has_roster
        not_new = or_(
            Enterprise.added_by_import_id.is_(None), Enterprise.added_by_import_id != (import_key or 0)
        )
        self._mine: tuple[ColumnElement[bool], ...] = (Enterprise.office_id == office_id, not_new)
        self._codes: dict[str, _Newcomer] = {}
        self._names: dict[str, _Newcomer] = {}
        self._addresses: dict[tuple[str, str], _Newcomer] = {}
        self._rows: list[_Newcomer] = []
        self._details: list[tuple[str, str, str]] = []
        self._found: dict[int, tuple[int, PossibleDuplicate]] = {}

    def note(self, row: int, values: Mapping[str, Any], name_key: str) -> None:
        """Remember a new row; it is compared when all are known."""
        code, number = values.get("credit_code", ""), values.get("registration_number", "")
        self._rows.append(
            _Newcomer(row, None, values["name"], code or number, name_key, values.get("town_code"))
        )
        self._details.append((number, values.get("former_codes", ""), values.get("address", "")))

    def _compare_rows(self) -> None:
        """Compare each new row with those above it."""
        by_any_code = self._has_roster or any(former for _number, former, _address in self._details)
        for new, (number, former, address) in zip(self._rows, self._details, strict=True):
            code = new.code if new.code is not number else ""
            inside = organisation_code(code)
            for text in _codes_of(code, number, former) if by_any_code else (inside,) if inside else ():
                if (other := self._codes.setdefault(text, new)) is not new:
                    self._note(0, new, other, _code_reason(text))
            key = new.name_key
            if key and (other := self._names.setdefault(key, new)) is not new:
                self._note(1, new, other, "名称相近")
            if address and (place := address_key(address)):
                above = self._addresses.setdefault((place, key[:2]), new)
                if above is not new and are_namesakes(above.name_key, key):
                    self._note(2, new, above, "地址相同、字号相同")

    def find(self) -> list[PossibleDuplicate]:
        """Compare the new rows with the roster and return all that was found, in the order of the sheet."""
        self._compare_rows()
        if self._has_roster and self._rows:
            self._compare_codes()
            self._compare_names()
            self._compare_addresses()
        return [self._found[row][1] for row in sorted(self._found)]

    def _compare_codes(self) -> None:
        for record in self._records(Enterprise.former_codes != "", Enterprise.former_codes):
            for text in listed(record.extra):
                self._meet(0, self._codes.get(text), record, _code_reason(text))
        organisations = [text for text in self._codes if len(text) == 9]
        inside = func.substr(Enterprise.credit_code, 9, 9)
        for texts in _batches(organisations):
            for record in self._records(inside.in_(texts), inside):
                self._meet(0, self._codes.get(record.extra), record, _code_reason(record.extra))
        whole = [text for text in self._codes if len(text) != 9]
        for texts in _batches(whole):
            for column in (Enterprise.credit_code, Enterprise.registration_number):
                for record in self._records(column.in_(texts), column):
                    self._meet(0, self._codes.get(record.extra), record, _code_reason(record.extra))

    def _compare_names(self) -> None:
        for keys in _batches(self._names):
            for record in self._records(Enterprise.name_key.in_(keys), Enterprise.name_key):
                self._meet(1, self._names.get(record.extra), record, "名称相近")

    def _compare_addresses(self) -> None:
        towns = {new.town_code for new in self._addresses.values()}
        known = Enterprise.town_code.in_([code for code in towns if code])
        is_near = or_(known, Enterprise.town_code.is_(None)) if None in towns else known
        for record in self._records(is_near, Enterprise.address):
            new = self._addresses.get((address_key(record.extra), record.name_key[:2]))
            if new is not None and are_namesakes(new.name_key, record.name_key):
                self._meet(2, new, record, "地址相同、字号相同")

    def _records(self, condition: ColumnElement[bool], extra: Any) -> Iterator[Any]:
        query = select(
            Enterprise.id,
            Enterprise.name,
            func.coalesce(Enterprise.credit_code, Enterprise.registration_number, "").label("code"),
            Enterprise.name_key,
            extra.label("extra"),
        ).where(*self._mine, condition)
        return iter(self._session.execute(query.order_by(Enterprise.id)))

    def _meet(self, rank: int, new: _Newcomer | None, record: Any, reason: str) -> None:
        if new is not None:
            other = _Newcomer(0, record.id, record.name, record.code, record.name_key)
            self._note(rank, new, other, reason)

    def _note(self, rank: int, new: _Newcomer, other: _Newcomer, reason: str) -> None:
        known = self._found.get(new.row)
        if known is not None and known[0] <= rank:
            return
        duplicate = PossibleDuplicate(
            row=new.row,
            name=new.name,
            code=new.code,
            other_key=other.key,
            other_row=other.row or None,
            other_name=other.name,
            other_code=other.code,
            reason=reason,
        )
        self._found[new.row] = (rank, duplicate)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Part many texts so that a query can name them."""
    left = iter(texts)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _codes_of(code: str, number: str, former: str) -> Iterable[str]:
    """Return all by which a firm was ever known, its 组织机构代码 among them."""
    known = [text for text in (code, number, organisation_code(code)) if text]
    if former:
        known += [text for text in listed(former) if text not in known]
    return known


def _code_reason(text: str) -> str:
    return f"组织机构代码 {text} 相同" if len(text) == 9 else f"代码 {text} 与现用或曾用代码相同"
