"""抽取文书: the papers of a draw, made anew from what is stored whenever they are asked for; the same draw, the same bytes.

Nothing is changed and nothing is logged here: printing a paper is no act of the draw.
"""

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.interventions import WINDOW_DAYS, counts_by_kind, window_begins
from models.tables.draw import Draw, Substitution
from models.tables.plan import Plan, PlanTask, WorkScheme
from services.draw.interventions import read_interventions
from services.draw.paper_results import result_lines
from services.draw.paper_views import (
    PaperSource,
    everybody_present,
    frame_lines_of,
    group_lines,
    head_of,
    officer_rows,
    reason_lines,
    scheme_day,
    seal_line,
    signers,
    task_lines,
    void_lines,
)
from services.draw.reading import draw_detail
from services.files.confirmation import ConfirmationView, confirmation_wording, render_confirmation
from services.files.interventions import (
    InterventionLine,
    InterventionsView,
    interventions_wording,
    render_interventions,
)
from services.files.minutes import MinutesView, minutes_wording, render_minutes
from services.files.scheme_paper import SchemePaperView, render_scheme_paper
from services.files.seal_sheet import SealSheetView, render_seal_sheet, seal_sheet_wording
from services.office.rows import SAMPLE_MARK
from services.plan.schemes import newest_scheme
from services.workplace import Workplace


