"""工作量 before and after a draw, and the reasons where it is shared unevenly."""

from collections import Counter

from services.container import Services
from services.draw.rows import OfficerLoadRow
from services.draw.seal_rows import SealChoices
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    add_enterprise,
    add_officer,
    add_recusal,
    draw_and_dispatch,
    lock_task,
    seal,
    thrown,
)

UNASKED = {"need_leader": False, "need_expert": False}


def loads(services: Services, draw_key: int) -> dict[int, OfficerLoadRow]:
    return {row.officer_key: row for row in services.draws.get_draw(draw_key=draw_key).loads}


def test_the_second_draw_of_a_year_counts_on_from_the_first(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)

    first = draw_and_dispatch(district, task_key, SEED)
    second = draw_and_dispatch(district, task_key, OTHER_SEED)

    earlier, later = loads(district, first), loads(district, second)
    places = district.draws.get_draw(draw_key=first).places
    seats = Counter(seat.officer_key for place in places for seat in place.seats)
    assert len(earlier) == 10
    assert {key: (row.before, row.added) for key, row in earlier.items()} == {
        key: (0, seats[key]) for key in earlier
    }
    assert {key: row.before for key, row in later.items()} == {key: row.after for key, row in earlier.items()}


def test_before_the_seed_the_year_so_far_is_known(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)

    second = seal(district, task_key)

    assert [row.before for row in loads(district, second).values()] == [
        row.after for row in loads(district, first).values()
    ]
    assert district.draws.get_draw(draw_key=second).load_reasons == ()


def test_a_voided_draw_is_no_work(district: Services) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)
    district.draws.void(draw_key=first, reason="程序错误", approved_by="样例局长")

    second = draw_and_dispatch(district, task_key, OTHER_SEED)

    assert {row.before for row in loads(district, second).values()} == {0}


def test_an_even_draw_needs_no_reason_and_an_uneven_one_names_who_stands_aside(services: Services) -> None:
    enterprises = [add_enterprise(services, number) for number in range(12)]
    officers = [add_officer(services, number) for number in range(4)]
    for enterprise in enterprises[:9]:
        add_recusal(services, officers[2], enterprise)
    key = lock_task(services, **(EACH_IN_BATCHES | UNASKED | {"batches": 1, "ratio": "100"}))

    detail = services.draws.get_draw(draw_key=draw_and_dispatch(services, key, SEED))

    assert detail.load_reasons == ("回避：样例检查员2须回避9户，派给他们的较少。",)
    assert [row.added for row in detail.loads] == [7, 7, 3, 7]


def test_after_a_replacement_the_loads_follow_and_the_reasons_say_that_something_moved(
    services: Services,
) -> None:
    for number in range(12):
        add_enterprise(services, number)
    for number in range(6):
        add_officer(services, number, is_leader_qualified=number == 0)
    key = lock_task(
        services, **(EACH_IN_BATCHES | UNASKED | {"need_leader": True, "batches": 1, "ratio": "100"})
    )
    draw_key = draw_and_dispatch(services, key, SEED)
    member = services.draws.get_draw(draw_key=draw_key).places[0].seats[1]

    services.draws.replace_officer(
        draw_key=draw_key, officer_key=member.officer_key, reason="公差", approved_by="样例副局长"
    )

    detail = services.draws.get_draw(draw_key=draw_key)
    assert detail.load_reasons == (
        "组长：每户须有1名组长，可任组长的只有1人，每人12户；其他5人每人2–3户。",
        "以上按抽取时的派人说明；此后的递补、补抽使户数有变动。",
    )
    assert loads(services, draw_key)[member.officer_key].added == 0
    assert sum(row.added for row in detail.loads) == 24


def test_a_sealed_assignment_tells_how_many_each_has_but_not_why_before_it_is_opened(
    district: Services,
) -> None:
    key = seal(district, lock_task(district), choices=SealChoices(seals_assignment=True))
    district.draws.draw(draw_key=key, contributions=thrown(SEED))

    closed = district.draws.get_draw(draw_key=key)
    district.draws.open_assignment(
        draw_key=key, place_keys=[place.key for place in closed.places], opened_by="样例组长"
    )
    opened = district.draws.get_draw(draw_key=key)

    assert [row.added for row in closed.loads] == [row.added for row in opened.loads]
    assert sum(row.added for row in opened.loads) == 10
    assert closed.load_reasons == ("派人结果尚未全部启封，户数的原因启封后写明。",)
    assert opened.load_reasons[0].startswith("分组：")


def test_in_teams_who_is_in_none_is_told(district: Services) -> None:
    detail = district.draws.get_draw(draw_key=draw_and_dispatch(district, lock_task(district), SEED))

    assert detail.load_reasons == ("分组：可抽10人，按号码选出4人编成2组，其余6人本次不派。",)
