"""④: what the room sees of a result is what is stored, however long anybody watches."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from models.tables.draw import PlatformDraw, PlatformObject
from models.tables.office import OperationLog
from models.vocab import DrawMethod, EntryKind, RiskClass
from services.container import Services
from services.draw.rows import DrawDetail
from services.draw.seal_rows import SealChoices
from tests.services.draw.builders import (
    add_enterprise,
    add_officer,
    lock_task,
    seal,
    thrown,
)
from tests.ui.draw.ceremony_builders import (
    DIGITS,
    ENTER,
    ESCAPE,
    PAGE_DOWN,
    PAGE_UP,
    SIZES,
    SPACE,
    Stage,
    go_to,
    press,
    type_into,
    watch,
)
from ui.draw.ceremony.telling import short_ticket
from ui.draw.ceremony.window import DRAW, FRAME, RESULT, SEED, SIGN, CeremonyWindow


def whole_state(services: Services, key: int) -> tuple[str, DrawDetail, int]:
    """Everything that is stored of a draw, and how many acts the log names."""
    certificate = json.dumps(services.draws.certificate(draw_key=key), sort_keys=True)
    with services.workplace.database.reading() as session:
        acts = session.scalar(select(func.count()).select_from(OperationLog)) or 0
    return certificate, services.draws.get_draw(draw_key=key), acts


def skip_at_once(window: CeremonyWindow) -> None:
    press(window, SPACE)


def close_halfway(window: CeremonyWindow) -> None:
    window.result_step.timer.stop()
    for _ in range(50):
        window.result_step.advance()
    press(window, ESCAPE)


@pytest.mark.parametrize("way", [skip_at_once, close_halfway, watch])
def test_the_stored_result_is_the_same_whether_the_roll_is_skipped_left_or_watched(
    stage: Stage, services: Services, task_key: int, way: Callable[[CeremonyWindow], None]
) -> None:
    key = seal(services, task_key)
    window = stage.open(key)
    go_to(window, SEED)
    type_into(window, 0, DIGITS)
    press(window, ENTER, ENTER)
    assert (window.step, window.result_step.is_rolling) == (RESULT, True)
    stored = whole_state(services, key)

    way(window)

    assert whole_state(services, key) == stored
    assert len(stored[1].places) == 5


def test_the_list_shows_the_stored_numbers_in_ticket_order_with_town_and_kind(
    stage: Stage, services: Services, drawn_key: int
) -> None:
    window = stage.open(drawn_key)
    window.show_step(RESULT)
    press(window, SPACE)

    places = services.draws.get_draw(draw_key=drawn_key).places
    words = {EntryKind.COMPULSORY: "必查", EntryKind.SELECTABLE: "抽中"}
    assert window.result_step.places.page_texts == [
        f"{place.position}　{short_ticket(place.ticket)}　{place.name}　{place.town_name}　{words[place.kind]}"
        for place in places
    ]
    assert [place.ticket for place in places] == sorted(place.ticket for place in places)


def test_names_come_one_by_one_and_only_once_their_number_stands(
    stage: Stage, services: Services, drawn_key: int
) -> None:
    window = stage.open(drawn_key)
    window.show_step(RESULT)
    step = window.result_step
    step.timer.stop()
    names = [place.name for place in services.draws.get_draw(draw_key=drawn_key).places]

    for shown in range(len(names)):
        text = "".join(step.places.page_texts)
        assert [name for name in names if f"　{name}　" in text] == names[:shown]
        for _ in range(20):
            step.advance()

    assert not step.is_rolling


def test_a_desk_that_wants_no_motion_sees_the_list_at_once(
    stage: Stage, services: Services, drawn_key: int
) -> None:
    first = stage.open(drawn_key)
    first.show_step(RESULT)
    first.result_step.still.setChecked(True)
    first.close()

    again = stage.open(drawn_key)
    again.show_step(RESULT)

    assert not again.result_step.is_rolling
    assert not again.result_step.timer.isActive()


def test_a_replay_is_marked_and_changes_nothing(stage: Stage, services: Services, drawn_key: int) -> None:
    before = whole_state(services, drawn_key)
    window = stage.open(drawn_key)

    assert window.mark == "回放"
    go_to(window, DRAW)
    assert not window.draw_step.draw_button.isVisible()
    press(window, ENTER)
    go_to(window, SIGN)
    press(window, *[PAGE_UP] * 12)

    assert window.step == FRAME
    assert whole_state(services, drawn_key) == before


def test_a_voided_draw_says_so(stage: Stage, services: Services, drawn_key: int) -> None:
    services.draws.void(draw_key=drawn_key, reason="漏录一户", approved_by="样例局长")
    window = stage.open(drawn_key)
    window.show_step(RESULT)

    assert window.mark == "已作废"
    assert "漏录一户（样例局长批准）" in window.result_step.remark.text()


def test_teams_and_who_goes_where_follow_the_list(stage: Stage, services: Services, drawn_key: int) -> None:
    detail = services.draws.get_draw(draw_key=drawn_key)
    window = stage.open(drawn_key)
    window.show_step(RESULT)
    press(window, SPACE)

    press(window, PAGE_DOWN)
    teams = window.result_step.teams.page_texts
    press(window, PAGE_DOWN)

    assert [text.split("　")[1] for text in teams] == ["、".join(team) for team in detail.teams_drawn]
    assert window.result_step.officers.page_texts == [
        f"{place.position}　{place.name}　第{place.team_number}组　{place.officer_names}"
        for place in detail.places
    ]


def test_a_sealed_assignment_stays_closed_on_the_projector(
    stage: Stage, services: Services, task_key: int
) -> None:
    key = seal(services, task_key, choices=SealChoices(seals_assignment=True))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    window = stage.open(key)
    window.show_step(RESULT)

    step = window.result_step
    assert all(text.endswith("未启封") for text in step.teams.page_texts)
    assert all(text.endswith("（未启封）") for text in step.officers.page_texts)


@pytest.mark.parametrize("size", SIZES)
def test_every_drawn_enterprise_stands_on_one_of_the_pages(
    stage: Stage, services: Services, size: tuple[int, int]
) -> None:
    for number in range(60):
        add_enterprise(
            services, number, name=f"样例市样例区样例重型机械装备制造与金属加工有限公司第{number:02d}厂"
        )
    for number in range(10):
        add_officer(services, number)
    key = seal(services, lock_task(services, ratio="50"))
    services.draws.draw(draw_key=key, contributions=thrown(DIGITS))
    window = stage.open(key, size)
    window.show_step(RESULT)
    press(window, SPACE)
    places = window.result_step.places

    seen: list[str] = []
    for page in range(places.pages):
        places.go_to(page)
        seen += [text.split("　")[2] for text in places.page_texts]

    assert seen == [place.name for place in services.draws.get_draw(draw_key=key).places]
    assert places.rows_a_page >= 3


def test_a_task_with_risk_classes_shows_the_exact_chance_of_each(stage: Stage, services: Services) -> None:
    for number in range(40):
        add_enterprise(services, number, risk_class=[RiskClass.A, RiskClass.B][number % 2])
    for number in range(10):
        add_officer(services, number)
    ratios = dict(zip(map(str, RiskClass), ("10", "5", "5", "5"), strict=True))
    key = seal(services, lock_task(services, method=DrawMethod.STRATIFIED, class_ratios=ratios))
    window = stage.open(key)

    press(window, PAGE_DOWN, PAGE_DOWN)

    assert window.frame_step.classes.isVisible()
    assert window.frame_step.classes.page_texts == [
        "A类　20　20　2　2 / 20 = 10.00%",
        "B类　20　20　1　1 / 20 = 5.00%",
    ]


# -- a list that the platform drew


def take_in_platform_list(services: Services, task_key: int, enterprise_keys: list[int]) -> int:
    workplace = services.workplace
    with workplace.database.transaction() as session:
        listed = workplace.add(
            session,
            PlatformDraw(
                task_id=task_key, number="PT-0001", drawn_at=workplace.clock.now(), taken_in_by="样例操作人"
            ),
        )
        session.flush()
        session.add_all(
            PlatformObject(platform_draw_id=listed.id, enterprise_id=key, position=position)
            for position, key in enumerate(enterprise_keys, start=1)
        )
        return listed.id


def test_objects_of_the_platform_are_called_so_and_only_officers_are_drawn_for_them(
    stage: Stage, services: Services
) -> None:
    keys = [add_enterprise(services, number) for number in range(12)]
    for number in range(10):
        add_officer(services, number)
    task_key = lock_task(services)
    listed = take_in_platform_list(services, task_key, keys[:3])
    window = stage.open(seal(services, task_key, choices=SealChoices(platform_draw_key=listed)))
    assert window.frame_step.tiles.texts[3] == "平台抽取 3"
    assert window.frame_step.chance.text() == "对象已由平台抽出，本局只抽检查人员"
    go_to(window, SEED)
    type_into(window, 0, DIGITS)
    press(window, ENTER)
    assert window.draw_step.draw_button.text() == "用这个种子为平台抽出的 3 户抽取检查人员"
    press(window, ENTER, SPACE)

    assert window.result_step.title.text() == "抽取结果　平台抽取 3 户"
    assert all(text.endswith("平台抽取") for text in window.result_step.places.page_texts)
