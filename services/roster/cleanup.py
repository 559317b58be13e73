"""名录体检: what deserves to be put right in the register, and the correction proposed for it.

Nothing is corrected by itself: each finding names its records, and what is ticked goes through the bulk edit, so that it is
previewed, written down and can be taken back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rules.duplicates import name_key
from models.rules.identity import entity_kind, find_code_problem, foreign_district, likely_codes
from models.rules.localities import Clue, Town
from models.tables import office
from models.tables.enterprise import Enterprise, EnterpriseLicence
from models.vocab import EnterpriseStatus, Industry
from services.progress import Progress, silent
from services.roster.bulk import collector_paused
from services.roster.bulk_rows import BulkChange
from services.roster.code_tables import industry_guesser, town_finder
from services.roster.industry_mapping import Settle, industry_mapping
from services.workplace import Workplace

MOST_LINES = 5000
"""How many records of a kind are listed; the count says how many there are."""

_REPORT_EVERY = 2000
_SURE = (Clue.FULL_NAME, Clue.STEM)


class FindingKind(StrEnum):
    """What a record is found for; the order is that of the dialog."""

    CODE_WRONG = "code_wrong"
    DUPLICATE = "duplicate"
    TOWN_UNKNOWN = "town_unknown"
    TOWN_CONTRADICTS = "town_contradicts"
    TOWN_GIVEN_AWAY = "town_given_away"
    INDUSTRY_UNKNOWN = "industry_unknown"
    INDUSTRY_CONTRADICTS = "industry_contradicts"
    INDUSTRY_GUESSED = "industry_guessed"
    LICENCE_EXPIRED = "licence_expired"
    PHONE_MISSING = "phone_missing"
    CODE_ELSEWHERE = "code_elsewhere"

    @property
    def heading(self) -> str:
        """What the finding is called."""
        return _TITLES[self][0]

    @property
    def advice(self) -> str:
        """What to do about it."""
        return _TITLES[self][1]


_TITLES = {
    FindingKind.CODE_WRONG: ("代码校验不通过", "建议的代码只是最可能的笔误，请对照营业执照核对后再勾选。"),
    FindingKind.DUPLICATE: ("疑似重复登记", "名称去掉地名、括号和“有限公司”等字样后相同；确认重复的，请保留一户，其余退出名录。"),
    FindingKind.TOWN_UNKNOWN: ("镇街待定，地址可判断", "按地址中写明的镇街填入。"),
    FindingKind.TOWN_CONTRADICTS: ("镇街与地址不一致", "地址中写明的是另一个镇街，核对后按地址更正。"),
    FindingKind.TOWN_GIVEN_AWAY: ("已划归伊滨、洛龙的镇", "诸葛、李村、寇店、佃庄、庞村已不属偃师，按地址改为区外后不再参加抽取。"),
    FindingKind.INDUSTRY_UNKNOWN: ("行业为“其他”，可推测", "按名称和经营范围推测；改后标“推测”，仍须逐户确认。"),
    FindingKind.INDUSTRY_CONTRADICTS: ("行业与行业代码不一致", "行业代码对应另一个工贸行业，又没有写调整理由；核对后按代码更正。"),
    FindingKind.INDUSTRY_GUESSED: ("行业为推测，尚未确认", "核对无误的，勾选后确认，去掉“推测”。"),
    FindingKind.LICENCE_EXPIRED: ("许可证已过期", "请向企业核实换证情况，在该户的“修改”中更新有效期。"),
    FindingKind.PHONE_MISSING: ("存续企业没有联系电话", "通知检查时要用，请补填。"),
    FindingKind.CODE_ELSEWHERE: ("代码登记机关不在偃师", "外地迁入的属正常；请核对是否属于本区监管。"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One record of a finding: how it stands, and the correction proposed for it, if there is one."""

    key: int
    name: str
    code: str
    now: str
    proposal: str = ""
    change: BulkChange | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """All records found for one thing; ``count`` may be more than there are lines."""

    kind: FindingKind
    count: int
    lines: tuple[FindingLine, ...]

    @property
    def is_correctable(self) -> bool:
        """Whether there is anything to tick."""
        return any(line.change is not None for line in self.lines)


