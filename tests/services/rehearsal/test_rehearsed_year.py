"""A rehearsed year repeats itself exactly, reads what the program exports, and never writes over real work."""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from models.errors import UserFacingError
from services.container import Services, open_services
from services.files.writing import write_file
from services.office.rows import OfficeSettings
from services.plan.exchange import (
    export_plan_sheet,
    export_summary,
    office_words,
    read_plan_sheet,
    summary_view,
)
from services.plan.sample import sample_tasks
from services.rehearsal.year import RehearsedYear, YearInput, rehearse
from services.roster.sample import add_sample_officers, sample_district


def quiet(_text: str) -> None:
    pass


@dataclass(frozen=True)
class Rehearsed:
    """A closed rehearsal and what was asked of it while it was open."""

    out: Path
    year: RehearsedYear
    figures: dict[str, int | float]
    settings: OfficeSettings


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["企业名称", "统一社会信用代码", "地址", "行业", "重点标记"])
    district = sample_district(year=2022)
    for draft in (*district.enterprises[:6], *district.enterprises[100:150]):
        hazards = "、".join(sorted(hazard.label for hazard in draft.hazards))
        page.append([draft.name, draft.credit_code, draft.address, draft.industry.label, hazards])
    page.append(["洛阳样例错码机械有限公司", "91410307MA9K000017", "偃师市岳滩镇", "机械", ""])
    path = tmp_path_factory.mktemp("名录") / "名录.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory, roster: Path) -> Rehearsed:
    """The year of the roster, rehearsed once; whoever changes the folder copies it first."""
    return rehearse_and_close(tmp_path_factory.mktemp("演练") / "年", enterprises=roster, seed="甲")


def rehearse_and_close(out: Path, **given: Any) -> Rehearsed:
    year = rehearse(YearInput(out, **given), quiet)
    asked = Rehearsed(out, year, {**year.figures(), "seconds": 0}, year.services.office.get_settings())
    year.services.close()
    return asked


@pytest.fixture
def exported(tmp_path: Path, services: Services) -> dict[str, Path]:
    add_sample_officers(services.workplace, year=2022)
    plan_key = services.plans.add_plan(year=2022).key or 0
    for draft in sample_tasks(frozenset(row.key for row in services.items.list_items())):
        services.plans.add_task(plan_key=plan_key, draft=draft)
    plan = services.plans.get_plan(2022)
    assert plan is not None
    paths = {name: tmp_path / f"{name}.xlsx" for name in ("officers", "items", "plan", "summary")}
    services.officers.export_officers(path=paths["officers"], rows=services.officers.list_officers())
    services.items.export_items(path=paths["items"], rows=services.items.list_items())
    export_plan_sheet(plan, office_words(services), paths["plan"])
    export_summary(summary_view(plan, services.office.get_settings()), paths["summary"])
    return paths


def digests(folder: Path) -> dict[str, str]:
    files = [*folder.rglob("*.pdf"), *folder.rglob("*.json"), folder / "plan-summary.xlsx"]
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_input_and_seed_give_the_same_papers_byte_by_byte(
    tmp_path: Path, roster: Path, rehearsed: Rehearsed
) -> None:
    second = rehearse_and_close(tmp_path / "二", enterprises=roster, seed="甲")
    other = rehearse_and_close(tmp_path / "三", enterprises=roster, seed="乙")

    first = rehearsed.year
    assert first.drawn == first.notices == first.feedback == 4
    assert digests(rehearsed.out) == digests(second.out)
    assert digests(rehearsed.out) != digests(other.out)


def test_refused_rows_come_back_as_a_report(rehearsed: Rehearsed) -> None:
    report = load_workbook(rehearsed.out / "import-report.xlsx").worksheets[0]

    rows = [[cell.value for cell in row] for row in report]

    assert rehearsed.year.enterprises == 56
    assert rows[1][0] == "洛阳样例错码机械有限公司"
    assert "统一社会信用代码" in str(rows[1][-1])


def test_the_year_reads_the_layouts_that_the_program_exports(
    tmp_path: Path, roster: Path, exported: dict[str, Path], rehearsed: Rehearsed
) -> None:
    given = {name: exported[name] for name in ("officers", "items", "plan")}

    from_files = rehearse_and_close(tmp_path / "二", enterprises=roster, seed="甲", **given)

    assert from_files.figures == rehearsed.figures


def test_the_summary_table_alone_is_read_as_a_plan(services: Services, exported: dict[str, Path]) -> None:
    sheet = read_plan_sheet(exported["summary"], office_words(services))

    first, second = sheet.drafts
    assert sheet.year == 2022
    assert (first.ratio, second.ratio) == ("15", "6")
    assert first.scope.describe() == "重点标记：金属冶炼、液氨制冷"
    assert second.scope.describe() == "行业：建材、机械、轻工、纺织"
    assert not sheet.problems


def test_a_task_without_any_enterprise_is_skipped_and_said(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["企业名称", "统一社会信用代码", "地址", "行业"])
    page.append(["洛阳样例一机械有限公司", "91410307MA9K000016", "偃师市岳滩镇样例村", "机械"])
    book.save(tmp_path / "一户.xlsx")
    said: list[str] = []

    year = rehearse(YearInput(tmp_path / "年", enterprises=tmp_path / "一户.xlsx"), said.append)
    year.services.close()

    assert year.drawn == 1
    assert any("任务 1" in line and "跳过" in line for line in said)


def test_every_paper_of_a_rehearsal_says_that_it_is_none(rehearsed: Rehearsed) -> None:
    assert rehearsed.settings.is_sample
    assert rehearsed.settings.window_name.endswith("（样例数据）")


def test_a_folder_with_real_data_or_strange_papers_is_left_alone(tmp_path: Path) -> None:
    real = tmp_path / "正式"
    open_services(real, operator="样例操作人").close()
    strange = tmp_path / "别人的"
    write_file(strange / "notices" / "旧文书.pdf", b"%PDF-")

    with pytest.raises(UserFacingError, match="正式数据"):
        rehearse(YearInput(real), quiet)
    with pytest.raises(UserFacingError, match="不是演练留下的"):
        rehearse(YearInput(strange), quiet)

    assert (real / "office.db").exists()
    assert (strange / "notices" / "旧文书.pdf").exists()


def test_a_rehearsal_replaces_an_earlier_one(tmp_path: Path, roster: Path, rehearsed: Rehearsed) -> None:
    wanted = YearInput(tmp_path / "年", enterprises=roster, seed="甲")
    shutil.copytree(rehearsed.out, wanted.out)
    (wanted.out / "notices" / "多余.pdf").write_bytes(b"%PDF-")

    again = rehearse(wanted, quiet)
    again.services.close()

    assert len(list((wanted.out / "notices").iterdir())) == again.notices
