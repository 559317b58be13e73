"""How a paper of the office comes about: the papers that could be made, then a preview of them or their issue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.vocab import PaperKind
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Copy, render_copies
from services.files.frozen_view import on_plain_lines
from services.office.calendar import work_calendar
from services.papers.desk import PaperDesk, stored_in_turn
from services.papers.making import Making
from services.papers.reading import paper_rows
from services.papers.rows import IssueOutcome, PaperRow
from services.papers.storing import PaperOf, store_paper
from services.papers.wording import set_in_use, wording_in_force

_UNNUMBERED = "（预览，未编号）"


@dataclass(frozen=True)
class OfficeDraft:
    """A paper that could be made: its subject, its draw if it has one, why not, and how its view is frozen."""

    subject: str
    freeze: Callable[[Making], Any]
    draw_key: int | None = None
    obstacle: str = ""


OfficeDrafts = Callable[[Session], list[OfficeDraft]]


class OfficePaperDesk(PaperDesk):
    """What the parts of ``OfficePaperService`` share."""

    def _issue(self, kind: PaperKind, drafts: OfficeDrafts, issued_on: date) -> IssueOutcome:
        """Issue each draft that has no obstacle, each in a transaction of its own; the others are listed."""
        with self._workplace.database.reading() as session:
            wanted = [(draft.subject, draft.obstacle) for draft in drafts(session)]
        issued: list[PaperRow] = []
        failed: list[tuple[str, str]] = []
        for subject, obstacle in wanted:
            if obstacle:
                failed.append((subject, obstacle))
                continue
            try:
                act = partial(self._issue_one, kind=kind, drafts=drafts, subject=subject, issued_on=issued_on)
                issued.append(stored_in_turn(self._workplace.database, act))
            except UserFacingError as error:
                failed.append((subject, error.message))
        return IssueOutcome(tuple(issued), tuple(failed))

    def _issue_one(
        self, session: Session, kind: PaperKind, drafts: OfficeDrafts, subject: str, issued_on: date
    ) -> PaperRow:
        draft = next((one for one in drafts(session) if one.subject == subject), None)
        if draft is None or draft.obstacle:
            raise UserFacingError(draft.obstacle if draft else "该项已不存在，请刷新后重试。")
        stored = store_paper(
            self._workplace,
            session,
            kind,
            PaperOf(draft.subject, draw_id=draft.draw_key),
            issued_on,
            lambda number: draft.freeze(self._making(session, kind, number, issued_on)),
        )
        return paper_rows(session, [stored])[0]

    def _preview(self, kind: PaperKind, drafts: OfficeDrafts, issued_on: date) -> bytes:
        with self._workplace.database.reading() as session:
            found = drafts(session)
            possible = [draft for draft in found if not draft.obstacle]
            if not possible:
                sentence = found[0].obstacle if found else f"没有可以制作的{kind.label}。"
                raise UserFacingError(sentence)
            making = self._making(session, kind, _UNNUMBERED if kind.word else "", issued_on)
            copies = [Copy(FORMS[kind], on_plain_lines(draft.freeze(making))) for draft in possible]
        return render_copies(copies, shows_seal=True)

    def _making(self, session: Session, kind: PaperKind, number: str, issued_on: date) -> Making:
        office, form = self._workplace.office(session), FORMS[kind]
        return Making(
            number=number,
            issued_on=issued_on,
            wording=wording_in_force(session, office, form),
            form_set=set_in_use(office, form),
            calendar=work_calendar(),
        )
