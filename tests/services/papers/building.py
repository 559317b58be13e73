"""Puts issued papers of any 文种 into the register without making them, and takes numbers as the desk does."""

from datetime import date

from sqlalchemy import select, update

from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.container import Services
from services.papers.numbers import take_number


def set_office(services: Services, **values: object) -> None:
    """Change settings of the office as a migration would: without a look at what they are."""
    with services.workplace.database.transaction() as session:
        session.execute(update(Office).values(**values))


def number(services: Services, kind: PaperKind, record_key: int | None = None, year: int = 2022) -> str:
    """Take the next number of a 文种 and put a paper under it into the register; return the number."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        record = session.get_one(InspectionRecord, record_key) if record_key is not None else None
        serial, text = take_number(session, workplace.office(session), kind, year, record)
        workplace.add(
            session,
            IssuedPaper(
                kind=kind,
                year=year,
                serial=serial,
                number=text,
                record_id=record_key,
                subject="样例企业",
                view="{}",
                view_digest=f"{serial:064x}",
                issued_at=workplace.clock.now(),
                issued_on=date(year, 6, 1),
                issued_by="样例操作人",
            ),
        )
    return text or f"{serial}"


def serials(services: Services, kind: PaperKind) -> list[int]:
    """Return the serials that papers of a 文种 bear, in order."""
    with services.workplace.database.reading() as session:
        query = select(IssuedPaper.serial).where(IssuedPaper.kind == kind).order_by(IssuedPaper.serial)
        return list(session.scalars(query))
