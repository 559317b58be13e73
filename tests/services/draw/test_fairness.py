"""公平性报告 over draws held through the services: what counts, what is kept apart, and what is found."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from models.errors import UserFacingError
from models.rules.fairness import Finding
from models.rules.scope import Scope
from models.tables.base import BEIJING
from models.tables.draw import DrawnPlace
from models.tables.inspection_record import InspectionRecord
from models.vocab import DrawMethod, EntryKind, Industry, OfficerMode, RecordStage
from services.clock import SimulatedClock
from services.container import Services
from services.draw.seal_rows import DirectAppointment, SealChoices
from services.files.fairness import FairnessPart, FairnessView, line_texts, part_columns, render_fairness_pdf
from tests.services.draw.builders import (
    SEED,
    add_enterprise,
    add_officer,
    draw_and_dispatch,
    found_district,
    lock_task,
    seal,
    thrown,
)


def many_draws(services: Services, draws: int, *, method: DrawMethod = DrawMethod.DIRECTED) -> list[int]:
    """Draw in batches; in each a few of those that were not drawn yet."""
    for number in range(120):
        industry = Industry.MACHINERY if number % 2 else Industry.LIGHT
        add_enterprise(services, number, industry=industry, is_dishonest=number == 7)
    for number in range(8):
        add_officer(services, number)
    task = lock_task(
        services,
        ratio="90",
        batches=draws,
        method=method,
        officer_mode=OfficerMode.EACH,
        teams=None,
        need_expert=False,
        scope=Scope(industries=frozenset({Industry.MACHINERY, Industry.LIGHT})),
    )
    return [draw_and_dispatch(services, task, f"{SEED}{number:02d}"[-20:]) for number in range(draws)]


def report(services: Services) -> FairnessView:
    return services.fairness.report(first_year=2022, last_year=2022)


def part(view: FairnessView, title: str) -> FairnessPart:
    return next(each for each in view.parts if each.title.startswith(title))


def test_what_should_have_come_adds_up_to_what_came(services: Services) -> None:
    many_draws(services, 6)

    view = report(services)

    for title in ("企业", "镇街", "行业"):
        lines = part(view, title).lines
        assert sum(line.expected for line in lines) == pytest.approx(sum(line.observed for line in lines))
    assert dict(view.counts)["随机抽取"] == "6次"
    assert dict(view.counts)["随机抽中"] == "108户次"
    assert sum(line.observed for line in part(view, "检查人员").lines) == 2 * 109
    assert sum(line.observed for line in view.enterprises) == 108


@pytest.mark.parametrize("method", list(DrawMethod))
def test_draws_by_the_protocol_are_called_fair(services: Services, method: DrawMethod) -> None:
    many_draws(services, 6, method=method)

    view = report(services)

    assert view.finding in (Finding.AGREES, Finding.NOTABLE)
    assert view.standout == ""
    assert part(view, "镇街").finding is not Finding.DEVIATES
    assert part(view, "镇街").faults == ()


def test_balanced_towns_are_checked_one_by_one(services: Services) -> None:
    many_draws(services, 3, method=DrawMethod.STRATIFIED)

    found = part(report(services), "镇街")

    assert found.verdict == "各次各镇街的名额与应得份额都相差不到1户，与抽取规程一致"
    assert [line.name for line in found.lines] == ["首阳山街道", "商城街道", "翟镇镇"]


def test_compulsory_substitutes_replacements_and_voided_draws_are_counted_apart(services: Services) -> None:
    keys = many_draws(services, 3)
    place = next(
        place
        for place in services.draws.get_draw(draw_key=keys[0]).places
        if place.kind is EntryKind.SELECTABLE
    )
    services.draws.substitute(
        draw_key=keys[0], place_keys=[place.key], reason="停业", approved_by="样例副局长"
    )
    officer = services.draws.get_draw(draw_key=keys[1]).places[0].seats[1]
    services.draws.replace_officer(
        draw_key=keys[1], officer_key=officer.officer_key, reason="公差", approved_by="样例副局长"
    )
    before = part(report(services), "检查人员")
    services.draws.void(draw_key=keys[2], reason="程序错误", approved_by="样例局长")

    counts = dict(report(services).counts)

    assert sum(line.observed for line in before.lines) == 2 * 109
    assert counts["随机抽取"] == "2次"
    assert counts["另计、不参加检验的：必查"] == "1户次"
    assert counts["递补"] == "1户次"
    assert counts["补抽人员"] != "0人次"
    assert counts["作废的抽取"] == "1次"


def test_appointed_officers_are_no_draw_of_officers(services: Services) -> None:
    found_district(services)
    task = lock_task(services, teams=6)
    direct = DirectAppointment("可抽人员不足", "样例局长")
    key = seal(services, task, choices=SealChoices(direct=direct))
    services.draws.draw(draw_key=key, contributions=thrown(SEED))
    places = [place.key for place in services.draws.get_draw(draw_key=key).places]
    services.draws.appoint(draw_key=key, place_keys=places, officer_keys=[1, 2])

    view = report(services)

    assert dict(view.counts)["直接委派"] == "5户次"
    assert dict(view.counts)["随机抽中"] == "4户次"
    assert part(view, "检查人员").lines == ()
    detail = services.draws.get_draw(draw_key=key)
    assert [row.added for row in detail.loads][:2] == [5, 5]
    assert detail.load_reasons == ()


def test_a_place_that_was_written_into_the_database_by_hand_is_a_broken_quota(services: Services) -> None:
    keys = many_draws(services, 2, method=DrawMethod.STRATIFIED)
    with services.workplace.database.transaction() as session:
        place = session.scalars(
            select(DrawnPlace).where(DrawnPlace.draw_id == keys[0], DrawnPlace.kind == EntryKind.SELECTABLE)
        ).first()
        assert place is not None
        session.execute(update(DrawnPlace).where(DrawnPlace.id == place.id).values(kind=EntryKind.COMPULSORY))

    view = report(services)

    assert part(view, "镇街").faults[0].startswith("2022-01-1抽中")
    assert view.finding is Finding.DEVIATES
    assert view.verdict.startswith("有的项偏差大于偶然所能解释，建议核对")


def test_too_little_gets_no_verdict(services: Services) -> None:
    assert services.fairness.list_years() == ()
    empty = report(services)
    found_district(services)
    draw_and_dispatch(services, lock_task(services), SEED)

    one = report(services)

    assert empty.verdict == one.verdict == "抽取的次数和户数还太少，不作结论。"
    assert services.fairness.list_years() == (2022,)
    assert [each.verdict for each in one.parts] == [
        "数据太少，不作结论",
        "数据太少，不作结论",
        "数据太少，不作结论",
        "没有按风险类别分别定比例的抽取",
        "数据太少，不作结论",
    ]


def test_years_that_are_turned_round_are_refused(services: Services) -> None:
    with pytest.raises(UserFacingError, match="起始年度2023晚于截止年度2022"):
        services.fairness.report(first_year=2023, last_year=2022)


def test_the_longest_undrawn_come_first_with_the_chance_they_had(services: Services) -> None:
    many_draws(services, 3)

    view = report(services)

    first = view.undrawn[0]
    assert (first.draws, first.observed, first.missed) == (3, 0, 3)
    assert first.chance == pytest.approx(1 - (1 - 36 / 119) * (1 - 36 / 83) * (1 - 36 / 47))
    assert {line.observed for line in view.undrawn} == {0}
    assert len(view.undrawn) == 119 - 108


def test_coverage_counts_the_active_enterprises_inspected_in_a_year(
    services: Services, clock: SimulatedClock
) -> None:
    keys = many_draws(services, 2)
    inspect(services, keys[0], datetime(2022, 6, 1, 17, 0, tzinfo=BEIJING))
    earlier = report(services)
    clock.move_to(datetime(2025, 6, 2, 9, 0, tzinfo=BEIJING))

    later = services.fairness.report(first_year=2021, last_year=2025)

    assert earlier.coverage_sentence == (
        "现有存续企业120家，三年内（2019年5月25日以来）检查过55家，未查65家。"
    )
    assert [(line.year, line.inspected) for line in later.coverage] == [
        (2021, 0), (2022, 55), (2023, 0), (2024, 0), (2025, 0),
    ]  # fmt: skip
    assert later.unvisited == 120
    assert {line.last_inspected for line in later.enterprises if line.last_inspected} == {date(2022, 6, 1)}


def inspect(services: Services, draw_key: int, at: datetime) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(
            update(InspectionRecord)
            .where(InspectionRecord.draw_id == draw_key)
            .values(stage=RecordStage.INSPECTED, inspected_from=at - timedelta(hours=3), inspected_to=at)
        )


def test_the_workbook_holds_the_figures_of_the_view(services: Services, tmp_path: Path) -> None:
    many_draws(services, 4)
    view = report(services)

    book = load_workbook(services.fairness.save_workbook(view, tmp_path / "公平性报告.xlsx"))

    towns = part(view, "镇街")
    rows = list(book["镇街"].iter_rows(values_only=True))
    assert rows[0] == part_columns(towns)
    assert [row[3] for row in rows[1:]] == [line.observed for line in towns.lines]
    assert book["企业逐户"].max_row == 1 + len(view.enterprises)
    assert book["总的结论"]["B4"].value == view.verdict


def test_the_paper_is_the_same_bytes_each_time(services: Services, tmp_path: Path) -> None:
    many_draws(services, 4)
    view = report(services)

    path = services.fairness.save_pdf(view, tmp_path / "公平性报告.pdf")

    assert path.read_bytes() == render_fairness_pdf(view)
    assert len(line_texts(part(view, "行业").lines[0])) == 5
