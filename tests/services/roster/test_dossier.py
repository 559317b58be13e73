"""一企一档: everything that ever happened to one enterprise."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import UserFacingError
from models.vocab import Industry, PaperKind, PublicationChannel, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.files.dossier import DossierView
from services.roster.enterprise_rows import EnterpriseDraft, Licence
from tests.services.draw.builders import (
    SEED,
    add_recusal,
    change_enterprise,
    code_of,
    draw_and_dispatch,
    found_district,
    lock_task,
    seal,
)
from tests.services.files.pdf_reading import page_texts
from tests.services.records.acts import draft
from tests.services.roster.workbooks import code


@pytest.fixture
def drawn(services: Services) -> int:
    """The draw of the district; enterprise 7 is compulsory, enterprise 3 lies outside."""
    found_district(services)
    change_enterprise(services, 3, lambda one: setattr(one, "town_code", "410311901"))
    return draw_and_dispatch(services, lock_task(services), SEED)


def key_of(services: Services, number: int) -> int:
    rows = services.enterprises.list_enterprises()
    return next(row.key for row in rows if row.code == code_of(number))


def lines(view: DossierView, title: str) -> list[tuple[str, str]]:
    return [(line.key, line.text) for line in view.section(title).lines]


def sampled(services: Services, draw_key: int) -> int:
    places = services.draws.get_draw(draw_key=draw_key).places
    return next(place.enterprise_key for place in places if place.kind.label == "可抽")


def test_every_draw_says_what_became_of_the_enterprise(services: Services, drawn: int) -> None:
    chosen = sampled(services, drawn)
    passed = next(
        row.key
        for row in services.enterprises.list_enterprises()
        if row.key not in {place.enterprise_key for place in services.draws.get_draw(draw_key=drawn).places}
        and row.code != code_of(3)
    )

    fates = [
        lines(services.dossiers.get_dossier(key), "抽取记录")[0][1].split("：", 1)[1]
        for key in (chosen, key_of(services, 7), passed, key_of(services, 3))
    ]

    assert fates == ["抽中", "必查，严重失信主体，必查", "可抽，未抽中", "未列入，住所在区外"]


def test_a_voided_draw_stays_with_its_reason_and_a_sealed_one_is_not_yet_drawn(services: Services) -> None:
    found_district(services)
    task_key = lock_task(services)
    first = seal(services, task_key)
    key = key_of(services, 1)
    waiting = lines(services.dossiers.get_dossier(key), "抽取记录")
    services.draws.void(draw_key=first, reason="名单有误", approved_by="样例局长")

    ((_, told),) = lines(services.dossiers.get_dossier(key), "抽取记录")

    assert waiting[0][1].endswith("可抽，尚未抽取")
    assert told.endswith("（本次抽取已作废：名单有误）")


def test_an_inspection_is_told_with_outcome_faults_papers_and_publication(
    services: Services, drawn: int, clock: SimulatedClock
) -> None:
    key = sampled(services, drawn)
    record = next(row for row in services.records.list_records(year=2022) if row.enterprise_key == key)
    visit = date(2022, 6, 8)
    services.papers.issue(
        PaperKind.NOTICE, [record.key], issued_on=clock.today(), visit_from=visit, visit_to=visit
    )
    clock.move_to(clock.now().replace(month=6, day=10))
    results = [ResultCode.CORRECTED, ResultCode.NO_PROBLEM, ResultCode.NO_PROBLEM]
    services.records.enter_result(record_key=record.key, draft=draft(services, record.key, *results))
    services.papers.issue(PaperKind.FEEDBACK, [record.key], issued_on=clock.today())
    services.records.publish(
        record_keys=[record.key],
        channel=PublicationChannel.PORTAL,
        published_on=clock.today(),
        published_by="样例操作人",
        reference="样例-1",
    )

    told = lines(services.dossiers.get_dossier(key), "检查记录")

    assert told[0][0] == "2022-06-08"
    assert "发现问题，已反馈" in told[0][1]
    words = " ".join(text for _, text in told)
    assert "发现问题已责令改正；堆放杂物；清理" in words
    assert "检查通知书 （豫偃）应急" in words
    assert "检查结果反馈函" in words
    assert ("公示", "2022-06-10 单位门户网站和企业信用平台，样例-1") in told
    assert services.dossiers.get_dossier(key).section("检查记录").count == 1


def test_names_codes_licences_lists_recusals_and_changes_are_all_in_it(services: Services) -> None:
    found_district(services)
    entered = EnterpriseDraft(name="样例机械厂1", credit_code=code(1), industry=Industry.MACHINERY)
    key = services.enterprises.add_enterprise(draft=entered).key or 0
    row = services.enterprises.get_enterprise(key)
    services.enterprises.update_enterprise(
        key=key,
        row_version=row.row_version,
        draft=replace(
            row.draft,
            name="样例改制机械厂",
            is_dishonest=True,
            dishonest_basis="样例决定",
            dishonest_from=date(2022, 1, 1),
            licences=(Licence("危化品经营", "豫001", date(2022, 5, 24)),),
        ),
        why="登记机关变更",
    )
    officer = services.officers.list_officers()[0].key
    add_recusal(services, officer, key)
    services.enterprises.retire_enterprise(key=key, reason="注销")

    view = services.dossiers.get_dossier(key)

    assert ("曾用名", "样例机械厂1") in lines(view, "基本信息")
    assert ("登记状态", "存续，已于 2022-05-25 退出名录：注销") in lines(view, "基本信息")
    assert ("严重失信主体", "列入中，样例决定，2022-01-01 至 今") in lines(view, "重点与信用")
    assert ("名录类别", "工贸行业、严重失信") in lines(view, "重点与信用")
    assert lines(view, "许可证") == [("危化品经营", "豫001，有效期至 2022-05-24，已过期")]
    assert lines(view, "回避") == [("样例检查员0", "近亲属任职（长期）")]
    changes = [text for _, text in lines(view, "变更记录")]
    assert "名录：在册 → 已退出（样例操作人，注销）" in changes
    assert "企业名称：样例机械厂1 → 样例改制机械厂（样例操作人，登记机关变更）" in changes
    assert changes[-1].startswith("列入名录：样例机械厂1")


def test_it_is_saved_as_pdf_with_the_sample_mark(services: Services, drawn: int, tmp_path: Path) -> None:
    office = services.office.get_settings()
    services.office.update_settings(settings=replace(office, is_sample=True))

    path = services.dossiers.save(sampled(services, drawn), tmp_path / "一企一档.pdf")

    assert page_texts(path.read_bytes())[0].startswith("样例")


def test_an_unknown_enterprise_is_refused_in_words(services: Services) -> None:
    with pytest.raises(UserFacingError, match="不在名录中"):
        services.dossiers.get_dossier(999)
