"""Many new records at once, by the driver's own executemany inside the session's transaction.

The statement and the conversion of each value still come from SQLAlchemy, so that the same code serves SQLite and a server;
what is left out is its work per row, which costs more than the insert itself.
"""

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import DeclarativeBase, Session


class _Converted(dict[Any, Any]):
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
        names = (*columns, *constants)
        compiled = insert(record).inline().compile(dialect=dialect, column_keys=list(names))
        converters = [
            record.__table__.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names
        ]
        self._cursor: Any = connection.connection.cursor()
        self._sql = str(compiled)
        self._converters = [
            (place, _Converted(convert))
            for place, convert in enumerate(converters[: len(columns)])
            if convert
        ]
        self._tail = [
            convert(value) if convert and value is not None else value
            for convert, value in zip(converters[len(columns) :], constants.values(), strict=True)
        ]
        self._arranged: Callable[[list[Any]], Any] = (
            itemgetter(*(names.index(name) for name in compiled.positiontup))
            if compiled.positiontup
            else lambda row: dict(zip(names, row, strict=True))
        )

    def write(self, rows: Iterable[list[Any]]) -> None:
        """Insert the rows as they come; each is a list of its own, in the order of ``columns``."""
        self._cursor.executemany(self._sql, map(self._arranged, self._converted(rows)))

    def close(self) -> None:
        """Let go of the driver's cursor."""
        self._cursor.close()

    def _converted(self, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        converters, tail = self._converters, self._tail
        for row in rows:
            for place, converted in converters:
                if (value := row[place]) is not None:
                    row[place] = converted[value]
            row += tail
            yield row


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
