"""One paper into the register: its number taken, its view frozen and proved printable, the act logged, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.paper_days import PaperDays, day_problem
from models.tables.inspection_record import InspectionRecord
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, prove_printable
from services.files.frozen_view import on_plain_lines, view_to_json
from services.papers.numbers import take_number
from services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PaperOf:
    """What a paper is about: an inspection, a draw or neither, and the name that lists show."""

    subject: str
    record: InspectionRecord | None = None
    draw_id: int | None = None


def store_paper(
    workplace: Workplace,
    session: Session,
    kind: PaperKind,
    about: PaperOf,
    issued_on: date,
    freeze: Callable[[str], Any],
) -> IssuedPaper:
    """Take a number, freeze the view with it and store the paper.

    Raises UserFacingError for a day far ahead, UnprintableTextError for a text without a face, before anything is stored;
    the number then goes back with the transaction.
    """
    problem = day_problem(PaperDays(issued_on, workplace.clock.today()))
    if problem is not None:
        raise UserFacingError(problem)
    office = workplace.office(session)
    serial, number = take_number(session, office, kind, issued_on.year, about.record)
    frozen = on_plain_lines(freeze(number))
    prove_printable(Copy(FORMS[kind], frozen))  # one that cannot be printed is not issued and takes no number
    view = view_to_json(frozen)
    paper = workplace.add(
        session,
        IssuedPaper(
            kind=kind,
            year=issued_on.year,
            serial=serial,
            number=number,
            record_id=about.record.id if about.record is not None else None,
            draw_id=about.draw_id,
            subject=about.subject,
            view=view,
            view_digest=sha256(view.encode()).hexdigest(),
            issued_at=workplace.clock.now(),
            issued_on=issued_on,
            issued_by=workplace.operator or "未署名",
        ),
    )
    session.flush()
    workplace.log(
        session,
        action="制发",
        noun="issued_paper",
        summary=f"向{about.subject}制发{kind.label} {number}".rstrip(),
        record_uuid=paper.uuid,
        after={"number": number, "view_digest": paper.view_digest},
    )
    return paper
