"""What became of each record: one row a changed field, written in the transaction of the change itself (细则 art. 5, 8, 10).

Every service that changes a roster record calls ``record_changes``; the values are JSON as ``to_json`` writes them, so that any
past day can be read back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.workplace import Workplace

RETIRED = "is_retired"
"""The field under which leaving and coming back to a roster are recorded."""


def record_changes(
    workplace: Workplace,
    session: Session,
    noun: RosterNoun,
    record_id: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    why: str = "",
    import_id: int | None = None,
) -> None:
    """Write down every field of ``after`` that was another in ``before``."""
    at, who = workplace.clock.now(), workplace.operator or "未署名"
    session.add_all(
        RosterChange(
            office_id=workplace.office_id,
            noun=noun,
            record_id=record_id,
            field=name,
            old=to_json(before.get(name)),
            new=to_json(value),
            at=at,
            who=who,
            why=why,
            import_id=import_id,
        )
        for name, value in after.items()
        if before.get(name) != value
    )


def record_retirement(
    workplace: Workplace,
    session: Session,
    noun: RosterNoun,
    record_id: int,
    *,
    is_retired: bool,
    why: str = "",
    import_id: int | None = None,
) -> None:
    """Write down that a record left its roster or came back."""
    record_changes(
        workplace,
        session,
        noun,
        record_id,
        {RETIRED: not is_retired},
        {RETIRED: is_retired},
        why=why,
        import_id=import_id,
    )


def to_json(value: Any) -> str:
    """Return a value of a draft as JSON: words by their codes, days as 2022-05-25, sets sorted."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(_all_plain(value))
    if isinstance(value, list | tuple):
        return _all_plain(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in asdict(value).items()}
    return value


def _all_plain(values: Iterable[Any]) -> list[Any]:
    return [_plain(value) for value in values]
