"""Certificates that the real service writes, on a real database, judged by the document alone."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.errors import UserFacingError
from models.rules.seed import Contribution, Dice, SeedRule
from models.vocab import DrawMethod, EntryKind, OfficerMode, RiskClass, SeedSource
from services.container import Services
from services.draw.rows import PlaceRow
from services.draw.verify import verify_certificate
from tests.auditor.afterwards import replay
from tests.auditor.auditor import audit
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    SEED,
    add_enterprise,
    add_officer,
    add_recusal,
    draw_and_dispatch,
    export,
    found_district,
    live,
    lock_task,
    seal,
    thrown,
)

WHY: dict[str, Any] = {"reason": "样例原因", "approved_by": "样例局长"}


def certificate_of(services: Services, draw_key: int, folder: Path) -> dict[str, Any]:
    return json.loads(export(services, draw_key, folder).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("rule", "contributions"),
    [
        (
            SeedRule(SeedSource.DICE, dice=Dice(20, "纪检组样例甲")),
            [("纪检组样例甲", "０1382438112797316654")],
        ),
        (
            SeedRule(SeedSource.WORDS, witnesses=("样例甲", "样例乙"), dice=Dice(20, "样例丙")),
            [("样例甲", "12345678"), ("样例乙", " 87654321"), ("样例丙", SEED)],
        ),
        (SeedRule(SeedSource.SYSTEM), []),
    ],
    ids=["dice", "words", "system"],
)
def test_every_source_of_a_seed_gives_a_certificate_that_the_document_bears_out(
    services: Services, tmp_path: Path, rule: SeedRule, contributions: list[tuple[str, str]]
) -> None:
    found_district(services)
    draw_key = seal(services, lock_task(services, **EACH_IN_BATCHES), seed_rule=rule)
    given = [Contribution(*one) for one in contributions] or [services.draws.system_contribution()]

    services.draws.draw(draw_key=draw_key, contributions=given)

    assert audit(certificate_of(services, draw_key, tmp_path)) == []


def test_who_drops_out_of_a_team_leaves_the_object_where_he_stood_in_by_a_line_of_its_own(
    services: Services, tmp_path: Path
) -> None:
    found_district(services)
    for number in (12, 15, 18):
        add_officer(services, number)
    draws, draw_key = services.draws, draw_and_dispatch(services, lock_task(services), SEED)
    first, other = places_of_two_teams(services, draw_key)
    draws.replace_officer(
        draw_key=draw_key, officer_key=sitting(first)[1], place_key=first.key, **WHY
    )  # another stands in for a recused member …
    draws.replace_officer(
        draw_key=draw_key, officer_key=sitting(other)[1], **WHY
    )  # … and joins the other team
    first, other = (place_of(services, draw_key, place.key) for place in (first, other))
    [stand_in] = {*sitting(first)} & {*sitting(other)}

    draws.replace_officer(draw_key=draw_key, officer_key=stand_in, **WHY)

    lines = certificate_of(services, draw_key, tmp_path)["substitutions"]
    assert [line.get("enterprise") for line in lines] == [first.entry_id, None, None, first.entry_id]
    assert_agreed(services, draw_key, tmp_path)


def places_of_two_teams(services: Services, draw_key: int) -> tuple[PlaceRow, PlaceRow]:
    first, *rest = services.draws.get_draw(draw_key=draw_key).places
    return first, next(place for place in rest if not {*sitting(place)} & {*sitting(first)})


def place_of(services: Services, draw_key: int, key: int) -> PlaceRow:
    return next(place for place in services.draws.get_draw(draw_key=draw_key).places if place.key == key)


def sitting(place: PlaceRow) -> list[int]:
    return [seat.officer_key for seat in place.seats if not seat.replaced_reason]


def assert_agreed(services: Services, draw_key: int, folder: Path) -> None:
    """Certificate, document, `verify` and the dispatch list all say the same."""
    certificate = certificate_of(services, draw_key, folder)
    assert audit(certificate) == []
    outcome = verify_certificate(export(services, draw_key, folder))
    assert outcome.exit_code == 0, outcome.lines[-1]
    state, _ = replay(certificate)
    numbers = {one["name"]: one["id"] for one in certificate["officers"]["pool"]}
    assert {one: sorted(state.officers_of(one)) for one in state.live} == {
        place.entry_id: sorted(numbers[name] for name in place.officer_names.split("、"))
        for place in live(services.draws.get_draw(draw_key=draw_key).places)
    }


@pytest.mark.parametrize("number", range(10))
def test_whatever_an_office_does_its_certificates_are_borne_out_by_the_document(
    services: Services, tmp_path: Path, number: int
) -> None:
    random = Random(number)
    task_key = found_any_task(services, random)
    draw_keys: list[int] = []
    for _ in range(12):
        act = random.choice([draw_again, draw_again, void_some, replace_objects, drop_one, recuse_one])
        try:
            act(services, task_key, draw_keys, random)
        except UserFacingError:
            continue  # what the office may not do changes nothing

    for draw_key in draw_keys:
        assert_agreed(services, draw_key, tmp_path)


def found_any_task(services: Services, random: Random) -> int:
    risks = random.choice([[None], [RiskClass.A, RiskClass.C, RiskClass.D, None]])
    enterprises = [
        add_enterprise(services, one, is_dishonest=random.random() < 0.1, risk_class=random.choice(risks))
        for one in range(20)
    ]
    officers = [add_officer(services, one, is_leader_qualified=random.random() < 0.5) for one in range(11)]
    for enterprise in random.sample(enterprises, 6):
        add_recusal(services, random.choice(officers), enterprise)
    mode = random.choice(list(OfficerMode))
    return lock_task(
        services,
        method=random.choice(list(DrawMethod)),
        officer_mode=mode,
        teams=2 if mode is OfficerMode.TEAMS else None,
        team_size=random.choice([2, 3]),
        need_leader=random.random() < 0.7,
        need_expert=random.random() < 0.7,
        ratio=random.choice(["7.5", "25", "40"]),
        batches=random.choice([1, 2, 3]),
        class_ratios=None if risks == [None] else {"A": "5", "B": "20", "C": "30", "D": "60"},
    )


Act = Callable[[Services, int, list[int], Random], None]


def draw_again(services: Services, task_key: int, draw_keys: list[int], random: Random) -> None:
    digits = "".join(random.choices("0123456789", k=20))
    draw_key = seal(services, task_key)
    if random.random() < 0.2:
        services.draws.void(draw_key=draw_key, **WHY)
        return
    services.draws.draw(draw_key=draw_key, contributions=thrown(digits))
    services.draws.dispatch(draw_key=draw_key)
    draw_keys.append(draw_key)


def void_some(services: Services, task_key: int, draw_keys: list[int], random: Random) -> None:
    if draw_keys:
        services.draws.void(draw_key=random.choice(draw_keys), **WHY)


def replace_objects(services: Services, task_key: int, draw_keys: list[int], random: Random) -> None:
    for draw_key in draw_keys[-2:]:
        places = live(services.draws.get_draw(draw_key=draw_key).places)
        sampled = [place.key for place in places if place.kind is EntryKind.SELECTABLE]
        chosen = random.sample(sampled, min(2, len(sampled)))
        services.draws.substitute(draw_key=draw_key, place_keys=chosen, **WHY)


def drop_one(services: Services, task_key: int, draw_keys: list[int], random: Random) -> None:
    for draw_key in draw_keys[-2:]:
        place = random.choice(live(services.draws.get_draw(draw_key=draw_key).places))
        services.draws.replace_officer(draw_key=draw_key, officer_key=random.choice(sitting(place)), **WHY)


def recuse_one(services: Services, task_key: int, draw_keys: list[int], random: Random) -> None:
    for draw_key in draw_keys[-2:]:
        place = random.choice(live(services.draws.get_draw(draw_key=draw_key).places))
        services.draws.replace_officer(
            draw_key=draw_key, officer_key=random.choice(sitting(place)), place_key=place.key, **WHY
        )
