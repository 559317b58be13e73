"""打印记录: which copy of a paper the next one is, and what was printed and saved so far.

The first print of a paper is its original; each later print is 补打第n次, and all copies of one print job are the same. A PDF
or .docx that is saved while the original has not been printed yet is the original in another form (an office without a
printer at hand prints it elsewhere) and bears no mark; once the original has been printed, what is saved is 副本 n.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.tables.paper import IssuedPaper, PaperPrint
from models.vocab import PrintKind
from services.files.fonts import faces_in_use
from services.papers.rows import PrintRow
from services.workplace import Workplace

_CHUNK = 500
_SAVED = (PrintKind.SAVED, PrintKind.WORD)


@dataclass(frozen=True, slots=True)
class Ordinals:
    """What the next copy of one paper will be, 0 the original."""

    printed: int = 0
    saved: int = 0

    def of(self, kind: PrintKind) -> int:
        """Return the ordinal of the next copy of a kind."""
        return self.printed if kind is PrintKind.PRINTED else self.saved

    def mark(self, kind: PrintKind) -> str:
        """Return what the next copy of a kind says: 补打第1次, 副本1, or nothing."""
        return print_mark(kind, self.of(kind))


def print_mark(kind: PrintKind, ordinal: int) -> str:
    """Return the mark of a copy; the original bears none."""
    if ordinal == 0:
        return ""
    return f"补打第{ordinal}次" if kind is PrintKind.PRINTED else f"副本{ordinal}"


def next_ordinals(session: Session, paper_keys: Sequence[int]) -> dict[int, Ordinals]:
    """Return, by paper, what its next copies will be."""
    prints: dict[int, int] = {}
    saves: dict[int, int] = {}
    for start in range(0, len(paper_keys), _CHUNK):
        keys = paper_keys[start : start + _CHUNK]
        printed = (
            select(PaperPrint.paper_id, func.count())
            .where(PaperPrint.paper_id.in_(keys), PaperPrint.kind == PrintKind.PRINTED)
            .group_by(PaperPrint.paper_id)
        )
        saved = (
            select(PaperPrint.paper_id, func.max(PaperPrint.ordinal))
            .where(PaperPrint.paper_id.in_(keys), PaperPrint.kind.in_(_SAVED))
            .group_by(PaperPrint.paper_id)
        )
        prints.update((paper, count) for paper, count in session.execute(printed))
        saves.update((paper, last) for paper, last in session.execute(saved))
    return {
        key: Ordinals(prints.get(key, 0), saves.get(key, 0) + 1 if prints.get(key) else 0)
        for key in paper_keys
    }


def log_copies(
    workplace: Workplace, session: Session, papers: Sequence[IssuedPaper], kind: PrintKind, copies: int
) -> None:
    """Note that copies of papers have left the program; those of one job bear one ordinal."""
    ordinals = next_ordinals(session, [paper.id for paper in papers])
    now, who = workplace.clock.now(), workplace.operator or "未署名"
    for paper in papers:
        session.add(
            PaperPrint(
                office_id=workplace.office_id,
                paper_id=paper.id,
                kind=kind,
                ordinal=ordinals[paper.id].of(kind),
                copies=copies,
                printed_at=now,
                printed_by=who,
            )
        )
    first = papers[0]
    several = f"等 {len(papers)} 份" if len(papers) > 1 else ""
    name = first.number or f"〔{first.year}〕{first.serial}"
    workplace.log(
        session,
        action=kind.label,
        noun="issued_paper",
        summary=f"{kind.label}：{first.kind.label} {name}{several}，各 {copies} 份",
        record_uuid=first.uuid if len(papers) == 1 else None,
        after=_faces() if workplace.office(session).uses_system_fonts else None,
    )


def _faces() -> dict[str, str]:
    """Return the faces of this PC that the copies are set in, each with the SHA-256 of its file."""
    return {face.role: f"{face.file} {face.sha256}" for face in faces_in_use()}


def print_rows(session: Session, paper_key: int) -> list[PrintRow]:
    """Return the copies of a paper that have left the program, in their order."""
    query = select(PaperPrint).where(PaperPrint.paper_id == paper_key).order_by(PaperPrint.id)
    return [
        PrintRow(one.kind, one.ordinal, one.copies, one.printed_at, one.printed_by)
        for one in session.scalars(query)
    ]
