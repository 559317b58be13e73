"""The roster of any past day equals what it was then, whatever happened since."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.vocab import EnterpriseStatus, Hazard, Industry, RiskClass, RosterNoun, Scale
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter, EnterpriseRow, Licence
from services.roster.versions import make_version
from tests.conftest import NewOffice
from tests.services.roster.workbooks import code, roster, row

START = datetime(2024, 1, 1, 9, 0, tzinfo=BEIJING)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(("洛阳样例新名机械有限公司", "洛阳样例改制机械有限公司")),
        "town_code": st.sampled_from((None, "410307104", "410307106", "410311901")),
        "industry": st.sampled_from(Industry),
        "status": st.sampled_from(EnterpriseStatus),
        "risk_class": st.sampled_from((None, *RiskClass)),
        "risk_on": st.sampled_from((None, date(2023, 3, 1))),
        "employees": st.sampled_from((None, 0, 120)),
        "scale": st.sampled_from((None, *Scale)),
        "hazards": st.frozensets(st.sampled_from(Hazard), max_size=2),
        "tags": st.frozensets(st.sampled_from(("重点帮扶", "园区")), max_size=2),
        "licences": st.sampled_from(
            ((), (Licence("危化品经营", "豫001", date(2026, 1, 1)),), (Licence("a"), Licence("b", "2")))
        ),
        "industry_is_guess": st.booleans(),
    },
)
ACT = st.one_of(
    st.tuples(st.just("add"), st.just(0), st.just({})),
    st.tuples(st.just("update"), st.integers(0, 9), CHANGES),
    st.tuples(st.sampled_from(("retire", "restore")), st.integers(0, 9), st.just({})),
    st.tuples(st.sampled_from(("import", "undo")), st.integers(1, 3), st.just({})),
)
DAYS = st.lists(st.tuples(st.integers(0, 40), st.lists(ACT, max_size=4)), min_size=1, max_size=7)


Seen = tuple[EnterpriseDraft, str, bool]


class Office:
    """An office in which things happen on a calendar."""

    def __init__(self, folder: Path, new_office: NewOffice) -> None:
        self.folder = folder
        new_office(folder, START)
        self.clock = SimulatedClock(START)
        self.services = open_services(folder, operator="样例操作人", clock=self.clock)
        self.keys: list[int] = []
        self.number = 0

    def act(self, kind: str, place: int, changes: dict[str, object]) -> None:
        service = self.services.enterprises
        if kind == "add":
            self.keys.append(service.add_enterprise(draft=self.next_draft()).key or 0)
        elif kind == "import":
            known = [self.number] if self.number else []
            numbers = [*known, *(self.next_number() for _ in range(place))]
            rows = [row(number, 注册地址=f"缑氏镇样例路{self.number}号") for number in numbers]
            service.commit_import(path=roster(self.folder / f"{self.number}.xlsx", *rows))
            self.keys = [one.key for one in self.all_rows()]
        elif kind == "undo":
            self.undo_last_import()
        elif self.keys:
            key = self.keys[place % len(self.keys)]
            stored = service.get_enterprise(key)
            if kind == "update":
                draft = replace(stored.draft, **changes)
                service.update_enterprise(key=key, row_version=stored.row_version, draft=draft)
            elif kind == "retire":
                service.retire_enterprise(key=key, reason="注销")
            else:
                service.restore_enterprise(key=key)

    def undo_last_import(self) -> None:
        service = self.services.enterprises
        standing = [one for one in service.list_imports() if one.undone_at is None]
        with suppress(UserFacingError):  # what was changed since cannot be undone
            for one in standing[:1]:
                service.undo_import(key=one.key)
        self.keys = [one.key for one in self.all_rows()]

    def next_number(self) -> int:
        self.number += 1
        return self.number

    def next_draft(self) -> EnterpriseDraft:
        number = self.next_number()
        return EnterpriseDraft(name=f"洛阳样例{number}机械有限公司", credit_code=code(number))

    def all_rows(self) -> list[EnterpriseRow]:
        return self.services.enterprises.list_enterprises(EnterpriseFilter(with_retired=True))

    def snapshot(self) -> dict[str, Seen]:
        return seen(self.services.enterprises.list_enterprises())


def seen(rows: list[EnterpriseRow]) -> dict[str, Seen]:
    return {one.uuid: (one.draft, one.town_name, one.is_in_district) for one in rows}


@pytest.fixture
def office(tmp_path: Path, new_office: NewOffice) -> Iterator[Office]:
    opened = Office(tmp_path, new_office)
    yield opened
    opened.services.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=DAYS)
def test_any_past_day_is_shown_as_it_was(
    new_office: NewOffice, days: list[tuple[int, list[tuple[str, int, dict[str, object]]]]]
) -> None:
    with TemporaryDirectory() as folder:
        office = Office(Path(folder), new_office)
        snapshots: dict[date, dict[str, Seen]] = {}
        for wait, acts in days:
            office.clock.move_to(office.clock.now() + timedelta(days=wait))
            for kind, place, changes in acts:
                office.act(kind, place, changes)
                office.clock.move_to(office.clock.now() + timedelta(seconds=1))
            snapshots[office.clock.today()] = office.snapshot()

        left = {one.uuid for one in office.all_rows()}  # an undone import removes what it added
        looked_back = {day: seen(office.services.history.roster_as_of(day)) for day in snapshots}
        office.services.close()

        assert looked_back == {
            day: {uuid: one for uuid, one in rows.items() if uuid in left} for day, rows in snapshots.items()
        }


def test_before_the_first_record_the_roster_is_empty(office: Office) -> None:
    office.act("add", 0, {})

    assert office.services.history.roster_as_of(date(2023, 12, 31)) == []
    assert office.services.history.first_day() == date(2024, 1, 1)
    assert office.services.history.enterprise_as_of(office.keys[0], date(2023, 12, 31)) is None


def test_a_retired_enterprise_is_on_the_roster_of_the_days_before_it_left_only(office: Office) -> None:
    office.act("add", 0, {})
    office.clock.move_to(datetime(2024, 3, 1, 9, 0, tzinfo=BEIJING))
    office.act("retire", 0, {})
    office.clock.move_to(datetime(2024, 6, 1, 9, 0, tzinfo=BEIJING))
    office.act("restore", 0, {})
    history = office.services.history

    days = (date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 1))
    assert [len(history.roster_as_of(day)) for day in days] == [1, 0, 0, 1]

    then = history.enterprise_as_of(office.keys[0], date(2024, 4, 1))
    assert then is not None
    assert (then.retired_at, then.retired_reason) == (datetime(2024, 3, 1, 9, 0, tzinfo=BEIJING), "注销")


def test_a_version_shows_the_roster_of_its_moment(office: Office) -> None:
    services = office.services
    office.act("add", 0, {})
    with services.workplace.database.transaction() as session:
        make_version(services.workplace, session, RosterNoun.ENTERPRISE, reason="导入")
    office.clock.move_to(office.clock.now() + timedelta(hours=1))
    office.act("update", 0, {"employees": 120})
    office.act("add", 0, {})

    (version,) = services.versions.list_versions(RosterNoun.ENTERPRISE)
    (then,) = services.history.roster_of_version(version.key)

    assert then.draft.employees is None
    assert services.history.roster_as_of(date(2024, 1, 1))[0].draft.employees == 120


def test_ten_thousand_enterprises_with_changes_are_walked_back_whole(office: Office) -> None:
    rows = [row(number) for number in range(10_000)]
    office.services.enterprises.commit_import(path=roster(office.folder / "many.xlsx", *rows))
    day = office.clock.today()
    office.clock.move_to(office.clock.now() + timedelta(days=30))
    _change_all(office.services, office.clock.now())

    then = office.services.history.roster_as_of(day)

    assert len(then) == 10_000
    assert {one.draft.phone for one in then} == {""}


def _change_all(services: Services, at: datetime) -> None:
    from sqlalchemy import insert, select, update

    from models.tables.enterprise import Enterprise
    from models.tables.roster import RosterChange

    workplace = services.workplace
    with workplace.database.transaction() as session:
        keys = list(session.scalars(select(Enterprise.id)))
        session.execute(update(Enterprise).values(phone="0379-1", contact="样例"))
        constants = {
            "office_id": workplace.office_id,
            "noun": RosterNoun.ENTERPRISE,
            "old": '""',
            "who": "样例",
        }
        session.execute(
            insert(RosterChange),
            [
                constants | {"record_id": key, "field": field, "new": new, "at": at, "why": ""}
                for key in keys
                for field, new in (("phone", '"0379-1"'), ("contact", '"样例"'))
            ],
        )
