"""Issuing papers of inspections: what a paper asks, what keeps it back, how it gets its number; before that, its preview."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserCancelled, UserFacingError
from models.rules.paper_days import PaperDays, day_problem
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.paper import PaperEntry
from models.vocab import FormSet, PaperKind, PaperSeries
from services.changes import Changes
from services.files.forms.catalogue import FORMS
from services.files.forms.entry import EntryField, loggable
from services.files.forms.form import Copy, render_copies
from services.files.frozen_view import on_plain_lines
from services.office.calendar import work_calendar
from services.papers.desk import PaperDesk, stored_in_turn
from services.papers.facts import PaperFacts, load_facts
from services.papers.freezing.catalogue import RECORD_PAPERS
from services.papers.making import Making, RecordPaper
from services.papers.reading import paper_rows
from services.papers.rows import EntryState, IssueOutcome, PaperRow
from services.papers.signing import seats_of, signed
from services.papers.storing import PaperOf, store_paper
from services.papers.wording import set_in_use, wording_in_force
from services.progress import Progress, silent

_UNNUMBERED = "（预览，未编号）"
_OF_RESULT = frozenset({PaperKind.FEEDBACK, PaperKind.ORDER, PaperKind.REVIEW, PaperKind.TRANSFER})
Span = tuple[date, date]


class PaperIssuing(PaperDesk):
    """The part of ``PaperService`` that makes papers of inspections."""

    # -- what a paper asks

    def entry_fields(self, *, kind: PaperKind, record_key: int) -> tuple[EntryField, ...]:
        """Return the 填写项 of a paper of an inspection."""
        with self._workplace.database.reading() as session:
            return _entry_fields(kind, load_facts(session, self._workplace, record_key))

    def entry(self, *, kind: PaperKind, record_key: int) -> EntryState:
        """Return what is filled in for a paper that is not issued yet: typed before, else suggested."""
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            values = _entry_values(session, facts, RECORD_PAPERS[kind])
            return EntryState(values, RECORD_PAPERS[kind].problems(_entry_fields(kind, facts), facts, values))

    def save_entry(self, *, kind: PaperKind, record_key: int, values: Mapping[str, str]) -> Changes:
        """Keep what was typed for a paper, complete or not."""
        with self._workplace.database.transaction() as session:
            entry = _stored_entry(session, record_key, kind)
            if entry is None:
                entry = self._workplace.add(
                    session, PaperEntry(record_id=record_key, kind=kind, values=dict(values))
                )
            else:
                entry.values = dict(values)
                self._workplace.touch(entry)
            self._workplace.log(
                session,
                action="填写",
                noun="paper_entry",
                summary=f"填写{kind.label}",
                record_uuid=entry.uuid,
                after=loggable(FORMS[kind].entries, values),
            )
        return Changes.of("paper", key=record_key)

    def form_sets(self) -> dict[PaperKind, tuple[FormSet, ...]]:
        """Return the forms that exist in several 文书 sets, the default first."""
        return {kind: tuple(form.wordings) for kind, form in FORMS.items() if len(form.wordings) > 1}

    def seats(self, kind: PaperKind) -> tuple[str, ...]:
        """Return the seats of a paper on which a signature picture of the office may be placed."""
        return seats_of(FORMS[kind])

    # -- what keeps it back

    def obstacle(self, kind: PaperKind, record_key: int) -> str | None:
        """Return the sentence that keeps a paper from being issued now, None where nothing does.

        What is asked when it is issued keeps nothing back here: the days of the visit and the 填写项 (see ``entry``).
        """
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            _assume_visit(facts)
            return _obstacle(facts, RECORD_PAPERS[kind])

    def available(self, record_key: int) -> list[tuple[PaperKind, str | None]]:
        """Return every 文种 that is made from an inspection, each with what keeps it back now."""
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            _assume_visit(facts)
            return [(kind, _obstacle(facts, paper)) for kind, paper in RECORD_PAPERS.items()]

    # -- issuing

    def issue(
        self,
        kind: PaperKind,
        record_keys: Sequence[int],
        *,
        issued_on: date,
        visit_from: date | None = None,
        visit_to: date | None = None,
        signed_by: Mapping[str, int] | None = None,
        progress: Progress = silent,
    ) -> IssueOutcome:
        """Issue a paper of one 文种 for each of several inspections; what cannot be issued is listed, the rest is done.

        The days of the visit are announced by the notice and stored with it. ``signed_by`` names, by seat, the signature
        picture placed there; without it nobody's is. Raises UserFacingError where the dates contradict each other.
        """
        span = _visit_span(visit_from, visit_to)
        if span is not None and issued_on > span[1]:
            raise UserFacingError("发文日期晚于检查时间的结束日期，请改正。")
        act = partial(
            self._issue_one, kind=kind, issued_on=issued_on, span=span, signed_by=dict(signed_by or {})
        )
        return self._each(record_keys, lambda key: self._in_turn(act, key), progress)

    def preview(
        self,
        kind: PaperKind,
        record_keys: Sequence[int],
        *,
        issued_on: date,
        visit_from: date | None = None,
        visit_to: date | None = None,
    ) -> bytes:
        """Return what would be issued, without numbers, the place of the seal drawn; nothing is stored.

        What its entry still lacks is a blank on it. Raises UserFacingError with the first obstacle.
        """
        if not record_keys:
            raise UserFacingError("请先选择检查记录。")
        span = _visit_span(visit_from, visit_to)
        number = "" if kind.series is PaperSeries.NONE else _UNNUMBERED
        copies: list[Copy] = []
        with self._workplace.database.reading() as session:
            for key in record_keys:
                facts = load_facts(session, self._workplace, key)
                _set_visit(facts, span)
                _require_no_obstacle(facts, RECORD_PAPERS[kind])
                _require_days(facts, kind, issued_on, self._workplace.clock.today(), span)
                making = _making(session, facts, kind, number, issued_on)
                copies.append(Copy(FORMS[kind], on_plain_lines(RECORD_PAPERS[kind].freeze(facts, making))))
        return render_copies(copies, shows_seal=True)

    def blank(self, kind: PaperKind, form_set: FormSet | None = None) -> bytes:
        """Return the empty form, to be written on by hand: in the office's 文书 set and words where no set is asked for."""
        with self._workplace.database.reading() as session:
            copy = self._blank(session, kind, form_set)
        return render_copies([copy])

    def blanks(self, kinds: Sequence[PaperKind]) -> bytes:
        """Return several empty forms as one PDF with a bookmark for each, in the office's 文书 set and words."""
        with self._workplace.database.reading() as session:
            copies = [self._blank(session, kind, None) for kind in kinds]
        return render_copies(copies)

    # -- inside

    def _each(
        self, record_keys: Sequence[int], issue: Callable[[int], PaperRow], progress: Progress
    ) -> IssueOutcome:
        """Issue one after the other, each in a transaction of its own; 取消 keeps those that have left the office."""
        issued: list[PaperRow] = []
        failed: list[tuple[str, str]] = []
        total = len(record_keys)
        for done, key in enumerate(record_keys):
            try:
                progress(done, total, "正在制发文书")
            except UserCancelled:
                return IssueOutcome(tuple(issued), tuple(failed), left=total - done)
            try:
                issued.append(issue(key))
            except UserFacingError as error:
                failed.append((self._enterprise_name(key), error.message))
        return IssueOutcome(tuple(issued), tuple(failed))

    def _in_turn(self, act: Callable[[int, Session], PaperRow], key: int) -> PaperRow:
        return stored_in_turn(self._workplace.database, partial(act, key))

    def _issue_one(
        self,
        key: int,
        session: Session,
        *,
        kind: PaperKind,
        issued_on: date,
        span: Span | None,
        signed_by: Mapping[str, int],
    ) -> PaperRow:
        facts = load_facts(session, self._workplace, key)
        paper = RECORD_PAPERS[kind]
        _set_visit(facts, span)
        _require_possible(session, facts, paper)
        _require_days(facts, kind, issued_on, self._workplace.clock.today(), span)

        def freeze(number: str) -> Any:
            view = paper.freeze(facts, _making(session, facts, kind, number, issued_on))
            return signed(session, self._workplace, view, signed_by, facts.officers)

        about = PaperOf(facts.enterprise.name, facts.record)
        stored = store_paper(self._workplace, session, kind, about, issued_on, freeze)
        if paper.moves_to is not None:
            facts.record.stage = paper.moves_to
        self._workplace.touch(facts.record)
        session.flush()
        return paper_rows(session, [stored])[0]

    def _blank(self, session: Session, kind: PaperKind, form_set: FormSet | None) -> Copy:
        form = FORMS[kind]
        office = self._workplace.office(session)
        in_use = set_in_use(office, form)
        wanted = in_use if form_set is None else form.set_in_use(form_set)
        is_in_use = wanted is in_use
        wording = wording_in_force(session, office, form) if is_in_use else form.default_wording(wanted)
        return Copy(form, replace(form.blank(wording), bureau=office.bureau_name))

    def _enterprise_name(self, record_key: int) -> str:
        with self._workplace.database.reading() as session:
            query = (
                select(Enterprise.name)
                .join(InspectionRecord, InspectionRecord.enterprise_id == Enterprise.id)
                .where(InspectionRecord.id == record_key)
            )
            return session.scalar(query) or f"记录 {record_key}"


