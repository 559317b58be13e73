"""Reading what a 科室 hands in: a filled template goes through the import of its own roster, then is put on record as 已报.

The import and the record are two transactions: when the program stops between them, reading the same file again finds its
rows unchanged and puts it on record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UnreadableFileError, UserFacingError
from models.rules.submissions import SubmissionAct, refusal
from models.vocab import PlanStatus, SubmissionKind
from services.changes import Changes
from services.files.sheets import SourceFile, read_sheets
from services.plan.exchange import office_words, read_plan_sheet
from services.plan.rows import PlanRow, TaskDraft
from services.progress import Progress, silent
from services.roster.cells import show
from services.roster.import_rows import ImportReport, Problem
from services.roster.importing import open_layout, parse_rows
from services.submissions.partners import PARTNERS_LAYOUT
from services.submissions.rows import FilePreview, ReceivedFile, SubmissionDraft, SubmissionRow, TakenFile
from services.submissions.templates import LAYOUTS, TemplateWords, read_lead

if TYPE_CHECKING:
    from services.container import Services

_LEAD_ROWS = 10


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was read of a file: counts in words, what was refused, and the Changes of what was written."""

    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    changes: Changes = field(default_factory=Changes)
    content: tuple[Mapping[str, str], ...] = ()
    report: ImportReport | None = None


def template_words(services: "Services", year: int, section_name: str) -> TemplateWords:
    """Return what a template of a 科室 says and offers."""
    return TemplateWords(
        year=year,
        section_name=section_name,
        due_on=services.submissions.get_year(year).due_on,
        sections=tuple(section.name for section in services.office.list_sections()),
        towns=tuple(town.name for town in services.office.list_towns() if town.in_district),
    )


def note_file(path: Path) -> ReceivedFile:
    """Return name and SHA-256 of a file that is put on record unread; raises UnreadableFileError."""
    return ReceivedFile(path.name, _digest(path))


def preview_file(
    services: "Services", row: SubmissionRow, path: Path, progress: Progress = silent
) -> FilePreview:
    """Say what a submitted file would bring; nothing is written.

    Raises UnreadableFileError when the file is none of this kind, is still empty, or is another 科室's or year's.
    """
    if sentence := refusal(SubmissionAct.SUBMIT, row.state):
        raise UserFacingError(sentence)
    source = SourceFile.of(path)
    digest = _digest(path)
    _refuse_strangers(services, row, path)
    _refuse_blank(row.kind, path)
    found = _READERS[row.kind](services, row, path, progress, False)
    file = ReceivedFile(path.name, digest, found.counts, found.content)
    doubtful = len(found.report.duplicates) if found.report is not None else 0
    summary = counts_words(found.counts) + (f"；疑似重复 {doubtful:,}，读入后请核对" if doubtful else "")
    return FilePreview(file, summary, found.problems, source, found.report)


def take_file(
    services: "Services",
    row: SubmissionRow,
    path: Path,
    draft: SubmissionDraft,
    previewed: FilePreview,
    progress: Progress = silent,
) -> TakenFile:
    """Write what the file brings and put the submission on record; raises UserFacingError."""
    service = services.submissions
    if problems := service.check(draft):
        raise UserFacingError(next(iter(problems.values())))
    previewed.source.check_unchanged()
    if sentence := nothing_taken(previewed):
        raise UserFacingError(sentence)
    done = _READERS[row.kind](services, row, path, progress, True)
    file = replace(previewed.file, counts=done.counts, content=done.content)
    return TakenFile(file, done.changes | service.submit(key=row.key, draft=draft, file=file))


def nothing_taken(previewed: FilePreview) -> str | None:
    """Return why a file cannot count as handed in: not one of its rows could be read."""
    counts = previewed.file.counts or {}
    if counts.get("refused", 0) < counts.get("read", 0):
        return None
    return f"文件“{previewed.file.name}”里没有一行可以读入，请按提示改好，或退给科室重新填报。"


def counts_words(counts: Mapping[str, int]) -> str:
    """Return the counts of a file in one line."""
    parts = [("added", "新增"), ("updated", "更新"), ("unchanged", "未变"), ("refused", "未导入")]
    told = [f"{word} {counts[name]:,}" for name, word in parts if name in counts]
    return "，".join([f"共 {counts.get('read', 0):,} 行", *told])


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise UnreadableFileError(
            f"文件“{path.name}”读不出来，可能已被移走，或正被其他程序占用，请关闭它后再试。"
        ) from None


def _refuse_strangers(services: "Services", row: SubmissionRow, path: Path) -> None:
    """Refuse a template that says it is another section's or year's; files of other make say nothing."""
    for number, cells in read_sheets(path)[0].rows():
        if number > _LEAD_ROWS:
            return
        if lead := read_lead(cells):
            section, year = lead
            known = next((one for one in services.office.list_sections() if one.key == row.section_key), None)
            names = {row.section_name, *(known.aliases if known is not None else ())}
            if section not in names or year != row.year:
                raise UnreadableFileError(
                    f"文件“{path.name}”第 {number} 行写的是“{section}”{year} 年度，"
                    f"不是“{row.section_name}”{row.year} 年度的报送，请核对文件。"
                )
            return


