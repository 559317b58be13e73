"""The draw as the protocol's §2–§7 word it: digests, tickets, places, teams. Written from that text alone.

The plainest reading wins over speed here, and nothing of the program may be imported: a mistake the two shared would
never be found. Tickets come from the public package `consistent-sampler`.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from consistent_sampler import first_fraction

Json = dict[str, Any]
Loads = dict[str, int]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: object) -> str:
    """The canonical JSON of §2."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    return sha256(canonical(value))


def frame_digest(frame: Iterable[Json]) -> str:
    lines = [",".join((entry["id"], entry["stratum"], entry["group"], entry["kind"])) for entry in frame]
    return sha256("".join(line + "\n" for line in sorted(lines, key=str.encode)))


def parameters_digest(draw: Json) -> str:
    """§2, of a case or a certificate; what either leaves out is null or empty."""
    officers = draw.get("officers")
    if officers is not None:
        keys = ("mode", "need_expert", "need_leader", "team_size", "teams")
        pool = [{key: one[key] for key in ("expert", "id", "leader")} for one in officers["pool"]]
        officers = {key: officers[key] for key in keys} | {
            "pool": sorted(pool, key=lambda one: one["id"]),
            "recusals": sorted(
                ({key: pair[key] for key in ("enterprise", "officer")} for pair in officers["recusals"]),
                key=lambda pair: (pair["officer"], pair["enterprise"]),
            ),
        }
    reasons = [{key: one[key] for key in ("id", "reason")} for one in draw.get("reasons", [])]
    batch = draw.get("batch")
    return digest(
        {
            "batch": batch and {key: batch[key] for key in ("already", "number", "of")},
            "count": draw.get("count"),
            "draw_code": draw["draw_code"],
            "frame_digest": frame_digest(draw["frame"]),
            "method": draw["method"],
            "officers": officers,
            "protocol": "ssj-draw/1",
            "ratio": draw.get("ratio"),
            "reasons_digest": digest(sorted(reasons, key=lambda one: one["id"])),
            "seed_rule": draw.get("seed_rule") or "",
        }
    )


def result_digest(draw: Json, compulsory: list[str], sampled: list[str], officers: Json) -> str:
    return digest(
        {
            "assignment": officers.get("assignment", {}),
            "compulsory": compulsory,
            "draw_code": draw["draw_code"],
            "frame_digest": frame_digest(draw["frame"]),
            "parameters_digest": parameters_digest(draw),
            "sampled": sampled,
            "seed": draw["seed"],
            "teams": officers.get("teams", []),
        }
    )


def effective_seed(draw: Json, purpose: str) -> str:
    """§3."""
    return f"{draw['seed']}/{draw['draw_code']}/{purpose}"


def ticketing(draw: Json, purpose: str) -> Callable[[str], str]:
    """§4: the function from an id to its ticket."""
    seed = effective_seed(draw, purpose)
    return lambda identity: first_fraction(identity, seed)


def places_of(draw: Json, group: str) -> int:
    """§5: how many of the group are drawn."""
    kinds = [entry["kind"] for entry in draw["frame"] if entry["group"] == group]
    available = kinds.count("S")
    if draw.get("ratio") is not None:
        text = draw["ratio"][group]
        if not re.fullmatch(r"(0|[1-9]\d*)(\.\d*[1-9])?", text, re.ASCII):
            raise ValueError(f"ratio {text}")
        target = ceil((available + kinds.count("X")) * Fraction(text) / 100)
    else:
        target = draw["count"][group]
    if batch := draw.get("batch"):
        done = batch["already"].get(group, 0)
        target = max(ceil(Fraction(target * batch["number"], batch["of"])) - done, 0)
    return min(target, available)


def draw_objects(draw: Json) -> tuple[list[str], list[str], list[Json]]:
    """§6: compulsory, sampled and quotas."""
    ticket = ticketing(draw, "objects")
    frame = sorted(draw["frame"], key=lambda entry: ticket(entry["id"]))
    compulsory = [entry["id"] for entry in frame if entry["kind"] == "C"]
    sampled: set[str] = set()
    quotas: list[Json] = []
    for group in sorted({entry["group"] for entry in frame if entry["kind"] != "C"}):
        members = [entry for entry in frame if entry["group"] == group and entry["kind"] == "S"]
        k = places_of(draw, group)
        if draw["method"] == "directed":
            base = sum(entry["group"] == group and entry["kind"] != "C" for entry in frame)
            quotas.append({"group": group, "base": base, "available": len(members), "quota": k})
            sampled.update(entry["id"] for entry in members[:k])
            continue
        start = Fraction(ticket("START/" + group))
        walked = 0
        towns = sorted({entry["stratum"] for entry in members}, key=lambda town: ticket("STRATUM/" + town))
        for town in towns:
            here = [entry["id"] for entry in members if entry["stratum"] == town]
            before, walked = walked, walked + len(here)
            quota = floor(Fraction(walked * k, len(members)) + start) - floor(
                Fraction(before * k, len(members)) + start
            )
            quotas.append({"group": group, "stratum": town, "available": len(here), "quota": quota})
            sampled.update(here[:quota])
    return compulsory, [entry["id"] for entry in frame if entry["id"] in sampled], quotas


def seats(officers: Json, times: int) -> tuple[int, int, int]:
    """Leader, expert and other seats of so many teams."""
    leaders = times if officers["need_leader"] else 0
    experts = times if officers["need_expert"] else 0
    return leaders, experts, officers["team_size"] * times - leaders - experts


