"""The usual acts around the papers of a visit, for the tests."""

from typing import Any

from sqlalchemy import select

from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.container import Services
from services.files.forms.catalogue import FORMS
from services.files.frozen_view import view_from_json
from services.papers.rows import IssueOutcome
from tests.services.records.acts import ISSUED_ON
from tests.services.records.building import add_officers, add_task, dispatch


def one_record(services: Services) -> int:
    """Return the record of one enterprise drawn for two officers."""
    officers = add_officers(services)
    task = add_task(services)
    return dispatch(services, task, ["洛阳样例锐捷机械有限公司"], [officers[:2]])[0]


def change_office(services: Services, **values: Any) -> None:
    with services.workplace.database.transaction() as session:
        office = session.scalars(select(Office)).one()
        for name, value in values.items():
            setattr(office, name, value)


def fill_in(services: Services, kind: PaperKind, key: int, **values: str) -> None:
    shown = services.papers.entry(kind=kind, record_key=key).values
    services.papers.save_entry(kind=kind, record_key=key, values={**shown, **values})


def issue(services: Services, kind: PaperKind, key: int) -> IssueOutcome:
    return services.papers.issue(kind, [key], issued_on=ISSUED_ON)


def view_of(services: Services, outcome: IssueOutcome) -> Any:
    (row,) = outcome.issued
    with services.workplace.database.reading() as session:
        return view_from_json(FORMS[row.kind].view, session.get_one(IssuedPaper, row.key).view)


def enterprise_of(services: Services, record_key: int) -> int:
    with services.workplace.database.reading() as session:
        return session.get_one(InspectionRecord, record_key).enterprise_id
