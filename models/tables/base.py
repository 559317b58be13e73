"""What every record has: a key, a UUID that survives a merge of two databases, an office, a version, time stamps.

Relationships are not loaded by themselves: services ask for what they show.
"""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import DateTime, Dialect, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from models.vocab import Term

BEIJING = timezone(timedelta(hours=8))
T = TypeVar("T", bound=Term)


class Base(DeclarativeBase):
    """The declarative base; names of constraints are fixed so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A point in time: stored in UTC without zone (SQLite has none), read back in Beijing time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone: it would be off by eight hours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored time back in Beijing time."""
        return None if value is None else value.replace(tzinfo=UTC).astimezone(BEIJING)


class TermCode(TypeDecorator[T]):
    """A word of ``models.vocab``, stored by its short code."""

    impl = String(32)
    cache_ok = True

    def __init__(self, term: type[T]) -> None:
        super().__init__()
        self.term = term

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Store the code; an unknown word raises ValueError."""
        return None if value is None else str(self.term(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:
        """Give the word back."""
        return None if value is None else self.term(value)


class Record:
    """The columns that every record carries; ``row_version`` guards against two clerks saving over each other."""

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    row_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)

    @declared_attr
    def office_id(cls) -> Mapped[int]:
        """The office that owns the record; one database may serve several."""
        return mapped_column(ForeignKey("offices.id"))

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let SQLAlchemy check and raise the version number at each update."""
        return {"version_id_col": cls.row_version}
