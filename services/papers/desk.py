"""The desk that the parts of ``PaperService`` share: the workplace, and issued papers by their keys."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.database import Database
from models.errors import UserFacingError
from models.tables.paper import IssuedPaper
from services.workplace import Workplace

T = TypeVar("T")
_TRIES = 4


class PaperDesk:
    """Where papers are handled; one part of ``PaperService`` is one subclass."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def _papers(self, session: Session, paper_keys: Sequence[int]) -> list[IssuedPaper]:
        """Return the papers in the order asked for; raises UserFacingError where one is gone or none was chosen."""
        if not paper_keys:
            raise UserFacingError("请先选择文书。")
        found: dict[int, IssuedPaper] = {}
        for start in range(0, len(paper_keys), 500):
            query = select(IssuedPaper).where(
                IssuedPaper.office_id == self._workplace.office_id,
                IssuedPaper.id.in_(paper_keys[start : start + 500]),
            )
            found |= {paper.id: paper for paper in session.scalars(query)}
        missing = sum(1 for key in paper_keys if key not in found)
        if missing:
            raise UserFacingError(f"所选文书中有 {missing} 份已不存在，请刷新后重试。")
        return [found[key] for key in paper_keys]


def stored_in_turn(database: Database, act: Callable[[Session], T]) -> T:
    """Carry out an act that takes a number, in a transaction of its own.

    Two machines on one server may open the counter of a series in the same moment; the one that comes second is refused
    by the unique key, has stored nothing and begins again.
    """
    for _ in range(_TRIES - 1):
        try:
            with database.transaction() as session:
                return act(session)
        except IntegrityError:
            continue
    with database.transaction() as session:
        return act(session)
