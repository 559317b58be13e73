"""派人: which officers form the teams and which of them go to which enterprise (protocol, §7).

What cannot be met is found before the seal and said in the office's words; after the seal nothing may depend on it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.rules.sealing import Entry, OfficerEntry, OfficerRequest
from models.rules.tickets import OFFICERS, Tickets, effective_seed
from models.vocab import EntryKind, OfficerMode, Seat

Assignee = int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficerResult:
    """Teams as drawn (none in mode ``each``) and, for each enterprise in dispatch order, its team or its officers."""

    teams: tuple[tuple[str, ...], ...]
    assignment: Mapping[str, Assignee]

    def officers_of(self, enterprise: str) -> tuple[str, ...]:
        """Return the officers of one enterprise: leader, expert, others."""
        assignee = self.assignment[enterprise]
        return self.teams[assignee - 1] if isinstance(assignee, int) else assignee

    def as_json(self) -> dict[str, Any]:
        """Return the part as the published cases write it (§9)."""
        assignment = {key: _plain(assignee) for key, assignee in self.assignment.items()}
        if not self.teams:
            return {"assignment": assignment}
        return {"teams": [list(team) for team in self.teams], "assignment": assignment}


@dataclass(slots=True)
class _Picked:
    """The officers chosen so far, and whether one more keeps the set seatable."""

    seats: tuple[int, int, int]
    chosen: list[OfficerEntry] = field(default_factory=list[OfficerEntry])
    neither: int = 0
    only_leader: int = 0
    only_expert: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.chosen) == sum(self.seats)

    def offer(self, officer: OfficerEntry) -> None:
        leaders, experts, others = self.seats
        n = self.neither + (not officer.leader and not officer.expert)
        lead = self.only_leader + (officer.leader and not officer.expert)
        expert = self.only_expert + (officer.expert and not officer.leader)
        if n > others or lead + n > leaders + others or expert + n > experts + others:
            return
        self.neither, self.only_leader, self.only_expert = n, lead, expert
        self.chosen.append(officer)


@dataclass(frozen=True, slots=True)
class Seated:
    """One picking, seated; each list in picked order."""

    leaders: tuple[str, ...]
    experts: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Leader, expert, others, as lists are written."""
        return self.leaders + self.experts + self.others


def officer_tickets(seed: str, draw_code: str) -> Tickets:
    """Return the tickets of the officers' part of a draw."""
    return Tickets(effective_seed(seed, draw_code, OFFICERS))


