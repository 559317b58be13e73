"""Papers that rest on another one: it is not voided while they are in force, or they would name a number that is void.

A receipt that lists a paper stands: it proves that the paper was handed over, whatever became of it.
"""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.office import Office
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind

_CITING = (PaperKind.REVIEW, PaperKind.FEEDBACK, PaperKind.TRANSFER, PaperKind.BUNDLE)


def citing_sentence(session: Session, office: Office, paper: IssuedPaper) -> str | None:
    """Return the sentence that names what rests on a paper and is in force, None where nothing does."""
    if paper.record_id is None:
        return _bundle_sentence(session, office, paper)
    others = session.scalars(
        select(IssuedPaper)
        .where(
            IssuedPaper.record_id == paper.record_id,
            IssuedPaper.id != paper.id,
            IssuedPaper.voided_at.is_(None),
        )
        .order_by(IssuedPaper.id.desc())
    ).all()
    for other in others:
        if other.kind in _CITING and _cites(other, paper):
            return f"{_named(other)}引用了这份{paper.kind.label}，请先作废该{other.kind.label}。"
        if office.approval_before_notice and (other.kind, paper.kind) == (
            PaperKind.NOTICE,
            PaperKind.APPROVAL,
        ):
            return f"{_named(other)}以这份{paper.kind.label}为依据，请先作废该{other.kind.label}。"
    return None


def _bundle_sentence(session: Session, office: Office, paper: IssuedPaper) -> str | None:
    """Return the sentence where a 派发单 lies in the 卷宗 of an enterprise that it names."""
    bundles = select(IssuedPaper).where(
        IssuedPaper.office_id == office.id,
        IssuedPaper.kind == PaperKind.BUNDLE,
        IssuedPaper.voided_at.is_(None),
        IssuedPaper.view.contains(paper.view_digest),
    )
    bundle = session.scalars(bundles.order_by(IssuedPaper.id).limit(1)).first()
    if bundle is None:
        return None
    return f"{bundle.subject}的{bundle.kind.label}收有这份{paper.kind.label}，请先作废该{bundle.kind.label}。"


def _cites(other: IssuedPaper, paper: IssuedPaper) -> bool:
    """Tell whether the view of a paper names the number of another, or, in a 卷内目录, its digest."""
    number = json.dumps(paper.number, ensure_ascii=False)[1:-1]
    return paper.view_digest in other.view or (bool(number) and number in other.view)


def _named(paper: IssuedPaper) -> str:
    return f"{paper.kind.label} {paper.number}" if paper.number else f"该户的{paper.kind.label}"
