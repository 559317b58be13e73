"""Leave of 执法检查人员: 请假、公差、培训, by day; the draw leaves out who is away for most of a task's window (细则 art. 10)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.officer import Leave, Officer
from models.vocab import RosterNoun
from services.changes import Changes
from services.roster.history import record_changes
from services.roster.officer_rows import LeaveDraft, LeaveRow
from services.workplace import Workplace

LONGEST_REASON = 200


def leave_problems(draft: LeaveDraft, entered: Iterable[LeaveRow]) -> dict[str, str]:
    """Return field name → sentence for everything that keeps a leave from standing beside those of the same officer."""
    problems: dict[str, str] = {}
    if draft.starts_on is None:
        problems["starts_on"] = "请填写第一天。"
    if draft.ends_on is None:
        problems["ends_on"] = "请填写最后一天；只有一天的，与第一天相同。"
    if len(draft.reason.strip()) > LONGEST_REASON:
        problems["reason"] = f"事由最多 {LONGEST_REASON} 字，请缩短。"
    if draft.starts_on is None or draft.ends_on is None:
        return problems
    if draft.ends_on < draft.starts_on:
        return problems | {"ends_on": "最后一天不能早于第一天。"}
    for row in entered:
        is_apart = row.ends_on < draft.starts_on or row.starts_on > draft.ends_on
        if row.cancelled_at is None and not is_apart:
            words = f" {row.starts_on} 至 {row.ends_on} 的{row.kind.label}"
            problems["starts_on"] = f"与已登记的{words}重叠，请改日期，或先撤销那一条。"
    return problems


class LeaveService:
    """Use cases of the leave calendar."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_leaves(
        self, *, officer_key: int | None = None, year: int | None = None, with_cancelled: bool = False
    ) -> list[LeaveRow]:
        """Return the leaves of an officer or of all, those that touch a year or all of them, the latest first."""
        with self._workplace.database.reading() as session:
            rows = self._rows(session, officer_key)
        return [
            row
            for row in rows
            if (with_cancelled or row.cancelled_at is None)
            and (year is None or row.starts_on.year <= year <= row.ends_on.year)
        ]

    def add_leave(self, *, draft: LeaveDraft) -> Changes:
        """Enter days on which an officer is away; raises UserFacingError with the first thing that is wrong."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            name = session.scalar(select(Officer.name).where(Officer.id == draft.officer_key))
            if name is None:
                raise UserFacingError("该执法检查人员不在名录中，请刷新列表。")
            if problems := self._problems(session, draft):
                raise UserFacingError(next(iter(problems.values())))
            leave = workplace.add(
                session,
                Leave(
                    officer_id=draft.officer_key,
                    kind=draft.kind,
                    starts_on=draft.starts_on,
                    ends_on=draft.ends_on,
                    reason=draft.reason.strip(),
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="leave",
                summary=f"登记“{name}”{draft.kind.label}：{draft.starts_on} 至 {draft.ends_on}",
                record_uuid=leave.uuid,
                after={"kind": draft.kind, "starts_on": draft.starts_on, "ends_on": draft.ends_on},
            )
            return Changes.of("leave", "officer", key=leave.id)

    def cancel_leave(self, *, key: int, why: str = "") -> Changes:
        """Take back a leave that was entered by mistake or not used; it stays on record."""
        return self._set_cancelled(key, is_cancelled=True, why=why)

    def restore_leave(self, *, key: int) -> Changes:
        """Let a cancelled leave count again; raises UserFacingError when another one now covers its days."""
        return self._set_cancelled(key, is_cancelled=False, why="")

    def _set_cancelled(self, key: int, *, is_cancelled: bool, why: str) -> Changes:
        workplace = self._workplace
        with workplace.database.transaction() as session:
            leave = session.scalars(select(Leave).where(Leave.id == key)).one_or_none()
            if leave is None:
                raise UserFacingError("该请假记录不存在，请刷新列表。")
            if (leave.cancelled_at is not None) == is_cancelled:
                return Changes()
            draft = LeaveDraft(leave.officer_id, leave.kind, leave.starts_on, leave.ends_on, leave.reason)
            if not is_cancelled and (problems := self._problems(session, draft)):
                raise UserFacingError(next(iter(problems.values())))
            before = {"cancelled_at": leave.cancelled_at}
            leave.cancelled_at = workplace.clock.now() if is_cancelled else None
            after = {"cancelled_at": leave.cancelled_at}
            workplace.touch(leave)
            record_changes(workplace, session, RosterNoun.LEAVE, key, before, after, why=why)
            action = "撤销" if is_cancelled else "恢复"
            workplace.log(
                session,
                action=action,
                noun="leave",
                summary=f"{action}{leave.kind.label}：{leave.starts_on} 至 {leave.ends_on}",
                record_uuid=leave.uuid,
                before=before,
                after=after,
            )
        return Changes.of("leave", "officer", key=key)

    def _problems(self, session: Session, draft: LeaveDraft) -> dict[str, str]:
        return leave_problems(draft, self._rows(session, draft.officer_key))

    def _rows(self, session: Session, officer_key: int | None) -> list[LeaveRow]:
        query = (
            select(Leave, Officer.name)
            .join(Officer, Officer.id == Leave.officer_id)
            .where(Leave.office_id == self._workplace.office_id)
            .order_by(Leave.starts_on.desc(), Leave.id.desc())
        )
        if officer_key is not None:
            query = query.where(Leave.officer_id == officer_key)
        return [
            LeaveRow(
                key=leave.id,
                uuid=leave.uuid,
                officer_key=leave.officer_id,
                officer_name=name,
                kind=leave.kind,
                starts_on=leave.starts_on,
                ends_on=leave.ends_on,
                reason=leave.reason,
                cancelled_at=leave.cancelled_at,
            )
            for leave, name in session.execute(query)
        ]