def _refuse_blank(kind: SubmissionKind, path: Path) -> None:
    layout = LAYOUTS[kind]
    header = open_layout(path, layout)
    if next(parse_rows(header, layout), None) is None:
        raise UnreadableFileError(
            f"文件“{path.name}”还没有填写：第 {header.row} 行表头下面一行内容也没有，请填好后再报送。"
        )


def _take_roster(
    services: "Services", row: SubmissionRow, path: Path, progress: Progress, writes: bool
) -> _Outcome:
    """Bring a roster in by the list's own import."""
    service = {
        SubmissionKind.ITEMS: services.items,
        SubmissionKind.OFFICERS: services.officers,
        SubmissionKind.ENTERPRISES: services.enterprises,
    }[row.kind]
    if not writes:
        return _of_report(service.preview_import(path=path, progress=progress))
    return _of_report(*service.commit_import(path=path, progress=progress))


def _of_report(report: ImportReport, changes: Changes | None = None) -> _Outcome:
    return _Outcome(report.counts, report.problems, changes or Changes(), report=report)


def _take_plan(
    services: "Services", row: SubmissionRow, path: Path, _progress: Progress, writes: bool
) -> _Outcome:
    """Bring the tasks of a 科室 into the plan of the year: new ones are added, those of the same name updated."""
    plans = services.plans
    plan = plans.get_plan(row.year)
    if plan is not None and plan.status is not PlanStatus.DRAFT:
        raise UserFacingError(
            f"{row.year} 年度计划{plan.status.label}，不能再读入任务；可以只登记文件，不读入内容。"
        )
    sheet = read_plan_sheet(path, office_words(services))
    problems = list(sheet.problems)
    counts = {"read": 0, "added": 0, "updated": 0, "unchanged": 0, "refused": 0}
    changes = Changes()
    if writes and plan is None:
        changes |= plans.add_plan(year=row.year)
        plan = plans.get_plan(row.year)
    seen: set[str] = set()
    for number, read in zip(sheet.rows, sheet.drafts, strict=True):
        draft, key, same = _settled(read, row, plan)
        problem = "同一文件里有同名的任务，以先出现的为准。" if draft.name in seen else ""
        problem = problem or next(iter(plans.check(year=row.year, draft=draft).values()), "")
        seen.add(draft.name)
        if problem:
            problems.append(Problem(number, draft.name, problem))
            continue
        counts["unchanged" if same else "added" if key is None else "updated"] += 1
        if writes and plan is not None and not same:
            changes |= (
                plans.add_task(plan_key=plan.key, draft=draft)
                if key is None
                else plans.update_task(task_key=key, draft=draft)
            )
    counts["refused"] = len({problem.row for problem in problems})
    counts["read"] = sum(counts.values())
    return _Outcome(counts, tuple(sorted(problems, key=lambda problem: problem.row)), changes)


def _settled(
    draft: TaskDraft, row: SubmissionRow, plan: PlanRow | None
) -> tuple[TaskDraft, int | None, bool]:
    """Return a task as it would stand in the plan, the key of the task it would change, and whether nothing would change."""
    draft = replace(draft, section_key=draft.section_key or row.section_key)
    stored = next((task for task in plan.tasks if task.draft.name == draft.name), None) if plan else None
    if stored is None:
        return draft, None, False
    kept = stored.draft
    draft = replace(
        draft,
        department=draft.department or kept.department,
        platform_plan_number=kept.platform_plan_number,
        platform_task_number=kept.platform_task_number,
    )
    return draft, stored.key, draft == kept


def _take_partners(
    _services: "Services", _row: SubmissionRow, path: Path, progress: Progress, _writes: bool
) -> _Outcome:
    """Read the 联合名单 into the submission itself."""
    header = open_layout(path, PARTNERS_LAYOUT)
    content: list[Mapping[str, str]] = []
    problems: list[Problem] = []
    read = refused = 0
    for row in parse_rows(header, PARTNERS_LAYOUT):
        read += 1
        progress(read, header.sheet.row_count, "正在读取联合名单")
        if row.problems:
            refused += 1
            problems.extend(row.problems)
        else:
            content.append(
                {column.field: show(row.values.get(column.field)) for column in PARTNERS_LAYOUT.columns}
            )
    counts = {"read": read, "added": len(content), "refused": refused}
    return _Outcome(counts, tuple(problems), content=tuple(content))


_Reader = Callable[["Services", SubmissionRow, Path, Progress, bool], _Outcome]
_READERS: Mapping[SubmissionKind, _Reader] = {
    SubmissionKind.ITEMS: _take_roster,
    SubmissionKind.OFFICERS: _take_roster,
    SubmissionKind.ENTERPRISES: _take_roster,
    SubmissionKind.PLAN: _take_plan,
    SubmissionKind.PARTNERS: _take_partners,
}
