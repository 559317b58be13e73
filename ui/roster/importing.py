"""Import of the three lists as the dialog sees it: how a file is previewed, how it is written, what may be asked once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.changes import Changes
from services.container import Services
from services.progress import Progress
from services.roster.import_rows import ImportChoices, ImportReport

FILTERS = "表格 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    report: ImportReport
    changes: Changes


@dataclass(frozen=True, slots=True)
class Importer:
    """The import of one list; both functions run in the database thread."""

    noun: str
    measure: str
    preview: Callable[[Path, Answers, Progress], ImportReport]
    commit: Callable[[Path, Answers, ImportReport, Progress], Imported]


def enterprise_importer(services: Services) -> Importer:
    """Return the import of 检查对象."""
    service = services.enterprises

    def preview(path: Path, answers: Answers, progress: Progress) -> ImportReport:
        choices = ImportChoices(answers=answers)
        return service.preview_import(path=path, choices=choices, progress=progress)

    def commit(path: Path, answers: Answers, previewed: ImportReport, progress: Progress) -> Imported:
        choices = ImportChoices(answers=answers)
        done = service.commit_import(path=path, choices=choices, progress=progress, previewed=previewed)
        return Imported(*done)

    return Importer("检查对象", "户", preview, commit)


def officer_importer(services: Services) -> Importer:
    """Return the import of 执法检查人员."""
    service = services.officers

    def preview(path: Path, _answers: Answers, progress: Progress) -> ImportReport:
        return service.preview_import(path=path, progress=progress)

    def commit(path: Path, _answers: Answers, previewed: ImportReport, progress: Progress) -> Imported:
        return Imported(*service.commit_import(path=path, progress=progress, previewed=previewed))

    return Importer("执法检查人员", "人", preview, commit)


def item_importer(services: Services) -> Importer:
    """Return the import of 抽查事项."""
    service = services.items

    def preview(path: Path, _answers: Answers, progress: Progress) -> ImportReport:
        return service.preview_import(path=path, progress=progress)

    def commit(path: Path, _answers: Answers, previewed: ImportReport, progress: Progress) -> Imported:
        return Imported(*service.commit_import(path=path, progress=progress, previewed=previewed))

    return Importer("抽查事项", "项", preview, commit)


def importable(report: ImportReport) -> int:
    """Return how many rows would be written."""
    return report.added + report.updated


def nothing_to_import(report: ImportReport) -> str | None:
    """Return why there is nothing to confirm, or None."""
    if importable(report):
        return None
    if report.unchanged and not report.refused:
        return "文件内容与名录完全一致，不需要导入。"
    return "文件里没有可以导入的行。" if not report.unchanged else "能导入的行都与名录一致，不需要导入。"


def outcome_words(report: ImportReport, measure: str) -> str:
    """Return what an import did, in one line."""
    parts = [f"新增 {report.added:,}", f"变更 {report.updated:,}"]
    parts += [f"未变 {report.unchanged:,}"] if report.unchanged else []
    parts += [f"未导入 {len(report.refused):,}"] if report.refused else []
    return f"已导入 {importable(report):,} {measure}：{'，'.join(parts)}"
