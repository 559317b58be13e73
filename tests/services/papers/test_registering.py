"""The number register: series, years, gaps with their reasons, voided papers, receipts, and the way back to a paper."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.errors import UserFacingError
from models.tables.base import BEIJING
from models.tables.paper import IssuedPaper
from models.vocab import PaperKind, RecordStage
from services.clock import SimulatedClock
from services.container import Services
from services.papers.copies import qr_of
from tests.services.papers.building import number, set_office
from tests.services.records.acts import ISSUED_ON, inspect, issue, rows

SHEET_DAY = datetime(2022, 5, 25)  # noqa: DTZ001 - a sheet holds days without a zone


def lines(services: Services, kind: PaperKind = PaperKind.NOTICE) -> list[tuple[int, int, str]]:
    return [(row.first, row.last, row.explanation) for row in services.papers.register(year=2022, kind=kind)]


# -- numbers


def test_each_kind_counts_from_one_each_year(services: Services) -> None:
    numbers = [
        number(services, PaperKind.ORDER),
        number(services, PaperKind.ORDER),
        number(services, PaperKind.REVIEW),
        number(services, PaperKind.FEEDBACK),
        number(services, PaperKind.ORDER, year=2023),
        number(services, PaperKind.ORDER),
    ]

    assert numbers == [
        "（豫偃）应急责改〔2022〕1号",
        "（豫偃）应急责改〔2022〕2号",
        "（豫偃）应急复查〔2022〕1号",
        "偃应急函〔2022〕1号",
        "（豫偃）应急责改〔2023〕1号",
        "（豫偃）应急责改〔2022〕3号",
    ]


def test_the_year_of_a_number_is_that_of_the_paper_not_of_the_clock(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    clock.move_to(datetime(2023, 1, 4, 9, 0, tzinfo=BEIJING))

    paper = issue(services, record_keys[:1]).issued[0]

    assert (paper.year, paper.number) == (2022, "（豫偃）应急抽通〔2022〕1号")


def test_the_papers_of_one_inspection_share_a_serial_where_the_office_wants_it(
    services: Services, record_keys: list[int]
) -> None:
    set_office(services, shares_serial=True)

    numbers = [
        number(services, PaperKind.VISIT_SCHEME, record_keys[0]),
        number(services, PaperKind.VISIT_SCHEME, record_keys[1]),
        number(services, PaperKind.ORDER, record_keys[1]),
        number(services, PaperKind.FEEDBACK, record_keys[1]),
        number(services, PaperKind.ORDER, record_keys[0]),
    ]

    assert numbers == [
        "（豫偃）应急检查〔2022〕1号",
        "（豫偃）应急检查〔2022〕2号",
        "（豫偃）应急责改〔2022〕2号",
        "偃应急函〔2022〕1号",
        "（豫偃）应急责改〔2022〕1号",
    ]


def test_a_second_paper_of_a_kind_takes_a_new_shared_serial(
    services: Services, record_keys: list[int]
) -> None:
    set_office(services, shares_serial=True)
    number(services, PaperKind.ORDER, record_keys[0])
    number(services, PaperKind.ORDER, record_keys[1])

    again = number(services, PaperKind.ORDER, record_keys[0])
    review = number(services, PaperKind.REVIEW, record_keys[0])

    assert (again, review) == ("（豫偃）应急责改〔2022〕3号", "（豫偃）应急复查〔2022〕3号")


def test_no_serial_comes_twice_when_the_setting_changes_within_the_year(
    services: Services, record_keys: list[int]
) -> None:
    own = [number(services, PaperKind.ORDER), number(services, PaperKind.ORDER)]
    set_office(services, shares_serial=True)
    shared = [
        number(services, PaperKind.VISIT_SCHEME, record_keys[0]),
        number(services, PaperKind.ORDER, record_keys[0]),
    ]
    set_office(services, shares_serial=False)
    own += [number(services, PaperKind.ORDER), number(services, PaperKind.REVIEW)]

    assert [text.rpartition("〕")[2] for text in [*own, *shared]] == [
        "1号",
        "2号",
        "4号",
        "1号",
        "3号",
        "3号",
    ]
    assert lines(services, PaperKind.VISIT_SCHEME)[0] == (1, 2, "共用流水号：该次检查未制发此种文书")


def test_two_kinds_with_one_word_do_not_bear_one_number(services: Services) -> None:
    number(services, PaperKind.VISIT_SCHEME)
    set_office(services, series_words={"order": "应急检查"})

    with pytest.raises(UserFacingError, match="〔2022〕1号 本年已用于现场检查方案，请在“设置”中"):
        number(services, PaperKind.ORDER)


# -- gaps


def test_numbers_given_by_hand_are_skipped_with_their_reason(
    services: Services, record_keys: list[int]
) -> None:
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=16, reason="启用本程序前手工编号")

    paper = issue(services, record_keys[:1]).issued[0]

    assert paper.serial == 17
    assert lines(services) == [(1, 16, "跳号：启用本程序前手工编号"), (17, 17, "")]


def test_skipped_numbers_stand_in_the_register_before_any_paper(services: Services) -> None:
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=3, reason="手工编号")
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=5, reason="停电当日手写")

    [first, second] = services.papers.register(year=2022, kind=PaperKind.NOTICE)

    assert (first.first, first.last, first.explanation) == (1, 3, "跳号：手工编号")
    assert (second.first, second.last, second.explanation) == (4, 5, "跳号：停电当日手写")


@pytest.mark.parametrize(
    ("last", "reason", "sentence"),
    [
        (2, "手工编号", "已用到 2，跳号应填大于 2 的数"),
        (1, "手工编号", "已用到 2"),
        (9, " ", "请写明跳号的理由"),
        (9, "由" * 201, "超过 200 个字"),
        (0, "手工编号", "1 到 99999"),
        (100_000, "手工编号", "1 到 99999"),
    ],
)
def test_used_numbers_and_a_missing_reason_are_refused(
    services: Services, notices: list[int], last: int, reason: str, sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=last, reason=reason)

    assert [row.last for row in services.papers.register(year=2022, kind=PaperKind.NOTICE)] == [1, 2]


def test_what_was_given_by_hand_while_all_shared_one_serial_is_not_given_again_by_a_kind_of_its_own(
    services: Services, record_keys: list[int]
) -> None:
    set_office(services, shares_serial=True)
    services.papers.skip_numbers(kind=PaperKind.ORDER, year=2022, last=20, reason="手工编号")
    set_office(services, shares_serial=False)

    assert number(services, PaperKind.REVIEW) == "（豫偃）应急复查〔2022〕21号"


def test_a_voided_paper_stays_in_the_register_with_its_reason(services: Services, notices: list[int]) -> None:
    services.papers.void_paper(notices[0], reason="企业\n名称有误")

    assert lines(services) == [(1, 1, "作废：企业 名称有误"), (2, 2, "")]


# -- voiding


def test_a_voided_letter_takes_its_inspection_back_to_the_result(
    services: Services, clock: SimulatedClock, record_keys: list[int], notices: list[int]
) -> None:
    inspect(services, clock, record_keys[:1])
    letter = services.papers.issue(PaperKind.FEEDBACK, record_keys[:1], issued_on=date(2022, 6, 10)).issued[0]

    services.papers.void_paper(letter.key, reason="写错")

    assert rows(services)[0].stage is RecordStage.INSPECTED


def test_any_other_voided_paper_leaves_its_inspection_as_it_is(
    services: Services, record_keys: list[int], notices: list[int]
) -> None:
    number(services, PaperKind.VISIT_SCHEME, record_keys[0])
    scheme = services.papers.list_papers(year=2022, kind=PaperKind.VISIT_SCHEME)[0]

    services.papers.void_paper(scheme.key, reason="写错")

    assert rows(services)[0].stage is RecordStage.NOTIFIED


# -- receipts


def test_papers_that_nobody_signed_for_are_listed(
    services: Services, record_keys: list[int], notices: list[int]
) -> None:
    services.papers.set_received(notices[:1], received_on=ISSUED_ON, received_by=" 样例癸 ")

    first, second = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)
    unreceived = services.papers.unreceived(year=2022, kind=PaperKind.NOTICE)

    assert (first.received_on, first.received_by) == (ISSUED_ON, "样例癸")
    assert [paper.key for paper in unreceived] == [second.key]


def test_a_voided_paper_waits_for_no_receipt(services: Services, notices: list[int]) -> None:
    services.papers.void_paper(notices[0], reason="写错")

    assert [paper.key for paper in services.papers.unreceived(year=2022, kind=PaperKind.NOTICE)] == notices[
        1:
    ]


def test_a_receipt_noted_by_mistake_is_taken_back(services: Services, notices: list[int]) -> None:
    services.papers.set_received(notices, received_on=ISSUED_ON, received_by="样例癸")

    services.papers.set_received(notices[:1], received_on=None, received_by="")

    assert len(services.papers.unreceived(year=2022, kind=PaperKind.NOTICE)) == 1


@pytest.mark.parametrize(
    ("received_on", "received_by", "sentence"),
    [
        (ISSUED_ON, " ", "请填写签收人"),
        (ISSUED_ON, "癸" * 51, "超过 50 个字"),
        (date(2022, 5, 26), "样例癸", "晚于今天"),
        (
            date(2022, 5, 24),
            "样例癸",
            "〔2022〕1号（洛阳样例第一机械有限公司）的签收日期（2022-05-24）早于发文日期",
        ),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(
    services: Services, notices: list[int], received_on: date, received_by: str, sentence: str
) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        services.papers.set_received(notices, received_on=received_on, received_by=received_by)

    assert len(services.papers.unreceived(year=2022, kind=PaperKind.NOTICE)) == 2


def test_a_batch_of_receipts_is_noted_whole_or_not_at_all(services: Services, notices: list[int]) -> None:
    services.papers.void_paper(notices[1], reason="写错")

    with pytest.raises(UserFacingError, match="2号（洛阳样例第二机械有限公司）已经作废"):
        services.papers.set_received(notices, received_on=ISSUED_ON, received_by="样例癸")

    assert len(services.papers.unreceived(year=2022, kind=PaperKind.NOTICE)) == 1


# -- finding


def test_typed_digits_and_the_scanned_code_lead_to_the_paper(services: Services, notices: list[int]) -> None:
    with services.workplace.database.reading() as session:
        scanned = qr_of(session.get_one(IssuedPaper, notices[1])).text
    typed = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[1].short_digest.lower()

    found = [services.papers.find(text) for text in (scanned, typed)]

    assert [paper.key if paper else None for paper in found] == [notices[1]] * 2


def test_a_code_of_no_paper_leads_nowhere(services: Services, notices: list[int]) -> None:
    digits = services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)[1].short_digest

    assert services.papers.find("0000-0000-0000-0000") is None
    assert services.papers.find(f"SSJ/1 notice-2022-1 {digits}") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("通知书", "这不是校验码"), ("SSJ/1 2022-01-1 A1B2-C3D4-E5F6-0718", "抽取 2022-01-1 的文书")],
)
def test_what_is_no_code_of_a_paper_is_said(services: Services, text: str, sentence: str) -> None:
    with pytest.raises(UserFacingError, match=sentence):
        services.papers.find(text)


def test_the_newest_in_force_is_meant_where_digits_fit_several(
    services: Services, record_keys: list[int]
) -> None:
    number(services, PaperKind.ORDER)
    number(services, PaperKind.REVIEW)  # the same digest
    newest = services.papers.list_papers(year=2022, kind=PaperKind.REVIEW)[0]
    services.papers.void_paper(newest.key, reason="写错")

    found = services.papers.find(newest.short_digest)

    assert found is not None
    assert found.kind is PaperKind.ORDER


# -- the sheet


def test_the_register_goes_out_as_a_sheet_that_is_ready_to_be_printed(
    services: Services, notices: list[int], tmp_path: Path
) -> None:
    services.papers.void_paper(notices[0], reason="=1+1")
    services.papers.set_received(notices[1:], received_on=ISSUED_ON, received_by="样例癸")
    services.papers.skip_numbers(kind=PaperKind.NOTICE, year=2022, last=9, reason="手工编号")
    services.papers.export_register(year=2022, kind=PaperKind.NOTICE, path=tmp_path / "登记簿.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "登记簿.xlsx").active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert values[0][0] == "2022年检查通知书文号登记簿"
    assert values[2][:7] == [
        1,
        "（豫偃）应急抽通〔2022〕1号",
        "洛阳样例第一机械有限公司",
        SHEET_DAY,
        "样例操作人",
        "作废",
        "作废：=1+1",
    ]
    assert values[3][5:] == ["有效", None, SHEET_DAY, "样例癸"]
    assert values[4][0] == "3—9"
    assert values[4][5:7] == ["跳号", "跳号：手工编号"]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$2:$2")


def test_the_same_register_is_the_same_file(services: Services, notices: list[int], tmp_path: Path) -> None:
    first = services.papers.export_register(year=2022, kind=PaperKind.NOTICE, path=tmp_path / "甲.xlsx")
    second = services.papers.export_register(year=2022, kind=PaperKind.NOTICE, path=tmp_path / "乙.xlsx")

    assert first.read_bytes() == second.read_bytes()
