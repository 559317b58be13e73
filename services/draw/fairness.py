"""公平性报告 over the draws of chosen years: facts from the seals, judged by the rules, told in one view.

The report counts what a seed decided and nothing else; it accuses nobody: it says what chance explains and what it does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.rules.fairness import (
    Comparison,
    Exposure,
    FairDraw,
    Finding,
    compare,
    compare_officers,
    compare_repeats,
    exposures,
    quota_faults,
)
from models.rules.fairness_wording import (
    outlier_finding,
    overall_words,
    percent_words,
    verdict_words,
    worst,
)
from models.tables.enterprise import Enterprise
from models.vocab import EnterpriseStatus, Industry
from services.draw.fair_reading import DrawnYears, read_years, visit_days, years_with_draws
from services.draw.reading import UNKNOWN_TOWN, town_names
from services.files.fairness import (
    CoverageLine,
    EnterpriseLine,
    FairnessLine,
    FairnessPart,
    FairnessView,
    render_fairness_pdf,
)
from services.files.fairness_workbook import write_fairness_xlsx
from services.files.writing import write_file
from services.office.rows import SAMPLE_MARK
from services.workplace import Workplace

_THREE = 3


@dataclass(frozen=True, slots=True)
class _Register:
    """What today's register says of the enterprises, retired ones included."""

    names: Mapping[int, tuple[str, str, str]]  # name, code, town
    industries: Mapping[int, Industry]
    active: frozenset[int]
    last_visit: Mapping[int, date]
    visited_in: Mapping[int, set[int]]
    """The enterprises inspected in a year."""


