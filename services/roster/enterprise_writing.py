"""Writes imported 检查对象: new ones by the driver, changed ones with every field before and after among the roster changes.

What is derived from a record, its search keys and the index of the search, is fed in two places only: ``derived_columns``
gives the columns, ``EnterpriseWriter`` and ``EnterpriseService`` store them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise, EnterpriseHazard, EnterpriseLicence, EnterpriseTag
from models.vocab import RosterNoun
from services.roster.bulk import BulkInsert, new_uuids
from services.roster.code_tables import derived_columns
from services.roster.enterprise_reading import (
    DETAIL_FIELDS,
    DRAFT_COLUMNS,
    IDENTIFIERS,
    StoredEnterprise,
    read_stored,
)
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.import_records import ChangeWriter
from services.roster.search import SearchIndex
from services.roster.sheet_import import difference
from services.workplace import Workplace


class EnterpriseWriter:
    """Writes chunks of an import into the session's transaction."""

    def __init__(
        self,
        workplace: Workplace,
        session: Session,
        *,
        import_key: int | None = None,
        why: str = "",
        varying: Collection[str] = DRAFT_COLUMNS,
    ) -> None:
        """Prepare the statements; of new records only the ``varying`` fields differ from an empty draft."""
        self._workplace = workplace
        self._session = session
        self._changes = ChangeWriter(workplace, session, RosterNoun.ENTERPRISE, why=why, import_id=import_key)
        self._index = SearchIndex.of(session)
        self._newest = session.scalar(select(func.max(Enterprise.id))) or 0
        self._derived = tuple(derived_columns(""))
        now = workplace.clock.now()
        defaults = {name: getattr(EnterpriseDraft(), name) for name in DRAFT_COLUMNS}
        varied = [name for name in DRAFT_COLUMNS if name in varying or name in IDENTIFIERS]
        columns = (*varied, *self._derived, "uuid")
        self._bulk = BulkInsert(
            session,
            Enterprise,
            columns=columns,
            constants={name: value for name, value in defaults.items() if name not in varied}
            | {
                "office_id": workplace.office_id,
                "row_version": 1,
                "created_at": now,
                "updated_at": now,
                "retired_at": None,
                "retired_reason": "",
                "added_by_import_id": import_key,
            },
        )
        self._defaults = {
            name: defaults[name] or None if name in IDENTIFIERS else defaults[name] for name in varied
        }
        self._cells = itemgetter(*columns)
        table = Enterprise.__table__
        self._update = (
            update(Enterprise)
            .where(table.c.id == bindparam("key"))
            .values(
                {name: bindparam(f"new_{name}") for name in (*DRAFT_COLUMNS, *self._derived, "updated_at")}
                | {"row_version": table.c.row_version + 1}
            )
        )

    def add(self, records: Sequence[dict[str, Any]]) -> None:
        """Insert new records given by the fields of their drafts."""
        self._bulk.write(self._rows(records))
        if records:
            self._newest = self._index.learn_after(self._newest)
        detailed = {
            values.get("credit_code") or values["registration_number"]: values
            for values in records
            if any(map(values.get, DETAIL_FIELDS))
        }
        if detailed:
            for stored in read_stored(
                self._session, self._workplace.office_id, codes=detailed, numbers=detailed
            ):
                code = stored.draft.credit_code or stored.draft.registration_number
                write_details(self._session, stored.key, detailed[code])

    def change(self, changes: Sequence[tuple[StoredEnterprise, EnterpriseDraft]]) -> None:
        """Update stored records and write down what was another before."""
        if not changes:
            return
        now = self._workplace.clock.now()
        with self._index.following([stored.key for stored, _draft in changes]):
            self._session.connection().execute(
                self._update,
                [
                    {"key": stored.key, "new_updated_at": now}
                    | {f"new_{name}": self._stored_value(name, draft) for name in DRAFT_COLUMNS}
                    | {f"new_{name}": value for name, value in derived_columns(draft.name).items()}
                    for stored, draft in changes
                ],
            )
        differences = [(stored.key, *difference(stored.draft, draft)) for stored, draft in changes]
        for key, _before, after in differences:
            write_details(self._session, key, after)
        self._changes.write(differences)

    def close(self) -> None:
        """Let go of the driver's cursors."""
        self._bulk.close()
        self._changes.close()

    def _rows(self, records: Sequence[dict[str, Any]]) -> Iterator[list[Any]]:
        defaults, cells = self._defaults, self._cells
        for values, uuid in zip(records, new_uuids(len(records)), strict=True):
            derived = derived_columns(values["name"], values.get("name_key"))
            record = {**defaults, **values, **derived, "uuid": uuid}
            for name in IDENTIFIERS:
                record[name] = record[name] or None
            yield list(cells(record))

    @staticmethod
    def _stored_value(name: str, draft: EnterpriseDraft) -> Any:
        value = getattr(draft, name)
        return value or None if name in IDENTIFIERS else value


def write_details(session: Session, key: int, values: Mapping[str, Any]) -> None:
    """Replace the 重点标记, 许可证 and 标签 of a record by those among the values; what is not among them stays."""
    for name, table, rows in (
        ("hazards", EnterpriseHazard, [{"hazard": one} for one in sorted(values.get("hazards", ()))]),
        ("licences", EnterpriseLicence, [asdict(one) for one in values.get("licences", ())]),
        ("tags", EnterpriseTag, [{"tag": one} for one in sorted(values.get("tags", ()))]),
    ):
        if name not in values:
            continue
        session.execute(delete(table).where(table.enterprise_id == key))
        if rows:
            session.execute(insert(table), [{"enterprise_id": key} | row for row in rows])
