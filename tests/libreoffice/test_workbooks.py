"""Every workbook of the program opened by LibreOffice: it prints on as many pages as it should, its header on each."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from models.vocab import FormSet, SubmissionKind
from services.container import Services
from services.files.fairness_workbook import write_fairness_xlsx
from services.files.forms import statistics
from services.files.plan_summary import write_plan_summary_xlsx
from services.files.statistics_sheet import write_statistics_xlsx
from services.files.tables import Table, write_tables
from services.plan.exchange import export_plan_sheet, office_words
from services.plan.sample import sample_tasks
from services.roster.item_publishing import export_list, list_view
from services.roster.sample import add_sample_enterprises, add_sample_officers
from services.submissions.templates import TemplateWords, render_template
from tests.libreoffice.conftest import ToPdfs, page_count
from tests.services.files.paper_builders import plan_summary_view
from tests.services.files.pdf_reading import page_texts
from tests.services.files.test_fairness import VIEW as FAIRNESS

DAY = date(2022, 5, 25)


def roster(services: Services) -> None:
    """Fill an office with the sample district and its plan."""
    add_sample_enterprises(services.workplace, year=2022)
    add_sample_officers(services.workplace, year=2022)
    plan = services.plans.add_plan(year=2022).key or 0
    for draft in sample_tasks(frozenset(row.key for row in services.items.list_items())):
        services.plans.add_task(plan_key=plan, draft=draft)


def write_all(services: Services, folder: Path) -> dict[str, Path]:
    """Write one workbook of each kind; return them by their names."""
    roster(services)
    paths = {
        name: folder / f"{name}.xlsx"
        for name in (
            "汇总表", "长汇总表", "事项清单", "统计表", "公平性报告", "检查对象", "执法人员", "抽查事项", "抽查计划", "退回表",
            *(f"报送-{kind.label}" for kind in SubmissionKind),
        )
    }  # fmt: skip
    short = plan_summary_view()
    long = tuple(replace(short.lines[number % 2], ordinal=number + 1) for number in range(45))
    write_plan_summary_xlsx(short, paths["汇总表"])
    write_plan_summary_xlsx(replace(short, lines=long), paths["长汇总表"])
    items = services.items.list_items(year=2022)
    known, settings = services.items.get_list(year=2022), services.office.get_settings()
    export_list(list_view(items, known, settings), paths["事项清单"])
    table = statistics.sample(statistics.FORM.default_wording(FormSet.EMERGENCY))
    write_statistics_xlsx(table, paths["统计表"])
    write_fairness_xlsx(FAIRNESS, paths["公平性报告"])
    services.enterprises.export_found(
        path=paths["检查对象"], keys=services.enterprises.find_enterprises()[:100]
    )
    services.officers.export_officers(path=paths["执法人员"], rows=services.officers.list_officers())
    services.items.export_items(path=paths["抽查事项"], rows=items)
    plan = services.plans.get_plan(2022)
    assert plan is not None
    export_plan_sheet(plan, office_words(services), paths["抽查计划"])
    write_tables(
        paths["退回表"], Table("未导入的行", ("名称", "原因"), [("样例一厂", "代码有误。")], (30, 60))
    )
    words = TemplateWords(year=2022, section_name="综合行政执法大队", due_on=DAY)
    for kind in SubmissionKind:
        paths[f"报送-{kind.label}"].write_bytes(render_template(kind, words))
    return paths


def test_every_workbook_prints_on_as_many_pages_as_it_should(
    services: Services, tmp_path: Path, to_pdfs: ToPdfs
) -> None:
    paths = write_all(services, tmp_path)

    pages = dict(zip(paths, map(page_count, to_pdfs(list(paths.values()))), strict=True))

    assert pages == {
        "汇总表": 1,
        "长汇总表": 5,
        "事项清单": 2,
        "统计表": 1,
        "公平性报告": 6,  # a sheet each
        "检查对象": 8,
        "执法人员": 2,
        "抽查事项": 2,
        "抽查计划": 3,
        "退回表": 1,
        "报送-随机抽查事项清单": 3,
        "报送-执法人员名录库": 3,
        "报送-监管对象名录库": 6,
        "报送-全年抽查计划": 5,
        "报送-联合科室和部门名单": 2,
    }


def test_the_header_stands_on_every_page_of_a_long_table(tmp_path: Path, to_pdfs: ToPdfs) -> None:
    view = plan_summary_view()
    lines = tuple(replace(view.lines[number % 2], ordinal=number + 1) for number in range(45))
    write_plan_summary_xlsx(replace(view, lines=lines), tmp_path / "长汇总表.xlsx")

    (pdf,) = to_pdfs([tmp_path / "长汇总表.xlsx"])

    texts = page_texts(pdf)
    assert [text.count("区直部门名称") for text in texts] == [1] * len(texts)
    assert "2022年5月—12月" in texts[-1]


def test_no_text_of_the_summary_table_is_cut_off_by_its_row(tmp_path: Path, to_pdfs: ToPdfs) -> None:
    view = plan_summary_view()
    long = "，".join(f"第{number}类企业" for number in range(1, 25))
    write_plan_summary_xlsx(
        replace(view, lines=(replace(view.lines[0], target=long), view.lines[1])), tmp_path / "汇总表.xlsx"
    )

    (pdf,) = to_pdfs([tmp_path / "汇总表.xlsx"])

    assert long in page_texts(pdf)[0]
