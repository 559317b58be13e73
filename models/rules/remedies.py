"""不能封存时怎么办: for each kind of change the smallest one that makes the officers' part possible (protocol, §2).

Each remedy is enough by itself and says what it changes, so that it can be proved: apply it and nothing stands in the way.
A recusal is never lifted to make room: it is only to be looked at again, and corrected where the register is wrong.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from models.rules.sealing import Entry, OfficerEntry, OfficerRequest, RecusalPair
from models.vocab import EntryKind, OfficerMode


@dataclass(frozen=True, slots=True)
class MorePeople:
    """So many more officers, who are recused from nobody; ``teams`` differs from the request's where it must grow too."""

    leaders: int
    experts: int
    both: int
    either: int
    others: int
    teams: int

    @property
    def total(self) -> int:
        """How many persons."""
        return self.leaders + self.experts + self.both + self.either + self.others


@dataclass(frozen=True, slots=True)
class Qualify:
    """So many officers of the pool are given a qualification that they lack.

    ``fresh`` of them must be such as have none yet, where others could be meant.
    """

    leaders: int
    experts: int
    either: int
    fresh: int

    @property
    def total(self) -> int:
        """How many qualifications."""
        return self.leaders + self.experts + self.either


@dataclass(frozen=True, slots=True)
class OtherTeams:
    """Another number of teams."""

    teams: int


@dataclass(frozen=True, slots=True)
class SmallerTeams:
    """Fewer officers in a team."""

    team_size: int


@dataclass(frozen=True, slots=True)
class FewerSeats:
    """Seats that are given up."""

    without_leader: bool
    without_expert: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The fewest recusals that would have to fall: an example of them, and of each enterprise all that are recused."""

    pairs: tuple[RecusalPair, ...]
    recused: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SingleAssignment:
    """逐户 instead of 分组. The other way round never helps: a team that is free could have been picked singly."""


@dataclass(frozen=True, slots=True)
class WithoutBar:
    """The office's own bar (上次同人同户) is not carried out in this draw."""


Remedy = (
    MorePeople | Qualify | OtherTeams | SmallerTeams | FewerSeats | Review | SingleAssignment | WithoutBar
)


@dataclass(frozen=True, slots=True)
class _Missing:
    """How many leaders, experts, of either kind, and officers at all the seats lack (the four conditions of §2)."""

    leaders: int = 0
    experts: int = 0
    either: int = 0
    all: int = 0

    @property
    def people(self) -> int:
        """The fewest further persons who can make good for it."""
        return max(self.leaders, self.experts, self.either, self.all)

    def or_more(self, other: "_Missing") -> "_Missing":
        return _Missing(
            max(self.leaders, other.leaders),
            max(self.experts, other.experts),
            max(self.either, other.either),
            max(self.all, other.all),
        )


def remedies(
    request: OfficerRequest, frame: Iterable[Entry], barred: Collection[RecusalPair] = ()
) -> tuple[Remedy, ...]:
    """Return the smallest change of each kind that makes the seal possible by itself; empty where it is possible.

    ``barred`` are those of the recusals that a bar of the office makes and no register.
    """
    frame = tuple(frame)
    facts = _Facts(request, frame, barred)
    if facts.is_possible(request.mode, request.teams, request.team_size):
        return ()
    found = (
        *facts.people(),
        *facts.qualifications(),
        *facts.numbers_of_teams(),
        *facts.team_sizes(),
        *facts.seats_given_up(),
        *facts.reviews(),
        *_without_bar(request, frame, barred),
        *facts.modes(),
    )
    return tuple(found)


