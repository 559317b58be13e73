"""Which step a selection waits for, and who is left out of it."""

from collections.abc import Callable

from services.container import Services
from ui.records.step import Step, next_step, open_channels, sort_out


def test_the_earliest_step_that_anybody_waits_for_comes_first(
    services: Services, record_keys: list[int], inspect: Callable[[list[int]], None]
) -> None:
    inspect(record_keys[:1])
    rows = services.records.list_records(year=2022)

    assert next_step(rows) is Step.NOTICE
    assert next_step(rows[:1]) is Step.LETTER
    assert next_step([]) is Step.NOTICE


def test_those_who_cannot_take_a_step_are_left_out_with_the_reason(
    services: Services, record_keys: list[int], notify: Callable[[list[int]], None]
) -> None:
    notify(record_keys[:1])
    rows = services.records.list_records(year=2022)

    notices = sort_out(Step.NOTICE, rows)
    letters = sort_out(Step.LETTER, rows)

    assert [row.key for row in notices.ready] == record_keys[1:]
    assert [(row.key, reason) for row, reason in notices.left_out] == [(record_keys[0], "已发检查通知书")]
    assert letters.reason == "所选对象不能制发反馈函：还没有检查结果"
    assert sort_out(Step.LETTER, []).reason == "请先在列表中选择检查对象"


def test_a_result_waits_for_its_channels_the_most_urgent_first(
    services: Services, record_keys: list[int], inspect: Callable[[list[int]], None]
) -> None:
    inspect(record_keys[:1])
    row = services.records.list_records(year=2022)[0]

    channels = open_channels(row)

    assert [channel.value for channel in channels] == ["portal", "credit_system", "platform"]


def test_a_button_says_what_it_will_do_and_to_how_many() -> None:
    assert Step.NOTICE.words(52) == "为 52 户制发检查通知书"
    assert Step.RESULT.words(1) == "录入检查结果"
    assert Step.RESULT.words(3) == "逐户录入 3 户检查结果"
    assert Step.PUBLICATION.words(3) == "登记公示 3 户"
    assert Step.LETTER.words(0) == "制发反馈函"
