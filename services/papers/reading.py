"""Issued papers read into rows: with how often each was printed, and the register with its gaps explained."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.rules.numbering import missing_serials, paper_number, series_of
from models.rules.short_digest import short_digest
from models.tables.office import Office
from models.tables.paper import IssuedPaper, NumberGap, PaperPrint, PaperScan
from models.vocab import PaperKind
from services.papers.numbers import number_words
from services.papers.rows import PaperRow, RegisterRow

_SHARED_GAP = "共用流水号：该次检查未制发此种文书"


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
    last = papers[-1].serial if papers else 0
    words = number_words(office)
    noted = _noted_gaps(session, office, kind, year)
    last = max([last, *(gap.last for gap in noted)])
    for first, end in missing_serials((paper.serial for paper in papers), last):
        number = paper_number(kind, year, first, words)
        rows.append(RegisterRow(first, end, number, None, _explanation(first, end, noted)))
    return sorted(rows, key=lambda row: row.first)


def _noted_gaps(session: Session, office: Office, kind: PaperKind, year: int) -> Sequence[NumberGap]:
    names = {series_of(kind, shares_serial=shares) for shares in (False, True)}
    return session.scalars(
        select(NumberGap).where(
            NumberGap.office_id == office.id, NumberGap.series.in_(names), NumberGap.year == year
        )
    ).all()


def _explanation(first: int, last: int, noted: Sequence[NumberGap]) -> str:
    for gap in noted:
        if gap.first <= first and last <= gap.last:
            return f"跳号：{gap.reason}"
    return _SHARED_GAP


def _counts(session: Session, column: InstrumentedAttribute[int], keys: Sequence[int]) -> dict[int, int]:
    query = select(column, func.count()).where(column.in_(keys)).group_by(column)
    return {paper: count for paper, count in session.execute(query)}  # noqa: C416 - rows are no pairs to a type checker
