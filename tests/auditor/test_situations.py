"""The verifier of the document and the program agree on whatever may happen to a task."""

from hypothesis import given, settings

from models.rules.verification import verify
from tests.auditor.afterwards import replay
from tests.auditor.auditor import audit
from tests.auditor.situations import Situation, situations


@settings(deadline=None)
@given(situations())
def test_program_and_document_agree_on_a_certificate(situation: Situation) -> None:
    assert audit(situation.certificate) == []
    assert [check.line for check in verify(situation.certificate) if not check.is_ok] == []


@settings(deadline=None)
@given(situations())
def test_program_and_document_agree_on_who_inspects_whom_after_every_step(situation: Situation) -> None:
    state, differences = replay(situation.certificate)

    assert differences == []
    assert state.live == situation.standing.live
    assert {one: state.officers_of(one) for one in state.live} == {
        one: list(situation.standing.officers_of.get(one, ())) for one in situation.standing.live
    }


@settings(deadline=None)
@given(situations())
def test_after_every_step_each_seat_is_held_by_one_who_may_hold_it(situation: Situation) -> None:
    state, _ = replay(situation.certificate)

    officers = situation.certificate["officers"] or {"team_size": 0}
    for enterprise in state.live:
        sitting = state.officers_of(enterprise)
        assert len(set(sitting)) == len(sitting) == officers["team_size"]
        assert state.dropped.isdisjoint(sitting)
        assert not any((officer, enterprise) in state.aside for officer in sitting)
