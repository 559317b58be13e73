"""The blank workbooks that the office hands out: one a kind and 科室, with the columns, words and limits of the import itself.

What a column offers is asked of its own parser, so that a template never offers a word that the import would refuse. The
samples stand on the sheet 填写说明 and nowhere else: they cannot end up in a roster.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models import vocab
from models.vocab import EntityKind, Industry, SubmissionKind, Term
from services.files.fixed_zip import zip_bytes
from services.files.form_sheet import CellKind, FormColumn, FormSheet, render_form_sheet
from services.files.writing import safe_file_name, write_file
from services.plan.sheet import PLAN_LAYOUT
from services.roster.cells import CellError
from services.roster.enterprise_sheet import ENTERPRISE_LAYOUT
from services.roster.item_sheet import ITEM_LAYOUT
from services.roster.layout import Column, Layout
from services.roster.officer_sheet import OFFICER_LAYOUT
from services.submissions.partners import PARTNERS_LAYOUT
from services.submissions.samples import KIND_PROMPTS, PROMPTS, SAMPLES

LAYOUTS: Mapping[SubmissionKind, Layout] = {
    SubmissionKind.ITEMS: ITEM_LAYOUT,
    SubmissionKind.OFFICERS: OFFICER_LAYOUT,
    SubmissionKind.ENTERPRISES: ENTERPRISE_LAYOUT,
    SubmissionKind.PLAN: PLAN_LAYOUT,
    SubmissionKind.PARTNERS: PARTNERS_LAYOUT,
}
_LEFT_TO_THE_OFFICE = frozenset({"industry_is_guess", "industry_reason", "is_case_only"})
_FIRST = {SubmissionKind.ENTERPRISES: ("name", "credit_code")}
_FROZEN = {SubmissionKind.ENTERPRISES: 1, SubmissionKind.OFFICERS: 1}
_TEXT_TERMS: Mapping[str, type[Term]] = {"industry": Industry, "kind": EntityKind}
"""Columns that are read as free text first; what they offer is known all the same."""
_LEAD = re.compile(r"报送科室：(?P<section>.+?)\s{2,}年度：(?P<year>\d{4})")
_TERMS = tuple(
    one for one in vars(vocab).values() if isinstance(one, type) and issubclass(one, Term) and one is not Term
)


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """Whom the templates are for, and the office's own words that they offer."""

    year: int
    section_name: str
    due_on: date
    sections: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()


def template_name(kind: SubmissionKind, words: TemplateWords) -> str:
    """Return the file name: year, 科室 and what it is."""
    return safe_file_name(f"{words.year}年_{words.section_name}_{kind.label}") + ".xlsx"


def render_template(kind: SubmissionKind, words: TemplateWords) -> bytes:
    """Return the blank workbook of one kind; the same words give the same bytes."""
    layout = LAYOUTS[kind]
    columns = [column for column in layout.columns if column.field not in _LEFT_TO_THE_OFFICE]
    first = _FIRST.get(kind, ())
    columns.sort(key=lambda column: first.index(column.field) if column.field in first else len(first))
    form = FormSheet(
        name=kind.label,
        title=f"{words.year}年度{kind.label}报送表",
        lead=(
            f"报送科室：{words.section_name}    年度：{words.year}    报送截止：{words.due_on.isoformat()}    "
            "填报人：                联系电话："
        ),
        columns=tuple(_form_column(kind, column, words) for column in columns),
        moment=datetime(words.year, 1, 1),  # noqa: DTZ001 - a bare date
        notes=_notes(kind, words),
        frozen_columns=_FROZEN.get(kind, 0),
    )
    return render_form_sheet(form)


def render_templates(words: TemplateWords) -> dict[str, bytes]:
    """Return the five workbooks of a 科室 by their file names."""
    return {template_name(kind, words): render_template(kind, words) for kind in SubmissionKind}


