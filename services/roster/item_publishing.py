"""The 清单 goes out: as the table that is made public each year (art. 8), and as check sheets for one industry."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from models.errors import UserFacingError
from models.vocab import Industry
from services.files.blocks import chinese_date
from services.files.check_sheet import CheckGroup, CheckLine, CheckSheetView, render_check_sheet_pdf
from services.files.item_list import (
    ItemListLine,
    ItemListView,
    render_item_list_pdf,
    write_item_list_xlsx,
)
from services.files.writing import write_file
from services.office.rows import SAMPLE_MARK, OfficeSettings
from services.roster.item_rows import ItemDraft, ItemListDraft, ItemRow, SubItem, applies_to


def list_view(
    rows: list[ItemRow], year_list: ItemListDraft, settings: OfficeSettings, *, on: date | None = None
) -> ItemListView:
    """Freeze the 清单 of a year, or as it was in force on a day of it; raises UserFacingError when nothing is on it."""
    if not rows:
        when = chinese_date(on) if on is not None else f"{year_list.year} 年"
        raise UserFacingError(f"{when}的清单上没有抽查事项，请先选择其他年度或日期。")
    which = f"（{chinese_date(on)}施行）" if on is not None else ""
    return ItemListView(
        title=f"{settings.bureau_name}{year_list.year}年度随机抽查事项清单{which}",
        lines=tuple(_line(number, row.draft) for number, row in enumerate(rows, 1)),
        facts=_facts(year_list),
        mark=_mark(settings),
        bureau=settings.bureau_name,
        dated_on=on or year_list.published_on or date(year_list.year, 1, 1),
    )


def export_list(view: ItemListView, path: Path) -> None:
    """Write the 清单 as .xlsx or .pdf, by the name of the file; raises UnwritableFileError, UnprintableTextError."""
    if path.suffix.lower() == ".pdf":
        write_file(path, render_item_list_pdf(view))
    else:
        write_item_list_xlsx(view, path)


def check_sheet_view(
    rows: list[ItemRow], settings: OfficeSettings, *, industry: Industry | None, year: int
) -> CheckSheetView:
    """Freeze the check sheet of an industry (None: of all), with the items and sub-items that apply to it.

    Raises UserFacingError when none applies.
    """
    drafts = [row.draft for row in rows if applies_to(row.draft.industries, industry)]
    groups = [_group(number, draft, industry) for number, draft in enumerate(drafts, 1)]
    shown = tuple(group for group in groups if group.lines)
    of_industry = f"{industry.label}行业" if industry is not None else ""
    if not shown:
        raise UserFacingError(f"清单上没有适用于{of_industry or '各行业'}的抽查事项，不能打印检查表。")
    return CheckSheetView(
        title=f"{of_industry}随机抽查检查表",
        groups=shown,
        facts=f"{settings.bureau_name}　{year}年度随机抽查事项清单",
        mark=_mark(settings),
        bureau=settings.bureau_name,
        dated_on=date(year, 1, 1),
    )


def export_check_sheet(view: CheckSheetView, path: Path) -> None:
    """Write the check sheet as a PDF; raises UnwritableFileError, UnprintableTextError."""
    write_file(path, render_check_sheet_pdf(view))


def _line(number: int, draft: ItemDraft) -> ItemListLine:
    return ItemListLine(
        ordinal=draft.number or number,
        category=draft.category.label.removesuffix("检查"),
        title=draft.title,
        contents=_contents(draft),
        subject=draft.subject,
        target=draft.target,
        basis=draft.basis,
        method=draft.method,
        ratio_frequency=draft.ratio_frequency,
        staff_requirement=draft.staff_requirement,
    )


def _contents(draft: ItemDraft) -> tuple[str, ...]:
    """Return the content part by part where its sub-items are the content; else as it is: the list prints what was decided."""
    parts = tuple(sub.content for sub in draft.sub_items)
    return parts if "".join(parts) == draft.content else (draft.content,)


def _facts(year_list: ItemListDraft) -> tuple[str, ...]:
    told = [f"文号：{year_list.document_number}"] if year_list.document_number else []
    told += [f"公布日期：{chinese_date(year_list.published_on)}"] if year_list.published_on else []
    facts = [f"制定依据：{year_list.basis}"] if year_list.basis else []
    return (*facts, "　　".join(told)) if told else tuple(facts)


def _group(number: int, draft: ItemDraft, industry: Industry | None) -> CheckGroup:
    place = draft.number or number
    if not draft.sub_items:
        whole = SubItem(1, draft.content, is_key=draft.is_key, is_veto=draft.is_veto, score=draft.score)
        return CheckGroup(f"{place}. {draft.title}", (_check_line(str(place), whole, draft),))
    lines = tuple(
        _check_line(f"{place}.{sub.number}", sub, draft)
        for sub in draft.sub_items
        if applies_to(sub.industries, industry)
    )
    marks = _marks(draft.is_key, draft.is_veto, None)
    told = f"【{'、'.join(marks)}】" if marks else ""
    return CheckGroup(f"{place}. {draft.title}{told}", _without_repetition(lines))


def _without_repetition(lines: tuple[CheckLine, ...]) -> tuple[CheckLine, ...]:
    """Let a line whose method and basis are those of the line above it say so."""
    above = (None, *lines)
    return tuple(
        replace(
            line,
            is_as_before=before is not None and (before.method, before.basis) == (line.method, line.basis),
        )
        for before, line in zip(above, lines, strict=False)
    )


def _check_line(number: str, sub: SubItem, draft: ItemDraft) -> CheckLine:
    return CheckLine(
        number=number,
        content=sub.content,
        method=sub.method or draft.method,
        basis=sub.basis or draft.basis,
        marks=_marks(sub.is_key, sub.is_veto, sub.score),
    )


def _marks(is_key: bool, is_veto: bool, score: int | None) -> tuple[str, ...]:
    words = [("关键项", is_key), ("否决项", is_veto), (f"{score}分", score is not None)]
    return tuple(word for word, is_so in words if is_so)


def _mark(settings: OfficeSettings) -> str:
    return SAMPLE_MARK if settings.is_sample else ""
