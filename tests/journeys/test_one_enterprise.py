"""The story of one enterprise, from the Excel file of another department to the printed feedback letter."""

from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from models.rules.outcomes import Finding
from models.rules.scope import Scope
from models.rules.seed import Contribution, Dice, SeedRule
from models.rules.verification import verify
from models.tables.base import BEIJING
from models.vocab import (
    DrawMethod,
    Industry,
    OfficerMode,
    PaperKind,
    PublicationChannel,
    RecordOutcome,
    RecordStage,
    ResultCode,
    SeedSource,
)
from services.clock import SimulatedClock
from services.container import Services
from services.plan.rows import TaskDraft
from services.records.rows import ResultDraft
from services.roster.officer_rows import OfficerDraft

NAME = "洛阳样例洺堃䶮机械有限公司"
CODE = "91410307MA9K000016"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["偃师区样例名录（2022年5月）"])
    page.append(["单位名称", "信用代码", "住所", "所属行业"])
    page.append([NAME, "９１４１０３０７ma9k000016", "偃师市岳滩镇样例村 1 号", "机械"])
    page.append(["合计", "1 户"])
    path = tmp_path / "名录.xlsx"
    book.save(path)
    return path


def add_officers(services: Services) -> None:
    for number, name in enumerate(("样例甲", "样例乙", "样例丙"), 1):
        draft = OfficerDraft(
            name=name,
            certificate_number=f"1603022200{number}",
            certificate_expires_on=date(2025, 1, 1),
            section_name="综合行政执法大队",
            is_leader_qualified=True,
        )
        services.officers.add_officer(draft=draft)


def lock_plan(services: Services) -> None:
    plan_key = services.plans.add_plan(year=2022, document_number="偃应急〔2022〕17号").key or 0
    draft = TaskDraft(
        subject="安全生产的随机抽查",
        name="机械行业随机抽查",
        target="机械企业",
        scope=Scope(industries=frozenset({Industry.MACHINERY})),
        ratio="100",
        starts_on=date(2022, 5, 1),
        ends_on=date(2022, 12, 31),
        method=DrawMethod.STRATIFIED,
        officer_mode=OfficerMode.EACH,
        items=frozenset(row.key for row in services.items.list_items()),
    )
    task_key = services.plans.add_task(plan_key=plan_key, draft=draft).key
    services.plans.approve(plan_key=plan_key, approved_by="样例局长", approved_on=date(2022, 5, 25))
    services.plans.lock(plan_key=plan_key)
    scheme = services.schemes.suggest(task_key=task_key)
    services.schemes.save(task_key=task_key, draft=scheme)
    services.schemes.approve(task_key=task_key, approved_by="样例局长", approved_on=date(2022, 5, 25))


def draw_in_public(services: Services) -> int:
    task = services.draws.list_tasks(year=2022)[0]
    rule = SeedRule(SeedSource.DICE, dice=Dice(20, "样例监督人"))
    draw_key = (
        services.draws.seal(
            task_key=task.key, operator="样例操作人", supervisor="样例监督人", seed_rule=rule
        ).key
        or 0
    )
    thrown = Contribution("样例监督人", "01382438112797316654")
    services.draws.draw(draw_key=draw_key, contributions=[thrown])
    services.draws.dispatch(draw_key=draw_key)
    return draw_key


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    document.close()
    return "".join(text.split())


def test_an_enterprise_goes_from_a_sheet_through_the_draw_to_its_letter(
    services: Services, clock: SimulatedClock, sheet: Path
) -> None:
    # the sheet of another department becomes one row of the roster
    report, _ = services.enterprises.commit_import(path=sheet)
    [enterprise] = services.enterprises.list_enterprises()
    assert (report.read, report.added, report.refused) == (1, 1, ())
    assert (enterprise.code, enterprise.town_name, enterprise.name) == (CODE, "岳滩镇", NAME)

    # a locked plan, a sealed frame, dice thrown in public, a certificate that anyone can repeat
    add_officers(services)
    lock_plan(services)
    draw_key = draw_in_public(services)
    certificate = services.draws.certificate(draw_key=draw_key)
    assert all(check.is_ok for check in verify(certificate))
    assert certificate["sampled"] == [CODE]

    # one record, one notice with its number
    [record] = services.records.list_records(year=2022)
    assert (record.enterprise_name, record.stage, len(record.officers)) == (NAME, RecordStage.PENDING, 2)
    day = date(2022, 6, 1)
    outcome = services.papers.issue(
        PaperKind.NOTICE, [record.key], visit_from=day, visit_to=day, issued_on=clock.today()
    )
    notice = outcome.issued[0]
    printed = text_of(services.papers.render(notice.key))
    assert notice.number == "（豫偃）应急抽通〔2022〕1号"
    assert NAME in printed
    assert all(officer.certificate_number in printed for officer in record.officers)

    # the visit finds a fault in one item; nothing else was filled in by itself
    clock.move_to(datetime(2022, 6, 1, 12, 0, tzinfo=BEIJING))
    detail = services.records.get_record(record.key)
    assert {row.result for row in detail.findings} == {None}
    findings = {row.item_key: Finding(row.title, ResultCode.NO_PROBLEM) for row in detail.findings}
    faulty = detail.findings[2]
    findings[faulty.item_key] = Finding(
        faulty.title, ResultCode.CORRECTED, "未组织应急演练", "限期组织演练", date(2022, 6, 16)
    )
    draft = ResultDraft(
        inspected_from=datetime(2022, 6, 1, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 1, 11, 30, tzinfo=BEIJING),
        result_on=day,
        findings=findings,
    )
    services.records.enter_result(record_key=record.key, draft=draft)

    # the letter says what was found; the publication is registered and its clock stops
    letter = services.papers.issue(PaperKind.FEEDBACK, [record.key], issued_on=clock.today()).issued[0]
    printed = text_of(services.papers.render(letter.key))
    assert letter.number == "偃应急函〔2022〕1号"
    assert "未组织应急演练" in printed
    assert notice.number in printed
    services.records.publish(
        record_keys=[record.key],
        channel=PublicationChannel.CREDIT_SYSTEM,
        published_on=day,
        published_by=record.officers[0].name,
        reference="410307202206010001",
    )
    [done] = services.records.list_records(year=2022)
    assert (done.stage, done.outcome) == (RecordStage.FED_BACK, RecordOutcome.PROBLEM)
    clocks = {clock.channel: (clock.due_on, clock.done_on) for clock in done.clocks}
    assert clocks == {
        PublicationChannel.PLATFORM: (date(2022, 6, 13), None),
        PublicationChannel.CREDIT_SYSTEM: (date(2022, 6, 9), day),
        PublicationChannel.PORTAL: (date(2022, 6, 6), None),
    }
    numbers = [paper.number for paper in services.papers.list_papers(year=2022, kind=PaperKind.NOTICE)]
    assert numbers == [notice.number]
