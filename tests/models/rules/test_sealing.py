"""§1–§2 of the protocol: the bytes that are sealed, and what is refused before the seal."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from models.errors import UserFacingError
from models.rules.sealing import (
    Batch,
    DrawRequest,
    Entry,
    OfficerEntry,
    OfficerRequest,
    Reason,
    frame_lines,
    make_draw_code,
    seal_draw,
    split_draw_code,
    with_possible_expert,
)
from models.vocab import DrawMethod, EntryKind, OfficerMode
from tests.models.rules.draw_strategies import code_of, requests

FRAME = (
    Entry(code_of(2), "410307001", "", EntryKind.SELECTABLE),
    Entry(code_of(1), "410307002", "", EntryKind.EXCLUDED),
)
REQUEST = DrawRequest("2022-01-1", DrawMethod.DIRECTED, FRAME, ratio={"": "15"})
OFFICERS = OfficerRequest(
    mode=OfficerMode.TEAMS,
    team_size=2,
    teams=1,
    need_leader=True,
    need_expert=True,
    pool=(OfficerEntry("16030220001", True, False), OfficerEntry("16030220002", False, False)),
)


def test_the_frame_is_one_sorted_line_an_entry() -> None:
    assert frame_lines(FRAME) == ("91410307MA00000001,410307002,,X\n91410307MA00000002,410307001,,S\n")


@given(requests())
def test_the_order_of_the_frame_does_not_change_the_digests(request: DrawRequest) -> None:
    turned = replace(request, frame=tuple(reversed(request.frame)))

    assert seal_draw(turned) == seal_draw(request)


def test_the_parameters_hold_every_key_of_the_protocol() -> None:
    parameters = seal_draw(REQUEST).parameters

    assert parameters.startswith('{"batch":null,"count":null,"draw_code":"2022-01-1","frame_digest":"')
    assert parameters.endswith('","seed_rule":""}')


def test_a_draw_code_counts_year_task_and_attempt() -> None:
    assert make_draw_code(2022, 1, 3) == "2022-01-3"
    assert split_draw_code("2022-112-10").ordinal == 10


@pytest.mark.parametrize("draw_code", ["2022-1-1", "2022-01-0", "22-01-1", "2022-01-1 ", "２０２２-01-1"])
def test_a_malformed_draw_code_is_refused(draw_code: str) -> None:
    with pytest.raises(UserFacingError, match="不合规程"):
        split_draw_code(draw_code)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"frame": (*FRAME, FRAME[0])}, "91410307MA00000002”出现两次"),
        ({"frame": (FRAME[0]._replace(id="9141"),)}, "不是18位统一社会信用代码"),
        ({"frame": (FRAME[0]._replace(stratum="41"),)}, "不是6至12位数字"),
        ({"frame": (FRAME[0]._replace(group="甲"),)}, "不是一个大写字母"),
        ({"frame": (FRAME[0]._replace(group="D"),)}, "没有给出D类的抽查比例"),
        ({"ratio": {"": "15.0"}}, "不是最短写法"),
        ({"ratio": {"": "015"}}, "不是最短写法"),
        ({"ratio": None}, "必须且只能给出一种"),
        ({"count": {"": 3}}, "必须且只能给出一种"),
        ({"ratio": None, "count": {"": -1}}, "不能小于0"),
        ({"batch": Batch(4, 3, {})}, "不成立"),
        ({"batch": Batch(1, 3, {"": -1})}, "不能小于0"),
        ({"reasons": (Reason("甲", "停业"), Reason("甲", "注销"))}, "只能有一条理由"),
        ({"officers": replace(OFFICERS, team_size=1)}, "不得少于2人"),
        ({"officers": replace(OFFICERS, teams=0)}, "至少要有一个检查组"),
        ({"officers": replace(OFFICERS, pool=(OFFICERS.pool[0], OFFICERS.pool[0]))}, "出现两次"),
        (
            {"officers": replace(OFFICERS, pool=(OfficerEntry("豫C-1", True, True),))},
            "只能由数字和大写字母组成",
        ),
    ],
)
def test_what_the_protocol_does_not_know_is_refused_in_a_sentence(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        seal_draw(replace(REQUEST, **changes))


def test_the_wish_for_an_expert_falls_where_the_pool_has_none() -> None:
    assert not with_possible_expert(OFFICERS).need_expert
    assert with_possible_expert(replace(OFFICERS, pool=(OfficerEntry("1", True, True),))).need_expert
