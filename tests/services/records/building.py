"""Puts a dispatched draw into a database, so that records can be tested without drawing first."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord, RecordOfficer
from models.tables.office import Office, Section, Town
from models.tables.officer import Officer
from models.tables.plan import Plan, PlanTask
from models.vocab import (
    DrawMethod,
    DrawStage,
    EnterpriseStatus,
    EntityKind,
    EntryKind,
    Industry,
    ItemCategory,
    OfficerMode,
    OfficerStatus,
    PlanStatus,
    RecordStage,
    Seat,
    SeedSource,
)
from services.container import Services

OFFICERS = ("样例甲", "样例乙", "样例丙", "样例丁")
WINDOW = (date(2022, 5, 1), date(2022, 12, 31))


def add_officers(services: Services, names: Sequence[str] = OFFICERS) -> list[int]:
    """Enter officers of the first 科室; return their keys."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        section = session.scalars(select(Section).order_by(Section.position)).first()
        officers = [
            workplace.add(
                session,
                Officer(
                    name=name,
                    certificate_number=f"1603070{number:04d}",
                    certificate_expires_on=date(2025, 12, 31),
                    section_id=section.id if section else None,
                    is_leader_qualified=True,
                    status=OfficerStatus.ON_DUTY,
                ),
            )
            for number, name in enumerate(names, 1)
        ]
        session.flush()
        return [officer.id for officer in officers]


def add_task(services: Services, *, number: int = 1, name: str = "机械行业随机抽查", items: int = 3) -> int:
    """Enter a task of the locked plan of 2022; return its key."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        office = session.scalars(select(Office)).one()
        office.phone, office.supervision_phone, office.contact_name = (
            "0379-60000000",
            "0379-60000001",
            "样例庚",
        )
        office.address = "洛阳市偃师区样例路1号"
        plan = session.scalars(select(Plan).where(Plan.year == 2022)).first() or workplace.add(
            session,
            Plan(
                year=2022,
                title="2022年度抽查计划汇总表",
                document_title="关于印发2022年度“双随机、一公开”抽查计划的通知",
                document_number="偃应急〔2022〕17号",
                status=PlanStatus.LOCKED,
            ),
        )
        session.flush()
        query = select(InspectionItem).order_by(InspectionItem.number).limit(items)
        chosen = list(session.scalars(query))
        task = workplace.add(
            session,
            PlanTask(
                plan_id=plan.id,
                number=number,
                department="区应急管理局",
                subject="金属冶炼等工矿商贸单位安全生产的随机抽查",
                name=name,
                target="机械企业",
                scope={},
                category=ItemCategory.GENERAL,
                inspection_method="现场检查",
                ratio="6",
                starts_on=WINDOW[0],
                ends_on=WINDOW[1],
                method=DrawMethod.DIRECTED,
                officer_mode=OfficerMode.EACH,
                items=chosen,
            ),
        )
        session.flush()
        return task.id


def dispatch(
    services: Services,
    task_key: int,
    names: Sequence[str],
    officers: Sequence[Sequence[int]],
    *,
    compulsory: int = 0,
    due_on: date = WINDOW[1],
) -> list[int]:
    """Open a record, 待检查, for each enterprise with its officers, leader first; return the keys of the records."""
    workplace = services.workplace
    with workplace.database.transaction() as session:
        towns = session.scalars(select(Town).where(Town.in_district).order_by(Town.position)).all()
        task = session.get_one(PlanTask, task_key)
        draw = workplace.add(session, _draw(task, services.workplace.clock.now()))
        session.flush()
        keys: list[int] = []
        for position, name in enumerate(names, 1):
            town = towns[position % len(towns)]
            enterprise = workplace.add(session, _enterprise(name, task.number, position, town))
            session.flush()
            kind = EntryKind.COMPULSORY if position <= compulsory else EntryKind.SELECTABLE
            place = workplace.add(
                session,
                DrawnPlace(
                    draw_id=draw.id,
                    enterprise_id=enterprise.id,
                    entry_id=enterprise.credit_code or "",
                    position=position,
                    kind=kind,
                    stratum=town.code,
                    ticket=f"0.{position:04d}",
                ),
            )
            session.flush()
            record = workplace.add(
                session,
                InspectionRecord(
                    year=2022,
                    task_id=task.id,
                    draw_id=draw.id,
                    place_id=place.id,
                    enterprise_id=enterprise.id,
                    stage=RecordStage.PENDING,
                    dispatched_at=workplace.clock.now(),
                    due_on=due_on,
                ),
            )
            team = officers[(position - 1) % len(officers)]
            record.officers = [
                RecordOfficer(officer_id=key, position=seat, seat=Seat.MEMBER if seat else Seat.LEADER)
                for seat, key in enumerate(team)
            ]
            session.flush()
            keys.append(record.id)
        return keys


def _draw(task: PlanTask, now: datetime) -> Draw:
    return Draw(
        task_id=task.id,
        draw_code=f"2022-{task.number:02d}-01",
        ordinal=1,
        method=DrawMethod.DIRECTED,
        window_from=WINDOW[0],
        window_to=WINDOW[1],
        officer_mode=OfficerMode.EACH,
        register_count=900,
        stage=DrawStage.DISPATCHED,
        operator="样例操作人",
        supervisor="样例监督人",
        seed_source=SeedSource.DICE,
        seed_rule={},
        seed=f"2022052500{task.number}",
        is_publicly_witnessed=True,
        sealed_at=datetime(2022, 5, 24, 9, 0, tzinfo=BEIJING),
        drawn_at=now,
        dispatched_at=now,
    )


def _enterprise(name: str, task_number: int, position: int, town: Town) -> Enterprise:
    return Enterprise(
        credit_code=f"91410307MA9K{task_number:02d}{position:04d}",
        name=name,
        kind=EntityKind.ENTERPRISE,
        status=EnterpriseStatus.ACTIVE,
        address=f"洛阳市偃师区{town.name}样例村工业路{position}号",
        town_code=town.code,
        industry=Industry.MACHINERY,
        legal_representative="样例壬",
        contact="样例癸",
        phone="0379-67700000",
    )
