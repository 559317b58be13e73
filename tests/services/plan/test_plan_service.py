"""The annual plan from its first line to the lock."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.rules.scope import Scope
from models.tables.enterprise import Enterprise
from models.tables.office import OperationLog
from models.vocab import (
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    PlanStatus,
    RiskClass,
    RosterGroup,
)
from services.container import Services
from services.plan.exchange import (
    export_plan_sheet,
    export_summary,
    office_words,
    read_plan_sheet,
    summary_view,
)
from services.plan.rows import TaskDraft
from services.plan.sample import sample_tasks
from services.roster.sample import add_sample_enterprises, add_sample_officers

DRAFT = TaskDraft(
    subject="金属冶炼等工矿商贸单位安全生产的随机抽查",
    name="机械行业随机抽查",
    target="机械企业",
    scope=Scope(industries=frozenset({Industry.MACHINERY}), without_hazards=frozenset({Hazard.AMMONIA})),
    ratio="6%",
    starts_on=date(2022, 5, 1),
    ends_on=date(2022, 12, 31),
    items=frozenset({1, 2, 3}),
)


def open_plan(services: Services) -> int:
    key = services.plans.add_plan(year=2022, document_number="偃应急〔2022〕17号").key
    assert key is not None
    return key


def test_a_task_reads_back_as_it_was_written(services: Services) -> None:
    plan_key = open_plan(services)

    services.plans.add_task(plan_key=plan_key, draft=DRAFT)
    plan = services.plans.get_plan(2022)

    assert plan is not None
    [task] = plan.tasks
    assert task.draft == replace(DRAFT, ratio="6", department="区应急管理局")
    assert task.period == "2022年5月—12月"
    assert task.scope_text == "行业：机械；排除标记：液氨制冷"
    assert len(task.item_titles) == 3


def test_all_conditions_of_a_task_read_back_from_its_sheet(services: Services, tmp_path: Path) -> None:
    scope = Scope(
        groups=frozenset({RosterGroup.HAZARDS, RosterGroup.BLACKLIST}),
        risk_classes=frozenset({RiskClass.C, RiskClass.D}),
        licences=frozenset({"排污许可证", "危险化学品经营许可证"}),
        tags=frozenset({"园区"}),
        only_abnormal=True,
    )
    services.plans.add_task(plan_key=open_plan(services), draft=replace(DRAFT, scope=scope))
    plan = services.plans.get_plan(2022)
    assert plan is not None

    export_plan_sheet(plan, office_words(services), tmp_path / "计划.xlsx")
    sheet = read_plan_sheet(tmp_path / "计划.xlsx", office_words(services))

    assert plan.tasks[0].draft.scope == scope
    assert sheet.drafts[0].scope == scope


def test_a_task_that_is_not_complete_is_refused_with_its_sentence(services: Services) -> None:
    plan_key = open_plan(services)

    with pytest.raises(UserFacingError, match="抽查任务名称"):
        services.plans.add_task(plan_key=plan_key, draft=replace(DRAFT, name=" "))

    assert services.plans.check(year=2022, draft=replace(DRAFT, ratio="4")).keys() == {"ratio_reason"}


def test_removing_a_task_moves_the_later_ones_up(services: Services) -> None:
    plan_key = open_plan(services)
    keys = [
        services.plans.add_task(plan_key=plan_key, draft=replace(DRAFT, name=name)).key
        for name in ("甲", "乙", "丙")
    ]

    services.plans.remove_task(task_key=keys[0] or 0)
    plan = services.plans.get_plan(2022)

    assert plan is not None
    assert [(task.number, task.draft.name) for task in plan.tasks] == [(1, "乙"), (2, "丙")]


def test_only_an_approved_plan_is_locked_and_a_locked_one_is_not_changed(services: Services) -> None:
    plan_key = open_plan(services)
    task_key = services.plans.add_task(plan_key=plan_key, draft=DRAFT).key or 0

    with pytest.raises(UserFacingError, match="只有已审批"):
        services.plans.lock(plan_key=plan_key)
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 25))
    services.plans.lock(plan_key=plan_key)
    with pytest.raises(UserFacingError, match="已锁定，不能再修改"):
        services.plans.update_task(task_key=task_key, draft=DRAFT)

    plan = services.plans.get_plan(2022)
    assert plan is not None
    assert (plan.status, plan.approved_by) == (PlanStatus.LOCKED, "样例局长")


def test_an_empty_plan_is_not_approved(services: Services) -> None:
    plan_key = open_plan(services)

    with pytest.raises(UserFacingError, match="还没有抽查任务"):
        services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 25))


def test_an_approval_is_withdrawn_only_with_a_reason(services: Services) -> None:
    plan_key = open_plan(services)
    services.plans.add_task(plan_key=plan_key, draft=DRAFT)
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 25))

    with pytest.raises(UserFacingError, match="理由"):
        services.plans.withdraw_approval(plan_key=plan_key, reason="")
    services.plans.withdraw_approval(plan_key=plan_key, reason="比例有误")

    plan = services.plans.get_plan(2022)
    assert plan is not None
    assert plan.is_editable


def test_a_year_has_one_plan(services: Services) -> None:
    open_plan(services)

    with pytest.raises(UserFacingError, match="已经存在"):
        services.plans.add_plan(year=2022)

    assert services.plans.list_years() == [2022]


def test_every_change_leaves_a_row_in_the_operation_log(services: Services) -> None:
    plan_key = open_plan(services)
    services.plans.add_task(plan_key=plan_key, draft=DRAFT)

    with services.workplace.database.reading() as session:
        rows = session.scalars(select(OperationLog).order_by(OperationLog.id)).all()
        session.expunge_all()

    assert [(row.who, row.action, row.noun) for row in rows] == [
        ("系统", "建库", "office"),
        ("样例操作人", "新增", "plan"),
        ("样例操作人", "新增", "plan_task"),
    ]
    assert rows[-1].after is not None
    assert rows[-1].after["ratio"] == "6"


def test_the_plan_counts_what_the_draw_will_seal(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    add_sample_officers(services.workplace, year=2022)
    plan_key = open_plan(services)
    for draft in sample_tasks(frozenset({1, 2})):
        services.plans.add_task(plan_key=plan_key, draft=draft)
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 25))
    services.plans.lock(plan_key=plan_key)
    plan = services.plans.get_plan(2022)
    assert plan is not None

    counted = [(task.count.matching, task.count.to_draw, task.count.compulsory) for task in plan.tasks]
    previews = [services.draws.preview(task_key=task.key) for task in plan.tasks]

    assert counted == [(24, 4, 1), (860, 52, 1)]
    assert [(preview.groups[0].base, preview.compulsory) for preview in previews] == [
        (task.count.base, task.count.compulsory) for task in plan.tasks
    ]


CLASSED = replace(
    DRAFT,
    class_ratios={"A": "1", "B": "2", "C": "10", "D": "30"},
    ratio="5",
    ratio_reason="A、B 类信用较好，省厅要求减少检查",
)


def add_enterprises(services: Services, **numbers: int) -> None:
    """Put so many machine works of each class on the roster; ``none`` are without one."""
    with services.workplace.database.transaction() as session:
        for name, number in numbers.items():
            risk = None if name == "none" else RiskClass(name)
            for place in range(number):
                enterprise = Enterprise(
                    credit_code=f"91410307{name[:1].upper()}{place:09d}",
                    name=f"样例机械厂{name}{place}",
                    kind=EntityKind.ENTERPRISE,
                    status=EnterpriseStatus.ACTIVE,
                    industry=Industry.MACHINERY,
                    risk_class=risk,
                )
                services.workplace.add(session, enterprise)


def test_a_task_counts_what_each_risk_class_means(services: Services) -> None:
    add_enterprises(services, A=20, B=100, C=11, none=10)

    count = services.plans.count_scope(
        scope=CLASSED.scope, ratio=CLASSED.ratio, class_ratios=CLASSED.class_ratios
    )

    assert [(one.group, one.base, one.to_draw) for one in count.classes] == [
        ("A", 20, 1),
        ("B", 100, 2),
        ("C", 11, 2),
        ("", 10, 1),
    ]
    assert (count.base, count.to_draw) == (141, 6)


def test_a_class_at_nought_percent_draws_nobody_of_it(services: Services) -> None:
    add_enterprises(services, A=20)

    count = services.plans.count_scope(scope=CLASSED.scope, ratio="5", class_ratios={"A": "0"})

    assert count.to_draw == 0


def test_risk_classes_and_sections_read_back_from_the_sheet_of_the_plan(
    services: Services, tmp_path: Path
) -> None:
    sections = frozenset(row.key for row in services.office.list_sections()[:2])
    draft = replace(CLASSED, officer_sections=sections)
    services.plans.add_task(plan_key=open_plan(services), draft=draft)
    plan = services.plans.get_plan(2022)
    assert plan is not None

    export_plan_sheet(plan, office_words(services), tmp_path / "计划.xlsx")
    [read] = read_plan_sheet(tmp_path / "计划.xlsx", office_words(services)).drafts

    assert (read.ratio, read.class_ratios, read.officer_sections) == ("5", CLASSED.class_ratios, sections)


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_the_summary_prints_the_ratio_of_each_class(services: Services, tmp_path: Path, suffix: str) -> None:
    services.plans.add_task(plan_key=open_plan(services), draft=CLASSED)
    plan = services.plans.get_plan(2022)
    assert plan is not None
    words = "A类1%、B类2%、C类10%、D类30%，未分类5%"

    export_summary(summary_view(plan, services.office.get_settings()), tmp_path / f"汇总表{suffix}")
    printed = summary_view(plan, services.office.get_settings()).lines[0].ratio_words

    assert printed == plan.tasks[0].ratio_text == words
    if suffix == ".xlsx":
        [read] = read_plan_sheet(tmp_path / "汇总表.xlsx", office_words(services)).drafts
        assert (read.ratio, read.class_ratios) == ("5", CLASSED.class_ratios)


def test_a_class_ratio_below_the_office_floor_keeps_the_task_from_being_saved(services: Services) -> None:
    low = replace(CLASSED, class_ratios={"A": "0", "B": "2", "C": "10", "D": "30"})

    problems = services.plans.check(year=2022, draft=low)

    assert "A 类抽查比例 0% 低于下限 1%" in problems["class_ratios"]


def test_a_section_that_goes_up_in_another_keeps_its_part_in_the_tasks(services: Services) -> None:
    gone, kept, *_ = (row.key for row in services.office.list_sections())
    plan_key = open_plan(services)
    services.plans.add_task(plan_key=plan_key, draft=replace(DRAFT, officer_sections=frozenset({gone})))
    services.plans.add_task(
        plan_key=plan_key, draft=replace(DRAFT, name="乙", officer_sections=frozenset({gone, kept}))
    )

    services.sections.merge_section(key=gone, into=kept)
    plan = services.plans.get_plan(2022)

    assert plan is not None
    assert [task.draft.officer_sections for task in plan.tasks] == [{kept}, {kept}]


def test_numbers_of_the_platform_are_entered_in_a_locked_plan_and_logged(services: Services) -> None:
    plan_key = open_plan(services)
    key = services.plans.add_task(plan_key=plan_key, draft=DRAFT).key or 0
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 1))
    services.plans.lock(plan_key=plan_key)

    services.plans.set_platform_numbers(
        task_key=key, plan_number=" 4103072022001 ", task_number="410307202206"
    )

    draft = services.plans.get_task(key).draft
    with services.workplace.database.reading() as session:
        line = session.scalars(select(OperationLog).order_by(OperationLog.id.desc())).first()
    assert (draft.platform_plan_number, draft.platform_task_number) == ("4103072022001", "410307202206")
    assert line is not None and "平台编号" in line.summary
    with pytest.raises(UserFacingError, match="平台任务编号超过 30 个字"):
        services.plans.set_platform_numbers(task_key=key, plan_number="", task_number="1" * 31)
