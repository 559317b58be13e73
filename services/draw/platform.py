"""平台抽取: a list that the provincial platform drew is taken in as it stands, with its number, time and page (计划四.1).

It is never edited: a list taken in by mistake is withdrawn with a reason, and stays. For its objects there is no certificate of
ours; our draw of officers, the papers and the records follow as usual.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.draw import Draw, PlatformDraw, PlatformObject
from models.tables.plan import PlanTask
from models.vocab import DrawStage, EvidenceKind
from services.changes import Changes
from services.draw.evidence import keep_file
from services.draw.platform_rows import PlatformDraft, PlatformDrawRow, PlatformPreview
from services.draw.platform_sheet import read_platform_list
from services.files.kept_file import PAGES, file_digest, read_kept_file
from services.workplace import Workplace

_LONGEST_NUMBER = 50


def check_platform_draft(draft: PlatformDraft, now: datetime) -> dict[str, str]:
    """Return field name → sentence for what is missing or wrong."""
    problems: dict[str, str] = {}
    number = draft.number.strip()
    if not number:
        problems["number"] = "请填写平台任务号，它会印在通知书和以后的纸面上。"
    elif len(number) > _LONGEST_NUMBER:
        problems["number"] = f"平台任务号不超过 {_LONGEST_NUMBER} 字，现为 {len(number)} 字。"
    if draft.drawn_at is None:
        problems["drawn_at"] = "请填写平台抽取的日期和时间，例如 2022-05-24 10:30。"
    elif draft.drawn_at > now:
        problems["drawn_at"] = "平台抽取的时间晚于现在，请核对。"
    if draft.page is None:
        problems["page"] = "请附平台抽取结果页面的截图或 PDF。"
    return problems


class PlatformDrawService:
    """Use cases of the lists that the provincial platform drew."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_taken_in(self, *, task_key: int) -> list[PlatformDrawRow]:
        """Return the lists of a task, withdrawn ones included, the newest first."""
        with self._workplace.database.reading() as session:
            query = select(PlatformDraw).where(PlatformDraw.task_id == task_key)
            found = session.scalars(query.order_by(PlatformDraw.id.desc())).all()
            counts = _object_counts(session)
            return [_row(session, taken_in, counts) for taken_in in found]

    def preview(self, *, path: Path) -> PlatformPreview:
        """Say which rows of a list file are enterprises of the roster; nothing is written. Raises UnreadableFileError."""
        with self._workplace.database.reading() as session:
            return read_platform_list(session, self._workplace.office_id, path)

    def take_in(
        self,
        *,
        task_key: int,
        path: Path,
        draft: PlatformDraft,
        previewed: PlatformPreview,
        leaves_out: bool = False,
    ) -> Changes:
        """Store the list that was previewed; rows that match nobody are left out only where the clerk says so."""
        workplace = self._workplace
        drawn_at, page_path = _complete(draft, workplace.clock.now())
        previewed.source.check_unchanged()
        page = read_kept_file(page_path, PAGES)
        digest = file_digest(path)
        with workplace.database.transaction() as session:
            found = read_platform_list(session, workplace.office_id, path)
            self._check(session, task_key, draft, found, leaves_out=leaves_out)
            taken_in = PlatformDraw(
                task_id=task_key,
                number=draft.number.strip(),
                drawn_at=drawn_at,
                file_name=path.name[-255:],
                file_digest=digest,
                taken_in_by=workplace.operator or "未署名",
            )
            workplace.add(session, taken_in)
            session.flush()
            session.add_all(_objects(taken_in, found))
            kind = EvidenceKind.PLATFORM_PAGE
            keep_file(session, workplace, kind, page, platform_draw_id=taken_in.id)
            self._log(
                session,
                taken_in,
                "录入平台抽取",
                f"平台任务号{taken_in.number}，“{path.name}”：{found.summary}",
                {"file_digest": digest, "page_digest": page.digest},
            )
        return Changes.of("draw", key=taken_in.id)

    def withdraw(self, *, platform_draw_key: int, reason: str) -> Changes:
        """Take a list back with a reason; not possible while a draw that stands rests on it."""
        if not reason.strip():
            raise UserFacingError("请写明撤回平台抽取名单的理由。")
        workplace = self._workplace
        with workplace.database.transaction() as session:
            taken_in = session.get(PlatformDraw, platform_draw_key)
            if taken_in is None or taken_in.withdrawn_at is not None:
                raise UserFacingError("这份平台抽取名单不存在或已经撤回。")
            if code := _resting_draw(session, taken_in):
                raise UserFacingError(
                    f"抽取 {code} 以这份名单封存，不能撤回；名单有误的，先公开作废 {code}。"
                )
            taken_in.withdrawn_at = workplace.clock.now()
            taken_in.withdrawn_reason = reason.strip()[:200]
            workplace.touch(taken_in)
            said = f"平台任务号{taken_in.number}：{reason.strip()}"
            self._log(session, taken_in, "撤回平台抽取", said, None)
        return Changes.of("draw", key=platform_draw_key)

    # -- inside

    def _check(
        self,
        session: Session,
        task_key: int,
        draft: PlatformDraft,
        found: PlatformPreview,
        *,
        leaves_out: bool,
    ) -> None:
        if session.get(PlanTask, task_key) is None:
            raise UserFacingError("这项抽查任务已不存在，请刷新后重试。")
        if not found.matches:
            raise UserFacingError(
                f"文件“{found.file_name}”中没有一户在名录库中，不能录入。请先在“名录库”中导入或更正。"
            )
        if found.unmatched and not leaves_out:
            raise UserFacingError(
                f"文件“{found.file_name}”有 {found.unmatched} 行对不上名录，请先更正名录，或确认不列入这些行。"
            )
        same = select(PlatformDraw.id).where(
            PlatformDraw.office_id == self._workplace.office_id,
            PlatformDraw.number == draft.number.strip(),
            PlatformDraw.withdrawn_at.is_(None),
        )
        if session.scalars(same).first() is not None:
            raise UserFacingError(
                f"平台任务号{draft.number.strip()}的名单已经录入，不重复录入；有误的先撤回。"
            )

    def _log(
        self,
        session: Session,
        taken_in: PlatformDraw,
        action: str,
        summary: str,
        after: Mapping[str, str] | None,
    ) -> None:
        self._workplace.log(
            session, action=action, noun="draw", summary=summary, record_uuid=taken_in.uuid, after=after
        )


