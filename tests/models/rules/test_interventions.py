"""干预清单: what counts, when it counts, and that nothing which could move a draw is left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.rules.interventions import (
    EDITED_NOUNS,
    WINDOW_DAYS,
    DrawFacts,
    EditFacts,
    Intervention,
    InterventionKind,
    PriorDraw,
    Replacement,
    counts_by_kind,
    interventions,
    is_below_floor,
    window_begins,
)
from models.vocab import SeedSource

SEALED = datetime(2022, 6, 8, 9, 0, tzinfo=UTC)
DRAW = DrawFacts("2022-01-2", SEALED, "样例操作人", SeedSource.DICE, ratio="15", ratio_floor="5")
PRIOR = PriorDraw("2022-01-1", 4, SEALED - timedelta(days=2), "样例操作人", was_drawn=True)
EDIT = EditFacts("enterprise", SEALED - timedelta(days=1), "样例操作人", "修改", "修改检查对象“样例厂”")


def lines_of(
    draw: DrawFacts = DRAW,
    prior: tuple[PriorDraw, ...] = (),
    replaced: tuple[Replacement, ...] = (),
    edits: tuple[EditFacts, ...] = (),
) -> tuple[Intervention, ...]:
    return interventions(draw, prior, replaced, edits)


def kinds_of(draw: DrawFacts) -> list[InterventionKind]:
    return [line.kind for line in lines_of(draw)]


def test_an_ordinary_draw_has_no_line_but_every_kind_is_counted() -> None:
    assert lines_of() == ()
    assert counts_by_kind(()) == tuple((kind, 0) for kind in InterventionKind)


def test_an_earlier_seal_and_its_void_are_two_lines() -> None:
    voided = replace(
        PRIOR,
        voided_at=SEALED - timedelta(days=1),
        voided_by="样例科长",
        reason="漏录三户",
        approved_by="样例局长",
        evidence="监督记录第3页",
    )

    seal, void = lines_of(prior=(voided,))

    assert (seal.kind, seal.text) == (InterventionKind.PRIOR_SEAL, "2022-01-1，第4号封存，已抽取")
    assert (void.kind, void.who, void.text) == (
        InterventionKind.VOID,
        "样例科长",
        "作废 2022-01-1（种子产生之后）",
    )
    assert void.grounds == "漏录三户；批准人：样例局长；依据：监督记录第3页"


def test_a_void_before_the_seed_says_so() -> None:
    voided = replace(PRIOR, was_drawn=False, voided_at=SEALED)

    assert lines_of(prior=(voided,))[1].text == "作废 2022-01-1（种子产生之前）"


def test_the_draws_own_void_is_on_its_sheet() -> None:
    own = replace(PRIOR, draw_code="2022-01-2", voided_at=SEALED + timedelta(days=3))

    assert [line.text for line in lines_of(replace(DRAW, own_void=own))] == ["作废 2022-01-2（种子产生之后）"]


def test_substitutions_and_replacements_name_both_sides_whenever_they_were_made() -> None:
    later = SEALED + timedelta(days=90)
    place = Replacement(later, "样例操作人", False, "样例甲厂", "", "", "迁出", "样例局长", "")
    officer = Replacement(later, "样例操作人", True, "样例甲", "样例乙", "样例丙厂", "借调", "样例局长", "")

    lapsed, replaced = lines_of(replaced=(officer, place))

    assert (lapsed.kind, lapsed.text) == (InterventionKind.SUBSTITUTION, "样例甲厂，无可递补，名额作废")
    assert (replaced.kind, replaced.text) == (
        InterventionKind.REPLACEMENT,
        "样例甲（样例丙厂），由样例乙接替",
    )


def test_direct_appointment_platform_and_a_sealed_assignment_are_named() -> None:
    draw = replace(
        DRAW,
        direct_reason="人员不足",
        direct_approved_by="样例局长",
        direct_officers="样例甲、样例乙检查4户",
        platform="平台任务号 P1",
        is_assignment_sealed=True,
    )

    direct, platform, sealed = lines_of(draw)

    assert direct.text == "检查人员不经抽取，由本局指定：样例甲、样例乙检查4户"
    assert direct.grounds == "人员不足；批准人：样例局长"
    assert platform.text == "检查对象不由本局抽取：平台任务号 P1"
    assert sealed.kind is InterventionKind.OVERRIDE


@pytest.mark.parametrize("source", [SeedSource.SYSTEM, SeedSource.COMMAND])
def test_a_seed_that_nobody_witnessed_is_an_override(source: SeedSource) -> None:
    assert kinds_of(replace(DRAW, seed_source=source)) == [InterventionKind.OVERRIDE]


@pytest.mark.parametrize("source", [SeedSource.DICE, SeedSource.LOTTERY, SeedSource.WORDS])
def test_a_public_seed_is_none(source: SeedSource) -> None:
    assert kinds_of(replace(DRAW, seed_source=source)) == []


def test_a_stale_roster_and_a_low_ratio_are_overrides_with_their_reasons() -> None:
    draw = replace(DRAW, stale_roster_reason="登记机关停机", ratio="2", ratio_reason="另有专项")

    stale, low = lines_of(draw)

    assert (stale.text, stale.grounds) == ("名录库超过一年未更新仍然抽取", "登记机关停机")
    assert (low.text, low.grounds) == ("抽查比例2%低于下限5%", "另有专项")


def test_a_low_ratio_without_a_reason_says_that_there_is_none() -> None:
    assert lines_of(replace(DRAW, ratio="2"))[0].grounds == "没有写明理由"


@pytest.mark.parametrize(
    ("ratio", "floor", "is_below"),
    [("4.9", "5", True), ("5", "5", False), ("15", "5", False), ("", "5", False), ("2", "", False)],
)
def test_a_ratio_is_below_the_floor_in_exact_decimals(ratio: str, floor: str, is_below: bool) -> None:
    assert is_below_floor(ratio, floor) is is_below


def test_edits_count_from_thirty_days_before_the_seal_to_the_seal_itself() -> None:
    moments = {
        window_begins(SEALED) - timedelta(seconds=1): False,
        window_begins(SEALED): True,
        SEALED: True,
        SEALED + timedelta(seconds=1): False,
    }

    for moment, counts in moments.items():
        assert bool(lines_of(edits=(replace(EDIT, at=moment),))) is counts
    assert SEALED - window_begins(SEALED) == timedelta(days=WINDOW_DAYS)


def test_an_edit_names_its_fields_up_to_six_and_why() -> None:
    fields = tuple(f"字段{number} 甲→乙" for number in range(8))

    (line,) = lines_of(edits=(replace(EDIT, fields=fields, why="企业来函"),))

    assert line.text.startswith("修改检查对象“样例厂”：字段0 甲→乙；")
    assert line.text.endswith("字段5 甲→乙；等8项")
    assert line.grounds == "企业来函"


def test_every_noun_that_is_read_is_told_as_an_edit() -> None:
    told = [lines_of(edits=(replace(EDIT, noun=noun),)) for noun in sorted(EDITED_NOUNS)]

    assert {line.kind for (line,) in told} == {
        InterventionKind.ENTERPRISE,
        InterventionKind.OFFICER,
        InterventionKind.RECUSAL,
        InterventionKind.LEAVE,
        InterventionKind.SETTING,
    }


def test_confirming_a_roster_changes_nothing_and_is_no_line() -> None:
    assert lines_of(edits=(replace(EDIT, action="核对"),)) == ()
    assert lines_of(edits=(replace(EDIT, noun="issued_paper"),)) == ()


def test_lines_come_kind_by_kind_and_in_the_order_of_time() -> None:
    early = replace(EDIT, at=SEALED - timedelta(days=9), summary="甲")
    recusal = replace(EDIT, noun="recusal", at=SEALED - timedelta(days=20), summary="乙")

    found = lines_of(prior=(PRIOR,), edits=(EDIT, recusal, early))

    assert [line.text for line in found] == [
        "2022-01-1，第4号封存，已抽取",
        "甲",
        "修改检查对象“样例厂”",
        "乙",
    ]
    assert dict(counts_by_kind(found))[InterventionKind.ENTERPRISE] == 2
