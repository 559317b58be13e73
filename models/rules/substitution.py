"""递补与补抽: the draw as it stands after places lapsed and officers dropped out (protocol, §6–§7).

The result of the draw itself never changes; a substitution is a further line under it, found by the same tickets.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.errors import UserFacingError
from models.rules.assignment import (
    OfficerResult,
    free_team,
    is_qualified,
    officer_tickets,
    officers_for,
    order_for,
    seat_at,
)
from models.rules.draw import ObjectResult, dispatch_order, find_substitute
from models.rules.sealing import DrawRequest, OfficerRequest
from models.vocab import OfficerMode


class Cause(StrEnum):
    """Why an officer is replaced: for all objects, or for one object only."""

    DROPPED = "dropped"
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class Substitution:
    """One line of the certificate's ``substitutions``; ``into`` is None for a place that lapsed.

    ``enterprise`` names the object of an officer's line where the line is about one object; ``drawn_later`` the entries
    that a later batch had drawn when an object was replaced.
    """

    at: str
    kind: str  # object or officer
    out: str
    into: str | None
    reason: str
    approved_by: str
    enterprise: str | None = None
    cause: Cause | None = None
    drawn_later: tuple[str, ...] = ()


class Standing:
    """The draw as it stands. Each ``next_…`` says who follows; each ``replace_…`` carries it out.

    ``live`` holds the objects still to be inspected in dispatch order, ``officers_of`` who inspects each.
    """

    def __init__(
        self, request: DrawRequest, seed: str, objects: ObjectResult, officers: OfficerResult | None = None
    ) -> None:
        """Start from the result as drawn."""
        self.request = request
        self.seed = seed
        self.objects = objects
        self.live = list(dispatch_order(objects, seed, request.draw_code))
        self.used = set(self.live)
        self.teams: list[list[str]] = []
        self.team_of: dict[str, int] = {}
        self.officers_of: dict[str, list[str]] = {}
        self.dropped: set[str] = set()
        self.recused: dict[str, set[str]] = {}
        self._tickets = officer_tickets(seed, request.draw_code)
        self._loads_then: dict[str, Mapping[str, int]] = {}
        if officers is not None and request.officers is not None:
            self._start_officers(request.officers, officers)

    def next_object(self, out: str, drawn_later: Collection[str] = ()) -> str | None:
        """Return who takes the place of ``out``, or None when the place lapses."""
        if out in self.objects.compulsory:
            raise UserFacingError(f"“{out}”是必查对象，不递补；无法检查的请终止检查并写明原因。")
        if out not in self.live:
            raise UserFacingError(f"“{out}”不在本次抽取的现行名单中，不能递补。")
        return find_substitute(self.request, self.seed, out, self.used, drawn_later)

    def replace_object(self, out: str, into: str | None) -> None:
        """Put ``into`` in the place of ``out`` and give it its officers; None lets the place lapse."""
        place = self.live.index(out)
        del self.live[place]
        officers = self.officers_of.pop(out, None)
        team = self.team_of.pop(out, None)
        if into is None:
            return
        self.used.add(into)
        request = self.request.officers
        if officers is not None and request is not None:
            if request.mode is OfficerMode.TEAMS and team is not None:
                self._give_team(team, into)
            else:
                self._give_officers(request, into)
        self.live.insert(place, into)

    def next_officer(self, out: str, enterprise: str | None = None) -> str | None:
        """Return who replaces an officer: in the team (分组), or on one object (逐户, or a later recusal).

        None when nobody in the order may take the seat.
        """
        request = self._officer_request()
        tickets = self._tickets
        if enterprise is None:
            number, position = self._team_seat(out)
            objects = [object_ for object_ in self.live if self.team_of[object_] == number]
        else:
            objects = [enterprise]
            position = self._seat_on(out, enterprise)
        if request.mode is OfficerMode.TEAMS:
            rank = {id: place for place, id in enumerate(tickets.order(each.id for each in request.pool))}
            order = sorted(request.pool, key=lambda officer: rank[officer.id])
        else:
            order = order_for(request, tickets, objects[0], self._loads_then[objects[0]])
        seat = seat_at(request, position)
        barred = self.dropped | {out}
        barred.update(officer for team in self.teams for officer in team)
        for each in objects:
            barred.update(self.officers_of[each], self.recused.get(each, ()))
        return next((each.id for each in order if each.id not in barred and is_qualified(each, seat)), None)

    def replace_officer(self, out: str, into: str, enterprise: str | None, cause: Cause) -> None:
        """Put ``into`` on the seat of ``out``; DROPPED bars ``out`` from then on, RECUSED for this object only."""
        if cause is Cause.DROPPED:
            self.dropped.add(out)
        elif enterprise is not None:
            self.recused.setdefault(enterprise, set()).add(out)
        if enterprise is not None:
            officers = self.officers_of[enterprise]
            officers[officers.index(out)] = into
            return
        number, position = self._team_seat(out)
        self.teams[number - 1][position] = into
        for object_ in self.live:
            officers = self.officers_of[object_]
            if self.team_of[object_] == number and out in officers:
                officers[officers.index(out)] = into

    def objects_of(self, officer: str) -> list[str]:
        """Return the live objects of an officer in dispatch order."""
        return [object_ for object_ in self.live if officer in self.officers_of.get(object_, ())]

    def apply(self, line: Substitution) -> str | None:
        """Carry out one recorded line after finding who had to follow; return whom the rule names."""
        if line.kind == "object":
            follows = self.next_object(line.out, line.drawn_later)
            self.replace_object(line.out, follows)
            return follows
        enterprise = line.enterprise
        if enterprise is None and not self.teams:
            objects = self.objects_of(line.out)
            if len(objects) != 1:
                raise UserFacingError(f"人员“{line.out}”的补抽没有写明是哪一户检查对象。")
            enterprise = objects[0]
        follows = self.next_officer(line.out, enterprise)
        if follows is not None:
            self.replace_officer(line.out, follows, enterprise, line.cause or Cause.DROPPED)
        return follows

    def _start_officers(self, request: OfficerRequest, result: OfficerResult) -> None:
        self.teams = [list(team) for team in result.teams]
        for pair in request.recusals:
            self.recused.setdefault(pair.enterprise, set()).add(pair.officer)
        loads: dict[str, int] = {}
        for enterprise in self.live:
            assignee = result.assignment[enterprise]
            if isinstance(assignee, int):
                self.team_of[enterprise] = assignee
            self.officers_of[enterprise] = list(result.officers_of(enterprise))
            self._loads_then[enterprise] = dict(loads)
            for officer in self.officers_of[enterprise]:
                loads[officer] = loads.get(officer, 0) + 1

    def _give_team(self, team: int, into: str) -> None:
        barred = self.recused.get(into, set())
        if any(officer in barred for officer in self.teams[team - 1]):
            loads: dict[int, int] = {}
            for number in self.team_of.values():
                loads[number] = loads.get(number, 0) + 1
            free = free_team(self._tickets, self.teams, into, loads, barred)
            if free is None:
                raise UserFacingError(f"递补对象“{into}”在每个检查组都有须回避的人员，请先补抽人员再递补。")
            team = free
        self.team_of[into] = team
        self.officers_of[into] = list(self.teams[team - 1])

    def _give_officers(self, request: OfficerRequest, into: str) -> None:
        loads = self._loads()
        barred = self.dropped | self.recused.get(into, set())
        try:
            chosen = officers_for(request, self._tickets, into, loads, barred)
        except ValueError:
            raise UserFacingError(f"递补对象“{into}”除去回避和退出的人员后席位不足，请先补充人员。") from None
        self._loads_then[into] = dict(loads)
        self.officers_of[into] = list(chosen)

    def _loads(self) -> Mapping[str, int]:
        loads: dict[str, int] = {}
        for officers in self.officers_of.values():
            for officer in officers:
                loads[officer] = loads.get(officer, 0) + 1
        return loads

    def _team_seat(self, officer: str) -> tuple[int, int]:
        for number, team in enumerate(self.teams, start=1):
            if officer in team:
                return number, team.index(officer)
        raise UserFacingError(f"人员“{officer}”不在任何检查组中，不能补抽。")

    def _seat_on(self, officer: str, enterprise: str) -> int:
        officers = self.officers_of.get(enterprise, [])
        if officer not in officers:
            raise UserFacingError(f"人员“{officer}”不在“{enterprise}”的检查人员中，不能补抽。")
        return officers.index(officer)

    def _officer_request(self) -> OfficerRequest:
        if self.request.officers is None or not self.officers_of:
            raise UserFacingError("本次抽取没有抽取检查人员，不能补抽人员。")
        return self.request.officers