def _visit_span(visit_from: date | None, visit_to: date | None) -> Span | None:
    if visit_from and visit_to and visit_to < visit_from:
        raise UserFacingError("检查时间的结束日期早于开始日期，请改正。")
    return (visit_from, visit_to) if visit_from and visit_to else None


def _set_visit(facts: PaperFacts, span: Span | None) -> None:
    if span is not None:
        facts.record.visit_from, facts.record.visit_to = span


def _assume_visit(facts: PaperFacts) -> None:
    """Take the last day of the task for a visit that nobody has announced yet; the session only reads."""
    if facts.record.visit_from is None or facts.record.visit_to is None:
        _set_visit(facts, (facts.record.due_on, facts.record.due_on))


def _entry_fields(kind: PaperKind, facts: PaperFacts) -> tuple[EntryField, ...]:
    """Return what the paper of an inspection asks from the clerk."""
    return RECORD_PAPERS[kind].entries(facts)


def _stored_entry(session: Session, record_key: int, kind: PaperKind) -> PaperEntry | None:
    query = select(PaperEntry).where(PaperEntry.record_id == record_key, PaperEntry.kind == kind)
    return session.scalars(query).first()


def _entry_values(session: Session, facts: PaperFacts, paper: RecordPaper) -> dict[str, str]:
    stored = _stored_entry(session, facts.record.id, paper.kind)
    return {**paper.suggest(facts), **(stored.values if stored is not None else {})}


