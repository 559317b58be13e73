"""The number register: the next serial of a series and year, taken inside the transaction that issues the paper.

A paper that is not made takes no number: the transaction is rolled back with it. Two machines on one database wait for each
other at the row of the series; the unique key of ``issued_papers`` stands behind it.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.numbering import (
    NumberWords,
    counts_in,
    office_words,
    paper_number,
    series_of,
    series_sharing,
)
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.paper import IssuedPaper, NumberGap, NumberSeries
from models.vocab import PaperKind


def number_words(office: Office) -> NumberWords:
    """Return the office's words of its numbers."""
    return office_words(office.number_prefix, office.letter_prefix, office.notice_word, office.series_words)


def take_number(
    session: Session, office: Office, kind: PaperKind, year: int, record: InspectionRecord | None = None
) -> tuple[int, str]:
    """Return the next serial and the number it makes, empty for a 文种 without 文号; the series stays locked.

    Where the office lets all 执法文书 of an inspection bear one serial, that of the record is used, unless a paper of
    the 文种 bears it already, voided or not (R43). Raises UserFacingError where another 文种 bears the same number: the
    office has given two of them one 字 within the year.
    """
    series = series_of(kind, shares_serial=office.shares_serial)
    if series != kind.value and record is not None:
        serial = _shared_serial(session, office, kind, series, year, record)
    else:
        serial = _next(session, office, series, year)
    number = paper_number(kind, year, serial, number_words(office))
    _require_unborne(session, office, number, year, serial)
    return serial, number


def skip_to(session: Session, office: Office, kind: PaperKind, year: int, last: int) -> tuple[str, int]:
    """Let the series of a 文种 go on behind ``last``; return the series and the first serial that is skipped.

    Raises UserFacingError where the series has come to ``last`` already.
    """
    series = series_of(kind, shares_serial=office.shares_serial)
    counter = _counter(session, office, series, year)
    reached = max(counter.last_serial, _last_used(session, office, series, year))
    if last <= reached:
        raise UserFacingError(f"{kind.label}的流水号已用到 {reached}，跳号应填大于 {reached} 的数。")
    counter.last_serial = last
    return series, reached + 1


def _shared_serial(
    session: Session, office: Office, kind: PaperKind, series: str, year: int, record: InspectionRecord
) -> int:
    if (
        record.serial_year == year
        and record.serial is not None
        and not _is_taken(session, office, kind, year, record.serial)
    ):
        return record.serial
    serial = _next(session, office, series, year)
    record.serial_year, record.serial = year, serial
    return serial


def _is_taken(session: Session, office: Office, kind: PaperKind, year: int, serial: int) -> bool:
    """Whether a paper of the 文种 bears the serial, or it was given by hand."""
    papers = select(IssuedPaper.id).where(
        IssuedPaper.office_id == office.id,
        IssuedPaper.kind == kind,
        IssuedPaper.year == year,
        IssuedPaper.serial == serial,
    )
    gaps = select(NumberGap.id).where(
        NumberGap.office_id == office.id,
        NumberGap.series == kind.value,
        NumberGap.year == year,
        NumberGap.first <= serial,
        NumberGap.last >= serial,
    )
    return session.scalars(papers).first() is not None or session.scalars(gaps).first() is not None


def _require_unborne(session: Session, office: Office, number: str, year: int, serial: int) -> None:
    if not number:
        return
    query = select(IssuedPaper.kind).where(
        IssuedPaper.office_id == office.id,
        IssuedPaper.kind.in_(list(PaperKind)),  # the key of the table begins with it
        IssuedPaper.year == year,
        IssuedPaper.serial == serial,
        IssuedPaper.number == number,
    )
    other = session.scalars(query).first()
    if other is not None:
        raise UserFacingError(f"文号 {number} 本年已用于{other.label}，请在“设置”中为两个文种选用不同的字。")


def _next(session: Session, office: Office, series: str, year: int) -> int:
    """Raise the counter of a series; one that is new begins behind every serial that its 文种 bear already."""
    counter = _counter(session, office, series, year)
    counter.last_serial = max(counter.last_serial, _last_used(session, office, series, year)) + 1
    session.flush()
    return counter.last_serial


def _counter(session: Session, office: Office, series: str, year: int) -> NumberSeries:
    """Return the counter of a series and year, locked until the transaction ends."""
    counter = session.scalars(
        select(NumberSeries)
        .where(NumberSeries.office_id == office.id, NumberSeries.series == series, NumberSeries.year == year)
        .with_for_update()
    ).first()
    if counter is None:
        counter = NumberSeries(office_id=office.id, series=series, year=year, last_serial=0)
        session.add(counter)
        session.flush()
    return counter


def _last_used(session: Session, office: Office, series: str, year: int) -> int:
    """Return the greatest serial on papers or given by hand that the series is about.

    The setting may have changed within the year, from one serial for all to one for each 文种 or back.
    """
    papers = select(func.max(IssuedPaper.serial)).where(
        IssuedPaper.office_id == office.id, IssuedPaper.kind.in_(counts_in(series)), IssuedPaper.year == year
    )
    gaps = select(func.max(NumberGap.last)).where(
        NumberGap.office_id == office.id,
        NumberGap.series.in_(series_sharing(series)),
        NumberGap.year == year,
    )
    return max(session.scalar(papers) or 0, session.scalar(gaps) or 0)
