"""What the list of 检查对象 asks the database thread for, and which of the selected keys a button is about."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.changes import Changes
from services.container import Services
from services.office.rows import OfficeSettings, TownRow
from services.progress import Progress
from services.records.rows import RecordRow
from services.roster.enterprise_finding import FoundEnterprises
from services.roster.enterprise_rows import (
    EnterpriseDraft,
    EnterpriseFilter,
    EnterpriseOrder,
    EnterpriseWords,
)
from services.roster.officer_rows import RecusalRow
from services.roster.visit_rows import VisitStandings

NOTHING_FOUND = FoundEnterprises(array("q"), 0, 0, 0, array("q"), array("q"))
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class EnterprisePage:
    """Everything the list shows, the rows themselves apart: they are read as they come on screen."""

    found: FoundEnterprises
    words: EnterpriseWords
    towns: Sequence[TownRow]
    settings: OfficeSettings
    visits: dict[int, list[RecordRow]]
    recusals: dict[int, list[RecusalRow]]
    standings: VisitStandings


def load_page(
    services: Services, year: int, wanted: EnterpriseFilter, order: EnterpriseOrder
) -> EnterprisePage:
    """Read the register's keys with what has come of each enterprise."""
    visits: dict[int, list[RecordRow]] = {}
    for planned in services.plans.list_years():
        for record in services.records.list_records(year=planned):
            visits.setdefault(record.enterprise_key, []).append(record)
    for records in visits.values():
        records.sort(key=lambda record: (record.year, record.key), reverse=True)
    recusals: dict[int, list[RecusalRow]] = {}
    for recusal in services.officers.list_recusals(with_ended=True):
        recusals.setdefault(recusal.draft.enterprise_key, []).append(recusal)
    return EnterprisePage(
        found=services.enterprises.search_enterprises(wanted, order),
        words=services.enterprises.list_words(),
        towns=services.office.list_towns(),
        settings=services.office.get_settings(),
        visits=visits,
        recusals=recusals,
        standings=services.other_visits.get_standings(year=year),
    )


def confirm_industries(services: Services, keys: Sequence[int], progress: Progress) -> Changes:
    """Take the guessed industries of these records as right, each with its own line in the log."""
    changes = Changes()
    for start in range(0, len(keys), _CHUNK):
        for number, row in enumerate(services.enterprises.read_page(keys[start : start + _CHUNK]), start + 1):
            draft = replace(row.draft, industry_is_guess=False)
            changes |= services.enterprises.update_enterprise(
                key=row.key, row_version=row.row_version, draft=draft
            )
            progress(number, len(keys))
    return changes


def notes_on(services: Services, draft: EnterpriseDraft) -> tuple[str, ...]:
    """Return what deserves a look; that the industry is a guess, its own chip says."""
    return services.enterprises.notes(replace(draft, industry_is_guess=False))


def count_each(services: Services, filters: Sequence[EnterpriseFilter]) -> list[int]:
    """Count what each filter leaves."""
    return [services.enterprises.count_enterprises(one) for one in filters]


def common_keys(chosen: Sequence[int], ascending: Sequence[int]) -> "array[int]":
    """Return the chosen keys that are among others."""
    if not ascending:
        return array("q")
    if len(chosen) > _CHUNK:
        held = set(ascending)
        return array("q", (key for key in chosen if key in held))
    return array("q", (key for key in chosen if _holds(ascending, key)))


def other_keys(chosen: Sequence[int], ascending: Sequence[int]) -> "array[int]":
    """Return the chosen keys that are not among others."""
    gone = set(common_keys(chosen, ascending))
    return array("q", (key for key in chosen if key not in gone))


def _holds(ascending: Sequence[int], key: int) -> bool:
    place = bisect_left(ascending, key)
    return place < len(ascending) and ascending[place] == key
