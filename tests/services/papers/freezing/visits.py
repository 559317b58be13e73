"""Inspections as papers are made from them, without a database; and one that has been carried out in a real one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.rules.outcomes import Finding
from models.tables.base import BEIJING
from models.tables.draw import Draw, DrawnPlace
from models.tables.enterprise import Enterprise
from models.tables.inspection_item import InspectionItem
from models.tables.inspection_record import InspectionRecord, ItemFinding
from models.tables.office import Office
from models.tables.paper import IssuedPaper
from models.tables.plan import Plan, PlanTask
from models.vocab import Industry, Letterhead, PaperKind, RecordOutcome, RecordStage, ResultCode, Seat
from services.clock import SimulatedClock
from services.container import Services
from services.files.forms.catalogue import FORMS
from services.office.calendar import work_calendar
from services.papers.facts import PaperFacts
from services.papers.making import Making
from services.papers.rows import PaperRow
from services.records.rows import RecordOfficerRow, ResultDraft
from tests.services.records.acts import issue

ISSUED_ON = date(2022, 6, 10)
FAULT = ResultCode.CORRECTED
CLEAN = ResultCode.NO_PROBLEM


def found(
    result: ResultCode | None, text: str = "", measure: str = "", rectify_by: date | None = None
) -> ItemFinding:
    """Return one finding; its item is told by its place."""
    return ItemFinding(result=result, text=text, measure=measure, rectify_by=rectify_by)


def facts_of(findings: Sequence[ItemFinding], **record: Any) -> PaperFacts:
    """Return an inspection of 2022-06-08 with its findings."""
    for number, finding in enumerate(findings, start=1):
        finding.item_id = finding.position = number
    items = tuple(InspectionItem(id=n, number=n, title=f"事项{n}") for n in range(1, len(findings) + 1))
    values: dict[str, Any] = {
        "stage": RecordStage.INSPECTED,
        "inspected_from": datetime(2022, 6, 8, 9, tzinfo=BEIJING),
        "inspected_to": datetime(2022, 6, 8, 11, tzinfo=BEIJING),
        "result_on": date(2022, 6, 8),
        "outcome": RecordOutcome.PROBLEM,
        "findings": list(findings),
        "papers": [],
        **record,
    }
    return PaperFacts(
        record=InspectionRecord(**values),
        enterprise=Enterprise(
            name="洛阳甲公司",
            credit_code="91410307MA9K000016",
            address="样例路1号",
            legal_representative="王珺",
            contact="赵洺",
            phone="0379-67700000",
            industry=Industry.MACHINERY,
        ),
        task=PlanTask(name="机械行业随机抽查", platform_task_number=""),
        plan=Plan(document_title="", document_number=""),
        draw=Draw(draw_code="2022-01-01", is_assignment_sealed=False),
        place=DrawnPlace(),
        office=Office(
            bureau_name="洛阳市偃师区应急管理局",
            review_authority="洛阳市偃师区人民政府",
            court="",
            supervision_phone="",
            contact_name="",
            phone="",
            letterhead=Letterhead.PLAIN,
            imprint_copies_to="",
            is_sample=False,
        ),
        officers=(RecordOfficerRow(1, "张䶮", "16030222013", "大队", Seat.LEADER),),
        items=items,
        visit_ordinal=1,
    )


def making(kind: PaperKind, **entry: str) -> Making:
    """Return the making of a paper with what was typed for it."""
    form = FORMS[kind]
    form_set = next(iter(form.wordings))
    return Making(
        "（豫偃）应急〔2022〕1号", ISSUED_ON, form.default_wording(form_set), form_set, work_calendar(), entry
    )


def stored(kind: PaperKind, number: str, view: str = "{}") -> IssuedPaper:
    """Return an issued paper in force."""
    return IssuedPaper(kind=kind, number=number, view=view, issued_on=ISSUED_ON)


def inspect_with(
    services: Services, clock: SimulatedClock, key: int, *findings: tuple[ResultCode, str, str, date | None]
) -> None:
    """Issue the notice of an inspection and enter its findings."""
    issue(services, [key])
    clock.move_to(datetime(2022, 6, 10, 16, tzinfo=BEIJING))
    rows = services.records.get_record(key).findings
    draft = ResultDraft(
        inspected_from=datetime(2022, 6, 8, 9, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 8, 11, tzinfo=BEIJING),
        result_on=date(2022, 6, 10),
        findings={
            row.item_key: Finding(row.title, result, text, measure, rectify_by)
            for row, (result, text, measure, rectify_by) in zip(rows, findings, strict=True)
        },
    )
    services.records.enter_result(record_key=key, draft=draft)


def issue_one(services: Services, kind: PaperKind, key: int) -> PaperRow:
    """Issue one paper; it must succeed."""
    outcome = services.papers.issue(kind, [key], issued_on=ISSUED_ON)
    assert outcome.failed == ()
    return outcome.issued[0]


def refusal(services: Services, kind: PaperKind, key: int) -> str:
    """Return why a paper cannot be issued; it must fail."""
    ((_, sentence),) = services.papers.issue(kind, [key], issued_on=ISSUED_ON).failed
    return sentence