class _Facts:
    """The pool by qualification, and of each enterprise to be inspected those of the pool who are recused."""

    def __init__(
        self, request: OfficerRequest, frame: Iterable[Entry], barred: Collection[RecusalPair] = ()
    ) -> None:
        self.request = request
        self.barred = frozenset(barred)
        self.pool = {officer.id: officer for officer in request.pool}
        live = {entry.id for entry in frame if entry.kind is not EntryKind.EXCLUDED}
        pairs = sorted({(pair.enterprise, pair.officer) for pair in request.recusals})
        self.away = {
            enterprise: tuple(officer for _, officer in members)
            for enterprise, members in groupby(
                ((enterprise, officer) for enterprise, officer in pairs if officer in self.pool),
                key=lambda pair: pair[0],
            )
            if enterprise in live
        }
        self.most_away = max(map(len, self.away.values()), default=0)
        self.whole = _counts(request.pool)
        self.left = {self.without(away) for away in self.away.values()}  # the same few over and over

    # -- what lacks

    def without(self, away: Iterable[str]) -> tuple[int, ...]:
        """Count the pool without some of its officers."""
        gone = _counts(self.pool[officer] for officer in away)
        return tuple(have - less for have, less in zip(self.whole, gone, strict=True))

    def seats(self, mode: OfficerMode, teams: int, size: int, given_up: FewerSeats) -> tuple[int, int, int]:
        units = teams if mode is OfficerMode.TEAMS else 1
        leaders = units * (self.request.need_leader and not given_up.without_leader)
        experts = units * (self.request.need_expert and not given_up.without_expert)
        return leaders, experts, size * units - leaders - experts

    def missing(
        self, mode: OfficerMode, teams: int, size: int, given_up: FewerSeats = FewerSeats(False, False)
    ) -> _Missing:
        """Return what lacks in the worst case: new officers are recused from nobody, so the maxima are exact."""
        seats = self.seats(mode, teams, size, given_up)
        worst = _missing(self.whole, seats)
        if mode is OfficerMode.EACH:
            for counts in self.left:
                worst = worst.or_more(_missing(counts, seats))
        return worst

    def is_possible(
        self, mode: OfficerMode, teams: int, size: int, given_up: FewerSeats = FewerSeats(False, False)
    ) -> bool:
        if mode is OfficerMode.TEAMS and not self.leaves_a_team(teams):
            return False
        return not self.missing(mode, teams, size, given_up).people

    def leaves_a_team(self, teams: int) -> bool:
        return teams >= 1 and self.most_away < teams

    # -- what can be done

    def people(self) -> Iterator[Remedy]:
        asked = self.request
        teams = max(asked.teams, self.most_away + 1) if asked.mode is OfficerMode.TEAMS else 0
        missing = self.missing(asked.mode, teams, asked.team_size)
        total = missing.people
        if not total:
            return  # another number of teams is enough
        both = max(missing.leaders + missing.experts - total, 0)
        leaders, experts = missing.leaders - both, missing.experts - both
        either = max(missing.either - leaders - experts - both, 0)
        others = total - leaders - experts - both - either
        yield MorePeople(leaders, experts, both, either, others, teams)

    def qualifications(self) -> Iterator[Remedy]:
        """Only where no recusal plays a part: otherwise it matters who is given it."""
        asked = self.request
        missing = self.missing(asked.mode, asked.teams, asked.team_size)
        is_teams = asked.mode is OfficerMode.TEAMS
        recusals_matter = not self.leaves_a_team(asked.teams) if is_teams else bool(self.away)
        if missing.all or not missing.people or recusals_matter:
            return
        either = max(missing.either - missing.leaders - missing.experts, 0)
        leaders, experts, qualified, _ = self.whole
        could_double = (missing.leaders + either and qualified > leaders) or (
            missing.experts + either and qualified > experts
        )
        yield Qualify(missing.leaders, missing.experts, either, missing.either if could_double else 0)

    def numbers_of_teams(self) -> Iterator[Remedy]:
        """The numbers that do are those from the most recusals + 1 up to what the pool can seat: take the nearest."""
        asked = self.request
        if asked.mode is not OfficerMode.TEAMS:
            return
        fewest = self.most_away + 1
        tried = range(asked.teams - 1, fewest - 1, -1) if asked.teams > fewest else (fewest,)
        for teams in tried:
            if teams != asked.teams and self.is_possible(asked.mode, teams, asked.team_size):
                yield OtherTeams(teams)
                return

    def team_sizes(self) -> Iterator[Remedy]:
        asked = self.request
        least = max(2, asked.need_leader + asked.need_expert)
        for size in range(asked.team_size - 1, least - 1, -1):
            if self.is_possible(asked.mode, asked.teams, size):
                yield SmallerTeams(size)
                return

    def seats_given_up(self) -> Iterator[Remedy]:
        asked = self.request
        for given_up in (FewerSeats(False, True), FewerSeats(True, False), FewerSeats(True, True)):
            is_asked = (asked.need_leader or not given_up.without_leader) and (
                asked.need_expert or not given_up.without_expert
            )
            if is_asked and self.is_possible(asked.mode, asked.teams, asked.team_size, given_up):
                yield given_up
                return

    def reviews(self) -> Iterator[Remedy]:
        """Each enterprise stands by itself, so the fewest of each add up to the fewest of all."""
        asked = self.request
        seats = self.seats(asked.mode, asked.teams, asked.team_size, FewerSeats(False, False))
        if _missing(self.whole, seats).people:
            return
        pairs: list[RecusalPair] = []
        recused: dict[str, tuple[str, ...]] = {}
        for enterprise, away in self.away.items():
            registered = [officer for officer in away if RecusalPair(officer, enterprise) not in self.barred]
            if asked.mode is OfficerMode.TEAMS:
                needed = max(len(away) - asked.teams + 1, 0)
                back = tuple(registered[:needed]) if needed <= len(registered) else None
            else:
                missing = _missing(self.without(away), seats)
                back = _fewest_back([self.pool[officer] for officer in registered], missing)
            if back is None:
                return  # the office's own bar stands in the way, and no register
            if back:
                pairs += [RecusalPair(officer, enterprise) for officer in back]
                recused[enterprise] = tuple(registered)
        if pairs:
            yield Review(tuple(pairs), recused)

    def modes(self) -> Iterator[Remedy]:
        asked = self.request
        if asked.mode is OfficerMode.TEAMS and self.is_possible(OfficerMode.EACH, 0, asked.team_size):
            yield SingleAssignment()


