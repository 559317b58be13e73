"""The office's settings, its 科室 and 镇街, and what the operation log says."""

from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from models.errors import UserFacingError
from models.rules.class_ratios import parse_shares
from models.rules.numbering import office_words, repeated_heads
from models.rules.ratios import parse_percent
from models.tables.office import OperationLog, Section, Town
from models.vocab import DayCount, Letterhead, PaperKind
from services.changes import Changes
from services.files.fonts import use_system_faces
from services.office.backups import back_up_daily
from services.office.founding import code_table
from services.office.rows import OfficeSettings, SectionRow, TownRow
from services.workplace import Workplace

_REQUIRED = {
    "bureau_name": "单位全称",
    "short_name": "单位简称",
    "plan_department": "汇总表部门名称",
    "number_prefix": "文号简称",
    "notice_word": "通知书用字",
    "letter_prefix": "函件代字",
    "review_authority": "复议机关",
}
_CLASS_SHARES = {
    "class_ratios": "分类抽查比例",
    "class_floors": "分类比例下限",
    "class_ceilings": "分类比例上限",
}
_AT_LEAST_ONE = {
    "yearly_cap": "年度检查频次上限",
    "platform_days": "平台录入期限",
    "credit_days": "信用公示期限",
    "portal_days": "门户公开期限",
}


class OfficeService:
    """Use cases of the settings page and of every chooser of 科室 and 镇街."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def get_settings(self) -> OfficeSettings:
        """Return the settings as stored."""
        with self._workplace.database.reading() as session:
            office = self._workplace.office(session)
            return OfficeSettings(
                **{field.name: getattr(office, field.name) for field in fields(OfficeSettings)}
            )

    def get_defaults(self) -> OfficeSettings:
        """Return the settings a new database starts with."""
        values: dict[str, Any] = dict(code_table("office")["office"])
        for name in ("platform_day_count", "credit_day_count", "portal_day_count"):
            values[name] = DayCount(values[name])
        values["letterhead"] = Letterhead(values["letterhead"])
        return OfficeSettings(**values, is_sample=False)

    def check_settings(self, settings: OfficeSettings) -> dict[str, str]:
        """Return what is wrong, as field name → Chinese sentence; empty when all may be saved."""
        problems = {
            name: f"请填写{title}。"
            for name, title in _REQUIRED.items()
            if not getattr(settings, name).strip()
        }
        problems |= {
            name: f"{title}至少为 1。" for name, title in _AT_LEAST_ONE.items() if getattr(settings, name) < 1
        }
        if not (len(settings.district_code) == 6 and settings.district_code.isdigit()):
            problems["district_code"] = "行政区划代码应为 6 位数字，例如 410307。"
        if parse_percent(settings.ratio_floor) is None:
            problems["ratio_floor"] = "比例下限应为百分数，例如 5。"
        problems |= {
            name: f"{title}应为 A/B/C/D 四类的百分数，用“/”隔开，例如 1/2/10/30。"
            for name, title in _CLASS_SHARES.items()
            if parse_shares(getattr(settings, name)) is None
        }
        return problems | _number_problems(settings)

    def update_settings(self, *, settings: OfficeSettings) -> Changes:
        """Store the settings; raises UserFacingError when one of them is wrong."""
        problems = self.check_settings(settings)
        if problems:
            raise UserFacingError(next(iter(problems.values())))
        workplace = self._workplace
        with workplace.database.transaction() as session:
            office = workplace.office(session)
            wanted = asdict(settings)
            before = {name: getattr(office, name) for name in wanted if getattr(office, name) != wanted[name]}
            if not before:
                return Changes()
            for name in before:
                setattr(office, name, wanted[name])
            office.updated_at = workplace.clock.now()
            workplace.log(
                session,
                action="修改",
                noun="office",
                summary="修改设置",
                record_uuid=office.uuid,
                before=before,
                after={name: wanted[name] for name in before},
            )
        use_system_faces(settings.uses_system_fonts)
        return Changes.of("office")

    def list_sections(self) -> list[SectionRow]:
        """Return the 科室 in their order."""
        with self._workplace.database.reading() as session:
            query = (
                select(Section)
                .where(Section.office_id == self._workplace.office_id, Section.is_active)
                .order_by(Section.position, Section.id)
            )
            return [SectionRow(row.id, row.name, tuple(row.aliases)) for row in session.scalars(query)]

    def list_towns(self) -> list[TownRow]:
        """Return the 镇街 in use in their order, those outside the district last."""
        with self._workplace.database.reading() as session:
            query = (
                select(Town)
                .where(Town.office_id == self._workplace.office_id, Town.is_active)
                .order_by(Town.in_district.desc(), Town.position)
            )
            return [TownRow(row.code, row.name, row.in_district) for row in session.scalars(query)]

    def back_up_daily(self) -> Path | None:
        """Copy the database once a day; None when today's copy is there or the data lie on a server."""
        path = self._workplace.database.path
        return None if path is None else back_up_daily(path, self._workplace.clock.today())

    def last_saved_at(self) -> datetime | None:
        """Return when something was last stored, for the status bar."""
        with self._workplace.database.reading() as session:
            query = select(func.max(OperationLog.at)).where(
                OperationLog.office_id == self._workplace.office_id
            )
            return session.scalar(query)


def _number_problems(settings: OfficeSettings) -> dict[str, str]:
    """Return what is wrong with the words of numbers: two 文种 with the same beginning would bear one number twice."""
    words = office_words(
        settings.number_prefix.strip(),
        settings.letter_prefix.strip(),
        settings.notice_word.strip(),
        settings.series_words,
    )
    problems: dict[str, str] = {}
    for first, second in repeated_heads(words):
        key = "notice_word" if first is PaperKind.NOTICE and not settings.series_words else "series_words"
        problems[key] = (
            f"{first.label}与{second.label}的文号都以“{words.head(first)}”开头，会重号，请改用不同的字。"
        )
    return problems
