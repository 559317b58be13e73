"""镇街, the strata of the 不定向 draw: added, renamed, given the word by which addresses name them, closed.

A town that belongs to another district today stays in the table as 区外: old addresses still name it.
"""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.enterprise import Enterprise
from models.tables.office import Town
from models.tables.officer import Officer, OfficerTown
from models.vocab import RosterNoun
from services.changes import Changes
from services.office.founding import code_table
from services.office.rows import TownDraft, TownLine
from services.roster.history import record_changes
from services.workplace import Workplace

LONGEST_NAME = 30
_CHANGED = ("town", "enterprise", "officer")


class TownService:
    """Use cases of the editor of 镇街."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_lines(self) -> list[TownLine]:
        """Return all 镇街: those of the district in their order, then those outside, the closed ones last."""
        with self._workplace.database.reading() as session:
            counted = select(Enterprise.town_code, func.count()).where(Enterprise.retired_at.is_(None))
            enterprises = dict(session.execute(counted.group_by(Enterprise.town_code)).all())
            in_charge = (
                select(OfficerTown.town_code, func.count())
                .join(Officer, Officer.id == OfficerTown.officer_id)
                .where(Officer.retired_at.is_(None))
            )
            officers = dict(session.execute(in_charge.group_by(OfficerTown.town_code)).all())
            return [
                TownLine(
                    _draft(town), town.is_active, enterprises.get(town.code, 0), officers.get(town.code, 0)
                )
                for town in self._towns(session)
            ]

    def list_offers(self) -> list[TownDraft]:
        """Return the areas of the program's own table that this office does not have yet: 开发区."""
        with self._workplace.database.reading() as session:
            known = {town.code for town in self._towns(session)}
            names = {town.name for town in self._towns(session)}
        areas = [
            TownDraft(row["name"], row.get("stem", ""), row["code"]) for row in code_table("towns")["area"]
        ]
        return [area for area in areas if area.code not in known and area.name not in names]

    def check_town(self, draft: TownDraft, *, is_new: bool) -> dict[str, str]:
        """Return field name → sentence for everything that keeps the draft from being saved."""
        with self._workplace.database.reading() as session:
            return self._problems(session, _trimmed(draft), is_new=is_new)

    def add_town(self, *, draft: TownDraft) -> Changes:
        """Add a 镇街 or an area without a national code; raises UserFacingError with the first thing that is wrong."""
        draft, workplace = _trimmed(draft), self._workplace
        with workplace.database.transaction() as session:
            _refuse(self._problems(session, draft, is_new=True))
            towns = self._towns(session)
            code = draft.code or self._own_code(session, towns)
            town = Town(
                code=code,
                office_id=workplace.office_id,
                name=draft.name,
                stem=draft.stem,
                in_district=draft.in_district,
                position=max((one.position for one in towns), default=-1) + 1,
            )
            session.add(town)
            session.flush()
            self._log(session, "新增", f"新增镇街“{town.name}”", None, town)
        return Changes.of(*_CHANGED)

    def update_town(self, *, draft: TownDraft) -> Changes:
        """Store name, stem and whether the town with the draft's code lies in the district."""
        draft = _trimmed(draft)
        with self._workplace.database.transaction() as session:
            town = self._town(session, draft.code)
            if _draft(town) == draft:
                return Changes()
            _refuse(self._problems(session, draft, is_new=False))
            before = _state(town)
            town.name, town.stem, town.in_district = draft.name, draft.stem, draft.in_district
            self._record(session, town, before)
            self._log(session, "修改", f"修改镇街“{town.name}”", before, town)
        return Changes.of(*_CHANGED)

    def set_active(self, *, code: str, is_active: bool) -> Changes:
        """Close a town or take it into use again; one with enterprises or officers in it cannot be closed."""
        with self._workplace.database.transaction() as session:
            town = self._town(session, code)
            if town.is_active == is_active:
                return Changes()
            if not is_active:
                self._refuse_in_use(session, town, "停用", with_retired=False)
            before = _state(town)
            town.is_active = is_active
            self._record(session, town, before)
            self._log(session, "修改", f"{'启用' if is_active else '停用'}镇街“{town.name}”", before, town)
        return Changes.of(*_CHANGED)

    def delete_town(self, *, code: str) -> Changes:
        """Delete a town that nothing ever named; raises UserFacingError when it is in use."""
        with self._workplace.database.transaction() as session:
            town = self._town(session, code)
            self._refuse_in_use(session, town, "删除", with_retired=True)
            self._log(session, "删除", f"删除镇街“{town.name}”", _state(town), None)
            session.delete(town)
        return Changes.of(*_CHANGED)

    def _refuse_in_use(self, session: Session, town: Town, act: str, *, with_retired: bool) -> None:
        enterprises = select(func.count()).select_from(Enterprise).where(Enterprise.town_code == town.code)
        officers = (
            select(func.count())
            .select_from(OfficerTown)
            .join(Officer, Officer.id == OfficerTown.officer_id)
            .where(OfficerTown.town_code == town.code)
        )
        if not with_retired:
            enterprises = enterprises.where(Enterprise.retired_at.is_(None))
            officers = officers.where(Officer.retired_at.is_(None))
        counts = ((session.scalar(enterprises), "户检查对象"), (session.scalar(officers), "名负责人员"))
        used = "、".join(f"{count:,} {words}" for count, words in counts if count)
        if used:
            remedy = "已退出名录的也算，可以改为停用。" if with_retired else "请先改到别的镇街。"
            raise UserFacingError(f"“{town.name}”还有 {used}，不能{act}。{remedy}")

    def _problems(self, session: Session, draft: TownDraft, *, is_new: bool) -> dict[str, str]:
        problems: dict[str, str] = {}
        others = [town for town in self._towns(session) if is_new or town.code != draft.code]
        if not draft.name:
            problems["name"] = "请填写名称。"
        elif len(draft.name) > LONGEST_NAME:
            problems["name"] = f"名称最多 {LONGEST_NAME} 字，请缩短。"
        elif any(town.name == draft.name for town in others):
            problems["name"] = f"已有“{draft.name}”。"
        same = next((town for town in others if draft.stem and town.stem == draft.stem), None)
        if len(draft.stem) == 1:
            problems["stem"] = "地址用词至少两个字，一个字会认错地址。"
        elif len(draft.stem) > LONGEST_NAME:
            problems["stem"] = f"地址用词最多 {LONGEST_NAME} 字，请缩短。"
        elif same is not None:
            problems["stem"] = f"“{draft.stem}”已是“{same.name}”的地址用词。"
        if is_new and draft.code:
            is_code = draft.code.isascii() and draft.code.isdigit() and len(draft.code) in {9, 12}
            if not is_code:
                problems["code"] = "区划代码应为 9 位或 12 位数字；没有代码的区域请留空。"
            elif session.get(Town, draft.code) is not None:
                problems["code"] = f"代码 {draft.code} 已在使用。"
        return problems

    def _own_code(self, session: Session, towns: list[Town]) -> str:
        """Return a code of our own, behind those of the Bureau of Statistics: 410307901, 410307902 …"""
        district, taken = self._workplace.office(session).district_code, {town.code for town in towns}
        return next(code for number in range(901, 1000) if (code := f"{district}{number}") not in taken)

    def _towns(self, session: Session) -> list[Town]:
        query = select(Town).where(Town.office_id == self._workplace.office_id)
        order = (Town.is_active.desc(), Town.in_district.desc(), Town.position, Town.code)
        return list(session.scalars(query.order_by(*order)))

    def _town(self, session: Session, code: str) -> Town:
        town = session.get(Town, code)
        if town is None or town.office_id != self._workplace.office_id:
            raise UserFacingError("该镇街不存在，请刷新列表。")
        return town

    def _record(self, session: Session, town: Town, before: Mapping[str, object]) -> None:
        """Write down what became of a town, under the number its code is."""
        record_changes(self._workplace, session, RosterNoun.TOWN, int(town.code), before, _state(town))

    def _log(
        self,
        session: Session,
        action: str,
        summary: str,
        before: Mapping[str, object] | None,
        town: Town | None,
    ) -> None:
        after = _state(town) if town is not None else None
        self._workplace.log(session, action=action, noun="town", summary=summary, before=before, after=after)


def _draft(town: Town) -> TownDraft:
    return TownDraft(town.name, town.stem, town.code, town.in_district)


def _state(town: Town) -> dict[str, object]:
    return {
        "name": town.name,
        "stem": town.stem,
        "in_district": town.in_district,
        "is_active": town.is_active,
    }


def _trimmed(draft: TownDraft) -> TownDraft:
    return TownDraft(draft.name.strip(), draft.stem.strip(), draft.code.strip(), draft.in_district)


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise UserFacingError(next(iter(problems.values())))
