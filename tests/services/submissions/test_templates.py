"""What the office hands out, and what comes back filled in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from models.errors import UnreadableFileError, UserFacingError
from models.vocab import SubmissionKind, SubmissionState
from services.container import Services
from services.submissions.receiving import note_file, preview_file, take_file, template_words
from services.submissions.rows import SubmissionDraft
from services.submissions.templates import LAYOUTS, render_template, render_templates, write_templates
from tests.services.submissions.forms import HEADER_ROW, blank, filled, line

DRAFT = SubmissionDraft(submitted_on=date(2022, 5, 20), submitted_by="样例甲")
KINDS = pytest.mark.parametrize("kind", SubmissionKind, ids=lambda kind: kind.value)


@KINDS
def test_a_blank_template_is_recognised_as_not_filled_in(
    services: Services, year: int, tmp_path: Path, kind: SubmissionKind
) -> None:
    row = line(services, kind)

    with pytest.raises(UnreadableFileError, match="还没有填写：第 3 行表头下面一行内容也没有"):
        preview_file(services, row, blank(services, tmp_path, row))


@KINDS
def test_a_filled_template_is_read_whole_and_put_on_record(
    services: Services, year: int, tmp_path: Path, kind: SubmissionKind
) -> None:
    row = line(services, kind)
    path = filled(services, tmp_path, row)
    previewed = preview_file(services, row, path)

    taken = take_file(services, row, path, DRAFT, previewed)

    file, stored = taken.file, line(services, kind)
    assert previewed.problems == ()
    assert file.counts is not None
    assert (file.counts["read"], file.counts["added"], file.counts["refused"]) == (2, 2, 0)
    assert (stored.state, stored.file_name, stored.counts) == (
        SubmissionState.SUBMITTED,
        path.name,
        file.counts,
    )
    assert len(stored.file_digest) == 64
    assert taken.changes.touches("submission")


@KINDS
def test_the_same_file_again_changes_nothing(
    services: Services, year: int, tmp_path: Path, kind: SubmissionKind
) -> None:
    row = line(services, kind)
    path = filled(services, tmp_path, row)
    take_file(services, row, path, DRAFT, preview_file(services, row, path))

    again = preview_file(services, line(services, kind), path)

    counts = again.file.counts or {}
    assert counts.get("updated", 0) == 0
    assert counts.get("unchanged", counts["added"]) == 2


@KINDS
def test_a_template_is_the_same_bytes_each_time(services: Services, year: int, kind: SubmissionKind) -> None:
    words = template_words(services, year, "政策法规科")

    assert render_template(kind, words) == render_template(kind, words)


@KINDS
def test_a_template_has_our_columns_a_frozen_header_and_samples_apart(
    services: Services, year: int, tmp_path: Path, kind: SubmissionKind
) -> None:
    book = load_workbook(blank(services, tmp_path, line(services, kind)))
    sheet, notes = book.worksheets[:2]

    titles = {cell.value for cell in sheet[HEADER_ROW]}
    assert titles <= set(LAYOUTS[kind].header)
    assert {column.title for column in LAYOUTS[kind].columns if column.is_required} <= titles
    assert str(sheet.freeze_panes).endswith(str(HEADER_ROW + 1))
    assert "报送科室：政策法规科    年度：2022    报送截止：2022-02-28" in sheet["A2"].value
    assert notes.title == "填写说明"
    assert not any("样例" in str(cell.value or "") for row in sheet.iter_rows() for cell in row)
    assert any("样例" in str(cell.value or "") for row in notes.iter_rows() for cell in row)


def test_codes_and_telephones_are_text_dates_are_dates_and_words_are_offered(
    services: Services, year: int, tmp_path: Path
) -> None:
    book = load_workbook(blank(services, tmp_path, line(services, SubmissionKind.ENTERPRISES)))
    sheet = book.worksheets[0]
    below = {cell.value: sheet.cell(HEADER_ROW + 1, cell.column) for cell in sheet[HEADER_ROW]}
    offered = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}

    assert below["统一社会信用代码"].number_format == below["联系电话"].number_format == "@"
    assert below["成立日期"].number_format == "yyyy-mm-dd"
    assert offered[below["登记状态"].coordinate].type == "list"
    assert offered[below["成立日期"].coordinate].type == "date"
    towns = offered[below["镇街"].coordinate].formula1.split("$")[1]
    assert "岳滩镇" in [cell.value for cell in book["选项"][towns]]
    assert book["选项"].sheet_state == "hidden"


def test_the_five_templates_of_a_section_are_a_folder_or_one_zip(
    services: Services, year: int, tmp_path: Path
) -> None:
    words = [template_words(services, year, section.name) for section in services.office.list_sections()]

    folders = write_templates(tmp_path, words, as_zip=False)
    archives = write_templates(tmp_path, words, as_zip=True)

    assert [path.name for path in folders] == [
        "2022年_政策法规科_报送模板",
        "2022年_综合行政执法大队_报送模板",
    ]
    assert sorted(path.name for path in folders[0].iterdir()) == sorted(render_templates(words[0]))
    assert "2022年_政策法规科_监管对象名录库.xlsx" in ZipFile(archives[0]).namelist()
    assert write_templates(tmp_path, words[:1], as_zip=True)[0].read_bytes() == archives[0].read_bytes()


def test_the_file_of_another_section_or_year_is_refused_in_words(
    services: Services, year: int, tmp_path: Path
) -> None:
    mine, other = (
        line(services, SubmissionKind.OFFICERS, name) for name in ("政策法规科", "综合行政执法大队")
    )
    path = filled(services, tmp_path, other)

    with pytest.raises(
        UnreadableFileError, match="写的是“综合行政执法大队”2022 年度，不是“政策法规科”2022 年度"
    ):
        preview_file(services, mine, path)


def test_the_partners_are_kept_with_the_submission(services: Services, year: int, tmp_path: Path) -> None:
    row = line(services, SubmissionKind.PARTNERS)
    path = filled(services, tmp_path, row)

    take_file(services, row, path, DRAFT, preview_file(services, row, path))

    first = line(services, SubmissionKind.PARTNERS).content[0]
    assert (first["lead"], first["partner"], first["matter"]) == (
        "政策法规科",
        "样例消防部门",
        "粉尘涉爆企业联合检查",
    )


def test_rows_that_cannot_be_read_are_named_and_counted(
    services: Services, year: int, tmp_path: Path
) -> None:
    row = line(services, SubmissionKind.PARTNERS)
    records = [{"partner": "样例消防部门"}, {"partner": "样例市场监管部门", "matter": "样例事项"}]
    path = filled(services, tmp_path, row, records)

    previewed = preview_file(services, row, path)

    assert previewed.summary == "共 2 行，新增 1，未导入 1"
    assert [(problem.row, problem.column) for problem in previewed.problems] == [(4, "联合事项")]


def test_a_file_without_one_good_row_is_not_put_on_record(
    services: Services, year: int, tmp_path: Path
) -> None:
    row = line(services, SubmissionKind.PARTNERS)
    path = filled(services, tmp_path, row, [{"partner": "样例消防部门"}])

    with pytest.raises(UserFacingError, match="没有一行可以读入"):
        take_file(services, row, path, DRAFT, preview_file(services, row, path))


def test_the_tasks_of_a_section_go_into_the_plan_and_are_changed_under_the_same_name(
    services: Services, year: int, tmp_path: Path
) -> None:
    row = line(services, SubmissionKind.PLAN)
    path = filled(services, tmp_path, row)
    take_file(services, row, path, DRAFT, preview_file(services, row, path))
    task = {
        "subject": "样例抽查事项",
        "name": "样例一机械企业抽查",
        "target": "机械企业",
        "ratio": "8%",
        "period": "2022年6月—12月",
    }
    changed = filled(services, tmp_path, row, [task])
    previewed = preview_file(services, row, changed)

    take_file(services, row, changed, DRAFT, previewed)

    plan = services.plans.get_plan(year)
    assert plan is not None
    assert previewed.summary == "共 1 行，新增 0，更新 1，未变 0，未导入 0"
    assert [(one.draft.name, one.draft.ratio, one.section_name) for one in plan.tasks] == [
        ("样例一机械企业抽查", "8", "政策法规科"),
        ("样例二轻工企业抽查", "6", "政策法规科"),
    ]


def test_a_plan_that_is_no_longer_written_takes_no_tasks_but_the_file_can_be_put_on_record(
    services: Services, year: int, tmp_path: Path
) -> None:
    row = line(services, SubmissionKind.PLAN)
    path = filled(services, tmp_path, row)
    take_file(services, row, path, DRAFT, preview_file(services, row, path))
    plan = services.plans.get_plan(year)
    assert plan is not None
    services.plans.approve(plan_key=plan.key, approved_by="样例乙", approved_on=date(2022, 5, 25))

    with pytest.raises(UserFacingError, match="2022 年度计划已审批，不能再读入任务"):
        preview_file(services, row, path)
    services.submissions.submit(key=row.key, draft=DRAFT, file=note_file(path))

    assert line(services, SubmissionKind.PLAN).counts is None


def test_a_file_changed_after_the_preview_is_refused(services: Services, year: int, tmp_path: Path) -> None:
    row = line(services, SubmissionKind.PARTNERS)
    path = filled(services, tmp_path, row)
    previewed = preview_file(services, row, path)
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(UserFacingError, match="在预览之后被修改过"):
        take_file(services, row, path, replace(DRAFT, remark="样例"), previewed)
