"""科室报送 (细则 art. 4): the five things of every 科室 and year, when they are due and how far each has come (R13)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.submissions import (
    OPEN_STATES,
    SubmissionAct,
    days_late,
    is_overdue,
    refusal,
    reopened,
    usual_due_date,
)
from models.tables.office import OperationLog, Section
from models.tables.roster import Submission
from models.vocab import SubmissionKind, SubmissionState
from services.changes import Changes
from services.submissions.rows import (
    ReceivedFile,
    SubmissionDraft,
    SubmissionEvent,
    SubmissionRow,
    SubmissionYear,
)
from services.workplace import Workplace

_LIMITS = {"submitted_by": ("报送人", 50), "remark": ("备注", 200)}
_FILE_NAME_LIMIT = 255
_KINDS = list(SubmissionKind)


class SubmissionService:
    """Use cases of the page 科室报送."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # -- queries

    def get_year(self, year: int) -> SubmissionYear:
        """Return the lines of a year in the order of the 科室; none before ``open_year``."""
        with self._workplace.database.reading() as session:
            sections = self._sections(session)
            lines = self._lines(session, year)
        today = self._workplace.clock.today()
        names = {section.id: section for section in sections}
        having = {line.section_id for line in lines}
        shown = [line for line in lines if names[line.section_id].is_active or line.state not in OPEN_STATES]
        places = {section.id: place for place, section in enumerate(sections)}
        shown.sort(key=lambda line: (places[line.section_id], _KINDS.index(line.kind)))
        return SubmissionYear(
            year=year,
            due_on=_year_due(lines, year),
            today=today,
            rows=tuple(_row(line, names[line.section_id].name, today) for line in shown),
            lacking=tuple(one.name for one in sections if one.is_active and one.id not in having),
        )

    def list_missing(self, year: int) -> list[SubmissionRow]:
        """Return what still has to come, the longest overdue first."""
        missing = [row for row in self.get_year(year).rows if row.is_missing]
        return sorted(missing, key=lambda row: row.due_on)

    def count_missing(self, year: int) -> tuple[int, int]:
        """Return how many still have to come, and how many of these are overdue."""
        counts = self.get_year(year).counts
        return counts.missing, counts.overdue

    def list_history(self, key: int) -> list[SubmissionEvent]:
        """Return what was done with one submission, the latest first."""
        with self._workplace.database.reading() as session:
            line = self._line(session, key)
            query = (
                select(OperationLog)
                .where(OperationLog.noun == "submission", OperationLog.record_uuid == line.uuid)
                .order_by(OperationLog.id.desc())
            )
            return [SubmissionEvent(log.at, log.who, log.summary) for log in session.scalars(query)]

    def check(self, draft: SubmissionDraft) -> dict[str, str]:
        """Return field name → sentence for everything that keeps a submission from being put on record."""
        problems = {
            name: f"{title}最多 {limit} 字，请缩短。"
            for name, (title, limit) in _LIMITS.items()
            if len(getattr(draft, name).strip()) > limit
        }
        if not draft.submitted_by.strip():
            problems["submitted_by"] = "请填写报送人姓名。"
        if draft.submitted_on > self._workplace.clock.today():
            problems["submitted_on"] = "报送日期不能晚于今天。"
        return problems

    # -- the year

    def open_year(self, *, year: int, due_on: date | None = None) -> Changes:
        """Make the lines of every active 科室 that has none; the first time also sets the 截止日期."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            lines = self._lines(session, year)
            having = {line.section_id for line in lines}
            new = [one for one in self._sections(session) if one.is_active and one.id not in having]
            if not new:
                return Changes()
            due = _year_due(lines, year) if lines or due_on is None else due_on
            for section in new:
                for kind in SubmissionKind:
                    line = Submission(
                        year=year,
                        section_id=section.id,
                        kind=kind,
                        state=SubmissionState.PENDING,
                        due_on=due,
                        content=[],
                    )
                    workplace.add(session, line)
            names = "、".join(section.name for section in new)
            workplace.log(
                session,
                action="新增",
                noun="submission",
                summary=f"列出 {year} 年度科室报送：{names}，截止 {due.isoformat()}",
                after={"year": year, "due_on": due, "sections": [section.name for section in new]},
            )
        return Changes.of("submission")

    def update_due_date(self, *, year: int, due_on: date) -> Changes:
        """Set the 报送截止日期 of a year; what has come in keeps the day it was measured by."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            lines = [line for line in self._lines(session, year) if line.state in OPEN_STATES]
            if not lines:
                raise UserFacingError(f"{year} 年度没有未报的项目，截止日期不需要再改。")
            moved = [line for line in lines if line.due_on != due_on]
            if not moved:
                return Changes()
            before = _year_due(lines, year)
            for line in moved:
                line.due_on = due_on
                workplace.touch(line)
            workplace.log(
                session,
                action="修改",
                noun="submission",
                summary=f"{year} 年度科室报送截止日期改为 {due_on.isoformat()}，{len(moved)} 项未报的随之调整",
                before={"due_on": before},
                after={"due_on": due_on},
            )
        return Changes.of("submission")

    # -- one line

    def submit(self, *, key: int, draft: SubmissionDraft, file: ReceivedFile | None = None) -> Changes:
        """Put on record that a 科室 handed something in: who, when, and which file; a later file replaces the former."""
        if problems := self.check(draft):
            raise UserFacingError(next(iter(problems.values())))

        def change(line: Submission) -> str:
            line.state = SubmissionState.SUBMITTED
            line.submitted_on = draft.submitted_on
            line.submitted_by = draft.submitted_by.strip()
            line.remark = draft.remark.strip()
            line.returned_reason = ""
            line.file_name = file.name[-_FILE_NAME_LIMIT:] if file else ""
            line.file_digest = file.digest if file else ""
            line.counts = dict(file.counts) if file and file.counts is not None else None
            line.content = [dict(one) for one in file.content] if file else []
            what = f"，文件“{file.name}”" if file else ""
            return f"登记已报：{line.submitted_by} {draft.submitted_on.isoformat()}{what}"

        return self._act(key, SubmissionAct.SUBMIT, "报送", change)

    def return_submission(self, *, key: int, reason: str) -> Changes:
        """Send it back to the 科室 with what is to be put right."""
        reason = reason.strip()
        if not reason:
            raise UserFacingError("请写明退回的原因，科室才知道要改什么。")
        if len(reason) > 200:
            raise UserFacingError("退回的原因最多 200 字，请缩短。")

        def change(line: Submission) -> str:
            line.state = SubmissionState.RETURNED
            line.returned_reason = reason
            line.merged_on = None
            return f"退回：{reason}"

        return self._act(key, SubmissionAct.RETURN, "退回", change)

    def merge(self, *, key: int) -> Changes:
        """Mark it as taken into the district's own list."""

        def change(line: Submission) -> str:
            line.state = SubmissionState.MERGED
            line.merged_on = self._workplace.clock.today()
            return "标记已汇总"

        return self._act(key, SubmissionAct.MERGE, "汇总", change)

    def reopen(self, *, key: int, state: SubmissionState) -> Changes:
        """Take the step that led to ``state`` back: 已汇总 → 已报, 已报 → 未报; the operation log keeps what was on record."""

        def change(line: Submission) -> str:
            before = line.state
            if before is not state:  # an undo pressed twice would take back one step too many
                raise UserFacingError(
                    f"这一项现在是“{before.label}”，不再是“{state.label}”，没有可以撤销的。"
                )
            line.state = reopened(before)
            line.merged_on = None
            if line.state is SubmissionState.PENDING:
                line.submitted_on, line.submitted_by, line.remark = None, "", ""
                line.file_name, line.file_digest, line.counts, line.content = "", "", None, []
            return f"撤销“{before.label}”"

        return self._act(key, SubmissionAct.REOPEN, "撤销", change)

    # -- inner steps

    def _act(self, key: int, act: SubmissionAct, action: str, change: Callable[[Submission], str]) -> Changes:
        """Change one line if its state allows it, and log it; ``change`` says what it did."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            line = self._line(session, key)
            if sentence := refusal(act, line.state):
                raise UserFacingError(sentence)
            section = session.get(Section, line.section_id)
            name = section.name if section is not None else ""
            before = _logged(line)
            said = change(line)
            if line.state in OPEN_STATES:
                line.due_on = max(line.due_on, _year_due(self._lines(session, line.year), line.year))
            workplace.touch(line)
            workplace.log(
                session,
                action=action,
                noun="submission",
                summary=f"{line.year} 年度{name}“{line.kind.label}”{said}",
                record_uuid=line.uuid,
                before=before,
                after=_logged(line),
            )
        return Changes.of("submission", key=key)

    def _sections(self, session: Session) -> list[Section]:
        mine = select(Section).where(Section.office_id == self._workplace.office_id)
        return list(session.scalars(mine.order_by(Section.position, Section.id)))

    def _lines(self, session: Session, year: int) -> list[Submission]:
        mine = select(Submission).where(
            Submission.office_id == self._workplace.office_id, Submission.year == year
        )
        return list(session.scalars(mine.order_by(Submission.id)))

    def _line(self, session: Session, key: int) -> Submission:
        mine = select(Submission).where(
            Submission.office_id == self._workplace.office_id, Submission.id == key
        )
        line = session.scalars(mine).first()
        if line is None:
            raise UserFacingError("这一项报送已不存在，请刷新后重试。")
        return line


def _year_due(lines: Sequence[Submission], year: int) -> date:
    """Return the 截止日期 of the year: that of what is still open, for what has come in keeps its former one."""
    still_open = [line.due_on for line in lines if line.state in OPEN_STATES]
    return max(still_open or [line.due_on for line in lines], default=usual_due_date(year))


def _row(line: Submission, section_name: str, today: date) -> SubmissionRow:
    plain = (
        "uuid", "year", "kind", "state", "due_on", "submitted_on", "submitted_by", "returned_reason", "merged_on",
        "file_name", "file_digest", "counts", "remark",
    )  # fmt: skip
    came_on = today if line.state in OPEN_STATES or line.submitted_on is None else line.submitted_on
    return SubmissionRow(
        key=line.id,
        section_key=line.section_id,
        section_name=section_name,
        content=tuple(line.content),
        is_overdue=is_overdue(line.state, line.due_on, today),
        days_late=days_late(line.due_on, came_on),
        **{name: getattr(line, name) for name in plain},
    )


def _logged(line: Submission) -> dict[str, Any]:
    names = (
        "state", "due_on", "submitted_on", "submitted_by", "returned_reason", "merged_on", "file_name", "file_digest",
        "remark",
    )  # fmt: skip
    return {name: getattr(line, name) for name in names} | {"counts": str(line.counts or "")}
