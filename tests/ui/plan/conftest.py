"""The plan tab over the sample district, as a clerk has it on the screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from services.container import Services
from services.plan.rows import TaskDraft
from services.plan.sample import sample_tasks
from services.roster.sample import add_sample_enterprises
from ui.desk import Desk
from ui.plan.tab import PlanTab
from ui.plan.task_form import FormChoices, TaskForm


@pytest.fixture
def annex(services: Services) -> tuple[TaskDraft, TaskDraft]:
    """The two tasks of the annex, on a roster of 900."""
    add_sample_enterprises(services.workplace, year=2022)
    return sample_tasks(frozenset(item.key for item in services.items.list_items()))


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, services: Services) -> PlanTab:
    tab = PlanTab(desk, services)
    qtbot.addWidget(tab)
    tab.resize(1334, 640)
    tab.show()
    return tab


@pytest.fixture
def planned(services: Services, annex: tuple[TaskDraft, TaskDraft]) -> tuple[int, int]:
    """A plan of the year with the two tasks; their keys."""
    plan_key = services.plans.add_plan(year=2022).key or 0
    first, second = (services.plans.add_task(plan_key=plan_key, draft=draft).key or 0 for draft in annex)
    return first, second


@pytest.fixture
def choices(services: Services) -> FormChoices:
    return FormChoices(
        towns=tuple(services.office.list_towns()),
        sections=tuple(services.office.list_sections()),
        items=tuple(services.items.list_items()),
        department="区应急管理局",
    )


@pytest.fixture
def click(qtbot: QtBot) -> Callable[[QPushButton], None]:
    return lambda button: qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def write_task(form: TaskForm, draft: TaskDraft) -> None:
    """Fill the form field by field, as a clerk types and ticks."""
    form.texts["subject"].setText(draft.subject)
    form.texts["name"].setText(draft.name)
    form.texts["target"].setText(draft.target)
    form.conditions["industries"].set_values(draft.scope.industries)
    form.conditions["hazards"].set_values(draft.scope.hazards)
    form.conditions["without_hazards"].set_values(draft.scope.without_hazards)
    form.ratio.setText(f"{draft.ratio}%")
    form.starts_on.set_value(draft.starts_on)
    form.ends_on.set_value(draft.ends_on)
    form.method.set_value(draft.method)
    form.officer_mode.set_value(draft.officer_mode)
    form.teams.setValue(draft.teams or 1)
    form.batches.setValue(draft.batches)
