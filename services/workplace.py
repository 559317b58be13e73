"""What every service is built with: the database, the clock, the office it works for and who sits at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.tables.base import Record
from models.tables.office import Office, OperationLog
from services.clock import Clock

R = TypeVar("R", bound=Record)


@dataclass
class Workplace:
    """The desk: ``operator`` changes when another clerk sits down."""

    database: Database
    clock: Clock
    office_id: int
    operator: str = ""

    def office(self, session: Session) -> Office:
        """Load the office with its settings."""
        return session.scalars(select(Office).where(Office.id == self.office_id)).one()

    def add(self, session: Session, record: R) -> R:
        """Put a new record into the session with its office and time stamps."""
        now = self.clock.now()
        record.office_id = self.office_id
        record.created_at = now
        record.updated_at = now
        session.add(record)
        return record

    def touch(self, record: Record) -> None:
        """Note that a record is being changed now."""
        record.updated_at = self.clock.now()

    def log(
        self,
        session: Session,
        *,
        action: str,
        noun: str,
        summary: str,
        record_uuid: str | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Write the operation-log row of the act into the same transaction."""
        session.add(
            OperationLog(
                office_id=self.office_id,
                at=self.clock.now(),
                who=self.operator or "未署名",
                action=action,
                noun=noun,
                record_uuid=record_uuid,
                summary=summary,
                before=_loggable(before),
                after=_loggable(after),
            )
        )


def _loggable(values: Mapping[str, Any] | None) -> dict[str, object] | None:
    return None if values is None else {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> object:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(str(_plain(part)) for part in value)
    if isinstance(value, str | int | bool) or value is None:
        return value
    return str(value)
