"""The list file of the provincial platform, row by row: which enterprise of the roster it names, and why one names none.

A code decides; a name alone decides only where one enterprise bears it. Nothing is guessed: what does not match is shown.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables.enterprise import Enterprise
from models.vocab import EnterpriseStatus
from services.draw.platform_rows import PlatformMatch, PlatformMiss, PlatformPreview
from services.files.sheets import SourceFile
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT
from services.roster.importing import ParsedRow, open_layout, parse_rows
from services.roster.layout import Layout

LIST_LAYOUT = Layout(
    title="平台抽取名单",
    columns=tuple(ENTERPRISE_LAYOUT.column(name) for name in ("credit_code", "registration_number", "name")),
    anchors=(("name",),),
)
"""The columns of the roster's own import, with all the names that other authorities give them."""

_REMEDY = "请先在“名录库”中导入或更正，再重新读取。"


@dataclass(frozen=True, slots=True)
class _Known:
    key: int
    name: str
    code: str
    status: EnterpriseStatus
    is_retired: bool


def read_platform_list(session: Session, office_id: int, path: Path) -> PlatformPreview:
    """Match the rows of a list file with the roster. Raises UnreadableFileError."""
    source = SourceFile.of(path)
    header = open_layout(path, LIST_LAYOUT)
    roster = _Roster(session, office_id)
    matches: list[PlatformMatch] = []
    misses: list[PlatformMiss] = []
    first_rows: dict[int, int] = {}
    for row in parse_rows(header, LIST_LAYOUT):
        found = roster.find(row)
        if isinstance(found, PlatformMatch) and found.enterprise_key in first_rows:
            reason = f"与第 {first_rows[found.enterprise_key]} 行是同一户，只列入一次。"
            misses.append(PlatformMiss(found.row, found.code, found.name, reason, is_duplicate=True))
        elif isinstance(found, PlatformMatch):
            first_rows[found.enterprise_key] = found.row
            matches.append(found)
        else:
            misses.append(found)
    return PlatformPreview(path.name, header.sheet.name, source, tuple(matches), tuple(misses))


class _Roster:
    """The enterprises of the office by code and by name."""

    def __init__(self, session: Session, office_id: int) -> None:
        self._by_code: dict[str, _Known] = {}
        self._by_name: dict[str, list[_Known]] = {}
        for known, codes in _known(session, office_id):
            for code in codes:
                self._by_code[code] = known
            self._by_name.setdefault(_plain(known.name), []).append(known)

    def find(self, row: ParsedRow) -> PlatformMatch | PlatformMiss:
        codes = [
            row.values[field] for field in ("credit_code", "registration_number") if row.values.get(field)
        ]
        code, name = next(iter(codes), ""), row.values.get("name", "")
        known = next((self._by_code[each] for each in codes if each in self._by_code), None)
        if known is None:
            return self._by_name_alone(row, code, name)
        note = "" if not name or _plain(name) == _plain(known.name) else f"名录中的名称为“{known.name}”"
        return _judge(row.number, known, code, name, note)

    def _by_name_alone(self, row: ParsedRow, code: str, name: str) -> PlatformMatch | PlatformMiss:
        named = self._by_name.get(_plain(name), []) if name else []
        if code and named:
            codes = "、".join(known.code or "未填" for known in named)
            reason = f"名录中没有这个代码；同名企业的代码为 {codes}。{_REMEDY}"
        elif code or not name:
            problems = "".join(problem.message for problem in row.problems)
            reason = f"名录中没有这个代码。{_REMEDY}" if code else f"没有代码和企业名称。{problems}"
        elif len(named) > 1:
            reason = f"没有代码，名录中有 {len(named)} 户同名企业，无法确定是哪一户。请在文件中补填代码。"
        elif not named:
            reason = f"名录中没有这个名称。{_REMEDY}"
        else:
            return _judge(row.number, named[0], code, name, "文件中没有代码，按名称对上")
        return PlatformMiss(row.number, code, name, reason)


def _judge(row: int, known: _Known, code: str, name: str, note: str) -> PlatformMatch | PlatformMiss:
    if known.is_retired:
        return PlatformMiss(row, code, name, "这一户已退出名录，请先在“名录库”中恢复，再重新读取。")
    if not known.code:
        return PlatformMiss(row, code, name, "名录中这一户没有代码，请先在“名录库”中补填，再重新读取。")
    notes = [note] if note else []
    if known.status is not EnterpriseStatus.ACTIVE:
        notes.append(f"登记状态为{known.status.label}，仍列入，请核实")
    return PlatformMatch(row, known.key, known.name, known.code, "；".join(notes))


def _known(session: Session, office_id: int) -> Iterator[tuple[_Known, list[str]]]:
    query = select(
        Enterprise.id,
        Enterprise.name,
        Enterprise.credit_code,
        Enterprise.registration_number,
        Enterprise.status,
        Enterprise.retired_at,
    ).where(Enterprise.office_id == office_id)
    rows = session.execute(query.order_by(Enterprise.retired_at.is_(None), Enterprise.id))
    for key, name, credit_code, number, status, retired_at in rows:
        codes = [code for code in (credit_code, number) if code]
        yield _Known(key, name, next(iter(codes), ""), status, retired_at is not None), codes


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).upper()
