"""The papers of one enterprise, from the approval to the bundle and the register, as the desk works through them."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.errors import UserFacingError
from models.rules.outcomes import Finding
from models.tables.base import BEIJING
from models.vocab import PaperKind, PrintKind, RecordStage, ResultCode
from services.clock import SimulatedClock
from services.container import Services
from services.files.forms.entry import EntryKind
from services.papers.rows import PaperRow
from services.records.rows import ResultDraft
from tests.services.files.pdf_reading import outline_titles, whole_text
from tests.services.papers.visit_acts import change_office
from tests.services.records.building import add_officers, add_task, dispatch

NAME = "洛阳样例洺堃䶮机械有限公司"
DRAWN, VISITED, REVIEWED = date(2022, 5, 25), date(2022, 6, 8), date(2022, 6, 24)


def issue(services: Services, kind: PaperKind, key: int, day: date, **visit: date) -> PaperRow:
    """Fill in what is still asked for and issue the paper; it must succeed."""
    shown = services.papers.entry(kind=kind, record_key=key).values
    values = dict(shown)
    for field in services.papers.entry_fields(kind=kind, record_key=key):
        if not values.get(field.key) and field.is_required:
            usual = {EntryKind.DAY: day.isoformat(), EntryKind.CHOICE: (*field.choices, "")[0]}
            values[field.key] = usual.get(field.kind, "样例填写")
    services.papers.save_entry(kind=kind, record_key=key, values=values)
    outcome = services.papers.issue(kind, [key], issued_on=day, **visit)
    assert outcome.failed == ()
    return outcome.issued[0]


def text_of(services: Services, paper: PaperRow) -> str:
    return "".join(whole_text(services.papers.render(paper.key)).split())


def enter_result(services: Services, key: int) -> None:
    rows = services.records.get_record(key).findings
    findings = {row.item_key: Finding(row.title, ResultCode.NO_PROBLEM) for row in rows}
    findings[rows[0].item_key] = Finding(
        rows[0].title, ResultCode.CORRECTED, "有限空间入口未设警示标志", "限期设置", date(2022, 6, 22)
    )
    draft = ResultDraft(
        inspected_from=datetime(2022, 6, 8, 9, 0, tzinfo=BEIJING),
        inspected_to=datetime(2022, 6, 8, 11, 30, tzinfo=BEIJING),
        result_on=VISITED,
        findings=findings,
    )
    services.records.enter_result(record_key=key, draft=draft)


def test_the_papers_of_one_enterprise_from_the_approval_to_the_bundle_and_the_register(
    services: Services, clock: SimulatedClock, tmp_path: Path
) -> None:
    officers = add_officers(services)
    [key] = dispatch(services, add_task(services), [NAME], [officers[:2]])
    change_office(services, approval_before_notice=True)
    visit = {"visit_from": VISITED, "visit_to": VISITED}

    # no notice before its approval; no number is lost by asking
    early = services.papers.issue(PaperKind.NOTICE, [key], issued_on=DRAWN, **visit)
    values = {"approver": "样例局长", "approved_on": "2022-05-25"}
    services.papers.save_entry(kind=PaperKind.APPROVAL, record_key=key, values=values)
    approval = issue(services, PaperKind.APPROVAL, key, DRAWN)
    scheme = issue(services, PaperKind.VISIT_SCHEME, key, DRAWN)
    wrong = issue(services, PaperKind.NOTICE, key, DRAWN, visit_from=date(2022, 6, 7), visit_to=VISITED)
    assert [sentence[:8] for _, sentence in early.failed] == ["设置要求先审批后"]

    # the notice is printed, found wrong, voided and issued anew under the next number
    services.papers.note_prints([wrong.key], kind=PrintKind.PRINTED, copies=2)
    services.papers.void_paper(wrong.key, reason="检查时间有误")
    notice = issue(services, PaperKind.NOTICE, key, DRAWN, **visit)
    services.papers.note_prints([notice.key], kind=PrintKind.PRINTED, copies=2)
    assert NAME in text_of(services, notice)
    assert "作废" in text_of(services, wrong)
    assert [wrong.number, notice.number] == ["（豫偃）应急抽通〔2022〕1号", "（豫偃）应急抽通〔2022〕2号"]

    # the visit, what it found, what was ordered and what was written to the enterprise
    clock.move_to(datetime(2022, 6, 8, 16, 0, tzinfo=BEIJING))
    enter_result(services, key)
    kinds = (
        PaperKind.SITE_RECORD,
        PaperKind.CHECK_TABLE,
        PaperKind.ORDER,
        PaperKind.FEEDBACK,
        PaperKind.SUPERVISION,
    )
    made = {kind: issue(services, kind, key, VISITED) for kind in kinds}
    assert "有限空间入口未设警示标志" in text_of(services, made[PaperKind.ORDER])
    letter = text_of(services, made[PaperKind.FEEDBACK])
    assert notice.number in letter
    assert made[PaperKind.ORDER].number in letter
    assert services.records.get_record(key).row.stage is RecordStage.FED_BACK

    # the review, the receipts, who signed for what
    clock.move_to(datetime(2022, 6, 24, 16, 0, tzinfo=BEIJING))
    review = issue(services, PaperKind.REVIEW, key, REVIEWED)
    receipt = issue(services, PaperKind.RECEIPT, key, REVIEWED)
    handed_over = [notice, made[PaperKind.ORDER], made[PaperKind.FEEDBACK], review]
    services.papers.set_received(
        [paper.key for paper in handed_over], received_on=REVIEWED, received_by="样例癸"
    )
    listed = text_of(services, receipt)
    assert all(paper.number in listed for paper in handed_over)
    assert wrong.number not in listed

    # the bundle holds what is in force, and its papers are not voided under it
    bundle = issue(services, PaperKind.BUNDLE, key, REVIEWED)
    titles = outline_titles(services.office_papers.bundle_pdf(key))
    in_force = [approval, scheme, notice, *made.values(), review, receipt]
    assert sorted(titles) == sorted(
        [f"{NAME}　{paper.kind.label}" for paper in in_force] + [f"{NAME}　检查卷宗"] * 2
    )
    with pytest.raises(UserFacingError, match="请先作废该检查卷宗"):
        services.papers.void_paper(review.key, reason="写错")

    # the files, the register, the way back from the code on a sheet
    saved = services.papers.save_each([paper.key for paper in [*in_force, bundle]], tmp_path / "文书")
    sheet = services.papers.export_register(year=2022, kind=PaperKind.NOTICE, path=tmp_path / "登记簿.xlsx")
    lines = services.papers.register(year=2022, kind=PaperKind.NOTICE)
    found = services.papers.find(notice.short_digest)
    assert (len(set(saved.written)), saved.failed) == (len(in_force) + 1, ())
    assert "副本1" in whole_text(next((tmp_path / "文书").glob("*检查通知书.pdf")).read_bytes())
    assert [line.explanation for line in lines] == ["作废：检查时间有误", ""]
    assert openpyxl.load_workbook(sheet).active["B4"].value == notice.number
    assert found is not None
    assert (found.key, found.received_by) == (notice.key, "样例癸")
