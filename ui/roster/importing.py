"""Import of the three lists as the dialog sees it: how a file is previewed, written, undone, and what is said about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from models.vocab import RosterNoun
from services.changes import Changes
from services.container import Services
from services.progress import Progress
from services.roster.import_rows import ImportChoices, ImportReport, ImportRow

SUFFIXES = (".xlsx", ".xls", ".et", ".ods", ".csv")
FILTERS = f"表格 ({' '.join('*' + suffix for suffix in SUFFIXES)});;所有文件 (*)"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    report: ImportReport
    changes: Changes


@dataclass(frozen=True, slots=True)
class Importer:
    """The import of one list; the functions run in the database thread."""

    noun: str
    measure: str
    place: str
    """Where its records stand: 名录 or 清单."""
    preview: Callable[[Path, ImportChoices, Progress], ImportReport]
    commit: Callable[[Path, ImportChoices, ImportReport, Progress], Imported]
    undo: Callable[[int], Changes]
    history: Callable[[], Sequence[ImportRow]]


class ImportingService(Protocol):
    """What the services of the three lists have in common."""

    def preview_import(self, *, path: Path, choices: ImportChoices, progress: Progress) -> ImportReport:
        """Say what an import would do."""
        ...

    def commit_import(
        self, *, path: Path, choices: ImportChoices, previewed: ImportReport, progress: Progress
    ) -> tuple[ImportReport, Changes]:
        """Write what was previewed and approved."""
        ...

    def undo_import(self, *, key: int) -> Changes:
        """Take an import back whole."""
        ...

    def list_imports(self) -> Sequence[ImportRow]:
        """Return what was imported, the latest first."""
        ...


def enterprise_importer(services: Services) -> Importer:
    """Return the import of 检查对象."""
    return _importer(services.enterprises, RosterNoun.ENTERPRISE, "户", "名录")


def officer_importer(services: Services) -> Importer:
    """Return the import of 执法检查人员."""
    return _importer(services.officers, RosterNoun.OFFICER, "人", "名录")


def item_importer(services: Services) -> Importer:
    """Return the import of 抽查事项."""
    return _importer(services.items, RosterNoun.ITEM, "项", "清单")


def _importer(service: ImportingService, noun: RosterNoun, measure: str, place: str) -> Importer:
    def preview(path: Path, choices: ImportChoices, progress: Progress) -> ImportReport:
        return service.preview_import(path=path, choices=choices, progress=progress)

    def commit(path: Path, choices: ImportChoices, previewed: ImportReport, progress: Progress) -> Imported:
        done = service.commit_import(path=path, choices=choices, previewed=previewed, progress=progress)
        return Imported(*done)

    def undo(key: int) -> Changes:
        return service.undo_import(key=key)

    return Importer(noun.label, measure, place, preview, commit, undo, service.list_imports)


def importable(report: ImportReport) -> int:
    """Return how many rows could be written."""
    return report.added + report.updated


def nothing_to_import(report: ImportReport, place: str) -> str | None:
    """Return why a file has nothing to confirm, or None."""
    if importable(report):
        return None
    if report.unchanged and not report.refused:
        return f"文件内容与{place}完全一致，不需要导入。"
    return "文件里没有可以导入的行。" if not report.unchanged else f"能导入的行都与{place}一致，不需要导入。"


def outcome_words(report: ImportReport, measure: str) -> str:
    """Return what an import did, in one line."""
    parts = [f"新增 {report.added:,}", f"变更 {report.updated:,}"]
    parts += [f"未变 {report.unchanged:,}"] if report.unchanged else []
    parts += [f"未导入 {len(report.refused):,}"] if report.refused else []
    parts += [f"退出 {report.retired:,}"] if report.retired else []
    return f"已导入 {importable(report):,} {measure}：{'，'.join(parts)}"
