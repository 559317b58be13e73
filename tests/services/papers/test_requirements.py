"""What the law and the plan ask of papers (domain, §10), by the number of the requirement, from the records to the print.

Requirements that one rule or one page holds have their tests beside it; ``tests/README.md`` names them all.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.tables.base import BEIJING
from models.vocab import PaperKind, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.papers.freezing import site_record
from tests.services.files.pdf_reading import outline_titles, whole_text
from tests.services.files.visit_builders import stands_in_order
from tests.services.papers.freezing.visits import CLEAN, FAULT, facts_of, found, inspect_with, issue_one
from tests.services.papers.visit_acts import change_office, one_record
from tests.services.records.acts import ISSUED_ON, draft, inspect, issue, rows
from tests.services.records.building import add_officers, add_task, dispatch

REVIEWED_BY = "洛阳市偃师区人民政府"
DUE = date(2022, 6, 24)
RARE_NAMES = (
    "洛阳缑山䶮𬭎㛃堃机械有限公司",
    "洛阳邙岭ＡＢ１２（AB12）机械有限公司",
    "洛阳“<b>样例</b>”&机械有限公司",
)
KINDS = (
    PaperKind.APPROVAL,
    PaperKind.NOTICE,
    PaperKind.SITE_RECORD,
    PaperKind.SUPERVISION,
    PaperKind.RECEIPT,
)


@pytest.fixture
def record_key(services: Services) -> int:
    return one_record(services)


def print_of(services: Services, kind: PaperKind, key: int) -> str:
    return whole_text(services.papers.render(issue_one(services, kind, key).key))


def test_r39_and_r40_one_act_makes_the_notice_with_all_its_fields_from_the_records(
    services: Services, record_key: int
) -> None:
    (notice,) = issue(services, [record_key]).issued

    text = whole_text(services.papers.render(notice.key))

    assert (
        stands_in_order(
            text,
            (
                "检查通知书",
                "（豫偃）应急抽通〔2022〕1号",
                "洛阳样例锐捷机械有限公司",
                "统一社会信用代码：",
                "《中华人民共和国安全生产法》第六十五条",
                "（偃应急〔2022〕17号）",
                "“机械行业随机抽查”（抽查任务编号：",
                "一、检查事项",
                "1.",
                "3.",
                "检查时间：2022年6月6日至6月17日",
                "检查方法：现场检查",
                "样例甲（组长）",
                "证号16030700001",
                "样例乙",
                "证号16030700002",
                "不少于二人",
                "有权申请其回避",
                "需要准备的材料",
                "配合检查",
                "本年度对你单位的第1次检查",
                "不得索取、收受财物",
                "监督电话：0379-60000001",
                "联系人：样例庚，联系电话：0379-60000000",
                "洛阳市偃师区应急管理局2022年5月25日",
            ),
        )
        == ""
    )


def test_r46_a_visit_that_ends_before_it_begins_is_refused_beside_its_field(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    issue(services, [record_key])
    clock.move_to(datetime(2022, 6, 10, 16, 0, tzinfo=BEIJING))
    told = draft(services, record_key, *[ResultCode.NO_PROBLEM] * 3)
    backwards = replace(told, inspected_from=told.inspected_to, inspected_to=told.inspected_from)

    problems = services.records.check_result(record_key=record_key, draft=backwards)

    assert problems == {"inspected_to": "检查结束时间早于开始时间，请改正。"}


def test_r46_the_record_of_a_visit_wants_two_different_officers() -> None:
    facts = facts_of([found(CLEAN)])

    obstacle = site_record.PAPER.obstacle(replace(facts, officers=facts.officers * 2))

    assert obstacle == "检查人员重复，现场检查记录须由两名不同的检查人员签名。"


def test_r49_the_order_names_the_peoples_government_of_the_district_as_its_only_authority_for_review(
    services: Services, clock: SimulatedClock, record_key: int
) -> None:
    inspect_with(services, clock, record_key, *[(FAULT, "无台账", "补齐", DUE)] * 3)

    text = print_of(services, PaperKind.ORDER, record_key)

    assert f"向{REVIEWED_BY}申请行政复议" in text
    assert text.count("申请行政复议") == 1
    assert text.count("人民政府") == text.count(REVIEWED_BY)


def test_r49_another_authority_comes_from_the_setting_and_changes_no_order_that_is_issued(
    services: Services, clock: SimulatedClock
) -> None:
    officers = add_officers(services)
    first, second = dispatch(services, add_task(services), ["洛阳样例甲厂", "洛阳样例乙厂"], [officers[:2]])
    for key in (first, second):
        inspect_with(services, clock, key, *[(FAULT, "无台账", "补齐", DUE)] * 3)
    before = issue_one(services, PaperKind.ORDER, first)

    change_office(services, review_authority="样例市样例区人民政府")

    assert REVIEWED_BY in whole_text(services.papers.render(before.key))
    changed = print_of(services, PaperKind.ORDER, second)
    assert "向样例市样例区人民政府申请行政复议" in changed
    assert REVIEWED_BY not in changed


def test_r53_each_object_gets_a_letter_of_its_own_with_its_receipt_and_those_without_are_known(
    services: Services, clock: SimulatedClock, record_keys: list[int]
) -> None:
    issue(services, record_keys[:3])
    inspect(services, clock, record_keys[:3])
    day = date(2022, 6, 10)
    letters = services.papers.issue(PaperKind.FEEDBACK, record_keys[:2], issued_on=day).issued
    services.papers.set_received([letters[0].key], received_on=day, received_by="样例签收人")

    texts = [whole_text(services.papers.render(letter.key)) for letter in letters]
    again = services.papers.issue(PaperKind.FEEDBACK, record_keys[:1], issued_on=day)
    without = [row.key for row in rows(services) if row.paper_key(PaperKind.FEEDBACK) is None]
    (received,) = [
        row for row in services.papers.list_papers(year=2022, kind=PaperKind.FEEDBACK) if row.received_on
    ]
    unreceived = services.papers.unreceived(year=2022, kind=PaperKind.FEEDBACK)

    assert [letter.subject in text for letter, text in zip(letters, texts, strict=True)] == [True, True]
    assert letters[0].subject not in texts[1]
    assert again.issued == ()
    assert without == record_keys[2:]
    assert (received.subject, received.received_by) == (letters[0].subject, "样例签收人")
    assert [letter.key for letter in unreceived] == [letters[1].key]


@pytest.mark.parametrize("name", RARE_NAMES)
def test_r71_a_rare_or_strange_name_is_printed_on_every_paper_as_it_is_registered(
    services: Services, name: str
) -> None:
    officers = add_officers(services)
    (key,) = dispatch(services, add_task(services), [name], [officers[:2]])
    issue(services, [key])
    for kind in KINDS:
        if kind is not PaperKind.NOTICE:
            services.papers.issue(kind, [key], issued_on=ISSUED_ON)

    papers = [paper for kind in KINDS for paper in services.papers.list_papers(year=2022, kind=kind)]

    assert [paper.kind for paper in papers] == list(KINDS)
    assert [name in whole_text(services.papers.render(paper.key)) for paper in papers] == [True] * len(KINDS)
    assert outline_titles(services.papers.render_merged([papers[1].key])) == [name]
