"""The list of 执法检查人员 and their 回避."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.tables.roster import RosterChange
from models.vocab import Industry, OfficerStatus
from services.clock import SimulatedClock
from services.container import Services
from services.roster.officer_rows import OfficerDraft, OfficerRow, RecusalDraft, SectionPeriod
from services.roster.sample import add_sample_enterprises, add_sample_officers
from tests.models.rules.test_person import number_of
from tests.services.roster.workbooks import workbook

DRAFT = OfficerDraft(
    name="样例甲",
    certificate_number="YL410307001",
    certificate_expires_on=date(2024, 12, 31),
    section_name="政策法规科",
    industries=frozenset({Industry.MACHINERY, Industry.LIGHT}),
    is_leader_qualified=True,
)
HEADER = ("姓名", "执法证号", "证件有效期至", "科室", "专业行业", "组长资格", "人员状态")


def added(services: Services, draft: OfficerDraft = DRAFT) -> OfficerRow:
    key = services.officers.add_officer(draft=draft).key
    assert key is not None
    return services.officers.get_officer(key)


def read_rows(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_an_added_officer_is_shown_as_entered_and_may_be_drawn(services: Services) -> None:
    row = added(services)

    assert row.draft == DRAFT
    assert row.is_drawable
    assert row.days_to_expiry == 951


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"certificate_number": ""}, "没有填写执法证号"),
        ({"certificate_expires_on": None}, "没有填写执法证有效期"),
        ({"certificate_expires_on": date(2022, 5, 24)}, "到期"),
        ({"is_regular": False}, "辅助人员，不是正式工作人员"),
        ({"status": OfficerStatus.SECONDED}, "借调"),
    ],
)
def test_an_officer_who_may_not_be_drawn_says_why(
    services: Services, changed: dict[str, object], words: str
) -> None:
    row = added(services, replace(DRAFT, **changed))

    assert not row.is_drawable
    assert words in (row.obstacle or "")


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": ""}, "name", "请填写姓名"),
        ({"certificate_number": "12"}, "certificate_number", "6—20 位"),
        ({"section_name": "没有的科"}, "section_name", "不在科室表中"),
    ],
)
def test_each_fault_of_a_form_stands_beside_its_field(
    services: Services, changed: dict[str, object], field: str, words: str
) -> None:
    problems = services.officers.check(replace(DRAFT, **changed))

    assert words in problems[field]


def test_a_certificate_number_belongs_to_one_officer(services: Services) -> None:
    added(services)

    with pytest.raises(UserFacingError, match="已属于“样例甲”"):
        services.officers.add_officer(draft=replace(DRAFT, name="样例乙", certificate_number="ｙｌ410307001"))


def test_an_unusual_certificate_number_is_only_a_note(services: Services) -> None:
    assert services.officers.check(DRAFT) == {}
    assert "8 位或 11 位" in services.officers.notes(DRAFT)[0]
    assert services.officers.notes(replace(DRAFT, certificate_number="41030700001")) == ()


FULL = replace(
    DRAFT,
    second_certificate_number="AJ-0001",
    second_certificate_expires_on=date(2022, 7, 1),
    staff_number="0317",
    id_number=number_of(date(1990, 5, 25), 1),
    education="大学本科",
    towns=frozenset({"岳滩镇", "商城街道"}),
)


def test_second_certificate_staff_number_education_and_towns_are_kept(services: Services) -> None:
    row = added(
        services, replace(FULL, towns=frozenset({"岳滩", "商城街道"}), second_certificate_number="aj-0001 ")
    )

    assert row.draft == FULL
    assert row.second_days_to_expiry == 37


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"id_number": "410381199005250019"}, "id_number", "校验位"),
        ({"id_number": "4103811990"}, "id_number", "18 位"),
        ({"towns": frozenset({"没有的镇"})}, "towns", "“没有的镇”不在镇街表中"),
    ],
)
def test_a_wrong_id_number_or_town_is_refused(
    services: Services, changed: dict[str, object], field: str, words: str
) -> None:
    assert words in services.officers.check(replace(FULL, **changed))[field]


def test_every_changed_field_of_an_officer_is_written_down(services: Services) -> None:
    row = added(services)

    services.officers.update_officer(
        key=row.key, row_version=row.row_version, draft=replace(FULL, phone="13800000000"), why="样例：核对"
    )

    with services.workplace.database.reading() as session:
        found = {
            change.field: (change.old, change.new, change.why)
            for change in session.scalars(select(RosterChange))
        }
    assert found["towns"] == ("[]", '["商城街道", "岳滩镇"]', "样例：核对")
    assert found["phone"] == ('""', '"13800000000"', "样例：核对")
    assert set(found) == {
        "second_certificate_number", "second_certificate_expires_on", "staff_number", "id_number", "education", "towns", "phone",
    }  # fmt: skip


def test_the_operation_log_does_not_repeat_the_id_number(services: Services) -> None:
    added(services, FULL)

    with services.workplace.database.reading() as session:
        logged = str([(one.summary, one.after) for one in session.scalars(select(OperationLog))])

    assert FULL.id_number not in logged
    assert "'id_number': '已填写'" in logged


def test_the_sections_an_officer_worked_in_are_remembered(services: Services, clock: SimulatedClock) -> None:
    row = added(services)
    clock.move_to(clock.now() + timedelta(days=40))

    services.officers.update_officer(
        key=row.key, row_version=row.row_version, draft=replace(DRAFT, section_name="执法大队")
    )

    assert services.officers.list_section_periods() == {
        row.key: [
            SectionPeriod(date(2022, 5, 25), "政策法规科"),
            SectionPeriod(date(2022, 7, 4), "综合行政执法大队"),
        ]
    }


def test_a_section_may_be_named_by_its_former_name(services: Services) -> None:
    row = added(services, replace(DRAFT, section_name="执法监察大队"))

    assert row.draft.section_name == "综合行政执法大队"


def test_an_officer_is_changed_retired_and_restored(services: Services) -> None:
    row = added(services)
    wanted = replace(DRAFT, industries=frozenset({Industry.LIGHT, Industry.TEXTILE}), post="监管")

    services.officers.update_officer(key=row.key, row_version=row.row_version, draft=wanted)
    changed = services.officers.get_officer(row.key)
    services.officers.retire_officer(key=row.key, reason="样例：退休")
    retired = services.officers.list_officers(with_retired=True)[0]
    services.officers.restore_officer(key=row.key)

    assert changed.draft == wanted
    assert (retired.retired_reason, retired.obstacle) == ("样例：退休", "已退出名录")
    assert [found.name for found in services.officers.list_officers()] == ["样例甲"]


def test_two_clerks_do_not_save_over_each_other(services: Services) -> None:
    row = added(services)
    services.officers.update_officer(
        key=row.key, row_version=row.row_version, draft=replace(DRAFT, phone="1")
    )

    with pytest.raises(UserFacingError, match="刚被他人修改过"):
        services.officers.update_officer(
            key=row.key, row_version=row.row_version, draft=replace(DRAFT, phone="2")
        )


def test_officers_are_found_by_any_of_their_words(services: Services) -> None:
    add_sample_officers(services.workplace, year=2022)

    by_name = services.officers.list_officers(text="样例丙")
    by_number = services.officers.list_officers(text="yl410307018")

    assert [row.name for row in (*by_name, *by_number)] == ["样例丙", "样例未"]


def test_certificates_that_end_soon_are_listed_the_earliest_first(services: Services) -> None:
    add_sample_officers(services.workplace, year=2022)

    soon = services.officers.list_expiring(within_days=60)
    this_year = services.officers.list_expiring(within_days=240)

    assert soon == []
    assert [one.officer_name for one in this_year] == ["样例己", "样例辰"]


def test_a_recusal_is_recorded_and_ended_but_never_lost(services: Services) -> None:
    add_sample_enterprises(services.workplace, year=2022)
    officer = added(services)
    enterprise = services.enterprises.list_enterprises()[0]
    wanted = RecusalDraft(officer_key=officer.key, enterprise_key=enterprise.key, reason="样例：近亲属任职")

    key = services.officers.add_recusal(draft=wanted).key or 0
    in_force = services.officers.list_recusals(officer_key=officer.key)
    services.officers.end_recusal(key=key, ends_on=date(2022, 5, 24))

    assert [(row.officer_name, row.enterprise_code, row.is_in_force) for row in in_force] == [
        ("样例甲", enterprise.code, True)
    ]
    assert services.officers.list_recusals(enterprise_key=enterprise.key) == []
    assert len(services.officers.list_recusals(with_ended=True)) == 1


def test_a_recusal_needs_a_reason_and_a_period_that_runs_forward(services: Services) -> None:
    wanted = RecusalDraft(1, 1, reason=" ", starts_on=date(2022, 5, 2), ends_on=date(2022, 5, 1))

    problems = services.officers.check_recusal(wanted)

    assert set(problems) == {"reason", "ends_on"}


def test_a_sheet_of_officers_is_imported_with_a_new_section(services: Services, tmp_path: Path) -> None:
    rows = [
        ("样例甲", "YL410307001", "2024-12-31", "执法大队", "机械、轻工", "是", "在岗"),
        ("样例乙", "YL410307002", 45657, "样例新科", None, "否", "借调"),
        ("样例丙", "YL410307001", "2024-12-31", None, None, None, None),
        ("样例丁", "12", "长期", None, None, None, None),
    ]
    path = workbook(tmp_path / "人员.xlsx", [HEADER, *rows])
    preview = services.officers.preview_import(path=path)

    report, _changes = services.officers.commit_import(path=path, previewed=preview)

    officers = services.officers.list_officers()
    assert (
        report.counts == preview.counts == {"read": 4, "added": 2, "updated": 0, "unchanged": 0, "refused": 2}
    )
    assert [row.draft.section_name for row in officers] == ["综合行政执法大队", "样例新科"]
    assert officers[1].draft.certificate_expires_on == date(2024, 12, 31)
    assert "第 4 行与第 2 行" in report.problems[0].message
    assert [(problem.row, problem.column) for problem in report.problems[1:]] == [
        (5, "执法证号"),
        (5, "证件有效期至"),
    ]


def test_an_officer_without_a_number_gets_it_from_the_next_sheet(services: Services, tmp_path: Path) -> None:
    added(services, replace(DRAFT, certificate_number=""))
    path = workbook(tmp_path / "人员.xlsx", [HEADER, ("样例甲", "YL410307001", None, None, None, None, None)])

    report, _changes = services.officers.commit_import(path=path)

    assert report.counts["updated"] == 1
    assert services.officers.list_officers()[0].draft == DRAFT


def test_a_sheet_brings_the_new_fields_and_refuses_a_town_that_is_none(
    services: Services, tmp_path: Path
) -> None:
    header = ("姓名", "执法证号", "部门执法证号", "工号", "身份证号码", "学历", "负责镇街")
    rows = [
        ("样例甲", "YL410307001", "AJ-0001", "0317", FULL.id_number.lower(), "大学本科", "岳滩、商城街道"),
        ("样例乙", "YL410307002", None, None, None, None, "样例镇"),
        ("样例丙", "YL410307003", None, None, "410381199005250019", None, None),
    ]
    path = workbook(tmp_path / "人员.xlsx", [header, *rows])

    report, _changes = services.officers.commit_import(path=path)
    again = services.officers.preview_import(path=path)

    assert [(problem.row, problem.column) for problem in report.problems] == [
        (3, "负责镇街"),
        (4, "身份证号码"),
    ]
    assert "410381199005250019" not in "".join(problem.message for problem in report.problems)
    [row] = services.officers.list_officers()
    assert (row.draft.staff_number, row.draft.towns) == ("0317", frozenset({"岳滩镇", "商城街道"}))
    assert again.counts["unchanged"] == 1


def test_our_own_export_leaves_out_the_id_number(services: Services, tmp_path: Path) -> None:
    added(services, FULL)
    path = tmp_path / "人员.xlsx"

    services.officers.export_officers(path=path, rows=services.officers.list_officers())

    header, cells = read_rows(path)
    assert "身份证号" not in header
    assert FULL.id_number not in cells
    assert services.officers.preview_import(path=path).counts["unchanged"] == 1


def test_an_export_reads_back_as_the_same_roster(services: Services, tmp_path: Path) -> None:
    add_sample_officers(services.workplace, year=2022)

    services.officers.export_officers(path=tmp_path / "人员.xlsx", rows=services.officers.list_officers())
    report = services.officers.preview_import(path=tmp_path / "人员.xlsx")

    assert report.counts == {"read": 18, "added": 0, "updated": 0, "unchanged": 18, "refused": 0}