@dataclass(slots=True)
class _Book:
    """The findings as they come in."""

    counts: dict[FindingKind, int] = field(default_factory=dict[FindingKind, int])
    lines: dict[FindingKind, list[FindingLine]] = field(default_factory=dict[FindingKind, list[FindingLine]])

    def note(self, kind: FindingKind, line: FindingLine) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        lines = self.lines.setdefault(kind, [])
        if len(lines) < MOST_LINES:
            lines.append(line)

    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            Finding(kind, self.counts[kind], tuple(self.lines[kind]))
            for kind in FindingKind
            if kind in self.counts
        )


class CleanupService:
    """Looks through the register."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def examine(self, *, progress: Progress = silent) -> tuple[Finding, ...]:
        """Return what is found among the records that have not been retired, kinds without any left out."""
        workplace = self._workplace
        book = _Book()
        with collector_paused(), workplace.database.reading() as session:
            checks = _Checks(session, workplace.office_id)
            names = _Namesakes()
            for number, row in enumerate(_records(session, workplace.office_id), 1):
                for kind, line in checks.of(row):
                    book.note(kind, line)
                names.add(row)
                if number % _REPORT_EVERY == 0:
                    progress(number)
            for line in names.lines():
                book.note(FindingKind.DUPLICATE, line)
            for line in _expired(session, workplace.office_id, workplace.clock.today()):
                book.note(FindingKind.LICENCE_EXPIRED, line)
        return book.findings()


def _records(session: Session, office_id: int) -> Iterator[Any]:
    query = select(
        Enterprise.id,
        Enterprise.name,
        Enterprise.name_key,
        Enterprise.credit_code,
        Enterprise.registration_number,
        Enterprise.status,
        Enterprise.address,
        Enterprise.town_code,
        Enterprise.industry,
        Enterprise.industry_code,
        Enterprise.industry_is_guess,
        Enterprise.industry_reason,
        Enterprise.business_scope,
        Enterprise.phone,
        Enterprise.is_case_only,
    ).where(Enterprise.office_id == office_id, Enterprise.retired_at.is_(None))
    yield from session.execute(query.order_by(Enterprise.id).execution_options(yield_per=_REPORT_EVERY))


class _Checks:
    """What is looked at in one record."""

    def __init__(self, session: Session, office_id: int) -> None:
        self._finder = town_finder(session, office_id)
        self._guesser = industry_guesser(session, office_id)
        self._settle: Settle = industry_mapping(session, office_id)
        rows = session.execute(select(office.Town.code, office.Town.name, office.Town.in_district)).all()
        self._names = {row.code: row.name for row in rows}
        self._own = frozenset(row.code for row in rows if row.in_district)
        self._all: Sequence[Callable[[Any], tuple[FindingKind, FindingLine] | None]] = (
            self._code,
            self._town,
            self._industry,
            self._phone,
            self._district,
        )

    def of(self, row: Any) -> Iterator[tuple[FindingKind, FindingLine]]:
        """Yield what is found."""
        for check in self._all:
            found = check(row)
            if found is not None:
                yield found

    def _code(self, row: Any) -> tuple[FindingKind, FindingLine] | None:
        code = row.credit_code or ""
        if not code or find_code_problem(code) is None:
            return None
        likely = likely_codes(code)
        change = (
            BulkChange(values={"credit_code": likely[0], "kind": entity_kind(likely[0])}) if likely else None
        )
        words = " 或 ".join(likely[:3])
        return FindingKind.CODE_WRONG, _line(row, code, words, change)

    def _town(self, row: Any) -> tuple[FindingKind, FindingLine] | None:
        found = self._finder.find(row.address) if row.address else None
        if found is None or found.town.code == row.town_code or found.town.code not in self._names:
            return None
        is_unknown = row.town_code is None
        if not is_unknown and found.clue not in _SURE:
            return None  # a street called after a town contradicts nothing
        change = BulkChange(values={"town_code": found.town.code})
        now = "待定" if is_unknown else self._names[row.town_code]
        line = _line(row, f"{now}　{row.address}", self._names[found.town.code], change)
        return self._town_kind(found.town, is_unknown=is_unknown), line

    def _town_kind(self, town: Town, *, is_unknown: bool) -> FindingKind:
        if town.code not in self._own and town.stem:
            return FindingKind.TOWN_GIVEN_AWAY
        return FindingKind.TOWN_UNKNOWN if is_unknown else FindingKind.TOWN_CONTRADICTS

    def _industry(self, row: Any) -> tuple[FindingKind, FindingLine] | None:
        mapped = self._settle(row.industry_code) if row.industry_code else None
        if mapped is not None and mapped is not row.industry and not row.industry_reason:
            change = BulkChange(values={"industry": mapped, "industry_is_guess": False})
            now = f"{row.industry.label}（代码 {row.industry_code}）"
            return FindingKind.INDUSTRY_CONTRADICTS, _line(row, now, mapped.label, change)
        if row.industry_is_guess:
            change = BulkChange(values={"industry_is_guess": False})
            words = f"确认为{row.industry.label}"
            return FindingKind.INDUSTRY_GUESSED, _line(row, f"{row.industry.label}（推测）", words, change)
        if row.industry is Industry.OTHER and mapped is None:
            guess = self._guesser.guess(name=row.name, business_scope=row.business_scope)
            if guess is not Industry.OTHER:
                change = BulkChange(values={"industry": guess, "industry_is_guess": True})
                return FindingKind.INDUSTRY_UNKNOWN, _line(row, "其他", f"{guess.label}（推测）", change)
        return None

    @staticmethod
    def _phone(row: Any) -> tuple[FindingKind, FindingLine] | None:
        if row.phone or row.status is not EnterpriseStatus.ACTIVE:
            return None
        return FindingKind.PHONE_MISSING, _line(row, "没有联系电话")

    @staticmethod
    def _district(row: Any) -> tuple[FindingKind, FindingLine] | None:
        code = row.credit_code or ""
        district = foreign_district(code)
        return (FindingKind.CODE_ELSEWHERE, _line(row, f"登记机关区划 {district}")) if district else None


class _Namesakes:
    """Records whose names are the same but for place, brackets and legal form."""

    def __init__(self) -> None:
        self._first: dict[str, Any] = {}
        self._more: dict[str, list[Any]] = {}

    def add(self, row: Any) -> None:
        key = row.name_key or name_key(row.name)
        if not key:
            return
        if key in self._first:
            self._more.setdefault(key, [self._first[key]]).append(row)
        else:
            self._first[key] = row

    def lines(self) -> Iterator[FindingLine]:
        for members in self._more.values():
            for row in members:
                others = "、".join(other.name for other in members if other is not row)
                yield _line(row, f"与“{others}”名称相近　{row.address}")


def _expired(session: Session, office_id: int, today: date) -> Iterator[FindingLine]:
    query = (
        select(
            Enterprise.id,
            Enterprise.name,
            Enterprise.credit_code,
            Enterprise.registration_number,
            EnterpriseLicence.kind,
            EnterpriseLicence.number,
            EnterpriseLicence.expires_on,
        )
        .join(EnterpriseLicence, EnterpriseLicence.enterprise_id == Enterprise.id)
        .where(
            Enterprise.office_id == office_id,
            Enterprise.retired_at.is_(None),
            EnterpriseLicence.expires_on < today,
        )
        .order_by(EnterpriseLicence.expires_on, Enterprise.id)
    )
    for row in session.execute(query):
        licence = f"{row.kind} {row.number}".strip()
        yield _line(row, f"{licence}，有效期至 {row.expires_on}")


def _line(row: Any, now: str, proposal: str = "", change: BulkChange | None = None) -> FindingLine:
    code = row.credit_code or row.registration_number or ""
    return FindingLine(row.id, row.name, code, now, proposal, change)