class FairnessService:
    """Use cases of the 公平性报告."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_years(self) -> tuple[int, ...]:
        """Return the years that have draws to report on, in order."""
        with self._workplace.database.reading() as session:
            return years_with_draws(session, self._workplace.office_id)

    def report(self, *, first_year: int, last_year: int) -> FairnessView:
        """Return the report on the plans of these years; raises UserFacingError when the years are turned round."""
        if first_year > last_year:
            raise UserFacingError(f"起始年度{first_year}晚于截止年度{last_year}，请重新选择。")
        workplace = self._workplace
        today = workplace.clock.today()
        with workplace.database.reading() as session:
            office = workplace.office(session)
            years = read_years(session, office.id, first_year, last_year)
            towns = town_names(session)
            register = _read_register(session, office.id, towns)
            bureau, mark = office.bureau_name, SAMPLE_MARK if office.is_sample else ""
        seen = exposures(years.draws)
        standout, standout_finding = _standout(seen, register)
        parts = _parts(years, towns, register)
        finding = _overall(parts, standout_finding)
        since = _years_before(today, _THREE)
        unvisited = sum(
            key not in register.last_visit or register.last_visit[key] < since for key in register.active
        )
        return FairnessView(
            bureau=bureau,
            first_year=first_year,
            last_year=last_year,
            dated_on=today,
            mark=mark,
            draws=len(years.draws),
            verdict=overall_words(finding),
            finding=finding,
            standout=standout,
            counts=_counts(years),
            parts=parts,
            coverage=_coverage(register, first_year, last_year),
            since=since,
            unvisited=unvisited,
            register=len(register.active),
            enterprises=tuple(_enterprise_line(each, register) for each in seen),
        )

    def render(self, view: FairnessView) -> bytes:
        """Return the report as PDF."""
        return render_fairness_pdf(view)

    def save_pdf(self, view: FairnessView, path: Path) -> Path:
        """Write the report as PDF and return where; raises UnwritableFileError."""
        write_file(path, self.render(view))
        return path

    def save_workbook(self, view: FairnessView, path: Path) -> Path:
        """Write the tables of the report as .xlsx and return where; raises UnwritableFileError."""
        write_fairness_xlsx(view, path)
        return path


def _read_register(session: Session, office_id: int, towns: Mapping[str, str]) -> _Register:
    query = select(
        Enterprise.id,
        Enterprise.name,
        Enterprise.credit_code,
        Enterprise.registration_number,
        Enterprise.town_code,
        Enterprise.industry,
        Enterprise.status,
        Enterprise.is_case_only,
        Enterprise.retired_at,
    ).where(Enterprise.office_id == office_id)
    names: dict[int, tuple[str, str, str]] = {}
    industries: dict[int, Industry] = {}
    active: set[int] = set()
    for key, name, code, number, town, industry, status, is_case_only, retired_at in session.execute(query):
        names[key] = name, code or number or "", towns.get(town or "", UNKNOWN_TOWN)
        industries[key] = industry
        if status is EnterpriseStatus.ACTIVE and not is_case_only and retired_at is None:
            active.add(key)
    last_visit: dict[int, date] = {}
    visited_in: dict[int, set[int]] = {}
    for key, day in visit_days(session, office_id):
        last_visit[key] = max(day, last_visit.get(key, day))
        visited_in.setdefault(day.year, set()).add(key)
    return _Register(names, industries, frozenset(active), last_visit, visited_in)


def _parts(years: DrawnYears, towns: Mapping[str, str], register: _Register) -> tuple[FairnessPart, ...]:
    draws = years.draws
    repeats = compare_repeats(draws)
    industries = compare(draws, lambda entry: str(register.industries.get(entry.enterprise, "")))
    officers = compare_officers(years.officers)
    labels = {str(industry): industry.label for industry in Industry}
    return (
        _part(
            "企业",
            "此前抽中次数",
            repeats,
            {cell.key: f"{cell.key}次" for cell in repeats.cells},
            "按每次抽取之前已抽中的次数归类：公平的抽取不看以前是否抽中过。",
        ),
        _town_part(years, towns),
        _part("行业", "行业", industries, labels, "按企业现在登记的行业归类。"),
        _class_part(draws),
        _part(
            "检查人员",
            "姓名",
            officers,
            {str(key): name for key, name in years.officer_names.items()},
            "与同一次抽取中资格（组长、专业）相同的人员的平均户数比较；有回避的人员只列出，不参加检验。",
            entries_title="参加次数",
            observed_title="派给户数",
        ),
    )


def _part(
    title: str,
    of: str,
    found: Comparison,
    names: Mapping[str, str],
    note: str,
    *,
    entries_title: str = "可抽户次",
    observed_title: str = "抽中户次",
) -> FairnessPart:
    small = "期望不足5的已合并检验。" if found.merged and found.chance is not None else ""
    lines = tuple(
        FairnessLine(names.get(cell.key, cell.key), cell.entries, cell.expected, cell.observed)
        for cell in found.cells
    )
    verdict = verdict_words(found)
    return FairnessPart(
        title, of, entries_title, observed_title, f"{note}{small}", verdict, found.finding, lines
    )


def _town_part(years: DrawnYears, towns: Mapping[str, str]) -> FairnessPart:
    """Tell the towns: χ² over 定向, quota by quota over 不定向."""
    faults = quota_faults(years.draws)
    free = [draw for draw in years.draws if draw.town_places is None]
    found = compare(years.draws, lambda entry: entry.stratum)
    tested = found if len(free) == len(years.draws) else compare(free, lambda entry: entry.stratum)
    verdict, finding = verdict_words(tested), tested.finding
    if faults:
        verdict, finding = f"有{len(faults)}处名额与抽取规程不符，请立即核对", Finding.DEVIATES
    elif years.stratified and not free:
        verdict = "各次各镇街的名额与应得份额都相差不到1户，与抽取规程一致"
        finding = Finding.AGREES
    note = "定向抽取用检验判断；不定向抽取的镇街名额由规程取整，不靠偶然，逐次核对。"
    names = {code: towns.get(code, UNKNOWN_TOWN) for code in {cell.key for cell in found.cells}}
    made = _part("镇街", "镇街", found, names, note)
    told = tuple(_with_town(fault, towns) for fault in faults)
    return replace(
        made, note=note, verdict=verdict, finding=finding, faults=told, is_tested=bool(free) and not faults
    )


def _class_part(draws: Sequence[FairDraw]) -> FairnessPart:
    """Tell the risk classes: each has its own places, so what came is what was fixed."""
    if not any(group for draw in draws for group in draw.places):
        verdict = "没有按风险类别分别定比例的抽取"
        return FairnessPart(
            "风险类别", "类别", "可抽户次", "抽中户次", "", verdict, Finding.TOO_FEW, (), is_tested=False
        )
    found = compare(draws, lambda entry: entry.group)
    names = {cell.key: f"{cell.key}类" if cell.key else "未分类" for cell in found.cells}
    made = _part("风险类别", "类别", found, names, "各类的名额在封存时已经定下，不靠偶然。")
    fits = all(round(cell.expected) == cell.observed for cell in found.cells)
    verdict = "各类都按名额抽满" if fits else "抽中的户数与名额不符，请立即核对"
    finding = Finding.AGREES if fits else Finding.DEVIATES
    return replace(made, verdict=verdict, finding=finding, is_tested=False)


def _overall(parts: Sequence[FairnessPart], standout: Finding) -> Finding:
    """Return what stands at the head: nothing is called fair because it was fixed, nor because nobody stands out."""
    tested = [part.finding for part in parts if part.is_tested]
    others = [*(part.finding for part in parts if not part.is_tested), standout]
    return worst((*tested, *(each for each in others if each in (Finding.NOTABLE, Finding.DEVIATES))))


def _with_town(fault: str, towns: Mapping[str, str]) -> str:
    code = next((code for code in towns if f"镇街{code}" in fault), None)
    return fault if code is None else fault.replace(f"镇街{code}", towns[code])


def _standout(seen: Sequence[Exposure], register: _Register) -> tuple[str, Finding]:
    """Name the enterprise whose history chance explains least, if it is worth a word."""
    if not seen:
        return "", Finding.TOO_FEW
    most = min(seen, key=lambda each: each.bound)
    finding = outlier_finding(most.bound)
    if finding is Finding.AGREES:
        return "", finding
    name = register.names[most.enterprise][0]
    advice = "请核对" if finding is Finding.DEVIATES else "请继续观察"
    sentence = (
        f"“{name}”可抽{most.draws}次、抽中{most.observed}次，按规程应抽中{most.expected:.1f}次；"
        f"在全部{len(seen):,}户中偶然出现这样一户的概率{percent_words(most.bound)}，{advice}。"
    )
    return sentence, finding


def _counts(years: DrawnYears) -> tuple[tuple[str, str], ...]:
    drawn = sum(entry.is_drawn for draw in years.draws for entry in draw.entries)
    available = sum(len(draw.entries) for draw in years.draws)
    return (
        ("随机抽取", f"{len(years.draws)}次"),
        ("可抽", f"{available:,}户次"),
        ("随机抽中", f"{drawn:,}户次"),
        ("另计、不参加检验的：必查", f"{years.compulsory:,}户次"),
        ("递补", f"{years.substitutes}户次"),
        ("补抽人员", f"{years.replacements}人次"),
        ("直接委派", f"{years.appointed}户次"),
        ("平台抽取", f"{years.platform}户次"),
        ("作废的抽取", f"{years.voided}次"),
    )


def _coverage(register: _Register, first_year: int, last_year: int) -> tuple[CoverageLine, ...]:
    return tuple(
        CoverageLine(year, len(register.visited_in.get(year, set()) & register.active), len(register.active))
        for year in range(first_year, last_year + 1)
    )


def _enterprise_line(seen: Exposure, register: _Register) -> EnterpriseLine:
    name, code, town = register.names[seen.enterprise]
    return EnterpriseLine(
        key=seen.enterprise,
        name=name,
        code=code,
        town=town,
        draws=seen.draws,
        expected=seen.expected,
        observed=seen.observed,
        missed=seen.missed_draws,
        chance=seen.missed_chance,
        last_inspected=register.last_visit.get(seen.enterprise),
        is_active=seen.enterprise in register.active,
    )


def _years_before(day: date, years: int) -> date:
    """Return the same day so many years before; the 29th of February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28)
    return date(day.year - years, day.month, day.day)
