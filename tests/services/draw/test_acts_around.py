"""直接委派, 派人封存与启封, 依据材料: what stands around a draw, and what nobody may see before its time."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UnreadableFileError, UnwritableFileError, UserFacingError
from models.tables.draw import Draw, EvidenceFile
from models.tables.inspection_record import RecordOfficer
from models.tables.office import OperationLog
from models.vocab import DrawStage, EntryKind, EvidenceKind, PaperKind
from services.container import Services
from services.draw.opening import unopened_obstacle
from services.draw.rows import DrawDetail
from services.draw.seal_rows import DirectAppointment, SealChoices
from services.draw.verify import verify_certificate
from services.papers.rows import IssueOutcome
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    SEED,
    add_enterprise,
    add_officer,
    add_recusal,
    export,
    live,
    lock_task,
    rows_of,
    seal,
    thrown,
)

DIRECT = DirectAppointment("全局仅 1 名人员具有组长资格", "样例局长")
SEALED = SealChoices(seals_assignment=True)
PDF = b"%PDF-1.7\n" + bytes(200)


def draw_sealed(services: Services, task_key: int, choices: SealChoices = SEALED) -> DrawDetail:
    key = seal(services, task_key, choices=choices)
    services.draws.draw(draw_key=key, contributions=thrown(SEED))
    return services.draws.get_draw(draw_key=key)


def again(services: Services, detail: DrawDetail) -> DrawDetail:
    return services.draws.get_draw(draw_key=detail.row.key)


@pytest.fixture
def few(services: Services) -> Services:
    """Six works and three officers, of whom one may lead: two teams cannot be drawn."""
    for number in range(6):
        add_enterprise(services, number)
    for number in range(3):
        add_officer(services, number, is_leader_qualified=number == 0)
    return services


def test_direct_appointment_is_offered_only_where_the_officers_cannot_be_drawn(
    few: Services, tmp_path: Path
) -> None:
    task_key = lock_task(few, ratio="50")

    before = few.draws.preview(task_key=task_key)
    after = few.draws.preview(task_key=task_key, choices=SealChoices(direct=DIRECT))

    assert (before.can_seal, before.can_appoint) == (False, True)
    assert (after.can_seal, after.can_appoint) == (True, True)


def test_direct_appointment_is_refused_where_the_officers_can_be_drawn(district: Services) -> None:
    task_key = lock_task(district)

    preview = district.draws.preview(task_key=task_key, choices=SealChoices(direct=DIRECT))

    assert (preview.can_appoint, preview.obstacles) == (
        False,
        ("检查人员可以随机抽取，不得直接委派。",),
    )


def test_appointed_officers_are_marked_and_only_then_the_list_is_dispatched(
    few: Services, tmp_path: Path
) -> None:
    detail = draw_sealed(few, lock_task(few, ratio="50"), SealChoices(direct=DIRECT))
    officers = [row.officer_key for row in detail.pool]
    keys = [place.key for place in detail.places]
    assert detail.without_officers == 3

    few.draws.appoint(draw_key=detail.row.key, place_keys=keys[:1], officer_keys=officers[:2])
    with pytest.raises(UserFacingError, match="还有 2 户没有检查人员"):
        few.draws.dispatch(draw_key=detail.row.key)
    few.draws.appoint(draw_key=detail.row.key, place_keys=keys[1:], officer_keys=officers)
    few.draws.dispatch(draw_key=detail.row.key)

    places = again(few, detail).places
    assert all(seat.is_direct for place in places for seat in place.seats)
    assert [len(place.seats) for place in places] == [2, 3, 3]
    assert rows_of(few, RecordOfficer) == 8
    assert verify_certificate(export(few, detail.row.key, tmp_path)).exit_code == 0


def test_one_officer_or_a_recused_one_is_not_appointed(few: Services) -> None:
    detail = draw_sealed(few, lock_task(few, ratio="50"), SealChoices(direct=DIRECT))
    officers = [row.officer_key for row in detail.pool]
    place = detail.places[0]
    add_recusal(few, officers[1], place.enterprise_key)

    for chosen, sentence in ((officers[:1], "不得少于 2 人"), (officers[:2], "须回避")):
        with pytest.raises(UserFacingError, match=sentence):
            few.draws.appoint(draw_key=detail.row.key, place_keys=[place.key], officer_keys=chosen)


@pytest.mark.parametrize("changes", [{}, EACH_IN_BATCHES], ids=["teams", "each"])
def test_nobody_is_told_who_goes_where_before_the_leader_opens_it(
    district: Services, changes: dict[str, object]
) -> None:
    detail = draw_sealed(district, lock_task(district, **changes))
    district.draws.dispatch(draw_key=detail.row.key)
    closed = again(district, detail)
    records = district.records.list_records(year=2022)

    assert closed.unopened == len(closed.places)
    assert all(place.seats == () and place.team_number is None for place in closed.places)
    assert {record.officer_names for record in records} == {"（未启封）"}
    assert sum(load.added for load in closed.loads) == 2 * len(closed.places)

    [envelope, *rest] = closed.envelopes
    district.draws.open_assignment(
        draw_key=detail.row.key, place_keys=envelope.place_keys, opened_by=envelope.leader
    )

    opened = again(district, detail)
    told = [place for place in opened.places if not place.is_unopened]
    assert {place.key for place in told} == set(envelope.place_keys)
    assert {place.seats[0].name for place in told} == {envelope.leader}
    assert {place.opened_by for place in told} == {envelope.leader}
    assert opened.unopened == sum(len(each.place_keys) for each in rest)
    with district.workplace.database.reading() as session:
        [line] = session.scalars(select(OperationLog.summary).where(OperationLog.action == "启封"))
    assert f"{envelope.leader}启封{len(told)}户" in line


def issue(services: Services, keys: list[int]) -> IssueOutcome:
    return services.papers.issue(
        PaperKind.NOTICE,
        keys,
        visit_from=date(2022, 6, 1),
        visit_to=date(2022, 6, 3),
        issued_on=date(2022, 5, 25),
    )


def test_no_notice_and_no_full_certificate_before_the_opening(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district))
    district.draws.dispatch(draw_key=detail.row.key)
    keys = [record.key for record in district.records.list_records(year=2022)]

    refused = issue(district, keys)
    with pytest.raises(UserFacingError, match="启封后才能导出"):
        district.certificates.export(draw_key=detail.row.key, path=tmp_path / "完整版.json")
    district.certificates.export(draw_key=detail.row.key, path=tmp_path / "公告版.json", is_public=True)
    with district.workplace.database.reading() as session:
        closed = unopened_obstacle(session, session.get_one(Draw, detail.row.key))
    for envelope in again(district, detail).envelopes:
        district.draws.open_assignment(
            draw_key=detail.row.key, place_keys=envelope.place_keys, opened_by=envelope.leader
        )
    issued = issue(district, keys)
    with district.workplace.database.reading() as session:
        opened = unopened_obstacle(session, session.get_one(Draw, detail.row.key))

    assert {sentence for _, sentence in refused.failed} == {
        "该户的派人结果尚未启封，请先由组长在“随机抽取”页启封，再发检查通知书。"
    }
    assert "还有 5 户未启封" in closed
    assert (len(issued.issued), opened) == (5, "")
    district.certificates.export(draw_key=detail.row.key, path=tmp_path / "完整版.json")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["公告版.json", "完整版.json"]


def test_a_successor_on_an_unopened_place_is_not_told_either(district: Services) -> None:
    detail = draw_sealed(district, lock_task(district))
    district.draws.dispatch(draw_key=detail.row.key)
    officer = next(load.officer_key for load in detail.loads if load.added)

    district.draws.replace_officer(
        draw_key=detail.row.key, officer_key=officer, reason="公差", approved_by="样例副局长"
    )

    after = again(district, detail)
    assert officer not in {load.officer_key for load in after.loads if load.added}
    assert sum(load.added for load in after.loads) == 2 * len(after.places)
    assert rows_of(district, RecordOfficer) == 0
    for envelope in after.envelopes:
        district.draws.open_assignment(
            draw_key=detail.row.key, place_keys=envelope.place_keys, opened_by=envelope.leader
        )
    seated = {
        seat.officer_key
        for place in again(district, detail).places
        for seat in place.seats
        if seat.replaced_at is None
    }
    assert officer not in seated
    assert rows_of(district, RecordOfficer) == 2 * len(after.places)


def test_a_substitute_for_an_unopened_place_stays_closed(district: Services) -> None:
    detail = draw_sealed(district, lock_task(district))
    district.draws.dispatch(draw_key=detail.row.key)
    [out, *_] = [place for place in detail.places if place.kind is EntryKind.SELECTABLE]

    district.draws.substitute(
        draw_key=detail.row.key, place_keys=[out.key], reason="停业", approved_by="样例副局长"
    )

    after = again(district, detail)
    [substitute] = [place for place in after.places if place.substitutes]
    assert substitute.is_unopened
    assert after.unopened == len(live(after.places)) == 5


def write(folder: Path, name: str = "依据.pdf", content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_ground_of_an_act_is_kept_in_words_and_as_a_file(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district), SealChoices())
    [out, *_] = [place for place in detail.places if place.kind is EntryKind.SELECTABLE]

    district.draws.substitute(
        draw_key=detail.row.key,
        place_keys=[out.key],
        reason="已注销",
        approved_by="样例副局长",
        evidence="登记机关公告第 7 号",
        evidence_path=write(tmp_path),
    )
    district.evidence.add(draw_key=detail.row.key, path=write(tmp_path, "确认单.pdf", PDF + b"1"))
    rows = district.evidence.list_evidence(draw_key=detail.row.key)
    [kept] = [row for row in rows if row.kind is EvidenceKind.SUBSTITUTION and row.is_file]
    district.evidence.save_copy(evidence_key=kept.key or 0, target=tmp_path / "另存.pdf")

    assert [(row.kind, row.is_file) for row in rows if not row.is_file] == [
        (EvidenceKind.SUBSTITUTION, False)
    ]
    assert [row.text for row in rows if not row.is_file] == ["登记机关公告第 7 号"]
    assert [row.name for row in rows if row.is_file] == ["依据.pdf", "确认单.pdf"]
    assert (tmp_path / "另存.pdf").read_bytes() == PDF
    assert again(district, detail).evidence_count == len(rows) == 3


def test_an_act_whose_file_cannot_be_read_does_not_happen(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district), SealChoices())

    for path, sentence in (
        (tmp_path / "没有.pdf", "找不到文件"),
        (write(tmp_path, "程序.exe"), "格式不能留存"),
        (write(tmp_path, "空.pdf", b""), "是空的"),
        (write(tmp_path, "大.pdf", PDF + bytes(10 * 1024 * 1024)), "超过 10 MB"),
    ):
        with pytest.raises(UnreadableFileError, match=sentence):
            district.draws.void(
                draw_key=detail.row.key, reason="有误", approved_by="样例局长", evidence_path=path
            )

    assert again(district, detail).row.stage is DrawStage.DRAWN
    assert rows_of(district, EvidenceFile) == 0


def test_a_full_disk_keeps_the_act_and_its_file_out_together(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district), SealChoices())
    path = write(tmp_path, content=PDF + bytes(4 * 1024 * 1024))
    with district.workplace.database.transaction() as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {pages + 20}")

    with pytest.raises(UserFacingError, match="磁盘已满，这次操作没有保存"):
        district.draws.void(
            draw_key=detail.row.key, reason="有误", approved_by="样例局长", evidence_path=path
        )

    assert again(district, detail).row.stage is DrawStage.DRAWN
    assert rows_of(district, EvidenceFile) == 0


def test_a_copy_that_cannot_be_written_is_told_in_words(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district), SealChoices())
    district.evidence.add(draw_key=detail.row.key, path=write(tmp_path))
    [row] = district.evidence.list_evidence(draw_key=detail.row.key)
    (tmp_path / "占用").write_text("x", encoding="utf-8")

    with pytest.raises(UnwritableFileError, match=r"无法写入“依据\.pdf”"):
        district.evidence.save_copy(evidence_key=row.key or 0, target=tmp_path / "占用" / "依据.pdf")


def test_the_same_scan_is_kept_once(district: Services, tmp_path: Path) -> None:
    detail = draw_sealed(district, lock_task(district), SealChoices())
    district.evidence.add(draw_key=detail.row.key, path=write(tmp_path))

    with pytest.raises(UserFacingError, match="已经留存，不重复留存"):
        district.evidence.add(draw_key=detail.row.key, path=write(tmp_path, "同一份.pdf"))
