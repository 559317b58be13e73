"""Issues papers of inspections, voids them and gives them out again, as often as asked, always the same paper."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserCancelled, UserFacingError
from models.rules.numbering import series_of
from models.rules.short_digest import read_short_digest
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.paper import IssuedPaper, NumberGap, PaperEntry, PaperPrint
from models.vocab import FormSet, PaperKind, PrintKind, RecordStage
from services.changes import Changes
from services.files.forms.catalogue import FORMS
from services.files.forms.entry import EntryField, entry_problems
from services.files.forms.form import Copy, blank_view, render_copies
from services.files.tables import Table, write_tables
from services.files.writing import safe_file_name, write_file
from services.office.calendar import work_calendar
from services.papers.copies import copy_of, render_issued
from services.papers.facts import PaperFacts, load_facts
from services.papers.freezing.catalogue import RECORD_PAPERS
from services.papers.making import Making, RecordPaper
from services.papers.reading import paper_rows, register
from services.papers.rows import EntryState, IssueOutcome, PaperRow, PrintRow, RegisterRow, SaveOutcome
from services.papers.storing import PaperOf, store_paper
from services.papers.wording import set_in_use, wording_in_force
from services.progress import Progress, silent
from services.workplace import Workplace

_UNNUMBERED = "（预览，未编号）"


class PaperService:
    """The desk where papers are numbered, issued and printed."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- what a paper asks

    def entry_fields(self, *, kind: PaperKind, record_key: int) -> tuple[EntryField, ...]:
        """Return the 填写项 of a paper of an inspection."""
        del record_key
        return FORMS[kind].entries

    def entry(self, *, kind: PaperKind, record_key: int) -> EntryState:
        """Return what is filled in for a paper that is not issued yet: typed before, else suggested."""
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            values = _entry_values(session, facts, RECORD_PAPERS[kind])
            return EntryState(values, entry_problems(FORMS[kind].entries, values))

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
                after=dict(values),
            )
        return Changes.of("paper", key=record_key)

    def obstacle(self, kind: PaperKind, record_key: int) -> str | None:
        """Return why a paper cannot be issued for an inspection now, None where it can."""
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            return self._obstacle(session, facts, RECORD_PAPERS[kind])

    def available(self, record_key: int) -> list[tuple[PaperKind, str | None]]:
        """Return every 文种 that is made from an inspection, with what keeps it from being issued now."""
        with self._workplace.database.reading() as session:
            facts = load_facts(session, self._workplace, record_key)
            return [(kind, self._obstacle(session, facts, paper)) for kind, paper in RECORD_PAPERS.items()]

    # -- issuing

    def issue(
        self,
        kind: PaperKind,
        record_keys: Sequence[int],
        *,
        issued_on: date,
        visit_from: date | None = None,
        visit_to: date | None = None,
        progress: Progress = silent,
    ) -> IssueOutcome:
        """Issue a paper of one 文种 for each of several inspections; what cannot be issued is listed, the rest is done.

        The days of the visit are announced by the notice and stored with it. Raises UserFacingError where the dates
        contradict each other.
        """
        if visit_from and visit_to and visit_to < visit_from:
            raise UserFacingError("检查时间的结束日期早于开始日期，请改正。")
        if visit_to and issued_on > visit_to:
            raise UserFacingError("发文日期晚于检查时间的结束日期，请改正。")
        span = (visit_from, visit_to) if visit_from and visit_to else None
        return self._each(
            record_keys, partial(self._issue_one, kind, issued_on=issued_on, span=span), progress
        )

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

        Raises UserFacingError with the first obstacle.
        """
        copies: list[Copy] = []
        with self._workplace.database.reading() as session:
            for key in record_keys:
                facts = load_facts(session, self._workplace, key)
                if visit_from is not None and visit_to is not None:
                    facts.record.visit_from, facts.record.visit_to = visit_from, visit_to
                making = self._making(session, facts, kind, _UNNUMBERED, issued_on)
                copies.append(Copy(FORMS[kind], RECORD_PAPERS[kind].freeze(facts, making)))
        return render_copies(copies, shows_seal=True)

    # -- the register

    def list_papers(self, *, year: int, kind: PaperKind) -> list[PaperRow]:
        """Return the papers of one 文种 and year in the order of numbers, voided ones included."""
        with self._workplace.database.reading() as session:
            query = (
                select(IssuedPaper)
                .where(
                    IssuedPaper.office_id == self._workplace.office_id,
                    IssuedPaper.year == year,
                    IssuedPaper.kind == kind,
                )
                .order_by(IssuedPaper.serial)
            )
            return paper_rows(session, session.scalars(query).all())

    def register(self, *, year: int, kind: PaperKind) -> list[RegisterRow]:
        """Return the number register of a 文种 and year: every serial up to the last, papers and gaps."""
        with self._workplace.database.reading() as session:
            return register(session, self._workplace.office(session), kind, year)

    def void_paper(self, paper_key: int, *, reason: str) -> Changes:
        """Void an issued paper: its number stays in the register with the reason, the inspection goes one step back."""
        if not reason.strip():
            raise UserFacingError("请写明作废的理由。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            paper = session.get(IssuedPaper, paper_key)
            if paper is None or paper.voided_at is not None:
                raise UserFacingError("这份文书不存在或已经作废。")
            if paper.record_id is not None:
                self._step_back(session, paper, session.get_one(InspectionRecord, paper.record_id))
            paper.voided_at = workplace.clock.now()
            paper.void_reason = reason.strip()
            workplace.touch(paper)
            workplace.log(
                session,
                action="作废",
                noun="issued_paper",
                summary=f"作废{paper.kind.label} {paper.number}：{paper.void_reason}",
                record_uuid=paper.uuid,
            )
        return Changes.of("record", "paper", key=paper.record_id)

    # -- giving out

    def render(self, paper_key: int) -> bytes:
        """Return one issued paper as PDF, from the view it was issued with."""
        return self.render_merged([paper_key])

    def render_merged(self, paper_keys: Sequence[int], *, duplex: bool = False) -> bytes:
        """Return several papers as one PDF with a bookmark for each."""
        papers, has_qr = self._load(paper_keys)
        if not papers:
            raise UserFacingError("没有可打印的文书。")
        return render_issued(papers, duplex=duplex, has_qr=has_qr)

    def copies_for_print(self, paper_keys: Sequence[int], *, duplex: bool = False) -> bytes:
        """Return the papers as their next print will be: marked 补打第n次 where they were printed before."""
        papers, has_qr = self._load(paper_keys)
        counts = {paper.id: len(self.print_log(paper.id)) for paper in papers}
        marks = {key: f"补打第{count}次" if count else "" for key, count in counts.items()}
        return render_copies(
            [copy_of(paper, marks[paper.id], has_qr=has_qr) for paper in papers], duplex=duplex
        )

    def note_prints(self, paper_keys: Sequence[int], *, kind: PrintKind, copies: int) -> Changes:
        """Log that papers were given out, after they were."""
        with self._workplace.database.transaction() as session:
            for key in paper_keys:
                query = select(func.count()).where(PaperPrint.paper_id == key)
                ordinal = session.scalar(query) or 0
                session.add(
                    PaperPrint(
                        office_id=self._workplace.office_id,
                        paper_id=key,
                        kind=kind,
                        ordinal=ordinal,
                        copies=copies,
                        printed_at=self._workplace.clock.now(),
                        printed_by=self._workplace.operator or "未署名",
                    )
                )
        return Changes.of("paper")

    def print_log(self, paper_key: int) -> list[PrintRow]:
        """Return when a paper was given out, by whom, the first first."""
        with self._workplace.database.reading() as session:
            query = select(PaperPrint).where(PaperPrint.paper_id == paper_key).order_by(PaperPrint.id)
            return [
                PrintRow(line.kind, line.ordinal, line.copies, line.printed_at, line.printed_by)
                for line in session.scalars(query)
            ]

    def save_each(self, paper_keys: Sequence[int], folder: Path, progress: Progress = silent) -> SaveOutcome:
        """Write each paper into the folder under a name that sorts by number; what fails is listed."""
        papers, has_qr = self._load(paper_keys)
        written: list[str] = []
        failed: list[tuple[str, str]] = []
        for done, paper in enumerate(papers):
            try:
                progress(done, len(papers), "正在生成文书")
            except UserCancelled:
                return SaveOutcome(tuple(written), tuple(failed), left=len(papers) - done)
            name = f"〔{paper.year}〕{paper.serial}号-{paper.subject}-{paper.kind.label}"
            target = folder / f"{safe_file_name(name)}.pdf"
            try:
                write_file(target, render_issued([paper], has_qr=has_qr))
            except UserFacingError as error:
                failed.append((target.stem, error.message))
                continue
            written.append(str(target))
            self.note_prints([paper.id], kind=PrintKind.SAVED, copies=1)
        return SaveOutcome(tuple(written), tuple(failed))

    def save_merged(self, paper_keys: Sequence[int], target: Path, *, duplex: bool = False) -> Path:
        """Write several papers into one file; one that already says the same is left alone.

        The file may be open in a viewer, which on Windows lets nobody write to it.
        """
        content = self.render_merged(paper_keys, duplex=duplex)
        if not (target.is_file() and target.read_bytes() == content):
            write_file(target, content)
        self.note_prints(paper_keys, kind=PrintKind.SAVED, copies=1)
        return target

    def blank(self, kind: PaperKind, form_set: FormSet | None = None) -> bytes:
        """Return the empty form."""
        form = FORMS[kind]
        with self._workplace.database.reading() as session:
            wanted = form_set or set_in_use(self._workplace.office(session), form)
        return render_copies([Copy(form, blank_view(form, wanted))])

    def skip_numbers(self, *, kind: PaperKind, year: int, last: int, reason: str) -> Changes:
        """Leave out the serials up to ``last``, with the reason (跳号)."""
        with self._workplace.database.transaction() as session:
            office = self._workplace.office(session)
            rows = register(session, office, kind, year)
            first = (rows[-1].last if rows else 0) + 1
            if last < first:
                raise UserFacingError(f"{kind.label}已编到第 {first - 1} 号，只能跳过第 {first} 号以后的号。")
            gap = NumberGap(
                series=series_of(kind, shares_serial=office.shares_serial),
                year=year,
                first=first,
                last=last,
                reason=reason,
                entered_by=self._workplace.operator or "未署名",
            )
            self._workplace.add(session, gap)
        return Changes.of("paper")

    def export_register(self, *, year: int, kind: PaperKind, path: Path) -> None:
        """Write the register as a sheet."""
        header = ["号", "文号", "对象", "发文日期", "制发人", "签收日期", "签收人", "说明"]
        lines: list[list[str]] = []
        for row in self.register(year=year, kind=kind):
            span = str(row.first) if row.first == row.last else f"{row.first}—{row.last}"
            paper = row.paper
            received = str(paper.received_on or "") if paper is not None else ""
            about = (
                [paper.subject, str(paper.issued_on), paper.issued_by, received, paper.received_by]
                if paper is not None
                else [""] * 5
            )
            lines.append([span, row.number, *about, row.explanation])
        write_tables(path, Table(f"{year}年{kind.label}登记簿", header, lines))

    def set_received(
        self, paper_keys: Sequence[int], *, received_on: date | None, received_by: str
    ) -> Changes:
        """Enter when papers were received and by whom."""
        with self._workplace.database.transaction() as session:
            for key in paper_keys:
                paper = session.get_one(IssuedPaper, key)
                paper.received_on, paper.received_by = received_on, received_by
                self._workplace.touch(paper)
        return Changes.of("paper")

    def unreceived(self, *, year: int, kind: PaperKind) -> list[PaperRow]:
        """Return the papers in force that nobody has confirmed to have received."""
        rows = self.list_papers(year=year, kind=kind)
        return [row for row in rows if not row.is_voided and row.received_on is None]

    def find(self, text: str) -> PaperRow | None:
        """Return the paper of a 校验码 or of the text of its QR code, None where there is none."""
        digits = read_short_digest(text.split()[-1] if text.split() else "")
        if digits is None:
            raise UserFacingError(f"“{text}”不是校验码：校验码是 16 位数字和字母 A—F。")
        with self._workplace.database.reading() as session:
            query = select(IssuedPaper).where(
                IssuedPaper.view_digest.startswith(digits.replace("-", "").lower())
            )
            return next(iter(paper_rows(session, session.scalars(query).all())), None)

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

    def _issue_one(
        self, kind: PaperKind, key: int, *, issued_on: date, span: tuple[date, date] | None
    ) -> PaperRow:
        with self._workplace.database.transaction() as session:
            facts = load_facts(session, self._workplace, key)
            paper = RECORD_PAPERS[kind]
            if span is not None:
                facts.record.visit_from, facts.record.visit_to = span
            self._require_possible(session, facts, paper)
            stored = store_paper(
                self._workplace,
                session,
                kind,
                PaperOf(facts.enterprise.name, facts.record),
                issued_on,
                lambda number: paper.freeze(facts, self._making(session, facts, kind, number, issued_on)),
            )
            if paper.moves_to is not None:
                facts.record.stage = paper.moves_to
            self._workplace.touch(facts.record)
            return paper_rows(session, [stored])[0]

    def _obstacle(self, session: Session, facts: PaperFacts, paper: RecordPaper) -> str | None:
        del session
        if (obstacle := paper.obstacle(facts)) is not None:
            return obstacle
        if paper.is_single and (existing := facts.paper(paper.kind)) is not None:
            return f"该户已有{paper.kind.label} {existing.number}，如需改发请先作废。".replace("  ", " ")
        return None

    def _require_possible(self, session: Session, facts: PaperFacts, paper: RecordPaper) -> None:
        if (obstacle := self._obstacle(session, facts, paper)) is not None:
            raise UserFacingError(obstacle)
        values = _entry_values(session, facts, paper)
        problems = entry_problems(FORMS[paper.kind].entries, values)
        if problems:
            raise UserFacingError("".join(problems.values()))

    def _making(
        self, session: Session, facts: PaperFacts, kind: PaperKind, number: str, issued_on: date
    ) -> Making:
        form = FORMS[kind]
        return Making(
            number=number,
            issued_on=issued_on,
            wording=wording_in_force(session, facts.office, form),
            form_set=set_in_use(facts.office, form),
            calendar=work_calendar(),
            entry=_entry_values(session, facts, RECORD_PAPERS[kind]),
        )

    def _step_back(self, session: Session, paper: IssuedPaper, record: InspectionRecord) -> None:
        del session
        if paper.kind is PaperKind.NOTICE and record.stage is not RecordStage.NOTIFIED:
            raise UserFacingError(f"{paper.number} 的检查已经录入结果，通知书不能再作废。")
        if record.stage is not RecordStage.ENDED:
            if paper.kind is PaperKind.NOTICE:
                record.stage = RecordStage.PENDING
            elif paper.kind is PaperKind.FEEDBACK:
                record.stage = RecordStage.INSPECTED
        self._workplace.touch(record)

    def _enterprise_name(self, record_key: int) -> str:
        with self._workplace.database.reading() as session:
            query = (
                select(Enterprise.name)
                .join(InspectionRecord, InspectionRecord.enterprise_id == Enterprise.id)
                .where(InspectionRecord.id == record_key)
            )
            return session.scalar(query) or f"记录 {record_key}"

    def _load(self, paper_keys: Sequence[int]) -> tuple[list[IssuedPaper], bool]:
        """Return the papers in the order asked for, and whether the office prints the code on them."""
        with self._workplace.database.reading() as session:
            papers = {key: session.get(IssuedPaper, key) for key in paper_keys}
            has_qr = self._workplace.office(session).prints_qr
            session.expunge_all()
        return [paper for key in paper_keys if (paper := papers[key]) is not None], has_qr


def _stored_entry(session: Session, record_key: int, kind: PaperKind) -> PaperEntry | None:
    query = select(PaperEntry).where(PaperEntry.record_id == record_key, PaperEntry.kind == kind)
    return session.scalars(query).first()


def _entry_values(session: Session, facts: PaperFacts, paper: RecordPaper) -> dict[str, str]:
    stored = _stored_entry(session, facts.record.id, paper.kind)
    return {**paper.suggest(facts), **(stored.values if stored is not None else {})}
