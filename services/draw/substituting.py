"""递补与补抽 on the stored result: the rule names the successor, the replaced one stays on record (protocol, §6–§7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.assignment import seat_at
from models.rules.draw import object_tickets
from models.rules.substitution import Cause, Standing
from models.tables.draw import Draw, DrawnPlace, FrameEntry, PlaceOfficer, PoolOfficer
from models.tables.draw import Substitution as SubstitutionLine
from models.vocab import DrawOrigin, DrawStage, EntryKind
from services.draw.dispatching import (
    BEFORE_VISIT,
    change_officer,
    end_record,
    live_places,
    open_records,
    records_of,
)
from services.draw.opening import is_told
from services.draw.sealed import read_standing, seed_of
from services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why, approved by whom, proved by what; every line of 递补 and 补抽 carries them."""

    reason: str
    approved_by: str
    evidence: str = ""


class Substituting:
    """One act of 递补 or 补抽 on one draw, inside one transaction."""

    def __init__(self, session: Session, workplace: Workplace, draw: Draw, grounds: Grounds) -> None:
        if draw.stage not in (DrawStage.DRAWN, DrawStage.DISPATCHED):
            raise UserFacingError(f"抽取 {draw.draw_code} {draw.stage.label}，不能递补或补抽。")
        if not grounds.reason or not grounds.approved_by:
            raise UserFacingError("递补、补抽须写明理由和批准人。")
        self._session = session
        self._workplace = workplace
        self._draw = draw
        self._grounds = grounds
        self._at = workplace.clock.now()
        self._standing: Standing = read_standing(session, draw)
        self._places = {place.entry_id: place for place in live_places(session, draw)}
        self._records = records_of(session, list(self._places.values()))
        officers = session.scalars(
            select(PoolOfficer).where(PoolOfficer.draw_id == draw.id, PoolOfficer.in_pool)
        ).all()
        self._officer_keys = {row.certificate_number: row.officer_id for row in officers}
        self._officer_names = {row.certificate_number: row.name for row in officers}

    def replace_objects(self, place_keys: Collection[int]) -> list[tuple[str, str | None]]:
        """Replace several places, in ticket order; return (out, in) pairs, None for a place that lapsed."""
        outs = [entry_id for entry_id, place in self._places.items() if place.id in place_keys]
        if len(outs) != len(set(place_keys)):
            raise UserFacingError("所选对象已不在现行名单中，请刷新后重试。")
        tickets = object_tickets(seed_of(self._draw), self._draw.draw_code)
        later = _drawn_later(self._session, self._draw)
        return [(out, self._replace_object(out, later)) for out in tickets.order(outs)]

    def drop_officer(self, number: str) -> list[tuple[str, str]]:
        """Replace an officer who drops out, on every object not visited yet; return (object or "", successor) pairs."""
        successors: list[tuple[str, str]] = []
        if number in {officer for team in self._standing.teams for officer in team}:
            successors.append(("", self._replace_officer(number, None, Cause.DROPPED)))
        # one who sits in a team may stand in for a recused member of another on a single object
        objects = [entry_id for entry_id in self._standing.objects_of(number) if self._is_open(entry_id)]
        if not objects and not successors:
            raise UserFacingError(f"{self._officer_name(number)}没有尚未检查的对象，不需补抽。")
        return successors + [
            (entry_id, self._replace_officer(number, entry_id, Cause.DROPPED)) for entry_id in objects
        ]

    def recuse_officer(self, number: str, place_key: int) -> str:
        """Replace an officer on one object for a recusal that came up later; return the successor."""
        entry_id = next((key for key, place in self._places.items() if place.id == place_key), None)
        if entry_id is None or not self._is_open(entry_id):
            raise UserFacingError("这一户已不在现行名单中或已经检查，不能更换检查人员。")
        return self._replace_officer(number, entry_id, Cause.RECUSED)

    def _replace_object(self, out: str, later: Sequence[str]) -> str | None:
        place = self._places[out]
        record = self._records.get(place.id)
        name = _name(self._session, self._draw, out)
        if record is not None and record.stage not in BEFORE_VISIT:
            raise UserFacingError(f"“{name}”已经检查或终止，不能递补。")
        if place.kind is EntryKind.COMPULSORY and self._draw.origin is DrawOrigin.PLATFORM:
            raise UserFacingError(
                f"“{name}”由省平台抽取，本局不递补；无法检查的请终止检查并写明原因，需补抽的在平台上办理。"
            )
        if place.kind is EntryKind.COMPULSORY:
            raise UserFacingError(f"“{name}”是必查对象，不递补；无法检查的请终止检查并写明原因。")
        into = self._standing.next_object(out, later)
        self._standing.replace_object(out, into)
        self._mark(place)
        if record is not None:
            end_record(self._workplace, record, f"递补：{self._grounds.reason}")
        self._add_line("object", out, into, drawn_later=later)
        if into is not None:
            self._add_place(place, into)
        return into

    def _add_place(self, place: DrawnPlace, into: str) -> None:
        entry = self._session.scalars(
            select(FrameEntry).where(FrameEntry.draw_id == self._draw.id, FrameEntry.entry_id == into)
        ).one()
        substitute = self._workplace.add(
            self._session,
            DrawnPlace(
                draw_id=self._draw.id,
                enterprise_id=entry.enterprise_id,
                entry_id=into,
                position=place.position,
                kind=EntryKind.SELECTABLE,
                group=entry.group,
                stratum=entry.stratum,
                ticket=object_tickets(seed_of(self._draw), self._draw.draw_code).ticket(into),
                team_number=self._standing.team_of.get(into),
                substitutes_id=place.id,
                officers=[
                    self._seat(position, number)
                    for position, number in enumerate(self._standing.officers_of.get(into, ()))
                ],
            ),
        )
        self._session.flush()
        self._places[into] = substitute
        if self._draw.stage is DrawStage.DISPATCHED:
            open_records(self._session, self._workplace, self._draw, [substitute])
            self._records |= records_of(self._session, [substitute])

    def _replace_officer(self, number: str, entry_id: str | None, cause: Cause) -> str:
        into = self._standing.next_officer(number, entry_id)
        if into is None:
            is_shown = entry_id is not None and is_told(self._draw, self._places[entry_id])
            where = f"在“{_name(self._session, self._draw, entry_id or '')}”" if is_shown else ""
            raise UserFacingError(
                f"{self._officer_name(number)}{where}的席位没有可补的人员；请核对回避和人员状态，或按规定直接委派。"
            )
        seats = set(self._standing.objects_of(number)) if entry_id is None else {entry_id}
        self._standing.replace_officer(number, into, entry_id, cause)
        if entry_id is None:
            seats -= set(self._standing.objects_of(number))  # he only stands in there: a line of its own
        self._add_line("officer", number, into, entry_id=entry_id, cause=cause)
        for key, place in self._places.items():
            if key in seats and self._is_open(key):
                self._change_seat(place, number, into)
        return into

    def _change_seat(self, place: DrawnPlace, number: str, into: str) -> None:
        out_key = self._officer_keys[number]
        for seat in [
            seat for seat in place.officers if seat.officer_id == out_key and seat.replaced_at is None
        ]:
            self._mark(seat)
            successor = self._seat(seat.position, into)
            place.officers.append(successor)
            record = self._records.get(place.id)
            if record is not None and is_told(self._draw, place):
                change_officer(self._session, self._workplace, record, seat, successor)

    def _is_open(self, entry_id: str) -> bool:
        record = self._records.get(self._places[entry_id].id) if entry_id in self._places else None
        return entry_id in self._places and (record is None or record.stage in BEFORE_VISIT)

    def _seat(self, position: int, number: str) -> PlaceOfficer:
        request = self._standing.request.officers
        assert request is not None  # there are officers on the place
        return PlaceOfficer(
            officer_id=self._officer_keys[number], position=position, seat=seat_at(request, position)
        )

    def _mark(self, replaced: DrawnPlace | PlaceOfficer) -> None:
        replaced.replaced_at = self._at
        replaced.replaced_reason = self._grounds.reason
        replaced.replaced_approved_by = self._grounds.approved_by
        if isinstance(replaced, DrawnPlace):
            self._workplace.touch(replaced)
            del self._places[replaced.entry_id]

    def _add_line(
        self,
        kind: str,
        out: str,
        into: str | None,
        *,
        entry_id: str | None = None,
        cause: Cause | None = None,
        drawn_later: Sequence[str] = (),
    ) -> None:
        query = select(func.count()).where(SubstitutionLine.draw_id == self._draw.id)
        self._session.add(
            SubstitutionLine(
                draw_id=self._draw.id,
                position=(self._session.scalar(query) or 0) + 1,
                at=self._at,
                kind=kind,
                replaced=out,
                successor=into,
                entry_id=entry_id,
                cause=None if cause is None else str(cause),
                drawn_later=list(drawn_later),
                reason=self._grounds.reason,
                approved_by=self._grounds.approved_by,
                evidence=self._grounds.evidence,
            )
        )
        self._session.flush()

    def _officer_name(self, number: str) -> str:
        return self._officer_names.get(number, number)


def _drawn_later(session: Session, draw: Draw) -> list[str]:
    query = (
        select(DrawnPlace.entry_id)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .where(Draw.task_id == draw.task_id, Draw.ordinal > draw.ordinal, Draw.stage != DrawStage.VOIDED)
    )
    return sorted(set(session.scalars(query)))


def _name(session: Session, draw: Draw, entry_id: str) -> str:
    query = select(FrameEntry.name).where(FrameEntry.draw_id == draw.id, FrameEntry.entry_id == entry_id)
    return session.scalars(query).one()