def _resting_draw(session: Session, taken_in: PlatformDraw) -> str:
    query = select(Draw.draw_code).where(Draw.platform_draw_id == taken_in.id, Draw.stage != DrawStage.VOIDED)
    return session.scalars(query).first() or ""


def _complete(draft: PlatformDraft, now: datetime) -> tuple[datetime, Path]:
    """Return when the platform drew and the file of its page; raise UserFacingError for a draft that lacks something."""
    problems = check_platform_draft(draft, now)
    if problems:
        raise UserFacingError(next(iter(problems.values())))
    assert draft.page is not None and draft.drawn_at is not None  # checked
    return draft.drawn_at, draft.page


def _objects(taken_in: PlatformDraw, found: PlatformPreview) -> Iterator[PlatformObject]:
    for position, match in enumerate(found.matches, start=1):
        yield PlatformObject(
            platform_draw_id=taken_in.id, enterprise_id=match.enterprise_key, position=position
        )


def _object_counts(session: Session) -> dict[int, int]:
    query = select(PlatformObject.platform_draw_id, func.count()).group_by(PlatformObject.platform_draw_id)
    return dict(session.execute(query).all())


def _row(session: Session, taken_in: PlatformDraw, counts: Mapping[int, int]) -> PlatformDrawRow:
    return PlatformDrawRow(
        key=taken_in.id,
        task_key=taken_in.task_id,
        number=taken_in.number,
        drawn_at=taken_in.drawn_at,
        objects=counts.get(taken_in.id, 0),
        file_name=taken_in.file_name,
        file_digest=taken_in.file_digest,
        taken_in_by=taken_in.taken_in_by,
        withdrawn_at=taken_in.withdrawn_at,
        withdrawn_reason=taken_in.withdrawn_reason,
        draw_code=_resting_draw(session, taken_in),
    )