class DrawPaperService:
    """Use cases of the papers of a draw; each returns a PDF."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def seal_sheet(self, draw_key: int) -> bytes:
        """Return the 封存单; it says the same before the seed and ever after."""
        with self._workplace.database.reading() as session:
            view = _seal_sheet_view(self._source(session, draw_key))
        return render_seal_sheet(view)

    def confirmation(self, draw_key: int) -> bytes:
        """Return the 抽取结果确认单 with every 递补 and 补抽 so far (R36)."""
        with self._workplace.database.reading() as session:
            source = self._drawn(session, draw_key)
            view = ConfirmationView(
                head=head_of(source, confirmation_wording().title),
                ordinal=source.draw.ordinal,
                task=task_lines(source),
                seal=seal_line(source),
                result=result_lines(source),
                selectable=sum(count.selectable for count in source.detail.counts),
                signers=signers(source),
            )
        return render_confirmation(view)

    def minutes(self, draw_key: int) -> bytes:
        """Return the 抽取会议记录 for the signatures of all present."""
        with self._workplace.database.reading() as session:
            source = self._drawn(session, draw_key)
            draw = source.draw
            voided = None
            if draw.voided_at is not None:
                voided = (draw.voided_at, draw.void_reason, draw.void_approved_by)
            view = MinutesView(
                head=head_of(source, minutes_wording().title),
                task=task_lines(source),
                seal=seal_line(source),
                result=result_lines(source),
                in_frame=sum(count.total for count in source.detail.counts),
                meeting_place=draw.meeting_place,
                present=everybody_present(source),
                dispatched_at=draw.dispatched_at,
                voided=voided,
            )
        return render_minutes(view)

    def scheme(self, task_key: int, *, draw_key: int | None = None) -> bytes:
        """Return the 工作方案 that a draw rests on, or the last edition; one not approved says it is a draft (R24)."""
        with self._workplace.database.reading() as session:
            scheme = None if draw_key is None else _scheme_of(session, draw_key)
            scheme = scheme or newest_scheme(session, task_key)
            if scheme is None:
                raise UserFacingError("这项任务还没有工作方案，请先在“随机抽取”页的“更多”中写好方案。")
            office = self._workplace.office(session)
            view = SchemePaperView(
                bureau=office.bureau_name,
                title=scheme.title,
                basis=scheme.basis,
                objects=scheme.objects,
                content=scheme.content,
                organisation=scheme.organisation,
                steps=scheme.steps,
                requirements=scheme.requirements,
                written_by=scheme.written_by,
                written_on=scheme.written_on,
                approved_by=scheme.approved_by,
                approved_on=scheme.approved_on,
                dated_on=scheme_day(scheme.written_on, scheme.approved_on, scheme.created_at),
                mark=SAMPLE_MARK if office.is_sample else "",
            )
        return render_scheme_paper(view)

    def interventions(self, draw_key: int) -> bytes:
        """Return the 干预清单 for the supervisor."""
        return render_interventions(self.list_interventions(draw_key))

    def list_interventions(self, draw_key: int) -> InterventionsView:
        """Return the 干预清单 as the screen shows it and the paper prints it."""
        with self._workplace.database.reading() as session:
            source = self._source(session, draw_key)
            found = read_interventions(session, source)
            return InterventionsView(
                head=head_of(source, interventions_wording().title),
                days=WINDOW_DAYS,
                window_from=window_begins(source.draw.sealed_at),
                counts=tuple((kind.label, count) for kind, count in counts_by_kind(found)),
                lines=tuple(
                    InterventionLine(line.kind.label, line.at, line.who, line.text, line.grounds)
                    for line in found
                ),
                supervisor=source.draw.supervisor,
            )

    def _drawn(self, session: Session, draw_key: int) -> PaperSource:
        source = self._source(session, draw_key)
        if source.draw.drawn_at is None:
            raise UserFacingError(f"抽取 {source.draw.draw_code} 还没有抽取，抽取以后才有结果可以打印。")
        return source

    def _source(self, session: Session, draw_key: int) -> PaperSource:
        draws = select(Draw).options(selectinload(Draw.seals), selectinload(Draw.contributions))
        mine = Draw.office_id == self._workplace.office_id
        draw = session.scalars(draws.where(Draw.id == draw_key, mine)).first()
        if draw is None:
            raise UserFacingError("这次抽取已不存在，请刷新后重试。")
        task, plan = session.execute(
            select(PlanTask, Plan).join(Plan, Plan.id == PlanTask.plan_id).where(PlanTask.id == draw.task_id)
        ).one()
        before = draws.where(Draw.task_id == draw.task_id, Draw.ordinal < draw.ordinal)
        changes = select(Substitution).where(Substitution.draw_id == draw.id)
        return PaperSource(
            office=self._workplace.office(session),
            plan=plan,
            task=task,
            draw=draw,
            detail=draw_detail(session, draw),
            earlier=tuple(session.scalars(before.order_by(Draw.ordinal))),
            changes=tuple(session.scalars(changes.order_by(Substitution.position))),
            recusals=_recusals(draw),
        )


def _scheme_of(session: Session, draw_key: int) -> WorkScheme | None:
    query = select(WorkScheme).join(Draw, Draw.work_scheme_id == WorkScheme.id).where(Draw.id == draw_key)
    return session.scalars(query).first()


def _seal_sheet_view(source: PaperSource) -> SealSheetView:
    detail = source.detail
    in_pool = [row for row in detail.pool if row.in_pool]
    return SealSheetView(
        head=head_of(source, seal_sheet_wording().title, before_seed=True),
        task=task_lines(source),
        seal=seal_line(source),
        register_count=detail.register_count,
        frame=frame_lines_of(source),
        reasons=reason_lines(source),
        groups=group_lines(source),
        officers=officer_rows(source, detail.pool),
        recusals=source.recusals,
        leaders=sum(row.is_leader for row in in_pool),
        experts=sum(row.is_expert for row in in_pool),
        voided=void_lines(source.earlier, source.draw.sealed_at),
        signers=signers(source, before_seed=True),
    )


def _recusals(draw: Draw) -> int:
    """Return how many recusal pairs were sealed."""
    seals: Sequence[object] = draw.seals
    assert seals  # a draw without a seal does not exist
    officers = json.loads(draw.seals[-1].parameters)["officers"]
    return len(officers["recusals"]) if officers else 0
