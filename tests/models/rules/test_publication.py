"""The full certificate is made public after the last inspection of the task, or at once where the office so sets."""

import pytest

from models.rules.publication import full_copy_obstacle


@pytest.mark.parametrize(("open_inspections", "publishes_at_once"), [(0, False), (0, True), (3, True)])
def test_nothing_stands_in_the_way(open_inspections: int, publishes_at_once: bool) -> None:
    assert full_copy_obstacle(open_inspections, publishes_at_once) is None


def test_an_open_inspection_stands_in_the_way_and_is_counted() -> None:
    obstacle = full_copy_obstacle(3, publishes_at_once=False)

    assert obstacle == "本任务还有 3 户没有检查，完整证书写明接下来检查谁，检查全部结束后才能对外公布。"
