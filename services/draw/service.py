"""随机抽取: seal, seed, draw, dispatch; and what may follow in the open: void, 递补, 补抽, certificate.

Each act is one transaction. Nothing rests on a draw that stops after its seed is known: the seed, the list of objects and
the officers are stored together or not at all, and the screen only shows what is stored.
"""

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.certificate import build_certificate, public_copy, result_digest_of
from models.rules.sealing import frame_lines
from models.rules.seed import Contribution, SeedRule, make_seed, rule_faults, rule_text
from models.tables.draw import Draw
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, EvidenceKind, SeedSource
from services.changes import Changes
from services.draw.appointing import appoint_officers
from services.draw.attempts import next_attempt, propose
from services.draw.dispatching import (
    check_dispatchable,
    end_records,
    live_places,
    open_places,
    open_records,
)
from services.draw.evidence import keep_file, read_evidence
from services.draw.lookup import find_draw
from services.draw.meeting import store_meeting
from services.draw.merging import merge_visits, part_visits, partners_of, split_visit
from services.draw.reading import draw_detail, draw_rows, preview_of, task_row
from services.draw.rows import AttendeeRow, DrawDetail, DrawRow, DrawTaskRow
from services.draw.seal_rows import DrawPreview, SealChoices
from services.draw.sealed import certificate_facts, compute_result, read_sealed
from services.draw.storing import (
    People,
    add_draw,
    add_seal,
    check_sealable,
    check_voidable,
    seal_facts,
    seal_summary,
    store_result,
    store_seed,
)
from services.draw.substituting import Grounds, Substituting
from services.files.certificate_copy import certificate_text
from services.workplace import Workplace


