"""Many new records at once, by the driver's own executemany inside the session's transaction.

The statement and the conversion of each value still come from SQLAlchemy, so that the same code serves SQLite and a server;
what is left out is its work per row, which costs more than the insert itself.
"""

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from os import urandom
from typing import Any

from sqlalchemy import bindparam, insert, literal, literal_column, null
from sqlalchemy.orm import DeclarativeBase, Session


class Converted(dict[Any, Any]):
    """Values as the driver takes them, each converted once: words, dates and booleans repeat."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        self[value] = converted = self._convert(value)
        return converted


class BulkInsert:
    """Inserts rows of one table: ``columns`` differ from row to row, ``constants`` are the same in all of them.

    Every column without a database default must be among them. The driver takes any iterable, so nothing is held back.
    """

    def __init__(
        self,
        session: Session,
        record: type[DeclarativeBase],
        columns: Sequence[str],
        constants: Mapping[str, Any],
    ) -> None:
        connection = session.connection()
        dialect = connection.dialect
        columns_of = record.__table__.c
        values = {name: bindparam(name, type_=columns_of[name].type) for name in columns} | {
            name: _literal(columns_of[name].type, value, dialect) for name, value in constants.items()
        }
        compiled = insert(record).inline().values(values).compile(dialect=dialect)
        converters = [columns_of[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns]
        self._cursor: Any = connection.connection.cursor()
        self._sql = str(compiled)
        self._converters = [
            (place, Converted(convert)) for place, convert in enumerate(converters) if convert
        ]
        order = compiled.positiontup
        self._arranged: Callable[[list[Any]], Any] | None = None
        if order is None:
            self._arranged = lambda row: dict(zip(columns, row, strict=True))
        elif list(order) != list(columns):
            self._arranged = itemgetter(*(columns.index(name) for name in order))

    def write(self, rows: Iterable[list[Any]]) -> None:
        """Insert the rows as they come; each is a list of its own, in the order of ``columns``."""
        converted = self._converted(rows)
        arranged = map(self._arranged, converted) if self._arranged else converted
        self._cursor.executemany(self._sql, arranged)

    def close(self) -> None:
        """Let go of the driver's cursor."""
        self._cursor.close()

    def _converted(self, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        converters = self._converters
        for row in rows:
            for place, converted in converters:
                if (value := row[place]) is not None:
                    row[place] = converted[value]
            yield row


def _literal(kind: Any, value: Any, dialect: Any) -> Any:
    """Return a value written into the statement itself, so that it is not bound again for each row."""
    if value is None:
        return null()
    process = kind.dialect_impl(dialect).literal_processor(dialect)
    if process is None:
        return literal(value, kind)
    return literal_column(process(value), kind)


def new_uuids(count: int) -> list[str]:
    """Return random UUIDs (version 4): one call for the system's randomness, not one for each."""
    digits = urandom(16 * count).hex()
    found: list[str] = []
    for start in range(0, 32 * count, 32):
        d = digits[start : start + 32]
        found.append(f"{d[:8]}-{d[8:12]}-4{d[13:16]}-{_VARIANT[d[16]]}{d[17:20]}-{d[20:]}")
    return found


_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


@contextmanager
def collector_paused() -> Generator[None]:
    """Keep the cyclic collector from walking a hundred thousand rows again and again: they hold no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
