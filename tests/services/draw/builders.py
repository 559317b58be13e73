"""A small district to draw from: enterprises in three towns, officers with and without qualifications, a locked plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.rules.scope import Scope
from models.rules.seed import Contribution, Dice, SeedRule
from models.tables.enterprise import Enterprise, EnterpriseHazard
from models.tables.officer import Officer, OfficerIndustry, Recusal
from models.vocab import (
    DrawMethod,
    EnterpriseStatus,
    EntityKind,
    Hazard,
    Industry,
    OfficerMode,
    OfficerStatus,
    SeedSource,
)
from services.container import Services
from services.draw.rows import PlaceRow
from services.plan.rows import TaskDraft

SEED = "01382438112797316654"
OTHER_SEED = "27182818284590452353"
THIRD_SEED = "16180339887498948482"
EACH_IN_BATCHES: dict[str, Any] = {
    "method": DrawMethod.STRATIFIED,
    "officer_mode": OfficerMode.EACH,
    "teams": None,
    "batches": 3,
    "ratio": "25",
}
TOWNS = ("410307004", "410307005", "410307103")
DICE = SeedRule(SeedSource.DICE, dice=Dice(20, "纪检组样例甲"))
TASK = TaskDraft(
    subject="金属冶炼等工矿商贸单位安全生产的随机抽查",
    name="机械、轻工等工贸行业随机抽查",
    target="机械、轻工等工贸企业",
    scope=Scope(industries=frozenset({Industry.MACHINERY})),
    ratio="15",
    starts_on=date(2022, 5, 1),
    ends_on=date(2022, 12, 31),
    method=DrawMethod.DIRECTED,
    officer_mode=OfficerMode.TEAMS,
    team_size=2,
    teams=2,
    need_leader=True,
    need_expert=True,
    items=frozenset({1, 2, 3}),
)


def thrown(digits: str) -> list[Contribution]:
    return [Contribution("纪检组样例甲", digits)]


def code_of(number: int) -> str:
    return f"91410307MA{number:08d}"


def add_enterprise(
    services: Services, number: int, *, hazards: tuple[Hazard, ...] = (), **changes: Any
) -> int:
    with services.workplace.database.transaction() as session:
        enterprise = _enterprise(services, session, number, **changes)
        enterprise.hazards = [EnterpriseHazard(hazard=hazard) for hazard in hazards]
        session.flush()
        return enterprise.id


def _enterprise(services: Services, session: Session, number: int, **changes: Any) -> Enterprise:
    values: dict[str, Any] = {
        "credit_code": code_of(number),
        "name": f"样例机械厂{number}",
        "kind": EntityKind.ENTERPRISE,
        "status": EnterpriseStatus.ACTIVE,
        "town_code": TOWNS[number % 3],
        "industry": Industry.MACHINERY,
    }
    return services.workplace.add(session, Enterprise(**values | changes))


def add_officer(services: Services, number: int, **changes: Any) -> int:
    with services.workplace.database.transaction() as session:
        officer = _officer(services, session, number, **changes)
        session.flush()
        return officer.id


def _officer(services: Services, session: Session, number: int, **changes: Any) -> Officer:
    values: dict[str, Any] = {
        "name": f"样例检查员{number}",
        "certificate_number": f"160302200{number:02d}",
        "certificate_expires_on": date(2024, 12, 31),
        "is_leader_qualified": number % 2 == 0,
        "status": OfficerStatus.ON_DUTY,
    }
    industries = {Industry.MACHINERY} if number % 3 == 0 else set[Industry]()
    officer = services.workplace.add(session, Officer(**values | changes))
    officer.industries = [OfficerIndustry(industry=industry) for industry in industries]
    return officer


def add_recusal(services: Services, officer_key: int, enterprise_key: int) -> None:
    workplace = services.workplace
    with workplace.database.transaction() as session:
        workplace.add(
            session, Recusal(officer_id=officer_key, enterprise_id=enterprise_key, reason="近亲属任职")
        )


def found_district(services: Services) -> None:
    """24 machine works (one 严重失信), 10 officers."""
    with services.workplace.database.transaction() as session:
        for number in range(24):
            _enterprise(services, session, number, is_dishonest=number == 7)
        for number in range(10):
            _officer(services, session, number)


def age_roster(services: Services, days: int) -> None:
    """Let every enterprise have been changed last so many days ago."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        session.execute(update(Enterprise).values(updated_at=workplace.clock.now() - timedelta(days=days)))


def lock_task(services: Services, **changes: Any) -> int:
    plan_key = services.plans.add_plan(year=2022).key
    assert plan_key is not None
    task_key = services.plans.add_task(plan_key=plan_key, draft=replace(TASK, **changes)).key
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 24))
    services.plans.lock(plan_key=plan_key)
    assert task_key is not None
    approve_scheme(services, task_key)
    return task_key


def approve_scheme(services: Services, task_key: int) -> None:
    services.schemes.save(task_key=task_key, draft=services.schemes.suggest(task_key=task_key))
    services.schemes.approve(
        task_key=task_key, approved_by="样例局长", approved_on=services.workplace.clock.today()
    )


def seal(services: Services, task_key: int, **changes: Any) -> int:
    wanted = {"operator": "样例操作人", "supervisor": "样例监督人", "seed_rule": DICE} | changes
    key = services.draws.seal(task_key=task_key, **wanted).key
    assert key is not None
    return key


def sealed_and_drawn(services: Services, task_key: int, digits: str = SEED, **changes: Any) -> int:
    draw_key = seal(services, task_key, **changes)
    services.draws.draw(draw_key=draw_key, contributions=thrown(digits))
    return draw_key


def draw_and_dispatch(services: Services, task_key: int, digits: str) -> int:
    draw_key = sealed_and_drawn(services, task_key, digits)
    services.draws.dispatch(draw_key=draw_key)
    return draw_key


def change_enterprise(services: Services, number: int, change: Callable[[Enterprise], None]) -> None:
    with services.workplace.database.transaction() as session:
        change(session.scalars(select(Enterprise).where(Enterprise.credit_code == code_of(number))).one())


def live(places: tuple[PlaceRow, ...]) -> list[PlaceRow]:
    return [place for place in places if place.is_live]


def export(services: Services, draw_key: int, folder: Path) -> Path:
    path = folder / "证书.json"
    path.write_text(services.draws.certificate_json(draw_key=draw_key), encoding="utf-8")
    return path


def rows_of(services: Services, table: type[Any]) -> int:
    with services.workplace.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
