"""The lists and conditions of the register, as the plan counts them and as the seal frames them: one figure on both pages."""

from datetime import date
from typing import Any

import pytest

from models.rules.scope import Scope
from models.tables.enterprise import Enterprise
from models.vocab import EnterpriseStatus, EntryKind, RiskClass, RosterGroup
from services.container import Services
from services.draw.attempts import next_attempt, propose
from services.draw.framing import Framing
from services.roster.enterprise_rows import Licence
from services.roster.enterprise_writing import write_details
from tests.services.draw.builders import (
    TASK,
    add_enterprise,
    change_enterprise,
    code_of,
    found_district,
    lock_task,
)

TODAY = date(2022, 5, 25)


def frame(services: Services, task_key: int) -> Framing:
    with services.workplace.database.reading() as session:
        today = services.workplace.clock.today()
        attempt = next_attempt(session, task_key, today)
        return propose(session, services.workplace.office(session), attempt, today).framing


def kinds(framing: Framing) -> dict[str, tuple[EntryKind | None, str]]:
    return {row.entry_id: (row.kind, row.reason) for row in framing.entries}


@pytest.mark.parametrize(
    ("listed", "kind", "reason"),
    [
        ({"is_blacklisted": True}, EntryKind.COMPULSORY, "安全生产黑名单，必查"),
        ({"is_dishonest": True, "dishonest_until": TODAY}, EntryKind.COMPULSORY, "严重失信主体，必查"),
        ({"is_dishonest": True, "dishonest_until": date(2022, 5, 24)}, EntryKind.SELECTABLE, ""),
        ({"is_blacklisted": True, "blacklist_from": date(2022, 6, 1)}, EntryKind.SELECTABLE, ""),
        ({"is_case_only": True}, None, "仅用于个案检查"),
    ],
)
def test_r17_an_entry_in_force_on_the_day_makes_an_enterprise_compulsory(
    services: Services, listed: dict[str, Any], kind: EntryKind | None, reason: str
) -> None:
    found_district(services)
    add_enterprise(services, 90, **listed)
    task_key = lock_task(services)

    framing = frame(services, task_key)

    assert kinds(framing)[code_of(90)] == (kind, reason)


def test_an_object_without_a_code_is_kept_for_single_cases_and_never_drawn(services: Services) -> None:
    found_district(services)
    add_enterprise(services, 90, credit_code=None, is_case_only=True, name="样例无证作坊")
    task_key = lock_task(services)

    framing = frame(services, task_key)

    [row] = [row for row in framing.entries if row.name == "样例无证作坊"]
    assert (row.kind, row.reason) == (None, "仅用于个案检查")


def test_r9_a_cancelled_enterprise_leaves_new_draws_but_not_what_was_drawn(services: Services) -> None:
    found_district(services)
    task_key = lock_task(services)
    before = kinds(frame(services, task_key))

    change_enterprise(services, 3, lambda one: setattr(one, "status", EnterpriseStatus.CANCELLED))
    after = kinds(frame(services, task_key))

    assert before[code_of(3)] == (EntryKind.SELECTABLE, "")
    assert after[code_of(3)] == (None, "登记状态为注销，不是存续")


@pytest.mark.parametrize(
    "scope",
    [
        Scope(),
        Scope(groups=frozenset({RosterGroup.DISHONEST, RosterGroup.OTHER})),
        Scope(risk_classes=frozenset({RiskClass.C})),
        Scope(licences=frozenset({"排污许可证"})),
        Scope(tags=frozenset({"园区"})),
        Scope(only_abnormal=True),
    ],
)
def test_the_plan_counts_what_the_frame_will_hold(services: Services, scope: Scope) -> None:
    found_district(services)
    keys = [add_enterprise(services, number) for number in range(90, 96)]
    for key, changes in zip(
        keys,
        (
            {"risk_class": RiskClass.C, "risk_on": TODAY, "risk_source": "样例系统"},
            {"licences": (Licence("排污许可证", "样例1号", TODAY),)},
            {"tags": frozenset({"园区", "夜班"})},
            {"is_abnormal": True, "abnormal_basis": "样例依据"},
            {"is_abnormal": True, "abnormal_basis": "样例依据", "abnormal_until": date(2022, 1, 1)},
            {"is_focus": True, "focus_reason": "上级交办"},
        ),
        strict=True,
    ):
        edit(services, key, **changes)
    task_key = lock_task(services, scope=scope)

    counted = services.plans.count_scope(scope=scope, ratio=TASK.ratio)
    framed = [row.kind for row in frame(services, task_key).entries]

    assert counted.base == framed.count(EntryKind.SELECTABLE)
    assert counted.compulsory == framed.count(EntryKind.COMPULSORY)
    assert counted.matching == sum(kind is not None for kind in framed)
    assert counted.matching > 0


def edit(services: Services, key: int, **changes: Any) -> None:
    """Change an enterprise whose made-up code has no right check character."""
    with services.workplace.database.transaction() as session:
        write_details(session, key, changes)
        record = session.get_one(Enterprise, key)
        for name in changes.keys() - {"licences", "tags"}:
            setattr(record, name, changes[name])
