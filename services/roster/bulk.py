"""Many new records at once, by the driver's own executemany inside the session's transaction.

The statement and the conversion of each value still come from SQLAlchemy, so that the same code serves SQLite and a server;
what is left out is its work per row, which costs more than the insert itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """Inserts rows of one table. Every column that has no database default must be given, in ``columns`` order."""

    def __init__(self, session: Session, record: type[DeclarativeBase], columns: Sequence[str]) -> None:
        connection = session.connection()
        dialect = connection.dialect
        table = record.__table__
        compiled = insert(record).compile(dialect=dialect, column_keys=list(columns))
        self._cursor: Any = (
            connection.connection.cursor()
        )  # a driver takes any iterable, its type says sequence
        self._sql = str(compiled)
        self._columns = tuple(columns)
        self._order = [self._columns.index(name) for name in compiled.positiontup or ()]
        self._converters = [
            (place, _Converted(convert))
            for place, name in enumerate(columns)
            if (convert := table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) is not None
        ]

    def write(self, rows: Iterable[list[Any]]) -> None:
        """Insert the rows as they come; nothing is held back."""
        converted = self._converted(rows)
        if not self._order:
            self._cursor.executemany(
                self._sql, [dict(zip(self._columns, row, strict=True)) for row in converted]
            )
        elif self._order == list(range(len(self._columns))):
            self._cursor.executemany(self._sql, converted)
        else:
            self._cursor.executemany(self._sql, ([row[place] for place in self._order] for row in converted))

    def convert(self, name: str, value: Any) -> Any:
        """Return a value as the driver takes it, for one that is the same in all rows."""
        place = self._columns.index(name)
        return next((converted[value] for at, converted in self._converters if at == place), value)

    def fix(self, *names: str) -> None:
        """Leave the given columns as they come: their values are converted already."""
        places = {self._columns.index(name) for name in names}
        self._converters = [(place, convert) for place, convert in self._converters if place not in places]

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
