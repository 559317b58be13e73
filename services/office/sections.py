"""科室 and 大队: added, renamed, merged, put in order, closed. An old name lives on as an alias, so that old sheets still fit."""

from collections.abc import Iterable

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.office import Section
from models.tables.officer import Officer
from models.tables.plan import PlanTask, PlanTaskSection
from models.tables.roster import Submission
from models.vocab import RosterNoun
from services.changes import Changes
from services.office.rows import SectionLine
from services.roster.history import record_changes
from services.workplace import Workplace

LONGEST_NAME = 50
_FIELDS = ("name", "aliases", "position", "is_active")


class SectionService:
    """Use cases of the editor of 科室."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_lines(self) -> list[SectionLine]:
        """Return all 科室 in their order, the closed ones last."""
        with self._workplace.database.reading() as session:
            sections = self._sections(session)
            officers = dict(
                session.execute(
                    select(Officer.section_id, func.count())
                    .where(Officer.retired_at.is_(None))
                    .group_by(Officer.section_id)
                ).all()
            )
            counted = select(PlanTask.section_id, func.count()).group_by(PlanTask.section_id)
            tasks = dict(session.execute(counted).all())
            return [
                SectionLine(
                    key=section.id,
                    name=section.name,
                    aliases=tuple(section.aliases),
                    is_active=section.is_active,
                    officers=officers.get(section.id, 0),
                    tasks=tasks.get(section.id, 0),
                    merged_into=_holder(section.name, sections) if not section.is_active else "",
                )
                for section in sorted(sections, key=lambda one: not one.is_active)
            ]

    def name_problem(self, name: str, *, key: int | None = None) -> str | None:
        """Return what is wrong with a name for a new 科室, or for the one of the key; None when nothing is."""
        with self._workplace.database.reading() as session:
            return _name_problem(name.strip(), key, self._sections(session))

    def add_section(self, *, name: str) -> Changes:
        """Add a 科室 at the end; raises UserFacingError when the name is taken."""
        name, workplace = name.strip(), self._workplace
        with workplace.database.transaction() as session:
            sections = self._sections(session)
            _refuse(_name_problem(name, None, sections))
            position = max((section.position for section in sections), default=-1) + 1
            section = workplace.add(session, Section(name=name, aliases=[], position=position))
            session.flush()
            self._log(session, section, "新增", f"新增科室“{name}”")
            return Changes.of("section", key=section.id)

    def rename_section(self, *, key: int, name: str) -> Changes:
        """Give a 科室 another name; the old one becomes an alias."""
        name = name.strip()
        with self._workplace.database.transaction() as session:
            section = self._section(session, key)
            if section.name == name:
                return Changes()
            _refuse(_name_problem(name, key, self._sections(session)))
            before, old = _state(section), section.name
            section.aliases = [*(one for one in section.aliases if one != name), old]
            section.name = name
            self._changed(session, section, before, f"科室“{old}”改名为“{name}”")
        return Changes.of("section", "officer", "plan")

    def set_aliases(self, *, key: int, aliases: Iterable[str]) -> Changes:
        """Set the former and other names of a 科室; raises UserFacingError when one belongs to another 科室."""
        wanted = list(dict.fromkeys(one.strip() for one in aliases if one.strip()))
        with self._workplace.database.transaction() as session:
            section = self._section(session, key)
            wanted = [one for one in wanted if one != section.name]
            if wanted == section.aliases:
                return Changes()
            for alias in wanted:
                _refuse(_alias_problem(alias, key, self._sections(session)))
            before = _state(section)
            section.aliases = wanted
            self._changed(
                session, section, before, f"科室“{section.name}”的曾用名称改为：{'、'.join(wanted) or '无'}"
            )
        return Changes.of("section")

    def merge_section(self, *, key: int, into: int) -> Changes:
        """Let a 科室 go up in another: its officers, tasks and submissions move, its names become aliases."""
        if key == into:
            raise UserFacingError("不能并入自己，请另选科室。")
        with self._workplace.database.transaction() as session:
            gone, kept = self._section(session, key), self._section(session, into)
            if not kept.is_active:
                raise UserFacingError(f"科室“{kept.name}”已停用，不能并入；请先启用，或另选科室。")
            before = {section.id: _state(section) for section in (gone, kept)}
            self._move_officers(session, gone, kept)
            session.execute(update(PlanTask).where(PlanTask.section_id == key).values(section_id=into))
            _move_participation(session, key, into)
            self._move_submissions(session, gone, kept)
            added = [name for name in (gone.name, *gone.aliases) if name != kept.name]
            kept.aliases = list(dict.fromkeys((*kept.aliases, *added)))
            gone.aliases, gone.is_active = [], False
            summary = f"科室“{gone.name}”并入“{kept.name}”"
            self._changed(session, kept, before[kept.id], summary)
            self._changed(session, gone, before[gone.id], summary)
        return Changes.of("section", "officer", "plan", "submission")

    def move_section(self, *, key: int, by: int) -> Changes:
        """Move a 科室 up (-1) or down (+1) among those in use; at the end it stays."""
        with self._workplace.database.transaction() as session:
            sections = [section for section in self._sections(session) if section.is_active]
            place = next((place for place, one in enumerate(sections) if one.id == key), None)
            if place is None or not 0 <= place + by < len(sections):
                return Changes()
            section = sections.pop(place)
            sections.insert(place + by, section)
            for position, one in enumerate(sections):
                if one.position != position:
                    before = _state(one)
                    one.position = position
                    self._workplace.touch(one)
                    record_changes(self._workplace, session, RosterNoun.SECTION, one.id, before, _state(one))
            self._log(session, section, "修改", f"调整科室“{section.name}”的顺序")
        return Changes.of("section")

    def set_active(self, *, key: int, is_active: bool) -> Changes:
        """Close a 科室 or take it into use again; one with officers in it cannot be closed."""
        with self._workplace.database.transaction() as session:
            section = self._section(session, key)
            if section.is_active == is_active:
                return Changes()
            if is_active:
                sections = self._sections(session)
                if holder := _holder(section.name, sections):
                    raise UserFacingError(
                        f"“{section.name}”现在是“{holder}”的曾用名称，请先从其曾用名称中去掉，再启用。"
                    )
            else:
                self._refuse_with_officers(session, section)
            before = _state(section)
            section.is_active = is_active
            self._changed(session, section, before, f"{'启用' if is_active else '停用'}科室“{section.name}”")
        return Changes.of("section")

    def _refuse_with_officers(self, session: Session, section: Section) -> None:
        query = select(Officer.name).where(Officer.section_id == section.id, Officer.retired_at.is_(None))
        names = list(session.scalars(query.order_by(Officer.id)))
        if names:
            listed = "、".join(names[:5]) + ("等" if len(names) > 5 else "")
            raise UserFacingError(
                f"科室“{section.name}”还有 {len(names)} 名执法检查人员（{listed}），不能停用。"
                "请先把他们调到别的科室，或把本科室并入别的科室。"
            )

    def _move_officers(self, session: Session, gone: Section, kept: Section) -> None:
        workplace = self._workplace
        for officer in session.scalars(select(Officer).where(Officer.section_id == gone.id)):
            officer.section_id = kept.id
            workplace.touch(officer)
            record_changes(
                workplace,
                session,
                RosterNoun.OFFICER,
                officer.id,
                {"section_name": gone.name},
                {"section_name": kept.name},
                why=f"“{gone.name}”并入“{kept.name}”",
            )

    @staticmethod
    def _move_submissions(session: Session, gone: Section, kept: Section) -> None:
        """Move the 报送 that the other 科室 has not made itself; the rest stay with the closed one."""
        own = {
            (one.year, one.kind)
            for one in session.scalars(select(Submission).where(Submission.section_id == kept.id))
        }
        for submission in session.scalars(select(Submission).where(Submission.section_id == gone.id)):
            if (submission.year, submission.kind) not in own:
                submission.section_id = kept.id

    def _sections(self, session: Session) -> list[Section]:
        query = select(Section).where(Section.office_id == self._workplace.office_id)
        return list(session.scalars(query.order_by(Section.position, Section.id)))

    def _section(self, session: Session, key: int) -> Section:
        found = session.scalars(
            select(Section).where(Section.id == key, Section.office_id == self._workplace.office_id)
        ).one_or_none()
        if found is None:
            raise UserFacingError("该科室不存在，请刷新列表。")
        return found

    def _changed(self, session: Session, section: Section, before: dict[str, object], summary: str) -> None:
        self._workplace.touch(section)
        record_changes(self._workplace, session, RosterNoun.SECTION, section.id, before, _state(section))
        self._log(session, section, "修改", summary, before)

    def _log(
        self,
        session: Session,
        section: Section,
        action: str,
        summary: str,
        before: dict[str, object] | None = None,
    ) -> None:
        self._workplace.log(
            session,
            action=action,
            noun="section",
            summary=summary,
            record_uuid=section.uuid,
            before=before,
            after=_state(section),
        )


def _state(section: Section) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(section, name) for name in _FIELDS}
    return values | {"aliases": list(section.aliases)}


def _holder(name: str, sections: Iterable[Section]) -> str:
    """Return the 科室 in use that has a name among its aliases, "" when there is none."""
    return next((one.name for one in sections if one.is_active and name in one.aliases), "")


def _name_problem(name: str, key: int | None, sections: Iterable[Section]) -> str | None:
    if not name:
        return "请填写科室名称。"
    if len(name) > LONGEST_NAME:
        return f"科室名称最多 {LONGEST_NAME} 字，请缩短。"
    for section in sections:
        if section.id == key:
            continue
        if section.name == name:
            state = "已有这个科室" if section.is_active else "有一个已停用的同名科室，请改为启用它"
            return f"“{name}”：{state}。"
        if section.is_active and name in section.aliases:
            return f"“{name}”是“{section.name}”的曾用名称，不能再作为另一个科室的名称。"
    return None


def _alias_problem(alias: str, key: int, sections: Iterable[Section]) -> str | None:
    if len(alias) > LONGEST_NAME:
        return f"曾用名称“{alias[:10]}…”超过 {LONGEST_NAME} 字，请缩短。"
    for section in sections:
        if section.id != key and section.is_active and alias in (section.name, *section.aliases):
            return f"“{alias}”属于科室“{section.name}”；两个科室其实是一个的，请用“并入”。"
    return None


def _refuse(problem: str | None) -> None:
    if problem is not None:
        raise UserFacingError(problem)


def _move_participation(session: Session, gone: int, into: int) -> None:
    """Let the tasks in which a 科室 took part name the one it went up in, once."""
    lines = select(PlanTaskSection.task_id).where(PlanTaskSection.section_id == into)
    named = set(session.scalars(lines))
    for line in session.scalars(select(PlanTaskSection).where(PlanTaskSection.section_id == gone)).all():
        if line.task_id in named:
            session.delete(line)
        else:
            line.section_id = into
