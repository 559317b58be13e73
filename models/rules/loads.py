"""工作量: where the work of one draw is shared unevenly, and which constraint made it so (R33).

The lists are filled by the fewest objects first, so two officers can only be two objects apart for one of these reasons, and
which one is no matter of opinion: the busier has a needed qualification that the other lacks (组长, 专业), or the other had to
stand aside (回避). In teams the teams are compared, and who was picked for none is told apart (分组).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.rules.assignment import OfficerResult
from models.rules.sealing import OfficerRequest
from models.vocab import OfficerMode

_MOST_NAMED = 3


class Cause(StrEnum):
    """Why loads differ by more than one."""

    RECUSAL = "回避"
    EXPERT = "专业"
    LEADER = "组长"
    TEAMS = "分组"


@dataclass(frozen=True, slots=True)
class Uneven:
    """One cause; ``officers`` are those it gives less work, in mode ``teams`` the members of such a team."""

    cause: Cause
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Officer:
    id: str
    load: int
    leader: bool
    expert: bool


def loads_of(request: OfficerRequest, result: OfficerResult) -> dict[str, int]:
    """Return how many objects each officer of the pool was given."""
    loads = {officer.id: 0 for officer in request.pool}
    for enterprise in result.assignment:
        for officer in result.officers_of(enterprise):
            loads[officer] = loads.get(officer, 0) + 1
    return loads


def uneven(request: OfficerRequest, result: OfficerResult) -> tuple[Uneven, ...]:
    """Return what makes loads differ by more than one; empty where none do."""
    loads = loads_of(request, result)
    if not loads or max(loads.values()) - min(loads.values()) <= 1:
        return ()
    if request.mode is OfficerMode.TEAMS:
        return tuple(_between_teams(request, result, loads))
    officers = [
        _Officer(
            officer.id,
            loads[officer.id],
            officer.leader and request.need_leader,
            officer.expert and request.need_expert,
        )
        for officer in sorted(request.pool, key=lambda officer: officer.id)
    ]
    found: dict[Cause, list[str]] = {}
    for officer in officers:
        for cause in _causes(officer, [other for other in officers if other.load - officer.load > 1]):
            found.setdefault(cause, []).append(officer.id)
    return tuple(Uneven(cause, tuple(found[cause])) for cause in Cause if cause in found)


def uneven_sentences(
    request: OfficerRequest, result: OfficerResult, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return one sentence for each cause; ``names`` gives officers by 执法证号."""
    return tuple(_sentence(request, result, each, names or {}) for each in uneven(request, result))


def span_words(loads: Iterable[int]) -> str:
    """Return 2–3户, or 2户 where all are the same."""
    known = sorted(loads)
    return f"{known[0]}户" if known[0] == known[-1] else f"{known[0]}–{known[-1]}户"


def _causes(officer: _Officer, busier: Iterable[_Officer]) -> set[Cause]:
    """Return why each of those who have two objects more, or more than that, has them."""
    causes: set[Cause] = set()
    for other in busier:
        leads, knows = other.leader and not officer.leader, other.expert and not officer.expert
        if leads:
            causes.add(Cause.LEADER)
        if knows:
            causes.add(Cause.EXPERT)
        if not leads and not knows:
            causes.add(Cause.RECUSAL)
    return causes


def _between_teams(
    request: OfficerRequest, result: OfficerResult, loads: Mapping[str, int]
) -> Iterable[Uneven]:
    most = max(loads.values())
    spared = sorted(officer for team in result.teams for officer in team if most - loads[officer] > 1)
    if spared:
        yield Uneven(Cause.RECUSAL, tuple(spared))
    seated = {officer for team in result.teams for officer in team}
    idle = sorted(officer.id for officer in request.pool if officer.id not in seated)
    if idle:
        yield Uneven(Cause.TEAMS, tuple(idle))


def _sentence(request: OfficerRequest, result: OfficerResult, found: Uneven, names: Mapping[str, str]) -> str:
    match found.cause:
        case Cause.RECUSAL if request.mode is OfficerMode.TEAMS:
            return _team_sentence(request, result, found)
        case Cause.RECUSAL:
            barred = _barred(request, result)
            told = [f"{names.get(one, one)}须回避{len(barred.get(one, ()))}户" for one in found.officers]
            return f"回避：{_listed(told)}，派给他们的较少。"
        case Cause.TEAMS:
            seated = len(request.pool) - len(found.officers)
            return (
                f"分组：可抽{len(request.pool)}人，按号码选出{seated}人编成{len(result.teams)}组，"
                f"其余{len(found.officers)}人本次不派。"
            )
        case Cause.LEADER:
            return _seat_sentence(
                request, result, "组长", "可任组长的", {one.id for one in request.pool if one.leader}
            )
        case Cause.EXPERT:
            return _seat_sentence(
                request, result, "专业", "专业匹配的", {one.id for one in request.pool if one.expert}
            )


def _seat_sentence(
    request: OfficerRequest, result: OfficerResult, word: str, who: str, qualified: set[str]
) -> str:
    loads = loads_of(request, result)
    seat = "组长" if word == "组长" else "专业人员"
    have = span_words(load for officer, load in loads.items() if officer in qualified)
    others = span_words(load for officer, load in loads.items() if officer not in qualified)
    return (
        f"{word}：每户须有1名{seat}，{who}只有{len(qualified)}人，每人{have}；"
        f"其他{len(loads) - len(qualified)}人每人{others}。"
    )


def _team_sentence(request: OfficerRequest, result: OfficerResult, found: Uneven) -> str:
    barred = _barred(request, result)
    told: list[str] = []
    for number, team in enumerate(result.teams, start=1):
        if set(team) & set(found.officers):
            aside = {enterprise for officer in team for enterprise in barred.get(officer, ())}
            told.append(f"第{number}组有成员须回避{len(aside)}户")
    return f"回避：{_listed(told)}，派给的较少。"


def _barred(request: OfficerRequest, result: OfficerResult) -> dict[str, set[str]]:
    """Return of each officer the enterprises of this draw from which he or she stands aside."""
    barred: dict[str, set[str]] = {}
    for pair in request.recusals:
        if pair.enterprise in result.assignment:
            barred.setdefault(pair.officer, set()).add(pair.enterprise)
    return barred


def _listed(told: Sequence[str]) -> str:
    shown = "、".join(told[:_MOST_NAMED])
    return shown if len(told) <= _MOST_NAMED else f"{shown}等{len(told)}处"
