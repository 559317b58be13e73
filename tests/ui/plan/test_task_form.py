"""The form of one task: what goes in comes out, and what is wrong stands beside its field."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.rules.scope import Scope
from models.vocab import (
    DrawMethod,
    EntityKind,
    Hazard,
    Industry,
    ItemCategory,
    OfficerMode,
    RiskClass,
    RosterGroup,
)
from services.plan.rows import TaskDraft
from ui.plan.task_form import FormChoices, TaskForm
from ui.widgets.growing_text import GrowingText


@pytest.fixture
def full_draft(choices: FormChoices) -> TaskDraft:
    return TaskDraft(
        subject="金属冶炼等工矿商贸单位安全生产的随机抽查",
        name="机械行业随机抽查",
        target="机械企业",
        scope=Scope(
            industries=frozenset({Industry.MACHINERY}),
            hazards=frozenset({Hazard.CONFINED_SPACE}),
            without_hazards=frozenset({Hazard.AMMONIA}),
            towns=frozenset({choices.towns[0].code}),
            kinds=frozenset({EntityKind.ENTERPRISE}),
            groups=frozenset({RosterGroup.HAZARDS}),
            risk_classes=frozenset({RiskClass.C}),
            licences=frozenset({"不再登记的许可证"}),
            tags=frozenset({"不再使用的标签"}),
            only_abnormal=True,
        ),
        ratio="6.5",
        starts_on=date(2022, 5, 1),
        ends_on=date(2022, 12, 31),
        department="区应急管理局",
        category=ItemCategory.KEY,
        inspection_method="网络监测",
        ratio_reason="省厅另有部署",
        section_key=choices.sections[0].key,
        method=DrawMethod.STRATIFIED,
        batches=3,
        officer_mode=OfficerMode.TEAMS,
        team_size=3,
        teams=2,
        need_leader=False,
        need_expert=True,
        items=frozenset({choices.items[0].key, choices.items[4].key}),
        platform_plan_number="P-1",
        platform_task_number="T-1",
        remark="备注",
        class_ratios={"A": "1", "B": "2.5", "C": "10", "D": "30"},
        officer_sections=frozenset({choices.sections[1].key}),
    )


def shown(qtbot: QtBot, choices: FormChoices, draft: TaskDraft) -> TaskForm:
    form = TaskForm(choices, draft)
    qtbot.addWidget(form)
    form.show()
    return form


def test_a_draft_comes_out_as_it_went_in(qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft) -> None:
    form = shown(qtbot, choices, full_draft)

    assert form.draft() == full_draft


def test_the_ratio_may_be_written_with_or_without_its_sign(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)

    form.ratio.setText("６.50％")

    assert form.draft().ratio == "6.5"


def test_the_number_of_teams_is_asked_only_for_teams(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)

    form.officer_mode.set_value(OfficerMode.EACH)

    assert form.teams.isHidden()
    assert form.draft().teams is None


def test_the_reason_for_a_low_ratio_is_shown_when_it_is_needed(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, replace(full_draft, ratio_reason=""))
    was_hidden = form.texts["ratio_reason"].isHidden()

    form.show_problems({"ratio_reason": "请写明理由。"})

    assert was_hidden
    assert not form.texts["ratio_reason"].isHidden()
    assert form.fields.problem("ratio_reason") == "请写明理由。"


def test_solved_problems_go_away_and_no_new_ones_come_while_typing(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)
    form.show_problems({"name": "请填写抽查任务名称。", "ratio": "抽查比例有误。"})

    form.fields.drop_solved({"ratio": "抽查比例有误。", "target": "请填写检查对象。"})

    assert form.fields.problem("name") == ""
    assert form.fields.problem("ratio") == "抽查比例有误。"
    assert form.fields.problem("target") == ""


def test_a_date_that_is_none_is_said_beside_its_field(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)

    form.ends_on.setText("年底")

    assert form.own_problems() == {"ends_on": "请填写日期，例如 2022-05-25。"}
    assert form.draft().ends_on == full_draft.ends_on


def test_all_items_are_ticked_and_unticked_with_one_click(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)
    every = frozenset(item.key for item in choices.items)

    form.items.select_all_box.click()
    after_first = form.items.keys()
    form.items.select_all_box.click()

    assert after_first == every
    assert form.items.keys() == frozenset()


def test_an_item_that_was_revised_since_stays_with_its_task(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    old_edition = frozenset({9_999})
    form = shown(qtbot, choices, replace(full_draft, items=full_draft.items | old_edition))

    assert form.draft().items == full_draft.items | old_edition


def test_a_town_that_is_no_longer_offered_stays_with_its_task(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    scope = replace(full_draft.scope, towns=frozenset({"410311901"}))
    form = shown(qtbot, choices, replace(full_draft, scope=scope))

    assert form.draft().scope == scope


def test_pasted_lines_become_one_line(qtbot: QtBot) -> None:
    field = GrowingText()
    qtbot.addWidget(field)

    field.setText("机械、轻工\n等企业")

    assert field.text() == "机械、轻工 等企业"


def test_enter_goes_to_the_next_field(qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft) -> None:
    form = shown(qtbot, choices, full_draft)
    form.texts["subject"].setFocus()

    qtbot.keyClick(form.texts["subject"], Qt.Key.Key_Return)

    assert form.focusWidget() is form.texts["name"]
    assert form.draft().subject == full_draft.subject


def test_rare_conditions_stay_folded_until_they_are_wanted_or_set(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    calm = shown(qtbot, choices, replace(full_draft, scope=Scope()))
    unfolded = shown(qtbot, choices, full_draft)
    was_folded = calm.conditions["groups"].isHidden()

    calm.scope_fields.more_button.click()
    calm.scope_fields.only_abnormal.setChecked(True)

    assert was_folded
    assert not calm.conditions["groups"].isHidden()
    assert calm.scope_fields.more_button.isHidden()
    assert calm.draft().scope == Scope(only_abnormal=True)
    assert not unfolded.conditions["risk_classes"].isHidden()


def test_the_four_ratios_are_asked_only_where_each_class_has_its_own(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    usual = replace(choices, class_ratios={"A": "1", "B": "2", "C": "10", "D": "30"})
    form = shown(qtbot, usual, replace(full_draft, class_ratios=None))
    was_hidden, was_called = form.class_ratios.isHidden(), form.ratio.accessibleName()

    form.has_classes.click()
    form.class_ratios.lines["B"].setText("２.50％")

    assert (was_hidden, was_called) == (True, "抽查比例")
    assert not form.class_ratios.isHidden()
    assert form.ratio.accessibleName() == "未分类比例"
    assert form.draft().class_ratios == {"A": "1", "B": "2.5", "C": "10", "D": "30"}


def test_a_class_ratio_that_is_none_is_said_beside_the_four(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, choices, full_draft)
    form.class_ratios.lines["C"].setText("十")

    form.show_problems({"class_ratios": "请填写 C 类的抽查比例。"})

    assert form.draft().class_ratios == {"A": "1", "B": "2.5", "C": "十", "D": "30"}
    assert form.fields.problem("class_ratios") == "请填写 C 类的抽查比例。"


def test_a_section_that_is_no_longer_offered_stays_in_the_task(
    qtbot: QtBot, choices: FormChoices, full_draft: TaskDraft
) -> None:
    form = shown(qtbot, replace(choices, sections=choices.sections[:1]), full_draft)

    form.officer_sections.set_values([choices.sections[0].key])

    assert form.draft().officer_sections == {choices.sections[0].key, choices.sections[1].key}
