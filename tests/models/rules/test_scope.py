"""The conditions of a task."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.scope import Scope, ScopeFacts
from models.vocab import EntityKind, Hazard, Industry

scopes = st.builds(
    Scope,
    industries=st.frozensets(st.sampled_from(Industry)),
    hazards=st.frozensets(st.sampled_from(Hazard)),
    without_hazards=st.frozensets(st.sampled_from(Hazard)),
    towns=st.frozensets(st.sampled_from(["410307103", "410307104"])),
    kinds=st.frozensets(st.sampled_from(EntityKind)),
)
facts = st.builds(
    ScopeFacts,
    industry=st.sampled_from(Industry),
    kind=st.sampled_from(EntityKind),
    town=st.sampled_from([None, "410307103", "410307104"]),
    hazards=st.frozensets(st.sampled_from(Hazard)),
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