def write_templates(folder: Path, words: Sequence[TemplateWords], *, as_zip: bool) -> list[Path]:
    """Write the five workbooks of each 科室 into a folder of its own, or into one .zip a 科室.

    Returns what was written, one path a 科室. Raises UnwritableFileError.
    """
    written: list[Path] = []
    for one in words:
        name = safe_file_name(f"{one.year}年_{one.section_name}_报送模板")
        files = render_templates(one)
        target = folder / (f"{name}.zip" if as_zip else name)
        if as_zip:
            write_file(target, zip_bytes(files))
        else:
            for file_name, content in files.items():
                write_file(target / file_name, content)
        written.append(target)
    return written


def read_lead(cells: Sequence[str]) -> tuple[str, int] | None:
    """Return the 科室 and the year that a template's second line names, None when the cells are not that line."""
    found = next((match for text in cells if (match := _LEAD.search(text))), None)
    return (found["section"].strip(), int(found["year"])) if found else None


def _form_column(kind: SubmissionKind, column: Column, words: TemplateWords) -> FormColumn:
    choices, is_free = _choices(column, words)
    cell_kind = _cell_kind(column)
    said = KIND_PROMPTS.get((kind, column.field)) or PROMPTS.get(column.field)
    prompt = said or _prompt(choices, cell_kind, is_free=is_free)
    return FormColumn(
        title=column.title,
        width=max(column.width, 2 * len(column.title) + 2),
        kind=cell_kind,
        is_required=column.is_required,
        choices=choices,
        is_free=is_free,
        prompt=prompt,
        samples=tuple(
            sample.get(column.field, "") for sample in SAMPLES[kind](words.year, words.section_name)
        ),
    )


def _choices(column: Column, words: TemplateWords) -> tuple[tuple[str, ...], bool]:
    """Return what a column offers, and whether it takes other texts too."""
    if column.field in {"town_name", "towns"}:
        return words.towns, True
    if column.field in {"section_name", "section", "lead"}:
        return words.sections, column.field == "lead"
    if _reads(column, "是") is True:
        return ("是", "否"), False
    for term in _TERMS:
        labels = tuple(member.label for member in term)
        value: Any = _reads(column, labels[0])
        if isinstance(value, term):
            return labels, False
        if isinstance(value, frozenset) and any(isinstance(one, term) for one in value):
            return labels, True
    if kind := _TEXT_TERMS.get(column.field):
        return tuple(member.label for member in kind), False
    return (), False


def _cell_kind(column: Column) -> CellKind:
    if _reads(column, "2022-05-25") == date(2022, 5, 25):
        return CellKind.DAY
    value = _reads(column, "5")
    return CellKind.COUNT if type(value) is int else CellKind.TEXT


def _reads(column: Column, text: str) -> Any:
    try:
        return column.parse(text)
    except CellError:
        return None


def _prompt(choices: Sequence[str], kind: CellKind, *, is_free: bool) -> str:
    if choices == ("是", "否"):
        return "填“是”或“否”。"
    if choices and is_free and len(choices) <= 12:
        return f"可以填几个，用顿号隔开：{'、'.join(choices)}。"
    if choices:
        return "从下拉列表中选择。"
    if kind is CellKind.DAY:
        return "填写日期，例如 2022-05-25。"
    return "只填数字。" if kind is CellKind.COUNT else ""


def _notes(kind: SubmissionKind, words: TemplateWords) -> tuple[str, ...]:
    return (
        f"1. 本表由{words.section_name}填报“{kind.label}”，请于 {words.due_on.isoformat()} 前报局双随机领导小组办公室。",
        "2. 从第 4 行起填写，一行一条；红色栏目必填，其他栏目不掌握的可以空着。请不要改动第 2 行和表头。",
        "3. 有下拉列表的请从列表中选择；代码、证号、电话各栏已设为文本，请不要改为数字。",
        "4. 下面灰色的样例只说明写法，不会导入。",
    )
