"""行业对照: which 工贸行业 a GB/T 4754 code belongs to. An office without lines of its own uses the program's table.

The first change copies that table, so that what the office sees is what counts; 恢复内置对照 drops the copy.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.office import IndustryCode
from models.vocab import Industry, RosterNoun
from services.changes import Changes
from services.office.rows import IndustryCodeLine
from services.roster.code_tables import bundled_industry_codes, industry_codes, industry_guesser
from services.roster.history import record_changes
from services.workplace import Workplace


class IndustryCodeService:
    """Use cases of the editor of the mapping, and the question that every change of an industry code asks."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_lines(self) -> list[IndustryCodeLine]:
        """Return the lines that count, by their prefixes."""
        bundled = bundled_industry_codes()
        with self._workplace.database.reading() as session:
            codes = industry_codes(session, self._workplace.office_id)
        return [IndustryCodeLine(prefix, codes[prefix], bundled.get(prefix)) for prefix in sorted(codes)]

    def is_bundled(self) -> bool:
        """Whether the program's own table counts."""
        with self._workplace.database.reading() as session:
            return not self._stored(session)

    def settle(self, industry_code: str) -> Industry | None:
        """Return the 工贸行业 that the mapping gives a code (C3311, 3311, 33); None when it is no code."""
        with self._workplace.database.reading() as session:
            return industry_guesser(session, self._workplace.office_id).settle(industry_code)

    def check_line(self, *, prefix: str) -> str | None:
        """Return what is wrong with a prefix, or None."""
        if 2 <= len(prefix) <= 4 and prefix.isascii() and prefix.isdigit():
            return None
        return "行业代码前缀应为 2—4 位数字，例如 33、338、3381（不写门类字母）。"

    def set_line(self, *, prefix: str, industry: Industry) -> Changes:
        """Let a prefix belong to an industry; the longest prefix of a code decides."""
        prefix = prefix.strip()
        if problem := self.check_line(prefix=prefix):
            raise UserFacingError(problem)
        return self._change(prefix, industry, f"行业对照：{prefix} → {industry.label}")

    def remove_line(self, *, prefix: str) -> Changes:
        """Take a line away: codes that begin with it follow the next shorter prefix, else 其他."""
        return self._change(prefix, None, f"行业对照：删去 {prefix}")

    def restore_bundled(self) -> Changes:
        """Drop the office's own lines, so that the program's own table counts again."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            before = self._stored(session)
            if not before:
                return Changes()
            after = bundled_industry_codes()
            session.execute(delete(IndustryCode).where(IndustryCode.office_id == workplace.office_id))
            self._record(session, before, dict(after))
            workplace.log(session, action="修改", noun="industry_code", summary="恢复内置行业对照")
        return Changes.of("industry_code", "enterprise")

    def _change(self, prefix: str, industry: Industry | None, summary: str) -> Changes:
        workplace = self._workplace
        with workplace.database.transaction() as session:
            before = dict(industry_codes(session, workplace.office_id))
            if before.get(prefix) is industry:
                return Changes()
            if not self._stored(session):
                session.add_all(
                    IndustryCode(office_id=workplace.office_id, prefix=one, industry=of)
                    for one, of in before.items()
                )
                session.flush()
            line = session.get(IndustryCode, (workplace.office_id, prefix))
            after = {one: of for one, of in before.items() if one != prefix}
            if industry is None:
                session.delete(line)
                if not after:
                    raise UserFacingError("这是最后一条对照，不能删去；可以改用“恢复内置对照”。")
            elif line is None:
                session.add(IndustryCode(office_id=workplace.office_id, prefix=prefix, industry=industry))
            else:
                line.industry = industry
            if industry is not None:
                after[prefix] = industry
            self._record(session, before, after)
            workplace.log(session, action="修改", noun="industry_code", summary=summary)
        return Changes.of("industry_code", "enterprise")

    def _stored(self, session: Session) -> dict[str, Industry]:
        query = select(IndustryCode).where(IndustryCode.office_id == self._workplace.office_id)
        return {line.prefix: line.industry for line in session.scalars(query)}

    def _record(self, session: Session, before: dict[str, Industry], after: dict[str, Industry]) -> None:
        """Write down each prefix that means something else; the mapping is one record, the prefix its field."""
        both = sorted({*before, *after})
        record_changes(
            self._workplace,
            session,
            RosterNoun.INDUSTRY_CODE,
            self._workplace.office_id,
            {prefix: before.get(prefix) for prefix in both},
            {prefix: after.get(prefix) for prefix in both},
        )
