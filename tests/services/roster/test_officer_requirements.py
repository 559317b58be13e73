"""The requirements of the officers' roster by their numbers: R1, R2, R3, R30."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.tables.roster import RosterChange
from models.vocab import RosterNoun
from services.container import Services
from services.roster.officer_rows import OfficerDraft, RecusalDraft
from tests.services.draw.builders import (
    SEED,
    add_enterprise,
    add_officer,
    code_of,
    found_district,
    lock_task,
    seal,
    thrown,
)

TODAY = date(2022, 5, 25)
DRAFT = OfficerDraft(
    name="样例甲", certificate_number="16030220001", certificate_expires_on=date(2022, 12, 31)
)


@pytest.mark.parametrize(
    ("changes", "is_drawable"),
    [
        ({}, True),
        ({"certificate_number": ""}, False),
        ({"certificate_expires_on": None}, False),
        ({"is_regular": False}, False),
    ],
)
def test_r1_nobody_can_be_drawn_without_number_expiry_and_a_regular_post(
    services: Services, changes: dict[str, object], is_drawable: bool
) -> None:
    key = services.officers.add_officer(draft=replace(DRAFT, **changes)).key or 0

    row = services.officers.get_officer(key)

    assert row.is_drawable is is_drawable
    assert bool(row.obstacle) is not is_drawable


def test_r2_a_certificate_that_ends_inside_the_window_is_excluded_with_the_reason(services: Services) -> None:
    found_district(services)
    add_officer(services, 21, certificate_expires_on=date(2022, 12, 30))
    add_officer(services, 22, certificate_expires_on=date(2022, 12, 31))

    preview = services.draws.preview(task_key=lock_task(services))

    assert {row.name: row.reason for row in preview.pool if not row.in_pool} == {
        "样例检查员21": "执法证2022年12月30日到期，不能覆盖检查期限"
    }


@pytest.mark.parametrize("days", [60, 30, 0, -1])
def test_r3_both_certificates_warn_from_sixty_days_before_they_end(services: Services, days: int) -> None:
    near, far = TODAY + timedelta(days=days), TODAY + timedelta(days=61)
    services.officers.add_officer(draft=replace(DRAFT, certificate_expires_on=near))
    services.officers.add_officer(
        draft=replace(
            DRAFT,
            name="样例乙",
            certificate_number="16030220002",
            certificate_expires_on=far,
            second_certificate_number="AJ-1",
            second_certificate_expires_on=near,
        )
    )

    found = [(one.officer_name, one.title, one.days) for one in services.officers.list_expiring()]

    assert found == [("样例甲", "执法证", days), ("样例乙", "第二证", days)]


def test_r30_an_officer_never_meets_an_enterprise_of_the_register_of_recusals(services: Services) -> None:
    found_district(services)
    enterprises = {row.code: row.key for row in services.enterprises.list_enterprises()}
    officer = services.officers.list_officers()[0]
    for code in list(enterprises)[::3]:
        services.officers.add_recusal(draft=RecusalDraft(officer.key, enterprises[code], "样例：持有股份"))
    task_key = lock_task(services, ratio="100", teams=3)

    draw_key = seal(services, task_key)
    services.draws.draw(draw_key=draw_key, contributions=thrown(SEED))
    places = services.draws.get_draw(draw_key=draw_key).places

    met = {
        place.entry_id
        for place in places
        if officer.draft.certificate_number in [seat.certificate_number for seat in place.seats]
    }
    assert len(places) == 24
    assert met
    assert not met.intersection(list(enterprises)[::3])


def test_r30_where_recusals_leave_nobody_the_enterprise_is_named_and_nothing_is_sealed(
    services: Services,
) -> None:
    found_district(services)
    enterprise = add_enterprise(services, 30)
    for officer in services.officers.list_officers()[:9]:
        services.officers.add_recusal(draft=RecusalDraft(officer.key, enterprise, "样例：近亲属任职"))

    preview = services.draws.preview(task_key=lock_task(services))

    assert not preview.can_seal
    assert any("样例机械厂30" in text and "回避" in text for text in preview.obstacles)


def test_r30_an_ended_recusal_stays_on_record_with_who_changed_it_and_binds_no_longer(
    services: Services,
) -> None:
    found_district(services)
    enterprise = next(row for row in services.enterprises.list_enterprises() if row.code == code_of(3))
    keys = [
        services.officers.add_recusal(draft=RecusalDraft(officer.key, enterprise.key, "样例：近亲属任职")).key
        for officer in services.officers.list_officers()[:9]
    ]

    for key in keys:
        services.officers.end_recusal(key=key or 0, ends_on=date(2022, 4, 30))

    assert services.draws.preview(task_key=lock_task(services)).can_seal
    assert len(services.officers.list_recusals(with_ended=True)) == 9
    with services.workplace.database.reading() as session:
        changes = session.scalars(select(RosterChange).where(RosterChange.noun == RosterNoun.RECUSAL)).all()
    assert {(change.field, change.old, change.new, change.who) for change in changes} == {
        ("ends_on", "null", '"2022-04-30"', "样例操作人")
    }