class DrawService:
    """Use cases of the draw tab; ``random_bytes`` is the operating system's random source."""

    def __init__(self, workplace: Workplace, random_bytes: Callable[[int], bytes] = os.urandom) -> None:
        self._workplace = workplace
        self._random_bytes = random_bytes

    # -- queries

    def list_tasks(self, *, year: int) -> list[DrawTaskRow]:
        """Return the tasks of the year's plan with the state of their draws."""
        with self._workplace.database.reading() as session:
            query = (
                select(PlanTask.id)
                .join(Plan, Plan.id == PlanTask.plan_id)
                .where(Plan.office_id == self._workplace.office_id, Plan.year == year)
                .order_by(PlanTask.number)
            )
            today = self._workplace.clock.today()
            return [
                task_row(next_attempt(session, key, today), session.scalars(_draws_of(key)).all())
                for key in session.scalars(query).all()
            ]

    def list_draws(self, *, task_key: int | None = None, year: int | None = None) -> list[DrawRow]:
        """Return the draws in the order of their seals, voided ones included."""
        with self._workplace.database.reading() as session:
            query = (
                select(Draw)
                .join(PlanTask, PlanTask.id == Draw.task_id)
                .join(Plan, Plan.id == PlanTask.plan_id)
                .where(Draw.office_id == self._workplace.office_id)
                .options(selectinload(Draw.seals))
                .order_by(Draw.id)
            )
            if task_key is not None:
                query = query.where(Draw.task_id == task_key)
            if year is not None:
                query = query.where(Plan.year == year)
            return draw_rows(session, session.scalars(query).all())

    def get_draw(self, *, draw_key: int) -> DrawDetail:
        """Return one draw with its frame, pool, seed and result."""
        with self._workplace.database.reading() as session:
            return draw_detail(session, self._draw(session, draw_key))

    def preview(self, *, task_key: int, choices: SealChoices | None = None) -> DrawPreview:
        """Return what a seal would fix now: frame, exclusions with reasons, officer pool, obstacles, number to draw."""
        choices = choices or SealChoices()
        with self._workplace.database.reading() as session:
            today = self._workplace.clock.today()
            attempt = next_attempt(session, task_key, today, choices.window_from, choices.window_to)
            office = self._workplace.office(session)
            proposal = propose(session, office, attempt, today, choices=choices)
            return preview_of(session, proposal)

    def frame_text(self, *, draw_key: int) -> str:
        """Return the sealed frame as the supervisor receives it; its SHA-256 is the frame digest."""
        with self._workplace.database.reading() as session:
            return frame_lines(read_sealed(session, self._draw(session, draw_key)).request.frame)

    def certificate(self, *, draw_key: int, public: bool = False) -> dict[str, Any]:
        """Return the full certificate of a drawn draw, or its 公告版 with the risk classes if the office publishes them."""
        with self._workplace.database.reading() as session:
            office = self._workplace.office(session)
            full = build_certificate(certificate_facts(session, office, self._draw(session, draw_key)))
            return public_copy(full, publishes_groups=office.publishes_groups) if public else full

    def certificate_json(self, *, draw_key: int, public: bool = False) -> str:
        """Return the certificate, or its 公告版, as the text of a JSON file."""
        return certificate_text(self.certificate(draw_key=draw_key, public=public))

    def find_by_digest(self, text: str) -> DrawRow | None:
        """Return the draw to which the 校验码 of a paper leads, typed or scanned; one that is no code is refused."""
        with self._workplace.database.reading() as session:
            found = find_draw(session, self._workplace.office_id, text)
            return None if found is None else draw_rows(session, [found])[0]

    def system_contribution(self) -> Contribution:
        """Return 32 bytes of the operating system's random source as the one contribution of a SYSTEM seed."""
        return Contribution(SeedSource.SYSTEM.label, self._random_bytes(32).hex())

    # -- changes

    def seal(
        self,
        *,
        task_key: int,
        operator: str,
        supervisor: str,
        seed_rule: SeedRule,
        choices: SealChoices | None = None,
    ) -> Changes:
        """封存: fix the frame, the parameters and the source of the seed; ``key`` of the changes is the new draw.

        Raises NothingToDrawError for an empty scope, InfeasibleDrawError where the officers' part could fail, and
        UserFacingError without an approved 工作方案, or for a roster that nobody renewed for a year, unless the
        choices say why.
        """
        workplace, choices = self._workplace, choices or SealChoices()
        faults = rule_faults(seed_rule)
        if faults:
            raise UserFacingError("".join(faults))
        with workplace.database.transaction() as session:
            today = workplace.clock.today()
            attempt = next_attempt(session, task_key, today, choices.window_from, choices.window_to)
            office = workplace.office(session)
            proposal = propose(session, office, attempt, today, rule_text(seed_rule), choices)
            people = People(operator.strip(), supervisor.strip())
            check_sealable(proposal, people)
            draw = add_draw(session, workplace, proposal, people, seed_rule)
            seal = add_seal(session, workplace, proposal, draw)
            workplace.log(
                session,
                action="封存",
                noun="draw",
                summary=seal_summary(draw, seal, proposal.roster.age.days),
                record_uuid=draw.uuid,
                after=seal_facts(draw, seal),
            )
        return Changes.of("draw", key=draw.id)

    def draw(self, *, draw_key: int, contributions: Sequence[Contribution]) -> Changes:
        """抽取: make the seed from its contributions, draw objects and officers, store everything at once.

        A contribution without a time was given now.
        """
        workplace = self._workplace
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            if draw.stage is not DrawStage.SEALED:
                raise UserFacingError(
                    f"抽取 {draw.draw_code} {draw.stage.label}，不能再次抽取；有程序错误的，公开作废后重新封存。"
                )
            seed = make_seed(SeedRule.from_stored(draw.seed_rule), contributions)
            used = session.scalars(select(Draw.draw_code).where(Draw.seed == seed)).first()
            if used is not None:
                raise UserFacingError(f"这个种子在 {used} 已经用过，种子只能用一次。")
            store_seed(session, workplace, draw, seed, contributions)
            sealed = read_sealed(session, draw)
            result = compute_result(sealed.request, seed)
            store_result(session, workplace, draw, sealed, result)
            facts = certificate_facts(session, workplace.office(session), draw, (sealed, result))
            draw.result_digest = result_digest_of(facts)
            draw.certificate_digest = build_certificate(facts)["certificate_digest"]
            workplace.log(
                session,
                action="抽取",
                noun="draw",
                summary=f"抽取 {draw.draw_code}：必查{len(result.objects.compulsory)}户，"
                f"抽中{len(result.objects.sampled)}户",
                record_uuid=draw.uuid,
                after={"seed": seed, "result_digest": draw.result_digest},
            )
        return Changes.of("draw", key=draw.id)

    def dispatch(self, *, draw_key: int) -> Changes:
        """派发: open an inspection record, 待检查, for every place of the list (细则 art. 16)."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            if draw.stage is not DrawStage.DRAWN:
                raise UserFacingError(f"抽取 {draw.draw_code} {draw.stage.label}，不能派发。")
            places = live_places(session, draw)
            check_dispatchable(session, draw, places)
            open_records(session, workplace, draw, places)
            draw.stage = DrawStage.DISPATCHED
            workplace.touch(draw)
            draw.dispatched_at = workplace.clock.now()
            workplace.log(
                session,
                action="派发",
                noun="draw",
                summary=f"派发 {draw.draw_code}，共{len(places)}户",
                record_uuid=draw.uuid,
            )
        return Changes.of("draw", "record", "plan", key=draw.id)

    def appoint(self, *, draw_key: int, place_keys: Collection[int], officer_keys: Sequence[int]) -> Changes:
        """直接委派: put named officers, the leader first, on places of a draw that was sealed without officers (R35)."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            said = appoint_officers(session, workplace, draw, place_keys, officer_keys)
            self._log(session, draw, "直接委派", said)
        return Changes.of("draw", key=draw_key)

    def open_assignment(self, *, draw_key: int, place_keys: Collection[int], opened_by: str) -> Changes:
        """启封: let the leader see where his team goes; each opening is logged with name and time."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            said = open_places(session, workplace, draw, place_keys, opened_by)
            self._log(session, draw, "启封", said)
        return Changes.of("draw", "record", key=draw_key)

    def merge_visits(self, *, place_key: int, with_place_key: int) -> Changes:
        """综合查一次: inspect an enterprise that two draws hold in one visit; both records remain (R69)."""
        with self._workplace.database.transaction() as session:
            draw = merge_visits(session, self._workplace, place_key, with_place_key)
            partner = partners_of(session, [place_key])[place_key]
            place = partners_of(session, [with_place_key])[with_place_key]
            self._log(session, draw, "合并检查", f"{place.name}与{partner.name}合并为一次检查")
        return Changes.of("draw", "record")

    def split_visit(self, *, place_key: int) -> Changes:
        """Take 综合查一次 back before the visit: each of the two is inspected by itself."""
        with self._workplace.database.transaction() as session:
            split_visit(session, self._workplace, place_key)
        return Changes.of("draw", "record")

    def set_meeting(self, *, draw_key: int, meeting_place: str, attendees: Sequence[AttendeeRow]) -> Changes:
        """Write down where the draw was held and who was present; possible until the list is dispatched."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            store_meeting(session, draw, meeting_place, attendees)
            self._log(session, draw, "登记在场人员", f"在场{len(attendees)}人，地点{meeting_place.strip()}")
        return Changes.of("draw", key=draw_key)

    def void(
        self,
        *,
        draw_key: int,
        reason: str,
        approved_by: str,
        evidence: str = "",
        evidence_path: Path | None = None,
    ) -> Changes:
        """作废: set aside the newest draw of a task in the open; it stays in every later certificate of the task."""
        workplace = self._workplace
        if not reason.strip() or not approved_by.strip():
            raise UserFacingError("作废须写明程序错误及证据，并填写批准人。")
        file = read_evidence(evidence_path)
        with workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            before = draw.stage
            check_voidable(session, draw)
            end_records(session, workplace, draw, f"抽取作废：{reason.strip()}")
            keys = [place.id for place in live_places(session, draw)]
            part_visits(session, workplace, keys, f"{draw.draw_code}作废")
            draw.stage = DrawStage.VOIDED
            workplace.touch(draw)
            draw.voided_at = workplace.clock.now()
            draw.void_reason, draw.void_approved_by = reason.strip(), approved_by.strip()
            draw.void_evidence = evidence.strip()
            keep_file(session, workplace, EvidenceKind.VOID, file, draw_id=draw_key)
            workplace.log(
                session,
                action="作废",
                noun="draw",
                summary=f"作废 {draw.draw_code}：{draw.void_reason}（{draw.void_approved_by}批准）",
                record_uuid=draw.uuid,
                before={"stage": before},
                after={"stage": draw.stage},
            )
        return Changes.of("draw", "record", "plan", key=draw.id)

    def substitute(
        self,
        *,
        draw_key: int,
        place_keys: Collection[int],
        reason: str,
        approved_by: str,
        evidence: str = "",
        evidence_path: Path | None = None,
    ) -> Changes:
        """递补: replace drawn enterprises that cannot be inspected by the next ones in ticket order."""
        file = read_evidence(evidence_path)
        with self._workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            grounds = Grounds(reason.strip(), approved_by.strip(), evidence.strip())
            act = Substituting(session, self._workplace, draw, grounds)
            part_visits(session, self._workplace, place_keys, f"{draw.draw_code}递补")
            for out, into in act.replace_objects(place_keys):
                follows = f"由 {into} 递补" if into else "无可递补，名额作废"
                self._log(session, draw, "递补", f"{out} {follows}：{reason.strip()}")
            keep_file(session, self._workplace, EvidenceKind.SUBSTITUTION, file, draw_id=draw_key)
        return Changes.of("draw", "record", "plan", key=draw_key)

    def replace_officer(
        self,
        *,
        draw_key: int,
        officer_key: int,
        reason: str,
        approved_by: str,
        evidence: str = "",
        evidence_path: Path | None = None,
        place_key: int | None = None,
    ) -> Changes:
        """补抽: replace an officer who drops out; with ``place_key`` one who must stand aside from this object only."""
        file = read_evidence(evidence_path)
        with self._workplace.database.transaction() as session:
            draw = self._draw(session, draw_key)
            grounds = Grounds(reason.strip(), approved_by.strip(), evidence.strip())
            act = Substituting(session, self._workplace, draw, grounds)
            number = session.scalars(
                select(Officer.certificate_number).where(Officer.id == officer_key)
            ).first()
            if place_key is None:
                successors = [into for _, into in act.drop_officer(number or "")]
            else:
                successors = [act.recuse_officer(number or "", place_key)]
            why = "退出" if place_key is None else "回避"
            summary = f"{number} {why}，由 {'、'.join(successors)} 接替：{reason.strip()}"
            self._log(session, draw, "补抽", summary)
            keep_file(session, self._workplace, EvidenceKind.REPLACEMENT, file, draw_id=draw_key)
        return Changes.of("draw", "record", key=draw_key)

    # -- inside

    def _draw(self, session: Session, draw_key: int) -> Draw:
        found = session.scalars(
            select(Draw)
            .where(Draw.id == draw_key, Draw.office_id == self._workplace.office_id)
            .options(selectinload(Draw.seals), selectinload(Draw.contributions))
        ).first()
        if found is None:
            raise UserFacingError("这次抽取已不存在，请刷新后重试。")
        return found

    def _log(self, session: Session, draw: Draw, action: str, summary: str) -> None:
        self._workplace.touch(draw)
        self._workplace.log(
            session,
            action=action,
            noun="draw",
            summary=f"{draw.draw_code}：{summary}",
            record_uuid=draw.uuid,
        )


def _draws_of(task_key: int) -> Select[Draw]:
    return select(Draw).where(Draw.task_id == task_key).order_by(Draw.ordinal)
