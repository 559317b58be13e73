"""The sheets in the columns of the provincial platform (细则 art. 10)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from models.vocab import OfficerStatus
from services.container import Services
from services.roster.officer_rows import OfficerDraft
from services.roster.platform_export import ENTERPRISE_HEADER, OFFICER_HEADER
from tests.models.rules.test_person import number_of
from tests.services.draw.builders import SEED, draw_and_dispatch, found_district, lock_task

OFFICER = OfficerDraft(
    name="样例甲",
    certificate_number="16030220001",
    certificate_expires_on=date(2024, 12, 31),
    second_certificate_number="AJ-1",
    second_certificate_expires_on=date(2023, 6, 30),
    staff_number="0317",
    id_number=number_of(date(1990, 5, 25), 1),
    education="大学本科",
    section_name="政策法规科",
    post="监管",
    title="科长",
    is_expert=True,
    phone="13800000000",
    status=OfficerStatus.ON_DUTY,
)


def read(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_officers_stand_in_the_columns_of_the_platform_as_text(services: Services, tmp_path: Path) -> None:
    services.officers.add_officer(draft=OFFICER)
    path = tmp_path / "平台.xlsx"

    services.platform_export.export_officers(path=path, rows=services.officers.list_officers())

    header, cells = read(path)
    assert header == OFFICER_HEADER
    assert cells == (
        "样例甲", "男", "0317", OFFICER.id_number, "13800000000", "大学本科", "32", "监管", "是", "在岗", "洛阳市偃师区", "区县级",
        "政策法规科", "科长", "洛阳市偃师区应急管理局", "16030220001", "2024-12-31", "AJ-1", "2023-06-30", "样例操作人", "2022-05-25",
    )  # fmt: skip


def test_what_is_not_known_of_an_officer_stays_empty(services: Services, tmp_path: Path) -> None:
    services.officers.add_officer(draft=replace(OFFICER, id_number="", second_certificate_expires_on=None))
    path = tmp_path / "平台.xlsx"

    services.platform_export.export_officers(path=path, rows=services.officers.list_officers())

    found = dict(zip(*read(path), strict=True))
    assert [found[title] or "" for title in ("性别", "身份证号", "年龄", "有效期")] == [""] * 4


def test_enterprises_say_when_they_were_last_drawn(services: Services, tmp_path: Path) -> None:
    found_district(services)
    draw_key = draw_and_dispatch(services, lock_task(services), SEED)
    drawn = {place.entry_id for place in services.draws.get_draw(draw_key=draw_key).places}
    path = tmp_path / "平台.xlsx"

    services.platform_export.export_enterprises(path=path, keys=services.enterprises.find_enterprises())

    header, *rows = read(path)
    assert header == ENTERPRISE_HEADER
    assert {row[0] for row in rows if row[4]} == drawn
    assert {row[4] for row in rows if row[4]} == {"2022-05-25"}
    assert {row[6] for row in rows} == {"洛阳市偃师区应急管理局"}


def test_an_empty_roster_still_has_its_header(services: Services, tmp_path: Path) -> None:
    services.platform_export.export_enterprises(path=tmp_path / "平台.xlsx", keys=[])

    assert read(tmp_path / "平台.xlsx")[0] == ENTERPRISE_HEADER
