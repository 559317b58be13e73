"""The register of issued papers: numbers and gaps, voided papers, receipts, and finding a paper by what is printed on it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from models.errors import UserFacingError
from models.rules.short_digest import paper_code, read_paper_code
from models.tables.inspection_record import InspectionRecord
from models.tables.paper import IssuedPaper, NumberGap
from models.vocab import PaperKind, RecordStage
from services.changes import Changes
from services.files.register_sheet import RegisterLine, RegisterView, write_register_xlsx
from services.office.rows import SAMPLE_MARK
from services.papers.citing import citing_sentence
from services.papers.desk import PaperDesk, stored_in_turn
from services.papers.numbers import skip_to
from services.papers.reading import paper_rows, register
from services.papers.rows import PaperRow, RegisterRow

_LONGEST_REASON = 200
_LONGEST_NAME = 50
_LAST_SERIAL = 99_999
_BEFORE = {
    PaperKind.NOTICE: (RecordStage.NOTIFIED, RecordStage.PENDING),
    PaperKind.FEEDBACK: (RecordStage.FED_BACK, RecordStage.INSPECTED),
}
"""Papers that carried the inspection a step on: the stage reached with them, the stage without them."""


class PaperRegister(PaperDesk):
    """The part of ``PaperService`` that keeps account of papers."""

    def list_papers(self, *, year: int, kind: PaperKind) -> list[PaperRow]:
        """Return the papers of one 文种 and year in the order of numbers, voided ones included."""
        with self._workplace.database.reading() as session:
            return paper_rows(session, self._of_year(session, year, kind))

    def register(self, *, year: int, kind: PaperKind) -> list[RegisterRow]:
        """Return the number register of a 文种 and year: every serial up to the last, papers and gaps."""
        with self._workplace.database.reading() as session:
            return register(session, self._workplace.office(session), kind, year)

    def export_register(self, *, year: int, kind: PaperKind, path: Path) -> Path:
        """Write the register of a 文种 and year as a workbook that is ready to be printed; raises UnwritableFileError."""
        with self._workplace.database.reading() as session:
            office = self._workplace.office(session)
            rows = register(session, office, kind, year)
            view = RegisterView(
                title=f"{year}年{kind.label}文号登记簿",
                bureau=office.bureau_name,
                dated_on=max((row.paper.issued_on for row in rows if row.paper), default=date(year, 1, 1)),
                mark=SAMPLE_MARK if office.is_sample else "",
                lines=tuple(_register_line(row) for row in rows),
            )
        write_register_xlsx(view, path)
        return path

    def skip_numbers(self, *, kind: PaperKind, year: int, last: int, reason: str) -> Changes:
        """Let the numbers of a 文种 go on behind ``last``: those before it were given by hand (跳号), with the reason.

        Raises UserFacingError where one of them is used, or without a reason.
        """
        reason = _reason(reason, "跳号")
        if not 1 <= last <= _LAST_SERIAL:
            raise UserFacingError(f"跳到的流水号应在 1 到 {_LAST_SERIAL} 之间，请改正。")
        workplace = self._workplace

        def skip(session: Session) -> None:
            office = workplace.office(session)
            series, first = skip_to(session, office, kind, year, last)
            gap = workplace.add(
                session,
                NumberGap(
                    series=series,
                    year=year,
                    first=first,
                    last=last,
                    reason=reason,
                    entered_by=workplace.operator or "未署名",
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="跳号",
                noun="number_gap",
                summary=f"{year}年{kind.label}流水号 {first}—{last} 跳过：{reason}",
                record_uuid=gap.uuid,
            )

        stored_in_turn(workplace.database, skip)
        return Changes.of("paper")

    def void_paper(self, paper_key: int, *, reason: str) -> Changes:
        """Void an issued paper: its number stays in the register with the reason.

        A voided 通知书 or 反馈函 takes its inspection one step back; every other paper leaves the step as it is. Raises
        UserFacingError while a paper in force rests on it.
        """
        reason = _reason(reason, "作废")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            paper = session.get(IssuedPaper, paper_key)
            if paper is None or paper.voided_at is not None:
                raise UserFacingError("这份文书不存在或已经作废。")
            citing = citing_sentence(session, workplace.office(session), paper)
            if citing is not None:
                raise UserFacingError(citing)
            if paper.record_id is not None:
                record = session.get_one(InspectionRecord, paper.record_id)
                _step_back(paper, record)
                workplace.touch(record)
            paper.voided_at = workplace.clock.now()
            paper.void_reason = reason
            workplace.touch(paper)
            workplace.log(
                session,
                action="作废",
                noun="issued_paper",
                summary=f"作废{paper.kind.label} {paper.number}：{reason}".replace(" ：", "："),
                record_uuid=paper.uuid,
            )
        return Changes.of("record", "paper", key=paper.record_id)

    # -- receipts

    def set_received(
        self, paper_keys: Sequence[int], *, received_on: date | None, received_by: str
    ) -> Changes:
        """Note who signed for papers and when, all or none (R53); None takes a receipt back that was noted by mistake."""
        received_by = received_by.strip() if received_on is not None else ""
        workplace = self._workplace
        if received_on is not None:
            _check_receipt(received_on, received_by, workplace.clock.today())
        with workplace.database.transaction() as session:
            for paper in self._papers(session, paper_keys):
                _require_receivable(paper, received_on)
                workplace.log(
                    session,
                    action="签收",
                    noun="issued_paper",
                    summary=f"{'登记' if received_on else '撤销'}{paper.subject}对{_name(paper)}的签收",
                    record_uuid=paper.uuid,
                    before={"received_on": paper.received_on, "received_by": paper.received_by},
                    after={"received_on": received_on, "received_by": received_by},
                )
                paper.received_on, paper.received_by = received_on, received_by
                workplace.touch(paper)
        return Changes.of("record", "paper")

    def unreceived(self, *, year: int, kind: PaperKind) -> list[PaperRow]:
        """Return the papers in force of a 文种 and year that nobody has signed for (R53)."""
        with self._workplace.database.reading() as session:
            papers = self._of_year(session, year, kind)
            return [row for row in paper_rows(session, papers) if row.is_unreceived]

    # -- finding

    def find(self, code_text: str) -> PaperRow | None:
        """Return the paper that a typed 校验码 or the scanned text of its QR code leads to, None where there is none.

        Where digits alone fit several, the last one in force is meant. Raises UserFacingError for a text that is no code.
        """
        code = read_paper_code(code_text)
        if code is None:
            raise UserFacingError(
                "这不是校验码：应为纸面上的16位数字和字母（如 A1B2-C3D4-E5F6-0718），或扫二维码。"
            )
        if code.draw_code:
            raise UserFacingError(f"这是抽取 {code.draw_code} 的文书，请到“随机抽取”页用“核对纸面编码”查找。")
        with self._workplace.database.reading() as session:
            paper = find_paper(session, self._workplace.office_id, code_text)
            return None if paper is None else paper_rows(session, [paper])[0]

    def _of_year(self, session: Session, year: int, kind: PaperKind) -> Sequence[IssuedPaper]:
        query = (
            select(IssuedPaper)
            .where(
                IssuedPaper.office_id == self._workplace.office_id,
                IssuedPaper.year == year,
                IssuedPaper.kind == kind,
            )
            .order_by(IssuedPaper.serial)
            .options(defer(IssuedPaper.view))
        )
        return session.scalars(query).all()


def find_paper(session: Session, office_id: int, code_text: str) -> IssuedPaper | None:
    """Return the issued paper that a code leads to: its digits must fit, and the paper it names where it names one."""
    code = read_paper_code(code_text)
    if code is None or code.draw_code:
        return None
    digits = code.short_digest.replace("-", "").lower()
    query = (
        select(IssuedPaper)
        .where(
            IssuedPaper.office_id == office_id,
            IssuedPaper.view_digest >= digits,
            IssuedPaper.view_digest < f"{digits}g",
        )
        .order_by(IssuedPaper.voided_at.is_(None).desc(), IssuedPaper.id.desc())
        .options(defer(IssuedPaper.view))
    )
    found = session.scalars(query).all()
    if code.paper_code:
        found = [
            paper for paper in found if paper_code(paper.kind, paper.year, paper.serial) == code.paper_code
        ]
    return found[0] if found else None


def _check_receipt(received_on: date, received_by: str, today: date) -> None:
    if not received_by:
        raise UserFacingError("请填写签收人。")
    if len(received_by) > _LONGEST_NAME:
        raise UserFacingError(f"签收人超过 {_LONGEST_NAME} 个字，请改短。")
    if received_on > today:
        raise UserFacingError(f"签收日期（{received_on}）晚于今天，请改正。")


def _require_receivable(paper: IssuedPaper, received_on: date | None) -> None:
    if paper.voided_at is not None:
        raise UserFacingError(f"{_name(paper)}（{paper.subject}）已经作废，不能登记签收。")
    if received_on is not None and received_on < paper.issued_on:
        raise UserFacingError(
            f"{_name(paper)}（{paper.subject}）的签收日期（{received_on}）早于发文日期（{paper.issued_on}），请改正。"
        )


def _name(paper: IssuedPaper) -> str:
    """Return the number of a paper, or its 文种 and serial where it bears none."""
    return paper.number or f"{paper.kind.label}〔{paper.year}〕{paper.serial}"


def _reason(reason: str, act: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise UserFacingError(f"请写明{act}的理由。")
    if len(reason) > _LONGEST_REASON:
        raise UserFacingError(f"{act}的理由超过 {_LONGEST_REASON} 个字，请改短。")
    return reason


def _step_back(paper: IssuedPaper, record: InspectionRecord) -> None:
    if paper.kind not in _BEFORE:
        return
    reached, before = _BEFORE[paper.kind]
    if paper.kind is PaperKind.NOTICE and record.stage is not reached:
        why = "已经终止" if record.stage is RecordStage.ENDED else "已经录入结果"
        raise UserFacingError(f"{paper.number} 的检查{why}，通知书不能再作废。")
    if record.stage is reached:
        record.stage = before


def _register_line(row: RegisterRow) -> RegisterLine:
    paper = row.paper
    if paper is None:
        return RegisterLine(row.first, row.last, "", "", None, "", "跳号", row.explanation)
    return RegisterLine(
        row.first,
        row.last,
        row.number,
        paper.subject,
        paper.issued_on,
        paper.issued_by,
        "作废" if paper.is_voided else "有效",
        row.explanation,
        paper.received_on,
        paper.received_by,
    )
