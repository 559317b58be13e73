"""What may follow a draw, replayed step by step from the protocol's text: 递补 (§6) and 补抽 (§7).

The certificate names who left and who came; who sits where after each step follows from the rules, and the next step
rests on it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.auditor.drawing import (
    Json,
    Loads,
    draw_objects,
    draw_officers,
    merged,
    officers_for,
    order_for,
    standing_aside,
    team_for,
    ticketing,
)


@dataclass
class Aftermath:
    """The places and teams of one draw as they stand after the steps taken so far."""

    draw: Json
    entries: dict[str, Json]
    live: list[str]
    used: set[str]
    aside: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    dropped: set[str] = field(default_factory=set[str])
    teams: list[list[str]] = field(default_factory=list[list[str]])
    team_of: dict[str, int] = field(default_factory=dict[str, int])
    stand_ins: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])
    seated: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    stood: dict[str, Loads] = field(default_factory=dict[str, Loads])

    def officers_of(self, enterprise: str) -> list[str]:
        """Who inspects this object now, in seat order."""
        if enterprise in self.seated:
            return self.seated[enterprise]
        if not self.teams:
            return []
        stand_ins = self.stand_ins.get(enterprise, {})
        team = self.teams[self.team_of[enterprise] - 1]
        return [stand_ins.get(place, one) for place, one in enumerate(team)]


def begin(draw: Json) -> Aftermath:
    """The state right after the draw."""
    compulsory, sampled, _ = draw_objects(draw)
    objects = merged(draw, compulsory, sampled)
    state = Aftermath(draw, {one["id"]: one for one in draw["frame"]}, objects, set(objects))
    if draw.get("officers") is None:
        return state
    result, state.stood = draw_officers(draw, objects)
    state.aside = standing_aside(draw["officers"])
    if draw["officers"]["mode"] == "each":
        state.seated = result["assignment"]
    else:
        state.teams = [list(team) for team in result["teams"]]
        state.team_of = result["assignment"]
    return state


def replay(draw: Json) -> tuple[Aftermath, list[str]]:
    """Take every step of the certificate; the differences name steps that the rules do not give."""
    state = begin(draw)
    differences: list[str] = []
    for place, step in enumerate(draw["substitutions"], 1):
        if not all(isinstance(step.get(key), str) and step[key] for key in ("at", "reason", "approved_by")):
            differences.append(f"step {place}: reason, approver or date is missing")
        if step["kind"] not in {"object", "officer"}:
            differences.append(f"step {place}: of no known kind")
            continue
        wanted = next_object(state, step) if step["kind"] == "object" else next_officer(state, step)
        if wanted != (step["in"] or None):
            differences.append(f"step {place}: {step['in']} came, the rules say {wanted}")
        if differences:
            break
        (take_object if step["kind"] == "object" else take_officer)(state, step)
    return state, differences


def next_object(state: Aftermath, step: Json) -> str | None:
    """§6 递补: the next unused of the town, then of the group; nobody when the place lapses."""
    out = state.entries.get(step["out"])
    if out is None or out["kind"] != "S" or step["out"] not in state.live:
        return f"nothing for {step['out']}, which is no live drawn place"
    later = set[str](step.get("drawn_later", ()))
    ticket = ticketing(state.draw, "objects")
    unused = [
        one
        for one in sorted(state.entries.values(), key=lambda one: ticket(one["id"]))
        if one["kind"] == "S" and one["group"] == out["group"] and one["id"] not in state.used | later
    ]
    here = [one for one in unused if one["stratum"] == out["stratum"]]
    first = (here or unused) if state.draw["method"] == "stratified" else unused
    return first[0]["id"] if first else None


def take_object(state: Aftermath, step: Json) -> None:
    out, came = step["out"], step["in"]
    place = state.live.index(out)
    state.live.remove(out)
    if not came:
        return
    state.live.insert(place, came)
    state.used.add(came)
    if state.draw.get("officers") is None:
        return
    if state.draw["officers"]["mode"] == "each":
        loads = loads_now(state)
        state.stood[came] = dict(loads)
        absent = state.dropped | {officer for officer, at in state.aside if at == came}
        state.seated[came] = officers_for(state.draw, came, loads, absent)
        return
    barred = [
        number
        for number, team in enumerate(state.teams, 1)
        if any((one, came) in state.aside for one in team)
    ]
    if state.team_of[out] in barred:
        others = [one for one in state.live if one != came]
        counts = [
            sum(state.team_of[one] == number for one in others) for number in range(1, len(state.teams) + 1)
        ]
        state.team_of[came] = team_for(state.draw, came, counts, barred)
    else:
        state.team_of[came] = state.team_of[out]


def loads_now(state: Aftermath) -> Loads:
    sitting = [officer for one in state.live if one in state.seated for officer in state.seated[one]]
    return {officer: sitting.count(officer) for officer in sitting}


def next_officer(state: Aftermath, step: Json) -> str | None:
    """§7 补抽: who takes the seat of the one who leaves, for one object or for the whole team."""
    out, enterprise = step["out"], step.get("enterprise")
    if enterprise is None:
        numbers = [number for number, team in enumerate(state.teams) if out in team]
        if not numbers:
            return f"nobody for {out}, who is in no team"
        team = state.teams[numbers[0]]
        objects = [one for one in state.live if state.team_of[one] == numbers[0] + 1]
    elif enterprise not in state.live or out not in state.officers_of(enterprise):
        return f"nobody for {out}, who does not sit at {enterprise}"
    else:
        team, objects = state.officers_of(enterprise), [enterprise]
    leaving = state.dropped | ({out} if step["cause"] == "dropped" else set[str]())
    busy: set[str] = {officer for one in state.teams for officer in one}
    busy.update(officer for one in objects for officer in state.officers_of(one))
    qualified = holders_of(state.draw["officers"], team.index(out))
    for officer in whole_order(state, enterprise):
        if (
            officer["id"] not in busy | leaving
            and officer["id"] in qualified
            and not any((officer["id"], one) in state.aside for one in objects)
        ):
            return officer["id"]
    return None


def whole_order(state: Aftermath, enterprise: str | None) -> Iterable[Json]:
    if enterprise is not None and enterprise in state.seated:
        return order_for(state.draw, enterprise, state.stood[enterprise])
    ticket = ticketing(state.draw, "officers")
    return sorted(state.draw["officers"]["pool"], key=lambda one: ticket(one["id"]))


def holders_of(officers: Json, place: int) -> Collection[Any]:
    """The ids with the qualification of this seat; lists are written leader, expert, others."""
    needs = [key for key, asked in (("leader", "need_leader"), ("expert", "need_expert")) if officers[asked]]
    return {one["id"] for one in officers["pool"] if place >= len(needs) or one[needs[place]]}


def take_officer(state: Aftermath, step: Json) -> None:
    out, came, enterprise = step["out"], step["in"], step.get("enterprise")
    if step["cause"] == "dropped":
        state.dropped.add(out)
    if enterprise is None:
        state.teams = [[came if one == out else one for one in team] for team in state.teams]
        return
    if step["cause"] == "recused":
        state.aside.add((out, enterprise))
    if enterprise in state.seated:
        state.seated[enterprise] = [came if one == out else one for one in state.seated[enterprise]]
        return
    seat = state.officers_of(enterprise).index(out)
    state.stand_ins.setdefault(enterprise, {})[seat] = came
