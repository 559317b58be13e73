"""其他检查 and the year's ledger of an enterprise: what is shown is what the draw counts."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from models.errors import UserFacingError
from models.tables.office import Office, OperationLog
from models.vocab import VisitKind
from services.container import Services
from services.roster.visit_rows import OtherVisitDraft, YearLedger
from tests.services.draw.builders import (
    OTHER_SEED,
    SEED,
    draw_and_dispatch,
    found_district,
    lock_task,
    seal,
    thrown,
)

VISIT = OtherVisitDraft(1, VisitKind.SPECIAL, date(2022, 3, 1), "样例监管科", "粉尘涉爆专项检查")


def ledger_of(services: Services, key: int) -> YearLedger:
    return services.other_visits.get_ledger(enterprise_key=key, year=2022)


def count_of(services: Services, key: int) -> int:
    return services.other_visits.get_standings(year=2022).counts.get(key, 0)


def set_office(services: Services, **values: object) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Office).values(**values))


def test_a_visit_reads_back_counts_and_leaves_a_line_in_the_log(services: Services) -> None:
    found_district(services)

    services.other_visits.add_visit(draft=VISIT)

    [row] = services.other_visits.list_visits(enterprise_key=1)
    ledger = ledger_of(services, 1)
    with services.workplace.database.reading() as session:
        logged = session.scalars(select(OperationLog).where(OperationLog.noun == "visit")).one()
        summary = logged.summary
    assert (row.kind, row.visited_on, row.unit, row.ground) == (
        VISIT.kind,
        VISIT.visited_on,
        VISIT.unit,
        VISIT.ground,
    )
    assert [line.text for line in ledger.rows] == ["专项检查　样例监管科，粉尘涉爆专项检查（计入频次）"]
    assert ledger.summary == "计入频次 1 次，上限 2 次"
    assert "2022-03-01的专项检查" in summary


def test_a_cancelled_visit_stays_with_its_reason_and_no_longer_counts(services: Services) -> None:
    found_district(services)
    key = services.other_visits.add_visit(draft=VISIT).key or 0

    services.other_visits.cancel_visit(key=key, reason="登记到了另一家企业")

    assert services.other_visits.list_visits(enterprise_key=1) == []
    assert [line.not_counted for line in ledger_of(services, 1).rows] == ["已撤销：登记到了另一家企业"]
    assert count_of(services, 1) == 0
    with pytest.raises(UserFacingError, match="已撤销"):
        services.other_visits.cancel_visit(key=key, reason="再撤销一次")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"visited_on": None}, "请填写检查日期"),
        ({"visited_on": date(2022, 5, 26)}, "检查日期在今天之后"),
        ({"ground": " "}, "请填写检查事由"),
        ({"ground": "长" * 201}, "检查事由最多 200 字"),
        ({"enterprise_key": 999}, "不在名录中"),
    ],
)
def test_a_visit_that_is_not_complete_is_refused(
    services: Services, changes: dict[str, object], sentence: str
) -> None:
    found_district(services)

    with pytest.raises(UserFacingError, match=sentence):
        services.other_visits.add_visit(draft=replace(VISIT, **changes))  # type: ignore[arg-type]


def test_a_cancellation_needs_a_reason(services: Services) -> None:
    found_district(services)
    key = services.other_visits.add_visit(draft=VISIT).key or 0

    with pytest.raises(UserFacingError, match="理由"):
        services.other_visits.cancel_visit(key=key, reason=" ")


def test_every_kind_of_visit_and_draw_stands_in_the_ledger_and_is_counted_as_the_draw_counts(
    services: Services,
) -> None:
    found_district(services)
    task = lock_task(services, ratio="100")
    voided = seal(services, task)
    services.draws.draw(draw_key=voided, contributions=thrown(OTHER_SEED))
    services.draws.void(draw_key=voided, reason="样例程序错误", approved_by="样例局长")
    draw_and_dispatch(services, task, SEED)
    for kind in VisitKind:
        services.other_visits.add_visit(draft=replace(VISIT, kind=kind))

    by_setting = ledger_of(services, 1), count_of(services, 1)
    set_office(services, cap_counts_reviews=True)
    literally = ledger_of(services, 1), count_of(services, 1)

    assert (by_setting[0].counted, by_setting[1]) == (3, 3)  # drawn, 专项, 联合
    assert (literally[0].counted, literally[1]) == (5, 5)
    assert [line.not_counted for line in by_setting[0].rows if not line.counts] == [
        "抽取已作废",
        "按本局设置，个案检查不计入频次",
        "按本局设置，复查不计入频次",
    ]


def test_the_ledger_says_why_the_cap_does_not_bind(services: Services) -> None:
    found_district(services)

    dishonest = ledger_of(services, 8)  # number 7 of the district
    set_office(services, cap_exempts_industries=True)
    machinery = ledger_of(services, 1)

    assert dishonest.exemption == "列为必查，不受上限限制"
    assert machinery.summary == "计入频次 0 次；按细则字面，八类工贸行业不受上限限制"


def test_the_dossier_shows_the_years_and_prints_them(services: Services) -> None:
    found_district(services)
    services.other_visits.add_visit(draft=VISIT)
    services.other_visits.add_visit(draft=replace(VISIT, visited_on=date(2021, 12, 31)))

    view = services.dossiers.get_dossier(1)
    [section] = [one for one in view.sections if one.heading.startswith("历年检查台账")]

    assert [(line.key, line.text) for line in section.lines if line.key.endswith("年度")] == [
        ("2022年度", "计入频次 1 次，上限 2 次"),
        ("2021年度", "计入频次 1 次，上限 2 次"),
    ]
    assert services.dossiers.render(1).startswith(b"%PDF")