def _without_bar(
    request: OfficerRequest, frame: Iterable[Entry], barred: Collection[RecusalPair]
) -> Iterator[Remedy]:
    registered = tuple(pair for pair in request.recusals if pair not in barred)
    facts = _Facts(replace(request, recusals=registered), frame)
    if barred and facts.is_possible(request.mode, request.teams, request.team_size):
        yield WithoutBar()


def _counts(officers: Iterable[OfficerEntry]) -> tuple[int, ...]:
    """Count leaders, experts, those who are either, and all."""
    leaders = experts = either = total = 0
    for officer in officers:
        leaders += officer.leader
        experts += officer.expert
        either += officer.leader or officer.expert
        total += 1
    return leaders, experts, either, total


def _missing(counts: Sequence[int], seats: tuple[int, int, int]) -> _Missing:
    leader_seats, expert_seats, other_seats = seats
    wanted = (
        leader_seats,
        expert_seats,
        leader_seats + expert_seats,
        leader_seats + expert_seats + other_seats,
    )
    return _Missing(*(max(want - have, 0) for want, have in zip(wanted, counts, strict=True)))


def _fewest_back(away: Sequence[OfficerEntry], missing: _Missing) -> tuple[str, ...] | None:
    """Return the fewest of those recused who fill the seats again, those without qualification where these do.

    None where all of them together do not.
    """
    if not missing.people:
        return ()
    kinds = [
        [officer.id for officer in away if (officer.leader, officer.expert) == kind]
        for kind in ((False, False), (True, False), (False, True), (True, True))
    ]
    for total in range(missing.people, len(away) + 1):
        for both in range(min(len(kinds[3]), total) + 1):
            leaders = max(missing.leaders - both, 0)
            experts = max(missing.experts - both, 0)
            more = max(missing.either - leaders - experts - both, 0)
            more_leaders = min(more, max(len(kinds[1]) - leaders, 0))
            leaders, experts = leaders + more_leaders, experts + more - more_leaders
            spare = total - leaders - experts - both
            if spare < 0 or leaders > len(kinds[1]) or experts > len(kinds[2]):
                continue
            rest = kinds[0] + kinds[1][leaders:] + kinds[2][experts:]
            if spare <= len(rest):
                return tuple(
                    sorted([*kinds[1][:leaders], *kinds[2][:experts], *kinds[3][:both], *rest[:spare]])
                )
    return None