def _obstacle(facts: PaperFacts, paper: RecordPaper) -> str | None:
    obstacle = paper.obstacle(facts)
    if obstacle is not None:
        return obstacle
    if paper.is_single and (existing := facts.paper(paper.kind)) is not None:
        bearing = f" {existing.number}" if existing.number else ""
        return f"该户已有{paper.kind.label}{bearing}，如需改发请先作废。"
    return None


def _require_no_obstacle(facts: PaperFacts, paper: RecordPaper) -> None:
    obstacle = _obstacle(facts, paper)
    if obstacle is not None:
        raise UserFacingError(obstacle)


def _require_possible(session: Session, facts: PaperFacts, paper: RecordPaper) -> None:
    _require_no_obstacle(facts, paper)
    values = _entry_values(session, facts, paper)
    problems = paper.problems(_entry_fields(paper.kind, facts), facts, values)
    if problems:
        raise UserFacingError("".join(problems.values()))


def _require_days(
    facts: PaperFacts, kind: PaperKind, issued_on: date, today: date, span: Span | None
) -> None:
    inspected_from = facts.record.inspected_from if kind in _OF_RESULT else None
    problem = day_problem(
        PaperDays(
            issued_on=issued_on,
            today=today,
            drawn_on=facts.drawn_on,
            visit_from=span[0] if span is not None else None,
            inspected_on=inspected_from.date() if inspected_from is not None else None,
        )
    )
    if problem is not None:
        raise UserFacingError(problem)


def _making(session: Session, facts: PaperFacts, kind: PaperKind, number: str, issued_on: date) -> Making:
    form = FORMS[kind]
    return Making(
        number=number,
        issued_on=issued_on,
        wording=wording_in_force(session, facts.office, form),
        form_set=set_in_use(facts.office, form),
        calendar=work_calendar(),
        entry=_entry_values(session, facts, RECORD_PAPERS[kind]),
    )
