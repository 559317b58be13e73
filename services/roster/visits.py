"""其他检查 and the year's ledger of each enterprise: what the yearly cap counts, and why (细则 art. 14 ¶4; R18–R20).

The ledger of one enterprise and the counts of ``draw.year_visits`` say the same: the one is what the draw counts, the other
what an enterprise is shown.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.roster_groups import GONGMAO, is_in_force
from models.rules.visit_ledger import VisitFacts, why_not_counted
from models.tables.draw import Draw, DrawnPlace, OtherVisit
from models.tables.enterprise import Enterprise
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office
from models.tables.plan import Plan, PlanTask
from models.vocab import DrawStage, EntryKind
from services.changes import Changes
from services.draw.year_visits import last_visits, visits_of_year
from services.roster.visit_rows import LedgerRow, OtherVisitDraft, OtherVisitRow, VisitStandings, YearLedger
from services.workplace import Workplace

LONGEST_UNIT, LONGEST_GROUND = 100, 200


def visit_problems(draft: OtherVisitDraft, today: date) -> dict[str, str]:
    """Return field name → sentence for what keeps a visit from being entered."""
    problems: dict[str, str] = {}
    if draft.visited_on is None:
        problems["visited_on"] = "请填写检查日期，例如 2022-05-25。"
    elif draft.visited_on > today:
        problems["visited_on"] = "检查日期在今天之后；检查完成后再登记。"
    if not draft.ground.strip():
        problems["ground"] = "请填写检查事由，例如案件来源或督办文号。"
    elif len(draft.ground.strip()) > LONGEST_GROUND:
        problems["ground"] = f"检查事由最多 {LONGEST_GROUND} 字，请缩短。"
    if len(draft.unit.strip()) > LONGEST_UNIT:
        problems["unit"] = f"检查单位最多 {LONGEST_UNIT} 字，请缩短。"
    return problems


class OtherVisitService:
    """Use cases of 其他检查 and of the year's ledger."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_visits(self, *, enterprise_key: int, with_cancelled: bool = False) -> list[OtherVisitRow]:
        """Return the 其他检查 of an enterprise, the latest first."""
        with self._workplace.database.reading() as session:
            visits = session.scalars(_visits_of(enterprise_key)).all()
            return [_row(visit) for visit in visits if with_cancelled or visit.cancelled_at is None]

    def get_ledger(self, *, enterprise_key: int, year: int) -> YearLedger:
        """Return the visits of an enterprise in a year, the latest first."""
        workplace = self._workplace
        with workplace.database.reading() as session:
            office = workplace.office(session)
            return read_ledger(session, office, enterprise_key, year, workplace.clock.today())

    def get_standings(self, *, year: int) -> VisitStandings:
        """Return of every enterprise what the draws of a year would count."""
        with self._workplace.database.reading() as session:
            office = self._workplace.office(session)
            return VisitStandings(year, visits_of_year(session, office, year), last_visits(session, office))

    def add_visit(self, *, draft: OtherVisitDraft) -> Changes:
        """Enter an inspection that no draw led to; raises UserFacingError with the first thing that is wrong."""
        workplace = self._workplace
        for sentence in visit_problems(draft, workplace.clock.today()).values():
            raise UserFacingError(sentence)
        assert draft.visited_on is not None  # a problem otherwise
        with workplace.database.transaction() as session:
            name = session.scalar(select(Enterprise.name).where(Enterprise.id == draft.enterprise_key))
            if name is None:
                raise UserFacingError("该检查对象不在名录中，请刷新列表。")
            visit = workplace.add(
                session,
                OtherVisit(
                    enterprise_id=draft.enterprise_key,
                    visited_on=draft.visited_on,
                    kind=draft.kind,
                    unit=draft.unit.strip(),
                    ground=draft.ground.strip(),
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="visit",
                summary=f"登记“{name}”{visit.visited_on}的{visit.kind.label}：{visit.ground}",
                record_uuid=visit.uuid,
                after={"kind": visit.kind, "visited_on": visit.visited_on, "ground": visit.ground},
            )
            return Changes.of("visit", "record", key=visit.id)

    def cancel_visit(self, *, key: int, reason: str) -> Changes:
        """Take back a visit that was entered by mistake; it stays on record with the reason."""
        workplace = self._workplace
        if not reason.strip():
            raise UserFacingError("请写明撤销这次检查的理由。")
        with workplace.database.transaction() as session:
            visit = session.get(OtherVisit, key)
            if visit is None or visit.cancelled_at is not None:
                raise UserFacingError("这条检查登记已撤销或不存在，请刷新后重试。")
            visit.cancelled_at, visit.cancelled_reason = (
                workplace.clock.now(),
                reason.strip()[:LONGEST_GROUND],
            )
            workplace.touch(visit)
            name = session.scalar(select(Enterprise.name).where(Enterprise.id == visit.enterprise_id))
            workplace.log(
                session,
                action="撤销",
                noun="visit",
                summary=f"撤销“{name}”{visit.visited_on}的{visit.kind.label}：{visit.cancelled_reason}",
                record_uuid=visit.uuid,
            )
        return Changes.of("visit", "record", key=key)


def read_ledger(session: Session, office: Office, enterprise_key: int, year: int, today: date) -> YearLedger:
    """Return the year of one enterprise; what counts is what ``visits_of_year`` counts."""
    rows = [
        *_drawn_rows(session, office, enterprise_key, year),
        *_other_rows(session, office, enterprise_key, year),
    ]
    return YearLedger(
        year=year,
        cap=office.yearly_cap,
        exemption=_exemption(session, office, enterprise_key, today),
        rows=tuple(sorted(rows, key=lambda row: row.on, reverse=True)),
    )


def years_of(session: Session, enterprise_key: int) -> list[int]:
    """Return the years in which an enterprise was drawn or visited, the newest first."""
    drawn = (
        select(Plan.year)
        .join(PlanTask, PlanTask.plan_id == Plan.id)
        .join(Draw, Draw.task_id == PlanTask.id)
        .join(DrawnPlace, DrawnPlace.draw_id == Draw.id)
        .where(DrawnPlace.enterprise_id == enterprise_key)
    )
    visited = select(OtherVisit.visited_on).where(OtherVisit.enterprise_id == enterprise_key)
    years = {*session.scalars(drawn), *(day.year for day in session.scalars(visited))}
    return sorted(years, reverse=True)


def _drawn_rows(session: Session, office: Office, enterprise_key: int, year: int) -> Iterator[LedgerRow]:
    query = (
        select(DrawnPlace, Draw, PlanTask.name)
        .join(Draw, Draw.id == DrawnPlace.draw_id)
        .join(PlanTask, PlanTask.id == Draw.task_id)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(DrawnPlace.enterprise_id == enterprise_key, Plan.year == year, Draw.office_id == office.id)
    )
    found = session.execute(query).all()
    of_places = select(InspectionRecord).where(
        InspectionRecord.place_id.in_([place.id for place, _, _ in found])
    )
    records = {record.place_id: record for record in session.scalars(of_places)}
    for place, draw, task_name in found:
        record = records.get(place.id)
        facts = VisitFacts(
            stage=None if record is None else record.stage,
            is_voided=draw.stage is DrawStage.VOIDED,
            is_replaced=place.replaced_at is not None,
            is_made_with_another=place.visit_with_id is not None,
        )
        begun = None if record is None else record.inspected_from
        moment = begun or draw.drawn_at or draw.sealed_at
        stage = "已抽取，未派发" if record is None else record.stage.label
        yield LedgerRow(
            on=moment.date(),
            kind="双随机检查（必查）" if place.kind is EntryKind.COMPULSORY else "双随机检查",
            words=f"{draw.draw_code} {task_name}：{stage}",
            not_counted=why_not_counted(facts, counts_reviews=office.cap_counts_reviews),
        )


def _other_rows(session: Session, office: Office, enterprise_key: int, year: int) -> Iterator[LedgerRow]:
    days = OtherVisit.visited_on.between(date(year, 1, 1), date(year, 12, 31))
    for visit in session.scalars(_visits_of(enterprise_key).where(days)):
        facts = VisitFacts(kind=visit.kind, is_cancelled=visit.cancelled_at is not None)
        why = why_not_counted(facts, counts_reviews=office.cap_counts_reviews)
        words = "，".join(part for part in (visit.unit, visit.ground) if part)
        yield LedgerRow(
            on=visit.visited_on,
            kind=visit.kind.label,
            words=words,
            not_counted=f"{why}：{visit.cancelled_reason}" if facts.is_cancelled else why,
            other_key=None if facts.is_cancelled else visit.id,
        )


def _exemption(session: Session, office: Office, enterprise_key: int, today: date) -> str:
    """Return why the cap does not bind the enterprise: 必查, or the literal reading of art. 14 ¶4 (R19)."""
    one = session.get(Enterprise, enterprise_key)
    if one is None:
        return ""
    lists = (
        (one.is_dishonest, one.dishonest_from, one.dishonest_until),
        (one.is_blacklisted, one.blacklist_from, one.blacklist_until),
    )
    if any(is_in_force(is_listed=on, starts_on=first, ends_on=last, day=today) for on, first, last in lists):
        return "列为必查，不受上限限制"
    if office.cap_exempts_industries and one.industry in GONGMAO:
        return "按细则字面，八类工贸行业不受上限限制"
    return ""


def _visits_of(enterprise_key: int) -> Select[OtherVisit]:
    return (
        select(OtherVisit)
        .where(OtherVisit.enterprise_id == enterprise_key)
        .order_by(OtherVisit.visited_on.desc(), OtherVisit.id.desc())
    )


def _row(visit: OtherVisit) -> OtherVisitRow:
    return OtherVisitRow(
        key=visit.id,
        enterprise_key=visit.enterprise_id,
        kind=visit.kind,
        visited_on=visit.visited_on,
        unit=visit.unit,
        ground=visit.ground,
        cancelled_at=visit.cancelled_at,
        cancelled_reason=visit.cancelled_reason,
    )
