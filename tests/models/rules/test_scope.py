"""The conditions of a task."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.scope import Scope, ScopeFacts
from models.vocab import EntityKind, Hazard, Industry, RiskClass, RosterGroup

scopes = st.builds(
    Scope,
    industries=st.frozensets(st.sampled_from(Industry)),
    hazards=st.frozensets(st.sampled_from(Hazard)),
    without_hazards=st.frozensets(st.sampled_from(Hazard)),
    towns=st.frozensets(st.sampled_from(["410307103", "410307104"])),
    kinds=st.frozensets(st.sampled_from(EntityKind)),
    groups=st.frozensets(st.sampled_from(RosterGroup)),
    risk_classes=st.frozensets(st.sampled_from(RiskClass)),
    licences=st.frozensets(st.sampled_from(["排污许可证", "食品生产许可证"])),
    tags=st.frozensets(st.sampled_from(["园区", "重点"])),
    only_abnormal=st.booleans(),
)
facts = st.builds(
    ScopeFacts,
    industry=st.sampled_from(Industry),
    kind=st.sampled_from(EntityKind),
    town=st.sampled_from([None, "410307103", "410307104"]),
    hazards=st.frozensets(st.sampled_from(Hazard)),
    is_dishonest=st.booleans(),
    is_blacklisted=st.booleans(),
    is_abnormal=st.booleans(),
    is_focus=st.booleans(),
    risk_class=st.sampled_from([None, *RiskClass]),
    licences=st.frozensets(st.sampled_from(["排污许可证", "食品生产许可证"])),
    tags=st.frozensets(st.sampled_from(["园区", "重点"])),
)


@given(facts)
def test_a_scope_without_conditions_covers_everything(enterprise: ScopeFacts) -> None:
    assert Scope().covers(enterprise)
    assert Scope().describe() == "全部检查对象"


@given(scopes, facts)
def test_a_scope_that_refuses_says_why(scope: Scope, enterprise: ScopeFacts) -> None:
    assert scope.covers(enterprise) == (scope.refusal(enterprise) is None)


@given(scopes)
def test_conditions_read_back_as_they_were_stored(scope: Scope) -> None:
    assert Scope.from_stored(scope.to_stored()) == scope


def test_hazards_wanted_and_excluded_separate_the_two_tasks_of_the_annex() -> None:
    smelter = ScopeFacts(Industry.METALLURGY, EntityKind.ENTERPRISE, None, frozenset({Hazard.METAL_SMELTING}))
    workshop = ScopeFacts(Industry.MACHINERY, EntityKind.ENTERPRISE, None)
    first = Scope(hazards=frozenset({Hazard.METAL_SMELTING, Hazard.AMMONIA}))
    second = Scope(industries=frozenset({Industry.MACHINERY}), without_hazards=first.hazards)

    assert (first.covers(smelter), first.covers(workshop)) == (True, False)
    assert (second.covers(smelter), second.covers(workshop)) == (False, True)
    assert second.describe() == "行业：机械；排除标记：金属冶炼、液氨制冷"


def test_licences_tags_risk_groups_and_the_abnormal_list_are_conditions_too() -> None:
    plain = ScopeFacts(Industry.OTHER, EntityKind.ENTERPRISE, None)
    marked = ScopeFacts(
        Industry.MACHINERY,
        EntityKind.ENTERPRISE,
        None,
        hazards=frozenset({Hazard.AMMONIA}),
        is_abnormal=True,
        risk_class=RiskClass.C,
        licences=frozenset({"危险化学品经营许可证"}),
        tags=frozenset({"园区"}),
    )
    conditions = {
        "不属于任务要求的名录类别": Scope(groups=frozenset({RosterGroup.HAZARDS})),
        "信用风险为未分类，不在任务的风险类别": Scope(risk_classes=frozenset({RiskClass.C, RiskClass.D})),
        "没有任务要求的许可证": Scope(licences=frozenset({"危险化学品经营许可证", "排污许可证"})),
        "没有任务要求的标签": Scope(tags=frozenset({"园区"})),
        "未列入经营异常名录": Scope(only_abnormal=True),
    }

    refusals = {scope.refusal(plain): scope for scope in conditions.values()}

    assert refusals == conditions
    assert all(scope.covers(marked) for scope in conditions.values())


def test_the_further_conditions_are_described_in_chinese() -> None:
    scope = Scope(
        groups=frozenset({RosterGroup.BLACKLIST, RosterGroup.MAJOR_HAZARD}),
        risk_classes=frozenset({RiskClass.D}),
        licences=frozenset({"排污许可证"}),
        tags=frozenset({"园区"}),
        only_abnormal=True,
    )

    assert scope.describe() == (
        "名录类别：危险化学品重大危险源、安全生产黑名单；信用风险：D 高；许可证：排污许可证；标签：园区；经营异常：已列入名录"
    )
