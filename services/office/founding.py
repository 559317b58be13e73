"""What a new database starts with: the office with its default settings, its 科室, its 镇街 and the ten 抽查事项."""

import tomllib
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from models.database import Database
from models.rules.sub_items import split_content
from models.tables.inspection_item import InspectionItem
from models.tables.office import Office, Section, Town
from models.vocab import DayCount, ItemCategory, ItemKind, Letterhead
from services import program
from services.clock import Clock
from services.roster.item_reading import sub_item_values
from services.roster.item_rows import SubItem
from services.workplace import Workplace


def found_office(database: Database, clock: Clock) -> int:
    """Return the key of the database's office, made with all defaults when there is none yet."""
    with database.reading() as session:
        found = session.scalars(select(Office.id).order_by(Office.id).limit(1)).first()
    return found if found is not None else _found(database, clock)


def code_table(name: str) -> dict[str, Any]:
    """Read ``resources/code_tables/NAME.toml``."""
    return tomllib.loads(program.resource(f"code_tables/{name}.toml").read_text(encoding="utf-8"))


def _found(database: Database, clock: Clock) -> int:
    defaults = code_table("office")
    settings: dict[str, Any] = defaults["office"]
    for name in ("platform_day_count", "credit_day_count", "portal_day_count"):
        settings[name] = DayCount(settings[name])
    settings["letterhead"] = Letterhead(settings["letterhead"])
    with database.transaction() as session:
        now = clock.now()
        office = Office(uuid=str(uuid4()), created_at=now, updated_at=now, **settings)
        session.add(office)
        session.flush()
        workplace = Workplace(database, clock, office.id, "系统")
        for position, section in enumerate(defaults["sections"]):
            workplace.add(session, Section(position=position, **section))
        session.add_all(_towns(office.id))
        for number, item in enumerate(code_table("inspection_items")["items"], 1):
            workplace.add(session, _item(number, item, clock.today(), office.plan_department))
        workplace.log(
            session,
            action="建库",
            noun="office",
            summary="建立数据库",
            record_uuid=office.uuid,
            after=settings,
        )
        return office.id


def _towns(office_id: int) -> list[Town]:
    """镇街 and areas of the district, then the places outside it that old addresses name."""
    table = code_table("towns")
    inside = [(town, True) for town in (*table["town"], *table["area"])]
    outside = [(town, False) for town in (*table["outside"], table["elsewhere"])]
    return [
        Town(
            office_id=office_id,
            position=position,
            code=town["code"],
            name=town["name"],
            stem=town.get("stem", ""),
            in_district=in_district,
        )
        for position, (town, in_district) in enumerate(inside + outside)
    ]


def _item(number: int, item: dict[str, str], today: date, subject: str) -> InspectionItem:
    """Make a built-in item; where its text lists several things, each is a sub-item in the same words."""
    parts = split_content(item["content"])
    sub_items = [sub_item_values(SubItem(place, part)) for place, part in enumerate(parts, 1)]
    return InspectionItem(
        lineage=str(uuid4()),
        number=number,
        category=ItemCategory.GENERAL,
        kind=ItemKind.OPERATION,
        subject=subject,
        sub_items=sub_items if len(parts) > 1 else [],
        effective_from=date(today.year, 1, 1),
        **item,
    )
