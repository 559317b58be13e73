"""Rows that say nothing new, found without building a draft of each: most rows of a file that is imported again.

A row that says something new, or is known by its 注册号 only, is left to the full comparison.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from models.tables.enterprise import Enterprise
from services.roster.bulk import Converted
from services.roster.enterprise_reading import DRAFT_COLUMNS


class UnchangedFinder:
    """Compares what rows say with the stored values as the driver gives them."""

    def __init__(
        self, session: Session, office_id: int, fields: Collection[str], hints: Collection[str]
    ) -> None:
        self._session = session
        names = [name for name in DRAFT_COLUMNS if name in fields and name != "credit_code"]
        columns = Enterprise.__table__.c
        raw = [type_coerce(columns[name], NullType()).label(name) for name in names]
        self._query = select(Enterprise.credit_code, Enterprise.id, *raw).where(
            Enterprise.office_id == office_id
        )
        dialect = session.connection().dialect
        self._places: dict[str, tuple[int, Mapping[Any, Any] | None]] = {
            name: (place, _converted(columns[name].type.dialect_impl(dialect).bind_processor(dialect)))
            for place, name in enumerate(names, 2)
        }
        self._places["credit_code"] = (0, None)
        self._hints = frozenset(hints)

    def find(self, rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
        """Return for each row the key of the record that it leaves as it is, else None."""
        codes = [code for values in rows if (code := values.get("credit_code"))]
        stored = {
            row[0]: row for row in self._session.execute(self._query.where(Enterprise.credit_code.in_(codes)))
        }
        return [
            record[1]
            if (record := stored.get(values.get("credit_code"))) is not None
            and self._says_the_same(values, record)
            else None
            for values in rows
        ]

    def _says_the_same(self, values: Mapping[str, Any], record: Sequence[Any]) -> bool:
        places = self._places
        for name, value in values.items():
            known = places.get(name)
            if known is None:
                if name not in self._hints:
                    return False
                continue
            place, converted = known
            if record[place] != (value if converted is None or value is None else converted[value]):
                return False
        return True


def _converted(convert: Callable[[Any], Any] | None) -> Mapping[Any, Any] | None:
    return Converted(convert) if convert is not None else None