def pick(order: Iterable[Json], wanted: tuple[int, int, int]) -> list[Json]:
    """§7 Picking: each in order who keeps the chosen set seatable."""
    leaders, experts, others = wanted
    chosen: list[Json] = []
    for officer in order:
        tried = [*chosen, officer]
        neither = sum(not one["leader"] and not one["expert"] for one in tried)
        only_leader = sum(one["leader"] and not one["expert"] for one in tried)
        only_expert = sum(one["expert"] and not one["leader"] for one in tried)
        if (
            neither <= others
            and only_leader + neither <= leaders + others
            and only_expert + neither <= experts + others
            and len(tried) <= leaders + experts + others
        ):
            chosen = tried
    return chosen


def seat(picked: list[Json], wanted: tuple[int, int, int]) -> tuple[list[str], list[str], list[str]]:
    """§7 Seating: the ids in leader, expert and other seats, each list in picked order."""
    leaders, experts, others = wanted
    if len(picked) != leaders + experts + others:
        raise ValueError("seats stay empty")
    led = [one["id"] for one in picked if one["leader"] and not one["expert"]][:leaders]
    expert = [one["id"] for one in picked if one["expert"] and not one["leader"]][:experts]
    for one in picked:
        if one["leader"] and one["expert"]:
            if len(led) < leaders:
                led.append(one["id"])
            elif len(expert) < experts:
                expert.append(one["id"])
    places = {one["id"]: place for place, one in enumerate(picked)}
    rest = [one["id"] for one in picked if one["id"] not in {*led, *expert}]
    return sorted(led, key=places.__getitem__), sorted(expert, key=places.__getitem__), rest


def standing_aside(officers: Json) -> set[tuple[str, str]]:
    return {(pair["officer"], pair["enterprise"]) for pair in officers["recusals"]}


def order_for(draw: Json, enterprise: str, loads: Loads) -> list[Json]:
    """§7 逐户: the whole pool in the order in which it is asked for this object."""
    ticket = ticketing(draw, "officers")
    return sorted(
        draw["officers"]["pool"],
        key=lambda one: (loads.get(one["id"], 0), ticket(f"{one['id']}@{enterprise}")),
    )


def team_for(draw: Json, enterprise: str, objects: list[int], barred: Collection[int]) -> int:
    """§7 分组: the team (from 1) of this object; `objects` counts what each team has so far."""
    ticket = ticketing(draw, "officers")
    free = [number for number in range(1, len(objects) + 1) if number not in barred]
    return min(free, key=lambda number: (objects[number - 1], ticket(f"{number}@{enterprise}")))


def officers_for(draw: Json, enterprise: str, loads: Loads, absent: Collection[str]) -> list[str]:
    """§7 逐户: the seated officers of one object; `absent` stand aside or have dropped out."""
    order = [one for one in order_for(draw, enterprise, loads) if one["id"] not in absent]
    wanted = seats(draw["officers"], 1)
    return [identity for part in seat(pick(order, wanted), wanted) for identity in part]


def draw_officers(draw: Json, objects: list[str]) -> tuple[Json, dict[str, Loads]]:
    """§7, objects in ticket order: the result and, for 逐户, the loads as they stood before each object."""
    officers = draw["officers"]
    aside = standing_aside(officers)
    if officers["mode"] == "each":
        loads: Loads = {}
        stood: dict[str, Loads] = {}
        assignment: Json = {}
        for enterprise in objects:
            stood[enterprise] = dict(loads)
            absent = {officer for officer, at in aside if at == enterprise}
            assignment[enterprise] = officers_for(draw, enterprise, loads, absent)
            for officer in assignment[enterprise]:
                loads[officer] = loads.get(officer, 0) + 1
        return {"assignment": assignment}, stood
    ticket = ticketing(draw, "officers")
    wanted = seats(officers, officers["teams"])
    order = sorted(officers["pool"], key=lambda one: ticket(one["id"]))
    teams: list[list[str]] = [[] for _ in range(officers["teams"])]
    for part in seat(pick(order, wanted), wanted):
        for place, identity in enumerate(part):
            teams[place % len(teams)].append(identity)
    counts = [0] * len(teams)
    assigned: dict[str, int] = {}
    for enterprise in objects:
        barred = [
            number for number, team in enumerate(teams, 1) if any((one, enterprise) in aside for one in team)
        ]
        assigned[enterprise] = team_for(draw, enterprise, counts, barred)
        counts[assigned[enterprise] - 1] += 1
    return {"teams": teams, "assignment": assigned}, {}


def merged(draw: Json, compulsory: list[str], sampled: list[str]) -> list[str]:
    """Compulsory and sampled in one order of purpose `objects`."""
    return sorted([*compulsory, *sampled], key=ticketing(draw, "objects"))


def expected(draw: Json) -> Json:
    """What §9 writes under `expected`, from a case or a certificate."""
    compulsory, sampled, quotas = draw_objects(draw)
    result: Json = {
        "frame_digest": frame_digest(draw["frame"]),
        "parameters_digest": parameters_digest(draw),
        "compulsory": compulsory,
        "sampled": sampled,
        "quotas": quotas,
    }
    officers: Json = {}
    if draw.get("officers") is not None:
        officers, _ = draw_officers(draw, merged(draw, compulsory, sampled))
        result["officers"] = officers
    return result | {"result_digest": result_digest(draw, compulsory, sampled, officers)}
