"""The numbered requirements of the rosters, one by one, through the services (R4, R5, R8, R71; the others stand beside their rule or page)."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import UserFacingError
from models.vocab import Industry, OfficerStatus
from services.container import Services
from services.roster.enterprise_rows import EnterpriseDraft
from services.roster.officer_rows import OfficerDraft
from tests.services.roster.workbooks import code, roster, row, workbook

FIRM = EnterpriseDraft(
    name="洛阳样例机械有限公司", credit_code=code(1), town_code="410307104", industry=Industry.MACHINERY
)


def test_r4_an_officer_keeps_section_post_trades_leadership_and_status(services: Services) -> None:
    draft = OfficerDraft(
        name="样例甲",
        certificate_number="16030700001",
        section_name="政策法规科",
        post="监管",
        industries=frozenset({Industry.MACHINERY, Industry.LIGHT}),
        is_expert=True,
        is_leader_qualified=True,
        status=OfficerStatus.SECONDED,
    )

    key = services.officers.add_officer(draft=draft).key or 0

    assert services.officers.get_officer(key).draft == draft


def test_r5_an_import_tells_each_faulty_row_and_a_preview_saves_nothing(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2, 统一社会信用代码="914103"), row(3, 状态="不明"))

    report = services.enterprises.preview_import(path=path)

    assert [(problem.row, problem.column) for problem in report.problems] == [
        (3, "统一社会信用代码"),
        (4, "状态"),
    ]
    assert report.added == 1
    assert services.enterprises.count_enterprises() == 0


def test_r8_the_second_of_two_rows_with_one_code_is_refused_and_both_are_named(
    services: Services, tmp_path: Path
) -> None:
    path = roster(tmp_path / "名录.xlsx", row(1), row(2), row(1, 企业名称="洛阳样例另一家"))

    (problem,) = services.enterprises.preview_import(path=path).problems

    assert problem.row == 4
    assert "第 4 行与第 2 行" in problem.message


def test_r8_a_code_that_another_record_holds_is_refused_with_its_name(services: Services) -> None:
    services.enterprises.add_enterprise(draft=FIRM)

    with pytest.raises(UserFacingError, match="洛阳样例机械有限公司"):
        services.enterprises.add_enterprise(draft=replace(FIRM, name="洛阳样例另一家"))


def test_r71_rare_characters_are_stored_found_and_sent_out_as_they_are(
    services: Services, tmp_path: Path
) -> None:
    names = ("洛阳样例䶮金机械厂", "洛阳样例𬭎业轴承厂", "偃师样例缑氏邙岭石料厂")
    header = ("企业名称", "统一社会信用代码", "法定代表人")
    rows = [(name, code(number), "样例𬭎") for number, name in enumerate(names, 1)]
    services.enterprises.commit_import(path=workbook(tmp_path / "名录.xlsx", [header, *rows]))
    keys = services.enterprises.find_enterprises()

    services.enterprises.export_found(path=tmp_path / "导出.xlsx", keys=keys)
    again = services.enterprises.preview_import(path=tmp_path / "导出.xlsx")

    assert {one.name for one in services.enterprises.list_enterprises()} == set(names)
    assert (again.read, again.unchanged) == (3, 3)
    assert services.enterprises.count_enterprises() == 3