def obstacles(
    request: OfficerRequest, frame: Iterable[Entry], names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return why the officers' part could fail, one Chinese sentence each; empty when it is possible whatever the seed.

    Called before the seal (§2): names the seats that are short, or the enterprises whose recusals stand in the way;
    ``names`` gives the names of enterprises and officers by id, where the reader should see names.
    """
    short = _short_seats(request.pool, request.seats)
    if short:
        return tuple(f"可抽人员不足：{text}。" for text in short)
    names = names or {}
    pool = {officer.id for officer in request.pool}
    recused = {enterprise: officers & pool for enterprise, officers in _recused(request).items()}
    sentences: list[str] = []
    for entry in sorted(entry for entry in frame if recused.get(entry.id)):
        if entry.kind is EntryKind.EXCLUDED:
            continue
        away = recused[entry.id]
        who = "、".join(names.get(officer, officer) for officer in sorted(away))
        where = f"检查对象“{names.get(entry.id, entry.id)}”"
        if request.mode is OfficerMode.EACH:
            rest = tuple(officer for officer in request.pool if officer.id not in away)
            sentences += [
                f"{where}因人员回避（{who}）而{text}。" for text in _short_seats(rest, request.seats)
            ]
        elif len(away) >= request.teams:
            sentences.append(
                f"{where}有{len(away)}名可抽人员须回避（{who}），不少于组数{request.teams}，"
                "可能没有可派的检查组，请增加组数或核对回避登记。"
            )
    return tuple(sentences)


def assign_officers(
    request: OfficerRequest, seed: str, draw_code: str, enterprises: Sequence[str]
) -> OfficerResult:
    """Draw the officers' part for ``enterprises`` in dispatch order; the request has passed ``obstacles``."""
    tickets = officer_tickets(seed, draw_code)
    if request.mode is OfficerMode.TEAMS:
        teams = draw_teams(request, tickets)
        return OfficerResult(teams, _assign_teams(request, tickets, teams, enterprises))
    recused = _recused(request)
    loads: dict[str, int] = {}
    assignment: dict[str, Assignee] = {}
    for enterprise in enterprises:
        officers = officers_for(request, tickets, enterprise, loads, recused.get(enterprise, ()))
        for officer in officers:
            loads[officer] = loads.get(officer, 0) + 1
        assignment[enterprise] = officers
    return OfficerResult((), assignment)


def draw_teams(request: OfficerRequest, tickets: Tickets) -> tuple[tuple[str, ...], ...]:
    """Form the teams: leaders, experts and others, each in ticket order, dealt in turn."""
    order = {id: place for place, id in enumerate(tickets.order(officer.id for officer in request.pool))}
    seated = pick_and_seat(sorted(request.pool, key=lambda officer: order[officer.id]), request.seats)
    teams: list[list[str]] = [[] for _ in range(request.teams)]
    for officers in (seated.leaders, seated.experts, seated.others):
        for turn, officer in enumerate(sorted(officers, key=lambda officer: order[officer])):
            teams[turn % request.teams].append(officer)
    return tuple(tuple(team) for team in teams)


def pick_and_seat(order: Iterable[OfficerEntry], seats: tuple[int, int, int]) -> Seated:
    """Pick the first officers that keep the seats fillable and seat them; too few raises ValueError (§7)."""
    picked = _Picked(seats)
    for officer in order:
        if picked.is_full:
            break
        picked.offer(officer)
    if not picked.is_full:
        raise ValueError("the seats cannot be filled; obstacles() was not asked before the seal")
    leader_seats, expert_seats, _ = seats
    leaders = [officer for officer in picked.chosen if officer.leader and not officer.expert][:leader_seats]
    experts = [officer for officer in picked.chosen if officer.expert and not officer.leader][:expert_seats]
    for officer in picked.chosen:
        if officer.leader and officer.expert:
            if len(leaders) < leader_seats:
                leaders.append(officer)
            elif len(experts) < expert_seats:
                experts.append(officer)
    taken = {officer.id for officer in (*leaders, *experts)}
    return Seated(
        tuple(officer.id for officer in leaders),
        tuple(officer.id for officer in experts),
        tuple(officer.id for officer in picked.chosen if officer.id not in taken),
    )


def officers_for(
    request: OfficerRequest,
    tickets: Tickets,
    enterprise: str,
    loads: Mapping[str, int],
    barred: Collection[str] = (),
) -> tuple[str, ...]:
    """逐户: return the officers of one enterprise with the loads as they are."""
    order = order_for(request, tickets, enterprise, loads)
    return pick_and_seat((officer for officer in order if officer.id not in barred), request.seats).all


def order_for(
    request: OfficerRequest, tickets: Tickets, enterprise: str, loads: Mapping[str, int]
) -> Iterator[OfficerEntry]:
    """逐户: yield the pool by load, ties by ticket; a ticket is computed only for the loads that are reached."""
    by_load: dict[int, list[OfficerEntry]] = {}
    for officer in request.pool:
        by_load.setdefault(loads.get(officer.id, 0), []).append(officer)
    for load in sorted(by_load):
        yield from sorted(by_load[load], key=lambda officer: tickets.ticket(f"{officer.id}@{enterprise}"))


def free_team(
    tickets: Tickets,
    teams: Sequence[Collection[str]],
    enterprise: str,
    loads: Mapping[int, int],
    barred: Collection[str],
) -> int | None:
    """Return the number of the team with fewest objects and no recused member, or None when every team has one."""
    free = [
        number
        for number, members in enumerate(teams, start=1)
        if not any(officer in barred for officer in members)
    ]
    return min(
        free,
        key=lambda number: (loads.get(number, 0), tickets.ticket(f"{number}@{enterprise}")),
        default=None,
    )


def seat_at(request: OfficerRequest, position: int) -> Seat:
    """Return the seat at a place of a written list: leader, expert, others."""
    if request.need_leader and position == 0:
        return Seat.LEADER
    if request.need_expert and position == int(request.need_leader):
        return Seat.EXPERT
    return Seat.MEMBER


def is_qualified(officer: OfficerEntry, seat: Seat) -> bool:
    """Return whether an officer may take a seat."""
    return {Seat.LEADER: officer.leader, Seat.EXPERT: officer.expert, Seat.MEMBER: True}[seat]


def _assign_teams(
    request: OfficerRequest,
    tickets: Tickets,
    teams: tuple[tuple[str, ...], ...],
    enterprises: Sequence[str],
) -> dict[str, Assignee]:
    recused = _recused(request)
    loads: dict[int, int] = {}
    assignment: dict[str, Assignee] = {}
    for enterprise in enterprises:
        team = free_team(tickets, teams, enterprise, loads, recused.get(enterprise, ()))
        if team is None:
            raise ValueError("every team has a recused member; obstacles() was not asked before the seal")
        loads[team] = loads.get(team, 0) + 1
        assignment[enterprise] = team
    return assignment


def _recused(request: OfficerRequest) -> dict[str, set[str]]:
    recused: dict[str, set[str]] = {}
    for pair in request.recusals:
        recused.setdefault(pair.enterprise, set()).add(pair.officer)
    return recused


def _short_seats(pool: Iterable[OfficerEntry], seats: tuple[int, int, int]) -> list[str]:
    """Name what is short, by the four conditions of §2 (Hall's for two kinds of seats)."""
    pool = tuple(pool)
    leader_seats, expert_seats, other_seats = seats
    leaders = sum(officer.leader for officer in pool)
    experts = sum(officer.expert for officer in pool)
    either = sum(officer.leader or officer.expert for officer in pool)
    wanted = leader_seats + expert_seats + other_seats
    short: list[str] = []
    if leaders < leader_seats:
        short.append(f"组长席位{leader_seats}个，具备组长资格的只有{leaders}人")
    if experts < expert_seats:
        short.append(f"专业人员席位{expert_seats}个，专业匹配的只有{experts}人")
    if not short and either < leader_seats + expert_seats:
        short.append(
            f"组长与专业人员席位共{leader_seats + expert_seats}个（须为不同的人），"
            f"具备其中一种资格的只有{either}人"
        )
    if len(pool) < wanted:
        short.append(f"席位共{wanted}个，可抽人员只有{len(pool)}人")
    return short


def _plain(assignee: Assignee) -> int | list[str]:
    return assignee if isinstance(assignee, int) else list(assignee)
