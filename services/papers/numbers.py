"""The number register: the next serial of a series and year, taken inside the transaction that issues the paper.

A paper that is not made takes no number: the transaction is rolled back with it. Two machines on one database wait for each
other at the row of the series; the unique key of ``issued_papers`` stands behind it.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.rules.numbering import SHARED_SERIES, NumberWords, paper_number, series_of
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.paper import IssuedPaper, NumberSeries
from models.vocab import PaperKind, PaperSeries


def number_words(office: Office) -> NumberWords:
    """Return the office's words of its numbers."""
    words = {PaperKind.NOTICE.value: office.notice_word, **office.series_words}
    return NumberWords(office.number_prefix, office.letter_prefix, words)


def take_number(
    session: Session, office: Office, kind: PaperKind, year: int, record: InspectionRecord | None = None
) -> tuple[int, str]:
    """Return the next serial and the number it makes, empty for a 文种 without 文号; the series stays locked.

    Where the office lets all 执法文书 of an inspection bear one serial, that of the record is used, unless a paper of
    the 文种 bears it already, voided or not (R43).
    """
    series = series_of(kind, shares_serial=office.shares_serial)
    if series == SHARED_SERIES and record is not None:
        serial = _shared_serial(session, office, kind, year, record)
    else:
        serial = _next(session, office, series, year)
    return serial, paper_number(kind, year, serial, number_words(office))


def _shared_serial(
    session: Session, office: Office, kind: PaperKind, year: int, record: InspectionRecord
) -> int:
    if (
        record.serial_year == year
        and record.serial is not None
        and not _is_taken(session, office, kind, year, record.serial)
    ):
        return record.serial
    serial = _next(session, office, SHARED_SERIES, year)
    record.serial_year, record.serial = year, serial
    return serial


def _is_taken(session: Session, office: Office, kind: PaperKind, year: int, serial: int) -> bool:
    query = select(IssuedPaper.id).where(
        IssuedPaper.office_id == office.id,
        IssuedPaper.kind == kind,
        IssuedPaper.year == year,
        IssuedPaper.serial == serial,
    )
    return session.scalars(query).first() is not None


def _next(session: Session, office: Office, series: str, year: int) -> int:
    """Raise the counter of a series; one that is new begins behind every serial that its 文种 bear already."""
    counter = session.scalars(
        select(NumberSeries)
        .where(NumberSeries.office_id == office.id, NumberSeries.series == series, NumberSeries.year == year)
        .with_for_update()
    ).first()
    if counter is None:
        counter = NumberSeries(office_id=office.id, series=series, year=year, last_serial=0)
        session.add(counter)
    counter.last_serial = max(counter.last_serial, _last_used(session, office, series, year)) + 1
    session.flush()
    return counter.last_serial


def _last_used(session: Session, office: Office, series: str, year: int) -> int:
    """Return the greatest serial on papers that the series is about: the setting may have changed within the year."""
    if series == SHARED_SERIES:
        kinds = [kind for kind in PaperKind if kind.series is PaperSeries.ENFORCEMENT]
    else:
        kinds = [PaperKind(series)]
    query = select(func.max(IssuedPaper.serial)).where(
        IssuedPaper.office_id == office.id, IssuedPaper.kind.in_(kinds), IssuedPaper.year == year
    )
    return session.scalar(query) or 0
