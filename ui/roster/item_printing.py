"""What is printed from the 清单: the table that is made public, and the check sheet of an industry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.files.check_sheet import render_check_sheet_pdf
from services.files.writing import safe_file_name
from services.roster.item_publishing import check_sheet_view, export_list, list_view
from services.roster.item_rows import ItemListDraft, ItemRow
from ui.desk import Desk
from ui.papers.preview import show_pdf
from ui.roster.item_columns import ItemLine, item_lines
from ui.roster.item_dialogs import CheckSheetDialog, ItemListDialog
from ui.roster.item_versions import ListVersion

_KINDS = {".pdf": "PDF 文件 (*.pdf)", ".xlsx": "Excel 工作簿 (*.xlsx)"}


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything the list shows of one version."""

    lines: list[ItemLine]
    years: list[int]
    known: ItemListDraft


def load_page(services: Services, version: ListVersion) -> ItemPage:
    """Read the version: the list in force with all its editions, or a past list as it stood."""
    if version.is_present:
        lines = item_lines(services.items.list_items(with_ended=True))
    else:
        rows = services.items.list_items(year=version.year, on=version.on)
        lines = [ItemLine(row, (), is_of_then=True) for row in rows]
    known = services.items.get_list(year=year_of(version, services.workplace.clock.today()))
    return ItemPage(lines, services.items.list_years(), known)


def year_of(version: ListVersion, today: date) -> int:
    """Return the year of whose list a version is."""
    return version.year or (version.on or today).year


def edit_facts(desk: Desk, services: Services, version: ListVersion, parent: QWidget) -> None:
    """Ask for number, basis and day of publication of the year's list and store them."""
    year = year_of(version, services.workplace.clock.today())

    def ask(known: ItemListDraft) -> None:
        draft = ItemListDialog.ask(parent, known, services.items.check_list)
        if draft is not None:
            desk.operations.change(
                partial(services.items.save_list, draft=draft),
                lambda _: desk.messages.toast(f"已登记 {year} 年清单的文号、依据和公布日期"),
            )

    desk.operations.query(partial(services.items.get_list, year=year), ask)


def publish(desk: Desk, services: Services, version: ListVersion, suffix: str) -> None:
    """Ask where, and write the list of the year or of the day as it is made public."""
    year = year_of(version, services.workplace.clock.today())
    words = f"{year}年度随机抽查事项清单" + (f"_{version.on}" if version.on is not None else "")
    name = safe_file_name(words) + suffix

    def write(path: Path) -> None:
        rows = services.items.list_items(on=version.on, year=None if version.on else year)
        known, settings = services.items.get_list(year=year), services.office.get_settings()
        export_list(list_view(rows, known, settings, on=version.on), path)

    _save(desk, "导出公布稿", name, write)


def print_check_sheet(desk: Desk, services: Services, version: ListVersion, parent: QWidget) -> None:
    """Ask for the industry and show its check sheet in the preview; the present list is that of today."""
    answer = CheckSheetDialog.ask(parent, version.words)
    if answer is None:
        return
    (industry,) = answer
    today = services.workplace.clock.today()
    year = year_of(version, today)
    of_industry = f"{industry.label}行业" if industry is not None else "通用"

    def render() -> bytes:
        rows: list[ItemRow] = services.items.list_items(
            year=version.year, on=today if version.is_present else version.on
        )
        settings = services.office.get_settings()
        return render_check_sheet_pdf(check_sheet_view(rows, settings, industry=industry, year=year))

    title = f"随机抽查检查表_{of_industry}_{year}"
    desk.operations.query(render, partial(show_pdf, desk, title), label="正在生成检查表")


def _save(desk: Desk, title: str, name: str, write: Callable[[Path], None]) -> None:
    path = desk.messages.ask_save_file(title, name, _KINDS[Path(name).suffix], purpose="export-roster")
    if path is None:
        return

    def work() -> Path:
        write(path)
        return path

    desk.operations.query(
        work, lambda done: desk.messages.toast_file(f"已保存：{done.name}", done), label=f"正在{title}"
    )
