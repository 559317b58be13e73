"""The number register: the next serial of a 文种 and year, taken inside the transaction that issues the paper.

A paper that is not made takes no number: the transaction is rolled back with it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.numbering import paper_number
from models.tables.inspection_record import NumberSeries
from models.tables.office import Office
from models.vocab import PaperKind


def take_number(session: Session, office: Office, kind: PaperKind, year: int) -> tuple[int, str]:
    """Return the next serial and the number it makes; the row stays locked until the transaction ends."""
    series = session.scalars(
        select(NumberSeries)
        .where(NumberSeries.office_id == office.id, NumberSeries.kind == kind, NumberSeries.year == year)
        .with_for_update()
    ).first()
    if series is None:
        series = NumberSeries(office_id=office.id, kind=kind, year=year, last_serial=0)
        session.add(series)
    series.last_serial += 1
    session.flush()
    number = paper_number(
        kind,
        year,
        series.last_serial,
        prefix=office.number_prefix,
        notice_word=office.notice_word,
        letter_prefix=office.letter_prefix,
    )
    return series.last_serial, number
