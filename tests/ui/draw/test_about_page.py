"""抽取规则: the rule, the worked example, and the published cases with their ticks."""

from typing import Any

import pytest
from consistent_sampler import sampler
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from services.draw.self_check import read_cases
from tests.ui.draw.conftest import OpenTab
from ui.desk import Desk
from ui.draw.about_page import CASE_TITLES, EXAMPLE_SEED, RULES, AboutPage, example_lines


@pytest.fixture
def cases() -> list[dict[str, Any]]:
    return read_cases()


def open_page(qtbot: QtBot, desk: Desk, cases: list[dict[str, Any]]) -> AboutPage:
    page = AboutPage(None, desk, cases)
    qtbot.addWidget(page)
    page.show()
    return page


def test_every_published_case_gets_its_green_tick(
    qtbot: QtBot, desk: Desk, cases: list[dict[str, Any]]
) -> None:
    page = open_page(qtbot, desk, cases)
    assert page.total == "公开案例 19 个，正在逐个重算…"

    page.run_cases()

    assert page.case_texts == [f"√ {CASE_TITLES[case['name']]}　一致" for case in cases]
    assert page.total == "√ 公开案例 19 个全部一致，本机的抽取程序与规程相符。"
    assert {label.property("look") for label in page.findChildren(QLabel) if "一致" in label.text()} == {"ok"}


def test_a_damaged_case_is_red_and_says_what_to_do(
    qtbot: QtBot, desk: Desk, cases: list[dict[str, Any]]
) -> None:
    expected = cases[3]["expected"]
    cases[3] = cases[3] | {"expected": expected | {"result_digest": "0" * 64}}
    page = open_page(qtbot, desk, cases)

    page.run_cases()

    [red] = [text for text in page.case_texts if text.startswith("×")]
    assert red == "× 分组派人，每组 2 人　不一致"
    assert page.total.startswith("× 1 个案例不一致（result_digest 与公布的不同）：请停止抽取")
    looks = [label.property("look") for label in page.findChildren(QLabel) if label.text() == red]
    assert looks == ["bad"]


def test_the_example_is_what_the_public_package_computes() -> None:
    lines = example_lines()

    effective = f"{EXAMPLE_SEED}/2026-01-1/objects"
    ids = [line.entry_id for line in lines]
    assert ids == list(sampler(sorted(ids), seed=effective, output="id"))
    assert [line.is_drawn for line in lines] == [True, True, False, False, False]


def test_the_rule_is_told_in_the_order_of_a_draw_and_named_for_outsiders(
    qtbot: QtBot, desk: Desk, cases: list[dict[str, Any]]
) -> None:
    page = open_page(qtbot, desk, cases)
    texts = [label.text() for label in page.findChildren(QLabel)]

    assert [word for word, _ in RULES] == ["封存", "种子", "号码", "名额", "名单", "人员", "递补", "证书"]
    assert any("网页版抽取证书" in text and "main.py replay" in text for text in texts)


def test_the_tab_opens_the_page(open_tab: OpenTab, task_key: int) -> None:
    tab = open_tab()

    tab.bar.about_action.trigger()

    [page] = tab.findChildren(AboutPage)
    assert page.total.startswith("√")
    page.reject()
