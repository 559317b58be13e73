"""Writes imported 检查对象: new ones by the driver, changed ones with their values before and after in the log."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise, EnterpriseHazard
from models.vocab import Hazard
from services.roster.bulk import BulkInsert
from services.roster.enterprise_reading import DRAFT_COLUMNS, IDENTIFIERS, StoredEnterprise, read_stored
from services.roster.rows import EnterpriseDraft
from services.workplace import Workplace


class EnterpriseWriter:
    """Writes chunks of an import into the session's transaction."""

    def __init__(self, workplace: Workplace, session: Session) -> None:
        self._workplace = workplace
        self._session = session
        now = workplace.clock.now()
        self._bulk = BulkInsert(
            session,
            Enterprise,
            columns=(*DRAFT_COLUMNS, "uuid"),
            constants={
                "office_id": workplace.office_id,
                "row_version": 1,
                "created_at": now,
                "updated_at": now,
                "retired_at": None,
                "retired_reason": "",
            },
        )
        self._defaults = [(name, getattr(EnterpriseDraft(), name)) for name in DRAFT_COLUMNS]
        self._identifier_places = [DRAFT_COLUMNS.index(name) for name in IDENTIFIERS]
        table = Enterprise.__table__
        self._update = (
            update(Enterprise)
            .where(table.c.id == bindparam("key"))
            .values(
                {name: bindparam(f"new_{name}") for name in (*DRAFT_COLUMNS, "updated_at")}
                | {"row_version": table.c.row_version + 1}
            )
        )

    def add(self, records: Sequence[dict[str, Any]]) -> None:
        """Insert new records given by the fields of their drafts."""
        self._bulk.write(self._cells(values) for values in records)
        flagged = {
            values.get("credit_code") or values["registration_number"]: values["hazards"]
            for values in records
            if values.get("hazards")
        }
        if flagged:
            for stored in read_stored(
                self._session, self._workplace.office_id, codes=flagged, numbers=flagged
            ):
                code = stored.draft.credit_code or stored.draft.registration_number
                self._flag(stored.key, flagged[code])

    def change(self, changes: Sequence[tuple[StoredEnterprise, EnterpriseDraft]]) -> None:
        """Update stored records, each with its own row in the operation log."""
        if not changes:
            return
        now = self._workplace.clock.now()
        self._session.connection().execute(
            self._update,
            [
                {"key": stored.key, "new_updated_at": now}
                | {f"new_{name}": self._stored_value(name, draft) for name in DRAFT_COLUMNS}
                for stored, draft in changes
            ],
        )
        for stored, draft in changes:
            before, after = difference(stored.draft, draft)
            if "hazards" in after:
                self._flag(stored.key, draft.hazards)
            self._workplace.log(
                self._session,
                action="导入修改",
                noun="enterprise",
                summary=f"导入时修改检查对象“{draft.name}”",
                record_uuid=stored.uuid,
                before=before,
                after=after,
            )
        self._session.flush()
        self._session.expunge_all()

    def close(self) -> None:
        """Let go of the driver's cursor."""
        self._bulk.close()

    def _cells(self, values: dict[str, Any]) -> list[Any]:
        cells = [values.get(name, default) for name, default in self._defaults]
        for place in self._identifier_places:
            cells[place] = cells[place] or None
        cells.append(str(uuid4()))
        return cells

    @staticmethod
    def _stored_value(name: str, draft: EnterpriseDraft) -> Any:
        value = getattr(draft, name)
        return value or None if name in IDENTIFIERS else value

    def _flag(self, key: int, hazards: frozenset[Hazard]) -> None:
        self._session.execute(delete(EnterpriseHazard).where(EnterpriseHazard.enterprise_id == key))
        if hazards:
            rows = [{"enterprise_id": key, "hazard": hazard} for hazard in sorted(hazards)]
            self._session.execute(insert(EnterpriseHazard), rows)


def difference(before: EnterpriseDraft, after: EnterpriseDraft) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields that differ, with the values before and after."""
    old, new = asdict(before), asdict(after)
    changed = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}
