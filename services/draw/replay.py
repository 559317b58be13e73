"""Repeat published cases (protocol, §9). No database, no window."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from models.errors import UserFacingError
from models.rules.assignment import OfficerResult, assign_officers, obstacles
from models.rules.draw import dispatch_order, draw_objects, result_digest
from models.rules.draw_json import MalformedDrawError, read_request, text
from models.rules.sealing import DrawRequest, seal_draw, with_possible_expert
from services.draw.json_file import read_json


def replay_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of a file with ``expected`` filled in; a fault raises UserFacingError naming the case."""
    cases = read_json(path)
    if not isinstance(cases, list):
        raise MalformedDrawError(f"文件“{path}”不是案例列表。")
    return [filled_case(place, case) for place, case in enumerate(cases, start=1)]


def expected_of(request: DrawRequest, seed: str) -> dict[str, Any]:
    """Return the result of one case as the published file writes it."""
    sealed = seal_draw(request)
    objects = draw_objects(request, seed)
    officers: OfficerResult | None = None
    if request.officers is not None:
        in_the_way = obstacles(request.officers, request.frame)
        if in_the_way:
            raise UserFacingError(in_the_way[0])
        enterprises = dispatch_order(objects, seed, request.draw_code)
        officers = assign_officers(request.officers, seed, request.draw_code, enterprises)
    expected: dict[str, Any] = {
        "frame_digest": sealed.frame_digest,
        "compulsory": list(objects.compulsory),
        "sampled": list(objects.sampled),
        "quotas": [quota.as_json() for quota in objects.quotas],
        "parameters_digest": sealed.parameters_digest,
    }
    if officers is not None:
        expected["officers"] = officers.as_json()
    teams = officers.teams if officers else ()
    assignment = officers.assignment if officers else {}
    return {**expected, "result_digest": result_digest(request, sealed, seed, objects, teams, assignment)}


def filled_case(place: int, case: Any) -> dict[str, Any]:
    """Return a case with ``expected`` computed anew; a fault raises UserFacingError naming the case."""
    if not isinstance(case, dict):
        raise MalformedDrawError(f"第{place}个案例不是对象。")
    name = case.get("name", "")
    try:
        request = read_request(case)
        if request.officers is not None:
            request = replace(request, officers=with_possible_expert(request.officers))
        return {**case, "expected": expected_of(request, text(case, "seed"))}
    except UserFacingError as error:
        raise UserFacingError(f"案例“{name or place}”：{error.message}") from error
