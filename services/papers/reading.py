"""Issued papers read into rows: with how often each was printed, and the register with its gaps explained."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.rules.numbering import (
    SHARED_SERIES,
    Skipped,
    counts_in,
    gaps,
    paper_number,
    series_sharing,
)
from models.rules.short_digest import short_digest
from models.tables.office import Office
from models.tables.paper import IssuedPaper, NumberGap, PaperPrint, PaperScan
from models.vocab import PaperKind, PaperSeries
from services.papers.numbers import number_words
from services.papers.rows import PaperRow, RegisterRow

_CHUNK = 500  # keys in one query: SQLite takes no more than some thousands


def paper_rows(session: Session, papers: Sequence[IssuedPaper]) -> list[PaperRow]:
    """Return the rows of issued papers, in their order."""
    keys = [paper.id for paper in papers]
    prints = _counts(session, PaperPrint.paper_id, keys)
    scans = _counts(session, PaperScan.paper_id, keys)
    return [
        PaperRow(
            key=paper.id,
            kind=paper.kind,
            year=paper.year,
            serial=paper.serial,
            number=paper.number,
            record_key=paper.record_id,
            draw_key=paper.draw_id,
            subject=paper.subject,
            issued_on=paper.issued_on,
            issued_by=paper.issued_by,
            is_voided=paper.voided_at is not None,
            void_reason=paper.void_reason,
            short_digest=short_digest(paper.view_digest),
            prints=prints.get(paper.id, 0),
            received_on=paper.received_on,
            received_by=paper.received_by,
            scans=scans.get(paper.id, 0),
        )
        for paper in papers
    ]


def register(session: Session, office: Office, kind: PaperKind, year: int) -> list[RegisterRow]:
    """Return every serial of a 文种 and year up to the last one given, papers and gaps."""
    papers = session.scalars(
        select(IssuedPaper)
        .where(IssuedPaper.office_id == office.id, IssuedPaper.kind == kind, IssuedPaper.year == year)
        .order_by(IssuedPaper.serial)
    ).all()
    rows = [
        RegisterRow(
            row.serial, row.serial, row.name, row, f"作废：{row.void_reason}" if row.is_voided else ""
        )
        for row in paper_rows(session, papers)
    ]
    skipped = _skipped(session, office, kind, year)
    last = max([0, *(paper.serial for paper in papers), *(span.last for span in skipped)])
    words = number_words(office)
    taken = [paper.serial for paper in papers]
    for gap in gaps(taken, last, skipped, _borne_elsewhere(session, office, kind, year)):
        number = paper_number(kind, year, gap.first, words)
        rows.append(RegisterRow(gap.first, gap.last, number, None, gap.reason))
    return sorted(rows, key=lambda row: row.first)


def _skipped(session: Session, office: Office, kind: PaperKind, year: int) -> list[Skipped]:
    noted = session.scalars(
        select(NumberGap).where(
            NumberGap.office_id == office.id,
            NumberGap.series.in_(series_sharing(kind.value)),
            NumberGap.year == year,
        )
    )
    return [Skipped(gap.first, gap.last, gap.reason) for gap in noted]


def _borne_elsewhere(session: Session, office: Office, kind: PaperKind, year: int) -> set[int]:
    """Return the serials that other 执法文书 of the year bear."""
    if kind.series is not PaperSeries.ENFORCEMENT:
        return set()
    query = select(IssuedPaper.serial).where(
        IssuedPaper.office_id == office.id,
        IssuedPaper.kind.in_(counts_in(SHARED_SERIES)),
        IssuedPaper.kind != kind,
        IssuedPaper.year == year,
    )
    return set(session.scalars(query))


def _counts(session: Session, column: InstrumentedAttribute[int], keys: Sequence[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(column, func.count()).where(column.in_(keys[start : start + _CHUNK])).group_by(column)
        counts.update((paper, count) for paper, count in session.execute(query))
    return counts
